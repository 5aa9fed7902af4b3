import { createInterface } from 'node:readline/promises';
import type { Benchmark } from '../../engine/benchmark/benchmark.ts';
import { answerKey, type HumanLabel } from '../../engine/judges/labels.ts';
import { itemKey, type ReviewItem, reviewItems } from '../../engine/judges/review-items.ts';
import { currentRows, readLabels, writeLabel } from '../../engine/node/reviews.ts';
import { UserError } from '../../engine/problem.ts';
import { type Command, type Invocation, integerOption, textOption } from '../command.ts';
import { answerLines, taskLines } from '../review/shown.ts';
import { openValid, RESULTS_OPTION, resultsFolder } from '../workspace.ts';

export const review: Command = {
  summary: 'label answers blind, so that judges can be measured',
  usage: '<benchmark> --reviewer NAME',
  options: {
    reviewer: { type: 'string', value: 'NAME', about: 'who labels; names the file of labels' },
    queue: {
      type: 'boolean',
      about: 'contested, unscored and suspicious answers, in place of the random sample',
    },
    count: { type: 'string', value: 'N', about: 'stop after so many answers' },
    list: { type: 'boolean', about: 'only say how much there is to do' },
    ...RESULTS_OPTION,
  },
  run: runReview,
};

async function runReview(invocation: Invocation): Promise<number> {
  const { values, terminal, json, root } = invocation;
  const { benchmarks } = await openValid(invocation);
  const [benchmark, ...others] = benchmarks;
  if (benchmark === undefined || others.length > 0)
    throw new UserError(
      'review takes one benchmark',
      'benchmarkhub review my-benchmark --reviewer me',
    );
  const source = values.queue === true ? 'queue' : 'random';
  const rows = await currentRows(resultsFolder(invocation), benchmark);
  const all = reviewItems(rows, source);
  const labels = await readLabels(root, benchmark.id);
  const reviewer = textOption(values, 'reviewer');
  const done = new Set(labels.filter((label) => label.reviewer === reviewer).map(answerKey));
  const open = all.filter((item) => !done.has(itemKey(item)));
  if (values.list === true || json) {
    const state = { benchmark: benchmark.id, source, answers: all.length, open: open.length };
    terminal.out(
      json
        ? JSON.stringify(state, null, 2)
        : `${benchmark.id}: ${open.length} of ${all.length} answers to label`,
    );
    return 0;
  }
  if (reviewer === undefined || !/^[A-Za-z0-9][A-Za-z0-9-]{0,38}$/.test(reviewer))
    throw new UserError('review needs --reviewer NAME: letters, digits and hyphens');
  const count = integerOption(values, 'count', 1) ?? open.length;
  const labelled = await labelAll(invocation, benchmark, open.slice(0, count), {
    source,
    reviewer,
  });
  terminal.log(
    `${labelled} labels in reviews/${benchmark.id}/${reviewer}.jsonl; commit them, then \`benchmarkhub calibrate ${benchmark.id}\``,
  );
  return 0;
}

const ANSWERS: Readonly<Record<string, HumanLabel['label']>> = {
  p: 'pass',
  f: 'fail',
  '?': 'cannot_tell',
};

async function labelAll(
  { terminal, root }: Invocation,
  benchmark: Benchmark,
  items: readonly ReviewItem[],
  who: Pick<HumanLabel, 'source' | 'reviewer'>,
): Promise<number> {
  const reader = createInterface({ input: process.stdin, terminal: false });
  const lines = reader[Symbol.asyncIterator]();
  let labelled = 0;
  for (const [index, item] of items.entries()) {
    const began = performance.now();
    for (const line of [...taskLines(benchmark, item.row), ...answerLines('ANSWER', item.row)])
      terminal.out(line);
    terminal.out(
      `${index + 1}/${items.length}  p pass · f fail · ? cannot tell · s skip · q quit, then a comment if you like:`,
    );
    const { value, done } = await lines.next();
    const [, word = '', comment = ''] = /^\s*(\S)\s*(.*)$/.exec(value ?? '') ?? [];
    if (done === true || word === 'q') break;
    const label = ANSWERS[word];
    if (label === undefined) continue;
    const { case_id, case_hash, fingerprint } = item.row;
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    const { output_hash, probability } = item;
    await writeLabel(root, benchmark.id, {
      case_id,
      case_hash,
      output_hash,
      fingerprint,
      label,
      ...who,
      probability,
      seconds,
      comment: comment.slice(0, 2000),
    });
    labelled++;
  }
  reader.close();
  // An open pipe would keep the process waiting for more.
  process.stdin.destroy();
  return labelled;
}
