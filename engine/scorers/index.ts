import { choice } from './choice.ts';
import { equals } from './equals.ts';
import { includes } from './includes.ts';
import { json } from './json.ts';
import { levenshtein } from './levenshtein.ts';
import { number } from './number.ts';
import { regex } from './regex.ts';
import type { Scorer } from './scorer.ts';
import { startsWith } from './starts-with.ts';
import type { Step } from './step.ts';
import { after } from './steps/after.ts';
import { boxed } from './steps/boxed.ts';
import { lower, trim } from './steps/case-and-space.ts';
import { jsonPath } from './steps/json-path.ts';
import { lastNumber } from './steps/last-number.ts';
import { firstLine, lastLine } from './steps/lines.ts';
import { regexStep } from './steps/regex.ts';
import { stripMarkdown } from './steps/strip-markdown.ts';
import { stripReasoning } from './steps/strip-reasoning.ts';

/** Every scorer by its type. */
export const SCORERS: Readonly<Record<string, Scorer>> = {
  choice,
  equals,
  includes,
  json,
  levenshtein,
  number,
  regex,
  starts_with: startsWith,
};

/** Every extract step by its name. */
export const STEPS: Readonly<Record<string, Step>> = {
  after,
  boxed,
  first_line: firstLine,
  json_path: jsonPath,
  last_line: lastLine,
  last_number: lastNumber,
  lower,
  regex: regexStep,
  strip_markdown: stripMarkdown,
  strip_reasoning: stripReasoning,
  trim,
};
