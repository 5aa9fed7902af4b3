import { parse, type Spec, View } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import type { ChartFile } from '../../lib/charts/chart-view.ts';
import { withColours } from './colours.ts';
import { canZoom, enableZoom, withZoom } from './zoom.ts';

/** Times the size on a page, so that a picture can be printed. */
const PNG_SCALE = 3;

/** Draws a chart anew so that it answers to pointers, in place of its picture. */
export async function explore(
  tools: HTMLElement,
  file: ChartFile,
  say: (text: string) => void,
): Promise<void> {
  if (tools.querySelector('.drawing') !== null) return;
  const box = document.createElement('div');
  box.className = 'drawing';
  tools.querySelector('p')?.after(box);
  const view = viewOf(withZoom(file.vega as Spec), { renderer: 'svg', container: box });
  await view.runAsync();
  fit(box, file.title);
  const tell = (_: unknown, item: { datum?: unknown } | null | undefined) => {
    const text = describe(file, item?.datum);
    if (text !== '') say(text);
  };
  view.addEventListener('pointermove', tell);
  view.addEventListener('pointerdown', tell);
  if (canZoom(view)) enableZoom(view, box);
  say('Point at a mark to read its numbers.');
}

/** As tall as wide allows: what Vega gives is a fixed size. */
function fit(box: HTMLElement, title: string): void {
  const svg = box.querySelector('svg');
  if (svg === null) return;
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', title);
  svg.removeAttribute('height');
}

/** The picture as a file of its own, in the colours of the theme. */
export async function svg(file: ChartFile): Promise<Blob> {
  const text = await viewOf(withColours(file.vega as Spec), { renderer: 'none' }).toSVG();
  return new Blob([text], { type: 'image/svg+xml' });
}

export async function png(file: ChartFile): Promise<Blob> {
  const view = viewOf(withColours(file.vega as Spec), { renderer: 'none' });
  // Drawn by the page itself, so that it is an element whatever the types allow for.
  const canvas = (await view.toCanvas(PNG_SCALE)) as HTMLCanvasElement;
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) =>
      blob === null ? reject(new Error('the picture could not be made')) : resolve(blob),
    ),
  );
}

/** The policy of the site allows no code made of text, hence the interpreter. */
function viewOf(spec: Spec, options: { renderer: 'svg' | 'none'; container?: HTMLElement }): View {
  return new View(parse(spec, undefined, { ast: true }), {
    ...options,
    expr: expressionInterpreter,
  });
}

/** `openai/gpt-4o-mini · Score, points 81.4 · …`. */
function describe({ columns }: ChartFile, datum: unknown): string {
  if (typeof datum !== 'object' || datum === null) return '';
  const fields: Readonly<Record<string, unknown>> = { ...datum };
  const parts = columns.flatMap(({ field, name }) => {
    const value = fields[field];
    if (typeof value === 'number') return [`${name} ${Number(value.toPrecision(4))}`];
    return typeof value === 'string' ? [value] : [];
  });
  return parts.join(' · ');
}
