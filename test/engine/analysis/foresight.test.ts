import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foresightOf } from '../../../engine/analysis/foresight.ts';

/** 2.8016 is the sum of the normal quantiles of 97.5 % and 80 % (Miller 2024, section 5). */
test('the power line says what the cases see and what four times as many would', () => {
  const source = { file: 'cases.csv', line: 2, column: 1 };
  const cases = Array.from({ length: 50 }, (_, index) => ({
    ...{ id: `c${index}`, variables: {}, tags: [], weight: 1, hash: `h${index}`, source },
  }));
  const seen = foresightOf({ id: 'sums', cases });
  assert.ok(Math.abs((seen?.minimum_detectable_effect ?? 0) - 2.8016 * Math.sqrt(0.2 / 50)) < 1e-4);
  assert.equal(
    seen?.sentence,
    '50 cases resolve a difference of about 18 points at 80 % power; 200 would resolve 8.9',
  );
  assert.equal(foresightOf({ id: 'empty', cases: [] }), undefined);
});
