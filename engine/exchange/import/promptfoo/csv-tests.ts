import { isJsonObject, type JsonObject, type JsonValue } from '../../../json.ts';
import { parseJson } from '../../../scorers/text/json.ts';
import type { NotePlace, Notes } from '../notes.ts';
import { isKnownRefusal } from './refusals.ts';
import { TRANSLATIONS } from './scorer-table.ts';

/** Whether a record is written in the columns of promptfoo's tables. */
export function isCsvTest(fields: JsonObject): boolean {
  return fields.vars === undefined && fields.assert === undefined;
}

/** A row of a table as a test: columns that begin with two underscores say something of their own. */
export function testFromRow(fields: JsonObject, place: NotePlace, notes: Notes): JsonObject {
  const vars: Record<string, JsonValue> = {};
  const assertions: JsonObject[] = [];
  const metadata: Record<string, JsonValue> = {};
  for (const [column, value] of Object.entries(fields)) {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    if (/^__expected\d*$/.test(column)) assertions.push(...assertionsFrom(text, column, fields));
    else if (column.startsWith('__metadata:')) Object.assign(metadata, metadataOf(column, text));
    else if (!column.startsWith('__')) vars[column] = value;
    else if (!isHandled(column) && text.trim() !== '')
      notes.dropped(place, `column ${column}`, 'it has no counterpart here', { comparable: false });
  }
  return {
    vars,
    assert: assertions,
    options: optionsOf(fields),
    ...(Object.keys(metadata).length > 0 ? { metadata } : {}),
    ...described(fields),
  };
}

function isHandled(column: string): boolean {
  return (
    ['__description', '__metric', '__threshold', '__prefix', '__suffix'].includes(column) ||
    /^__config:__expected\d*:threshold$/.test(column)
  );
}

function described({ __description, __threshold }: JsonObject): JsonObject {
  const threshold = Number(__threshold);
  return {
    ...(filled(__description) ? { description: __description } : {}),
    ...(filled(__threshold) && Number.isFinite(threshold) ? { threshold } : {}),
  };
}

function optionsOf({ __prefix, __suffix }: JsonObject): JsonObject {
  return {
    ...(filled(__prefix) ? { prefix: __prefix } : {}),
    ...(filled(__suffix) ? { suffix: __suffix } : {}),
  };
}

function filled(value: JsonValue | undefined): value is string {
  return typeof value === 'string' && value !== '';
}

function metadataOf(column: string, text: string): JsonObject {
  const name = column.slice('__metadata:'.length);
  if (!name.endsWith('[]')) return { [name]: text };
  return {
    [name.slice(0, -2)]: text.split(/(?<!\\),/).map((part) => part.replaceAll('\\,', ',').trim()),
  };
}

function assertionsFrom(text: string, column: string, fields: JsonObject): JsonObject[] {
  if (text.trim() === '') return [];
  const threshold = Number(fields[`__config:${column}:threshold`] || Number.NaN);
  const metric = fields.__metric;
  return [
    {
      ...assertionFromText(text),
      ...(filled(metric) ? { metric } : {}),
      ...(Number.isFinite(threshold) ? { threshold } : {}),
    },
  ];
}

const LISTS = ['contains-any', 'contains-all', 'icontains-any', 'icontains-all'];

/** The grammar of a cell: `type:value`, `type(threshold):value`, `fn:code`, or a bare text. */
export function assertionFromText(text: string): JsonObject {
  const code = /^(?:javascript|fn|eval):([\s\S]*)$/.exec(text);
  if (code !== null) return { type: 'javascript', value: (code[1] ?? '').trim() };
  const grade = /^(?:grade|llm-rubric):([\s\S]*)$/.exec(text);
  if (grade !== null) return { type: 'llm-rubric', value: (grade[1] ?? '').trim() };
  const file = /^file:\/\/\S+\.(js|ts|mjs|cjs|py)(?::\w+)?$/.exec(text);
  if (file !== null) return { type: file[1] === 'py' ? 'python' : 'javascript', value: text };
  const match = /^(not-)?([a-z][a-z:-]*?)(?:\((\d+(?:\.\d+)?)\))?(?::([\s\S]*))?$/.exec(text);
  const [, not = '', type = '', threshold, value] = match ?? [];
  if (!Object.hasOwn(TRANSLATIONS, type) && !isKnownRefusal(type))
    return { type: 'equals', value: text };
  return {
    type: `${not}${type}`,
    ...(value === undefined ? {} : { value: valueFrom(type, value) }),
    ...(threshold === undefined ? {} : { threshold: Number(threshold) }),
  };
}

function valueFrom(type: string, value: string): JsonValue {
  if (LISTS.includes(type)) return value.split(',').map((part) => part.trim());
  const parsed = type === 'equals' ? parseJson(value) : undefined;
  return isJsonObject(parsed) || Array.isArray(parsed) ? parsed : value;
}
