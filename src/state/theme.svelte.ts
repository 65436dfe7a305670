/** One per browser: the theme in use, the system's unless another is chosen. */
import { Persisted } from './persisted.svelte.ts';

export type Theme = 'system' | 'light' | 'dark';

const order: readonly Theme[] = ['system', 'light', 'dark'];

class ThemeState {
  #chosen = new Persisted<Theme>('theme', 'system', (text): text is Theme =>
    order.some((theme) => theme === text),
  );

  get current(): Theme {
    return this.#chosen.current;
  }

  /** The theme that {@link next} would choose. */
  get following(): Theme {
    return order[(order.indexOf(this.current) + 1) % order.length] ?? 'system';
  }

  next(): void {
    this.#chosen.current = this.following;
    this.apply();
  }

  apply(): void {
    const root = document.documentElement;
    if (this.current === 'system') delete root.dataset.theme;
    else root.dataset.theme = this.current;
  }
}

export const theme = new ThemeState();
