import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isMissing, writeWhole } from '../engine/node/files.ts';
import type { FileJournal } from '../engine/node/journal.ts';
import { openJournal } from '../engine/node/journal.ts';
import { followed } from '../engine/plan/conversation.ts';
import { type BenchmarkPlan, callsOf } from '../engine/plan/plan.ts';
import type { Context } from './context.ts';

/** Why scorers that run code score nothing here: the job may hold a key, and has no sandbox. */
export const CODE_REFUSED =
  'the Action runs no code of a model; `benchmarkhub score` scores the stored replies';

/** How a shard ended, beside its journal. Without it the job was killed. */
export interface ShardStatus {
  readonly name: string;
  readonly partial: boolean;
  /** US dollars. */
  readonly spent_usd: number;
  readonly asked: number;
  readonly errors: Readonly<Record<string, string>>;
}

const statusSchema: z.ZodType<ShardStatus> = z.object({
  name: z.string(),
  partial: z.boolean(),
  spent_usd: z.number().min(0),
  asked: z.int().min(0),
  errors: z.record(z.string(), z.string()),
});

const JOURNAL = 'journal.sqlite';
const STATUS = 'status.json';
const MAX_STATUS_BYTES = 100_000;

/** Where a shard keeps what it was answered. */
export function shardJournalPath(context: Context, name: string): string {
  return join(context.host.folder, 'shards', name, JOURNAL);
}

export async function writeShardStatus(context: Context, status: ShardStatus): Promise<void> {
  const path = join(context.host.folder, 'shards', status.name, STATUS);
  await writeWhole(path, JSON.stringify(status));
}

/**
 * A journal that finds replies in either of two and records in the second, so that a shard hands on
 * what it was answered and nothing else.
 */
export function layered(stored: FileJournal, own: FileJournal): FileJournal {
  return {
    executions: stored.executions,
    find: (key) => own.find(key) ?? stored.find(key),
    findAll: (keys) => new Map([...stored.findAll(keys), ...own.findAll(keys)]),
    answered: (keys, since) =>
      new Set([...stored.answered(keys, since), ...own.answered(keys, since)]),
    record: (entry) => own.record(entry),
    history: (benchmark, model) => stored.history(benchmark, model),
    hasImported: (file) => stored.hasImported(file),
    importResults: (file, results) => stored.importResults(file, results),
    [Symbol.dispose]: () => {},
  };
}

/** What the shards of a run have brought. */
export interface Gathered {
  /** Shards that ended by themselves, and how. */
  readonly statuses: readonly ShardStatus[];
  /** Shards of which there is a journal. */
  readonly found: number;
}

/**
 * Takes the replies of all shards into a journal: those that the plan asks for and no others, so
 * nothing gets in by way of an artifact that the plan does not speak of.
 */
export async function gatherShards(
  context: Context,
  plans: readonly BenchmarkPlan[],
  into: FileJournal,
  runId: string,
): Promise<Gathered> {
  const folder = join(context.host.folder, 'shards');
  const statuses: ShardStatus[] = [];
  let found = 0;
  for (const name of await namesIn(folder)) {
    const files = await namesIn(join(folder, name));
    if (!files.includes(JOURNAL)) continue;
    found++;
    using journal = openJournal(join(folder, name, JOURNAL));
    for (const plan of plans) await copyReplies(plan, journal, into, runId);
    const status = await readStatus(join(folder, name, STATUS));
    if (status !== undefined) statuses.push(status);
  }
  return { statuses, found };
}

async function copyReplies(
  plan: BenchmarkPlan,
  from: FileJournal,
  into: FileJournal,
  runId: string,
): Promise<void> {
  for (const call of callsOf(plan)) {
    const entry = from.find(call.key);
    if (entry?.runId === runId) await into.record(entry);
    const { turns } = followed(call, ({ key }) => from.find(key)?.reply);
    for (const { key } of call.turns === undefined ? [] : turns) {
      const turn = from.find(key);
      if (turn?.runId === runId) await into.record(turn);
    }
  }
}

async function readStatus(path: string): Promise<ShardStatus | undefined> {
  try {
    const text = await readFile(path, 'utf8');
    if (text.length > MAX_STATUS_BYTES) return undefined;
    return statusSchema.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (isMissing(error) || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
