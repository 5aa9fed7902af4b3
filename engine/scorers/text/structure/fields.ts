import { isJsonObject, type JsonValue } from '../../../json.ts';
import { equalJson, jsonAt } from '../json.ts';

/** How fields are compared. */
export interface FieldRules {
  /** Paths of the fields; all keys of the expected object when absent. */
  readonly fields?: readonly string[];
  /** The largest difference at which numbers still count as equal, 0 or more. */
  readonly tolerance: number;
}

/** What comparing fields found. */
export interface FieldEquality {
  /** Fields that were compared; none where the expected value is no object. */
  readonly total: number;
  readonly different: readonly string[];
  readonly isEqual: boolean;
}

/** Compares a value with the expected one: an object field by field, anything else as a whole. */
export function fieldEquality(
  value: JsonValue,
  expected: JsonValue,
  { fields, tolerance }: FieldRules,
): FieldEquality {
  if (!isJsonObject(expected)) {
    return { total: 0, different: [], isEqual: equalJson(value, expected, tolerance) };
  }
  const paths = fields ?? Object.keys(expected).map((key) => `[${JSON.stringify(key)}]`);
  const different = paths.filter(
    (path) => !equalJson(jsonAt(value, path), jsonAt(expected, path), tolerance),
  );
  return { total: paths.length, different: different.map(bare), isEqual: different.length === 0 };
}

function bare(path: string): string {
  return path.replace(/^\["(.*)"\]$/, '$1');
}
