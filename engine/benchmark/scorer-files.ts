import { hashOf } from '../hash.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import type { Assembly } from './assembly.ts';
import type { ScorerSpec, TestCase } from './benchmark.ts';
import { type AskedAt, readNamedFile } from './folder.ts';
import { BENCHMARK_LIMITS } from './limits.ts';

/** Reads a file that a scorer names; `undefined` after its problem was noted. */
type Reader = (name: string) => Promise<string | undefined>;

/**
 * Scorers with the files they name read into their options, so that the bytes are part of every
 * key: a benchmark's own scorer, tables and SQL.
 */
export async function withScorerFiles(
  score: readonly ScorerSpec[],
  assembly: Assembly,
): Promise<ScorerSpec[]> {
  const { document } = assembly;
  const filled = score.map((spec, index) =>
    filledSpec(
      spec,
      readerAt(assembly, () => placeIn(document, index)),
    ),
  );
  return Promise.all(filled);
}

/** The same for the scorers that cases bring along. */
export async function withCaseScorerFiles(
  cases: readonly TestCase[],
  assembly: Assembly,
): Promise<TestCase[]> {
  const filled: TestCase[] = [];
  for (const testCase of cases) {
    const { score, source } = testCase;
    const read = readerAt(assembly, () => source);
    const own = score && (await Promise.all(score.map((spec) => filledSpec(spec, read))));
    const isChanged = own?.some((spec, index) => spec !== score?.[index]) === true;
    filled.push(own === undefined || !isChanged ? testCase : rehashed(testCase, own));
  }
  return filled;
}

/** The bytes of the files make the case what it is, not their names. */
function rehashed(testCase: TestCase, score: readonly ScorerSpec[]): TestCase {
  const { variables, expected, choices } = testCase;
  return { ...testCase, score, hash: hashOf({ variables, expected, choices, score }) };
}

function placeIn(document: Assembly['document'], index: number): AskedAt {
  return { file: document.file, ...document.positionOf(['score', index]) };
}

function readerAt({ folder, problems }: Assembly, asked: () => AskedAt): Reader {
  return async (name) => {
    const file = await readNamedFile(folder, name, BENCHMARK_LIMITS.scorerFileBytes, asked());
    if ('text' in file) return file.text;
    problems.push(...file.problems);
    return undefined;
  };
}

async function filledSpec(spec: ScorerSpec, read: Reader): Promise<ScorerSpec> {
  const options = await filledOptions(spec.type, spec.options, read);
  return options === spec.options ? spec : { ...spec, options };
}

/** Also where a scorer stands among the options of another. */
async function filledOptions(
  type: JsonValue,
  options: JsonObject,
  read: Reader,
): Promise<JsonObject> {
  if (type === 'custom') return withSource(options, read);
  if (type === 'sql') return withTables(options, read);
  let changed = false;
  const entries: [string, JsonValue][] = [];
  for (const [key, value] of Object.entries(options)) {
    const filled = await filledValue(value, read);
    changed ||= filled !== value;
    entries.push([key, filled]);
  }
  return changed ? Object.fromEntries(entries) : options;
}

async function filledValue(value: JsonValue, read: Reader): Promise<JsonValue> {
  if (Array.isArray(value)) {
    const items = await Promise.all(value.map((item: JsonValue) => filledValue(item, read)));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if (!isJsonObject(value) || typeof value.type !== 'string') return value;
  if (isJsonObject(value.options)) {
    const options = await filledOptions(value.type, value.options, read);
    return options === value.options ? value : { ...value, options };
  }
  return filledOptions(value.type, value, read);
}

async function withSource(options: JsonObject, read: Reader): Promise<JsonObject> {
  const { file, source } = options;
  if (typeof file !== 'string' || (typeof source === 'string' && source !== '')) return options;
  return { ...options, source: (await read(file)) ?? '' };
}

async function withTables(options: JsonObject, read: Reader): Promise<JsonObject> {
  const { tables, setup } = options;
  const made: Record<string, JsonValue> = { ...options };
  if (typeof setup === 'string' && /^[^\n]+\.sql$/.test(setup))
    made.setup = (await read(setup)) ?? '';
  if (!isJsonObject(tables)) return made;
  const entries: [string, JsonValue][] = [];
  for (const [name, data] of Object.entries(tables)) {
    const isFile = typeof data === 'string' && /^[^\n]+\.csv$/.test(data);
    entries.push([name, isFile ? ((await read(data)) ?? '') : data]);
  }
  return { ...made, tables: Object.fromEntries(entries) };
}
