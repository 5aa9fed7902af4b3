import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  benchmarkFailures,
  changesInWords,
  failuresInWords,
  failuresOfModel,
  kindOf,
  leadingCodes,
  runChanges,
} from '../../site/lib/failure-view.ts';
import { openSource } from './fixture.ts';

describe('failures on the site', async () => {
  const data = await openSource();
  const [benchmark] = data.benchmarks;
  if (!benchmark) throw new Error('the fixture has benchmarks');

  test('a section has the models of the board, best first, and the codes they share most', async () => {
    const report = await benchmarkFailures(data, benchmark);
    assert.ok(report.models.length > 4 && report.models.length <= 15);
    const codes = leadingCodes(report.models, 3);
    assert.deepEqual(codes.toSorted(), ['magnitude_10x', 'needs_human', 'sign']);
    const failed = report.models.map((model) => model.failed);
    assert.deepEqual(
      failed,
      failed.toSorted((a, b) => a - b),
    );
    assert.match(failuresInWords(report), /^102 scored answers failed\. Rules name the kind of/);
  });

  test('a model page tells what it does more than the others on the same cases', async () => {
    const [signature] = await failuresOfModel(data, benchmark, 'openai/gpt-4o-mini');
    assert.equal(signature?.cases, 70);
    const sum = signature?.codes.reduce((total, { share }) => total + share, 0) ?? 0;
    assert.ok(Math.abs(sum - (signature?.failed ?? 0)) < 1e-12);
  });

  test('each answer that did not pass has a code, and none that passed', async () => {
    const results = await data.caseResults(benchmark.id);
    for (const testCase of benchmark.cases.slice(0, 20))
      for (const result of results.get(testCase.id) ?? [])
        assert.equal(kindOf(benchmark, testCase, result) === undefined, result.passed === true);
  });

  test('a run names what changed against the one before, and nothing against itself', async () => {
    const [now, before] = ['20261120-140509-7f3a', '20261106-101500-2b9e'];
    const changes = await runChanges(data, benchmark, before, now);
    assert.ok(changes.length >= 2);
    assert.match(changesInWords(changes), /\.$/);
    assert.deepEqual(await runChanges(data, benchmark, now, now), []);
  });
});
