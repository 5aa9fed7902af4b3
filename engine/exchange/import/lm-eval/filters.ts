import { isJsonObject, type JsonObject, type JsonValue } from '../../../json.ts';
import { excerpt } from '../notes.ts';
import { firstExtract } from '../scorers.ts';
import { linearPattern } from './patterns.ts';

/** A named view of an answer. */
export interface Pipeline {
  readonly name: string;
  readonly steps: readonly JsonValue[];
  /** How it differs from the original; empty when it does not. */
  readonly differs: readonly string[];
  /** Answers of several repeats are put to the vote. */
  readonly votes: boolean;
}

/** What a filter becomes; a text is why it becomes nothing. */
type Filtered = Partial<Omit<Pipeline, 'name'>> | string;

const FILTERS: Readonly<Record<string, (options: JsonObject) => Filtered>> = {
  take_first: () => ({}),
  take_first_k: () => ({ differs: ['take_first_k: all repeats count'] }),
  majority_vote: () => ({ votes: true }),
  remove_whitespace: () => ({ steps: ['trim'] }),
  lowercase: () => ({ steps: ['lower'] }),
  uppercase: () => ({ steps: ['upper'] }),
  format_span: () => ({ steps: ['format_span'] }),
  regex_pos: () => ({ steps: ['regex_pos'] }),
  regex: regexFilter,
  multi_choice_regex: multiChoiceFilter,
  map: mapFilter,
};

/** Translates one entry of `filter_list`, or says why it cannot. */
export function translatePipeline(written: JsonValue): Pipeline | string {
  if (!isJsonObject(written)) return 'it is no filter';
  const name = String(written.name ?? 'none');
  const filters = [written.filter ?? []].flat().filter(isJsonObject);
  const steps: JsonValue[] = [];
  const differs: string[] = [];
  let votes = false;
  for (const filter of filters) {
    const filtered = translateFilter(filter);
    if (typeof filtered === 'string') return filtered;
    steps.push(...(filtered.steps ?? []));
    differs.push(...(filtered.differs ?? []));
    votes ||= filtered.votes === true;
  }
  const usable = firstExtract([steps]);
  return usable === undefined
    ? 'there is no such step here'
    : { name, steps: usable, differs, votes };
}

function translateFilter(filter: JsonObject): Filtered {
  const name = String(filter.function);
  const translate = Object.hasOwn(FILTERS, name) ? FILTERS[name] : undefined;
  return translate?.(filter) ?? `the filter "${name}" has no counterpart here`;
}

/** The n-th match, of several groups the first that took part. */
function regexFilter({ regex_pattern, group_select, fallback }: JsonObject): Filtered {
  const written = typeof regex_pattern === 'string' ? regex_pattern : '#### (\\-?[0-9\\.\\,]+)';
  const select = Number(group_select ?? 0);
  if (!Number.isInteger(select)) return `its group_select ${excerpt(group_select)} is no place`;
  const linear = linearPattern(written);
  if (linear === undefined)
    return `the pattern ${excerpt(written)} cannot be matched in linear time`;
  const step = {
    pattern: linear.pattern,
    ...(linear.group === undefined ? {} : { group: linear.group }),
    ...(select === 0 ? {} : { match: select === -1 ? 'last' : select }),
    // The usual fallback stands for no answer, which is recorded as such here.
    ...(typeof fallback === 'string' && fallback !== '[invalid]' ? { fallback } : {}),
  };
  return { steps: [{ regex: step }], differs: linear.differs };
}

/** By the pattern, by the texts of the options, or by a letter: the step is made after the filter. */
function multiChoiceFilter(options: JsonObject): Filtered {
  const filtered = regexFilter(options);
  if (typeof filtered === 'string') return filtered;
  const [first] = filtered.steps ?? [];
  const regex = isJsonObject(first) ? first.regex : undefined;
  if (!isJsonObject(regex)) return 'it has no pattern';
  const { group, ...written } = regex;
  const ignored = [options.regexes_to_ignore ?? []].flat().map(String);
  const step: JsonObject = {
    ...written,
    ...(options.ignore_case === true ? { ignore_case: true } : {}),
    ...(options.ignore_punctuation === true ? { ignore_punctuation: true } : {}),
    ...(ignored.length === 0 ? {} : { ignore: ignored }),
  };
  return { steps: [{ multi_choice_regex: step }], differs: filtered.differs ?? [] };
}

function mapFilter({ mapping_dict, default_value }: JsonObject): Filtered {
  if (!isJsonObject(mapping_dict)) return 'it has no mapping_dict';
  const values = Object.fromEntries(
    Object.entries(mapping_dict).map(([key, value]) => [key, String(value)]),
  );
  const fallback = typeof default_value === 'string' ? { default: default_value } : {};
  return { steps: [{ map: { values, ...fallback } }] };
}
