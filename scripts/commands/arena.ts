import { createInterface } from 'node:readline/promises';
import type { Benchmark } from '../../engine/benchmark/benchmark.ts';
import {
  type Pairing,
  type PreferenceVote,
  pairingsOf,
  pairKey,
  pairNames,
} from '../../engine/judges/preferences.ts';
import { readVotes, writeVote } from '../../engine/node/preferences.ts';
import { currentRows } from '../../engine/node/reviews.ts';
import { UserError } from '../../engine/problem.ts';
import { type Command, type Invocation, integerOption, textOption } from '../command.ts';
import { answerLines, taskLines } from '../review/shown.ts';
import { openValid, RESULTS_OPTION, resultsFolder } from '../workspace.ts';

export const arena: Command = {
  summary: 'say which of two recorded answers is better, without knowing who gave them',
  usage: '<benchmark> --voter NAME',
  options: {
    voter: { type: 'string', value: 'NAME', about: 'who votes; names the file of votes' },
    count: { type: 'string', value: 'N', about: 'stop after so many pairs' },
    ...RESULTS_OPTION,
  },
  run: runArena,
};

async function runArena(invocation: Invocation): Promise<number> {
  const { values, terminal, json, root } = invocation;
  const { benchmarks } = await openValid(invocation);
  const [benchmark, ...others] = benchmarks;
  if (benchmark === undefined || others.length > 0)
    throw new UserError('arena takes one benchmark', 'benchmarkhub arena my-benchmark --voter me');
  const voter = textOption(values, 'voter');
  if (voter === undefined || !/^[A-Za-z0-9][A-Za-z0-9-]{0,38}$/.test(voter))
    throw new UserError('arena needs --voter NAME: letters, digits and hyphens');
  const rows = await currentRows(resultsFolder(invocation), benchmark);
  const all = pairingsOf(rows, voter);
  const votes = (await readVotes(root, benchmark.id)).filter((vote) => vote.voter === voter);
  const done = new Set(votes.map(pairKey));
  const open = all.filter((pair) => !done.has(pairKey(pairNames(pair))));
  if (json) {
    const state = { benchmark: benchmark.id, voter, pairs: all.length, open: open.length };
    terminal.out(JSON.stringify(state, null, 2));
    return 0;
  }
  const count = integerOption(values, 'count', 1) ?? open.length;
  const given = await voteAll(invocation, benchmark, open.slice(0, count), voter);
  terminal.log(
    `${given} votes in preferences/${benchmark.id}/${voter}.jsonl, ${open.length - given} pairs left; commit them, then \`benchmarkhub report ${benchmark.id}\``,
  );
  return 0;
}

const ANSWERS: Readonly<Record<string, PreferenceVote['better']>> = {
  '1': 'first',
  '2': 'second',
  t: 'tie',
};

async function voteAll(
  { terminal, root }: Invocation,
  benchmark: Benchmark,
  pairs: readonly Pairing[],
  voter: string,
): Promise<number> {
  const reader = createInterface({ input: process.stdin, terminal: false });
  const lines = reader[Symbol.asyncIterator]();
  let given = 0;
  for (const [index, pair] of pairs.entries()) {
    const began = performance.now();
    for (const line of shown(benchmark, pair)) terminal.out(line);
    terminal.out(
      `${index + 1}/${pairs.length}  1 or 2 is better · t tie · s skip · q quit, then a comment if you like:`,
    );
    const { value, done } = await lines.next();
    const [, word = '', comment = ''] = /^\s*(\S)\s*(.*)$/.exec(value ?? '') ?? [];
    if (done === true || word === 'q') break;
    const better = ANSWERS[word];
    if (better === undefined) continue;
    const { case_id, fingerprint } = pair.first;
    await writeVote(root, benchmark.id, {
      case_id,
      ...pairNames(pair),
      fingerprint,
      better,
      voter,
      seconds: Math.round((performance.now() - began) / 100) / 10,
      comment: comment.slice(0, 2000),
    });
    given++;
  }
  reader.close();
  // An open pipe would keep the process waiting for more.
  process.stdin.destroy();
  return given;
}

function shown(benchmark: Benchmark, { first, second }: Pairing): string[] {
  return [
    ...taskLines(benchmark, first),
    ...answerLines('ANSWER 1', first),
    ...answerLines('ANSWER 2', second),
  ];
}
