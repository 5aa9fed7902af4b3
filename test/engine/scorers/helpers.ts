import assert from 'node:assert/strict';
import type { Expected, ExtractStep, ScorerSpec } from '../../../engine/benchmark/benchmark.ts';
import type { JsonObject } from '../../../engine/json.ts';
import { checkedOptions } from '../../../engine/scorers/checked-options.ts';
import { runExtract } from '../../../engine/scorers/extract.ts';
import { SCORERS } from '../../../engine/scorers/index.ts';
import { resolveExtract, resolveScorer } from '../../../engine/scorers/resolve.ts';
import type { Score, ScoreInput } from '../../../engine/scorers/scorer.ts';

/** The score of one answer by the scorer of a type. */
export function scoreBy(
  type: string,
  options: JsonObject,
  answer: string | null,
  expected?: Expected,
  more: Partial<ScoreInput> = {},
): Score {
  const scorer = SCORERS[type];
  assert.ok(scorer, `no scorer ${type}`);
  const input = { output: answer ?? '', answer, expected, variables: {}, ...more };
  return scorer.score(input, checkedOptions(scorer.options, { ...options }));
}

/** A scorer out of its written form, which has to be right. */
export function specOf(written: unknown): ScorerSpec {
  const resolved = resolveScorer(written);
  assert.ok('value' in resolved, JSON.stringify(resolved));
  return resolved.value;
}

/** Extract steps out of their written form, which has to be right. */
export function stepsOf(written: unknown): readonly ExtractStep[] {
  const resolved = resolveExtract(written);
  assert.ok('value' in resolved, JSON.stringify(resolved));
  return resolved.value;
}

/** What written extract steps take out of a text. */
export function extract(written: unknown, text: string): string | null {
  return runExtract(stepsOf(written), text, {});
}
