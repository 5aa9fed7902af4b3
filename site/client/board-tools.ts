import { matches } from './filter-match.ts';

/**
 * Lets the form `#board-tools` narrow the rows of the board, hide columns and download what is
 * shown; the view is kept in the address.
 */
export function enableBoardTools(): void {
  const form = document.querySelector<HTMLFormElement>('#board-tools');
  const body = document.querySelector<HTMLTableSectionElement>('#board tbody');
  if (form === null || body === null) return;
  // As they stand before anything is sorted: the order of the lines of the file.
  const rows = [...body.rows];
  restore(form);
  const apply = () => show(form, body, rows);
  apply();
  form.addEventListener('input', () => {
    apply();
    keep(form);
  });
  form.addEventListener('reset', () =>
    setTimeout(() => {
      apply();
      keep(form);
    }),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void download(form.action, body, rows);
  });
}

function show(
  form: HTMLFormElement,
  body: HTMLTableSectionElement,
  rows: readonly HTMLTableRowElement[],
): void {
  const data = new FormData(form);
  const text = (name: string) => String(data.get(name) ?? '');
  const [query, vendor, tier, most] = ['q', 'vendor', 'tier', 'most'].map(text);
  let shown = 0;
  for (const row of rows) {
    const cost = row.querySelector<HTMLElement>('[data-cost]')?.dataset.value;
    row.hidden = !(
      matches(row.cells[1]?.textContent ?? '', [], query ?? '', []) &&
      (!vendor || row.dataset.vendor === vendor) &&
      (!tier || row.querySelector(`.tier.${tier}`) !== null) &&
      (!data.has('open') || row.querySelector('[title="Open weights"]') !== null) &&
      (!most || (cost !== undefined && Number(cost) <= Number(most)))
    );
    if (!row.hidden) shown++;
  }
  const table = body.parentElement;
  for (const name of [...(table?.classList ?? [])])
    if (name.startsWith('hide-')) table?.classList.remove(name);
  for (const column of data.getAll('hide')) table?.classList.add(`hide-${column}`);
  const status = form.querySelector('[role=status]');
  if (status !== null) status.textContent = `${shown} of ${rows.length} rows shown`;
}

function keep(form: HTMLFormElement): void {
  const address = new URL(location.href);
  for (const field of form.elements) address.searchParams.delete(field.getAttribute('name') ?? '');
  for (const [name, value] of new FormData(form))
    if (value !== '') address.searchParams.append(name, String(value));
  history.replaceState(null, '', address);
}

function restore(form: HTMLFormElement): void {
  const query = new URL(location.href).searchParams;
  let isNarrowed = false;
  for (const field of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>('[name]')) {
    const values = query.getAll(field.name);
    if (field.type === 'checkbox' && 'checked' in field)
      field.checked = values.includes(field.value);
    else field.value = values[0] ?? '';
    isNarrowed ||= values.length > 0;
  }
  const details = form.closest('details');
  if (details !== null && isNarrowed) details.open = true;
}

/** The lines of the published file for the rows that are shown, in the order they are shown. */
async function download(
  address: string,
  body: HTMLTableSectionElement,
  rows: readonly HTMLTableRowElement[],
): Promise<void> {
  const lines = (await (await fetch(address)).text()).split('\n');
  const chosen = [...body.rows].filter((row) => !row.hidden).map((row) => rows.indexOf(row) + 1);
  const text = [0, ...chosen].map((index) => `${lines[index]}\n`);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(text, { type: 'text/csv' }));
  link.download = 'board.csv';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
