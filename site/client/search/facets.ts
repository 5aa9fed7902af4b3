import { FACETS, type Facet } from '../../../engine/search/facets.ts';
import type { FacetCount } from '../../../engine/search/filter.ts';
import { element } from './element.ts';

const TITLES: Readonly<Record<Facet, string>> = {
  tag: 'Tags',
  task: 'Task',
  language: 'Language',
  license: 'Licence',
  size: 'Size',
  scorer: 'Scorer',
  judge: 'Judge',
  freshness: 'Freshness',
  saturation: 'Saturation',
};

/** Values of one facet before the others are left out. */
const SHOWN = 12;
/** Facets that are open on a wide screen. */
const OPEN: ReadonlySet<Facet> = new Set(['tag', 'task']);

/** Draws the facets with their counts; what was open stays open and what had the focus keeps it. */
export function drawFacets(
  root: HTMLElement,
  facets: Readonly<Record<Facet, readonly FacetCount[]>>,
  isHidden: boolean,
): void {
  const isFirst = root.childElementCount === 0;
  const wasOpen = new Set(
    [...root.querySelectorAll('details[open]')].map((one) => one.getAttribute('data-facet')),
  );
  const active = document.activeElement;
  const focused = active instanceof HTMLInputElement && root.contains(active) ? active : undefined;
  const isWide = matchMedia('(min-width: 44rem)').matches;
  root.hidden = isHidden;
  root.replaceChildren(
    ...FACETS.filter((facet) => facets[facet].length > 0).map((facet) => {
      const open = isFirst ? isWide && OPEN.has(facet) : wasOpen.has(facet);
      return group(facet, facets[facet], open);
    }),
  );
  if (focused === undefined) return;
  const again = [...root.querySelectorAll('input')].find(
    ({ name, value }) => name === focused.name && value === focused.value,
  );
  again?.focus();
}

function group(facet: Facet, counts: readonly FacetCount[], open: boolean): HTMLElement {
  const shown = counts.filter(({ isChosen }, index) => isChosen || index < SHOWN);
  const labels = shown.map(({ value, count, isChosen }) => {
    const input = element('input', { type: 'checkbox', name: facet, value });
    if (input instanceof HTMLInputElement) input.checked = isChosen;
    const name = element('span', { dir: 'auto' }, value);
    return element('label', {}, input, name, element('span', {}, String(count)));
  });
  const attributes = { 'data-facet': facet, ...(open ? { open: '' } : {}) };
  return element('details', attributes, element('summary', {}, TITLES[facet]), ...labels);
}
