import type { Benchmark } from '../../benchmark/benchmark.ts';
import { type FingerprintParts, fingerprintParts } from '../../benchmark/fingerprint.ts';
import type { GateInput, GateResult } from './input.ts';

/** Parts that make scores incomparable; a changed prompt is what a gate is there to compare. */
const DECISIVE: readonly (keyof FingerprintParts)[] = ['scorers', 'reducer', 'parameters'];

/** The parts of the fingerprint in which two versions of a benchmark differ. */
export function changedParts(base: Benchmark, head: Benchmark): (keyof FingerprintParts)[] {
  const [before, after] = [fingerprintParts(base), fingerprintParts(head)];
  const names = Object.keys(before) as (keyof FingerprintParts)[];
  return names.filter((name) => before[name] !== after[name]);
}

/**
 * What changed besides the thing under test: scorers, the merging of trials, generation parameters.
 * Stored results tell the names of scorers and the parameters; the rest the caller has to say.
 */
export function decisiveChanges({ attempts, changed = [] }: GateInput): string[] {
  const [base, head] = [
    attempts.flatMap((attempt) => attempt.base),
    attempts.flatMap((attempt) => attempt.head),
  ];
  const seen = new Set<string>(changed.filter((part) => DECISIVE.includes(part)));
  if (base.length > 0 && head.length > 0) {
    if (differ(base, head, ({ parameters }) => [parameters])) seen.add('parameters');
    if (differ(base, head, ({ scores }) => scores.map(({ scorer }) => scorer))) seen.add('scorers');
  }
  return DECISIVE.filter((part) => seen.has(part));
}

function differ(
  base: readonly GateResult[],
  head: readonly GateResult[],
  namesOf: (result: GateResult) => readonly string[],
): boolean {
  const namesIn = (results: readonly GateResult[]) =>
    [...new Set(results.filter(({ score }) => score !== null).flatMap(namesOf))].sort();
  return JSON.stringify(namesIn(base)) !== JSON.stringify(namesIn(head));
}
