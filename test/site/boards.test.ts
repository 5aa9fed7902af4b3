import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerViewsOf } from '../../site/lib/answers.ts';
import { rowViewsOf } from '../../site/lib/board-view.ts';
import { boardsOf, measuredModels, rankedModels, rankedRows } from '../../site/lib/boards.ts';
import { boardFinding, costFinding, intervalFinding } from '../../site/lib/findings.ts';
import { modelViewsOf } from '../../site/lib/model-view.ts';
import { modelEntriesOf } from '../../site/lib/models.ts';
import { blankRow } from './fixture/boards.ts';
import { openSource } from './fixture.ts';

const data = await openSource();
const models = modelViewsOf(data.models);

function benchmarkOf(id: string) {
  const benchmark = data.benchmarks.find((candidate) => candidate.id === id);
  assert.ok(benchmark);
  return benchmark;
}

function boardOf(id: string) {
  const { current } = boardsOf(data, benchmarkOf(id));
  assert.ok(current);
  return current;
}

test('the current board stands apart from older ones', () => {
  const { current, older } = boardsOf(data, benchmarkOf('currency-prose'));
  assert.equal(current?.current, true);
  assert.deepEqual(
    older.map((board) => board.current),
    [false],
  );
});

test('a benchmark without a row has no board, but may foresee what it can resolve', () => {
  const benchmark = benchmarkOf('unit-tables');
  const empty = { ...boardOf('currency-prose'), rows: [], minimum_detectable_effect: 0.2 };
  const boards = new Map([[benchmark.id, [empty]]]);
  assert.deepEqual(boardsOf({ ...data, boards }, benchmark), {
    current: undefined,
    older: [],
    resolution: 0.2,
  });
});

test('baselines and publications are no models that were measured', () => {
  const board = boardOf('currency-prose');
  assert.equal(rankedModels(board)[0]?.model, 'google/gemini-2.5-flash');
  assert.equal(rankedRows(board).length, rankedModels(board).length + 2);
  assert.equal(measuredModels(board).length, 8);
});

test('a finding names the leader with its interval and whom it cannot be told from', () => {
  assert.equal(
    boardFinding(boardOf('currency-prose'), models),
    'Gemini 2.5 Flash scores highest with 88.7 points (78.5–94.4), but cannot be told from <script>alert(1)</script> "x" @everyone, Claude Haiku 4.5 and GPT-4o mini.',
  );
  const alone = { ...boardOf('currency-prose'), rows: [blankRow('a', {})] };
  assert.equal(boardFinding(alone, models), 'No model has been ranked yet.');
  assert.equal(intervalFinding(alone), 'No model has been ranked yet.');
  assert.equal(costFinding(alone, models), undefined);
});

test('where only baselines are measured, that is what is said', () => {
  const board = boardOf('currency-prose');
  const rows = board.rows.filter((row) => row.tier === 'baseline');
  const finding =
    'Only baselines have been measured: they reach 17.1 points (10.1–27.6), the floor that a model has to beat.';
  assert.equal(boardFinding({ ...board, rows }, models), finding);
  assert.equal(intervalFinding({ ...board, rows }), finding);
  assert.equal(costFinding({ ...board, rows }, models), undefined);
});

test('a clear leader is called one', () => {
  const row = { low: 0.8, high: 0.95, tied_with: [] };
  const rows = [
    blankRow('a', { ...row, score: 0.9, rank_low: 1, rank_high: 1 }),
    blankRow('b', { ...row, score: 0.5, rank_low: 2, rank_high: 2 }),
  ];
  assert.equal(
    boardFinding({ ...boardOf('currency-prose'), rows }, models),
    'a leads with 90.0 points (80.0–95.0), and every other ranked model is significantly behind.',
  );
});

test('missing answers show the score they could have made', () => {
  const row = rowViewsOf(boardOf('currency-prose'), models).find(
    (candidate) => candidate.model.id === 'google/gemini-2.5-flash',
  );
  assert.equal(row?.missing.text, '8');
  assert.equal(row?.missingBounds, '78.6–90.0');
  assert.equal(row?.missingWhy, '8 rate limited');
});

test('an unsafe source is not linked, and a blank has no value to sort by', () => {
  const rows = rowViewsOf(boardOf('currency-prose'), models);
  const human = rows.find((row) => row.model.id === 'human expert');
  assert.equal(human?.source, undefined);
  assert.equal(human?.cost.value, null);
  assert.equal(human?.rank.value, null);
});

test('every model of the registry and of any board has an entry', () => {
  const ids = modelEntriesOf(data).map((entry) => entry.id);
  for (const row of [...data.boards.values()].flat().flatMap((board) => board.rows)) {
    assert.ok(ids.includes(row.model), row.model);
  }
  assert.equal(new Set(ids).size, ids.length);
});

test('a failed call says so and is not a zero', async () => {
  const results = [...(await data.caseResults('currency-prose')).values()].flat();
  const failed = results.find((result) => result.outcome === 'rate_limited');
  assert.ok(failed);
  const [view] = answerViewsOf([failed], models);
  assert.equal(view?.verdict, 'unscored');
  assert.equal(view?.headline, 'No score, rate limited: this is not counted as a wrong answer');
  assert.doesNotMatch(view?.headline ?? '', /0\.0/);
});
