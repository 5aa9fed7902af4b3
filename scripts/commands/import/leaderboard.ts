import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BENCHMARK_FILE } from '../../../engine/benchmark/parse.ts';
import { Deadline } from '../../../engine/exchange/import/bounds.ts';
import type { ForeignFile } from '../../../engine/exchange/import/importer.ts';
import { Notes } from '../../../engine/exchange/import/notes.ts';
import { slugOf } from '../../../engine/exchange/import/slug.ts';
import { nameOf, readRecords, textOfFile } from '../../../engine/exchange/import/source.ts';
import {
  type PublishedLine,
  publishedCsv,
  publishedFrom,
} from '../../../engine/exchange/recorded/leaderboard.ts';
import { writeNewFiles } from '../../../engine/node/exchange/new-files.ts';
import { UserError } from '../../../engine/problem.ts';
import { type Invocation, textOption } from '../../command.ts';
import { noteLines } from './notes.ts';

/** Whether a table names models and their scores. */
export function looksLikeLeaderboard(files: readonly ForeignFile[]): boolean {
  return files.some((file) => {
    if (!/\.(?:csv|tsv)$/.test(file.path)) return false;
    const [head = ''] = textOfFile({ ...file, bytes: file.bytes.subarray(0, 10_000) }).split('\n');
    const names = head.split(/[,\t]/).map((cell) => cell.trim().replaceAll('"', '').toLowerCase());
    const isRanked = names.some((name) =>
      /^(?:score|accuracy|pass_rate|pass_rate_percent|reward)$/.test(name),
    );
    return names.includes('model') && isRanked && !names.includes('output');
  });
}

/** Writes the rows of a leaderboard as `published.csv` of a benchmark. */
export async function importLeaderboard(
  invocation: Invocation,
  files: readonly ForeignFile[],
): Promise<number> {
  const { values, root } = invocation;
  const notes = new Notes(undefined, new Deadline(() => performance.now()));
  const source = textOption(values, 'source');
  if (source !== undefined && !source.startsWith('https://'))
    throw new UserError(`--source takes an address that begins with https://, not "${source}"`);
  const lines: PublishedLine[] = [];
  for (const file of files) {
    const rows = await readRecords(file, notes);
    lines.push(...publishedFrom(rows, { source, date: textOption(values, 'date') }, notes));
  }
  const id =
    slugOf(
      textOption(values, 'id') ?? textOption(values, 'benchmark') ?? nameOf(files[0]?.path ?? ''),
    ) || 'imported';
  const folder = resolve(root, textOption(values, 'into') ?? 'benchmarks');
  if (textOption(values, 'into') === undefined && !existsSync(join(folder, id, BENCHMARK_FILE)))
    throw new UserError(
      `there is no benchmark "${id}" that published results could stand beside`,
      'name it with --benchmark, or the folder to write to with --into',
    );
  const isDry = values['dry-run'] === true;
  if (lines.length > 0 && !isDry)
    await writeNewFiles(folder, [
      { path: `${id}/published.csv`, content: `${publishedCsv(lines)}\n` },
    ]);
  print(invocation, { id, lines, notes, isDry });
  return lines.length > 0 ? 0 : 1;
}

interface Outcome {
  readonly id: string;
  readonly lines: readonly PublishedLine[];
  readonly notes: Notes;
  readonly isDry: boolean;
}

function print({ json, terminal }: Invocation, { id, lines, notes, isDry }: Outcome): void {
  if (json) {
    const facts = { format: 'leaderboard', dry_run: isDry, benchmark: id };
    terminal.out(
      JSON.stringify(
        { ...facts, published: lines, notes: notes.all, more_notes: notes.more },
        null,
        2,
      ),
    );
    return;
  }
  terminal.out(
    `${isDry ? 'would write' : 'wrote'} ${id}/published.csv: ${lines.length} published results`,
  );
  for (const line of noteLines(notes.all, terminal, notes.more)) terminal.out(line);
  if (lines.length > 0) terminal.log(`add "published: published.csv" to ${id}/benchmark.yaml`);
}
