import { isScalar, parseDocument } from 'yaml';
import { type Path, parseSource } from '../../../engine/benchmark/document.ts';
import type { JsonValue } from '../../../engine/json.ts';

/** The value of a YAML text; `undefined` when it is none, so that no form can show it. */
export function yamlValue(text: string): JsonValue | undefined {
  return parseSource(text, '').value;
}

/**
 * The text with one value written anew; comments and everything else stay as they are. `undefined`
 * removes it. A text that is no YAML is given back as it is: a form must not repair by guessing.
 */
export function withValue(text: string, path: Path, value: JsonValue | undefined): string {
  const document = parseDocument(text);
  if (document.errors.length > 0) return text;
  if (value === undefined) document.deleteIn(path);
  else if (typeof value !== 'string' || !setText(document.getIn(path, true), value))
    document.setIn(path, value);
  return document.toString({ lineWidth: 100 });
}

/** Writes into the scalar that is there, which keeps its comment. */
function setText(node: unknown, value: string): boolean {
  if (!isScalar(node)) return false;
  node.value = value;
  // A style chosen for another text may not fit this one.
  delete node.type;
  delete node.source;
  return true;
}
