import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { caseAgreement } from '../../../../engine/analysis/failures/audit.ts';
import { failureChanges } from '../../../../engine/analysis/failures/changes.ts';
import type { ExplainedFailure } from '../../../../engine/analysis/failures/explain.ts';
import { type ModelFailures, modelFailures } from '../../../../engine/analysis/failures/shares.ts';
import { signaturesOf } from '../../../../engine/analysis/failures/signature.ts';
import type { FailureCode } from '../../../../engine/analysis/failures/taxonomy.ts';
import { failureChangesMarkdown } from '../../../../engine/report/failure-changes.ts';

/** A model that fails the cases from `from` on, as many as said, with each code. */
function model(
  name: string,
  cases: number,
  failed: Readonly<Partial<Record<FailureCode, number>>>,
): ModelFailures {
  let next = 0;
  const codes = Object.entries(failed).flatMap(([code, count]) =>
    Array.from({ length: count }, () => [next++, code as FailureCode] as const),
  );
  const byCase = new Map(codes);
  return {
    model: name,
    tier: 'verified',
    missing: {},
    mean: 1 - next / cases,
    cases: Array.from({ length: cases }, (_, index) => {
      const code = byCase.get(index);
      const shares = new Map(code === undefined ? [] : [[code, 1] as const]);
      return { case_id: `c${index}`, hash: `h${index}`, cluster: `c${index}`, weight: 1, shares };
    }),
  };
}

describe('signatures', () => {
  test('a share has Wilson’s interval: 5 of 100 are 2.15 to 11.18 %', () => {
    const [signature] = signaturesOf([model('a', 100, { sign: 5, empty: 20 })]);
    // R, prop.test(5, 100, correct = FALSE)$conf.int: 0.02154368 0.11175047
    const share = signature?.codes.find(({ code }) => code === 'sign');
    assert.ok(Math.abs((share?.low ?? 0) - 0.02154368) < 1e-7);
    assert.ok(Math.abs((share?.high ?? 0) - 0.11175047) < 1e-7);
    assert.deepEqual(
      signature?.codes.map(({ code }) => code),
      ['empty', 'sign'],
    );
    assert.equal(signature?.failed, 0.25);
  });

  test('what a model does more than the field stands out, what all do does not', () => {
    const others = ['b', 'c', 'd'].map((name) => model(name, 200, { sign: 10 }));
    const [odd, plain] = signaturesOf([model('a', 200, { sign: 10, truncated: 30 }), ...others]);
    const of = (signature: typeof odd, code: string) =>
      signature?.codes.find((share) => share.code === code)?.stands_out;
    assert.equal(of(odd, 'truncated'), 'more');
    assert.equal(of(odd, 'sign'), null);
    assert.equal(of(plain, 'sign'), null);
  });

  test('among equal models, few of many shares stand out by luck', () => {
    const codes: FailureCode[] = ['sign', 'empty', 'refusal', 'rounding'];
    let [seed, odd] = [1, 0];
    const draw = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    for (let board = 0; board < 20; board++) {
      const models = ['a', 'b', 'c', 'd'].map((name) => {
        const blank = model(name, 60, {});
        const cases = blank.cases.map((one) => {
          const code = codes[Math.floor(draw() * 12)];
          return code === undefined ? one : { ...one, shares: new Map([[code, 1]]) };
        });
        return { ...blank, cases };
      });
      if (signaturesOf(models).some((one) => one.codes.some((code) => code.stands_out))) odd++;
    }
    assert.ok(odd <= 5, `${odd} of 20 boards`);
  });

  test('calls without a score are missing, not failed', () => {
    const row = {
      benchmark: 'x',
      fingerprint: 'f',
      model: 'a',
      tier: 'verified',
      weight: 1,
      cluster: null,
    } as const;
    const rows = [
      { ...row, case_id: '1', case_hash: 'h1', scores: [0, 1], missing: 0 },
      { ...row, case_id: '2', case_hash: 'h2', scores: null, missing: 2 },
    ];
    const failed = [failure('a', 'h1', 'sign'), failure('a', 'h2', 'timeout')];
    const [own] = modelFailures(rows, failed);
    assert.deepEqual(own?.missing, { timeout: 1 });
    assert.deepEqual(
      own?.cases.map(({ shares }) => [...shares]),
      [[['sign', 0.5]]],
    );
  });
});

function failure(name: string, hash: string, primary: FailureCode): ExplainedFailure {
  return {
    model: name,
    tier: 'verified',
    case_id: hash,
    case_hash: hash,
    trial: 1,
    call_key: `${name} ${hash}`,
    score: 0,
    answer: '7',
    primary,
    secondary: [],
    evidence: '',
    by: 'rule',
  };
}

test('the agreement of a case is the share of failing models with its commonest code', () => {
  const failures = [
    failure('a', 'h1', 'sign'),
    failure('b', 'h1', 'sign'),
    failure('c', 'h1', 'empty'),
    failure('a', 'h2', 'unit'),
  ];
  assert.deepEqual(
    caseAgreement(failures).map(({ case_id, failed, code, agreement }) => [
      case_id,
      failed,
      code,
      agreement,
    ]),
    [
      ['h1', 3, 'sign', 2 / 3],
      ['h2', 1, 'unit', 1],
    ],
  );
});

describe('changes between runs', () => {
  test('a kind that grew from 2 to 14 of 100 is found by McNemar’s exact test', () => {
    const changes = failureChanges(
      [model('a', 100, { sign: 2, empty: 3 })],
      [model('a', 100, { sign: 14 })],
    );
    const [grew] = changes;
    // Two-sided binomial test of 0 against 12: 2 · 0.5^12.
    assert.deepEqual(
      [grew?.code, grew?.only_before, grew?.only_after, grew?.test, grew?.verdict],
      ['sign', 0, 12, 'mcnemar_exact', 'grew'],
    );
    assert.ok(Math.abs((grew?.p_value ?? 1) - 2 * 0.5 ** 12) < 1e-12);
    const empty = changes.find(({ code }) => code === 'empty');
    assert.deepEqual(
      [empty?.p_value.toFixed(12), empty?.verdict],
      ['0.250000000000', 'no_evidence'],
    );
  });

  test('only cases of the same model are paired, and nothing shared says nothing', () => {
    assert.deepEqual(
      failureChanges([model('a', 10, { sign: 1 })], [model('b', 10, { sign: 5 })]),
      [],
    );
  });

  test('Markdown names what grew, and says so when there is no evidence', () => {
    const grew = failureChanges([model('a', 100, {})], [model('a', 100, { truncated: 20 })]);
    assert.match(failureChangesMarkdown('x*y', grew), /Failures of x\\\*y:\*\* `truncated` grew\./);
    const luck = failureChanges([model('a', 100, {})], [model('a', 100, { truncated: 1 })]);
    assert.match(failureChangesMarkdown('x', luck), /no evidence that any kind grew or shrank/);
    assert.equal(failureChangesMarkdown('x', []), '');
  });
});
