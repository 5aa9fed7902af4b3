import type { JsonObject, JsonValue } from '../json.ts';

/** A part of a template: text as it stands, or the name of a variable. */
export type TemplatePart =
  | { readonly text: string }
  | { readonly variable: string; readonly offset: number };

/** A name may have any script's letters: columns are named in the author's language. */
const VARIABLE = /\\\{\{|\{\{\s*([\p{L}_][\p{L}\p{M}\p{N}_-]*(?:\.[\p{L}\p{M}\p{N}_-]+)*)\s*\}\}/gu;

/** Braces around something that is no name, on one line. */
const NAMELESS = /(?<!\\)\{\{([^{}\n]{1,100})\}\}/g;

/**
 * Splits a template at its `{{variables}}`. `\{{` stands for two plain braces; braces around
 * anything that is no name are plain text, so that JSON and LaTeX need no escapes.
 */
export function parseTemplate(template: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let end = 0;
  for (const match of template.matchAll(VARIABLE)) {
    parts.push({ text: template.slice(end, match.index) });
    parts.push(
      match[1] === undefined ? { text: '{{' } : { variable: match[1], offset: match.index },
    );
    end = match.index + match[0].length;
  }
  parts.push({ text: template.slice(end) });
  return parts;
}

/** Names of the variables of a template, each once. */
export function variablesOf(template: string): string[] {
  const names = parseTemplate(template).flatMap((part) =>
    'variable' in part ? [part.variable] : [],
  );
  return [...new Set(names)];
}

/** What stands between double braces and is no name of a variable, such as `first name`. */
export function namelessBraces(template: string): string[] {
  const all = [...template.matchAll(NAMELESS)].map(([, inner]) => (inner ?? '').trim());
  const variables = new Set(variablesOf(template));
  return all.filter((inner) => !variables.has(inner));
}

/**
 * Fills a template. A value is put in as it is and never read as a template again, so a case
 * cannot reach another variable.
 *
 * @throws Error when a variable has no value; validation has reported it before.
 */
export function renderTemplate(template: string, variables: JsonObject): string {
  return renderParts(parseTemplate(template), variables);
}

/** Fills a template that was split before. @throws Error when a variable has no value. */
export function renderParts(parts: readonly TemplatePart[], variables: JsonObject): string {
  let text = '';
  for (const part of parts)
    text += 'text' in part ? part.text : valueText(part.variable, variables);
  return text;
}

/** The value at a dotted name, or `undefined`. */
export function lookUp(name: string, variables: JsonObject): JsonValue | undefined {
  if (Object.hasOwn(variables, name)) return variables[name];
  let value: JsonValue | undefined = variables;
  for (const key of name.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as JsonObject)[key];
  }
  return value;
}

/** Options as a model reads them: `A. first`, one a line. */
export function choicesText(choices: readonly string[]): string {
  return choices.map((choice, index) => `${letterOf(index)}. ${choice}`).join('\n');
}

/** `A` for 0, up to `Z` for 25. */
export function letterOf(index: number): string {
  return String.fromCharCode(65 + index);
}

function valueText(name: string, variables: JsonObject): string {
  const value = lookUp(name, variables);
  if (value === undefined) throw new Error(`the variable {{${name}}} has no value`);
  return typeof value === 'object' ? JSON.stringify(value, null, 2) : String(value);
}
