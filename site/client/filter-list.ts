import { matches, tagsOf } from './filter-match.ts';

/** Lets the form `[data-filter]` narrow the list it names by words and tags, kept in the address. */
export function enableListFilter(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-filter]');
  const list = document.getElementById(form?.dataset.filter ?? '');
  if (form === null || list === null) return;
  const items = [...list.children].filter((item) => item instanceof HTMLElement);
  const apply = () => filter(form, items);
  restore(form);
  apply();
  form.addEventListener('input', apply);
  form.addEventListener('reset', () => setTimeout(apply));
  form.addEventListener('submit', (event) => event.preventDefault());
}

function filter(form: HTMLFormElement, items: readonly HTMLElement[]): void {
  const data = new FormData(form);
  const text = String(data.get('q') ?? '');
  const tags = data.getAll('tag').map(String);
  let shown = 0;
  for (const item of items) {
    item.hidden = !matches(item.dataset.text ?? '', tagsOf(item.dataset.tags), text, tags);
    if (!item.hidden) shown += 1;
  }
  const status = form.querySelector('[role=status]');
  if (status !== null) status.textContent = `${shown} of ${items.length} shown`;
  keep(text, tags);
}

function keep(text: string, tags: readonly string[]): void {
  const address = new URL(location.href);
  address.searchParams.delete('q');
  address.searchParams.delete('tag');
  if (text !== '') address.searchParams.set('q', text);
  for (const tag of tags) address.searchParams.append('tag', tag);
  history.replaceState(null, '', address);
}

function restore(form: HTMLFormElement): void {
  const query = new URL(location.href).searchParams;
  const chosen = new Set(query.getAll('tag'));
  for (const input of form.querySelectorAll('input')) {
    if (input.name === 'q') input.value = query.get('q') ?? '';
    if (input.name === 'tag') input.checked = chosen.has(input.value);
  }
}
