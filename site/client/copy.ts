const SHOWN_MS = 2000;

/** Lets each button `[data-copy]` put the text of the element it names on the clipboard. */
export function enableCopyButtons(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
    button.addEventListener('click', () => void copyFor(button));
  }
}

async function copyFor(button: HTMLButtonElement): Promise<void> {
  const source = document.getElementById(button.dataset.copy ?? '');
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(source?.textContent ?? '');
    button.textContent = 'Copied';
  } catch {
    button.textContent = 'Press Ctrl+C';
    if (source !== null) getSelection()?.selectAllChildren(source);
  }
  setTimeout(() => {
    button.textContent = label;
  }, SHOWN_MS);
}
