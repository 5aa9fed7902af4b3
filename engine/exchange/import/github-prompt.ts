import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { parseJson } from '../../scorers/text/json.ts';
import { renderJinja } from '../jinja/render.ts';
import { TemplateError } from '../jinja/syntax.ts';
import type { BenchmarkDraft, CaseDraft } from './draft.ts';
import { translateMessages } from './foreign-template.ts';
import type { ForeignFile, ImportContext, Importer } from './importer.ts';
import { messagesFrom } from './messages.ts';
import { excerpt, type Notes } from './notes.ts';
import { parametersFrom } from './parameters.ts';
import { literalPattern } from './scorers.ts';
import { nameOf, readSource, type Source } from './source.ts';

/** Prompts of GitHub Models. */
export const githubPrompt: Importer = {
  format: 'prompt-yml',
  summary: 'prompts of GitHub Models (.prompt.yml)',
  detect: (files) => (files.some(isPrompt) ? 1 : 0),
  import: ({ files, notes }: ImportContext) =>
    files.filter(isPrompt).flatMap((file) => {
      const source = readSource(file, notes);
      return source === undefined || !isJsonObject(source.value)
        ? []
        : (draftOf(source, source.value, notes.scope()) ?? []);
    }),
};

function isPrompt({ path }: ForeignFile): boolean {
  return /\.prompt\.ya?ml$/.test(path);
}

const KNOWN = new Set([
  'name',
  'description',
  'model',
  'modelParameters',
  'responseFormat',
  'jsonSchema',
  'messages',
  'testData',
  'evaluators',
]);

function draftOf(source: Source, file: JsonObject, notes: Notes): BenchmarkDraft | undefined {
  for (const key of Object.keys(file).filter((name) => !KNOWN.has(name)))
    notes.dropped(source.at([key]), key, `${excerpt(file[key])} has no counterpart here`, {
      comparable: false,
    });
  const messages = messagesFrom(file.messages ?? []);
  const rows = [file.testData ?? []].flat().filter(isJsonObject);
  if (typeof messages === 'string') {
    notes.dropped(source.at(['messages']), 'messages', messages);
    return undefined;
  }
  noteModel(source, file, notes);
  try {
    const { messages: prompt, fieldsOf } = translateMessages(messages, 'nunjucks', rows);
    const text = (key: string) => (typeof file[key] === 'string' ? file[key] : undefined);
    return {
      name: text('name') ?? nameOf(source.path),
      place: source.at([]),
      origin: 'GitHub Models',
      title: text('name'),
      description: text('description'),
      prompt,
      parameters: isJsonObject(file.modelParameters)
        ? parametersFrom(file.modelParameters, (key) => source.at(['modelParameters', key]), notes)
        : undefined,
      response: responseOf(file, source, notes),
      cases: rows.map((row, index) => caseOf(row, index, fieldsOf(row), { source, file, notes })),
      notes,
    };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    notes.dropped(source.at(['messages']), 'messages', error.message, { comparable: false });
    return undefined;
  }
}

function noteModel(source: Source, { model }: JsonObject, notes: Notes): void {
  if (model !== undefined)
    notes.changed(
      source.at(['model']),
      'model',
      'a benchmark does not name where models are asked',
      {
        fix: `run it with --models ${excerpt(model)}`,
      },
    );
}

function responseOf(
  { responseFormat, jsonSchema }: JsonObject,
  source: Source,
  notes: Notes,
): BenchmarkDraft['response'] {
  if (responseFormat === undefined || responseFormat === 'text') return undefined;
  const written = typeof jsonSchema === 'string' ? parseJson(jsonSchema) : jsonSchema;
  const schema = isJsonObject(written) && isJsonObject(written.schema) ? written.schema : written;
  if (isJsonObject(schema)) return { json_schema: schema };
  notes.dropped(
    source.at(['responseFormat']),
    'responseFormat',
    `${excerpt(responseFormat)} without a JSON Schema`,
    { comparable: false },
  );
  return undefined;
}

interface Reading {
  readonly source: Source;
  readonly file: JsonObject;
  readonly notes: Notes;
}

function caseOf(row: JsonObject, index: number, computed: JsonObject, reading: Reading): CaseDraft {
  const { expected, id, tags, cluster, weight, ...fields } = row;
  const evaluators = [reading.file.evaluators ?? []].flat();
  const score = evaluators.flatMap((evaluator, at) => scorerOf(evaluator, at, row, reading));
  return {
    id: typeof id === 'string' ? id : undefined,
    tags: Array.isArray(tags) ? tags.map(String) : [],
    cluster: typeof cluster === 'string' ? cluster : undefined,
    weight: typeof weight === 'number' ? weight : undefined,
    fields: { ...fields, ...computed },
    expected,
    score,
    place: reading.source.at(['testData', index]),
  };
}

/** A check of the text, as a scorer: on the expected value where the template names it. */
function scorerOf(
  evaluator: JsonValue,
  at: number,
  row: JsonObject,
  { source, notes }: Reading,
): JsonObject[] {
  const place = source.at(['evaluators', at]);
  const { name, string: check } = isJsonObject(evaluator) ? evaluator : {};
  const label = String(name ?? `evaluator ${at + 1}`);
  if (!isJsonObject(check)) {
    const reason = 'a model judges it, with a prompt and a scale that are GitHub’s own';
    notes.dropped(place, `evaluator ${label}`, reason, {
      fix: 'add a judge of your own to "score"',
      comparable: false,
    });
    return [];
  }
  return Object.entries(check).flatMap(([kind, value]) => {
    const scorer = checkOf(kind, String(value), row);
    if (scorer !== undefined) return [{ ...scorer, name: label.slice(0, 100) }];
    notes.dropped(
      place,
      `evaluator ${label}`,
      `"${kind}" with ${excerpt(value)} has no counterpart here`,
      { comparable: false },
    );
    return [];
  });
}

function checkOf(kind: string, template: string, row: JsonObject): JsonObject | undefined {
  const isExpected = /^\{\{\s*expected\s*\}\}$/.test(template) && row.expected !== undefined;
  const text = renderJinja(template, row, 'nunjucks');
  if (text.trim() === '') return undefined;
  const literal = literalPattern(text);
  if (kind === 'equals')
    return isExpected ? { type: 'equals' } : { type: 'regex', pattern: literal, match: 'full' };
  if (kind === 'contains')
    return isExpected ? { type: 'includes' } : { type: 'includes', values: [text] };
  if (kind === 'startsWith')
    return isExpected ? { type: 'starts_with' } : { type: 'starts_with', values: [text] };
  if (kind !== 'endsWith') return undefined;
  return isExpected ? { type: 'ends_with' } : { type: 'ends_with', values: [text] };
}
