/** Deeper elements are refused. */
const MAX_DEPTH = 200;
const NAME = /[\p{L}_:][\p{L}\p{N}_:.\-\u00b7]*/uy;
const SPACE = /\s*/y;
const REFERENCE = /&(?:lt|gt|amp|quot|apos|#\d{1,7}|#x[\dA-Fa-f]{1,6});/y;

/** What is told of each element when it opens: its name and those around it, the root first. */
export type VisitElement = (path: readonly string[]) => void;

/**
 * What keeps a text from being well-formed XML 1.0, as a sentence; `null` when it is. A document
 * type is refused, so no entity is ever defined, loaded or expanded; time is linear.
 */
export function xmlProblem(text: string, visit: VisitElement = () => undefined): string | null {
  return new XmlReader(text, visit).read();
}

class XmlReader {
  readonly #text: string;
  readonly #visit: VisitElement;
  readonly #open: string[] = [];
  #at = 0;
  #roots = 0;

  constructor(text: string, visit: VisitElement) {
    this.#text = text.replace(/^\uFEFF/, '');
    this.#visit = visit;
  }

  read(): string | null {
    while (this.#at < this.#text.length) {
      const problem = this.#text[this.#at] === '<' ? this.#markup() : this.#characters();
      if (problem !== null) return problem;
    }
    const unclosed = this.#open.at(-1);
    if (unclosed !== undefined) return `the element <${unclosed}> is not closed`;
    return this.#roots === 1 ? null : 'there is no element';
  }

  #markup(): string | null {
    if (this.#starts('<!--')) return this.#skipTo('-->', 'a comment');
    if (this.#starts('<?')) return this.#skipTo('?>', 'an instruction');
    if (this.#starts('<![CDATA[')) {
      return this.#open.length === 0
        ? 'text outside of the element'
        : this.#skipTo(']]>', 'a CDATA section');
    }
    if (this.#starts('<!')) return 'a document type is not accepted';
    return this.#starts('</') ? this.#closeTag() : this.#openTag();
  }

  #characters(): string | null {
    const next = this.#text.indexOf('<', this.#at);
    const end = next < 0 ? this.#text.length : next;
    const content = this.#text.slice(this.#at, end);
    if (this.#open.length === 0 && content.trim() !== '') return 'text outside of the element';
    this.#at = end;
    return referenceProblem(content);
  }

  #openTag(): string | null {
    this.#at++;
    const name = this.#take(NAME);
    if (name === '') return 'a “<” that begins no element';
    if (this.#open.length === 0 && ++this.#roots > 1) return 'there is more than one root element';
    if (this.#open.length >= MAX_DEPTH) return `elements nest deeper than ${MAX_DEPTH} levels`;
    this.#open.push(name);
    this.#visit(this.#open);
    const problem = this.#attributes(name);
    if (problem !== null) return problem;
    if (this.#starts('/>')) {
      this.#at += 2;
      this.#open.pop();
    } else if (this.#text[this.#at] === '>') this.#at++;
    else return `the tag <${name}> is not closed`;
    return null;
  }

  #attributes(element: string): string | null {
    const names = new Set<string>();
    for (;;) {
      const space = this.#take(SPACE);
      const name = this.#take(NAME);
      if (name === '') return null;
      if (space === '' || names.has(name))
        return `the attributes of <${element}> are not separate and unique`;
      names.add(name);
      const problem = this.#attributeValue(name);
      if (problem !== null) return problem;
    }
  }

  #attributeValue(name: string): string | null {
    this.#take(SPACE);
    if (this.#text[this.#at] !== '=') return `the attribute ${name} has no value`;
    this.#at++;
    this.#take(SPACE);
    const quote = this.#text.charAt(this.#at);
    const end = quote === '"' || quote === "'" ? this.#text.indexOf(quote, this.#at + 1) : -1;
    if (end < 0) return `the value of the attribute ${name} is not in quotes`;
    const value = this.#text.slice(this.#at + 1, end);
    this.#at = end + 1;
    return value.includes('<') ? `the attribute ${name} holds a “<”` : referenceProblem(value);
  }

  #closeTag(): string | null {
    this.#at += 2;
    const name = this.#take(NAME);
    this.#take(SPACE);
    if (name !== this.#open.pop() || name === '') return `</${name}> closes no open element`;
    if (this.#text[this.#at] !== '>') return `the tag </${name}> is not closed`;
    this.#at++;
    return null;
  }

  #skipTo(end: string, what: string): string | null {
    const at = this.#text.indexOf(end, this.#at + 2);
    if (at < 0) return `${what} is not closed`;
    this.#at = at + end.length;
    return null;
  }

  #starts(mark: string): boolean {
    return this.#text.startsWith(mark, this.#at);
  }

  #take(shape: RegExp): string {
    shape.lastIndex = this.#at;
    const found = shape.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }
}

/** Only the five entities of XML and characters by number are known. */
function referenceProblem(content: string): string | null {
  for (let at = content.indexOf('&'); at >= 0; at = content.indexOf('&', at + 1)) {
    REFERENCE.lastIndex = at;
    if (!REFERENCE.test(content)) return 'an “&” that begins no known entity';
  }
  return null;
}
