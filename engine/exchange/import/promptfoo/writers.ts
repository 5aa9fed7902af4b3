import { canonicalJson, type JsonObject, type JsonValue } from '../../../json.ts';
import { firstScorer, literalPattern } from '../scorers.ts';
import type { Refusal, TranslatedScore, Translation } from './assertion.ts';

/** A text has to be equal, an object or list equal as JSON. */
export function exactly(value: JsonValue): Translation | Refusal {
  if (String(value).trim() === '')
    return { refused: 'an empty text cannot be expected', fix: 'write a scorer for it' };
  const inline = isText(value)
    ? { type: 'regex', pattern: literalPattern(String(value).trim()), match: 'full' }
    : { type: 'json', find: false, schema: { const: value } };
  return translated([{ expecting: { score: { type: 'equals' }, expected: value }, inline }]);
}

/** Some or all of several texts have to be there. */
export function including(values: readonly JsonValue[], rules: JsonObject): Translation | Refusal {
  const texts = values.map(textOf).filter((text) => text !== '');
  if (texts.length === 0) return { refused: 'there is no text to look for' };
  const score = { type: 'includes', ...rules };
  const [only, ...others] = texts;
  const expected = others.length === 0 && only !== undefined ? only : texts;
  return translated([{ expecting: { score, expected }, inline: { ...score, values: texts } }]);
}

export function starting(value: JsonValue): Translation | Refusal {
  const text = textOf(value);
  if (text.trim() === '') return { refused: 'there is no text to begin with' };
  const score = { type: 'starts_with' };
  const inline = { ...score, values: [text] };
  return translated([{ expecting: { score, expected: text }, inline }]);
}

/** The first of several ways to write a scorer that stands for itself. */
export function single(candidates: readonly JsonObject[]): Translation | Refusal {
  const chosen = firstScorer(candidates);
  return 'score' in chosen
    ? { scores: [{ inline: chosen.score }] }
    : { refused: chosen.problem, fix: 'write a scorer for it' };
}

/** Drops what this version cannot write. */
export function translated(scores: readonly TranslatedScore[]): Translation | Refusal {
  const usable = scores.map(({ expecting, inline }): TranslatedScore => {
    const keeps = (score: JsonObject) => 'score' in firstScorer([score]);
    return {
      expecting: expecting !== undefined && keeps(expecting.score) ? expecting : undefined,
      inline: inline !== undefined && keeps(inline) ? inline : undefined,
    };
  });
  return usable.some(({ expecting, inline }) => expecting === undefined && inline === undefined)
    ? { refused: 'there is no such scorer here' }
    : { scores: usable };
}

function isText(value: JsonValue): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : canonicalJson(value);
}
