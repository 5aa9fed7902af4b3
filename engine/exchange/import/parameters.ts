import type { GenerationParameters } from '../../benchmark/benchmark.ts';
import type { JsonObject, JsonValue } from '../../json.ts';
import { excerpt, type NotePlace, type Notes } from './notes.ts';

type Written = { -readonly [Key in keyof GenerationParameters]: GenerationParameters[Key] };

/** Our names of generation parameters, by those of other tools in lower case without separators. */
const NAMES: Readonly<Record<string, keyof GenerationParameters>> = {
  temperature: 'temperature',
  topp: 'top_p',
  maxtokens: 'max_tokens',
  maxcompletiontokens: 'max_tokens',
  maxgentoks: 'max_tokens',
  maxoutputtokens: 'max_tokens',
  seed: 'seed',
  stop: 'stop',
  stopsequences: 'stop',
  stopseqs: 'stop',
  until: 'stop',
  reasoningeffort: 'reasoning_effort',
};

const EFFORTS: readonly unknown[] = ['none', 'minimal', 'low', 'medium', 'high'];

/** Whether a value is one that a parameter can have. */
const CHECKS: Readonly<Record<keyof GenerationParameters, (value: JsonValue) => boolean>> = {
  temperature: (value) => typeof value === 'number' && value >= 0 && value <= 2,
  top_p: (value) => typeof value === 'number' && value > 0 && value <= 1,
  max_tokens: (value) => Number.isInteger(value) && Number(value) > 0 && Number(value) <= 1_000_000,
  stop: (value) => Array.isArray(value) && value.length > 0,
  seed: (value) => Number.isSafeInteger(value),
  reasoning_effort: (value) => EFFORTS.includes(value),
};

/** Generation parameters by whatever names another tool gives them; the rest is noted. */
export function parametersFrom(
  written: JsonObject,
  place: (key: string) => NotePlace,
  notes: Notes,
  ignored: readonly string[] = [],
): GenerationParameters | undefined {
  const parameters: Written = {};
  for (const [key, value] of Object.entries(written)) {
    if (value === null || ignored.includes(key)) continue;
    const name = NAMES[key.toLowerCase().replaceAll(/[_-]/g, '')];
    if (name === undefined) dropUnknown(key, value, place(key), notes);
    else assign(parameters, name, value, place(key), notes);
  }
  return Object.keys(parameters).length === 0 ? undefined : parameters;
}

function dropUnknown(key: string, value: JsonValue, place: NotePlace, notes: Notes): void {
  notes.dropped(place, `parameter ${key}`, `${excerpt(value)} has no counterpart here`, {
    comparable: false,
  });
}

function assign(
  parameters: Written,
  name: keyof GenerationParameters,
  value: JsonValue,
  place: NotePlace,
  notes: Notes,
): void {
  const clean = name === 'stop' ? stopsFrom(value, place, notes) : value;
  if (CHECKS[name](clean)) Object.assign(parameters, { [name]: clean });
  else
    notes.dropped(place, `parameter ${name}`, `${excerpt(value)} is not a value it can have`, {
      comparable: false,
    });
}

/** Providers take four stop texts at most. */
function stopsFrom(value: JsonValue, place: NotePlace, notes: Notes): string[] {
  const texts = [value].flat().map(String);
  const usable = texts.filter((text) => text !== '' && text.length <= 100);
  const kept = usable.slice(0, 4);
  const lost = texts.filter((text) => !kept.includes(text));
  if (lost.length > 0)
    notes.dropped(place, 'stop texts', `${excerpt(lost)}: at most 4 of 100 characters are taken`, {
      comparable: false,
    });
  return kept;
}
