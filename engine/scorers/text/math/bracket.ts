import type { Cursor } from './cursor.ts';
import { call, type Expression, type List, NotMathematics, symbol } from './expression.ts';

/** Higher levels of the grammar, which brackets lead back to. */
export interface Operands {
  /** Items between commas. */
  readonly inner: (cursor: Cursor) => List;
  readonly sum: (cursor: Cursor) => Expression;
}

const CLOSING: Readonly<Record<string, readonly string[]>> = {
  '(': [')', ']'],
  '[': [']', ')'],
  '{': ['}'],
  '\\{': ['\\}'],
};

/** What stands in brackets whose opening one has just been read: a group, a list, a set, |x|. */
export function parseBracketed(open: string, cursor: Cursor, operands: Operands): Expression {
  if (open === '|') return parseAbsolute(cursor, operands);
  const closing = CLOSING[open];
  if (closing === undefined) throw new NotMathematics(`“${open}” is out of place`);
  const isSet = open === '\\{' || (open === '{' && cursor.bracesAreSets && !isGrouped(cursor));
  const empty = isSet && cursor.take(...closing) !== null;
  if (empty) return symbol('emptyset');
  const inner = cursor.bracketed(() => operands.inner(cursor));
  const close = cursor.take(...closing);
  if (close === null || inner.kind !== 'list')
    throw new NotMathematics(`“${closing[0]}” is missing`);
  return bracketed(open, close, isSet, inner.items);
}

/** Braces after `^`, `_` and names group, also where no command is written. */
function isGrouped(cursor: Cursor): boolean {
  const before = cursor.peek(-2);
  return before?.kind === 'name' || /^[\^_]$/.test(before?.text ?? '');
}

/** One item in round brackets is itself; braces of LaTeX only group. */
function bracketed(
  open: string,
  close: string,
  isSet: boolean,
  items: readonly Expression[],
): Expression {
  if (isSet) return { kind: 'list', open: '{', close: '}', items };
  const [only, ...others] = items;
  if (open === '{' || (others.length === 0 && only !== undefined)) {
    if (open === '[' && only?.kind === 'statement')
      throw new NotMathematics('a statement in brackets');
    return others.length === 0 && only !== undefined
      ? only
      : { kind: 'list', open: '', close: '', items };
  }
  return { kind: 'list', open: open === '[' ? '[' : '(', close: close === ']' ? ']' : ')', items };
}

function parseAbsolute(cursor: Cursor, operands: Operands): Expression {
  const operand = cursor.bracketed(() => operands.sum(cursor), 1);
  cursor.expect('|');
  return call('abs', [operand]);
}

/** ⌊x⌋ or ⌈x⌉ after its first half. */
export function parseRounded(open: string, cursor: Cursor, operands: Operands): Expression {
  const operand = cursor.bracketed(() => operands.sum(cursor));
  cursor.expect(open === 'lfloor' ? 'rfloor' : 'rceil');
  return call(open === 'lfloor' ? 'floor' : 'ceil', [operand]);
}
