import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runRowsOf } from '../../site/lib/run-changes.ts';
import { runBenchmarksOf, runsOf } from '../../site/lib/runs.ts';
import { openSource } from './fixture.ts';

const data = await openSource();
const [latest] = runsOf(data);
assert.ok(latest);

function benchmarkOf(run: string, id: string) {
  const found = runsOf(data).find((candidate) => candidate.id === run);
  assert.ok(found);
  const [first] = runBenchmarksOf(data, found).filter((candidate) => candidate.id === id);
  assert.ok(first);
  return first;
}

test('runs come newest first, each with its sums', () => {
  assert.deepEqual(
    runsOf(data).map(({ id }) => id),
    [
      '20261120-140509-7f3a',
      '20261120-140509-c01d',
      '20261106-101500-2b9e',
      '20261012-080000-a001',
    ],
  );
  assert.deepEqual(latest.benchmarks, ['currency-prose', 'many-models', 'proverb-sense']);
  assert.equal(latest.missingByOutcome.rate_limited, latest.missing);
  assert.equal(latest.spentUnknown, latest.missing);
  assert.equal(latest.seconds, 0);
});

test('the run before is the newest with the same fingerprint and a model in common', () => {
  const of = (run: string) => benchmarkOf(run, 'currency-prose').previous?.id;
  assert.equal(of('20261120-140509-7f3a'), '20261106-101500-2b9e');
  assert.equal(of('20261120-140509-c01d'), undefined);
  assert.equal(of('20261106-101500-2b9e'), undefined);
  assert.equal(of('20261012-080000-a001'), undefined);
  assert.equal(benchmarkOf('20261012-080000-a001', 'currency-prose').current, false);
});

test('what changed is paired, corrected for the number of models, and comes first', async () => {
  const rows = await runRowsOf(data, latest.id, benchmarkOf(latest.id, 'currency-prose'));
  const changed = rows.filter(({ change }) => change !== undefined);
  assert.equal(changed.length, 6);
  for (const { change, lost, won } of changed) {
    assert.ok(change && change.low <= change.difference && change.difference <= change.high);
    assert.equal(change.only_a, lost.length);
    assert.equal(change.only_b, won.length);
    assert.ok(change.p_value <= 1);
  }
  const order = ['regressed', 'improved', 'no evidence', 'no regression'];
  const places = changed.map(({ change }) =>
    Math.min(order.indexOf(change?.verdict ?? ''), order.indexOf('no evidence')),
  );
  assert.deepEqual(places, places.toSorted());
});

test('a run without an earlier one has scores and no changes', async () => {
  const rows = await runRowsOf(
    data,
    '20261120-140509-c01d',
    benchmarkOf('20261120-140509-c01d', 'currency-prose'),
  );
  assert.ok(rows.every(({ change, lost, won }) => !change && lost.length + won.length === 0));
  assert.ok(rows.every(({ interval }) => interval !== null && interval.low !== null));
});
