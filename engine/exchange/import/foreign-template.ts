import type { Message } from '../../benchmark/benchmark.ts';
import { lookUp } from '../../benchmark/template.ts';
import type { JsonObject, JsonValue } from '../../json.ts';
import type { Dialect } from '../jinja/functions.ts';
import { evaluateJinja, renderJinja } from '../jinja/render.ts';
import { segmentsOf } from '../jinja/tokens.ts';
import { renamedVariable } from './cases.ts';
import { literalTemplate } from './draft.ts';

/** A foreign template as one of ours, with the fields that its expressions need in every case. */
export interface TranslatedTemplate {
  readonly template: string;
  /** Names of the fields that are computed now, since our templates compute nothing. */
  readonly computed: readonly string[];
  /** The computed fields of one case. @throws TemplateError */
  fieldsOf(variables: JsonObject): JsonObject;
}

const PLAIN_NAME = /^[A-Za-z_]\w*(?:\.\w+)*$/;

/**
 * Translates a Jinja or Nunjucks template. Plain variables stay variables; an expression becomes a
 * field with its value, and a template with statements one field with the whole text, so that what
 * a model is sent stays the same to the letter.
 *
 * @param prefix what names of computed fields begin with
 * @param cases variables of all cases: a variable that one of them prints otherwise is computed
 * @param own reserved names that mean in the foreign template what they mean in ours
 * @throws TemplateError when the template is outside the subset
 */
export function translateTemplate(
  template: string,
  dialect: Dialect,
  prefix: string,
  cases: readonly JsonObject[],
  own: readonly string[] = [],
): TranslatedTemplate {
  const segments = segmentsOf(template);
  if (segments.some(({ kind }) => kind === 'statement')) return whole(template, dialect, prefix);
  const expressions = new Map<string, string>();
  const parts = segments.map(({ kind, text }) => {
    if (kind === 'text') return literalTemplate(text);
    const literal = /^'([^'\\]*)'$/.exec(text)?.[1];
    if (literal !== undefined) return literalTemplate(literal);
    const plain = plainName(text, dialect, cases);
    if (plain !== undefined) return `{{${own.includes(plain) ? plain : renamedVariable(plain)}}}`;
    const name = expressions.get(text) ?? `${prefix}_${expressions.size + 1}`;
    expressions.set(text, name);
    return `{{${name}}}`;
  });
  return {
    template: parts.join(''),
    computed: [...expressions.values()],
    fieldsOf: (variables) =>
      Object.fromEntries(
        [...expressions].map(([source, name]) => [name, printed(source, variables, dialect)]),
      ),
  };
}

function whole(template: string, dialect: Dialect, prefix: string): TranslatedTemplate {
  return {
    template: `{{${prefix}}}`,
    computed: [prefix],
    fieldsOf: (variables) => ({ [prefix]: renderJinja(template, variables, dialect) }),
  };
}

/** The variable of a tag, when all cases print it just as we would. */
function plainName(
  tag: string,
  dialect: Dialect,
  cases: readonly JsonObject[],
): string | undefined {
  const dumped = /^(.+?)\s*\|\s*dump\(2\)(?:\s*\|\s*safe)?$/.exec(tag)?.[1];
  const name = dumped ?? tag;
  if (!PLAIN_NAME.test(name)) return undefined;
  const printsSame = cases.every((variables) => {
    const value = lookUp(name, variables);
    if (value === undefined) return dialect === 'nunjucks';
    if (typeof value === 'object' && value !== null) return dumped !== undefined;
    if (dumped !== undefined || value === null) return false;
    return typeof value !== 'boolean' || dialect === 'nunjucks';
  });
  return printsSame ? name : undefined;
}

/** An undefined name is an empty text in Nunjucks, so the braces are put round it again. */
function printed(source: string, variables: JsonObject, dialect: Dialect): JsonValue {
  return renderJinja(`{{${source}}}`, variables, dialect);
}

/** The value of a template that is one expression, or its text. @throws TemplateError */
export function valueOfTemplate(
  template: string,
  variables: JsonObject,
  dialect: Dialect,
): JsonValue {
  const [only, ...others] = segmentsOf(template);
  return only?.kind === 'output' && others.length === 0
    ? evaluateJinja(only.text, variables, dialect)
    : renderJinja(template, variables, dialect);
}

/** Messages with the fields that all of them need together. @throws TemplateError */
export function translateMessages(
  messages: readonly Message[],
  dialect: Dialect,
  cases: readonly JsonObject[],
  own: readonly string[] = [],
): { messages: Message[]; computed: readonly string[]; fieldsOf: TranslatedTemplate['fieldsOf'] } {
  const translated = messages.map(({ content }, index) => {
    const number = messages.length === 1 ? '' : `_${index + 1}`;
    return translateTemplate(content, dialect, `text${number}`, cases, own);
  });
  return {
    messages: messages.map(({ role }, index) => ({
      role,
      content: translated[index]?.template ?? '',
    })),
    computed: translated.flatMap(({ computed }) => computed),
    fieldsOf: (variables) =>
      Object.assign({}, ...translated.map(({ fieldsOf }) => fieldsOf(variables))),
  };
}
