import type { ExtractStep } from '../benchmark/benchmark.ts';
import { checkedOptions } from './checked-options.ts';
import { STEPS } from './index.ts';
import type { StepContext } from './step.ts';

/**
 * Hands a text from step to step; `null` as soon as one finds nothing.
 *
 * @throws Error when a step is unknown or its options are not those it takes.
 */
export function runExtract(
  steps: readonly ExtractStep[],
  text: string,
  context: StepContext,
): string | null {
  let current: string | null = text;
  for (const { step: name, options } of steps) {
    if (current === null) return null;
    const step = Object.hasOwn(STEPS, name) ? STEPS[name] : undefined;
    if (step === undefined) throw new Error(`unknown extract step "${name}"`);
    current = step.extract(current, checkedOptions(step.options, options), context);
  }
  return current;
}
