import { z } from 'zod';
import { isJsonObject, type JsonValue } from '../json.ts';
import type { SandboxLanguage, SandboxResult } from '../sandbox/sandbox.ts';
import { functionCall } from '../sandbox/tests.ts';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { scored, unscored } from './text/score.ts';

/** Options of `custom`. */
export interface CustomOptions {
  readonly file: string;
  readonly source: string;
  readonly timeout: number;
  readonly memory: number;
}

/** Longest program of a scorer, in characters. */
const MAX_SOURCE_CHARS = 100_000;

const LANGUAGES: Readonly<Record<string, SandboxLanguage>> = { py: 'python', js: 'javascript' };

const options: z.ZodType<CustomOptions> = z.strictObject({
  file: z
    .string()
    .min(4)
    .max(200)
    .regex(/\.(py|js)$/, 'must end in .py or .js')
    .describe('File of the benchmark with a function score(case), in Python or JavaScript.'),
  source: z
    .string()
    .max(MAX_SOURCE_CHARS)
    .default('')
    .describe('The program itself, in place of what the file holds.'),
  timeout: z.number().min(0.1).max(60).default(10).describe('Seconds for one answer.'),
  memory: z.int().min(64).max(1024).default(128).describe('Megabytes of memory.'),
});

/** A scorer that the benchmark's author wrote; it runs in the sandbox and nowhere else. */
export const custom: Scorer<CustomOptions> = {
  type: 'custom',
  version: 1,
  summary: "Runs the benchmark's own scorer, a function score(case), in the sandbox.",
  options,
  needsExpected: false,
  executes: true,
  threshold: 0.5,
  example: {
    options: {
      file: 'score.js',
      source: 'const score = ({ answer }) => (answer.startsWith("A") ? 1 : 0);',
    },
    right: 'Apple',
    wrong: 'Pear',
  },
  score: (input: ScoreInput, { file, source, timeout, memory }: CustomOptions): Score => {
    const language = LANGUAGES[file.split('.').at(-1) ?? ''];
    if (language === undefined || source.trim() === '') return unscored(`${file} was not read`);
    const { output, answer, expected = null, choices = null, variables, conversation } = input;
    const said = conversation?.map(({ role, content }) => ({ role, content }));
    const shown = {
      ...{ output, answer, expected, choices, variables },
      ...(said === undefined ? {} : { conversation: said }),
    };
    const result = input.executed?.({
      language,
      code: source,
      tests: functionCall('score', [shown]),
      timeoutMs: timeout * 1000,
      memoryMb: memory,
    });
    return scoreOf(result, input, file);
  },
};

/** What the author's function made of an answer. Its own failure is no verdict on the answer. */
function scoreOf(result: SandboxResult | undefined, input: ScoreInput, file: string): Score {
  const { answer } = input;
  if (result === undefined) return unscored(`${file} was not run`, answer);
  if (result.status !== 'passed') {
    // What was to be scored is the same as what failed; the line is one of the author's file.
    return unscored(`${file}: ${result.status}: ${result.message}`, answer);
  }
  return scoreOfValue(result.value ?? null, answer, file);
}

function scoreOfValue(value: JsonValue, answer: string | null, file: string): Score {
  const { score, reason, answer: read } = isJsonObject(value) ? value : { score: value };
  const words = typeof reason === 'string' && reason.trim() !== '' ? reason : `by ${file}`;
  const shown = typeof read === 'string' ? read : answer;
  if (typeof score === 'boolean') return scored(Number(score), shown, words);
  if (score === null) return unscored(words, shown);
  if (typeof score === 'number' && score >= 0 && score <= 1) return scored(score, shown, words);
  const found = JSON.stringify(score)?.slice(0, 60);
  return unscored(`${file}: score() gave ${found}, which is no number from 0 to 1`, answer);
}
