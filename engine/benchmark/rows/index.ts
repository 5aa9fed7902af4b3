import { readCsv, readTsv } from './csv.ts';
import { readJson, readJsonl } from './json.ts';
import { readParquet } from './parquet.ts';
import type { RowReader } from './row.ts';
import { fromText } from './text.ts';
import { readYaml } from './yaml.ts';

/** Readers of files of cases, by the ending of the file's name. */
export const ROW_READERS: Readonly<Record<string, RowReader>> = {
  csv: fromText(readCsv),
  tsv: fromText(readTsv),
  json: fromText(readJson),
  jsonl: fromText(readJsonl),
  ndjson: fromText(readJsonl),
  yaml: fromText(readYaml),
  yml: fromText(readYaml),
  parquet: readParquet,
};
