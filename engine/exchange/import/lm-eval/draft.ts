import { letterOf } from '../../../benchmark/template.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../json.ts';
import { TemplateError } from '../../jinja/syntax.ts';
import type { BenchmarkDraft, CaseDraft } from '../draft.ts';
import { type TranslatedTemplate, translateTemplate } from '../foreign-template.ts';
import type { ImportContext } from '../importer.ts';
import type { Notes } from '../notes.ts';
import { parametersFrom } from '../parameters.ts';
import { tagsFrom } from '../slug.ts';
import type { Row } from '../source.ts';
import { choicesOf, documentValue, targetIndex } from './documents.ts';
import { generationScoring, type Scoring } from './metrics.ts';
import { withoutMatches } from './patterns.ts';
import { fewshotRows, taskRows } from './rows.ts';
import type { Task } from './task.ts';

/** What a task asks, apart from its rows. */
interface Asking {
  readonly task: Task;
  readonly notes: Notes;
  readonly isChoice: boolean;
  readonly template: TranslatedTemplate;
  readonly ignored: readonly string[];
}

const LETTER = 'Answer with the letter of the right option only.';
const CHOICE_CHANGED =
  'the model writes a letter here; the original compares the log-probabilities of the options';

/** A task as a benchmark. */
export async function draftOfTask(
  task: Task,
  context: ImportContext,
  notes: Notes,
): Promise<BenchmarkDraft> {
  const rows = await taskRows(task, context, notes);
  const isChoice = task.value.output_type === 'multiple_choice';
  const template = promptOf(task, rows, isChoice, notes);
  const scoring = isChoice
    ? choiceScoring(task, notes)
    : generationScoring(task, targetsOf(task, rows), notes);
  const asking: Asking = { task, notes, isChoice, template, ignored: scoring.ignored };
  const cases = rows.flatMap((row) => caseOf(row, asking) ?? []);
  const { tag, task_alias, metadata } = task.value;
  return {
    name: task.name,
    place: task.at('task'),
    origin: 'lm-evaluation-harness',
    title: typeof task_alias === 'string' ? task_alias : task.name,
    version: isJsonObject(metadata) ? String(metadata.version ?? '') : undefined,
    tags: tagsFrom([tag ?? []].flat()),
    prompt: [{ role: 'user', content: template.template }],
    examples: await examplesOf(asking, context),
    cases,
    parameters: generationParameters(task, notes),
    trials: repeatsOf(task.value),
    reducer: scoring.votes ? 'mode' : undefined,
    score: scoring.score,
    notes,
  };
}

function promptOf(
  task: Task,
  rows: readonly Row[],
  isChoice: boolean,
  notes: Notes,
): TranslatedTemplate {
  const { doc_to_text, description = '' } = task.value;
  const cases = rows.map(({ fields }) => fields);
  const text = String(doc_to_text);
  const isColumn = rows.some(({ fields }) => Object.hasOwn(fields, text));
  const question = isColumn ? `{{${text}}}` : text;
  const source = isChoice ? question.replace(/\s*Answer:\s*$/, '') : question;
  try {
    const template = translateTemplate(`${String(description)}${source}`, 'jinja', 'text', cases);
    return isChoice
      ? { ...template, template: `${template.template}\n\n{{choices}}\n\n${LETTER}` }
      : template;
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    notes.dropped(task.at('doc_to_text'), 'doc_to_text', error.message, { comparable: false });
    const fieldsOf = (): JsonObject => {
      throw new TemplateError('its prompt cannot be translated');
    };
    return { template: '{{text}}', computed: ['text'], fieldsOf };
  }
}

function choiceScoring(task: Task, notes: Notes): Scoring {
  notes.changed(task.at('output_type'), 'multiple_choice', CHOICE_CHANGED, { comparable: false });
  return { score: [{ type: 'choice' }], ignored: [], votes: false };
}

function targetsOf(task: Task, rows: readonly Row[]): JsonValue[] {
  return rows.flatMap(({ fields }) => {
    try {
      return [documentValue(task.value.doc_to_target, fields)];
    } catch (error) {
      if (error instanceof TemplateError) return [];
      throw error;
    }
  });
}

function caseOf({ fields, place }: Row, asking: Asking): CaseDraft | undefined {
  try {
    return { ...answerOf(fields, asking), place };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    asking.notes.dropped(place, 'row', error.message, { comparable: false });
    return undefined;
  }
}

/** A row with what is expected of it. @throws TemplateError */
function answerOf(
  row: JsonObject,
  { task, isChoice, template, ignored }: Asking,
  keepsTarget = false,
): Omit<CaseDraft, 'place'> {
  const { doc_to_target, doc_to_choice } = task.value;
  const { id, ...rest } = row;
  const fields = { ...rest, ...template.fieldsOf(row) };
  const named = typeof id === 'string' || typeof id === 'number' ? { id: String(id) } : {};
  if (!isChoice) {
    const target = documentValue(doc_to_target, row);
    const clean = (value: JsonValue) => withoutMatches(String(value), ignored).trim();
    const expected =
      keepsTarget || ignored.length === 0
        ? target
        : Array.isArray(target)
          ? target.map(clean)
          : clean(target);
    return { ...named, fields, expected };
  }
  const choices = choicesOf(doc_to_choice, row);
  const expected = letterOf(targetIndex(doc_to_target, row, choices));
  return { ...named, fields, choices, expected };
}

/** Worked examples: those the task lists, or the first rows of their split. */
async function examplesOf(asking: Asking, context: ImportContext): Promise<CaseDraft[]> {
  const { task, notes } = asking;
  const { num_fewshot, fewshot_config } = task.value;
  const count = Number(num_fewshot ?? 0);
  if (!(count > 0)) return [];
  const listed = isJsonObject(fewshot_config) ? fewshot_config.samples : undefined;
  const samples: readonly Row[] = Array.isArray(listed)
    ? listed.filter(isJsonObject).map((fields) => ({ fields, place: task.at('fewshot_config') }))
    : await fewshotRows(task, context, notes);
  const examples = samples.slice(0, Math.min(count, 100)).flatMap((row) => exampleOf(row, asking));
  if (examples.length < count)
    notes.dropped(
      task.at('num_fewshot'),
      'num_fewshot',
      `${count - examples.length} of ${count} worked examples are not among the files`,
      {
        fix: 'save the rows of fewshot_split as a file of that name and name it in the import as well',
        comparable: false,
      },
    );
  if (examples.length > 0)
    notes.changed(
      task.at('num_fewshot'),
      'num_fewshot',
      'worked examples are turns of a conversation here, not one text, and always the same',
      {
        comparable: false,
      },
    );
  return examples;
}

function exampleOf(row: Row, asking: Asking): CaseDraft[] {
  try {
    return [{ ...answerOf(row.fields, asking, true), place: row.place }];
  } catch (error) {
    if (error instanceof TemplateError) return [];
    throw error;
  }
}

function generationParameters(task: Task, notes: Notes) {
  const { generation_kwargs } = task.value;
  if (!isJsonObject(generation_kwargs)) return undefined;
  const { do_sample, ...written } = generation_kwargs;
  const greedy = do_sample === false && written.temperature === undefined ? { temperature: 0 } : {};
  return parametersFrom({ ...greedy, ...written }, () => task.at('generation_kwargs'), notes);
}

function repeatsOf({ repeats }: JsonObject): number | undefined {
  const count = Number(repeats ?? 1);
  return Number.isInteger(count) && count > 1 ? Math.min(count, 1000) : undefined;
}
