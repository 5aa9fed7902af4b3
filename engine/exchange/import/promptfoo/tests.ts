import { isJsonObject, type JsonObject, type JsonValue } from '../../../json.ts';
import type { ForeignFile } from '../importer.ts';
import { excerpt, type NotePlace, type Notes } from '../notes.ts';
import {
  endingOf,
  fileNamed,
  filesMatching,
  readRecords,
  readSource,
  type Source,
} from '../source.ts';
import type { PlacedAssertion } from './assertion.ts';
import { isCsvTest, testFromRow } from './csv-tests.ts';
import { CODE_FILE, objectOf, type Reading, varsOf } from './file-vars.ts';

/** A test case as promptfoo knows it, the default test merged in. */
export interface ForeignTest {
  readonly description: string | undefined;
  readonly vars: JsonObject;
  readonly assertions: readonly PlacedAssertion[];
  readonly options: JsonObject;
  readonly threshold: number | undefined;
  readonly metadata: JsonObject;
  readonly place: NotePlace;
}

/** A test as it is written, and where each of its assertions stands. */
export interface WrittenTest {
  readonly test: JsonObject;
  readonly place: NotePlace;
  readonly assertionAt: (index: number) => NotePlace;
}

const KNOWN = new Set(['description', 'vars', 'assert', 'options', 'threshold', 'metadata']);

/** All tests of a configuration, scenarios among them, with the default test under each. */
export async function readTests(reading: Reading): Promise<ForeignTest[]> {
  const { tests, scenarios, defaultTest } = reading.source.value as JsonObject;
  const written = await readList(tests, ['tests'], reading);
  for (const [index, scenario] of [scenarios ?? []].flat().entries())
    written.push(...(await readScenario(scenario, ['scenarios', index], reading)));
  const standard = readDefault(defaultTest, reading);
  if (written.length === 0 && standard !== undefined) written.push({ ...standard, test: {} });
  return written.map((test) => mergedTest(test, standard, reading));
}

async function readList(
  list: JsonValue | undefined,
  path: readonly (string | number)[],
  reading: Reading,
): Promise<WrittenTest[]> {
  const items = [list ?? []].flat();
  const written: WrittenTest[] = [];
  for (const [index, item] of items.entries()) {
    const at = Array.isArray(list) ? [...path, index] : path;
    if (isJsonObject(item)) written.push(inlineTest(item, at, reading.source));
    else written.push(...(await testsOfFiles(String(item), reading.source.at(at), reading)));
  }
  return written;
}

function inlineTest(
  test: JsonObject,
  path: readonly (string | number)[],
  source: Source,
): WrittenTest {
  return {
    test,
    place: source.at(path),
    assertionAt: (index) => source.at([...path, 'assert', index]),
  };
}

async function testsOfFiles(
  reference: string,
  place: NotePlace,
  { source, files, notes }: Reading,
): Promise<WrittenTest[]> {
  const name = reference.replace(/^file:\/\//, '');
  const found = filesMatching(files, name, source.path);
  if (found.length === 0) {
    const isRemote = /^(?:https?|huggingface|az|s3):/.test(reference);
    const reason = isRemote
      ? `${excerpt(reference)} is not on this machine, and nothing is fetched`
      : `${excerpt(reference)} is not among the files`;
    const fix = isRemote ? 'download it and name the file' : 'hand the file in as well';
    notes.dropped(
      place,
      'tests',
      CODE_FILE.test(name) ? 'tests made by code are never executed' : reason,
      { fix, comparable: false },
    );
  }
  const read = await Promise.all(found.map((file) => testsOfFile(file, place, notes)));
  return read.flat();
}

async function testsOfFile(
  file: ForeignFile,
  asked: NotePlace,
  notes: Notes,
): Promise<WrittenTest[]> {
  if (CODE_FILE.test(file.path)) {
    notes.dropped(asked, 'tests', `${file.path} is code, which is never executed`, {
      comparable: false,
    });
    return [];
  }
  if (['yaml', 'yml'].includes(endingOf(file.path))) return testsOfSource(readSource(file, notes));
  const rows = await readRecords(file, notes);
  return rows.map(({ fields, place }) => {
    const isTable = ['csv', 'tsv'].includes(endingOf(file.path)) || isCsvTest(fields);
    const test = isTable ? testFromRow(fields, place, notes) : fields;
    return { test, place, assertionAt: () => place };
  });
}

function testsOfSource(source: Source | undefined): WrittenTest[] {
  const items = source === undefined ? [] : [source.value].flat();
  return items.flatMap((item, index) =>
    source !== undefined && isJsonObject(item) ? [inlineTest(item, [index], source)] : [],
  );
}

/** A scenario is a list of settings, each with every test. */
async function readScenario(
  scenario: JsonValue,
  path: readonly (string | number)[],
  reading: Reading,
): Promise<WrittenTest[]> {
  if (!isJsonObject(scenario)) return [];
  const settings = [scenario.config ?? [{}]].flat().filter(isJsonObject);
  const tests = await readList(scenario.tests ?? [{}], [...path, 'tests'], reading);
  return settings.flatMap((setting) => tests.map((written) => under(setting, written)));
}

function under(setting: JsonObject, written: WrittenTest): WrittenTest {
  const { test } = written;
  const own = [setting.assert ?? []].flat();
  const assert = [...[test.assert ?? []].flat(), ...own];
  const vars = { ...objectOf(setting.vars), ...objectOf(test.vars) };
  return { ...written, test: { ...setting, ...test, vars, assert } };
}

function readDefault(written: JsonValue | undefined, reading: Reading): WrittenTest | undefined {
  const { source, files, notes } = reading;
  if (isJsonObject(written)) return inlineTest(written, ['defaultTest'], source);
  if (written === undefined || written === null) return undefined;
  const name = String(written).replace(/^file:\/\//, '');
  const file = fileNamed(files, name, source.path);
  const read = file === undefined ? undefined : readSource(file, notes);
  if (read !== undefined && isJsonObject(read.value)) return inlineTest(read.value, [], read);
  notes.dropped(source.at(['defaultTest']), 'defaultTest', `${excerpt(name)} cannot be read`, {
    fix: 'hand the file in as well',
    comparable: false,
  });
  return undefined;
}

function mergedTest(
  written: WrittenTest,
  standard: WrittenTest | undefined,
  reading: Reading,
): ForeignTest {
  const { test, place } = written;
  const base = standard?.test ?? {};
  noteUnknown(written, reading.notes);
  const options = { ...objectOf(base.options), ...objectOf(test.options) };
  const defaults =
    options.disableDefaultAsserts === true || standard === undefined ? [] : assertionsOf(standard);
  const threshold = test.threshold ?? base.threshold;
  const vars = { ...varsOf(base.vars, reading, place), ...varsOf(test.vars, reading, place) };
  return {
    description: typeof test.description === 'string' ? test.description : undefined,
    vars,
    assertions: [...defaults, ...assertionsOf(written)],
    options,
    threshold: typeof threshold === 'number' ? threshold : undefined,
    metadata: { ...objectOf(base.metadata), ...objectOf(test.metadata) },
    place,
  };
}

function assertionsOf({ test, assertionAt }: WrittenTest): PlacedAssertion[] {
  return [test.assert ?? []]
    .flat()
    .flatMap((assertion, index) =>
      isJsonObject(assertion) ? [{ assertion, place: assertionAt(index) }] : [],
    );
}

function noteUnknown({ test, place }: WrittenTest, notes: Notes): void {
  for (const key of Object.keys(test).filter((name) => !KNOWN.has(name)))
    notes.dropped(place, `test: ${key}`, `${excerpt(test[key])} has no counterpart here`, {
      comparable: false,
    });
}
