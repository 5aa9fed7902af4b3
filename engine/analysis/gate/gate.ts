import { hashOf } from '../../hash.ts';
import { comparePaired, minimumDetectableEffect } from '../../statistics/index.ts';
import type { GateInput } from './input.ts';
import { type JudgedLook, lookAt } from './look.ts';
import { type MustPassCase, mustPassCases } from './must-pass.ts';
import { freshAttempts } from './pairs.ts';
import { powerLineOf } from './power.ts';
import { gateSentence, reportSentence } from './sentence.ts';
import type { GateCheck, GateReport, GateVerdict } from './verdict.ts';

/** How strict a gate is. */
export interface GateOptions {
  /** Whether what cannot be told counts as a failure. */
  readonly strict?: boolean;
}

/**
 * The gates of a change: one verdict for each benchmark and model, and one check over all.
 *
 * Each reads one-sided 95 % bounds of head − base on the cases both have, with Holm's correction
 * over all gates, against the margin fixed in the benchmark. Re-runs add their trials; a regression
 * once found stands until the data exclude a loss of the margin. Pure: equal results give equal
 * verdicts in any order of rows.
 */
export function gateOf(
  inputs: readonly GateInput[],
  { strict = false }: GateOptions = {},
): GateReport {
  const most = Math.max(0, ...inputs.map(({ attempts }) => freshAttempts(attempts).length));
  let standing = inputs.map(() => false);
  let looks: JudgedLook[] = [];
  for (let count = 1; count <= Math.max(1, most); count++) {
    looks = lookAt(inputs, count);
    standing = looks.map((look, index) =>
      standsAfter(look, standing[index] === true, inputs[index]),
    );
  }
  const gates = inputs.flatMap((input, index) => {
    const look = looks[index];
    return look === undefined ? [] : [verdictFrom(input, look, standing[index] === true, strict)];
  });
  const check = overall(gates);
  const tests = looks.filter(({ p_regressed }) => p_regressed !== null).length;
  return { check, sentence: reportSentence(gates, check), tests, strict, gates };
}

/** Whether a regression stands: found now, or earlier and not excluded since. */
function standsAfter(look: JudgedLook, before: boolean, input: GateInput | undefined): boolean {
  if (look.verdict === 'not comparable') return before;
  if (isWithinMargin(look, input?.benchmark.gate.margin ?? 0)) return false;
  return before || look.verdict === 'regressed';
}

function isWithinMargin({ bounds }: JudgedLook, margin: number): boolean {
  return bounds !== null && (bounds.low > -margin || bounds.low > 0);
}

function verdictFrom(
  input: GateInput,
  look: JudgedLook,
  standing: boolean,
  strict: boolean,
): GateVerdict {
  const { benchmark, model } = input;
  const { shared, estimate, bounds, changed, ...rest } = look;
  const must_pass = mustPassCases({ ...input, attempts: freshAttempts(input.attempts) });
  const verdict = standing && look.verdict === 'no evidence' ? 'regressed' : look.verdict;
  const paired =
    shared.pairs.length === 0 ? null : comparePaired(shared.pairs, hashOf([benchmark.id, model]));
  const error = estimate?.standard_error ?? null;
  const facts = {
    benchmark: benchmark.id,
    model,
    metric: benchmark.gate.metric,
    cases: shared.pairs.length,
    overlap: shared.overlap,
    difference: estimate?.difference ?? null,
    lower: bounds?.low ?? null,
    upper: bounds?.high ?? null,
    margin: benchmark.gate.margin,
    alpha: rest.alpha,
    looks: rest.looks,
    p_improved: rest.p_improved,
    p_regressed: rest.p_regressed,
    p_margin: rest.p_margin,
    test: paired?.test ?? null,
    p_value: paired?.p_value ?? null,
    minimum_detectable_effect: error ? minimumDetectableEffect(error) : null,
    must_pass,
    changed,
    verdict,
    power:
      verdict === 'not comparable' ? null : powerLineOf(shared, estimate, benchmark.gate.margin),
  };
  const check = checkOf(look, verdict, must_pass, benchmark.gate.margin, strict);
  return { ...facts, check, sentence: gateSentence({ ...facts, check }) };
}

function checkOf(
  look: JudgedLook,
  verdict: GateVerdict['verdict'],
  mustPass: readonly MustPassCase[],
  margin: number,
  strict: boolean,
): GateCheck {
  const unsure: GateCheck = strict ? 'fail' : 'neutral';
  if (mustPass.some(({ state }) => state === 'broken')) return 'fail';
  if (verdict === 'regressed') return isWithinMargin(look, margin) ? 'pass' : 'fail';
  if (verdict === 'no evidence' || verdict === 'not comparable') return unsure;
  return mustPass.every(({ state }) => state === 'passed') ? 'pass' : unsure;
}

function overall(gates: readonly GateVerdict[]): GateCheck {
  if (gates.some(({ check }) => check === 'fail')) return 'fail';
  return gates.length > 0 && gates.every(({ check }) => check === 'pass') ? 'pass' : 'neutral';
}
