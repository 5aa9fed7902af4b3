type Theme = 'light' | 'dark';

/** Lets the buttons `[data-theme-toggle]` switch between light and dark, and remember it. */
export function enableThemeToggle(): void {
  const root = document.documentElement;
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-theme-toggle]')) {
    button.addEventListener('click', () => {
      const theme: Theme = currentTheme() === 'dark' ? 'light' : 'dark';
      root.dataset.theme = theme;
      remember(theme);
      button.setAttribute('aria-pressed', String(theme === 'dark'));
    });
    button.setAttribute('aria-pressed', String(currentTheme() === 'dark'));
  }
}

function currentTheme(): Theme {
  const chosen = document.documentElement.dataset.theme;
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

function remember(theme: Theme): void {
  try {
    localStorage.setItem('theme', theme);
  } catch {
    // Storage can be switched off; the choice then lasts for this page.
  }
}
