/** A fenced block of Markdown. */
export interface Fence {
  /** The word after the opening fence, lower case; empty when there is none. */
  readonly language: string;
  readonly content: string;
}

/** Closed fenced blocks of a text in order. An opening fence without its end opens none. */
export function fencesOf(text: string): Fence[] {
  const fences: Fence[] = [];
  let open: { readonly mark: string; readonly language: string; readonly start: number } | null =
    null;
  let at = 0;
  for (const line of text.split('\n')) {
    const [, mark = '', language = ''] = /^ {0,3}(`{3,}|~{3,})\s*([\w+#.-]*)/.exec(line) ?? [];
    if (open === null && mark !== '') {
      open = { mark, language: language.toLowerCase(), start: at + line.length + 1 };
    } else if (open !== null && closes(line, open.mark)) {
      fences.push({
        language: open.language,
        content: text.slice(open.start, Math.max(open.start, at - 1)),
      });
      open = null;
    }
    at += line.length + 1;
  }
  return fences;
}

/** The content of the last fence in one of the languages, else of the last without a language. */
export function lastFence(text: string, languages: readonly string[]): string | undefined {
  const fences = fencesOf(text);
  const named = fences.findLast(({ language }) => languages.includes(language));
  return (named ?? fences.findLast(({ language }) => language === ''))?.content;
}

function closes(line: string, mark: string): boolean {
  const bare = line.trim();
  return bare.startsWith(mark) && bare.replaceAll(mark.charAt(0), '') === '';
}
