import { readCsv, readTsv } from './csv.ts';
import { readJson, readJsonl } from './json.ts';
import type { RowReader } from './row.ts';
import { readYaml } from './yaml.ts';

/** Readers of files of cases, by the ending of the file's name. */
export const ROW_READERS: Readonly<Record<string, RowReader>> = {
  csv: readCsv,
  tsv: readTsv,
  json: readJson,
  jsonl: readJsonl,
  ndjson: readJsonl,
  yaml: readYaml,
  yml: readYaml,
};
