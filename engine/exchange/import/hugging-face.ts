import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import type { BenchmarkDraft } from './draft.ts';
import type { ForeignFile, ImportContext, Importer } from './importer.ts';
import { endingOf, nameOf, type Row, readRecords, readSource, textOfFile } from './source.ts';
import { tableDraft } from './table.ts';

/** Rows of a data set of Hugging Face, as its viewer gives them. */
export const huggingFace: Importer = {
  format: 'hugging-face',
  summary: 'rows of a Hugging Face data set: JSON of the viewer, JSONL or Parquet',
  detect: (files) => Math.max(0, ...files.map(detectFile)),
  import: async (context) => {
    const found = context.files.filter(
      (file) => detectFile(file) > 0 || endingOf(file.path) === 'parquet',
    );
    const drafts = await Promise.all(found.map((file) => importFile(file, context)));
    return drafts.flat();
  },
};

function detectFile(file: ForeignFile): number {
  if (!['json', 'jsonl'].includes(endingOf(file.path))) return 0;
  const start = textOfFile({ ...file, bytes: file.bytes.subarray(0, 4_000) });
  return /"row_idx"\s*:/.test(start) || /^\s*\{\s*"features"\s*:/.test(start) ? 0.9 : 0;
}

async function importFile(file: ForeignFile, context: ImportContext): Promise<BenchmarkDraft[]> {
  const notes = context.notes.scope();
  const name = nameOf(file.path);
  if (endingOf(file.path) !== 'json') {
    const rows = (await readRecords(file, notes)).map(unwrapped);
    return tableDraft(rows, { name, origin: 'a Hugging Face data set', file }, context, notes);
  }
  const source = readSource(file, notes);
  const value = source?.value;
  const items = isJsonObject(value) ? [value.rows ?? []].flat() : Array.isArray(value) ? value : [];
  const rows = items.flatMap((item, index): Row[] =>
    source !== undefined && isJsonObject(item)
      ? [unwrapped({ fields: item, place: source.at(['rows', index]) })]
      : [],
  );
  const labels = isJsonObject(value) ? labelsOf(value.features) : {};
  return tableDraft(
    rows,
    { name, origin: 'a Hugging Face data set', file, labels },
    context,
    notes,
  );
}

/** The viewer wraps each row in its number. */
function unwrapped(row: Row): Row {
  const { row: inner } = row.fields;
  return isJsonObject(inner) ? { ...row, fields: inner } : row;
}

/** Names of the labels of columns that hold their numbers. */
function labelsOf(features: JsonValue | undefined): Record<string, readonly string[]> {
  const list = [features ?? []].flat().filter(isJsonObject);
  const entries = list.flatMap(({ name, type }) => {
    const names = isJsonObject(type) && type._type === 'ClassLabel' ? namesOf(type) : [];
    return names.length > 0 ? [[String(name), names] as const] : [];
  });
  return Object.fromEntries(entries);
}

function namesOf({ names }: JsonObject): string[] {
  return Array.isArray(names) ? names.map(String) : [];
}
