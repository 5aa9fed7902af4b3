import { toCsv } from '../../../engine/exchange/csv.ts';
import type { ChartFile } from '../../lib/charts/chart-view.ts';
import { saveFile } from '../save-file.ts';
import { loadDrawing } from './drawing.ts';
import { addStyle } from './style.ts';
import { rowsTable } from './table.ts';

addStyle();
document.addEventListener('toggle', ({ target }) => openIfChart(target), true);
for (const tools of document.querySelectorAll('details.chart[open]')) openIfChart(tools);

function openIfChart(target: EventTarget | null): void {
  if (target instanceof HTMLDetailsElement && target.classList.contains('chart') && target.open)
    void open(target);
}

/** Fills the tools of a chart when they are opened for the first time. */
async function open(tools: HTMLDetailsElement): Promise<void> {
  const address = tools.querySelector('a')?.href;
  if (address === undefined || tools.dataset.filled !== undefined) return;
  tools.dataset.filled = '';
  const status = document.createElement('output');
  tools.append(status);
  try {
    const response = await fetch(address);
    if (!response.ok) throw new Error(String(response.status));
    fill(tools, (await response.json()) as ChartFile, status, nameOf(address));
  } catch (error) {
    delete tools.dataset.filled;
    status.textContent = `The numbers could not be loaded: ${String(error)}`;
  }
}

/** What a saved file is called: the benchmark and the chart. */
function nameOf(address: string): string {
  const parts = new URL(address).pathname.replace(/\.json$/, '').split('/');
  return parts
    .slice(-3)
    .filter((part) => part !== 'charts')
    .join('-');
}

function fill(
  tools: HTMLDetailsElement,
  file: ChartFile,
  status: HTMLOutputElement,
  name: string,
): void {
  const say = (text: string) => {
    status.textContent = text;
  };
  const names = file.columns.map((column) => column.name);
  const rows = file.rows.map((row) =>
    Object.fromEntries(file.columns.map(({ field, name }) => [name, row[field]])),
  );
  const drawing = () => loadDrawing(tools.dataset.live ?? '');
  const actions: Readonly<Record<string, () => Promise<void> | void>> = {
    Explore: async () => (await drawing()).explore(tools, file, say),
    PNG: async () => saveFile(`${name}.png`, await (await drawing()).png(file)),
    SVG: async () => saveFile(`${name}.svg`, await (await drawing()).svg(file)),
    CSV: () => saveFile(`${name}.csv`, new Blob([toCsv(names, rows)], { type: 'text/csv' })),
    Table: () => {
      if (tools.querySelector('table') === null) tools.append(rowsTable(file));
      tools.querySelector<HTMLElement>('.scroller')?.focus();
    },
  };
  const line = tools.querySelector('p');
  for (const [label, act] of Object.entries(actions)) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = label;
    button.addEventListener('click', () => void attempt(act, say));
    line?.append(button);
  }
}

async function attempt(
  act: () => Promise<void> | void,
  say: (text: string) => void,
): Promise<void> {
  try {
    await act();
  } catch (error) {
    say(`That failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}
