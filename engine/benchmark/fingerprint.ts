import { hashOf } from '../hash.ts';
import { isJudged, promptHash } from '../judges/asks.ts';
import { type Panel, panelRecipe } from '../judges/panel.ts';
import { GROUPS } from '../scorers/groups.ts';
import { SCORERS, STEPS } from '../scorers/index.ts';
import type { Benchmark, ExtractStep, ScorerSpec } from './benchmark.ts';

/** Goes up when the recipe of a key changes, so that old keys never meet new ones by accident. */
export const KEY_RECIPE = 1;

/** The fields whose change makes two scores of a benchmark incomparable, each hashed on its own. */
export type FingerprintParts = Readonly<
  Record<'cases' | 'prompt' | 'parameters' | 'scorers' | 'reducer', string>
>;

/** What the fingerprint covers; two boards that differ are told apart by the part that differs. */
export function fingerprintParts(benchmark: Omit<Benchmark, 'fingerprint'>): FingerprintParts {
  const cases = benchmark.cases.map(({ id, hash, cluster, weight }) => ({
    id,
    hash,
    cluster,
    weight,
  }));
  return {
    cases: hashOf(cases.sort((a, b) => (a.id < b.id ? -1 : 1))),
    prompt: hashOf({
      prompt: benchmark.prompt,
      turns: benchmark.turns,
      examples: benchmark.examples.map(({ hash }) => hash),
      response: benchmark.response,
      tools: benchmark.tools,
      shuffle: benchmark.shuffle_choices,
      circular: benchmark.circular,
    }),
    parameters: hashOf(benchmark.parameters),
    scorers: hashOf({
      ...scoringRecipe(benchmark.score, benchmark.extract),
      judges: judgesRecipe(benchmark),
    }),
    reducer: hashOf(reducerRecipe(benchmark)),
  };
}

/** The hash that must be equal for two scores to be comparable. */
export function fingerprintOf(benchmark: Omit<Benchmark, 'fingerprint'>): string {
  return hashOf({ recipe: KEY_RECIPE, ...fingerprintParts(benchmark) });
}

/**
 * The mean of three trials estimates what the mean of one does. What the other reducers estimate
 * depends on the number of trials, or on k.
 */
function reducerRecipe(benchmark: Omit<Benchmark, 'fingerprint'>): readonly unknown[] {
  const { reducer, reducer_k, trials } = benchmark;
  if (reducer === 'mean') return [reducer];
  const isOfK = reducer === 'pass@k' || reducer === 'pass^k' || reducer === 'at_least_k';
  return [reducer, isOfK ? reducer_k : trials];
}

/** Scorers and extract steps with their versions: all of the code and options that make a score. */
export function scoringRecipe(
  score: readonly ScorerSpec[],
  extract: readonly ExtractStep[],
): object {
  return {
    scorers: score.map(scorerRecipe),
    extract: extract.map(versioned),
  };
}

/** Who judges, where a scorer asks judges: other judges give other scores. */
export function judgesRecipe({
  score,
  cases,
  judges,
}: Pick<Benchmark, 'score' | 'cases' | 'judges'>): object | undefined {
  if (judges === undefined) return undefined;
  const asks = score.some(isJudged) || cases.some((one) => one.score?.some(isJudged) === true);
  return asks ? panelRecipe(judges) : undefined;
}

/** The same for the scorers of one case. */
export function judgeRecipe(
  score: readonly ScorerSpec[],
  judges: Panel | undefined,
): object | undefined {
  return judges !== undefined && score.some(isJudged) ? panelRecipe(judges) : undefined;
}

function scorerRecipe({ extract: own, parts, ...spec }: ScorerSpec): object {
  return {
    ...spec,
    version: (parts === undefined ? SCORERS : GROUPS)[spec.type]?.version,
    prompt: promptHash(spec),
    extract: own?.map(versioned),
    parts: parts?.map(scorerRecipe),
  };
}

function versioned(step: ExtractStep): object {
  return { ...step, version: STEPS[step.step]?.version };
}
