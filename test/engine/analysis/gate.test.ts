import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { gateOf } from '../../../engine/analysis/gate/gate.ts';
import type {
  GateAttempt,
  GatedBenchmark,
  GateInput,
} from '../../../engine/analysis/gate/input.ts';
import { alphaOfLook } from '../../../engine/analysis/gate/look.ts';
import { verdictOf } from '../../../engine/analysis/verdict.ts';
import type { Result } from '../../../engine/results/columns.ts';
import { gatePower, seededRandom } from '../../../engine/statistics/index.ts';
import { missingRow, resultRow } from '../results/rows.ts';

const SUMS: GatedBenchmark = {
  id: 'sums',
  reducer: 'mean',
  reducer_k: 1,
  gate: { metric: 'score', margin: 0.02, must_pass: [] },
};

let asked = 0;

/** One trial of each case, asked anew; `null` when it could not be scored. */
function rows(scores: readonly (number | null)[], fields: Partial<Result> = {}): Result[] {
  return scores.map((score, place) => {
    const common = {
      case_id: `c${place}`,
      case_hash: `h${place}`,
      call_key: `k${place}`,
      asked_at: new Date(asked++),
      ...fields,
    };
    return score === null
      ? missingRow('timeout', common)
      : resultRow({ ...common, score, passed: score === 1 });
  });
}

/** `passed` cases right, then wrong ones. */
function first(passed: number, cases: number): number[] {
  return Array.from({ length: cases }, (_, place) => Number(place < passed));
}

function input(attempts: readonly GateAttempt[], fields: Partial<GatedBenchmark> = {}): GateInput {
  return { benchmark: { ...SUMS, ...fields }, model: 'acme/one', attempts };
}

function changed(before: number, after: number, cases: number): GateInput {
  return input([{ base: rows(first(before, cases)), head: rows(first(after, cases)) }]);
}

function only(...of: Parameters<typeof gateOf>) {
  const [gate] = gateOf(...of).gates;
  assert.ok(gate);
  return gate;
}

describe('the verdict', () => {
  test('is read from two bounds, the first rule that holds', () => {
    const rule = (low: number, high: number) => verdictOf({ low, high, margin: 0.02, overlap: 1 });
    assert.equal(rule(0.01, 0.05), 'improved');
    assert.equal(rule(-0.01, 0.05), 'no regression');
    assert.equal(rule(-0.05, -0.01), 'regressed');
    assert.equal(rule(-0.05, 0.05), 'no evidence');
    assert.equal(rule(-0.02, 0.05), 'no evidence', 'the margin itself is not excluded');
    assert.equal(rule(0, 0.05), 'no regression', 'a bound at zero excludes nothing');
  });

  test('of a gate is one-sided: 10 of 100 newly failed cases regress', () => {
    const gate = only([changed(90, 80, 100)]);
    assert.deepEqual([gate.verdict, gate.check], ['regressed', 'fail']);
    assert.ok(Math.abs((gate.difference ?? 0) + 0.1) < 1e-12);
    // t(99) at 95 % = 1.660391 (R: qt(0.95, 99)), SE = sqrt(0.09/99).
    assert.ok(
      Math.abs((gate.upper ?? 0) - (-0.1 + 1.6603911560169928 * Math.sqrt(0.09 / 99))) < 1e-9,
    );
  });

  test('improved, no regression and no evidence', () => {
    assert.equal(only([changed(80, 90, 100)]).verdict, 'improved');
    assert.equal(only([changed(80, 80, 400)]).verdict, 'no regression');
    const unsure = only([changed(20, 19, 30)]);
    assert.deepEqual([unsure.verdict, unsure.check], ['no evidence', 'neutral']);
    assert.equal(only([changed(20, 19, 30)], { strict: true }).check, 'fail');
  });

  test('a loss that is inside the margin passes, and is said', () => {
    const gate = only([
      input([{ base: rows(first(900, 1000)), head: rows(first(895, 1000)) }], {
        gate: { metric: 'score', margin: 0.02, must_pass: [] },
      }),
    ]);
    assert.deepEqual([gate.verdict, gate.check], ['regressed', 'pass']);
    assert.match(gate.sentence, /inside the margin/);
  });

  test('carries the power of the rule it uses', () => {
    const gate = only([changed(80, 70, 100)]);
    const { false_alarm, caught } = gatePower({ cases: 100, discordance: 0.1, margin: 0.02 });
    assert.ok(Math.abs((gate.power?.false_alarm ?? 0) - false_alarm) < 1e-9);
    assert.ok(Math.abs((gate.power?.caught ?? 0) - caught) < 1e-9);
    assert.ok((gate.power?.cases_needed ?? 0) > 1000);
  });
});

describe('not comparable', () => {
  test('when too few cases have a score on both sides; what is missing is no failure', () => {
    const head = first(100, 100).map((score, place) => (place < 30 ? null : score));
    const gate = only([input([{ base: rows(first(100, 100)), head: rows(head) }])]);
    assert.deepEqual([gate.verdict, gate.check, gate.cases], ['not comparable', 'neutral', 70]);
  });

  test('when a scorer or a parameter changed, which is named; a prompt may change', () => {
    const head = rows(first(90, 100), { parameters: '{"temperature":1}' });
    const gate = only([input([{ base: rows(first(90, 100)), head }])]);
    assert.deepEqual([gate.verdict, gate.changed], ['not comparable', ['parameters']]);
    const told = { ...changed(90, 90, 100), changed: ['prompt', 'scorers'] as const };
    assert.deepEqual(only([told]).changed, ['scorers']);
    assert.deepEqual(only([{ ...told, changed: ['prompt'] as const }]).changed, []);
  });

  test('when the head has nothing at all', () => {
    const gate = only([input([{ base: rows(first(9, 10)), head: [] }])]);
    assert.deepEqual([gate.verdict, gate.difference], ['not comparable', null]);
  });
});

describe('must-pass cases', () => {
  const gate = { metric: 'score', margin: 0.02, must_pass: ['c0'] } as const;
  const head = (passes: readonly number[]) =>
    passes.flatMap((score, index) => rows([score, ...first(99, 99)], { trial: index + 1 }));
  const checked = (passes: readonly number[]) =>
    only([input([{ base: rows(first(100, 100)), head: head(passes) }], { gate })]);

  test('one that fails in most of three trials fails the check, whatever the rest says', () => {
    assert.equal(checked([0, 0, 1]).check, 'fail');
    assert.deepEqual(checked([0, 0, 1]).must_pass, [
      { case_id: 'c0', passed: 1, trials: 3, state: 'broken' },
    ]);
    assert.equal(checked([0, 1, 1]).must_pass[0]?.state, 'passed');
  });

  test('fewer trials cannot tell, and strict does not let that through', () => {
    assert.equal(checked([0]).must_pass[0]?.state, 'unconfirmed');
    assert.equal(checked([0]).check, 'neutral');
    const same = input([{ base: rows(first(100, 100)), head: head([0]) }], { gate });
    assert.equal(only([same], { strict: true }).check, 'fail');
  });

  test('one without a score is missing, not failed', () => {
    const missing = rows([null, ...first(99, 99)]);
    const one = only([input([{ base: rows(first(100, 100)), head: missing }], { gate })]);
    assert.equal(one.must_pass[0]?.state, 'missing');
    assert.notEqual(one.check, 'fail');
  });
});

describe('several gates', () => {
  test('share one error by Holm: what one gate alone would call regressed, twenty do not', () => {
    const slight = () => changed(90, 86, 100);
    assert.equal(only([slight()]).verdict, 'regressed');
    const many = gateOf([slight(), ...Array.from({ length: 19 }, () => changed(90, 90, 100))]);
    assert.equal(many.tests, 20);
    assert.equal(many.gates[0]?.verdict, 'no evidence');
    assert.ok((many.gates[0]?.p_regressed ?? 0) > 0.05);
  });

  test('a gate that is not comparable is not in the family', () => {
    const broken = input([{ base: rows(first(9, 10)), head: [] }]);
    assert.equal(gateOf([changed(90, 86, 100), broken]).tests, 1);
  });
});

describe('a check that is run again', () => {
  test('on stored replies is the same look', () => {
    const { attempts } = changed(90, 86, 100);
    const again = input([...attempts, ...attempts, ...attempts]);
    assert.deepEqual(only([again]), only([input(attempts)]));
  });

  test('spends a share of another 5 % on each further look', () => {
    const spent = Array.from({ length: 5_000 }, (_, index) => alphaOfLook(index + 2));
    const total = spent.reduce((sum, alpha) => sum + alpha, 0);
    assert.ok(total < 0.05 && total > 0.0499);
  });

  test('cannot be repeated until it is green: a regression stands until a loss is excluded', () => {
    const base = rows(first(90, 100));
    const lucky = (): GateAttempt => ({ base: [], head: rows(first(90, 100)) });
    const bad: GateAttempt = { base, head: rows(first(80, 100)) };
    assert.equal(only([input([bad])]).check, 'fail');
    for (const retries of [1, 2, 3, 4]) {
      const gate = only([input([bad, ...Array.from({ length: retries }, lucky)])]);
      assert.equal(gate.check, 'fail', `${retries} retries`);
      assert.equal(gate.looks, retries + 1);
    }
    const many = Array.from({ length: 60 }, lucky);
    assert.equal(only([input([bad, ...many])]).check, 'pass', 'evidence clears it in the end');
  });

  test('ten tries find a regression where there is none in at most 10 % of the checks', () => {
    const random = seededRandom('retry until red');
    const noisy = (): number[] => Array.from({ length: 40 }, () => Number(random.fraction() < 0.8));
    const repetitions = 300;
    let found = 0;
    for (let one = 0; one < repetitions; one++) {
      const base = rows(noisy());
      const attempts = Array.from({ length: 10 }, (_, index) => ({
        base: index === 0 ? base : [],
        head: rows(noisy()),
      }));
      if (only([input(attempts)]).verdict === 'regressed') found++;
    }
    assert.ok(found / repetitions <= 0.1, `${found} of ${repetitions}`);
  });
});

test('the order of rows changes nothing', () => {
  const one = changed(33, 30, 47);
  const [attempt] = one.attempts;
  assert.ok(attempt);
  const mixed = input([{ base: attempt.base.toReversed(), head: attempt.head.toReversed() }]);
  assert.deepEqual(only([mixed]), only([one]));
});

test('rows are not cases: a hundred trials of ten cases are ten cases', () => {
  const many = (passed: number) =>
    Array.from({ length: 10 }, (_, trial) => rows(first(passed, 10), { trial: trial + 1 })).flat();
  const gate = only([input([{ base: many(9), head: many(8) }])]);
  assert.deepEqual([gate.cases, gate.verdict], [10, 'no evidence']);
});

test('the metric passed counts passes, whatever the score', () => {
  const base = rows(first(100, 100).map(() => 0.9)).map((row) => ({ ...row, passed: true }));
  const head = rows(first(100, 100).map(() => 0.9)).map((row, place) => ({
    ...row,
    passed: place >= 20,
  }));
  assert.equal(only([input([{ base, head }])]).difference, 0);
  const gate = { metric: 'passed', margin: 0.02, must_pass: [] } as const;
  assert.ok(Math.abs((only([input([{ base, head }], { gate })]).difference ?? 0) + 0.2) < 1e-12);
});
