import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Noto Sans in two weights; of each, a PDF holds only the glyphs it shows. */
export const FONTS: Readonly<Record<Weight, string>> = {
  regular: require.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'),
  bold: require.resolve('@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf'),
};

export type Weight = 'regular' | 'bold';

/** Stands where the font has no glyph. */
export const NO_GLYPH = '□';

/** A text as it can be drawn. */
export interface Drawable {
  readonly shown: string;
  /** The text itself, where it differs: readers of the file copy, find and speak this one. */
  readonly actual: string | undefined;
}

/**
 * Any text of a stranger as one line that can be drawn: without controls and what is not seen or
 * turns the direction of writing, a box in place of every character that the font lacks.
 *
 * @param has whether the font has a glyph for a code point
 */
export function drawable(
  text: string,
  has: (codePoint: number) => boolean,
  most: number = 2_000,
): Drawable {
  const plain = spoken(text, most);
  const shown = [...plain]
    .map((character) => (has(character.codePointAt(0) ?? 0) ? character : NO_GLYPH))
    .join('');
  return { shown, actual: shown === plain ? undefined : plain };
}

/** Any text as one line to be read aloud, which needs no glyphs. */
export function spoken(text: string, most: number = 10_000): string {
  const plain = text
    .slice(0, most * 4)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]+/gu, ' ')
    .trim();
  const characters = [...plain];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : plain;
}

/** Whether a font that PDFKit has opened has a glyph, for which PDFKit itself has no question. */
export function coverageOf(opened: unknown): (codePoint: number) => boolean {
  const font = property(opened, 'font');
  const ask = property(font, 'hasGlyphForCodePoint');
  if (typeof ask !== 'function') throw new Error('the font cannot be asked for its glyphs');
  return (codePoint) => ask.call(font, codePoint) === true;
}

function property(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined;
}
