import { isJsonObject, type JsonValue } from '../../../json.ts';
import type { ForeignFile, ImportContext } from '../importer.ts';
import type { Notes } from '../notes.ts';
import { endingOf, fileNamed, nameOf, type Row, readRecords } from '../source.ts';
import type { Task } from './task.ts';

const DATA = ['jsonl', 'ndjson', 'json', 'csv', 'tsv', 'parquet'];

/** The rows of the split a task is scored on: nothing is fetched, so they have to be handed in. */
export async function taskRows(
  task: Task,
  context: ImportContext,
  notes: Notes,
): Promise<readonly Row[]> {
  const { test_split, validation_split, training_split } = task.value;
  const split = [test_split, validation_split, training_split].find(
    (name) => typeof name === 'string',
  );
  const file = dataFile(task, String(split ?? 'test'), context.files, true);
  if (file !== undefined) return readRecords(file, notes);
  const { dataset_path = '', dataset_name } = task.value;
  const set = `${String(dataset_path)}${dataset_name ? ` (${String(dataset_name)})` : ''}`;
  notes.dropped(
    task.at('dataset_path'),
    'data set',
    `the rows of ${set}, split ${String(split)}, are not among the files, and nothing is fetched`,
    {
      fix: `save the split as ${task.name}.jsonl or .parquet and name it in the import as well`,
    },
  );
  return [];
}

/** The rows that worked examples are taken from; empty when they are not among the files. */
export async function fewshotRows(
  task: Task,
  { files }: ImportContext,
  notes: Notes,
): Promise<readonly Row[]> {
  const { fewshot_split, training_split } = task.value;
  const split = String(fewshot_split ?? training_split ?? 'train');
  const file = dataFile(task, split, files, false);
  return file === undefined ? [] : readRecords(file, notes);
}

function dataFile(
  task: Task,
  split: string,
  files: readonly ForeignFile[],
  isScored: boolean,
): ForeignFile | undefined {
  const listed = listedFile(task, split, files);
  if (listed !== undefined) return listed;
  const data = files.filter(({ path }) => DATA.includes(endingOf(path)));
  const { dataset_name, dataset_path } = task.value;
  const set =
    String(dataset_path ?? '')
      .split('/')
      .at(-1) ?? '';
  const own = [task.name, String(dataset_name ?? ''), set].filter((name) => name !== '');
  const names = own.flatMap((name) => [`${name}_${split}`, `${name}-${split}`]);
  const wanted = isScored ? [...names, split, ...own] : [...names, split];
  for (const name of wanted) {
    const found = data.find(({ path }) => nameOf(path) === name);
    if (found !== undefined) return found;
  }
  return isScored && data.length === 1 ? data[0] : undefined;
}

/** The file that the task itself names in `dataset_kwargs`. */
function listedFile(
  task: Task,
  split: string,
  files: readonly ForeignFile[],
): ForeignFile | undefined {
  const { dataset_kwargs } = task.value;
  const listed = isJsonObject(dataset_kwargs) ? dataset_kwargs.data_files : undefined;
  const named: JsonValue | undefined = isJsonObject(listed) ? listed[split] : listed;
  const [first] = [named ?? []].flat();
  return typeof first === 'string' ? fileNamed(files, first, task.file) : undefined;
}
