import { z } from 'zod';
import { acceptedAnswers, type Score, type ScoreInput, type Scorer } from './scorer.ts';
import { detectLanguage, LANGUAGES } from './text/detect-language.ts';
import { nothingExpected, nothingToScore, quote, scored, textOf, unscored } from './text/score.ts';

/** Options of `language`. */
export interface LanguageOptions {
  /** Accepted instead of the expected value. */
  readonly values?: readonly string[];
}

const options: z.ZodType<LanguageOptions> = z.strictObject({
  values: z
    .array(z.enum(LANGUAGES))
    .min(1)
    .exactOptional()
    .describe('Codes of the languages (ISO 639-1) that are accepted, not the expected value.'),
});

/** The answer is in a given language, told by its script, frequent words and letters. */
export const language: Scorer<LanguageOptions> = {
  type: 'language',
  version: 1,
  summary: 'The answer is written in a given language, one of 36 that can be told apart.',
  options,
  needsExpected: true,
  expectedDescribes: true,
  threshold: 1,
  example: {
    options: { values: ['fr'] },
    right: 'Je ne sais pas encore où nous allons.',
    wrong: "I don't know yet where we are going.",
  },
  score: scoreLanguage,
};

function scoreLanguage(input: ScoreInput, { values }: LanguageOptions): Score {
  const wanted = (values ?? acceptedAnswers(input.expected)).map((item) => codeOf(textOf(item)));
  if (wanted.length === 0) return nothingExpected();
  const unknown = wanted.find((code) => !LANGUAGES.includes(code));
  if (unknown !== undefined) return unscored(`${quote(unknown)} is not a language known here`);
  const { answer } = input;
  if (answer === null) return nothingToScore();
  const found = detectLanguage(answer);
  if (found.language === null) return unscored('too few words to tell the language', answer.trim());
  const isRight = wanted.includes(found.language);
  const reason = isRight
    ? `is in ${found.language}`
    : `expected ${wanted.join(', ')}, found ${found.language}`;
  return scored(isRight ? 1 : 0, answer.trim(), reason);
}

/** The language of a tag such as “pt-BR”; Norwegian by either of its written forms. */
function codeOf(tag: string): string {
  const code = tag.trim().toLowerCase().split(/[-_]/)[0] ?? '';
  return code === 'nb' || code === 'nn' ? 'no' : code;
}
