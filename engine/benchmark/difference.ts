import { canonicalJson } from '../json.ts';
import type { Benchmark, ScorerSpec, TestCase } from './benchmark.ts';
import { fingerprintParts } from './fingerprint.ts';

/** What a benchmark has that another has not, and where the two disagree. */
export interface BenchmarkDifference {
  /** Ids of cases that only the second has. */
  readonly added: readonly string[];
  /** Ids of cases that only the first has. */
  readonly removed: readonly string[];
  /** Cases of the same id with other content. */
  readonly changed: readonly ChangedCase[];
  /** Number of cases that are the same in both. */
  readonly same: number;
  /** Scorers that only one of them has, as short texts. */
  readonly scorers: { readonly added: readonly string[]; readonly removed: readonly string[] };
  /** Parts of the fingerprint that differ: why scores of the two are not comparable. */
  readonly parts: readonly string[];
}

/** A case of the same id with other content. */
export interface ChangedCase {
  readonly id: string;
  /** Fields that differ, such as `expected` or the name of a variable. */
  readonly fields: readonly string[];
}

/** Compares a benchmark with another one, such as its fork; cases are told apart by their ids. */
export function differenceOf(first: Benchmark, second: Benchmark): BenchmarkDifference {
  const before = new Map(first.cases.map((testCase) => [testCase.id, testCase]));
  const after = new Map(second.cases.map((testCase) => [testCase.id, testCase]));
  const changed: ChangedCase[] = [];
  let same = 0;
  for (const [id, testCase] of after) {
    const old = before.get(id);
    if (old === undefined) continue;
    const fields = fieldsThatDiffer(old, testCase);
    if (fields.length === 0) same += 1;
    else changed.push({ id, fields });
  }
  const parts = Object.entries(fingerprintParts(first));
  const others: Readonly<Record<string, string>> = fingerprintParts(second);
  return {
    added: [...after.keys()].filter((id) => !before.has(id)),
    removed: [...before.keys()].filter((id) => !after.has(id)),
    changed,
    same,
    scorers: scorersThatDiffer(first.score, second.score),
    parts: parts.filter(([name, hash]) => others[name] !== hash).map(([name]) => name),
  };
}

function fieldsThatDiffer(a: TestCase, b: TestCase): string[] {
  const [one, other] = [fieldsOf(a), fieldsOf(b)];
  return [...new Set([...one.keys(), ...other.keys()])].filter(
    (name) => canonicalJson(one.get(name)) !== canonicalJson(other.get(name)),
  );
}

function fieldsOf({ variables, expected, choices, cluster, tags, weight, score }: TestCase) {
  return new Map<string, unknown>([
    ...Object.entries(variables),
    ['expected', expected],
    ['choices', choices],
    ['cluster', cluster],
    ['tags', tags],
    ['weight', weight],
    ['score', score],
  ]);
}

function scorersThatDiffer(first: readonly ScorerSpec[], second: readonly ScorerSpec[]) {
  const [before, after] = [first.map(scorerText), second.map(scorerText)];
  return {
    added: after.filter((text) => !before.includes(text)),
    removed: before.filter((text) => !after.includes(text)),
  };
}

/** A scorer on one line: its type, and what is said of it. */
function scorerText({ type, name, ...rest }: ScorerSpec): string {
  const { options, weight, not, threshold, extract } = rest;
  const said = { ...options, ...(name === type ? {} : { name }), weight, not, threshold, extract };
  return `${type} ${canonicalJson(said)}`;
}
