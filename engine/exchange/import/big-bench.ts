import { letterOf } from '../../benchmark/template.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { compilePattern, patternProblem } from '../../scorers/text/patterns.ts';
import { type BenchmarkDraft, type CaseDraft, literalTemplate } from './draft.ts';
import type { ForeignFile, Importer } from './importer.ts';
import { excerpt, type Notes } from './notes.ts';
import { parametersFrom } from './parameters.ts';
import { tagsFrom } from './slug.ts';
import { endingOf, nameOf, readSource, type Source } from './source.ts';

/** JSON tasks of BIG-bench and BIG-bench Hard. */
export const bigBench: Importer = {
  format: 'big-bench',
  summary: 'BIG-bench and BIG-bench Hard tasks (JSON)',
  detect: (files) =>
    Math.max(0, ...files.map((file) => (isTask(readTask(file)?.value) ? 0.95 : 0))),
  import: ({ files, notes }) =>
    files.flatMap((file) => {
      const source = readTask(file);
      return source !== undefined && isTask(source.value)
        ? [draftOf(source, source.value, notes.scope())]
        : [];
    }),
};

function readTask(file: ForeignFile): Source | undefined {
  return endingOf(file.path) === 'json' ? readSource(file) : undefined;
}

function isTask(value: JsonValue | undefined): value is JsonObject {
  if (!isJsonObject(value) || !Array.isArray(value.examples)) return false;
  const [first] = value.examples;
  return isJsonObject(first) && 'input' in first && ('target' in first || 'target_scores' in first);
}

/** Keys that are taken over, or that say nothing about what is asked. */
const KNOWN = new Set([
  'name',
  'description',
  'keywords',
  'canary',
  'metrics',
  'preferred_score',
  'examples',
  'task_prefix',
  'example_input_prefix',
  'example_output_prefix',
  'choice_prefix',
  'append_choices_to_input',
  'output_regex',
  'stop_string',
]);

const CHOICE_CHANGED =
  'the model writes a letter here; the original compares the log-probabilities of the options';

function draftOf(source: Source, task: JsonObject, notes: Notes): BenchmarkDraft {
  for (const key of Object.keys(task).filter((name) => !KNOWN.has(name)))
    notes.dropped(source.at([key]), key, `${excerpt(task[key])} has no counterpart here`, {
      comparable: false,
    });
  const examples = [task.examples ?? []].flat().filter(isJsonObject);
  const isChoice = examples.every(({ target_scores }) => isJsonObject(target_scores));
  if (isChoice)
    notes.changed(source.at(['examples']), 'target_scores', CHOICE_CHANGED, { comparable: false });
  const text = (key: string) => (typeof task[key] === 'string' ? task[key] : undefined);
  const cases = examples.map((example, index) => caseOf(example, index, source, isChoice, notes));
  const { stop_string } = task;
  return {
    name: text('name') ?? nameOf(source.path),
    place: source.at([]),
    origin: 'BIG-bench',
    title: text('name') ?? nameOf(source.path),
    description: text('description'),
    tags: tagsFrom([task.keywords ?? []].flat()),
    prompt: [{ role: 'user', content: templateOf(task, isChoice) }],
    cases,
    parameters:
      stop_string === undefined
        ? undefined
        : parametersFrom({ stop: stop_string }, () => source.at(['stop_string']), notes),
    extract: extractOf(task, source, notes),
    score: isChoice ? [{ type: 'choice' }] : scoreOf(task, source, notes),
    canary: text('canary')?.slice(0, 200),
    notes,
  };
}

function templateOf(task: JsonObject, isChoice: boolean): string {
  const text = (key: string, otherwise: string) =>
    literalTemplate(typeof task[key] === 'string' ? task[key] : otherwise);
  const [before, input] = [text('task_prefix', ''), text('example_input_prefix', '')];
  const question = `${before}${input}{{input}}`.trimStart();
  if (isChoice)
    return `${question}\n\n{{choices}}\n\nAnswer with the letter of the right option only.`;
  return `${question}${text('example_output_prefix', '')}`.trimEnd();
}

function caseOf(
  example: JsonObject,
  index: number,
  source: Source,
  isChoice: boolean,
  notes: Notes,
): CaseDraft {
  const { input = '', target, target_scores, ...rest } = example;
  for (const key of Object.keys(rest))
    notes.approximated(
      source.at(['examples', index]),
      `example: ${key}`,
      'it is kept as a field that the prompt does not show',
    );
  const place = source.at(['examples', index]);
  const fields = { ...rest, input };
  if (!isChoice || !isJsonObject(target_scores)) return { fields, expected: target, place };
  const choices = Object.keys(target_scores);
  const best = Math.max(...choices.map((choice) => Number(target_scores[choice])));
  const right = choices.flatMap((choice, at) =>
    target_scores[choice] === best ? [letterOf(at)] : [],
  );
  return { fields, choices, expected: right.length === 1 ? right[0] : right, place };
}

/** Exact comparison of texts is what BIG-bench means by default. */
function scoreOf(
  { metrics, preferred_score }: JsonObject,
  source: Source,
  notes: Notes,
): JsonObject[] {
  const wanted = String(preferred_score ?? [metrics ?? 'exact_str_match'].flat()[0]);
  if (!['exact_str_match', 'exact_match', 'undefined'].includes(wanted))
    notes.approximated(
      source.at(['metrics']),
      `metric ${excerpt(wanted)}`,
      'answers are compared exactly here',
      {
        comparable: false,
      },
    );
  return [{ type: 'equals' }];
}

function extractOf(
  { output_regex }: JsonObject,
  source: Source,
  notes: Notes,
): JsonValue[] | undefined {
  if (typeof output_regex !== 'string' || output_regex === '') return undefined;
  const problem = patternProblem(output_regex);
  if (problem === null)
    return [{ regex: { pattern: output_regex, group: firstGroup(output_regex) } }];
  notes.dropped(source.at(['output_regex']), 'output_regex', problem, { comparable: false });
  return undefined;
}

function firstGroup(pattern: string): number {
  return Math.min(1, compilePattern(pattern).groupCount());
}
