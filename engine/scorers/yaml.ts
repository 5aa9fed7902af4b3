import { z } from 'zod';
import type { Expected } from '../benchmark/benchmark.ts';
import type { JsonValue } from '../json.ts';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { pathKeys } from './text/json.ts';
import {
  bestScore,
  nothingExpected,
  nothingToScore,
  quote,
  scored,
  unscored,
} from './text/score.ts';
import { fieldEquality } from './text/structure/fields.ts';
import { readYaml, yamlText } from './text/structure/yaml.ts';

/** Options of `yaml`. */
export interface YamlOptions {
  /** Paths of the fields that are compared with the expected object; all of its keys by default. */
  readonly fields?: readonly string[];
  readonly partial: boolean;
  /** The largest difference at which numbers still count as equal, 0 or more. */
  readonly tolerance: number;
}

const options: z.ZodType<YamlOptions> = z.strictObject({
  fields: z
    .array(z.string().refine((path) => pathKeys(path) !== null, 'a field looks like a.b[0]'))
    .min(1)
    .exactOptional()
    .describe('Fields to compare with the expected object, as a.b[0]; all of its keys by default.'),
  partial: z
    .boolean()
    .default(false)
    .describe('The score is the share of fields that are equal; otherwise all of them have to be.'),
  tolerance: z
    .number()
    .min(0)
    .default(0)
    .describe('The largest difference at which numbers still count as equal.'),
});

/** The answer is YAML, a mapping or a list, and holds the expected fields. */
export const yaml: Scorer<YamlOptions> = {
  type: 'yaml',
  version: 1,
  summary: 'The answer is valid YAML and holds the expected fields.',
  options,
  needsExpected: false,
  threshold: 1,
  example: {
    options: { partial: true },
    expected: { name: 'Ada', tags: ['math', 'engines'] },
    right: '```yaml\nname: Ada\ntags:\n  - math\n  - engines\n```',
    wrong: 'name: Ada\ntags: [math]',
  },
  score: scoreYaml,
};

function scoreYaml(input: ScoreInput, rules: YamlOptions): Score {
  const { answer, expected } = input;
  if (rules.fields !== undefined && expected === undefined) return nothingExpected();
  const targets = expected === undefined ? [] : targetsOf(expected);
  if (targets === null) return unscored('the expected value is no valid YAML');
  if (answer === null) return nothingToScore();
  const read = readYaml(yamlText(answer).trim());
  if ('problem' in read) return scored(0, null, `no valid YAML: ${read.problem}`);
  if (typeof read.value !== 'object' || read.value === null) {
    return scored(0, null, `no mapping and no list in ${quote(answer)}`);
  }
  const shown = JSON.stringify(read.value);
  if (expected === undefined) return scored(1, shown, 'is valid YAML');
  return bestScore(targets.map((target) => compare(read.value, target, rules, shown)));
}

/** A list is accepted as a whole, or any item of it; a text is YAML. */
function targetsOf(expected: Expected): readonly JsonValue[] | null {
  const read = typeof expected === 'string' ? readYaml(expected) : { value: expected };
  if ('problem' in read) return null;
  return Array.isArray(read.value) ? [read.value, ...read.value] : [read.value];
}

function compare(value: JsonValue, target: JsonValue, rules: YamlOptions, shown: string): Score {
  const { total, different, isEqual } = fieldEquality(value, target, rules);
  if (isEqual)
    return scored(1, shown, total === 0 ? 'is equal' : `all of ${total} fields are equal`);
  const share = rules.partial && total > 0 ? 1 - different.length / total : 0;
  const names = different.slice(0, 10).join(', ');
  return scored(
    share,
    shown,
    names === '' ? 'differs from the expected value' : `differs in ${names}`,
  );
}
