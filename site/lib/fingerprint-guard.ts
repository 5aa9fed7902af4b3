import type { Benchmark } from '../../engine/benchmark/benchmark.ts';
import type { FingerprintParts } from '../../engine/benchmark/fingerprint.ts';
import { canonicalJson, isJsonObject, type JsonObject } from '../../engine/json.ts';
import { count, listInWords, words } from './format.ts';
import type { FingerprintFacts } from './measurements.ts';

/** A part of the fingerprint that differs, in words. */
export interface PartDifference {
  readonly part: keyof FingerprintParts;
  readonly text: string;
}

/** What sets an older fingerprint apart from the benchmark as it stands now. */
export interface FingerprintDifference {
  /** Parts that are known to differ. */
  readonly known: readonly PartDifference[];
  /** Parts of which the old results do not tell whether they differ. */
  readonly open: readonly (keyof FingerprintParts)[];
}

/**
 * What stored results tell of an older fingerprint. They hold cases, parameters, names of scorers
 * and the hash of each request, but neither prompt nor options of scorers: equal requests prove an
 * equal prompt; unlike ones, with the same parameters, that it was asked otherwise.
 */
export function differenceFrom(
  facts: FingerprintFacts,
  benchmark: Benchmark,
): FingerprintDifference {
  const known = [
    casesDifference(facts, benchmark),
    parametersDifference(facts, benchmark),
    scorersDifference(facts, benchmark),
  ].filter((difference) => difference !== undefined);
  const sameParameters = !known.some(({ part }) => part === 'parameters');
  const { shared_calls: shared, same_calls: same } = facts;
  if (sameParameters && shared > 0 && same === 0)
    known.push({
      part: 'prompt',
      text: 'it was asked otherwise: another prompt, examples, answer format or pinned version of the models',
    });
  const isKnown = (part: keyof FingerprintParts) => known.some((one) => one.part === part);
  const isSamePrompt = shared > 0 && same === shared;
  const open = (['prompt', 'scorers', 'reducer'] as const).filter(
    (part) => !isKnown(part) && !(part === 'prompt' && isSamePrompt),
  );
  return { known, open };
}

/** Why two fingerprints may not be read together, in words. */
export function differenceInWords({ known, open }: FingerprintDifference): string {
  const rest = listInWords(open.map((part) => PART_NAMES[part]));
  if (known.length === 0)
    return `${rest.replace(/ and (?!.* and )/, ' or ')} must have changed; its results do not say which`;
  const said = known.map(({ text }) => text).join('; ');
  return open.length === 0 ? said : `${said}; whether ${rest} changed too, its results do not say`;
}

const PART_NAMES: Readonly<Record<keyof FingerprintParts, string>> = {
  cases: 'its cases',
  prompt: 'its prompt',
  parameters: 'its parameters',
  scorers: 'the options or versions of its scorers',
  reducer: 'its reducer',
};

function casesDifference(
  { cases }: FingerprintFacts,
  benchmark: Benchmark,
): PartDifference | undefined {
  const before = new Map(cases.map(({ id, hash }) => [id, hash]));
  const now = new Map(benchmark.cases.map(({ id, hash }) => [id, hash]));
  const changed = [...now].filter(([id, hash]) => before.has(id) && before.get(id) !== hash).length;
  const added = [...now.keys()].filter((id) => !before.has(id)).length;
  const removed = [...before.keys()].filter((id) => !now.has(id)).length;
  const parts = [
    ...(changed > 0 ? [`${count(changed, 'case')} changed`] : []),
    ...(added > 0 ? [`${count(added, 'case')} added`] : []),
    ...(removed > 0 ? [`${count(removed, 'case')} removed`] : []),
  ];
  return parts.length === 0 ? undefined : { part: 'cases', text: `${listInWords(parts)} since` };
}

function parametersDifference(
  { parameters }: FingerprintFacts,
  benchmark: Benchmark,
): PartDifference | undefined {
  const now = canonicalJson(benchmark.parameters);
  const [before] = parameters;
  if (before === undefined || parameters.includes(now)) return undefined;
  const [old, current] = [objectOf(before), objectOf(now)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(current)])].filter(
    (name) => canonicalJson(old[name]) !== canonicalJson(current[name]),
  );
  const text = names
    .map((name) => `${words(name)} was ${shown(old[name])} and is ${shown(current[name])}`)
    .join(', ');
  return { part: 'parameters', text };
}

function objectOf(json: string): JsonObject {
  try {
    const value: unknown = JSON.parse(json);
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}

function shown(value: unknown): string {
  return value === undefined ? 'not set' : canonicalJson(value);
}

function scorersDifference(
  { scorers }: FingerprintFacts,
  benchmark: Benchmark,
): PartDifference | undefined {
  const specs = [...benchmark.score, ...benchmark.cases.flatMap(({ score }) => score ?? [])];
  const now = new Set(specs.map(({ name }) => name));
  const gone = scorers.filter((name) => !now.has(name));
  const come = [...now].filter((name) => !scorers.includes(name));
  if (scorers.length === 0 || gone.length + come.length === 0) return undefined;
  return {
    part: 'scorers',
    text: `scored by ${listInWords(scorers.map(words))}, now by ${listInWords([...now].map(words))}`,
  };
}
