import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareColumns } from '../../site/lib/compare-columns.ts';
import { modelViewsOf } from '../../site/lib/model-view.ts';
import { mirrored, pairsFinding } from '../../site/lib/pair-view.ts';
import { pairsOf, scoreTableOf } from '../../site/lib/pairs.ts';
import { openSource } from './fixture.ts';

const data = await openSource();
const models = modelViewsOf(data.models);

for (const id of ['currency-prose', 'proverb-sense', 'many-models']) {
  test(`${id}: the browser compares as the engine does`, async () => {
    const benchmark = data.benchmarks.find((candidate) => candidate.id === id);
    assert.ok(benchmark);
    const { pairs } = await pairsOf(data, benchmark, models);
    const table = JSON.parse(JSON.stringify(await scoreTableOf(data, benchmark, models)));
    assert.equal(pairs.length, 28);
    for (const { a, b, comparison } of pairs) {
      const column = ({ model, tier }: typeof a) =>
        table.models.find((one: typeof a) => one.model === model && one.tier === tier);
      const compared = compareColumns(table, column(a), column(b));
      assert.ok(compared);
      const { onlyA, onlyB } = compared;
      assert.equal(onlyA.length, comparison.only_a);
      assert.equal(onlyB.length, comparison.only_b);
      for (const name of ['verdict', 'sentence', 'test', 'cases'] as const)
        assert.equal(compared.comparison[name], comparison[name]);
      for (const name of ['difference', 'low', 'high', 'p_value'] as const)
        assert.ok(Math.abs(compared.comparison[name] - comparison[name]) < 1e-6, name);
    }
  });
}

test('a score table holds every case in order, the best model first, blanks as blanks', async () => {
  const [benchmark] = data.benchmarks;
  assert.ok(benchmark);
  const table = await scoreTableOf(data, benchmark, models);
  assert.deepEqual(
    table.cases.map(({ id }) => id),
    benchmark.cases.map(({ id }) => id),
  );
  const [first] = table.models;
  assert.equal(first?.model, 'google/gemini-2.5-flash');
  assert.equal(first?.scores.filter((score) => score === null).length, 8);
  assert.ok(table.models.every(({ scores }) => scores.length === 70));
});

test('the other side of a pair does not claim more than was shown', () => {
  assert.equal(mirrored('improved'), 'regressed');
  assert.equal(mirrored('no regression'), 'no evidence');
  assert.equal(pairsFinding([]), 'Fewer than two models have been ranked on these cases.');
});
