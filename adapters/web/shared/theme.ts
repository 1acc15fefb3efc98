// Light or dark: as the system says, unless a person chose; the choice stays in this browser.
import { signal } from '@preact/signals';

export type Theme = 'system' | 'light' | 'dark';

const place = 'confab-theme';
const order: readonly Theme[] = ['system', 'light', 'dark'];

/** The choice. */
export const theme = signal<Theme>(kept());

/** Takes the next of the three. */
export function nextTheme(): void {
  theme.value = order[(order.indexOf(theme.value) + 1) % order.length]!;
  try {
    localStorage.setItem(place, theme.value);
  } catch {
    // a browser that keeps nothing still shows it
  }
  applyTheme();
}

/** Makes the document look so. */
export function applyTheme(): void {
  const { dataset } = document.documentElement;
  if (theme.value === 'system') delete dataset.theme;
  else dataset.theme = theme.value;
}

function kept(): Theme {
  try {
    const found = localStorage.getItem(place);
    return order.find(one => one === found) ?? 'system';
  } catch {
    return 'system';
  }
}
