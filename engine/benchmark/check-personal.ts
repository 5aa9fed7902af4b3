import type { JsonValue } from '../json.ts';
import { isJsonObject } from '../json.ts';
import type { Problem } from '../problem.ts';
import type { Benchmark, TestCase } from './benchmark.ts';
import { findPersonalData, isAllowed, masked, type PersonalFinding } from './personal.ts';
import { errorAt } from './rows/row.ts';

/** Problems of this kind that are told; a list of real people is one mistake. */
const MOST = 50;
/** Levels of nesting that are looked into. */
const DEPTH = 16;

/**
 * Warns of personal data in cases, and refuses keys: both would be published with the benchmark
 * and stay in the history of git.
 */
export function checkPersonal({
  cases,
  examples,
  allow_personal = [],
}: Pick<Benchmark, 'cases' | 'examples' | 'allow_personal'>): Problem[] {
  const problems: Problem[] = [];
  for (const testCase of [...cases, ...examples]) {
    const found = personalIn(testCase).filter((each) => !isAllowed(each, allow_personal));
    for (const finding of found) {
      if (problems.length >= MOST) return problems;
      problems.push(problemOf(testCase, finding));
    }
  }
  return problems;
}

function personalIn({ variables, expected }: TestCase): PersonalFinding[] {
  return textsOf({ ...variables, expected: expected ?? null }, DEPTH).flatMap((text) =>
    findPersonalData(text),
  );
}

function textsOf(value: JsonValue | undefined, depth: number): string[] {
  if (typeof value === 'string') return [value];
  if (depth === 0) return [];
  if (Array.isArray(value)) return value.flatMap((item) => textsOf(item, depth - 1));
  if (!isJsonObject(value)) return [];
  return Object.values(value).flatMap((item) => textsOf(item, depth - 1));
}

function problemOf({ id, source }: TestCase, finding: PersonalFinding): Problem {
  const isKey = finding.kind === 'key';
  const message = `the case "${id}" holds what looks like ${articleOf(finding)}: ${masked(finding)}`;
  const fix = isKey
    ? 'take it out and revoke it; if it is invented, list it under allow_personal in benchmark.yaml'
    : 'invent one (example.org, 555-0100), or list it under allow_personal in benchmark.yaml';
  return {
    ...errorAt(source.file, source, message, fix),
    severity: isKey ? 'error' : 'warning',
  };
}

/** The kind with its article. */
export function articleOf({ kind }: PersonalFinding): string {
  return kind === 'email address' ? `an ${kind}` : `a ${kind}`;
}
