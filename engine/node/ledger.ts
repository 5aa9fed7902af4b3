import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Estimate } from '../plan/estimate.ts';
import { type LedgerEntry, ledgerText, parseLedger } from '../results/ledger.ts';
import type { WrittenRun } from './execute.ts';
import { isMissing, writeWhole } from './files.ts';

/** Folder of the ledger inside the folder of results. */
const LEDGER = 'ledger';

/**
 * Writes down what a run was predicted to cost and what it cost: one file a run, so that runs on
 * several machines never meet in one. Nothing is written for a run that asked nobody.
 */
export async function writeLedger(
  resultsFolder: string,
  runs: readonly WrittenRun[],
  estimate: Estimate,
  actor: string | null,
  time: Date,
): Promise<void> {
  const entries = runs.flatMap((run) => entriesOf(run, estimate, actor, time));
  const [first] = entries;
  if (first === undefined) return;
  const name = `${time.toISOString().replace(/[-:]|\.\d+/g, '')}-${first.run_id}.jsonl`;
  await writeWhole(join(resultsFolder, LEDGER, name), ledgerText(entries));
}

function entriesOf(
  run: WrittenRun,
  estimate: Estimate,
  actor: string | null,
  time: Date,
): LedgerEntry[] {
  return [...run.calls.models].flatMap(([model, took]) => {
    const predicted = estimate.models.find(
      (one) => one.model === model && one.benchmark === run.benchmark,
    );
    if (predicted === undefined || predicted.basis === 'free') return [];
    return [
      {
        time: time.toISOString(),
        run_id: run.run_id,
        benchmark: run.benchmark,
        model,
        actor,
        calls: took.calls,
        predicted_usd: predicted.cost_usd,
        predicted_usd_low: predicted.cost_usd_low,
        predicted_usd_high: predicted.cost_usd_high,
        predicted_basis: predicted.basis,
        actual_usd: took.cost_usd,
        predicted_output_tokens: predicted.tokens.output,
        actual_output_tokens: took.output_tokens,
        predicted_replies: predicted.replies,
        predicted_seconds: estimate.seconds.expected,
        actual_seconds: run.seconds,
      },
    ];
  });
}

/** All entries of a ledger, oldest first; empty when there is none. */
export async function readLedger(resultsFolder: string): Promise<LedgerEntry[]> {
  const folder = join(resultsFolder, LEDGER);
  try {
    const files = (await readdir(folder)).filter((name) => name.endsWith('.jsonl')).sort();
    const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
    return texts.flatMap(parseLedger);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
