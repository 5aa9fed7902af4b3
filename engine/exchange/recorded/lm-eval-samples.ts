import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import type { ForeignFile } from '../import/importer.ts';
import { readRecords, readSource, startOf, textOfFile } from '../import/source.ts';
import {
  modelOrDefault,
  outcomeOfText,
  type Recording,
  type RecordingContext,
  type RecordingReader,
  scoreFrom,
} from './recording.ts';

/** Samples that lm-evaluation-harness logs: `samples_<task>_<time>.jsonl`. */
export const lmEvalSamples: RecordingReader = {
  format: 'lm-eval-samples',
  summary: 'samples of lm-evaluation-harness (JSONL), with results_*.json beside them',
  detect: (files) => (files.some(isSamples) ? 0.95 : 0),
  read: async (context) => {
    const named = modelOfResults(context.files);
    const files = context.files.filter(isSamples);
    const read = await Promise.all(files.map((file) => readFile(file, named, context)));
    return read.flat();
  },
};

function isSamples(file: ForeignFile): boolean {
  if (!file.path.endsWith('.jsonl')) return false;
  const start = textOfFile({ ...file, bytes: file.bytes.subarray(0, 20_000) });
  return /"doc_id"\s*:/.test(start) && /"resps"\s*:/.test(start);
}

/** The samples do not say who answered; the file of results does. */
function modelOfResults(files: readonly ForeignFile[]): string | undefined {
  for (const file of files.filter(({ path }) => path.endsWith('.json'))) {
    const value = readSource(file)?.value;
    if (!isJsonObject(value)) continue;
    const config = isJsonObject(value.config) ? value.config : {};
    const args = String(config.model_args ?? '');
    const name = value.model_name ?? /(?:pretrained|model)=([^,]+)/.exec(args)?.[1];
    if (typeof name === 'string') return name;
  }
  return undefined;
}

async function readFile(
  file: ForeignFile,
  named: string | undefined,
  context: RecordingContext,
): Promise<Recording[]> {
  const model = modelOrDefault(named, context, startOf(file));
  if (model === undefined) return [];
  const seen = new Set<string>();
  const rows = await readRecords(file, context.notes);
  return rows.flatMap(({ fields, place }) => {
    // Each filter has rows of its own for one and the same answer.
    const id = String(fields.doc_id);
    if (seen.has(id)) return [];
    seen.add(id);
    return recordingsOf(fields, place, model, context);
  });
}

function recordingsOf(
  fields: JsonObject,
  place: Recording['place'],
  model: string,
  { notes }: RecordingContext,
): Recording[] {
  const doc = isJsonObject(fields.doc) ? fields.doc : {};
  const texts = [fields.resps ?? []].flat(2);
  if (texts.some((text) => typeof text !== 'string')) {
    notes.dropped(place, 'sample', 'it holds log-probabilities and no answer in words', {
      fix: 'run the imported benchmark instead',
    });
    return [];
  }
  return texts.map((text, index) => ({
    model,
    caseId: idOf(doc),
    question: promptOf(fields.arguments),
    variables: doc,
    trial: index + 1,
    outcome: outcomeOfText(String(text)),
    output: String(text),
    score: scoreFrom(fields.exact_match ?? fields.acc),
    place,
  }));
}

function idOf({ id, question_id }: JsonObject): string | undefined {
  const found = id ?? question_id;
  return typeof found === 'string' || typeof found === 'number' ? String(found) : undefined;
}

/** What was sent: the first text of the first request. */
function promptOf(written: JsonValue | undefined): string | undefined {
  const [first] = isJsonObject(written) ? Object.values(written) : [written ?? []].flat(1);
  const inner = isJsonObject(first) ? first.arg_0 : [first ?? []].flat()[0];
  return typeof inner === 'string' ? inner : undefined;
}
