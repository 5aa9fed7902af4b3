import type { JsonObject } from '../../../json.ts';
import { literalPattern } from '../scorers.ts';
import type { Refusal, TranslatedScore, Translation } from './assertion.ts';
import { andParts, condition, orParts } from './javascript-terms.ts';
import type { Term } from './term.ts';
import { exactly, including, single, starting, translated } from './writers.ts';

const REFUSED: Refusal = {
  refused: 'it is code, which is never executed, and none of the lines that can be translated',
  fix: 'say the same with a scorer such as includes, regex, json or number',
};

/**
 * Translates the common one-line assertions: includes, startsWith, endsWith, comparison with a
 * text, length, patterns and paths of JSON, with `!`, `&&` and `||`. Everything else is refused:
 * code of strangers is never executed.
 */
export function translateJavaScript(
  source: string,
  vars: JsonObject,
  parsed: boolean,
): Translation | Refusal {
  const line = source
    .trim()
    .replace(/^return\s+/, '')
    .replace(/;\s*$/, '');
  const ands = andParts(line);
  if (ands.length > 1) return allOf(ands.map((part) => condition(part, vars, parsed)));
  const ors = orParts(line);
  if (ors.length > 1) return anyOf(ors.map((part) => condition(part, vars, parsed)));
  const only = condition(line, vars, parsed);
  return only === undefined ? REFUSED : oneTerm(only);
}

function oneTerm(term: Term): Translation | Refusal {
  const result = positive(term);
  if ('refused' in result || !term.not) return result;
  return { ...result, scores: result.scores.map(negated) };
}

function positive(term: Term): Translation | Refusal {
  if (term.kind === 'includes')
    return including([term.text], term.ignoreCase ? { ignore_case: true } : {});
  if (term.kind === 'starts') return starting(term.text);
  if (term.kind === 'ends') return single([{ type: 'ends_with', values: [term.text] }]);
  if (term.kind === 'length') return ofLength(term.bounds);
  if (term.kind === 'equals')
    return term.ignoreCase ? equalsIgnoringCase(term.text) : exactly(term.text);
  if (term.kind === 'schema') return single([{ type: 'json', find: false, schema: term.schema }]);
  const flags = term.flags === '' ? {} : { flags: term.flags };
  return single([{ type: 'regex', pattern: term.pattern, ...flags }]);
}

/** JavaScript counts UTF-16 units, of which a rare character has two. */
function ofLength(bounds: JsonObject): Translation | Refusal {
  const result = single([{ type: 'length', ...bounds, unit: 'code_points', trim: false }]);
  const differs = 'a character beyond the basic plane counts once here, twice in JavaScript';
  return 'refused' in result ? result : { ...result, differs };
}

function equalsIgnoringCase(text: string): Translation | Refusal {
  const score = { type: 'equals', ignore_case: true };
  const inline = { type: 'regex', pattern: literalPattern(text), match: 'full', flags: 'i' };
  return translated([{ expecting: { score, expected: text }, inline }]);
}

/** Turns a score round; twice is not at all. */
export function negated({ expecting, inline }: TranslatedScore): TranslatedScore {
  return {
    expecting: expecting && { ...expecting, score: turned(expecting.score) },
    inline: inline && turned(inline),
  };
}

function turned({ not, ...score }: JsonObject): JsonObject {
  return not === true ? score : { ...score, not: true };
}

/** Conditions that one scorer can hold stay one; others share the weight, which is partial credit. */
function allOf(terms: readonly (Term | undefined)[]): Translation | Refusal {
  const known = terms.filter((term) => term !== undefined);
  if (known.length < terms.length) return REFUSED;
  const schemas = known.flatMap((term) => (term.kind === 'schema' ? [schemaOf(term)] : []));
  if (schemas.length === known.length)
    return single([{ type: 'json', find: false, schema: { allOf: schemas } }]);
  const texts = sameIncludes(known);
  if (texts !== undefined) return including(texts.values, { match: 'all', ...texts.rules });
  return shared(known.map(oneTerm));
}

function shared(parts: readonly (Translation | Refusal)[]): Translation | Refusal {
  const scores: TranslatedScore[] = [];
  for (const part of parts) {
    if ('refused' in part) return part;
    scores.push(...part.scores);
  }
  const weight = Math.round((1 / scores.length) * 1e6) / 1e6;
  const weighed = (score: JsonObject): JsonObject => ({ ...score, weight });
  return {
    scores: scores.map(({ expecting, inline }) => ({
      expecting: expecting && { ...expecting, score: weighed(expecting.score) },
      inline: inline && weighed(inline),
    })),
    differs: `${scores.length} conditions became scorers of their own, so an answer that fulfils some of them gets a part of the score`,
    comparable: false,
  };
}

function anyOf(terms: readonly (Term | undefined)[]): Translation | Refusal {
  const known = terms.filter((term) => term !== undefined);
  if (known.length < terms.length) return REFUSED;
  const texts = sameIncludes(known);
  if (texts !== undefined) return including(texts.values, texts.rules);
  const schemas = known.flatMap((term) => (term.kind === 'schema' ? [schemaOf(term)] : []));
  if (schemas.length === known.length)
    return single([{ type: 'json', find: false, schema: { anyOf: schemas } }]);
  return REFUSED;
}

function schemaOf({ schema, not }: { schema: JsonObject; not: boolean }): JsonObject {
  return not ? { not: schema } : schema;
}

/** The texts of conditions that all look for a text by the same rules. */
function sameIncludes(terms: readonly Term[]): { values: string[]; rules: JsonObject } | undefined {
  const [first] = terms;
  if (first?.kind !== 'includes') return undefined;
  const values = terms.flatMap((term) =>
    term.kind === 'includes' && term.ignoreCase === first.ignoreCase && !term.not
      ? [term.text]
      : [],
  );
  if (values.length < terms.length) return undefined;
  return { values, rules: first.ignoreCase ? { ignore_case: true } : {} };
}
