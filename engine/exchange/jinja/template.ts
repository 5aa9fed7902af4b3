import { parseExpression } from './expression.ts';
import { TEMPLATE_LIMITS, TemplateError, type TemplateNode } from './syntax.ts';
import { type Segment, segmentsOf } from './tokens.ts';

/** Parses a template. @throws TemplateError for what the subset does not hold. */
export function parseJinja(template: string): readonly TemplateNode[] {
  const reader: Reader = { segments: segmentsOf(template), at: 0, depth: 0 };
  const nodes = parseUntil(reader, []);
  const extra = reader.segments[reader.at];
  if (extra !== undefined) throw new TemplateError(`"{% ${extra.text} %}" has no beginning`);
  return nodes;
}

interface Reader {
  readonly segments: readonly Segment[];
  at: number;
  depth: number;
}

/** The nodes up to a statement that begins with one of `ends`, which is left to the caller. */
function parseUntil(reader: Reader, ends: readonly string[]): TemplateNode[] {
  if (++reader.depth > TEMPLATE_LIMITS.depth) throw new TemplateError('nested too deep');
  const nodes: TemplateNode[] = [];
  for (;;) {
    const segment = reader.segments[reader.at];
    if (segment === undefined || isEnd(segment, ends)) break;
    reader.at++;
    nodes.push(nodeOf(segment, reader));
  }
  reader.depth--;
  return nodes;
}

function isEnd(segment: Segment, ends: readonly string[]): boolean {
  if (segment.kind !== 'statement') return false;
  const word = wordOf(segment.text);
  return ends.includes(word) || word.startsWith('end') || word === 'else' || word === 'elif';
}

function wordOf(statement: string): string {
  return /^\w+/.exec(statement)?.[0] ?? '';
}

function nodeOf(segment: Segment, reader: Reader): TemplateNode {
  if (segment.kind === 'text') return { kind: 'text', text: segment.text };
  if (segment.kind === 'output') return { kind: 'output', value: parseExpression(segment.text) };
  const word = wordOf(segment.text);
  const rest = segment.text.slice(word.length);
  if (word === 'if') return parseIf(rest, reader);
  if (word === 'for') return parseFor(rest, reader);
  if (word === 'set') return parseSet(rest);
  throw new TemplateError(`"{% ${word} %}" cannot be translated`);
}

function parseIf(test: string, reader: Reader): TemplateNode {
  const branches = [{ test: parseExpression(test), body: parseUntil(reader, ['endif']) }];
  let otherwise: TemplateNode[] = [];
  for (;;) {
    const text = statementAt(reader, 'if');
    const word = wordOf(text);
    if (word === 'endif') return { kind: 'if', branches, otherwise };
    const body = parseUntil(reader, ['endif']);
    if (word === 'else') otherwise = body;
    else branches.push({ test: parseExpression(text.slice(word.length)), body });
  }
}

function parseFor(head: string, reader: Reader): TemplateNode {
  const match = /^\s*(\w+)\s+in\s+([\s\S]+)$/.exec(head);
  if (match === null) throw new TemplateError(`"{% for${head} %}" cannot be translated`);
  const body = parseUntil(reader, ['endfor']);
  if (wordOf(statementAt(reader, 'for')) !== 'endfor')
    throw new TemplateError('"{% for %}" with "else" cannot be translated');
  return { kind: 'for', name: match[1] ?? '', list: parseExpression(match[2] ?? ''), body };
}

function parseSet(rest: string): TemplateNode {
  const match = /^\s*(\w+)\s*=(?!=)([\s\S]+)$/.exec(rest);
  if (match === null) throw new TemplateError(`"{% set${rest} %}" cannot be translated`);
  return { kind: 'set', name: match[1] ?? '', value: parseExpression(match[2] ?? '') };
}

function statementAt(reader: Reader, opened: string): string {
  const segment = reader.segments[reader.at];
  reader.at++;
  if (segment === undefined) throw new TemplateError(`"{% ${opened} %}" is never closed`);
  return segment.text;
}
