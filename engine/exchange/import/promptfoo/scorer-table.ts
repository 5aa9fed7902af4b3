import { parseSource } from '../../../benchmark/document.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../json.ts';
import { parseJson } from '../../../scorers/text/json.ts';
import type { Refusal, Translation } from './assertion.ts';
import { translateJavaScript } from './javascript.ts';
import { closedQuestion, criterion, factuality, faithfulness } from './judge-assertions.ts';
import { refusalOf } from './refusals.ts';
import {
  stepCount,
  toolArguments,
  toolF1,
  toolSequence,
  toolsUsed,
  validCalls,
} from './tool-assertions.ts';
import { exactly, including, single, starting, translated } from './writers.ts';

/** What an assertion compares with, templates filled in. */
export interface AssertionValue {
  readonly value: JsonValue | undefined;
  readonly threshold: number | undefined;
  readonly vars: JsonObject;
  /** Whether a transform has parsed the output as JSON. */
  readonly parsed: boolean;
  /** Tools that the configuration offers. */
  readonly tools: readonly JsonObject[];
}

type Translate = (given: AssertionValue) => Translation | Refusal;

/** Every assertion type that has a counterpart, without `not-`. */
export const TRANSLATIONS: Readonly<Record<string, Translate>> = {
  equals: ({ value }) => exactly(value ?? ''),
  contains: ({ value }) => including([value ?? ''], {}),
  icontains: ({ value }) => including([value ?? ''], { ignore_case: true }),
  'contains-any': ({ value }) => including(listFrom(value), {}),
  'icontains-any': ({ value }) => including(listFrom(value), { ignore_case: true }),
  'contains-all': ({ value }) => including(listFrom(value), { match: 'all' }),
  'icontains-all': ({ value }) => including(listFrom(value), { match: 'all', ignore_case: true }),
  'starts-with': ({ value }) => starting(value ?? ''),
  regex: ({ value }) => single([{ type: 'regex', pattern: String(value ?? '') }]),
  'is-json': ({ value }) => json(value, false),
  'contains-json': ({ value }) => json(value, true),
  levenshtein: ({ value, threshold }) => levenshtein(String(value ?? ''), threshold ?? 5),
  'word-count': ({ value }) => wordCount(value),
  'is-html': () => single([{ type: 'html', find: false }]),
  'contains-html': () => single([{ type: 'html' }]),
  'is-xml': ({ value }) => xml(value, false),
  'contains-xml': ({ value }) => xml(value, true),
  'is-sql': ({ value }) => sql(value, false),
  'contains-sql': ({ value }) => sql(value, true),
  'rouge-n': (given) => overlap({ type: 'rouge', variant: 'rouge1' }, given, 0.75),
  bleu: (given) => overlap({ type: 'bleu' }, given, 0.5),
  gleu: (given) => overlap({ type: 'gleu' }, given, 0.5),
  meteor: (given) => overlap({ type: 'meteor' }, given, 0.5),
  javascript: ({ value, vars, parsed }) => translateJavaScript(String(value ?? ''), vars, parsed),
  'is-refusal': refusal,
  'finish-reason': ({ value }) => single([{ type: 'finish_reason', values: listFrom(value) }]),
  latency: ({ threshold }) => atMost('latency', threshold),
  cost: ({ threshold }) => atMost('cost', threshold),
  'is-valid-function-call': ({ tools }) => validCalls(tools),
  'is-valid-openai-function-call': ({ tools }) => validCalls(tools),
  'is-valid-openai-tools-call': ({ tools }) => validCalls(tools),
  'tool-call-f1': ({ value, threshold }) => toolF1(value, threshold ?? 1),
  'trajectory:tool-used': ({ value }) => toolsUsed(value),
  'trajectory:tool-sequence': ({ value }) => toolSequence(value),
  'trajectory:tool-args-match': ({ value }) => toolArguments(value),
  'trajectory:step-count': ({ value }) => stepCount(value),
  'llm-rubric': ({ value, threshold }) => criterion(value, threshold),
  'g-eval': ({ value, threshold }) => criterion(value, threshold ?? 0.7),
  'model-graded-closedqa': ({ value }) => closedQuestion(value),
  factuality: ({ value }) => factuality(value),
  'model-graded-factuality': ({ value }) => factuality(value),
  'context-faithfulness': ({ vars, threshold }) => faithfulness(vars, threshold),
};

/** Translates an assertion by its type. */
export function translateType(type: string, given: AssertionValue): Translation | Refusal {
  const translate = Object.hasOwn(TRANSLATIONS, type) ? TRANSLATIONS[type] : undefined;
  return translate?.(given) ?? refusalOf(type);
}

function refusal(): Translation | Refusal {
  const result = single([{ type: 'refusal', empty: true }]);
  const differs = 'words of refusal are told by another list of patterns';
  return 'refused' in result ? result : { ...result, differs, comparable: false };
}

/** Without a bound it only informs, and every result holds what it tells. */
function atMost(type: string, max: number | undefined): Translation | Refusal {
  return max === undefined ? refusalOf(type) : single([{ type, max }]);
}

function json(value: JsonValue | undefined, find: boolean): Translation | Refusal {
  if (value === undefined || value === null || value === '')
    return single([{ type: 'json', find }]);
  const schema = typeof value === 'string' ? schemaFrom(value) : value;
  return isJsonObject(schema)
    ? single([{ type: 'json', find, schema }])
    : { refused: 'its JSON Schema cannot be read' };
}

function schemaFrom(text: string): JsonValue | undefined {
  return parseJson(text) ?? parseSource(text, 'schema').value;
}

/** Our score is a share of the length, theirs a count of edits, passed or not. */
function levenshtein(expected: string, edits: number): Translation | Refusal {
  const length = [...expected.trim()].length;
  if (length === 0) return { refused: 'an empty text cannot be expected' };
  const threshold = Math.max(0, Math.round((1 - edits / length) * 1e4) / 1e4);
  const score = { type: 'levenshtein', threshold };
  return {
    scores: [{ expecting: { score, expected } }],
    differs: `at most ${edits} edits became a similarity of at least ${threshold}, and the score is graded`,
    comparable: false,
  };
}

/** SQL of any dialect; tables are written `select::schema::table`, columns likewise. */
function sql(value: JsonValue | undefined, find: boolean): Translation | Refusal {
  const { allowedTables, allowedColumns } = isJsonObject(value) ? value : {};
  const names = (list: JsonValue | undefined) =>
    [list ?? []].flat().map((item) => String(item).split('::').at(-1) ?? '');
  const [tables, columns] = [names(allowedTables), names(allowedColumns)];
  const result = single([
    {
      type: 'sql_parse',
      ...(find ? {} : { find }),
      ...(tables.length > 0 ? { tables } : {}),
      ...(columns.length > 0 ? { columns } : {}),
    },
  ]);
  if ('refused' in result) return result;
  return { ...result, differs: 'SQL is read in no particular dialect here', comparable: false };
}

/** Elements that have to be there: a list, or a text with commas. */
function xml(value: JsonValue | undefined, find: boolean): Translation | Refusal {
  const wanted = isJsonObject(value) ? value.requiredElements : value;
  const required = listFrom(wanted)
    .map((element) => String(element).replaceAll('.', '/'))
    .filter((element) => element !== '');
  return single([
    { type: 'xml', ...(find ? {} : { find }), ...(required.length > 0 ? { required } : {}) },
  ]);
}

/** The same measure in another implementation: tokens are cut otherwise. */
function overlap(
  score: JsonObject,
  { value, threshold }: AssertionValue,
  standard: number,
): Translation | Refusal {
  if (value === undefined || String(value).trim() === '')
    return { refused: 'there is no text to compare with' };
  const least = threshold ?? standard;
  const result = translated([
    { expecting: { score: { ...score, threshold: least }, expected: value } },
  ]);
  if ('refused' in result) return result;
  const differs = `${String(score.type)} cuts words otherwise than promptfoo's library`;
  return { ...result, differs, comparable: false };
}

function wordCount(value: JsonValue | undefined): Translation | Refusal {
  const bounds = isJsonObject(value) ? pickBounds(value) : { exact: Number(value) };
  return single([{ type: 'word_count', ...bounds, method: 'white_space' }]);
}

function pickBounds({ min, max }: JsonObject): JsonObject {
  return {
    ...(min === undefined ? {} : { min: Number(min) }),
    ...(max === undefined ? {} : { max: Number(max) }),
  };
}

/** promptfoo splits a text at its commas. */
function listFrom(value: JsonValue | undefined): readonly JsonValue[] {
  if (typeof value !== 'string') return [value ?? []].flat();
  return value.split(',').map((part) => part.trim());
}
