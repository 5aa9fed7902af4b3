import { pText } from '../../engine/report/markdown.ts';
import { casePath, comparePath, dataPath, listedCasePath } from '../lib/address.ts';
import { signed, signedInterval } from '../lib/changes.ts';
import { type ColumnComparison, compareColumns } from '../lib/compare-columns.ts';
import { points } from '../lib/format.ts';
import { href } from '../lib/href.ts';
import type { ScoreColumn, ScoreTable } from '../lib/pairs.ts';

const TESTS: Readonly<Record<string, string>> = {
  mcnemar_exact: 'McNemar, exact',
  sign_flip_permutation: 'permutation of signs',
};

/** Cases listed on either side. */
const LISTED = 60;

/** Lets the form `#chooser` compare two models of a benchmark; the choice is in the address. */
export function enableChooser(): void {
  const form = document.querySelector<HTMLFormElement>('#chooser');
  if (form === null) return;
  const query = new URL(location.href).searchParams;
  const benchmark = field(form, 'benchmark');
  if ([...benchmark.options].some(({ value }) => value === query.get('benchmark')))
    benchmark.value = query.get('benchmark') ?? '';
  const state: State = { form, table: undefined };
  form.addEventListener('submit', (event) => event.preventDefault());
  benchmark.addEventListener('change', () => void load(state, undefined, undefined));
  for (const name of ['a', 'b'])
    field(form, name).addEventListener('change', () => show(state, true));
  form.querySelector('[data-swap]')?.addEventListener('click', () => swap(state));
  if (benchmark.value !== '') void load(state, query.get('a'), query.get('b'));
}

interface State {
  readonly form: HTMLFormElement;
  table: ScoreTable | undefined;
}

function field(form: HTMLFormElement, name: string): HTMLSelectElement {
  const element = form.elements.namedItem(name);
  if (element instanceof HTMLSelectElement) return element;
  throw new Error(`the form has no choice of ${name}`);
}

async function load(
  state: State,
  a: string | null | undefined,
  b: string | null | undefined,
): Promise<void> {
  const { form } = state;
  const benchmark = field(form, 'benchmark').value;
  say(form, 'Loading …');
  try {
    const response = await fetch(href(dataPath(comparePath(benchmark))));
    if (!response.ok) throw new Error(String(response.status));
    state.table = (await response.json()) as ScoreTable;
  } catch (error) {
    say(form, `The scores could not be loaded: ${error instanceof Error ? error.message : error}`);
    return;
  }
  const { models } = state.table;
  offer(field(form, 'a'), models, a, 1);
  offer(field(form, 'b'), models, b, 0);
  show(state, a === undefined);
}

function offer(
  select: HTMLSelectElement,
  models: readonly ScoreColumn[],
  chosen: string | null | undefined,
  otherwise: number,
): void {
  select.replaceChildren(
    ...models.map(({ title, tier }, index) => {
      const label = tier === 'verified' ? title : `${title} (${tier.replaceAll('_', ' ')})`;
      return new Option(label, String(index));
    }),
  );
  const index = models.findIndex(({ model }) => model === chosen);
  select.value = String(index < 0 ? otherwise : index);
  select.disabled = false;
}

function swap(state: State): void {
  const [a, b] = [field(state.form, 'a'), field(state.form, 'b')];
  [a.value, b.value] = [b.value, a.value];
  show(state, true);
}

function show({ form, table }: State, isChosen: boolean): void {
  if (table === undefined) return;
  const column = (name: string) => table.models[Number(field(form, name).value)];
  const [a, b] = [column('a'), column('b')];
  const result = document.getElementById('result');
  if (a === undefined || b === undefined || result === null) return;
  if (isChosen) keep(table.benchmark, a.model, b.model);
  const compared = a === b ? undefined : compareColumns(table, a, b);
  result.hidden = compared === undefined;
  if (compared === undefined) {
    say(form, a === b ? 'Choose two different models.' : 'They share no case with a score.');
    return;
  }
  say(form, compared.comparison.sentence);
  fill(result, table, compared);
}

function fill(result: HTMLElement, table: ScoreTable, compared: ColumnComparison): void {
  const { comparison, onlyA, onlyB } = compared;
  const effect = comparison.minimum_detectable_effect;
  const texts: Readonly<Record<string, string>> = {
    difference: `${signed(comparison.difference)} points`,
    interval: signedInterval(comparison.low, comparison.high),
    p: pText(comparison.p_value),
    test: TESTS[comparison.test] ?? comparison.test,
    cases: String(comparison.cases),
    effect: effect === null ? '–' : `≥ ${points(effect)} points`,
    better: comparison.probability_b_better.toFixed(3),
    a: comparison.a,
    b: comparison.b,
    both: String(comparison.both),
    'only-a': String(comparison.only_a),
    'only-b': String(comparison.only_b),
    neither: String(comparison.neither),
  };
  for (const slot of result.querySelectorAll<HTMLElement>('[data-slot]'))
    slot.textContent = texts[slot.dataset.slot ?? ''] ?? '';
  list(result, 'cases-a', table, onlyA);
  list(result, 'cases-b', table, onlyB);
}

function list(
  result: HTMLElement,
  name: string,
  table: ScoreTable,
  cases: readonly string[],
): void {
  const items = cases.slice(0, LISTED).map((id) => {
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.href = href(addressOf(table, id));
    link.textContent = id;
    link.dir = 'auto';
    item.append(link);
    return item;
  });
  if (cases.length > LISTED) {
    const more = document.createElement('li');
    more.textContent = `and ${cases.length - LISTED} more`;
    items.push(more);
  }
  result.querySelector(`[data-list=${name}]`)?.replaceChildren(...items);
}

function addressOf({ benchmark, hasCasePages, cases }: ScoreTable, id: string): string {
  if (hasCasePages) return casePath(benchmark, id);
  const index = cases.findIndex((one) => one.id === id);
  return listedCasePath(benchmark, id, index);
}

function say(form: HTMLFormElement, text: string): void {
  const status = form.querySelector('[role=status]');
  if (status !== null) status.textContent = text;
}

function keep(benchmark: string, a: string, b: string): void {
  const address = new URL(location.href);
  address.search = String(new URLSearchParams({ benchmark, a, b }));
  history.replaceState(null, '', address);
}
