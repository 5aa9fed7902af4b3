import PDFDocument from 'pdfkit';
import { coverageOf, type Drawable, drawable, FONTS, type Weight } from './fonts.ts';

/** An element of the structure that screen readers walk through. */
export type Element = PDFKit.PDFStructureElement;

/** How a text is drawn. Lengths are points of 1/72 inch. */
export interface TextStyle {
  readonly size?: number;
  readonly weight?: Weight;
  readonly colour?: string;
  /** The text is cut off with an ellipsis after so many lines. */
  readonly lines?: number;
  readonly align?: 'left' | 'right' | 'center';
}

/** Room round the text of a page. */
export const MARGIN = 48;
/** Room below the text, where the number of the page stands. */
const FOOT = 60;
const BODY_SIZE = 9.5;
export const INK = '#1a1a1a';
export const INK_PALE = '#5c5c5c';

/** PDF/UA-1, which PDFKit writes and its types do not know yet. */
const UNIVERSAL_ACCESS: object = { subset: 'PDF/UA' };

/** What the whole document says of itself. */
export interface DocumentFacts {
  readonly title: string;
  readonly author: string;
  /** Language of the text, as in HTML. */
  readonly language: string;
  /** The date of its data, so that equal data give equal bytes. */
  readonly date: Date;
}

/** A document of pages of A4 with a tree of structure, drawn from top to bottom. */
export class Pages {
  readonly pdf: PDFKit.PDFDocument;
  /** The element that holds all others. */
  readonly root: Element;
  readonly #has: (codePoint: number) => boolean;
  readonly #chunks: Uint8Array[] = [];
  readonly #ended: Promise<void>;

  constructor({ title, author, language, date }: DocumentFacts) {
    this.pdf = new PDFDocument({
      ...UNIVERSAL_ACCESS,
      size: 'A4',
      margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: FOOT },
      bufferPages: true,
      pdfVersion: '1.7',
      tagged: true,
      displayTitle: true,
      lang: language,
      font: FONTS.regular,
      info: { Title: title, Author: author, Creator: 'BenchmarkHub', CreationDate: date },
    });
    this.#has = coverageOf(Reflect.get(this.pdf, '_font'));
    for (const [name, path] of Object.entries(FONTS)) this.pdf.registerFont(name, path);
    this.pdf.on('data', (chunk: Uint8Array) => this.#chunks.push(chunk));
    this.#ended = new Promise((done) => this.pdf.on('end', done));
    this.root = this.pdf.struct('Document', { title });
    this.pdf.addStructure(this.root);
  }

  /** Width of the text, in points. */
  get width(): number {
    return this.pdf.page.width - 2 * MARGIN;
  }

  get bottom(): number {
    return this.pdf.page.height - FOOT;
  }

  /** Goes to a new page unless there are so many points left. @returns whether it did */
  keep(height: number): boolean {
    if (this.pdf.y + height <= this.bottom) return false;
    this.pdf.addPage();
    return true;
  }

  /** Adds an element whose content is drawn by a function. */
  element(parent: Element, type: string, draw: () => void, options: object = {}): void {
    parent.add(this.pdf.struct(type, options, [draw]));
  }

  /** Adds an element that is one text; what the font cannot show is still told by the element. */
  text(parent: Element, type: string, text: string, draw: () => void, options: object = {}): void {
    const { actual } = this.safe(text);
    this.element(parent, type, draw, actual === undefined ? options : { ...options, actual });
  }

  /** Adds an element that only holds others; they must be drawn inside `fill`. */
  group(parent: Element, type: string, fill: (element: Element) => void): void {
    const element = this.pdf.struct(type);
    parent.add(element);
    fill(element);
    element.end();
  }

  /** A heading with its level, 1…6, also an entry of the outline. */
  heading(parent: Element, level: 1 | 2 | 3, text: string): void {
    const size = { 1: 20, 2: 14, 3: 11 }[level];
    this.keep(size * 6);
    if (level > 1) this.pdf.moveDown(level === 2 ? 1.2 : 0.7);
    const { shown } = this.safe(text, 200);
    if (level < 3) this.pdf.outline.addItem(shown);
    this.text(parent, `H${level}`, text, () => this.write(text, { size, weight: 'bold' }));
    this.pdf.moveDown(0.3);
  }

  paragraph(parent: Element, text: string, style: TextStyle = {}): void {
    this.keep(30);
    this.text(parent, 'P', text, () => this.write(text, style));
    this.pdf.moveDown(0.5);
  }

  /** Draws a text at the place that was reached, as wide as the page. */
  write(text: string, style: TextStyle = {}): void {
    this.writeAt(text, { x: MARGIN, y: this.pdf.y, width: this.width }, style);
  }

  /** Draws a text in a column. */
  writeAt(
    text: string,
    { x, y, width }: { readonly x: number; readonly y: number; readonly width: number },
    style: TextStyle = {},
  ): void {
    const { shown } = this.safe(text);
    const { colour = INK, align = 'left', lines } = style;
    this.#font(style).fillColor(colour);
    const height = lines === undefined ? undefined : lines * this.pdf.currentLineHeight(true);
    this.pdf.text(shown, x, y, {
      width,
      align,
      ...(height === undefined ? {} : { height: height + 0.1, ellipsis: '…' }),
    });
  }

  /** Height of a text in a column, in points. */
  heightOf(text: string, width: number, style: TextStyle = {}): number {
    const { shown } = this.safe(text);
    const height = this.#font(style).heightOfString(shown, { width });
    const most = (style.lines ?? Number.POSITIVE_INFINITY) * this.pdf.currentLineHeight(true);
    return Math.min(height, most);
  }

  safe(text: string, most?: number): Drawable {
    return drawable(text, this.#has, most);
  }

  #font({ size = BODY_SIZE, weight = 'regular' }: TextStyle): PDFKit.PDFDocument {
    return this.pdf.font(weight).fontSize(size);
  }

  /** Numbers the pages, and gives the bytes of the file. */
  async end(footer: string): Promise<Uint8Array> {
    const { start, count } = this.pdf.bufferedPageRange();
    for (let page = start; page < start + count; page++) {
      this.pdf.switchToPage(page);
      this.#foot(`${footer} · page ${page + 1} of ${count}`);
    }
    this.root.end();
    this.pdf.end();
    await this.#ended;
    return Buffer.concat(this.#chunks);
  }

  /** The foot is no part of the text, so a screen reader leaves it out. */
  #foot(text: string): void {
    const { page } = this.pdf;
    page.margins.bottom = 0;
    this.pdf.markContent('Artifact', { type: 'Pagination' });
    const place = { x: MARGIN, y: page.height - FOOT / 2 - 6, width: this.width };
    this.writeAt(text, place, { size: 8, colour: INK_PALE, lines: 1, align: 'center' });
    this.pdf.endMarkedContent();
    page.margins.bottom = FOOT;
  }
}
