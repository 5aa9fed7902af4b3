import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { acrossOf } from '../../../engine/analysis/across.ts';
import { gateOf } from '../../../engine/analysis/gate/gate.ts';
import type { GateAttempt } from '../../../engine/analysis/gate/input.ts';
import { calibrate } from '../../../engine/judges/calibration.ts';
import type { HumanLabel } from '../../../engine/judges/labels.ts';
import { benchOf, panelOf } from '../../../engine/judges/panel.ts';
import { readQueries } from '../../../engine/node/sql.ts';
import {
  bradleyTerry,
  clusteredMean,
  clusterTInterval,
  judgeAgreement,
  mcnemarExact,
  mcnemarMidP,
  pairedDifference,
  scoreInterval,
  signFlipPermutation,
} from '../../../engine/statistics/index.ts';
import { SQL_FOLDER } from '../../../scripts/workspace.ts';
import { assertClose } from './close.ts';
import { benchmarksOf, boardOf, first, modelOf, type Trials, trialOf } from './traps.ts';

/** Traps that evaluations of models fall into, each with what keeps this one out of it. */
describe('traps', () => {
  test('rows counted as cases', async () => {
    const repeated = (passed: number): Trials =>
      first(passed, 30).map(([score = 0]) => Array.from({ length: 50 }, () => score));
    const { row } = await boardOf(30, { once: first(20, 30), often: repeated(20) });
    assert.equal(row('often').cases, 30);
    assert.deepEqual(
      [row('often').low, row('often').high],
      [row('once').low, row('once').high],
      'fifty equal trials of a case say what one says',
    );
  });

  test('sem() divides by the population’s deviation', async () => {
    // sd/sqrt(n) with n − 1 of (1, 2, 4, 8, 16) is 2.7276 (R: sd(x)/sqrt(5)); sem() gives 2.4397.
    const pairs = [1, 2, 4, 8, 16].map((value, index) => ({
      a: 0,
      b: value / 16,
      cluster: `case ${index}`,
      weight: 1,
    }));
    assertClose(16 * (pairedDifference(pairs).standard_error ?? 0), 2.727636339397171, 1e-12);
    const queries = await readQueries(SQL_FOLDER);
    assert.ok(queries.size > 10);
    for (const [name, text] of queries)
      assert.doesNotMatch(text, /\b(?:sem|stddev|stddev_pop|var_pop)\s*\(/i, name);
  });

  test('z at small cluster counts', () => {
    const clusters = [0.1, 0.3, 0.4, 0.5, 0.6, 0.9];
    const estimate = clusteredMean(
      clusters.flatMap((value, index) =>
        [value - 0.05, value + 0.05].map((one) => ({
          value: one,
          cluster: `text ${index}`,
          weight: 1,
        })),
      ),
    );
    const interval = clusterTInterval(estimate);
    assert.ok(interval !== null && estimate.standard_error !== null);
    // R: qt(0.975, 5) = 2.570582, where qnorm(0.975) = 1.959964.
    const quantile = (interval.high - interval.low) / 2 / estimate.standard_error;
    assertClose(quantile, 2.5705818356363146, 1e-9);
  });

  test('interval outside [0, 1]', () => {
    for (let passed = 0; passed <= 10; passed++) {
      const scores = first(passed, 10).map(([score = 0], index) => ({
        score: score ?? 0,
        cluster: `${index}`,
        weight: 1,
      }));
      const { low, high, score } = scoreInterval(scores);
      assert.ok(low !== null && high !== null && 0 <= low && low <= score, `${passed} of 10`);
      assert.ok(score <= high && high <= 1, `${passed} of 10`);
    }
  });

  test('p = 0', () => {
    const always = Array.from({ length: 400 }, () => 1);
    const uneven = always.map((one, index) => one + Math.sqrt(index));
    for (const p of [
      mcnemarExact(0, 5000),
      mcnemarMidP(0, 5000),
      signFlipPermutation(always, 'seed'),
      signFlipPermutation(uneven, 'seed'),
    ])
      assert.ok(p > 0 && p < 0.001, `${p}`);
  });

  test('overlap of intervals used as a test', async () => {
    const { row } = await boardOf(100, { better: first(58, 100), worse: first(50, 100) });
    const [better, worse] = [row('better'), row('worse')];
    assert.ok((worse.high ?? 0) > (better.low ?? 1), 'the intervals overlap');
    // All eight cases that differ went one way: p = 2/2⁸.
    assert.deepEqual([better.rank_high, worse.rank_low], [1, 2], 'the pairs tell them apart');
  });

  test('Holm over a different family than shown', async () => {
    const [better, worse] = [first(56, 100), first(50, 100)];
    const two = await boardOf(100, { better, worse });
    assert.equal(two.board.tests, 1);
    assert.equal(two.row('better').rank_high, 1, 'p = 2/2⁶ is below 0.05 alone');
    const three = await boardOf(100, { better, worse, third: first(53, 100) });
    assert.equal(three.board.tests, 3, 'what is shown is what was corrected for');
    assert.deepEqual([...three.row('better').tied_with].sort(), ['third', 'worse']);
    const unscored = first(0, 100).map(() => [null]);
    const silent = await boardOf(100, { better, worse, silent: unscored });
    assert.equal(silent.board.tests, 1, 'a row without a rank is not in the family');
    assert.equal(silent.row('better').rank_high, 1);
  });

  test('BT on an unconnected graph', () => {
    const battle = (a: string, b: string, index: number) =>
      ({ a, b, score_a: index % 2, cluster: `${index}` }) as const;
    const battles = Array.from({ length: 20 }, (_, index) =>
      index < 10 ? battle('ash', 'birch', index) : battle('cedar', 'elm', index),
    );
    const fit = bradleyTerry(['ash', 'birch', 'cedar', 'elm'], battles);
    assert.equal(fit.status, 'not_connected');
    assert.ok(fit.status === 'not_connected');
    assert.deepEqual(fit.groups.map((group) => [...group].sort()).sort(), [
      ['ash', 'birch'],
      ['cedar', 'elm'],
    ]);
  });

  test('kappa without prevalence', () => {
    // Feinstein and Cicchetti (1990): high agreement, low kappa, where nearly all pass.
    const items = (human: boolean, judge: boolean, count: number) =>
      Array.from({ length: count }, () => ({ human, judge }));
    const agreement = judgeAgreement([
      ...items(true, true, 118),
      ...items(true, false, 5),
      ...items(false, true, 2),
    ]);
    assertClose(agreement.raw_agreement.value ?? 0, 118 / 125, 1e-12);
    assert.ok((agreement.kappa.value ?? 1) < 0, 'kappa alone would condemn the judge');
    assert.ok((agreement.ac1.value ?? 0) > 0.9);
    assertClose(agreement.prevalence.value ?? 0, 123 / 125, 1e-12);
  });

  test('calibration on the contested queue', () => {
    const hash = (index: number) => index.toString(16).padStart(64, '0');
    const answers = Array.from({ length: 400 }, (_, index) => ({
      case_id: `c${index}`,
      case_hash: hash(index),
      output_hash: hash(index),
      model: 'acme/one',
      passed: index % 3 !== 0,
    }));
    const label = (index: number, source: HumanLabel['source'], agrees: boolean): HumanLabel => ({
      case_id: `c${index}`,
      case_hash: hash(index),
      output_hash: hash(index),
      fingerprint: 'f1',
      label: (index % 3 !== 0) === agrees ? 'pass' : 'fail',
      source,
      probability: 0.5,
      reviewer: 'ada',
      seconds: 5,
      comment: '',
    });
    const random = answers.slice(0, 200).map((_, index) => label(index, 'random', true));
    const queue = answers.slice(200).map((_, index) => label(index + 200, 'queue', false));
    assert.deepEqual(calibrate(answers, [...random, ...queue]), calibrate(answers, random));
    const contested = calibrate(answers, queue);
    assert.deepEqual([contested.status, contested.labels], ['uncalibrated', 0]);
  });

  test('early-stopped rows ranked', async () => {
    const stopped = first(60, 100).map((trials, place) => (place < 60 ? trials : [null]));
    const of = { whole: first(80, 100), other: first(50, 100), stopped };
    const { board, row } = await boardOf(100, of, 'stopped_early');
    assert.deepEqual([row('stopped').rank_low, row('stopped').rank_high], [null, null]);
    assert.equal(row('stopped').method, 'stopped_early');
    assert.equal(board.tests, 1);
    assert.ok(board.rows.every(({ tied_with }) => !tied_with.includes('stopped')));
  });

  test('retry until green', () => {
    const bad: GateAttempt = { base: trialOf(90, 1), head: trialOf(80, 2) };
    const lucky: GateAttempt = { base: [], head: trialOf(90, 3) };
    const benchmark = {
      id: 'sums',
      reducer: 'mean' as const,
      reducer_k: 1,
      gate: { metric: 'score' as const, margin: 0.02, must_pass: [] },
    };
    const check = (...attempts: GateAttempt[]) =>
      gateOf([{ benchmark, model: 'acme/one', attempts }]).check;
    assert.deepEqual([check(bad), check(bad, lucky)], ['fail', 'fail']);
  });

  test('imputed missing benchmarks', async () => {
    const of = await benchmarksOf(['one', 'two'], 30);
    const rows = of.flatMap(({ id, fingerprint, cases }) =>
      ['full', 'whole', ...(id === 'one' ? ['half'] : [])].flatMap((model) =>
        cases.map(({ id: case_id, hash }, place) => ({
          benchmark: id,
          fingerprint,
          model,
          tier: 'self_reported' as const,
          case_id,
          case_hash: hash,
          cluster: null,
          weight: 1,
          scores: [Number(place < 20 || model === 'half')],
          missing: 0,
        })),
      ),
    );
    const { rows: ranked, incomplete } = acrossOf(of, rows, 100);
    assert.deepEqual(ranked.map(({ model }) => model).sort(), ['full', 'whole']);
    assert.deepEqual(incomplete, [{ model: 'half', missing: ['two'] }]);
  });

  test('judge defaulting to the model under test', () => {
    const [own, sibling, other] = [modelOf('a/x', 'A'), modelOf('a/y', 'A'), modelOf('b/z', 'B')];
    for (const recuse of ['family', 'model'] as const) {
      const bench = benchOf(panelOf({ models: [own.id], recuse }), [own], own, 'seed');
      assert.match(String(bench), /no judge may judge a\/x/, recuse);
    }
    const panel = panelOf({ models: ['a/x', 'a/y', 'b/z'], mode: 'single' });
    const bench = benchOf(panel, [own, sibling, other], own, 'seed');
    assert.ok(typeof bench !== 'string');
    assert.deepEqual(bench.judges, [other], 'the first of the panel that is not of its family');
  });

  test('unscored counted as fail', async () => {
    const some = first(80, 100).map((trials, place) => (place < 10 ? [null] : trials));
    const { row } = await boardOf(100, { some });
    assertClose(row('some').score ?? 0, 70 / 90, 1e-12);
    assert.deepEqual([row('some').cases, row('some').missing], [90, 10]);
    assertClose(row('some').score_if_missing_fail ?? 0, 0.7, 1e-12);
    assertClose(row('some').score_if_missing_pass ?? 0, 0.8, 1e-12);
  });
});
