import type { ExtractStep } from '../benchmark/benchmark.ts';
import { checkedOptions } from './checked-options.ts';
import { STEPS } from './index.ts';
import type { StepContext } from './step.ts';

/**
 * Hands a text from step to step; `null` as soon as one finds nothing. Where a step took several,
 * those after it work on each, and the first that is left is the answer.
 *
 * @throws Error when a step is unknown or its options are not those it takes.
 */
export function runExtract(
  steps: readonly ExtractStep[],
  text: string,
  context: StepContext,
): string | null {
  let current: readonly string[] = [text];
  for (const { step: name, options } of steps) {
    if (current.length === 0) return null;
    const step = Object.hasOwn(STEPS, name) ? STEPS[name] : undefined;
    if (step === undefined) throw new Error(`unknown extract step "${name}"`);
    const checked = checkedOptions(step.options, options);
    current =
      step.extractAll?.(current, checked, context) ??
      current.flatMap((item) => step.extract(item, checked, context) ?? []);
  }
  return current[0] ?? null;
}
