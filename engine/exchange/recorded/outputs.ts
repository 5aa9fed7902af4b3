import type { JsonObject, JsonValue } from '../../json.ts';
import type { ForeignFile } from '../import/importer.ts';
import { type Row, readRecords, textOfFile } from '../import/source.ts';
import { isTable } from '../import/table.ts';
import {
  countOrNull,
  modelOrDefault,
  numberOrNull,
  outcomeOfText,
  type Recording,
  type RecordingContext,
  type RecordingReader,
  scoreFrom,
} from './recording.ts';

/** What columns of recorded answers are usually called. */
const COLUMNS = {
  model: ['model', 'model_id', 'model_name'],
  caseId: ['case_id', 'case', 'id', 'sample_id', 'question_id'],
  question: ['question', 'input', 'prompt'],
  output: ['output', 'response', 'completion', 'answer_text', 'generation'],
  trial: ['trial', 'epoch'],
  score: ['score', 'is_correct', 'correct', 'passed'],
  inputTokens: ['input_tokens', 'prompt_tokens'],
  outputTokens: ['output_tokens', 'completion_tokens'],
  costUsd: ['cost_usd', 'cost'],
  latencyMs: ['latency_ms'],
  finishReason: ['finish_reason', 'stop_reason'],
} as const;

/** A table of recorded answers: model, case or question, output. */
export const outputs: RecordingReader = {
  format: 'outputs',
  summary: 'recorded answers (CSV, TSV, JSON, JSONL, Parquet): model, case id or question, output',
  detect: (files) => (files.some(looksLikeOutputs) ? 0.8 : 0),
  read: async (context) => {
    const files = context.files.filter(isTable);
    const rows = await Promise.all(files.map((file) => readRecords(file, context.notes)));
    return rows.flat().flatMap((row) => recordingOf(row, context));
  },
};

/** The first line of a table, or the first record, names a model or case and an output. */
function looksLikeOutputs(file: ForeignFile): boolean {
  if (!isTable(file)) return false;
  const start = textOfFile({ ...file, bytes: file.bytes.subarray(0, 100_000) });
  const line = /^[^\n]*/.exec(start)?.[0] ?? '';
  const words = new Set(
    /^\s*[[{]/.test(start)
      ? [...start.matchAll(/"(\w+)"\s*:/g)].map((match) => match[1] ?? '')
      : line.split(/[,\t]/).map((cell) => cell.trim().replaceAll('"', '')),
  );
  const has = (names: readonly string[]) => names.some((name) => words.has(name));
  const hasTargets = ['target', 'expected', 'ideal', 'vars', 'resps', 'sample_id'].some((word) =>
    words.has(word),
  );
  return has(COLUMNS.output) && (has(COLUMNS.model) || has(COLUMNS.score)) && !hasTargets;
}

function recordingOf({ fields, place }: Row, context: RecordingContext): Recording[] {
  const value = (role: keyof typeof COLUMNS) => valueOfRole(fields, COLUMNS[role]);
  const model = modelOrDefault(value('model'), context, place);
  const output = value('output');
  if (model === undefined) return [];
  if (output === undefined) {
    context.notes.dropped(
      place,
      'record',
      `it has no output; columns: ${Object.keys(fields).slice(0, 20).join(', ')}`,
      {
        fix: `call the column one of ${COLUMNS.output.join(', ')}`,
      },
    );
    return [];
  }
  const text =
    output === null ? null : typeof output === 'string' ? output : JSON.stringify(output);
  return [
    {
      model,
      caseId: textOrUndefined(value('caseId')),
      question: textOrUndefined(value('question')),
      trial: countOrNull(value('trial')) || undefined,
      outcome: value('finishReason') === 'length' ? 'truncated' : outcomeOfText(text),
      output: text,
      finishReason: textOrUndefined(value('finishReason')) ?? null,
      inputTokens: countOrNull(value('inputTokens')),
      outputTokens: countOrNull(value('outputTokens')),
      costUsd: numberOrNull(value('costUsd')),
      latencyMs: numberOrNull(value('latencyMs')),
      score: scoreFrom(value('score')),
      place,
    },
  ];
}

function valueOfRole(fields: JsonObject, names: readonly string[]): JsonValue | undefined {
  const name = names.find((each) => Object.hasOwn(fields, each));
  return name === undefined ? undefined : fields[name];
}

function textOrUndefined(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
