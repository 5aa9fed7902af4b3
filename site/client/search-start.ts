/** Loads the search when its box is first used, or when the address already asks something of it. */
export function enableSearch(): void {
  const box = document.querySelector<HTMLElement>('[data-search]');
  const input = box?.querySelector('input');
  if (!box || !input) return;
  const load = () => import(/* @vite-ignore */ box.dataset.bundle ?? '');
  box.addEventListener('focusin', load, { once: true });
  if (box.dataset.list && location.search.length > 1) void load();
  addEventListener('keydown', (event) => {
    const target = event.target;
    const types = target instanceof Element && target.closest('input,textarea,select');
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || types) return;
    event.preventDefault();
    input.focus();
  });
}
