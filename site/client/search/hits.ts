import type { Part } from '../../../engine/search/highlight.ts';
import type { Hit, SearchResult } from '../../../engine/search/search.ts';
import { caseAnchor, segment } from '../../lib/address.ts';
import { element } from './element.ts';

/** Draws what was found, the words that matched marked. */
export function drawHits(root: HTMLElement, hits: readonly Hit[], library: string): void {
  root.replaceChildren(...hits.map((hit) => drawn(hit, library)));
}

function drawn(hit: Hit, library: string): HTMLElement {
  const page = `${library}${segment(hit.benchmark)}/`;
  const title = element('h2', { dir: 'auto' }, element('a', { href: page }, ...marked(hit.title)));
  const cases = hit.cases.map((one) =>
    element(
      'li',
      { dir: 'auto' },
      element('a', { href: `${page}cases/#${caseAnchor(one.case)}` }, one.case),
      ' ',
      ...marked(one.text),
    ),
  );
  const more = hit.matchingCases - hit.cases.length;
  const why = [
    hit.why,
    ...(more > 0 ? [`${more} more ${more === 1 ? 'case' : 'cases'}`] : []),
  ].filter((text) => text !== '');
  return element(
    'li',
    {},
    title,
    element('p', { dir: 'auto' }, ...marked(hit.excerpt)),
    ...(cases.length > 0 ? [element('ul', {}, ...cases)] : []),
    ...(why.length > 0 ? [element('p', { class: 'note' }, why.join(' · '))] : []),
  );
}

function marked(parts: readonly Part[]): (Node | string)[] {
  return parts.map(({ text, isMarked }) => (isMarked ? element('mark', {}, text) : text));
}

/** How many were found, and what was looked for instead of unknown words. */
export function statusOf({ total, corrected }: SearchResult, all: number): string {
  const instead = corrected.map(({ written, meant }) => `${meant} for ${written}`).join(', ');
  return `${total} of ${all} shown${instead === '' ? '' : `; looked for ${instead}`}`;
}
