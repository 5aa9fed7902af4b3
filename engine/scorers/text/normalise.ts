/** What does not count when two texts are compared. */
export interface TextRules {
  readonly ignore_case: boolean;
  readonly ignore_punctuation: boolean;
  readonly ignore_whitespace: boolean;
  readonly ignore_articles: boolean;
  readonly unicode: 'none' | 'nfc' | 'nfkc';
}

const ARTICLES = /(?<![\p{L}\p{N}])(?:a|an|the)(?![\p{L}\p{N}])/giu;

/** The text with everything taken away that the rules say does not count; ends are trimmed. */
export function normaliseText(text: string, rules: TextRules): string {
  let result = rules.unicode === 'none' ? text : text.normalize(rules.unicode.toUpperCase());
  if (rules.ignore_case) result = foldCase(result);
  if (rules.ignore_punctuation) result = withoutPunctuation(result);
  if (rules.ignore_articles) result = withoutArticles(result);
  if (rules.ignore_whitespace) return result.replaceAll(/\s+/g, '');
  const collapses = rules.ignore_punctuation || rules.ignore_articles;
  return collapses ? result.replaceAll(/\s+/g, ' ').trim() : result.trim();
}

/** One spelling for upper and lower case. Upper case first, so that “ß” meets “SS”, “ς” meets “σ”. */
export function foldCase(text: string): string {
  return text.toUpperCase().toLowerCase();
}

/**
 * Without punctuation, as SQuAD's normalisation deletes it, but for marks that make another number
 * of a number: “3.14” is not “314” and “-5” is not “5”. A text of nothing else stays.
 */
export function withoutPunctuation(text: string): string {
  const result = text.replaceAll(/\p{P}/gu, (mark, offset: number) =>
    isPartOfNumber(text, offset) ? mark : '',
  );
  return result.trim() === '' ? text : result;
}

/** Without the words a, an and the; a text of nothing else stays, so the option “A” stays. */
export function withoutArticles(text: string): string {
  const result = text.replaceAll(ARTICLES, '');
  return result.trim() === '' ? text : result;
}

/** With every run of white space as one space, and none at the ends. */
export function collapseSpace(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

function isPartOfNumber(text: string, offset: number): boolean {
  if (!isDigit(text[offset + 1])) return false;
  if (isDigit(text[offset - 1])) return /[.,:/-]/.test(text[offset] ?? '');
  const startsWord = offset === 0 || /[\s([]/.test(text[offset - 1] ?? '');
  return startsWord && /[-.]/.test(text[offset] ?? '');
}

function isDigit(char: string | undefined): boolean {
  return char !== undefined && char >= '0' && char <= '9';
}
