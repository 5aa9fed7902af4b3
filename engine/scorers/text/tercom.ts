import { words } from './tokens.ts';

/** How Tercom's normaliser prepares a text. */
export interface TercomRules {
  readonly normalise: boolean;
  readonly ignore_punctuation: boolean;
  readonly ignore_case: boolean;
  /** Chinese and Japanese characters are words of their own, where the other rules apply. */
  readonly asian: boolean;
}

/** Words of a text as sacrebleu's tokeniser “tercom” makes them. */
export function tercomWords(text: string, rules: TercomRules): string[] {
  let result = text.trimEnd();
  if (rules.ignore_case) result = result.toLowerCase();
  if (rules.normalise) result = western(result);
  if (rules.normalise && rules.asian) result = eastern(result);
  if (rules.ignore_punctuation) result = result.replaceAll(/[.,?:;!"()]/g, '');
  if (rules.ignore_punctuation && rules.asian) {
    result = result.replaceAll(ASIAN_PUNCTUATION, '').replaceAll(WIDE_PUNCTUATION, '');
  }
  return words(result);
}

/** Joins lines, turns entities into characters, sets punctuation and possessives apart. */
function western(text: string): string {
  const plain = text
    .replaceAll('\n-', '')
    .replaceAll('\n', ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>');
  return ` ${plain} `
    .replaceAll(/[ -&(-+:-@[-`{-~/]/g, ' $& ')
    .replaceAll("'s ", " 's ")
    .replaceAll(/([^0-9])([.,])/g, '$1 $2 ')
    .replaceAll(/([.,])([^0-9])/g, ' $1 $2')
    .replaceAll(/([0-9])(-)/g, '$1 $2 ');
}

/** Sets Chinese characters, Japanese kanji and their punctuation apart; kana stay together. */
function eastern(text: string): string {
  return text
    .replaceAll(IDEOGRAPH, ' $& ')
    .replaceAll(ASIAN_PUNCTUATION, ' $& ')
    .replaceAll(WIDE_PUNCTUATION, ' $& ');
}

/** The blocks that Tercom names, with sacrebleu's end of the enclosed letters, U+3F22. */
const IDEOGRAPH =
  /[\u2e80-\u2eff\u31c0-\u31ef\u3200-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f]/g;
const ASIAN_PUNCTUATION = /[\u3001\u3002\u3008-\u3011\u3014-\u301f\uff61-\uff65\u30fb]/g;
const WIDE_PUNCTUATION = /[\uff0e\uff0c\uff1f\uff1a\uff1b\uff01\uff02\uff08\uff09]/g;
