import type { AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';
import { ask, DatabaseEnded, fill, startDatabase } from './database.ts';
import { chooseFiles, fetchOwn, type ListedFile } from './files.ts';
import { showResult } from './result-view.ts';

const form = document.querySelector<HTMLFormElement>('#console');
if (form !== null) void start(form);

/** Loads the database and the files, then lets queries be run: when a button says so, never before. */
async function start(form: HTMLFormElement): Promise<void> {
  const say = (text: string) => {
    const status = form.querySelector('[role=status]');
    if (status !== null) status.textContent = text;
  };
  const { base = '', engine = '', worker = '', manifest = '' } = form.dataset;
  try {
    say('Loading the database …');
    const database = await startDatabase({ engine, worker });
    const listed = (await (await fetchOwn(manifest)).json()) as { files: readonly ListedFile[] };
    const benchmark = field(form, 'benchmark').value;
    const { files, left } = chooseFiles(listed.files, benchmark);
    say(`Reading ${files.length} files …`);
    const connection = await fill(database, files, async ({ path }) =>
      (await fetchOwn(base + path)).arrayBuffer(),
    );
    const rows = files.reduce((sum, file) => sum + file.rows, 0);
    const rest = left === 0 ? '' : `; ${left} older files are too much for one page`;
    say(`Ready: ${rows} rows of ${files.length} files${rest}.`);
    enable(form, connection, say);
  } catch (error) {
    say(`The console could not be started: ${messageOf(error)}. Load the page again.`);
  }
}

function enable(
  form: HTMLFormElement,
  connection: AsyncDuckDBConnection,
  say: (text: string) => void,
): void {
  const button = form.querySelector<HTMLButtonElement>('[data-run]');
  const place = document.getElementById('query-result');
  if (button === null || place === null) return;
  button.disabled = false;
  const run = async () => {
    if (button.disabled) return;
    button.disabled = true;
    say('Running …');
    try {
      const started = performance.now();
      const result = await ask(connection, field(form, 'q').value);
      const took = Math.round(performance.now() - started);
      showResult(place, result);
      say(`${result.rows.length} rows${result.isCut ? ', and more' : ''}, ${took} ms`);
    } catch (error) {
      place.replaceChildren();
      say(messageOf(error));
      if (error instanceof DatabaseEnded) return;
    }
    button.disabled = false;
  };
  button.addEventListener('click', () => void run());
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void run();
  });
}

function field(form: HTMLFormElement, name: string): HTMLTextAreaElement | HTMLSelectElement {
  const element = form.elements.namedItem(name);
  if (element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement)
    return element;
  throw new Error(`the form has no ${name}`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
