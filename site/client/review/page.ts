import type { Sheet, SheetItem } from '../../lib/review/sheet.ts';
import type { Agreement } from '../../lib/review/votes.ts';
import { element } from '../search/element.ts';

/** The part of the page with this id. @throws Error when it has none of this kind. */
export function part<Kind extends Element>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`the page has no ${id}`);
}

/** Shows one answer, texts as texts, and where it stands among those to be labelled. */
export function showItem(item: SheetItem, done: number, all: number): void {
  const sheet = part('review-sheet', HTMLElement);
  sheet.hidden = false;
  part('review-place', HTMLElement).textContent = `Answer ${done + 1} of ${all}`;
  const progress = sheet.querySelector('progress');
  if (progress !== null) [progress.max, progress.value] = [all, done];
  const task = item.messages.flatMap(({ role, content }) => [
    element('h3', {}, role === 'user' ? 'Task' : role),
    element('pre', { dir: 'auto' }, content),
  ]);
  slot(sheet, 'task').replaceChildren(...task);
  slot(sheet, 'expected').textContent =
    item.expected.join('\n') || 'No fixed answer: judge it by the task.';
  slot(sheet, 'answer').textContent = item.answer;
  part('review-comment', HTMLInputElement).value = '';
  sheet.focus({ preventScroll: true });
}

function slot(sheet: HTMLElement, name: string): HTMLElement {
  const found = sheet.querySelector<HTMLElement>(`[data-slot=${name}]`);
  if (found === null) throw new Error(`the sheet has no ${name}`);
  return found;
}

/** Says that nothing is left, or why there is nothing. */
export function showState(text: string): void {
  part('review-sheet', HTMLElement).hidden = text !== '';
  part('review-state', HTMLElement).textContent = text;
}

/** How often the reviewer and the judges said the same, with the interval. */
export function agreementText(agreement: Agreement | undefined): string {
  if (agreement === undefined) return '';
  const { same, of, low, high } = agreement;
  const percent = (share: number) => (share * 100).toFixed(0);
  return `The judges said the same of ${same} of ${of} answers of the random sample: ${percent(same / of)} % (95 % interval ${percent(low)}–${percent(high)} %).`;
}

/** A file of this site. @throws Error when it cannot be had. */
export async function read(address: string): Promise<unknown> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}

/** The items of one kind, in the order of the file. */
export function itemsFrom({ items }: Sheet, source: string): SheetItem[] {
  return items.filter((item) => item.source === source);
}
