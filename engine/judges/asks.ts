import type { Benchmark, ScorerSpec } from '../benchmark/benchmark.ts';
import { isJsonObject, type JsonValue } from '../json.ts';
import { SCORERS } from '../scorers/index.ts';
import { promptNamed } from './prompt.ts';

/** Whether scoring a benchmark asks judges. */
export function asksJudges({ score, cases }: Pick<Benchmark, 'score' | 'cases'>): boolean {
  return score.some(isJudged) || cases.some((testCase) => testCase.score?.some(isJudged) === true);
}

/** Whether a scorer asks judges, or is made of one that does. */
export function isJudged({
  type,
  options,
  parts,
}: Pick<ScorerSpec, 'type' | 'options' | 'parts'>): boolean {
  return isJudging(type) || hasJudging(options) || parts?.some(isJudged) === true;
}

function isJudging(type: JsonValue | undefined): boolean {
  if (typeof type !== 'string' || !Object.hasOwn(SCORERS, type)) return false;
  return SCORERS[type]?.judges !== undefined;
}

/** Looks into scorers that are options of scorers. */
function hasJudging(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.some(hasJudging);
  if (!isJsonObject(value)) return false;
  return isJudging(value.type) || Object.values(value).some(hasJudging);
}

/** The hash of the prompt that a scorer asks by; `undefined` when it asks nobody. */
export function promptHash({
  type,
  options,
}: Pick<ScorerSpec, 'type' | 'options'>): string | undefined {
  const name = SCORERS[type]?.judges?.(options);
  return name === undefined ? undefined : promptNamed(name)?.hash;
}
