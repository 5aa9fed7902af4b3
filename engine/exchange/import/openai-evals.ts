import type { Message } from '../../benchmark/benchmark.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { conversationDrafts } from './conversation-drafts.ts';
import type { BenchmarkDraft, CaseDraft } from './draft.ts';
import type { ForeignFile, ImportContext, Importer } from './importer.ts';
import { messagesFrom } from './messages.ts';
import { excerpt, type NotePlace, type Notes } from './notes.ts';
import { firstScorer } from './scorers.ts';
import { endingOf, type Row, readRecords, readSource, type Source } from './source.ts';

/** Evals of OpenAI's registry. */
export const openaiEvals: Importer = {
  format: 'openai-evals',
  summary: 'OpenAI evals: registry YAML with its samples (JSONL)',
  refers: true,
  detect: (files) => Math.max(0, ...files.map(detectFile)),
  import: async (context) => {
    const found: BenchmarkDraft[] = [];
    for (const file of context.files.filter((each) => detectFile(each) > 0))
      found.push(...(await importRegistry(file, context)));
    return found;
  },
};

function detectFile(file: ForeignFile): number {
  if (file.beside === true) return 0;
  if (!['yaml', 'yml'].includes(endingOf(file.path))) return 0;
  const value = readSource(file)?.value;
  if (!isJsonObject(value)) return 0;
  const entries = Object.values(value).filter(isJsonObject);
  if (entries.some(isConcrete)) return 0.9;
  return entries.some(isModelGraded) ? 0.6 : 0;
}

function isConcrete(entry: JsonObject): boolean {
  return typeof entry.class === 'string' && entry.class.includes(':');
}

function isModelGraded(entry: JsonObject): boolean {
  return typeof entry.prompt === 'string' && entry.choice_strings !== undefined;
}

/** The scorers of a class, the best way to write each first; and how it differs. */
interface EvalClass {
  readonly candidates: (args: JsonObject) => readonly JsonObject[];
  readonly differs?: string;
}

const CLASSES: Readonly<Record<string, EvalClass>> = {
  Match: {
    candidates: () => [{ type: 'starts_with' }],
    differs: 'white space at the start of an answer does not count here',
  },
  Includes: {
    candidates: ({ ignore_case }) => [
      { type: 'includes', ...(ignore_case === true ? { ignore_case: true } : {}) },
    ],
  },
  FuzzyMatch: { candidates: () => [{ type: 'fuzzy_match' }] },
  JsonMatch: { candidates: () => [{ type: 'equals' }] },
  JsonValidator: { candidates: () => [{ type: 'json', find: false }] },
};

async function importRegistry(
  file: ForeignFile,
  context: ImportContext,
): Promise<BenchmarkDraft[]> {
  const source = readSource(file, context.notes);
  if (source === undefined || !isJsonObject(source.value)) return [];
  const registry = source.value;
  const drafts: BenchmarkDraft[] = [];
  for (const [key, entry] of Object.entries(registry)) {
    if (!isJsonObject(entry)) continue;
    if (isModelGraded(entry)) noteGraded(source, key, context.notes);
    if (isConcrete(entry)) drafts.push(...(await importEval(key, entry, source, context)));
  }
  return drafts;
}

function noteGraded(source: Source, key: string, notes: Notes): void {
  notes.dropped(
    source.at([key]),
    `model-graded ${key}`,
    'a model judges with this prompt; its choices and scores are not taken over',
    {
      fix: 'write a judge with the same question, and calibrate it against human labels',
    },
  );
}

async function importEval(
  key: string,
  entry: JsonObject,
  source: Source,
  context: ImportContext,
): Promise<BenchmarkDraft[]> {
  const notes = context.notes.scope();
  const place = source.at([key]);
  const kind = String(entry.class).split(':').at(-1) ?? '';
  const known = Object.hasOwn(CLASSES, kind) ? CLASSES[kind] : undefined;
  if (known === undefined) return refuse(notes, place, key, reasonOf(kind));
  const args = isJsonObject(entry.args) ? entry.args : {};
  const chosen = firstScorer(known.candidates(args));
  if ('problem' in chosen) return refuse(notes, place, key, chosen.problem);
  if (known.differs !== undefined) notes.approximated(place, `class ${kind}`, known.differs);
  noteArguments(args, place, notes);
  const samples = await samplesOf(args, place, context.files, notes);
  const base = registryFacts(key, source, place);
  const shared = { ...base, score: [chosen.score], notes };
  return conversationDrafts(
    samples.flatMap((row) => sampleOf(row, notes)),
    shared,
  );
}

function refuse(notes: Notes, place: NotePlace, key: string, reason: string): [] {
  notes.dropped(place, `eval ${key}`, reason);
  return [];
}

function reasonOf(kind: string): string {
  if (/ModelBased|Classify/.test(kind))
    return 'a model judges its answers, with a prompt of its own';
  return `its class "${kind}" is Python code, which is never executed`;
}

const KNOWN_ARGUMENTS = new Set(['samples_jsonl', 'ignore_case', 'eval_type']);

function noteArguments(args: JsonObject, place: NotePlace, notes: Notes): void {
  for (const key of Object.keys(args).filter((name) => !KNOWN_ARGUMENTS.has(name)))
    notes.dropped(place, `argument ${key}`, `${excerpt(args[key])} has no counterpart here`, {
      comparable: false,
    });
}

/** Title and description stand in the alias, version and split in the name of the eval. */
function registryFacts(key: string, source: Source, place: NotePlace) {
  const registry = source.value as JsonObject;
  const [alias, entry] =
    Object.entries(registry).find(([, each]) => isJsonObject(each) && each.id === key) ?? [];
  const description = isJsonObject(entry) ? entry.description : undefined;
  return {
    name: alias ?? key,
    title: alias ?? key,
    place,
    origin: 'OpenAI evals',
    description: typeof description === 'string' ? description : undefined,
    version: /\.v(\d[\d.]*)$/.exec(key)?.[1],
  };
}

async function samplesOf(
  { samples_jsonl }: JsonObject,
  place: NotePlace,
  files: readonly ForeignFile[],
  notes: Notes,
): Promise<readonly Row[]> {
  const name = String(samples_jsonl ?? '');
  const file = files.find(
    ({ path }) => name !== '' && (path === name || path.endsWith(`/${name}`)),
  );
  if (file !== undefined) return readRecords(file, notes);
  notes.dropped(place, 'samples_jsonl', `${excerpt(name)} is not among the files`, {
    fix: 'hand in the folder of the samples as well',
  });
  return [];
}

function sampleOf(
  { fields, place }: Row,
  notes: Notes,
): { item: CaseDraft; messages: readonly Message[] }[] {
  const { input, ideal, id, ...rest } = fields;
  const messages =
    typeof input === 'string'
      ? [{ role: 'user', content: input } as const]
      : messagesFrom([input ?? []].flat().map(withExampleRole));
  if (typeof messages === 'string') {
    notes.dropped(place, 'sample', messages, { comparable: false });
    return [];
  }
  const named = typeof id === 'string' ? { id } : {};
  return [{ item: { ...named, fields: rest, expected: ideal, place }, messages }];
}

/** Worked examples are system messages with the name of who would speak. */
function withExampleRole(message: JsonValue): JsonValue {
  if (!isJsonObject(message)) return message;
  if (message.name === 'example_user') return { ...message, role: 'user' };
  return message.name === 'example_assistant' ? { ...message, role: 'assistant' } : message;
}
