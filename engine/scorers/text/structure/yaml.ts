import { parseSource } from '../../../benchmark/document.ts';
import type { JsonValue } from '../../../json.ts';
import { lastFence } from './fences.ts';

/** A value as read, or what is wrong with its text. */
export type ReadYaml = { readonly value: JsonValue } | { readonly problem: string };

/** Longer texts are not read: the parser is slow. */
const MAX_CHARS = 100_000;

/**
 * The YAML 1.2 value of a text, JSON included. Tags, duplicate keys, nesting and aliases are bound
 * as they are in benchmark files.
 */
export function readYaml(text: string): ReadYaml {
  if (text.length > MAX_CHARS) return { problem: `it is longer than ${MAX_CHARS} characters` };
  const { value, problems } = parseSource(text, 'answer');
  if (value !== undefined && problems.length === 0) return { value };
  const [first] = problems;
  return { problem: first === undefined ? 'it is empty' : `line ${first.line}: ${first.message}` };
}

/** The text of the YAML in a reply: of its last fence, else all of it. */
export function yamlText(reply: string): string {
  return lastFence(reply, ['yaml', 'yml', 'json']) ?? reply;
}
