import { FACETS, type Facet } from '../../../engine/search/facets.ts';
import type { FacetFilter } from '../../../engine/search/filter.ts';
import { openLibrary, type SearchLibrary } from '../../../engine/search/library.ts';
import { IndexError } from '../../../engine/search/read.ts';
import { search } from '../../../engine/search/search.ts';
import { drawFacets } from './facets.ts';
import { drawHits, statusOf } from './hits.ts';
import { moveByKey } from './keys.ts';

const box = document.querySelector<HTMLElement>('[data-search]');
if (box !== null) void start(box);

async function start(root: HTMLElement): Promise<void> {
  const status = root.querySelector('[role=status]');
  const say = (text: string) => {
    if (status !== null) status.textContent = text;
  };
  say('Loading the index …');
  try {
    const library = await openLibrary(readerFrom(root.dataset.index ?? ''), {
      pause: () => new Promise((done) => setTimeout(done)),
    });
    run(root, library, say);
  } catch (error) {
    say(
      error instanceof IndexError || error instanceof TypeError
        ? 'The search index cannot be read; the list below is whole.'
        : `Search failed: ${String(error)}`,
    );
  }
}

function readerFrom(base: string): (name: string) => Promise<Uint8Array> {
  return async (name) => {
    const response = await fetch(base + name);
    if (!response.ok) throw new IndexError(`${name} answered ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  };
}

function run(root: HTMLElement, library: SearchLibrary, say: (text: string) => void): void {
  const form = root.querySelector('form');
  const input = root.querySelector('input');
  const facets = root.querySelector<HTMLElement>('.facets');
  const hits = root.querySelector<HTMLElement>('.hits');
  if (!form || !input || !facets || !hits) return;
  const list = document.getElementById(root.dataset.list ?? '');
  let chosen: FacetFilter = {};
  let round = 0;
  const draw = () => {
    const text = input.value.trim();
    const isIdle = text === '' && Object.keys(chosen).length === 0;
    const result = search(library, { text, facets: chosen, limit: 50 });
    if (list !== null) list.hidden = !isIdle;
    drawFacets(facets, result.facets, list === null && isIdle);
    drawHits(hits, isIdle ? [] : result.hits, root.dataset.library ?? '');
    say(isIdle ? '' : statusOf(result, library.benchmarks.length));
    if (list !== null) keep(text, chosen);
    return result;
  };
  const update = async () => {
    round += 1;
    const own = round;
    const { hits: found } = draw();
    if (library.isWhole() || input.value.trim() === '') return;
    const first = new Set(found.slice(0, 5).map(({ benchmark }) => benchmark));
    const places = library.benchmarks.flatMap(({ id }, place) => (first.has(id) ? [place] : []));
    await library.readCasesOf(places);
    if (own === round) draw();
  };
  const restored = list === null ? undefined : new URL(location.href).searchParams;
  if (restored && input.value === '') input.value = restored.get('q') ?? '';
  chosen = filterFrom((name) => restored?.getAll(name) ?? []);
  form.addEventListener('input', () => void update());
  form.addEventListener('reset', () => {
    chosen = {};
    setTimeout(() => void update());
  });
  form.addEventListener('submit', (event) => {
    if (list !== null) event.preventDefault();
  });
  facets.addEventListener('change', () => {
    const data = [...facets.querySelectorAll('input')].filter(({ checked }) => checked);
    chosen = filterFrom((name) =>
      data.filter((one) => one.name === name).map(({ value }) => value),
    );
    void update();
  });
  root.addEventListener('keydown', (event) => moveByKey(event, input, hits));
  void update();
}

function filterFrom(values: (name: Facet) => readonly string[]): FacetFilter {
  return Object.fromEntries(
    FACETS.map((name) => [name, values(name)] as const).filter(([, list]) => list.length > 0),
  );
}

function keep(text: string, chosen: FacetFilter): void {
  const address = new URL(location.href);
  for (const name of ['q', ...FACETS]) address.searchParams.delete(name);
  if (text !== '') address.searchParams.set('q', text);
  for (const [name, values] of Object.entries(chosen))
    for (const value of values) address.searchParams.append(name, value);
  if (address.href !== location.href) history.replaceState(null, '', address);
}
