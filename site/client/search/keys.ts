/** Arrow keys lead from the box through the links of what was found; Escape leads back. */
export function moveByKey(event: KeyboardEvent, input: HTMLInputElement, hits: HTMLElement): void {
  const { key, target } = event;
  const links = [...hits.querySelectorAll<HTMLElement>('a')];
  const at = target instanceof HTMLElement ? links.indexOf(target) : -1;
  if (target !== input && at < 0) return;
  if (key === 'Escape' && at >= 0) focus(event, input);
  if (key === 'ArrowDown') focus(event, links[at + 1]);
  if (key === 'ArrowUp' && at >= 0) focus(event, links[at - 1] ?? input);
  if (key === 'Home' && at >= 0) focus(event, links[0]);
  if (key === 'End' && at >= 0) focus(event, links.at(-1));
}

function focus(event: KeyboardEvent, element: HTMLElement | undefined): void {
  if (element === undefined) return;
  event.preventDefault();
  element.focus();
}
