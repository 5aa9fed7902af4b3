import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Coding } from '../../engine/analysis/failures/coding.ts';
import { hashOf } from '../../engine/hash.ts';
import { notAsked } from '../../engine/results/reply.ts';
import {
  benchmarkFailures,
  changesInWords,
  failuresInWords,
  failuresOfModel,
  kindsOf,
  leadingCodes,
  runChanges,
} from '../../site/lib/failure-view.ts';
import { openSource } from './fixture.ts';

function saysJudge(code: string): Coding['votes'][number] {
  return {
    vote: {
      judge: 'j/one',
      prompt: 'failure-category@1',
      key: 'a'.repeat(64),
      order: null,
      repeat: 1,
      counts: true,
      status: 'valid',
      value: null,
      confidence: 0.9,
      verdicts: { code, secondary: '', quote: '' },
      reason: 'Read it.',
      injection_suspected: false,
    },
    reply: notAsked('cancelled', ''),
  };
}

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
    for (const testCase of benchmark.cases.slice(0, 20)) {
      const answers = results.get(testCase.id) ?? [];
      const kinds = kindsOf(benchmark, testCase, answers);
      for (const result of answers)
        assert.equal(kinds(result) === undefined, result.passed === true);
    }
  });

  test('what no rule explains has the code of the judge that was asked, and says so', async () => {
    const results = await data.caseResults(benchmark.id);
    const [testCase, result] =
      benchmark.cases
        .flatMap((one) => (results.get(one.id) ?? []).map((answer) => [one, answer] as const))
        .find(([one, answer]) => kindsOf(benchmark, one, [answer])(answer)?.by === 'nobody') ?? [];
    assert.ok(testCase && result);
    const coding: Coding = {
      kind: 'failure',
      case_id: testCase.id,
      case_hash: testCase.hash,
      output_hash: hashOf(result.output ?? ''),
      taxonomy: 1,
      second: false,
      votes: [saysJudge('misread_question')],
    };
    const told = kindsOf(benchmark, testCase, [result], [coding])(result);
    assert.deepEqual(told, { code: 'misread_question', by: 'judge' });
  });

  test('a run names what changed against the one before, and nothing against itself', async () => {
    const [now, before] = ['20261120-140509-7f3a', '20261106-101500-2b9e'];
    const changes = await runChanges(data, benchmark, before, now);
    assert.ok(changes.length >= 2);
    assert.match(changesInWords(changes), /\.$/);
    assert.deepEqual(await runChanges(data, benchmark, now, now), []);
  });
});
