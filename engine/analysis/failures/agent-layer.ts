import { isJsonObject } from '../../json.ts';
import { parseJson } from '../../scorers/text/json.ts';
import type { Classifier, FailedCall, Finding } from './failed-call.ts';

/** Equal calls in a row from which an agent goes round in circles. */
const CIRCLE = 3;

/** The part of layer 6 that rules can tell: tools, their arguments, and steps taken again. */
export const agentLayer: Classifier = (call) => [
  ...repeatedSteps(call),
  ...call.verdicts.flatMap(({ type, reason }): Finding[] => {
    if (type === 'tool_name' || type === 'tool_sequence')
      return [{ code: 'wrong_tool', evidence: reason }];
    return type === 'tool_arguments' ? [{ code: 'wrong_arguments', evidence: reason }] : [];
  }),
];

function repeatedSteps({ tool_calls: calls }: FailedCall): Finding[] {
  const steps = parseJson(calls ?? '');
  if (!Array.isArray(steps)) return [];
  let run = 1;
  for (const [at, step] of steps.entries()) {
    run = at > 0 && JSON.stringify(step) === JSON.stringify(steps[at - 1]) ? run + 1 : 1;
    if (run < CIRCLE) continue;
    const name = isJsonObject(step) ? String(step.name) : 'a tool';
    return [{ code: 'step_repetition', evidence: `${name} was called ${run} times alike` }];
  }
  return [];
}
