import { isJsonObject, type JsonValue } from '../../../json.ts';
import { findJson, parseJson } from '../json.ts';
import { foldCase } from '../normalise.ts';
import { textOf } from '../score.ts';

/** How the items of an answer are told apart. */
export type ListFormat = 'auto' | 'json' | 'lines' | 'commas';

/** How lists are read. */
export interface ListRules {
  readonly format: ListFormat;
  readonly ignore_case: boolean;
}

/** One item: as it was written, and the spelling by which items are the same. */
export interface Item {
  readonly text: string;
  readonly key: string;
}

/** Items of an answer after these are not read; longer expected lists are not scored. */
export const MAX_ITEMS = 10_000;
/** Characters of an answer after these are not read. */
export const MAX_LIST_CHARS = 200_000;

const BULLET = /^\s{0,40}(?:[-*+•‣◦–]|\(?\d{1,5}[.):])\s+(?=\S)/;
const INTRODUCTION = /^[^,;:\n]{0,80}:\s+(?=\S)/;
const WRAPPED = /^(?:\[[\s\S]*\]|\{[\s\S]*\}|\([\s\S]*\))$/;
const QUOTED = /^(?:\*\*([\s\S]*)\*\*|`([\s\S]*)`|"([\s\S]*)"|“([\s\S]*)”|'([\s\S]*)')$/;

/**
 * The items of a text in order, repetitions included: of a JSON list, else of bullets or numbers at
 * the starts of lines, else of lines, else of commas. An empty text has none.
 */
export function readItems(text: string, rules: ListRules): Item[] {
  return itemTexts(text.slice(0, MAX_LIST_CHARS).trim(), rules.format)
    .filter((item) => item.trim() !== '')
    .slice(0, MAX_ITEMS)
    .map((item) => itemOf(item, rules));
}

/** An item of a written list. */
export function itemOf(text: string, rules: ListRules): Item {
  const plain = withoutQuotes(text.trim().replace(/[,;]$/, ''));
  const spelling = plain.normalize().replace(/\.$/, '').replaceAll(/\s+/g, ' ').trim();
  return { text: plain, key: rules.ignore_case ? foldCase(spelling) : spelling };
}

/** The items without those that were there before. */
export function distinctItems(items: readonly Item[]): Item[] {
  return [...new Map(items.toReversed().map((item) => [item.key, item])).values()].toReversed();
}

/** The values of a JSON list, or the keys of an object; `undefined` for anything else. */
export function jsonItems(value: JsonValue | undefined): string[] | undefined {
  if (Array.isArray(value)) return value.map(textOf);
  return isJsonObject(value) ? Object.keys(value) : undefined;
}

function itemTexts(text: string, format: ListFormat): string[] {
  if (format === 'json') return jsonItems(findJson(text)) ?? [];
  if (format === 'lines') return bulletTexts(text) ?? text.split('\n');
  if (format === 'commas') return commaTexts(text);
  return (
    jsonItems(parseJson(text)) ??
    bulletTexts(text) ??
    jsonItems(findJson(text)) ??
    lineTexts(text) ??
    commaTexts(text)
  );
}

function bulletTexts(text: string): string[] | undefined {
  const marked = text.split('\n').filter((line) => BULLET.test(line));
  return marked.length > 0 ? marked.map((line) => line.replace(BULLET, '')) : undefined;
}

/** A first line that ends in a colon announces the list. */
function lineTexts(text: string): string[] | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const items = /:\s*$/.test(lines[0] ?? '') ? lines.slice(1) : lines;
  return items.length > 1 ? items : undefined;
}

function commaTexts(text: string): string[] {
  const list = text.replace(INTRODUCTION, '').trim();
  const inner = WRAPPED.test(list) ? list.slice(1, -1) : list;
  const items = inner.split(inner.includes(';') ? ';' : /[,，、]/);
  const last = items.length > 1 ? items.pop() : undefined;
  return last === undefined ? items : [...items, ...lastTexts(last)];
}

/** “and c” after “a, b” is one item; “b and c” after “a” is two. */
function lastTexts(text: string): string[] {
  const bare = text.trim().replace(/^(?:and|or|&)\s+/, '');
  const at = bare === text.trim() ? bare.search(/\s(?:and|or|&)\s/) : -1;
  return at < 0
    ? [bare]
    : [
        bare.slice(0, at),
        bare
          .slice(at)
          .trim()
          .replace(/^\S+\s/, ''),
      ];
}

function withoutQuotes(text: string): string {
  const match = QUOTED.exec(text);
  return match === null ? text : (match.slice(1).find((group) => group !== undefined) ?? text);
}
