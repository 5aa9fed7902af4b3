import type { Message } from '../../benchmark/benchmark.ts';
import { letterOf } from '../../benchmark/template.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { conversationDrafts } from './conversation-drafts.ts';
import type { BenchmarkDraft, CaseDraft } from './draft.ts';
import type { ForeignFile, ImportContext, Importer } from './importer.ts';
import { messagesFrom } from './messages.ts';
import { excerpt, type Notes } from './notes.ts';
import { endingOf, nameOf, type Row, readRecords, startOf, textOfFile } from './source.ts';

/** Samples of Inspect's datasets. */
export const inspectSamples: Importer = {
  format: 'inspect-samples',
  summary: 'samples of an Inspect dataset (JSON or JSONL)',
  detect: (files) => Math.max(0, ...files.map(detectFile)),
  import: async (context) => {
    const drafts: BenchmarkDraft[] = [];
    for (const file of context.files.filter((each) => detectFile(each) > 0))
      drafts.push(...(await importFile(file, context)));
    return drafts;
  },
};

/** The first record tells: `input` and `target`, and nothing of a log or of an eval. */
function detectFile(file: ForeignFile): number {
  if (!['jsonl', 'json'].includes(endingOf(file.path))) return 0;
  const start = textOfFile({ ...file, bytes: file.bytes.subarray(0, 4_000) });
  const hasBoth = /"input"\s*:/.test(start) && /"target"\s*:/.test(start);
  if (!hasBoth || /"examples"\s*:|"eval"\s*:|"doc_id"\s*:/.test(start)) return 0;
  return /^\s*[[{]/.test(start) ? 0.7 : 0;
}

async function importFile(file: ForeignFile, context: ImportContext): Promise<BenchmarkDraft[]> {
  const notes = context.notes.scope();
  const rows = await readRecords(file, notes);
  const isChoice = rows.length > 0 && rows.every(({ fields }) => Array.isArray(fields.choices));
  const place = startOf(file);
  notes.approximated(
    place,
    'scorer',
    `samples name no scorer; "${isChoice ? 'choice' : 'includes'}" was chosen`,
    {
      fix: 'write the scorer of the task into benchmark.yaml',
      comparable: false,
    },
  );
  const samples = rows.flatMap((row) => sampleOf(row, notes));
  const score: JsonObject = isChoice ? { type: 'choice' } : { type: 'includes' };
  const facts = {
    name: nameOf(file.path),
    title: nameOf(file.path),
    place,
    origin: 'Inspect',
    score: [score],
    notes,
  };
  const drafts = conversationDrafts(samples, facts);
  return isChoice ? drafts.map(withChoices) : drafts;
}

const DROPPED = new Set(['files', 'setup', 'sandbox']);

function sampleOf(
  { fields, place }: Row,
  notes: Notes,
): { item: CaseDraft; messages: readonly Message[] }[] {
  const { id, input, target, choices, metadata, ...rest } = fields;
  const messages =
    typeof input === 'string'
      ? [{ role: 'user', content: input } as const]
      : messagesFrom(input ?? []);
  if (typeof messages === 'string') {
    notes.dropped(place, 'sample', messages, { comparable: false });
    return [];
  }
  for (const key of Object.keys(rest).filter((name) => DROPPED.has(name)))
    notes.dropped(place, `sample: ${key}`, `${excerpt(rest[key])}: nothing is executed here`, {
      comparable: false,
    });
  const kept = Object.fromEntries(Object.entries(rest).filter(([key]) => !DROPPED.has(key)));
  const options = Array.isArray(choices) ? choices.map(String) : undefined;
  return [
    {
      messages,
      item: {
        id: typeof id === 'string' || typeof id === 'number' ? String(id) : undefined,
        fields: { ...(isJsonObject(metadata) ? metadata : {}), ...kept },
        choices: options,
        expected: options === undefined ? target : lettersOf(target, options),
        place,
      },
    },
  ];
}

/** Targets of a choice are letters already, or the texts of options. */
function lettersOf(
  target: JsonValue | undefined,
  choices: readonly string[],
): JsonValue | undefined {
  if (Array.isArray(target)) return target.map((item) => lettersOf(item, choices) ?? null);
  const at = choices.indexOf(String(target));
  return at >= 0 && !/^[A-Z]$/.test(String(target)) ? letterOf(at) : target;
}

function withChoices(draft: BenchmarkDraft): BenchmarkDraft {
  const prompt = draft.prompt.map((message, index) =>
    index === draft.prompt.length - 1
      ? {
          ...message,
          content: `${message.content}\n\n{{choices}}\n\nAnswer with the letter of the right option only.`,
        }
      : message,
  );
  return { ...draft, prompt };
}
