import type { JsonObject, JsonValue } from '../../json.ts';
import { resolveExtract, resolveScorer } from '../../scorers/resolve.ts';

/** A scorer that this version has, or why it has none. */
export type ScorerChoice = { readonly score: JsonObject } | { readonly problem: string };

/**
 * The first of several ways to write a scorer that this version understands: importers name the
 * best one first and what existed before after it.
 */
export function firstScorer(candidates: readonly JsonObject[]): ScorerChoice {
  let problem = 'there is no such scorer here';
  for (const score of candidates) {
    const resolved = resolveScorer(score);
    if ('value' in resolved) return { score };
    problem = resolved.problems[0]?.message ?? problem;
  }
  return { problem };
}

/** The first of several ways to write an extract pipeline that this version understands. */
export function firstExtract(
  candidates: readonly (readonly JsonValue[])[],
): readonly JsonValue[] | undefined {
  return candidates.find((steps) => 'value' in resolveExtract(steps));
}

/** A pattern that matches a text and nothing else. */
export function literalPattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
