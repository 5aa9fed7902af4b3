import type { ExtractStep, ScorerSpec, TestCase } from '../../benchmark/benchmark.ts';
import type { JsonObject, JsonValue } from '../../json.ts';
import { GROUPS } from '../../scorers/groups.ts';
import { SCORERS } from '../../scorers/index.ts';
import type { Notes } from '../import/notes.ts';

/** A scorer on its way into an assertion. */
interface Scoring {
  readonly spec: ScorerSpec;
  readonly options: JsonObject;
  readonly expected: JsonValue | undefined;
  readonly choices: readonly string[] | undefined;
}

/**
 * The assertion that does what a scorer does. Where promptfoo has none of its own, a line of
 * JavaScript does about the same, and the scorer itself is kept under `config`, so that an import
 * finds it again.
 */
export function assertionOf(
  spec: ScorerSpec,
  extract: readonly ExtractStep[],
  testCase: TestCase,
  notes: Notes,
): JsonObject | undefined {
  const steps = spec.extract ?? extract;
  if (spec.type === 'mean' && spec.parts !== undefined && !spec.not)
    return assertionSet(spec, spec.parts, steps, testCase, notes);
  const scoring: Scoring = {
    spec,
    options: changedOptions(spec),
    expected: testCase.expected,
    choices: testCase.choices,
  };
  const native = steps.length === 0 ? nativeAssertion(scoring) : undefined;
  if (native !== undefined)
    return { ...native, type: signed(native.type, spec), ...commonOf(spec) };
  const code = codeOf(scoring);
  const { file, line } = testCase.source;
  if (code === undefined)
    notes.dropped({ file, line }, `scorer ${spec.type}`, 'promptfoo has none like it', {
      comparable: false,
    });
  else
    notes.approximated(
      { file, line },
      `scorer ${spec.type}`,
      'a line of JavaScript does about the same there',
      { comparable: false },
    );
  return {
    type: signed('javascript', spec),
    value: code ?? 'true',
    ...commonOf(spec),
    // What nothing there can score only informs.
    ...(code === undefined ? { weight: 0 } : {}),
    config: { benchmarkhub: keptScorer(scoring, steps) },
  };
}

/** A weighted mean that passes from its threshold on is what a set of assertions is. */
function assertionSet(
  spec: ScorerSpec,
  parts: readonly ScorerSpec[],
  extract: readonly ExtractStep[],
  testCase: TestCase,
  notes: Notes,
): JsonObject {
  const assert = parts.flatMap((part) => assertionOf(part, extract, testCase, notes) ?? []);
  return { type: 'assert-set', threshold: spec.threshold, assert, ...commonOf(spec) };
}

function signed(type: JsonValue | undefined, { not }: ScorerSpec): string {
  return `${not ? 'not-' : ''}${String(type)}`;
}

function commonOf({ weight, name, type }: ScorerSpec): JsonObject {
  return { ...(weight === 1 ? {} : { weight }), ...(name === type ? {} : { metric: name }) };
}

/** Options that say something: defaults are left out. */
function changedOptions({ type, options }: ScorerSpec): JsonObject {
  const scorer = Object.hasOwn(SCORERS, type) ? SCORERS[type] : undefined;
  const defaults = scorer?.options.safeParse({});
  const standard: Readonly<Record<string, unknown>> = defaults?.success ? { ...defaults.data } : {};
  return Object.fromEntries(
    Object.entries(options).filter(
      ([key, value]) => JSON.stringify(standard[key]) !== JSON.stringify(value),
    ),
  );
}

/** The scorer as a benchmark writes it, with what it compares with. */
function keptScorer(
  { spec, options, expected }: Scoring,
  steps: readonly ExtractStep[],
): JsonObject {
  const { type, name, weight, not, threshold, parts } = spec;
  const standard = (parts === undefined ? SCORERS : GROUPS)[type]?.threshold;
  return {
    type,
    ...(name === type ? {} : { name }),
    ...(weight === 1 ? {} : { weight }),
    ...(not ? { not } : {}),
    ...(threshold === standard ? {} : { threshold }),
    ...options,
    ...(steps.length === 0
      ? {}
      : { extract: steps.map(({ step, options: own }) => ({ [step]: own })) }),
    ...(expected === undefined ? {} : { expected }),
    ...(parts === undefined ? {} : { score: parts.map(keptPart) }),
  };
}

/** What a part of a group compares with is the group's. */
function keptPart(spec: ScorerSpec): JsonObject {
  const options = changedOptions(spec);
  const scoring = { spec, options, expected: undefined, choices: undefined };
  return keptScorer(scoring, spec.extract ?? []);
}

/** What promptfoo can say itself. */
function nativeAssertion({ spec, options, expected }: Scoring): JsonObject | undefined {
  const names = Object.keys(options);
  const isPlain = names.length === 0;
  if (spec.type === 'equals' && isPlain && isSingle(expected))
    return { type: 'equals', value: expected };
  if (spec.type === 'includes') return containing(options, expected);
  if (spec.type === 'regex' && names.join() === 'pattern')
    return { type: 'regex', value: options.pattern ?? '' };
  if (spec.type === 'starts_with') return beginning(options, expected);
  const isJson =
    spec.type === 'json' &&
    expected === undefined &&
    names.every((name) => ['schema', 'find'].includes(name));
  if (!isJson) return undefined;
  return {
    type: options.find === false ? 'is-json' : 'contains-json',
    ...(options.schema === undefined ? {} : { value: options.schema }),
  };
}

/** Neither a list, of which any item is right here, nor a template. */
function isSingle(value: JsonValue | undefined): value is JsonValue {
  if (value === undefined || value === null || Array.isArray(value)) return false;
  return typeof value !== 'string' || (!/\{[{%#]/.test(value) && !value.startsWith('file://'));
}

function containing(options: JsonObject, expected: JsonValue | undefined): JsonObject | undefined {
  const values = [options.values ?? expected ?? []].flat();
  if (values.length === 0 || !values.every((value) => typeof value === 'string' && isSingle(value)))
    return undefined;
  const kind = `${options.ignore_case === true ? 'i' : ''}contains`;
  const [only, ...others] = values;
  if (others.length === 0 && options.match !== 'all') return { type: kind, value: only ?? '' };
  return { type: `${kind}-${options.match === 'all' ? 'all' : 'any'}`, value: values };
}

function beginning(options: JsonObject, expected: JsonValue | undefined): JsonObject | undefined {
  const values = [options.values ?? expected ?? []].flat();
  const [only, ...others] = values;
  const isPlain = options.ignore_case !== true && others.length === 0;
  return isPlain && typeof only === 'string' && isSingle(only)
    ? { type: 'starts-with', value: only }
    : undefined;
}

/** About the same in one line of JavaScript. */
function codeOf(scoring: Scoring): string | undefined {
  const write = Object.hasOwn(CODE, scoring.spec.type) ? CODE[scoring.spec.type] : undefined;
  return write?.(scoring);
}

const CODE: Readonly<Record<string, (scoring: Scoring) => string>> = {
  equals: ({ expected, options }) => {
    const fold = options.ignore_case === true ? '.toLowerCase()' : '';
    return `${accepted(expected)}.some((text) => output.trim()${fold} === text.trim()${fold})`;
  },
  number: ({ expected, options }) =>
    `${accepted(expected)}.some((text) => Math.abs(Number((output.replaceAll(',', '').match(/-?\\d+(?:\\.\\d+)?/g) ?? []).at(-1)) - Number(text)) <= ${Number(options.tolerance ?? 0)})`,
  choice: ({ expected, choices = [] }) => {
    const last = String.fromCharCode(64 + Math.max(2, choices.length));
    return `${accepted(expected)}.includes((output.match(/\\b[A-${last}]\\b/g) ?? []).at(-1))`;
  },
  starts_with: ({ expected, options }) =>
    `${accepted(options.values ?? expected)}.some((text) => output.trimStart().toLowerCase().startsWith(text.toLowerCase()))`,
  ends_with: ({ expected, options }) =>
    `${accepted(options.values ?? expected)}.some((text) => output.trimEnd().endsWith(text))`,
};

function accepted(expected: JsonValue | undefined): string {
  const texts = [expected ?? []]
    .flat()
    .map((item) => (typeof item === 'string' ? item : JSON.stringify(item)));
  return JSON.stringify(texts);
}
