import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import { schemaProblem } from '../scorers/text/json-schema/problem.ts';
import type { Assembly } from './assembly.ts';
import type { ResponseFormat } from './benchmark.ts';
import { type Path, parseSource } from './document.ts';
import { readNamedFile } from './folder.ts';
import { pathText } from './issues.ts';
import { BENCHMARK_LIMITS } from './limits.ts';
import { errorAt, type Place } from './rows/row.ts';

/** A schema, and where its parts stand. */
interface WrittenSchema {
  readonly file: string;
  readonly value: JsonValue;
  placeOf(path: Path): Place;
}

/** The structured output that is asked for, its schema checked before anybody is asked. */
export async function readResponse(assembly: Assembly): Promise<{ response?: ResponseFormat }> {
  const schema = await writtenSchema(assembly);
  if (schema === undefined) return {};
  const { file, value, placeOf } = schema;
  if (!isJsonObject(value)) {
    const fix = 'write { "type": "object", "properties": … }';
    assembly.problems.push(errorAt(file, placeOf([]), 'a JSON Schema must be an object', fix));
    return {};
  }
  const wrong = schemaProblem(value);
  if (wrong !== null)
    assembly.problems.push(
      errorAt(file, placeOf(wrong.path), `JSON Schema, ${pathText(wrong.path)}: ${wrong.message}`),
    );
  return { response: { json_schema: value } };
}

async function writtenSchema({
  folder,
  written,
  document,
  problems,
}: Assembly): Promise<WrittenSchema | undefined> {
  const schema = written.response?.json_schema;
  if (schema === undefined) return undefined;
  const at = ['response', 'json_schema'];
  const { file, positionOf } = document;
  if (typeof schema !== 'string')
    return { file, value: schema as JsonObject, placeOf: (path) => positionOf([...at, ...path]) };
  const asked = { file, ...positionOf(at) };
  const named = await readNamedFile(folder, schema, BENCHMARK_LIMITS.yamlBytes, asked);
  if (!('text' in named)) {
    problems.push(...named.problems);
    return undefined;
  }
  // JSON is YAML, and so it may be either.
  const source = parseSource(named.text, named.path);
  problems.push(...source.problems);
  if (source.value === undefined) return undefined;
  return { file: source.file, value: source.value, placeOf: source.positionOf };
}
