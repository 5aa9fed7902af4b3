import { compareCells, type Direction, nextDirection } from './sort-order.ts';

/**
 * Makes `table[data-sortable]` sortable: the `.label` of every header with `data-first` (the
 * direction of its first click) becomes a button, cells are compared by `data-value`, and the view
 * is kept in the query string.
 */
export function enableTableSorting(): void {
  for (const table of document.querySelectorAll<HTMLTableElement>('table[data-sortable]')) {
    const heads = [...table.querySelectorAll<HTMLTableCellElement>('th[data-first]')];
    for (const head of heads) addButton(table, head);
    restore(table, heads);
  }
}

function addButton(table: HTMLTableElement, head: HTMLTableCellElement): void {
  const label = head.querySelector('.label') ?? head;
  const button = document.createElement('button');
  button.type = 'button';
  const text = document.createElement('span');
  text.append(...label.childNodes);
  button.append(text);
  label.append(button);
  button.addEventListener('click', () => {
    const first = head.dataset.first === 'descending' ? 'descending' : 'ascending';
    const direction = nextDirection(head.ariaSort, first);
    sortBy(table, head, direction);
    announce(table, head, direction);
    keep(table, head, direction);
  });
}

function sortBy(table: HTMLTableElement, head: HTMLTableCellElement, direction: Direction): void {
  const body = table.tBodies[0];
  if (body === undefined) return;
  const rows = [...body.rows].map((row) => ({ row, value: sortValue(row, head.cellIndex) }));
  rows.sort((a, b) => compareCells(a.value, b.value, direction));
  body.append(...rows.map(({ row }) => row));
  for (const other of table.querySelectorAll('th[aria-sort]')) other.removeAttribute('aria-sort');
  head.ariaSort = direction;
}

function sortValue(row: HTMLTableRowElement, column: number): number | null {
  const value = row.cells[column]?.dataset.value;
  return value === undefined ? null : Number(value);
}

function announce(table: HTMLTableElement, head: HTMLElement, direction: Direction): void {
  const status = document.getElementById(table.dataset.sortable ?? '');
  const rows = table.tBodies[0]?.rows.length;
  if (status !== null) {
    status.textContent = `Sorted by ${head.dataset.name}, ${direction}, ${rows} rows`;
  }
}

function keep(table: HTMLTableElement, head: HTMLElement, direction: Direction): void {
  const address = new URL(location.href);
  address.searchParams.set(sortKey(table), `${head.dataset.name}.${direction}`);
  history.replaceState(null, '', address);
}

function restore(table: HTMLTableElement, heads: readonly HTMLTableCellElement[]): void {
  const kept = new URL(location.href).searchParams.get(sortKey(table)) ?? '';
  const [name, direction] = kept.split('.');
  const head = heads.find((candidate) => candidate.dataset.name === name);
  if (head !== undefined && (direction === 'ascending' || direction === 'descending'))
    sortBy(table, head, direction);
}

function sortKey(table: HTMLTableElement): string {
  return table.dataset.sortable === 'sorted' ? 'sort' : `sort-${table.dataset.sortable}`;
}
