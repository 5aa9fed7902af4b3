import { parse } from 'yaml';
import { z } from 'zod';
import { hashOf } from '../hash.ts';
import { PROMPT_TEXTS } from './prompts/index.ts';
import { criteriaSchema, type WrittenCriterion } from './rubric.ts';

/** What a reply to a prompt looks like. */
export type PromptShape = 'criteria' | 'pair' | 'claims' | 'choice';

/** A worked example that the judge is shown. */
export interface Anchor {
  readonly candidate: string;
  readonly verdict: string;
  readonly why: string;
}

/** A versioned instruction for a judge. */
export interface JudgePrompt {
  /** `id@version`. */
  readonly id: string;
  readonly shape: PromptShape;
  readonly title: string;
  readonly summary: string;
  /** What is judged where the benchmark says nothing. */
  readonly criteria: readonly WrittenCriterion[];
  readonly anchors: readonly Anchor[];
  /** Answers that try to be passed without being right; never sent. */
  readonly adversarial: readonly string[];
  readonly instructions: string;
  /** SHA-256 of the file. */
  readonly hash: string;
}

const text = z.string().min(1).max(4000);

const frontSchema: z.ZodType<Omit<JudgePrompt, 'id' | 'instructions' | 'hash'>> = z.strictObject({
  shape: z.enum(['criteria', 'pair', 'claims', 'choice']),
  title: text,
  summary: text,
  criteria: criteriaSchema.default([]),
  anchors: z
    .array(z.strictObject({ candidate: text, verdict: text, why: text }))
    .min(3)
    .max(6),
  adversarial: z.array(text).min(3),
});

/**
 * Reads a prompt: YAML between two lines of `---`, then the instructions.
 *
 * @throws Error when it is none.
 */
export function parsePrompt(id: string, file: string): JudgePrompt {
  const [, front, instructions] = /^---\n([\s\S]*?)\n---\n([\s\S]+)$/.exec(file) ?? [];
  if (front === undefined || instructions === undefined)
    throw new Error(`the prompt ${id} does not begin with YAML between two lines of ---`);
  const fields = frontSchema.parse(parse(front));
  return { id, ...fields, instructions: instructions.trim(), hash: hashOf(file) };
}

const read = new Map<string, JudgePrompt>();

/** A prompt by `id@version`, or the newest of an id; `undefined` when there is none. */
export function promptNamed(name: string): JudgePrompt | undefined {
  const id = name.includes('@') ? name : newestOf(name);
  if (id === undefined || !Object.hasOwn(PROMPT_TEXTS, id)) return undefined;
  const known = read.get(id) ?? parsePrompt(id, PROMPT_TEXTS[id] ?? '');
  read.set(id, known);
  return known;
}

/** Ids of the prompts that score answers, sorted; the others sort failures and audit cases. */
export function promptIds(): string[] {
  return Object.keys(PROMPT_TEXTS).filter((id) =>
    /^---\nshape: (criteria|pair|claims)\n/.test(PROMPT_TEXTS[id] ?? ''),
  );
}

function newestOf(id: string): string | undefined {
  const versionOf = (name: string) => Number(name.split('@')[1] ?? 0);
  return Object.keys(PROMPT_TEXTS)
    .filter((name) => name.split('@')[0] === id)
    .sort((a, b) => versionOf(b) - versionOf(a))[0];
}
