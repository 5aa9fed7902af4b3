import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import type { Problem } from '../../problem.ts';
import { BENCHMARK_LIMITS } from '../limits.ts';
import type { Fault } from '../plain.ts';
import { scanJson } from './json-scan.ts';
import { LineIndex } from './lines.ts';
import { type CaseRow, errorAt, onlyProblem, type Place, START, type TextReader } from './row.ts';

/** A JSON list of objects, one a case. */
export const readJson: TextReader = (input, file) => {
  const text = input.replace(/^\uFEFF/, '');
  const { faults, isJson, items } = scanJson(text);
  const lines = new LineIndex(text);
  const problems = faults.map(({ offset, message, fix }) =>
    errorAt(file, lines.placeAt(offset), message, fix),
  );
  if (!isJson) return { rows: [], problems };
  const value = parsed(text, faults);
  if (!Array.isArray(value))
    return onlyProblem(file, START, 'the file must hold a list of cases', 'put the cases in [ … ]');
  const placed = value.map((item, index) => [item, lines.placeAt(items[index] ?? 0)] as const);
  return collect(placed, file, problems);
};

/** JSON Lines: one object a line; blank lines are skipped. */
export const readJsonl: TextReader = (input, file) => {
  const items: [JsonValue, Place][] = [];
  const problems: Problem[] = [];
  const lines = input.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  for (const [index, text] of lines.entries()) {
    if (text.trim() === '') continue;
    const line = index + 1;
    const { faults, isJson } = scanJson(text);
    for (const { offset, message, fix } of faults) {
      const place = { line, column: offset + 1 };
      problems.push(errorAt(file, place, message, fix || 'write one complete object on each line'));
    }
    if (isJson) items.push([parsed(text, faults), { line, column: text.search(/\S/) + 1 }]);
    if (problems.length > BENCHMARK_LIMITS.problems || items.length > BENCHMARK_LIMITS.cases) break;
  }
  return collect(items, file, problems);
};

/** A number too large to be finite is a problem already, and nothing that a hash can be taken of. */
function parsed(text: string, faults: readonly Fault[]): JsonValue {
  if (faults.length === 0) return JSON.parse(text) as JsonValue;
  return JSON.parse(text, (_, value) => (Math.abs(value) === Infinity ? null : value)) as JsonValue;
}

/** Keeps the objects; anything else is a problem. */
function collect(
  items: readonly (readonly [JsonValue, Place])[],
  file: string,
  problems: Problem[],
): { rows: CaseRow[]; problems: Problem[] } {
  const rows: CaseRow[] = [];
  for (const [value, place] of items) {
    if (isJsonObject(value)) rows.push(rowAt(value, file, place));
    else
      problems.push(
        errorAt(file, place, 'a case must be an object', 'write { "id": …, "expected": … }'),
      );
    if (problems.length > BENCHMARK_LIMITS.problems) break;
  }
  return { rows, problems };
}

function rowAt(fields: JsonObject, file: string, place: Place): CaseRow {
  return { file, fields, place, placeOf: () => place };
}
