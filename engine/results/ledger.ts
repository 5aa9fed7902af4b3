import { z } from 'zod';

/** What one model on one benchmark was predicted to take in a run, and what it took. */
export interface LedgerEntry {
  /** Start of the run, ISO 8601 in UTC. */
  readonly time: string;
  readonly run_id: string;
  readonly benchmark: string;
  readonly model: string;
  /** Who paid: the login at GitHub in an Action, else the name in git. */
  readonly actor: string | null;
  /** Calls that were asked. */
  readonly calls: number;
  readonly predicted_usd: number | null;
  readonly predicted_usd_low: number;
  readonly predicted_usd_high: number;
  readonly predicted_basis: string;
  /** US dollars; `null` when the cost of a call is not known. */
  readonly actual_usd: number | null;
  readonly predicted_output_tokens: number;
  readonly actual_output_tokens: number;
  /** Past replies behind the prediction. */
  readonly predicted_replies?: number;
  /** Seconds of the whole run, all benchmarks and models together. */
  readonly predicted_seconds?: number;
  readonly actual_seconds?: number;
}

/** How good past predictions of the cost were. */
export interface PredictionRecord {
  /** Predictions that have an outcome to be compared with. */
  readonly predictions: number;
  /** Half of them were off by at most this share of what was spent. */
  readonly median_error: number;
  /** Share of them whose interval held what was spent, 0…1. */
  readonly inside: number;
}

const entrySchema: z.ZodType<LedgerEntry> = z.object({
  time: z.string(),
  run_id: z.string(),
  benchmark: z.string(),
  model: z.string(),
  actor: z.string().nullable(),
  calls: z.number(),
  predicted_usd: z.number().nullable(),
  predicted_usd_low: z.number(),
  predicted_usd_high: z.number(),
  predicted_basis: z.string(),
  actual_usd: z.number().nullable(),
  predicted_output_tokens: z.number(),
  actual_output_tokens: z.number(),
  predicted_replies: z.number().exactOptional(),
  predicted_seconds: z.number().exactOptional(),
  actual_seconds: z.number().exactOptional(),
});

/** The lines of a ledger; one that cannot be read is left out, since a ledger is only ever read. */
export function parseLedger(text: string): LedgerEntry[] {
  return text.split('\n').flatMap((line) => {
    const entry = entrySchema.safeParse(jsonOf(line));
    return entry.success ? [entry.data] : [];
  });
}

/** Entries as JSON Lines. */
export function ledgerText(entries: readonly LedgerEntry[]): string {
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
}

/** What past runs say of the predictions; `undefined` without one that cost anything. */
export function judgePredictions(entries: readonly LedgerEntry[]): PredictionRecord | undefined {
  const judged = entries.flatMap(
    ({ predicted_usd, actual_usd, predicted_usd_low, predicted_usd_high }) =>
      predicted_usd === null || actual_usd === null || actual_usd === 0
        ? []
        : [
            {
              error: Math.abs(predicted_usd - actual_usd) / actual_usd,
              inside: actual_usd >= predicted_usd_low && actual_usd <= predicted_usd_high,
            },
          ],
  );
  if (judged.length === 0) return undefined;
  const errors = judged.map(({ error }) => error).sort((a, b) => a - b);
  return {
    predictions: judged.length,
    median_error: errors[Math.floor(errors.length / 2)] ?? 0,
    inside: judged.filter(({ inside }) => inside).length / judged.length,
  };
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
