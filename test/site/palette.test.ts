import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

const tokens = await readFile(new URL('../../site/styles/tokens.css', import.meta.url), 'utf8');
const [normal = '', contrast = ''] = tokens.split('@media (prefers-contrast: more)');

type Scheme = 'light' | 'dark';
const SCHEMES: readonly Scheme[] = ['light', 'dark'];

/** Text that has to be read, and what it stands on. */
const TEXT = ['ink', 'ink-2', 'ink-3', 'accent', 'right', 'wrong'];
const GROUNDS = ['ground', 'raised', 'accent-soft'];
/** Marks that have to be seen. */
const MARKS = ['verified', 'self-reported', 'published', 'baseline', 'ink-3'];

for (const scheme of SCHEMES) {
  test(`text reaches 4.5 to 1 on every ground, ${scheme}`, () => {
    for (const text of TEXT)
      for (const ground of GROUNDS) {
        const ratio = contrastOf(colour(normal, text, scheme), colour(normal, ground, scheme));
        assert.ok(ratio >= 4.5, `${text} on ${ground}: ${ratio.toFixed(2)}`);
      }
  });

  test(`marks reach 3 to 1, ${scheme}`, () => {
    for (const mark of MARKS)
      for (const ground of GROUNDS) {
        const ratio = contrastOf(colour(normal, mark, scheme), colour(normal, ground, scheme));
        assert.ok(ratio >= 3, `${mark} on ${ground}: ${ratio.toFixed(2)}`);
      }
  });

  test(`more contrast means at least 7 to 1, and lines that can be seen, ${scheme}`, () => {
    const ground = colour(contrast, 'ground', scheme);
    for (const text of ['ink', 'ink-2', 'ink-3', 'accent'])
      assert.ok(contrastOf(colour(contrast, text, scheme), ground) >= 7, text);
    assert.ok(contrastOf(colour(contrast, 'line', scheme), ground) >= 3);
  });
}

function colour(css: string, name: string, scheme: Scheme): string {
  const [, light, dark] =
    new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css) ?? [];
  const value = scheme === 'light' ? light : dark;
  assert.ok(value, `--${name} is not in tokens.css`);
  return value;
}

/** Contrast by WCAG 2, from 1 to 21. */
function contrastOf(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const part = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}
