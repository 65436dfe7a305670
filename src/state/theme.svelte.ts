/** One per browser: the theme in use, the system's unless another is chosen. */
import { Persisted } from './persisted.svelte.ts';

export type Theme = 'system' | 'light' | 'dark' | 'contrast';

/** In the order in which the switch goes through them. */
export const themes: readonly { readonly value: Theme; readonly label: string }[] = [
  { value: 'system', label: 'as the system' },
  { value: 'light', label: 'light' },
  { value: 'dark', label: 'dark' },
  { value: 'contrast', label: 'high contrast' },
];

class ThemeState {
  #chosen = new Persisted<Theme>('theme', 'system', (text): text is Theme =>
    themes.some(({ value }) => value === text),
  );

  get current(): Theme {
    return this.#chosen.current;
  }

  choose(theme: Theme): void {
    this.#chosen.current = theme;
    this.apply();
  }

  /** From the start of the page on: the theme chosen, and the contrast that the system asks for. */
  start(): void {
    matchMedia(moreContrast).addEventListener('change', () => this.apply());
    this.apply();
  }

  apply(): void {
    const { dataset } = document.documentElement;
    const isScheme = this.current === 'light' || this.current === 'dark';
    if (isScheme) dataset['theme'] = this.current;
    else delete dataset['theme'];
    if (this.current === 'contrast' || matchMedia(moreContrast).matches) dataset['contrast'] = 'more';
    else delete dataset['contrast'];
  }
}

const moreContrast = '(prefers-contrast: more)';

export const theme = new ThemeState();
