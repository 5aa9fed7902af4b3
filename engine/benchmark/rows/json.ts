import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import type { Problem } from '../../problem.ts';
import { BENCHMARK_LIMITS } from '../limits.ts';
import { type CaseRow, errorAt, onlyProblem, type Place, type RowReader } from './row.ts';

/** A JSON list of objects, one a case. */
export const readJson: RowReader = (input, file) => {
  const text = input.replace(/^\uFEFF/, '');
  const parsed = parseJson(text);
  if ('error' in parsed)
    return onlyProblem(file, placeAt(text, parsed.offset), `not JSON: ${parsed.error}`);
  if (!Array.isArray(parsed.value)) {
    return onlyProblem(
      file,
      { line: 1, column: 1 },
      'the file must hold a list of cases',
      'put the cases in [ … ]',
    );
  }
  const places = placesOfItems(text);
  return collect(
    parsed.value.map((value, index) => [value, places[index] ?? { line: 1, column: 1 }]),
    file,
  );
};

/** JSON Lines: one object a line; blank lines are skipped. */
export const readJsonl: RowReader = (input, file) => {
  const items: [JsonValue, Place][] = [];
  const problems: Problem[] = [];
  const lines = input.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const parsed = parseJson(line);
    if ('value' in parsed) items.push([parsed.value, { line: index + 1, column: 1 }]);
    else
      problems.push(
        errorAt(
          file,
          { line: index + 1, column: parsed.offset + 1 },
          `not JSON: ${parsed.error}`,
          'one complete object a line',
        ),
      );
    if (problems.length >= BENCHMARK_LIMITS.problems || items.length > BENCHMARK_LIMITS.cases)
      break;
  }
  const collected = collect(items, file);
  return { rows: collected.rows, problems: [...problems, ...collected.problems] };
};

/** Keeps the objects; anything else is a problem. */
export function collect(
  items: readonly (readonly [JsonValue, Place])[],
  file: string,
): { rows: CaseRow[]; problems: Problem[] } {
  const rows: CaseRow[] = [];
  const problems: Problem[] = [];
  for (const [value, place] of items) {
    if (!isJsonObject(value))
      problems.push(
        errorAt(file, place, 'a case must be an object', 'write { "id": …, "expected": … }'),
      );
    else if (isTooDeep(value))
      problems.push(
        errorAt(file, place, `a case is nested deeper than ${BENCHMARK_LIMITS.depth} levels`),
      );
    else rows.push(rowAt(value, file, place));
  }
  return { rows, problems };
}

function rowAt(fields: JsonObject, file: string, place: Place): CaseRow {
  return { file, fields, place, placeOf: () => place };
}

type Parsed = { readonly value: JsonValue } | { readonly error: string; readonly offset: number };

function parseJson(text: string): Parsed {
  try {
    return { value: JSON.parse(text) as JsonValue };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const offset = Number(
      /at position (\d+)/.exec(message)?.[1] ?? (/end of/i.test(message) ? text.length : 0),
    );
    return {
      error: message.replace(/ \(line \d+ column \d+\)$/, '').replace(/ at position \d+$/, ''),
      offset,
    };
  }
}

function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  const line = before.match(/\r\n|\n|\r/g)?.length ?? 0;
  return {
    line: line + 1,
    column: offset - Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')),
  };
}

/** Where each item of a list begins. The text is known to be valid JSON. */
function placesOfItems(text: string): Place[] {
  const places: Place[] = [];
  let [line, lineStart, depth, expectsItem] = [1, 0, 0, false];
  const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{},]|\n|[^\s"[\]{},:]+/g;
  for (const { 0: token, index } of text.matchAll(tokens)) {
    if (token === '\n') [line, lineStart] = [line + 1, index + 1];
    else if (depth === 1 && token === ',') expectsItem = true;
    else if (depth === 1 && expectsItem && token !== ']') {
      places.push({ line, column: index - lineStart + 1 });
      expectsItem = false;
    }
    if (token === '[' || token === '{') depth++;
    if (token === ']' || token === '}') depth--;
    if (depth === 1 && token === '[' && places.length === 0) expectsItem = true;
  }
  return places;
}

/** Level by level, so that hostile nesting cannot exhaust the stack. */
function isTooDeep(value: JsonValue): boolean {
  let level: JsonValue[] = [value];
  for (let depth = 0; depth < BENCHMARK_LIMITS.depth; depth++) {
    level = level.flatMap((item) =>
      typeof item === 'object' && item !== null ? Object.values(item) : [],
    );
    if (level.length === 0) return false;
  }
  return true;
}
