import type { JsonObject, JsonValue } from '../../../engine/json.ts';
import {
  agreed,
  type Draft,
  type Family,
  type Generator,
  type Level,
  until,
} from '../generator.ts';
import { fee, grade, pay, type Settings, type Spec, special } from '../parts/specifications.ts';

interface Trial {
  readonly args: readonly number[];
  readonly expected: number | boolean;
}

/** Few calls that tell every wrong function from the right one: the best call again and again. */
function fewTests({ settings, wrong, decide, inputs }: Spec): Trial[] | null {
  const chosen: Trial[] = [];
  let left = wrong.map((change) => ({ ...settings, ...change }) as Settings);
  while (left.length > 0) {
    const ranked = inputs
      .map((args) => ({ args, expected: decide(settings, args) }))
      .map((trial) => ({
        trial,
        told: left.filter((other) => decide(other, trial.args) !== trial.expected),
      }))
      .sort((one, two) => two.told.length - one.told.length);
    const [best] = ranked;
    if (best === undefined || best.told.length === 0) return null;
    chosen.push(best.trial);
    left = left.filter((other) => !best.told.includes(other));
  }
  return chosen;
}

function drafted(spec: Spec, level: Level): Draft | null {
  const tests = fewTests(spec);
  if (tests === null) return null;
  const most = tests.length + { easy: 3, medium: 2, hard: 1 }[level];
  // A wrong function that equals the right one on all inputs could not be told from it.
  agreed(
    spec.said,
    tests.every(({ args, expected }) => spec.decide(spec.settings, args) === expected),
    true,
  );
  const plain = (settings: Settings): JsonObject => ({ ...settings });
  return {
    fields: {
      specification: spec.said,
      most,
      kind: spec.name,
      settings: plain(spec.settings),
      wrong: spec.wrong.map(plain),
    },
    expected: JSON.stringify(
      tests.map(({ args, expected }): JsonValue => ({ args: [...args], expected })),
    ),
  };
}

const MAKERS = { fee, special, pay, grade };

export const generator: Generator = {
  id: 'unit-tests',
  file: 'cases.jsonl',
  families: Object.entries(MAKERS).map(
    ([name, make]): Family => ({
      name,
      levels: ['easy', 'medium', 'hard'],
      each: 10,
      make: (random, level) => until(() => drafted(make(random, level), level)),
    }),
  ),
};
