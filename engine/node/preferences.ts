import { appendFile, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Board } from '../analysis/board.ts';
import type { Benchmark } from '../benchmark/benchmark.ts';
import { type PreferenceVote, parseVotes, preferenceBoard } from '../judges/preferences.ts';
import { UserError } from '../problem.ts';
import { isMissing } from './files.ts';
import type { JudgedSources } from './judged-boards.ts';
import { currentRows } from './reviews.ts';

/** Votes of people: `preferences/<benchmark>/<voter>.jsonl`, so that two never write one file. */
function votesFolder(root: string, benchmark: string): string {
  return join(root, 'preferences', benchmark);
}

/** All votes on answers of a benchmark. @throws UserError naming a line that is none. */
export async function readVotes(root: string, benchmark: string): Promise<PreferenceVote[]> {
  const folder = votesFolder(root, benchmark);
  const names = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const found: PreferenceVote[] = [];
  for (const name of names.filter((file) => file.endsWith('.jsonl')).sort()) {
    const { votes, wrong } = parseVotes(await readFile(join(folder, name), 'utf8'));
    const [line] = wrong;
    if (line !== undefined)
      throw new UserError(
        `preferences/${benchmark}/${name}:${line}:1 is no vote`,
        'take the line out, or vote again with `benchmarkhub arena`',
      );
    found.push(...votes);
  }
  return found;
}

/** Adds one vote to the voter's own file. */
export async function writeVote(
  root: string,
  benchmark: string,
  vote: PreferenceVote,
): Promise<void> {
  const folder = votesFolder(root, benchmark);
  await mkdir(folder, { recursive: true });
  await appendFile(join(folder, `${vote.voter}.jsonl`), `${JSON.stringify(vote)}\n`);
}

/** The boards, those whose answers people have compared with what they prefer. */
export async function withPreferences(
  boards: readonly Board[],
  benchmarks: readonly Benchmark[],
  { root, resultsFolder }: JudgedSources,
): Promise<Board[]> {
  const found: Board[] = [];
  for (const board of boards) {
    const benchmark = benchmarks.find(({ id }) => board.current && id === board.benchmark);
    const votes = benchmark === undefined ? [] : await readVotes(root, benchmark.id);
    const current = votes.filter(({ fingerprint }) => fingerprint === board.fingerprint);
    const preference =
      benchmark === undefined || current.length === 0
        ? undefined
        : preferenceBoard(await currentRows(resultsFolder, benchmark), current);
    found.push(preference === undefined ? board : { ...board, preference });
  }
  return found;
}
