import type { Expected } from '../../benchmark/benchmark.ts';
import { type Item, itemOf, type ListRules, readItems } from '../../scorers/text/lists/read.ts';
import { overlapOf } from '../../scorers/text/lists/score.ts';
import { normaliseText, type TextRules } from '../../scorers/text/normalise.ts';
import { wrongEquation } from './equations.ts';
import type { Classifier, FailedCall, Finding } from './failed-call.ts';
import { numericRelation } from './near-number.ts';

/**
 * Layer 3: answers that miss the expected one by little. A right answer that was not taken for
 * right comes first, then an equation that does not hold, since it explains any wrong number.
 */
export const nearMissLayer: Classifier = (call) => {
  if (call.expected === undefined || call.verdicts.every(({ not }) => not)) return [];
  const relations = [...relationsOf(call)];
  const slip = slipOf(call);
  const exact = relations.filter(({ code }) => code === 'format_only_miss');
  const others = relations.filter(({ code }) => code !== 'format_only_miss');
  return firstOfEach([...exact, ...(exact.length > 0 ? [] : slip), ...others]);
};

/** Scorers for which a list is one answer of several items, not several answers. */
const SETS =
  /^(?:exact_set|set_f1|iou|ordered_list|number_set|recall_at_k|precision_at_k|ndcg|kendall)$/;
/** Scorers that need more than the answer: code, style, tools. */
const NOT_AN_ANSWER =
  /^(?:python|javascript|sql|custom|tool_|ifeval|language|word_count|length|sentence_count|paragraph_count|token_count|refusal|json)/;

function* relationsOf(call: FailedCall): Generator<Finding> {
  const { verdicts, expected = null } = call;
  for (const { type, answer, not } of verdicts) {
    if (not || NOT_AN_ANSWER.test(type)) continue;
    const candidates = candidatesOf(call, answer);
    if (SETS.test(type)) yield* setRelations(candidates, expected);
    else
      for (const wanted of acceptedTexts(expected)) yield* textRelations(call, candidates, wanted);
  }
}

/** What may be the answer: as the scorer read it, and the end of the reply. */
function candidatesOf({ output }: FailedCall, answer: string | null): string[] {
  const last = output.trim().split('\n').at(-1)?.slice(-2_000) ?? '';
  return [...new Set([answer ?? '', last])].filter((text) => text.trim() !== '');
}

function acceptedTexts(expected: Expected): string[] {
  const items = Array.isArray(expected) ? expected.slice(0, 50) : [expected];
  return items
    .filter((item) => typeof item === 'string' || typeof item === 'number')
    .map(String)
    .filter((text) => text.trim() !== '');
}

const LOOSE: TextRules = {
  ignore_case: true,
  ignore_punctuation: true,
  ignore_whitespace: false,
  ignore_articles: true,
  unicode: 'nfkc',
};
/** Words that lead up to an answer. */
const LEAD =
  /^(?:so|thus|therefore)?,?\s?(?:the |my )?(?:final )?(?:answer|result|solution)\b\s?(?:is)?:?\s/i;

function* textRelations(
  { choices }: FailedCall,
  candidates: readonly string[],
  wanted: string,
): Generator<Finding> {
  const right = loose(wanted);
  const option = optionText(choices, wanted);
  for (const text of candidates) {
    const evidence = `${quoted(text)} against ${quoted(wanted)}`;
    const own = [loose(text), loose(text.replace(LEAD, ''))];
    if (own.includes(right) || (option !== undefined && own.includes(option)))
      yield { code: 'format_only_miss', evidence };
    else if (isNumeric(wanted)) {
      const code = numericRelation(text, wanted);
      if (code !== undefined) yield { code, evidence };
    }
  }
}

function loose(text: string): string {
  return normaliseText(text.replaceAll(/[*_`]/g, ''), LOOSE);
}

/** The text of the option that a letter stands for. */
function optionText(choices: readonly string[], wanted: string): string | undefined {
  const text = /^[A-Z]$/.test(wanted) ? choices[wanted.charCodeAt(0) - 65] : undefined;
  return text === undefined ? undefined : loose(text);
}

/** Little more than a number: “12 km”, “$1,200”, “-3”. */
function isNumeric(text: string): boolean {
  return /\d/.test(text) && text.length <= 40 && !/\p{L}.*\d/u.test(text);
}

const AUTO: ListRules = { format: 'auto', ignore_case: true };

function* setRelations(candidates: readonly string[], expected: Expected): Generator<Finding> {
  const wanted = itemsOf(expected);
  if (wanted.length === 0) return;
  for (const text of candidates) {
    const found = readItems(text, AUTO).map(({ text: item }) => looseItem(item));
    const { both, missing, unexpected } = overlapOf(found, wanted);
    if (both === 0) continue;
    const evidence = `${both} of ${wanted.length} items, ${unexpected.length} others`;
    if (missing.length === 0 && unexpected.length === 0)
      yield { code: 'format_only_miss', evidence };
    else if (missing.length === 0) yield { code: 'superset', evidence };
    else if (unexpected.length === 0) yield { code: 'partial_list', evidence };
  }
}

function itemsOf(expected: Expected): Item[] {
  if (typeof expected === 'string')
    return readItems(expected, AUTO).map(({ text }) => looseItem(text));
  if (!Array.isArray(expected)) return [];
  return expected.flatMap((item) =>
    typeof item === 'string' || typeof item === 'number' ? [looseItem(String(item))] : [],
  );
}

function looseItem(text: string): Item {
  return itemOf(loose(text), AUTO);
}

/** Only where a number is expected: elsewhere a wrong sum explains nothing. */
function slipOf({ output, expected = null }: FailedCall): Finding[] {
  if (!acceptedTexts(expected).some(isNumeric)) return [];
  const wrong = wrongEquation(output);
  if (wrong === undefined) return [];
  return [{ code: 'arithmetic_slip', evidence: `${wrong.text}, but it is ${wrong.value}` }];
}

function firstOfEach(findings: readonly Finding[]): Finding[] {
  return findings.filter(
    ({ code }, at) => findings.findIndex((other) => other.code === code) === at,
  );
}

function quoted(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  return JSON.stringify(line.length > 60 ? `${line.slice(0, 59)}…` : line);
}
