import { z } from 'zod';
import { parseSource } from '../benchmark/document.ts';
import { problemsFromIssues } from '../benchmark/issues.ts';
import { type PanelFile, panelSchema } from '../judges/panel.ts';
import type { Problem } from '../problem.ts';

/** `benchmarkhub.yaml`: what a workspace says of itself. */
export interface Settings {
  /** Title of the site. */
  readonly title: string;
  readonly description: string;
  /** `owner/name` at GitHub, for links. */
  readonly repository?: string;
  /** Address the site is published at, such as `https://example.org`. */
  readonly site?: string;
  /** Path below that address, beginning and ending with a slash. */
  readonly base: string;
  /** Judges of benchmarks that name none. */
  readonly judges?: PanelFile;
}

export const SETTINGS_FILE = 'benchmarkhub.yaml';

const DEFAULTS: Settings = {
  title: 'BenchmarkHub',
  description: 'LLM benchmarks that live in git, with the uncertainty beside every number.',
  base: '/',
};

const schema: z.ZodType<Partial<Settings>> = z.strictObject({
  title: z.string().min(1).max(100).exactOptional(),
  description: z.string().max(500).exactOptional(),
  repository: z
    .string()
    .regex(/^[\w.-]+\/[\w.-]+$/, 'must be owner/name')
    .exactOptional(),
  site: z
    .string()
    .regex(/^https?:\/\/[^/]+$/, 'must be an address without a path')
    .exactOptional(),
  base: z
    .string()
    .regex(/^\/([\w.-]+\/)*$/, 'must begin and end with a slash')
    .exactOptional(),
  judges: panelSchema.exactOptional(),
});

export function parseSettings(
  text: string,
  file: string = SETTINGS_FILE,
): { settings: Settings; problems: readonly Problem[] } {
  const document = parseSource(text, file);
  if (document.value === undefined) return { settings: DEFAULTS, problems: document.problems };
  const checked = schema.safeParse(document.value ?? {});
  if (checked.success) return { settings: { ...DEFAULTS, ...checked.data }, problems: [] };
  return {
    settings: DEFAULTS,
    problems: problemsFromIssues(checked.error.issues, document, schema),
  };
}
