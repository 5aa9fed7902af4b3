const COMMON =
  /^(?:html|head|body|div|span|p|a|img|h[1-6]|ul|ol|li|table|tr|td|th|form|input|button|script|style|link|meta|br|hr)$/;
const TAG_NAME = /<(\/?)([A-Za-z][A-Za-z0-9-]{0,60})(?=[\s/>])/y;
const ATTRIBUTE = /\s[a-zA-Z-]{1,60}\s?=\s?["'][^"']{0,2000}["']/;
const ENTITY = /&(?:[a-zA-Z]{1,32}|#\d{1,7}|#x[\dA-Fa-f]{1,6});/;

/** What a text has of HTML. */
export interface HtmlSigns {
  /** Names of the elements that begin in it, lower case. */
  readonly elements: ReadonlySet<string>;
  /** Points: two and more make it HTML. */
  readonly points: number;
}

/**
 * Looks for HTML in a text by the signs and their weights of promptfoo's `contains-html`: a pair
 * of tags 2, one tag 1, a tag that closes itself 1, a document type 2, a common element 2, and 1
 * each for comments, entities and attributes. Linear in the text.
 */
export function htmlSigns(text: string): HtmlSigns {
  const tags = tagsOf(text);
  const elements = new Set(tags.filter(({ closing }) => !closing).map(({ name }) => name));
  const points =
    Number(elements.size > 0) +
    Number(tags.some(({ closing }) => closing)) +
    Number(tags.some(({ closing, source }) => !closing && source.endsWith('/>'))) +
    2 * Number([...elements].some((name) => COMMON.test(name))) +
    2 * Number(/<!doctype\s+html/i.test(text)) +
    Number(hasComment(text)) +
    Number(ENTITY.test(text)) +
    Number(tags.some(({ source }) => ATTRIBUTE.test(source)));
  return { elements, points };
}

interface Tag {
  readonly name: string;
  readonly closing: boolean;
  /** From `<` to `>`, at most 4,000 characters. */
  readonly source: string;
}

function tagsOf(text: string): Tag[] {
  const tags: Tag[] = [];
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
    TAG_NAME.lastIndex = at;
    const [, slash = '', name = ''] = TAG_NAME.exec(text) ?? [];
    if (name === '') continue;
    const end = text.indexOf('>', at);
    if (end < 0) break;
    tags.push({ name: name.toLowerCase(), closing: slash !== '', source: sourceOf(text, at, end) });
    at = end;
  }
  return tags;
}

function sourceOf(text: string, at: number, end: number): string {
  return end - at < 4_000 ? text.slice(at, end + 1) : `${text.slice(at, at + 4_000)}>`;
}

function hasComment(text: string): boolean {
  const start = text.indexOf('<!--');
  return start >= 0 && text.indexOf('-->', start + 4) >= 0;
}
