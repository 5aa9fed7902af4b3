import { isJsonObject } from '../../json.ts';
import type { ForeignFile } from '../import/importer.ts';
import { type Row, readRecords, textOfFile } from '../import/source.ts';
import {
  countOrNull,
  numberOrNull,
  outcomeOfText,
  type Recording,
  type RecordingContext,
  type RecordingReader,
  scoreFrom,
} from './recording.ts';

/** Instances of Every Eval Ever. */
export const everyEvalEver: RecordingReader = {
  format: 'every-eval-ever',
  summary: 'instances of Every Eval Ever (JSONL)',
  detect: (files) => (files.some(isInstances) ? 0.95 : 0),
  read: async (context) => {
    const files = context.files.filter(isInstances);
    const rows = await Promise.all(files.map((file) => readRecords(file, context.notes)));
    return rows.flat().flatMap((row) => recordingOf(row, context));
  },
};

function isInstances(file: ForeignFile): boolean {
  if (!file.path.endsWith('.jsonl')) return false;
  const start = textOfFile({ ...file, bytes: file.bytes.subarray(0, 20_000) });
  return /"sample_id"\s*:/.test(start) && /"model_id"\s*:/.test(start);
}

function recordingOf({ fields, place }: Row, { notes }: RecordingContext): Recording[] {
  const { model_id, sample_id, input, output, evaluation, token_usage, performance, error } =
    fields;
  if (fields.interaction_type !== undefined && fields.interaction_type !== 'single_turn') {
    notes.dropped(
      place,
      'instance',
      `a ${String(fields.interaction_type)} conversation cannot be scored again`,
    );
    return [];
  }
  const [raw] = isJsonObject(output) ? [output.raw ?? []].flat() : [];
  const text = typeof raw === 'string' ? raw : null;
  const usage = isJsonObject(token_usage) ? token_usage : {};
  const speed = isJsonObject(performance) ? performance : {};
  const asked = isJsonObject(input) ? input.raw : undefined;
  const metadata = isJsonObject(fields.metadata) ? fields.metadata : {};
  return [
    {
      model: String(model_id),
      caseId: String(sample_id),
      question: typeof asked === 'string' ? asked : undefined,
      trial: countOrNull(metadata.trial) ?? undefined,
      outcome: outcomeOfText(text),
      output: text,
      inputTokens: countOrNull(usage.input_tokens),
      outputTokens: countOrNull(usage.output_tokens),
      reasoningTokens: countOrNull(usage.reasoning_tokens),
      latencyMs: numberOrNull(speed.latency_ms),
      firstTokenMs: numberOrNull(speed.time_to_first_token_ms),
      error: typeof error === 'string' ? error : null,
      score: isJsonObject(evaluation) ? scoreFrom(evaluation.score) : null,
      place,
    },
  ];
}
