import { z } from 'zod';
import { punctuationTokens } from './punctuation.ts';

/** How a text is cut into tokens before n-grams are counted. */
export type TokenizerName = '13a' | 'intl' | 'zh' | 'char' | 'none';

/** The option `tokenizer` of the overlap scorers. */
export const tokenizerOption: z.ZodType<TokenizerName> = z
  .enum(['13a', 'intl', 'zh', 'char', 'none'])
  .default('13a')
  .describe(
    'Tokens: 13a as WMT for Western languages, intl by Unicode, zh Chinese characters, char every character, none at white space.',
  );

/** Tokens of a text as sacrebleu makes them: that of the same name there, white space trimmed. */
export function tokenize(text: string, name: TokenizerName): string[] {
  return TOKENIZERS[name](text.trimEnd());
}

/** What stands between white space. */
export function words(text: string): string[] {
  return text.split(/\p{White_Space}+/u).filter((word) => word !== '');
}

/** Runs of letters, marks and digits of any script in one case: punctuation is no token. */
export function foldedWords(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  );
}

const TOKENIZERS: Readonly<Record<TokenizerName, (text: string) => string[]>> = {
  '13a': (text) => punctuationTokens(` ${unescaped(text)} `),
  intl: (text) => words(spacedSymbols(text)),
  zh: (text) => punctuationTokens(text.trim().replaceAll(CHINESE, ' $& ')),
  char: (text) => [...text].filter((char) => char.trim() !== ''),
  none: words,
};

/** What mteval-v13a does before it tokenises: joins lines, turns entities into characters. */
function unescaped(text: string): string {
  return text
    .replaceAll('<skipped>', '')
    .replaceAll('-\n', '')
    .replaceAll('\n', ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>');
}

/** Spaces round punctuation that does not stand between digits, and round symbols (mteval-v14). */
function spacedSymbols(text: string): string {
  return text
    .replaceAll(/(\P{N})(\p{P})/gu, '$1 $2 ')
    .replaceAll(/(\p{P})(\P{N})/gu, ' $1 $2')
    .replaceAll(/\p{S}/gu, ' $& ');
}

/**
 * What sacrebleu takes for a Chinese character. Its ranges beyond U+FFFF were written with four
 * digits and so cover U+2001 to U+2A6D instead; kept, because scores are compared with it.
 */
const CHINESE =
  /[\u2001-\u2a6d\u2e80-\u2fdf\u2ff0-\u303f\u3100-\u312f\u31a0-\u31bf\u31c0-\u31ef\u3200-\u33ff\u3400-\u4db5\u4e00-\u9fbb\uf900-\ufa2d\ufa30-\ufa6a\ufa70-\ufad9\ufe10-\ufe1f\ufe30-\ufe4f\uff00-\uffef]/g;
