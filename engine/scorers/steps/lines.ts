import { z } from 'zod';
import type { Step } from '../step.ts';

/** The first line that is not blank. */
export const firstLine: Step = {
  step: 'first_line',
  version: 1,
  summary: 'Takes the first line that is not blank.',
  options: z.strictObject({}),
  example: { options: {}, input: '\n Paris \nIt lies on the Seine.', output: 'Paris' },
  extract: (text: string): string | null => firstLineOf(text.trim()),
};

/** The last line that is not blank. */
export const lastLine: Step = {
  step: 'last_line',
  version: 1,
  summary: 'Takes the last line that is not blank.',
  options: z.strictObject({}),
  example: { options: {}, input: 'It lies on the Seine.\nParis\n\n', output: 'Paris' },
  extract: (text: string): string | null => lastLineOf(text.trim()),
};

function firstLineOf(text: string): string | null {
  const end = text.search(/[\r\n]/);
  return (end < 0 ? text : text.slice(0, end)).trim() || null;
}

function lastLineOf(text: string): string | null {
  const start = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1;
  return text.slice(start).trim() || null;
}
