import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Coding, codingsText, parseCodings } from '../analysis/failures/coding.ts';
import { explainFailures } from '../analysis/failures/explain.ts';
import {
  type FailureReport,
  type FailureRows,
  failureReport,
} from '../analysis/failures/report.ts';
import type { Benchmark } from '../benchmark/benchmark.ts';
import { askJudges, type JudgeRun } from '../judges/ask.ts';
import { type Assignment, codingsOf } from '../judges/coding.ts';
import {
  auditTasks,
  type CodingTask,
  failureTasks,
  type PassingAnswer,
} from '../judges/coding-tasks.ts';
import type { Call } from '../plan/call.ts';
import type { Reply } from '../results/reply.ts';
import { isReusable, type Journal } from '../run/journal.ts';
import type { Database } from './duckdb.ts';
import { isMissing, writeWhole } from './files.ts';

/** Codings of a benchmark inside the folder of results: one file a run of coding, never changed. */
function codingsFolder(resultsFolder: string, benchmark: string): string {
  return join(resultsFolder, 'failures', benchmark);
}

/** What judges have said of a benchmark's failures; of two about the same answer, the newer. */
export async function readCodings(resultsFolder: string, benchmark: string): Promise<Coding[]> {
  const folder = codingsFolder(resultsFolder, benchmark);
  const names = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const files = names.filter((name) => name.endsWith('.jsonl')).sort();
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
  return texts.flatMap(parseCodings);
}

/** Keeps codings in a new file, named after its time and run. */
export async function writeCodings(
  resultsFolder: string,
  benchmark: string,
  codings: readonly Coding[],
  { runId, time }: { readonly runId: string; readonly time: Date },
): Promise<void> {
  if (codings.length === 0) return;
  const name = `${time.toISOString().replace(/[-:]|\.\d+/g, '')}-${runId}.jsonl`;
  await writeWhole(join(codingsFolder(resultsFolder, benchmark), name), codingsText(codings));
}

/** What of a benchmark is left to be sorted by somebody who reads it. */
export async function codingTasks(
  database: Database,
  benchmark: Benchmark,
  rows: FailureRows,
): Promise<CodingTask[]> {
  const parameters = { benchmark: benchmark.id };
  // DuckDB's rows have the columns that the query names.
  const passing = (await database.run('passing_answers', parameters)) as unknown as PassingAnswer[];
  const failed = rows.failed.filter(({ fingerprint }) => fingerprint === benchmark.fingerprint);
  const report: FailureReport = failureReport(benchmark, { ...rows, codings: [] });
  return [
    ...failureTasks(benchmark, explainFailures(benchmark, failed), failed, passing),
    ...auditTasks(benchmark, report, passing),
  ];
}

/** A look-up of replies: the journal's, and those that files of codings hold. */
export function repliesOf(
  journal: Journal,
  codings: readonly Coding[],
  runId: string,
): (key: string) => Reply | undefined {
  const stored = new Map(
    codings.flatMap(({ votes }) => votes.map(({ vote, reply }) => [vote.key, reply] as const)),
  );
  return (key) => {
    const entry = journal.find(key);
    const isKnown = entry !== undefined && (isReusable(entry) || entry.runId === runId);
    return isKnown ? entry.reply : stored.get(key);
  };
}

/** The calls that have to be made before everything is coded, as far as that is known. */
export function openCalls(
  assigned: readonly Assignment[],
  find: (key: string) => Reply | undefined,
): Call[] {
  const calls: Call[] = [];
  codingsOf(assigned, find, (call) => calls.push(call));
  return calls;
}

/** Has judges asked, within the run's budget; what they say is in the journal first. */
export async function askCoders(
  assigned: readonly Assignment[],
  find: (key: string) => Reply | undefined,
  run: JudgeRun,
): Promise<Coding[]> {
  await askJudges(() => openCalls(assigned, find), run);
  return codingsOf(assigned, find);
}
