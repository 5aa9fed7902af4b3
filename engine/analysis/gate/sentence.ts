import type { GateCheck, GatePowerLine, GateVerdict } from './verdict.ts';

/** The verdict of a gate in a sentence a reader understands; texts of the benchmark stay as they are. */
export function gateSentence(gate: Omit<GateVerdict, 'sentence'>): string {
  return [verdictText(gate), ...mustPassText(gate), ...loneNote(gate)].join(' ');
}

function verdictText(gate: Omit<GateVerdict, 'sentence'>): string {
  const { lower, upper, margin, looks } = gate;
  const limit = points(margin);
  switch (gate.verdict) {
    case 'improved':
      return `Better by at least ${points(lower ?? 0)} points.`;
    case 'regressed':
      return regressionText(gate);
    case 'no regression':
      return `No regression beyond ${limit} points: at worst ${points(Math.max(0, -(lower ?? 0)))} lost.`;
    case 'not comparable':
      return notComparableText(gate);
    case 'no evidence': {
      const again = looks > 1 ? ` after ${looks} runs of the check` : '';
      return `No evidence${again}: between ${points(lower ?? -1)} and ${points(upper ?? 1)} points, and a loss of ${limit} is not excluded.`;
    }
  }
}

function regressionText({ upper, lower, margin, check }: Omit<GateVerdict, 'sentence'>): string {
  if (upper !== null && upper >= 0)
    return `A regression was found by an earlier run of this check, and a loss of ${points(margin)} points is still not excluded.`;
  const least = points(Math.max(0, -(upper ?? 0)));
  return check === 'pass'
    ? `Worse by ${least} to ${points(-(lower ?? 0))} points, inside the margin of ${points(margin)}.`
    : `Worse by at least ${least} points${-(upper ?? 0) > margin ? ', more than the margin' : ''}.`;
}

function notComparableText({ changed, cases, overlap }: Omit<GateVerdict, 'sentence'>): string {
  if (changed.length > 0) return `Not comparable: changed ${changed.join(', ')}.`;
  return cases === 0
    ? 'Not comparable: base and head share no case with a score.'
    : `Not comparable: only ${points(overlap)} % of the cases have a score on both sides.`;
}

function mustPassText({ must_pass }: Omit<GateVerdict, 'sentence'>): string[] {
  const named = (state: string) => must_pass.filter((one) => one.state === state);
  const list = (state: string) =>
    named(state)
      .map(({ case_id, passed, trials }) => `${case_id} (${passed} of ${trials})`)
      .join(', ');
  return [
    ...(named('broken').length === 0 ? [] : [`Must pass and does not: ${list('broken')}.`]),
    ...(named('unconfirmed').length === 0
      ? []
      : [`Must pass and failed in fewer than three trials: ${list('unconfirmed')}.`]),
    ...(named('missing').length === 0 ? [] : [`Must pass and has no score: ${list('missing')}.`]),
  ];
}

function loneNote({ must_pass, verdict, check }: Omit<GateVerdict, 'sentence'>): string[] {
  const isHeldBack = check !== 'pass' && (verdict === 'improved' || verdict === 'no regression');
  return isHeldBack && must_pass.length > 0 ? ['Run it with --trials 3 to settle that.'] : [];
}

/** The power line: what a tick of this gate is worth. */
export function powerText(
  { cases, discordance, false_alarm, caught, cases_needed }: GatePowerLine,
  margin: number,
): string {
  const worth = `With ${cases} cases of which ${points(discordance)} % differ, this gate catches a loss of ${points(margin)} points ${percent(caught)} of the time and cries wolf ${percent(false_alarm)} of the time`;
  return cases_needed === null || cases_needed <= cases
    ? `${worth}.`
    : `${worth}; ${cases_needed} cases would catch it four times in five.`;
}

/** All gates in a sentence. */
export function reportSentence(gates: readonly GateVerdict[], check: GateCheck): string {
  if (gates.length === 0) return 'Nothing to compare.';
  const count = (wanted: GateCheck) => gates.filter((gate) => gate.check === wanted).length;
  const of = `of ${gates.length} ${gates.length === 1 ? 'gate' : 'gates'}`;
  if (check === 'fail') return `${count('fail')} ${of} failed.`;
  if (check === 'pass')
    return gates.length === 1 ? 'The gate passed.' : `All ${gates.length} gates passed.`;
  return `${count('neutral')} ${of} cannot tell.`;
}

function points(share: number): string {
  return (share * 100).toFixed(1);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}
