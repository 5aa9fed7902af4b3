import { z } from 'zod';
import type { ExtractStep, ScorerSpec } from '../benchmark/benchmark.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import { suggestion } from '../nearest.ts';
import { GROUPS, type Group, MAX_GROUP_DEPTH, MAX_GROUP_PARTS } from './groups.ts';
import { SCORERS, STEPS } from './index.ts';
import type { Scorer } from './scorer.ts';
import type { Step } from './step.ts';
import { failed, optionNames, parseOptions, type Resolved, type WrittenPath } from './written.ts';

export type { Resolved, WrittenProblem } from './written.ts';

/** What every scorer takes besides its own options. */
interface CommonFields {
  readonly name?: string;
  readonly weight: number;
  readonly not: boolean;
  readonly threshold?: number;
  readonly turn?: number | 'all';
}

const commonFields: z.ZodType<CommonFields> = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(100)
    .exactOptional()
    .describe('Name of the score in results; the type unless written.'),
  weight: z
    .number()
    .min(0)
    .max(1_000_000)
    .default(1)
    .describe("Share in the case's score; 0 only informs."),
  not: z.boolean().default(false).describe('Turns the score round: 1 − value.'),
  threshold: z.number().min(0).max(1).exactOptional().describe('The least value that passes.'),
  turn: z
    .union([z.int().min(1).max(50), z.literal('all')], 'must be a number from 1 to 50, or all')
    .exactOptional()
    .describe('Which reply of a conversation: its number from 1, or all; the last unless written.'),
});
const COMMON_KEYS = ['type', 'name', 'weight', 'not', 'threshold', 'turn', 'extract'];

/** Options that say what to compare with in place of the expected value. */
const TARGET_OPTIONS = ['pattern', 'values'];

/** A scorer as written in a benchmark (`equals`, or `{ type: number, tolerance: 0.01 }`). */
export function resolveScorer(
  written: unknown,
  path: WrittenPath = [],
  depth = 0,
): Resolved<ScorerSpec> {
  const fields = typeof written === 'string' ? { type: written } : written;
  if (!isJsonObject(fields)) return failed(path, 'a scorer is a word or an object with a type');
  const group = lookUp(GROUPS, fields.type);
  if (group !== undefined) return resolveGroup(group, fields, path, depth);
  const scorer = lookUp(SCORERS, fields.type);
  if (scorer === undefined) return unknownType(fields.type, typeof written === 'string', path);
  return combine(scorer, partsOf(fields, scorer.options, path));
}

/** Where a group holds its parts. */
const PARTS_KEY = 'score';

const groupOptions: z.ZodType<object> = z.strictObject({});

function resolveGroup(
  group: Group,
  { [PARTS_KEY]: written, ...fields }: JsonObject,
  path: WrittenPath,
  depth: number,
): Resolved<ScorerSpec> {
  const at = [...path, PARTS_KEY];
  if (!Array.isArray(written) || written.length === 0 || written.length > MAX_GROUP_PARTS) {
    const message = `the group "${group.type}" needs a list of 1 to ${MAX_GROUP_PARTS} scorers`;
    return failed(written === undefined ? path : at, message, `write ${PARTS_KEY}: [ … ]`);
  }
  if (depth >= MAX_GROUP_DEPTH)
    return failed(at, `groups nest deeper than ${MAX_GROUP_DEPTH} levels`, 'nest less');
  const parts = written.map((part, index) => resolveScorer(part, [...at, index], depth + 1));
  const own = combine(group, partsOf(fields, groupOptions, path, [PARTS_KEY]));
  const problems = [own, ...parts].flatMap((part) => ('problems' in part ? part.problems : []));
  if (problems.length > 0 || 'problems' in own) return { problems };
  const specs = parts.flatMap((part) => ('value' in part ? [part.value] : []));
  if (!specs.some(({ weight }) => weight > 0))
    return failed(at, 'no part of the group counts', 'give one a weight above 0');
  return { value: { ...own.value, parts: specs } };
}

/** What all scorers share, what is this one's own, and its steps; each checked by itself. */
function partsOf(
  fields: JsonObject,
  options: z.ZodType<object>,
  path: WrittenPath,
  more: readonly string[] = [],
): ScorerParts {
  const common = pick(fields, (key) => COMMON_KEYS.includes(key));
  const { type: _type, extract, ...shared } = common;
  const own = pick(fields, (key) => !COMMON_KEYS.includes(key));
  const allowed = [...optionNames(options), ...more, ...COMMON_KEYS.slice(1)];
  return {
    shared: parseOptions(commonFields, shared, path, allowed),
    own: parseOptions(options, own, path, allowed),
    steps: extract === undefined ? { value: null } : resolveExtract(extract, [...path, 'extract']),
  };
}

/** An extract step as written: `trim`, `{ last_number: {} }` or, for short, `{ after: "Answer:" }`. */
export function resolveStep(written: unknown, path: WrittenPath = []): Resolved<ExtractStep> {
  const fields = typeof written === 'string' ? { [written]: null } : written;
  const [entry, ...others] = isJsonObject(fields) ? Object.entries(fields) : [];
  if (entry === undefined || others.length > 0) {
    return failed(
      path,
      'an extract step is a word or an object with one key, the name of the step',
    );
  }
  const [name, value] = entry;
  const step = lookUp(STEPS, name);
  const at = typeof written === 'string' ? path : [...path, name];
  if (step === undefined) {
    return failed(at, `unknown extract step "${name}"`, suggestion(name, Object.keys(STEPS)));
  }
  const options = parseOptions(
    step.options,
    optionsOfStep(step, value),
    at,
    optionNames(step.options),
  );
  return 'problems' in options
    ? options
    : { value: { step: name, options: jsonOf(options.value) } };
}

/** A list of extract steps, or a single one. */
export function resolveExtract(
  written: unknown,
  path: WrittenPath = [],
): Resolved<readonly ExtractStep[]> {
  if (!Array.isArray(written)) {
    const only = resolveStep(written, path);
    return 'problems' in only ? only : { value: [only.value] };
  }
  const steps = written.map((item, index) => resolveStep(item, [...path, index]));
  const problems = steps.flatMap((step) => ('problems' in step ? step.problems : []));
  if (problems.length > 0) return { problems };
  return { value: steps.flatMap((step) => ('value' in step ? [step.value] : [])) };
}

/** Whether a scorer as it is set up compares with the case's expected value. */
export function needsExpected(spec: Pick<ScorerSpec, 'type' | 'options' | 'parts'>): boolean {
  if (spec.parts !== undefined) return spec.parts.some(needsExpected);
  const scorer = lookUp(SCORERS, spec.type);
  if (scorer === undefined) return false;
  if (spec.type === 'json') return spec.options.fields !== undefined;
  return scorer.needsExpected && !TARGET_OPTIONS.some((key) => spec.options[key] !== undefined);
}

interface ScorerParts {
  readonly shared: Resolved<CommonFields>;
  readonly own: Resolved<object>;
  readonly steps: Resolved<readonly ExtractStep[] | null>;
}

function combine(
  scorer: Pick<Scorer, 'type' | 'threshold'>,
  { shared, own, steps }: ScorerParts,
): Resolved<ScorerSpec> {
  if ('value' in shared && 'value' in own && 'value' in steps) {
    const { name = scorer.type, threshold = scorer.threshold, ...rest } = shared.value;
    const extract = steps.value === null ? {} : { extract: steps.value };
    return {
      value: {
        type: scorer.type,
        name,
        ...rest,
        threshold,
        ...extract,
        options: jsonOf(own.value),
      },
    };
  }
  const parts = [shared, own, steps];
  return { problems: parts.flatMap((part) => ('problems' in part ? part.problems : [])) };
}

/** Checked options are JSON: they were, and their schemas fill in nothing else. */
function jsonOf(options: object): JsonObject {
  return { ...options } as JsonObject;
}

function lookUp<Entry>(table: Readonly<Record<string, Entry>>, name: unknown): Entry | undefined {
  return typeof name === 'string' && Object.hasOwn(table, name) ? table[name] : undefined;
}

function pick(fields: JsonObject, isWanted: (key: string) => boolean): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => isWanted(key)));
}

function unknownType(type: unknown, isBare: boolean, path: WrittenPath): Resolved<never> {
  const types = [...Object.keys(SCORERS), ...Object.keys(GROUPS)];
  const allowed = `write one of ${types.join(', ')}`;
  if (type === undefined) return failed(path, 'a scorer needs a type', allowed);
  const at = isBare ? path : [...path, 'type'];
  if (typeof type !== 'string') return failed(at, 'the type of a scorer is a word', allowed);
  return failed(at, `unknown scorer "${type}"`, suggestion(type, types));
}

function optionsOfStep(step: Step, written: unknown): unknown {
  if (written === null || written === undefined) return {};
  const isShort = step.shorthand !== undefined && !isJsonObject(written);
  return isShort ? { [step.shorthand]: written } : written;
}
