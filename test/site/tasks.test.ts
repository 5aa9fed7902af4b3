import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modelViewsOf } from '../../site/lib/model-view.ts';
import type { SiteData } from '../../site/lib/site-data.ts';
import { picksOf, type TaskRow, taskAnswerOf } from '../../site/lib/task-answer.ts';
import { answerCards, limitsOf, taskFinding, valueFinding } from '../../site/lib/task-view.ts';
import { tasksOf } from '../../site/lib/tasks.ts';
import { openSource } from './fixture.ts';

const data = await openSource();
const models = modelViewsOf(data.models);

async function answerFor(tag: string, from: SiteData = data) {
  const task = tasksOf(from).find((candidate) => candidate.tag === tag);
  assert.ok(task);
  return taskAnswerOf(from, task);
}

test('every tag of a benchmark is a task, the one with the most benchmarks first', () => {
  const [first, ...rest] = tasksOf(data);
  assert.equal(first?.tag, 'math');
  assert.deepEqual(
    first?.benchmarks.map(({ id }) => id),
    ['currency-prose', 'unit-tables'],
  );
  assert.ok(rest.every(({ benchmarks }) => benchmarks.length === 1));
});

test('with one measured benchmark the answer agrees with its board', async () => {
  const { rows, measured, partial, floor } = await answerFor('math');
  assert.deepEqual(
    measured.map(({ benchmark }) => benchmark.id),
    ['currency-prose'],
  );
  assert.deepEqual(partial, []);
  const board = measured[0]?.board.rows.find(({ model }) => model === rows[0]?.model);
  assert.equal(rows[0]?.score, board?.score);
  const tied = rows.filter(({ top }) => top).map(({ model }) => model);
  assert.deepEqual(
    new Set(tied.slice(1)),
    new Set(board?.tied_with.filter((model) => !model.startsWith('baseline/'))),
  );
  assert.ok(floor !== null && floor < 0.3);
  assert.ok(rows.every(({ low, score, high }) => low <= score && score <= high));
});

test('over several benchmarks only models that took them all are ranked, and means are paired', async () => {
  const tagged = data.benchmarks.map((benchmark) =>
    benchmark.id === 'unit-tables' ? benchmark : { ...benchmark, tags: ['all'] },
  );
  const boards = new Map(data.boards);
  const only = (boards.get('proverb-sense') ?? []).map((board) => ({
    ...board,
    rows: board.rows.filter(({ model }) => !model.startsWith('qwen/')),
  }));
  boards.set('proverb-sense', only);
  const two = tagged.filter(({ id }) => id !== 'many-models');
  const answer = await answerFor('all', { ...data, benchmarks: two, boards });
  assert.equal(answer.measured.length, 2);
  assert.deepEqual(answer.partial, ['qwen/qwen2.5-7b-instruct']);
  const [best, ...others] = answer.rows;
  assert.equal(best?.top, true);
  for (const { behind, top } of others) {
    assert.ok(behind && behind.low <= behind.difference && behind.difference <= behind.high);
    // Holm only makes it harder to tell apart than one interval on its own.
    if (!top) assert.ok(behind.low > 0);
  }
  const scores = answer.measured.map(
    ({ board }) => board.rows.find(({ model }) => model === best?.model)?.score ?? 0,
  );
  assert.equal(best?.score, scores.reduce((sum, score) => sum + score, 0) / 2);
});

const row = (model: string, rest: Partial<TaskRow>): TaskRow => ({
  model,
  tier: 'verified',
  score: 0.5,
  low: 0.4,
  high: 0.6,
  cost: null,
  latency: null,
  top: true,
  ...rest,
});

test('value and speed are sought among those that cannot be told from the best', () => {
  const rows = [
    row('best', { score: 0.9, cost: 3, latency: 900 }),
    row('tied', { score: 0.8, cost: 1, latency: null }),
    row('cheap', { score: 0.3, cost: 0.01, latency: 10, top: false }),
  ];
  const picks = picksOf(rows, (model) => model === 'cheap');
  assert.equal(picks.quality?.model, 'best');
  assert.equal(picks.value?.model, 'tied');
  assert.equal(picks.fastest?.model, 'best');
  assert.equal(picks.open?.model, 'cheap');
  assert.equal(picksOf([row('a', {})], () => false).value, undefined);
});

test('the answer says who is best, how sure it is and whom it is tied with', async () => {
  const answer = await answerFor('math');
  assert.equal(
    taskFinding(answer, models),
    'Gemini 2.5 Flash scores highest with 88.7 points (78.5–94.4), but cannot be told from <script>alert(1)</script> "x" @everyone, Claude Haiku 4.5 and GPT-4o mini.',
  );
  const cards = answerCards(answer, models);
  assert.deepEqual(
    cards.map(({ name, model }) => [name, model?.title]),
    [
      ['Best quality', 'Gemini 2.5 Flash'],
      ['Best value', 'GPT-4o mini'],
      ['Best open weights', 'Llama 3.3 70B Instruct'],
      ['Fastest', '<script>alert(1)</script> "x" @everyone'],
    ],
  );
  assert.equal(cards[0]?.note, 'Tied with 3 of the 6 other models.');
  assert.match(cards[2]?.note ?? '', /^Behind the best by \d+\.\d points \(.+ to .+\)\.$/);
  assert.ok(cards.every(({ score }) => /^\d+\.\d points \(\d+\.\d–\d+\.\d\)$/.test(score)));
  assert.match(valueFinding(answer, models) ?? '', /gets a higher score only from/);
});

test('what it rests on is said, and so is that nothing has been measured', async () => {
  const limits = limitsOf(await answerFor('math'));
  assert.match(limits[0] ?? '', /^It rests on 70 cases of 1 benchmark, in English/);
  assert.ok(limits.some((limit) => /^Differences below \d+\.\d points cannot be seen/.test(limit)));
  const nothing = await answerFor('tables');
  assert.equal(taskFinding(nothing, models), 'No model has been measured yet.');
  assert.equal(limitsOf(nothing).length, 1);
});
