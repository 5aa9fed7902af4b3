import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { type ChartFile, type ChartView, rowsOf } from '../charts/chart-view.ts';

// Vega-Lite gives every Set a method that loops over properties find, Astro's own among them.
if ('toJSON' in Set.prototype)
  Object.defineProperty(Set.prototype, 'toJSON', { enumerable: false });

/**
 * A chart as the markup of an SVG element that scales with its box. Vega escapes what it writes,
 * names of models included.
 */
export async function chartSvg(spec: TopLevelSpec, title: string, id: string): Promise<string> {
  const view = new View(parse(compile(spec).spec), { renderer: 'none' });
  const svg = await view.toSVG();
  view.finalize();
  const [width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)?.slice(1) ?? [];
  if (width === undefined || height === undefined) throw new Error('the chart has no viewBox');
  const open = `<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="${id}">`;
  return quiet(svg).replace(/^<svg[^>]*>/, `${open}<title id="${id}">${escapeText(title)}</title>`);
}

/** What a browser needs of a chart once somebody wants more of it than its picture. */
export function chartFile(chart: ChartView): ChartFile {
  const { title, finding, columns, spec } = chart;
  return { title, finding, columns, rows: rowsOf(chart), vega: compile(spec).spec };
}

/**
 * Without the roles and labels that Vega gives to its marks: to a screen reader the drawing is one
 * image with a title, and its table says the rest.
 */
function quiet(svg: string): string {
  return svg.replaceAll(TAG, (tag) => tag.replaceAll(SPOKEN, ''));
}

const TAG = /<[a-z]+(?: [\w:-]+="[^"]*")*\/?>/gi;
const SPOKEN = / (?:role|aria-[a-z]+)="[^"]*"/g;

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
