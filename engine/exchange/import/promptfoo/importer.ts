import type { GenerationParameters } from '../../../benchmark/benchmark.ts';
import { isJsonObject, type JsonObject } from '../../../json.ts';
import { TemplateError } from '../../jinja/syntax.ts';
import type { BenchmarkDraft } from '../draft.ts';
import { translateMessages } from '../foreign-template.ts';
import type { ForeignFile, ImportContext, Importer } from '../importer.ts';
import { excerpt } from '../notes.ts';
import { tagsFrom } from '../slug.ts';
import { endingOf, nameOf, readSource, type Source } from '../source.ts';
import { type CaseBase, caseDraft, readCases } from './cases.ts';
import { type ForeignPrompt, readPrompts } from './prompts.ts';
import { readProviders, sharedSchema, sharedTools } from './providers.ts';

/** promptfoo configurations: prompts, tests and assertions. */
export const promptfoo: Importer = {
  format: 'promptfoo',
  summary: 'promptfooconfig.yaml with its prompts and tests',
  refers: true,
  detect: (files) => Math.max(0, ...files.map(detectFile)),
  import: async (context) => {
    const configurations = context.files.filter((file) => detectFile(file) > 0);
    const drafts = await Promise.all(configurations.map((file) => importFile(file, context)));
    return drafts.flat();
  },
};

const NAME = /(?:^|\/)promptfooconfig[^/]*\.(?:ya?ml|json)$/;

function detectFile(file: ForeignFile): number {
  if (file.beside === true) return 0;
  if (NAME.test(file.path)) return 1;
  if (!['yaml', 'yml', 'json'].includes(endingOf(file.path))) return 0;
  const value = readSource(file)?.value;
  if (!isJsonObject(value) || value.prompts === undefined || Array.isArray(value.results)) return 0;
  return ['providers', 'targets', 'tests', 'defaultTest'].some((key) => key in value) ? 0.9 : 0;
}

/** Keys of a configuration that say nothing about a benchmark. */
const HARMLESS = new Set([
  'outputPath',
  'sharing',
  'commandLineOptions',
  'evaluateOptions',
  'env',
  'redteam',
  'derivedMetrics',
  '$schema',
]);
const KNOWN = new Set([
  'description',
  'tags',
  'providers',
  'targets',
  'prompts',
  'tests',
  'defaultTest',
  'scenarios',
  'assertionTemplates',
]);

async function importFile(file: ForeignFile, context: ImportContext): Promise<BenchmarkDraft[]> {
  const notes = context.notes.scope();
  const source = readSource(file, notes);
  if (source === undefined || !isJsonObject(source.value)) return [];
  noteKeys(source, source.value, notes);
  const prompts = await readPrompts(source, context.files, notes);
  const parameters = readProviders(source, notes);
  const cases = await readCases({ source, files: context.files, notes });
  if (prompts.length > 1)
    notes.changed(
      source.at(['prompts']),
      'prompts',
      `each of the ${prompts.length} prompts became a benchmark of its own`,
      {
        fix: 'compare a model on them with benchmarkhub compare',
      },
    );
  const shared = { source, cases, parameters, count: prompts.length };
  return prompts.flatMap((prompt, index) => draftOf(prompt, index, { ...shared, notes }) ?? []);
}

function noteKeys(source: Source, value: JsonObject, notes: ImportContext['notes']): void {
  for (const key of Object.keys(value).filter((name) => !KNOWN.has(name))) {
    const extras = HARMLESS.has(key) ? {} : ({ comparable: false } as const);
    notes.dropped(source.at([key]), key, `${excerpt(value[key])} has no counterpart here`, extras);
  }
}

interface Shared {
  readonly source: Source;
  readonly cases: readonly CaseBase[];
  readonly parameters: GenerationParameters | undefined;
  readonly count: number;
  readonly notes: ImportContext['notes'];
}

function draftOf(
  prompt: ForeignPrompt,
  index: number,
  { source, cases, parameters, count, notes: outer }: Shared,
): BenchmarkDraft | undefined {
  const config = source.value as JsonObject;
  const notes = outer.scope();
  try {
    const translated = translateMessages(
      prompt.messages,
      'nunjucks',
      cases.map(({ vars }) => vars),
      cases.every(({ metadata }) => Array.isArray(metadata.choices)) ? ['choices'] : [],
    );
    const title = typeof config.description === 'string' ? config.description : undefined;
    const label = count > 1 ? ` (prompt ${prompt.label ?? index + 1})` : '';
    return {
      name:
        nameOfBenchmark(source.path, title) + (count > 1 ? ` ${prompt.label ?? index + 1}` : ''),
      place: prompt.place,
      origin: 'promptfoo',
      title: title === undefined ? undefined : `${title.slice(0, 100)}${label}`,
      prompt: translated.messages,
      parameters,
      response: sharedSchema(config),
      tools: sharedTools(config),
      trials: repeatsOf(config),
      cases: cases.flatMap((base) => caseDraft(base, translated.fieldsOf, notes) ?? []),
      ...factsOf(config.tags),
      notes,
    };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    notes.dropped(prompt.place, 'prompt', `its template cannot be translated: ${error.message}`, {
      fix: 'write it with plain {{variables}}',
    });
    return undefined;
  }
}

/** A configuration is mostly called like all others; its folder says more. */
function nameOfBenchmark(path: string, title: string | undefined): string {
  const folder = path.split('/').at(-2);
  const name = nameOf(path);
  return name.startsWith('promptfooconfig') ? (folder ?? title ?? 'promptfoo') : name;
}

function repeatsOf({ evaluateOptions }: JsonObject): number | undefined {
  const repeat = isJsonObject(evaluateOptions) ? evaluateOptions.repeat : undefined;
  return typeof repeat === 'number' && Number.isInteger(repeat) && repeat > 1
    ? Math.min(repeat, 1000)
    : undefined;
}

/** Tags of promptfoo have names; those that say what we have a field for fill it. */
function factsOf(
  written: unknown,
): Pick<BenchmarkDraft, 'license' | 'version' | 'language' | 'tags'> {
  if (!isJsonObject(written)) return {};
  const { license, version, language, tags, benchmark: _, ...others } = written;
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return {
    license: text(license),
    version: text(version),
    language: text(language),
    tags: tagsFrom([...(text(tags) ?? '').split(','), ...Object.values(others)]),
  };
}
