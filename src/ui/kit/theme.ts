import { create } from 'zustand';

export type Theme = 'dark' | 'light';

const key = 'dreamgraph-theme';

export const useTheme = create<{ readonly theme: Theme }>(() => ({ theme: 'dark' }));

/** Dark unless the person chose light before; the choice is stored in this browser. */
export function startTheme(): void {
  let chosen: string | null = null;
  try {
    chosen = localStorage.getItem(key);
  } catch {
    // Without storage the theme lasts as long as the page.
  }
  show(chosen === 'light' ? 'light' : 'dark');
}

export function toggleTheme(): void {
  const next = useTheme.getState().theme === 'dark' ? 'light' : 'dark';
  show(next);
  try {
    localStorage.setItem(key, next);
  } catch {
    // As above.
  }
}

function show(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  useTheme.setState({ theme });
}
