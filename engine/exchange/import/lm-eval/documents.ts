import { isJsonObject, type JsonObject, type JsonValue } from '../../../json.ts';
import { parseJson } from '../../../scorers/text/json.ts';
import { TemplateError } from '../../jinja/syntax.ts';
import { valueOfTemplate } from '../foreign-template.ts';
import { FUNCTION_MARK } from '../source.ts';

/** Whether a value is a Python function, which is never executed. */
export function isFunction(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && value.startsWith(FUNCTION_MARK);
}

/**
 * What `doc_to_target` or `doc_to_choice` makes of a row: a column, a template, or itself.
 *
 * @throws TemplateError
 */
export function documentValue(written: JsonValue | undefined, fields: JsonObject): JsonValue {
  if (written === undefined || written === null) throw new TemplateError('it is not given');
  if (isFunction(written))
    throw new TemplateError(`${String(written)} is Python, which is never executed`);
  if (Array.isArray(written)) return written.map((item) => documentValue(item, fields));
  if (typeof written !== 'string') return written;
  if (Object.hasOwn(fields, written)) return fields[written] ?? null;
  if (!/\{[{%]/.test(written)) return written;
  return valueOfTemplate(written, fields, 'jinja');
}

/** The options of a row. @throws TemplateError */
export function choicesOf(written: JsonValue | undefined, fields: JsonObject): string[] {
  const value = documentValue(written, fields);
  const list = typeof value === 'string' ? parseJson(value.replaceAll("'", '"')) : value;
  if (!Array.isArray(list)) throw new TemplateError('doc_to_choice is no list');
  return list.map((item) => (typeof item === 'string' ? item : JSON.stringify(item)));
}

/** The place of the right option: a number, or the text of one. @throws TemplateError */
export function targetIndex(
  written: JsonValue | undefined,
  fields: JsonObject,
  choices: readonly string[],
): number {
  const value = documentValue(written, fields);
  const text = String(isJsonObject(value) ? '' : value).trim();
  const byText = choices.findIndex((choice) => choice.trim() === text);
  if (typeof value === 'boolean') return value ? 1 : 0;
  const index =
    /^\d+$/.test(text) && (typeof value === 'number' || byText < 0) ? Number(text) : byText;
  if (index >= 0 && index < choices.length) return index;
  throw new TemplateError(`the target ${JSON.stringify(text.slice(0, 60))} is no option`);
}
