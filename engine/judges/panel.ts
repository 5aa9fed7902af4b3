import { z } from 'zod';
import { hashOf } from '../hash.ts';
import type { Model } from '../model/model.ts';
import { QUESTION_VERSION } from './question.ts';

/** Which models judge, and how, as a benchmark or a workspace writes it. */
export interface PanelFile {
  readonly models: readonly string[];
  readonly mode?: PanelMode;
  readonly recuse?: 'family' | 'model';
  readonly overlap?: number;
  readonly confidence?: number;
  readonly repeat?: number;
  readonly max_tokens?: number;
  readonly structured?: boolean;
}

/** How judges share the work. */
export type PanelMode = 'single' | 'jury' | 'round_robin' | 'cascade';

/** Which models judge, and how; every default filled in. */
export interface Panel extends Required<PanelFile> {}

export const panelSchema: z.ZodType<PanelFile> = z.strictObject({
  models: z
    .array(z.string().min(1).max(200))
    .min(1)
    .max(9)
    .describe('Ids of the models that judge, in order of preference.'),
  mode: z
    .enum(['single', 'jury', 'round_robin', 'cascade'])
    .exactOptional()
    .describe(
      'single: the first that may; jury: three, which is what three models mean unless written; round_robin: one a case in turn; cascade: the first, and the others where it is not sure.',
    ),
  recuse: z
    .enum(['family', 'model'])
    .exactOptional()
    .describe("Whom a judge never judges: its vendor's models (unless written), or only itself."),
  overlap: z
    .number()
    .min(0)
    .max(1)
    .exactOptional()
    .describe('Share of the cases that round_robin gives to the whole panel; 0.1 unless written.'),
  confidence: z
    .number()
    .min(0)
    .max(1)
    .exactOptional()
    .describe('Confidence below which a cascade asks the others; 0.8 unless written.'),
  repeat: z
    .number()
    .min(0)
    .max(1)
    .exactOptional()
    .describe(
      'Share of the cases that are judged twice to see how constant a judge is; 0.05 unless written.',
    ),
  max_tokens: z
    .int()
    .min(100)
    .max(32_000)
    .exactOptional()
    .describe('Longest reply of a judge; 2000 unless written.'),
  structured: z
    .boolean()
    .exactOptional()
    .describe(
      'Whether judges are asked for JSON by schema; write false for models that refuse it.',
    ),
});

/** A panel with its defaults. */
export function panelOf(file: PanelFile): Panel {
  return {
    mode: file.models.length >= 3 ? 'jury' : 'single',
    recuse: 'family',
    overlap: 0.1,
    confidence: 0.8,
    repeat: 0.05,
    max_tokens: 2000,
    structured: true,
    ...file,
  };
}

/** What makes two judgements comparable; part of every `score_key` and of the fingerprint. */
export function panelRecipe(panel: Panel): object {
  return { ...panel, question: QUESTION_VERSION };
}

/** Judges of one case, those whose votes count first. */
export interface Bench {
  readonly judges: readonly Model[];
  /** Judges that only measure the others. */
  readonly extra: readonly Model[];
  /** Asked only where the first is not sure. */
  readonly reserve: readonly Model[];
  /** Valid votes that a score needs. */
  readonly quorum: number;
  /** Whether the first vote is asked for twice. */
  readonly twice: boolean;
}

/**
 * Who judges a case. A judge is never asked about its own answers, nor, unless the panel says
 * otherwise, about those of its vendor. The same case and model always get the same judges.
 *
 * @returns why nobody can judge it, where that is so
 */
export function benchOf(
  panel: Panel,
  models: readonly Model[],
  candidate: Pick<Model, 'id' | 'vendor'>,
  seed: string,
): Bench | string {
  const fit = models.filter(
    ({ id, vendor }) =>
      id !== candidate.id && (panel.recuse === 'model' || !isSameVendor(vendor, candidate.vendor)),
  );
  const [first] = fit;
  if (first === undefined)
    return `no judge may judge ${candidate.id}: all are ${panel.recuse === 'family' ? 'of its vendor' : 'itself'}`;
  const twice = shareOf(seed, 'twice') < panel.repeat;
  const usual = { extra: [], reserve: [], quorum: 1, twice };
  if (panel.mode === 'single') return { ...usual, judges: [first] };
  if (panel.mode === 'jury') {
    if (fit.length < 2) return 'a jury needs two judges that are not recused';
    return { ...usual, judges: fit.slice(0, 3), quorum: 2 };
  }
  if (panel.mode === 'cascade') return { ...usual, judges: [first], reserve: fit.slice(1, 3) };
  const turn = Math.floor(shareOf(seed, 'turn') * fit.length);
  const chosen = fit[turn] ?? first;
  const others = fit.filter((model) => model !== chosen);
  return {
    ...usual,
    judges: [chosen],
    extra: shareOf(seed, 'overlap') < panel.overlap ? others : [],
  };
}

function isSameVendor(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

/** A number 0…1 that is always the same for a seed. */
function shareOf(seed: string, purpose: string): number {
  return Number.parseInt(hashOf([seed, purpose]).slice(0, 8), 16) / 2 ** 32;
}
