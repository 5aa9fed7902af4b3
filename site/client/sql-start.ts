/** Puts the query of the address into the form, and loads the console when told to: nothing runs by itself. */
function enableConsole(): void {
  const form = document.querySelector<HTMLFormElement>('#console');
  const query = form?.querySelector('textarea');
  const choice = form?.querySelector('select');
  const start = form?.querySelector<HTMLButtonElement>('[data-start]');
  if (!form || !query || !choice || !start) return;
  const asked = new URL(location.href).searchParams;
  query.value = asked.get('q')?.slice(0, query.maxLength) || query.value;
  const benchmark = asked.get('benchmark') ?? '';
  if ([...choice.options].some(({ value }) => value === benchmark)) choice.value = benchmark;
  form.addEventListener('submit', (event) => event.preventDefault());
  const keep = () => {
    const state = { q: query.value, ...(choice.value === '' ? {} : { benchmark: choice.value }) };
    history.replaceState(null, '', `?${new URLSearchParams(state)}`);
  };
  form.addEventListener('change', keep);
  document.addEventListener('click', ({ target }) => {
    const example = target instanceof HTMLElement ? target.dataset.example : undefined;
    if (example === undefined) return;
    query.value = document.getElementById(example)?.textContent ?? '';
    keep();
    query.focus();
  });
  start.addEventListener('click', () => {
    start.disabled = true;
    choice.disabled = true;
    void import(/* @vite-ignore */ form.dataset.bundle ?? '');
  });
}

// A file of its own: a script within the page would cost every page of the site a hash of its policy.
enableConsole();
