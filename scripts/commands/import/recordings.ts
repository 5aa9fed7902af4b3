import type { Benchmark } from '../../../engine/benchmark/benchmark.ts';
import { Deadline } from '../../../engine/exchange/import/bounds.ts';
import type { ForeignFile } from '../../../engine/exchange/import/importer.ts';
import { Notes } from '../../../engine/exchange/import/notes.ts';
import { noteNothing } from '../../../engine/exchange/import/run.ts';
import { RECORDING_READERS } from '../../../engine/exchange/recorded/index.ts';
import { type ScoredRecordings, scoreRecordings } from '../../../engine/exchange/recorded/score.ts';
import { readProvenance } from '../../../engine/node/git.ts';
import { resultPath, writeResultFile } from '../../../engine/node/results.ts';
import type { Workspace } from '../../../engine/node/workspace.ts';
import { UserError } from '../../../engine/problem.ts';
import type { RunStamp } from '../../../engine/results/collect.ts';
import { type Invocation, textOption } from '../../command.ts';
import { engineVersion, openValid, resultsFolder } from '../../workspace.ts';
import { noteLines } from './notes.ts';

/** Scores answers recorded elsewhere and stores them as a run of their own. */
export async function importRecordings(
  invocation: Invocation,
  files: readonly ForeignFile[],
  format: string,
): Promise<number> {
  const workspace = await openValid(invocation, benchmarkNames(invocation));
  const benchmark = onlyBenchmark(workspace);
  const notes = new Notes(undefined, new Deadline(() => performance.now()));
  const model = textOption(invocation.values, 'model');
  const recordings = (await RECORDING_READERS[format]?.read({ files, notes, model })) ?? [];
  if (recordings.length === 0) noteNothing(files, format, notes);
  const stamp = await stampOf(invocation);
  const scored = await scoreRecordings(
    benchmark,
    recordings,
    workspace.registry.models,
    stamp,
    notes,
  );
  const isDry = invocation.values['dry-run'] === true;
  const file = resultPath(benchmark.id, stamp.runAt, stamp.runId);
  if (scored.matched > 0 && !isDry)
    await writeResultFile(resultsFolder(invocation), file, scored.results);
  print(invocation, {
    benchmark,
    format,
    file,
    isDry,
    recordings: recordings.length,
    scored,
    notes,
  });
  return scored.matched > 0 ? 0 : 1;
}

function benchmarkNames({ values }: Invocation): string[] {
  const name = textOption(values, 'benchmark');
  return name === undefined ? [] : [name];
}

function onlyBenchmark({ benchmarks }: Workspace): Benchmark {
  const [first, ...others] = benchmarks;
  if (first !== undefined && others.length === 0) return first;
  const names = benchmarks.map(({ id }) => id).join(', ');
  throw new UserError(
    'which benchmark do these answers belong to?',
    `name it with --benchmark: ${names}`,
  );
}

async function stampOf({ root }: Invocation): Promise<RunStamp> {
  return {
    runId: crypto.randomUUID().replaceAll('-', '').slice(0, 12),
    runAt: new Date(),
    tier: 'self_reported',
    ...(await readProvenance(root)),
    engineVersion: engineVersion(),
    unasked: 'cancelled',
  };
}

interface Outcome {
  readonly benchmark: Benchmark;
  readonly format: string;
  readonly file: string;
  readonly isDry: boolean;
  readonly recordings: number;
  readonly scored: ScoredRecordings;
  readonly notes: Notes;
}

function print({ json, terminal }: Invocation, outcome: Outcome): void {
  const { benchmark, format, file, isDry, recordings, scored, notes } = outcome;
  const { matched, agreement, results } = scored;
  const models = [...new Set(results.map(({ model }) => model))];
  if (json) {
    const facts = { format, dry_run: isDry, benchmark: benchmark.id, file: isDry ? null : file };
    const counts = { recordings, matched, rows: results.length, models, agreement };
    terminal.out(
      JSON.stringify({ ...facts, ...counts, notes: notes.all, more_notes: notes.more }, null, 2),
    );
    return;
  }
  terminal.out(
    `${benchmark.id}: ${matched} of ${recordings} recorded answers belong to a case, of ${models.join(', ') || 'no model'}`,
  );
  const known = agreement.same + agreement.different;
  if (known > 0)
    terminal.out(
      `of ${known} scores from elsewhere, ours agree with ${agreement.same} and differ from ${agreement.different}`,
    );
  if (matched > 0 && !isDry) terminal.out(`written to ${file}, tier self_reported`);
  for (const line of noteLines(notes.all, terminal, notes.more)) terminal.out(line);
}
