import { isJsonObject, type JsonObject, type JsonValue } from '../../../json.ts';
import type { BenchmarkDraft } from '../draft.ts';
import type { ImportContext, Importer } from '../importer.ts';
import { excerpt, type Notes } from '../notes.ts';
import { readSource } from '../source.ts';
import { isFunction } from './documents.ts';
import { draftOfTask } from './draft.ts';
import { includedPaths, isTaskFile, looksLikeTask, readTask, type Task } from './task.ts';

/** Tasks of the LM Evaluation Harness. */
export const lmEval: Importer = {
  format: 'lm-eval',
  summary: 'tasks of lm-evaluation-harness (YAML), with the rows of their data sets beside them',
  refers: true,
  detect: (files) =>
    files.some((file) => isTaskFile(file) && looksLikeTask(readSource(file)?.value)) ? 0.9 : 0,
  import: async (context) => {
    const drafts = await Promise.all(tasksOf(context).map((task) => importTask(task, context)));
    return drafts.flat();
  },
};

/** Keys that say how the harness goes about it, not what is asked. */
const HARMLESS = new Set([
  'task',
  'task_alias',
  'tag',
  'group',
  'group_alias',
  'include',
  'dataset_path',
  'dataset_name',
  'dataset_kwargs',
  'training_split',
  'validation_split',
  'test_split',
  'fewshot_split',
  'output_type',
  'doc_to_text',
  'doc_to_target',
  'doc_to_choice',
  'description',
  'target_delimiter',
  'fewshot_delimiter',
  'num_fewshot',
  'fewshot_config',
  'generation_kwargs',
  'repeats',
  'filter_list',
  'metric_list',
  'metadata',
  'should_decontaminate',
  'doc_to_decontamination_query',
]);

function tasksOf({ files, notes }: ImportContext): Task[] {
  const included = includedPaths(files);
  const candidates = files.filter(
    (file) => file.beside !== true && isTaskFile(file) && !included.has(file.path),
  );
  const [only] = files;
  if (candidates.length === 0 && only !== undefined)
    notes.dropped({ file: only.path, line: 1 }, 'files', 'each of them is included by another', {
      comparable: false,
    });
  const read = candidates.flatMap((file) => readTask(file, files, notes) ?? []);
  const tasks = read.filter(
    ({ value }) => typeof value.task === 'string' && value.group === undefined,
  );
  for (const task of read) if (!looksLikeTask(task.value)) noteStray(task, notes);
  for (const group of read.filter(({ value }) => value.group !== undefined))
    noteGroup(group, tasks, notes);
  return tasks;
}

function noteStray(task: Task, notes: Notes): void {
  notes.dropped({ file: task.file, line: 1 }, 'file', 'it is no task, and no task includes it');
}

/** A group's score is a mean over its tasks, which stay benchmarks of their own. */
function noteGroup(group: Task, tasks: readonly Task[], notes: Notes): void {
  notes.changed(
    group.at('group'),
    `group ${group.name}`,
    'each of its tasks became a benchmark of its own; their mean is not made',
    {
      comparable: false,
    },
  );
  const names = new Set(tasks.map(({ name }) => name));
  for (const item of [group.value.task ?? []].flat()) {
    const name = isJsonObject(item) ? item.task : item;
    if (!names.has(String(name)))
      notes.dropped(
        group.at('task'),
        `task ${excerpt(name ?? item)}`,
        'it is not among the files',
        {
          fix: 'hand its file in as well',
        },
      );
  }
}

async function importTask(task: Task, context: ImportContext): Promise<BenchmarkDraft[]> {
  const notes = context.notes.scope();
  const refusal = refusalOf(task.value);
  if (refusal !== undefined) {
    notes.dropped(task.at(refusal.key), `task ${task.name}`, refusal.reason, { fix: refusal.fix });
    return [];
  }
  noteKeys(task, notes);
  return [await draftOfTask(task, context, notes)];
}

function refusalOf({ output_type, doc_to_text, process_docs, custom_dataset }: JsonObject) {
  const type = String(output_type ?? 'generate_until');
  if (type !== 'generate_until' && type !== 'multiple_choice')
    return {
      key: 'output_type',
      reason: `"${type}" needs log-probabilities of given texts, which chat models do not give`,
      fix: '',
    };
  const code: readonly (readonly [string, JsonValue | undefined])[] = [
    ['doc_to_text', doc_to_text],
    ['process_docs', process_docs],
    ['custom_dataset', custom_dataset],
  ];
  const [found] = code.find(([, value]) => isFunction(value)) ?? [];
  if (found !== undefined)
    return {
      key: found,
      reason: `${found} is a Python function, which is never executed`,
      fix: 'run it once over the rows, save what it makes as columns, and name those',
    };
  return doc_to_text === undefined
    ? { key: 'task', reason: 'it has no doc_to_text', fix: 'hand in the file it includes' }
    : undefined;
}

function noteKeys(task: Task, notes: Notes): void {
  for (const key of Object.keys(task.value).filter((name) => !HARMLESS.has(name)))
    notes.dropped(task.at(key), key, `${excerpt(task.value[key])} has no counterpart here`, {
      comparable: false,
    });
}
