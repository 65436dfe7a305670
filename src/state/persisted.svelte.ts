/** A small setting that outlives the page, kept in `localStorage` under one key. */
export class Persisted<T extends string> {
  #key: string;
  #value: T = $state() as T;

  /** @param allowed - what may be kept; anything else found is as if nothing were */
  constructor(key: string, initial: T, allowed: (text: string) => text is T) {
    this.#key = `hoplight.${key}`;
    const found = readItem(this.#key);
    this.#value = found !== null && allowed(found) ? found : initial;
  }

  get current(): T {
    return this.#value;
  }

  set current(value: T) {
    this.#value = value;
    try {
      localStorage.setItem(this.#key, value);
    } catch {
      // Storage may be full or refused: the setting then lasts as long as the page.
    }
  }
}

function readItem(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
