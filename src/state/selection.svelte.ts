/** Which objects are selected: one selection that all views share, the last one chosen in front. */

/** An object that a view is to bring into sight as soon as it is drawn. */
export interface Sought {
  readonly id: string;
  /** It is to have the keyboard as well. */
  readonly keyboard: boolean;
  /** What was done to it, told together with what it is: `Add`. */
  readonly done: string | null;
}

export class Selection {
  #ids: readonly string[] = $state.raw([]);
  #sought: Sought | null = $state.raw(null);

  /** In the order in which they were chosen. */
  get ids(): readonly string[] {
    return this.#ids;
  }

  /** The one that was chosen last; `null` when nothing is selected. */
  get primary(): string | null {
    return this.#ids.at(-1) ?? null;
  }

  select(ids: string | readonly string[]): void {
    this.#sought = null;
    this.#ids = typeof ids === 'string' ? [ids] : ids.filter((id, at) => ids.indexOf(id) === at);
  }

  /** Selects an object that may not be in sight, or not even drawn yet. */
  seek(id: string, { keyboard = false, done = null }: Partial<Omit<Sought, 'id'>> = {}): void {
    this.select(id);
    this.#sought = { id, keyboard, done };
  }

  /** What is still to be brought into sight; `null` when all is. */
  get sought(): Sought | null {
    return this.#sought;
  }

  /** The view has it in sight. */
  found(): void {
    this.#sought = null;
  }

  toggle(id: string): void {
    this.#ids = this.has(id) ? this.#ids.filter((other) => other !== id) : [...this.#ids, id];
  }

  clear(): void {
    this.#sought = null;
    if (this.#ids.length > 0) this.#ids = [];
  }

  has(id: string): boolean {
    return this.#ids.includes(id);
  }
}
