/** Which objects are selected: one selection that all views share, the last one chosen in front. */

export class Selection {
  #ids: readonly string[] = $state.raw([]);

  /** In the order in which they were chosen. */
  get ids(): readonly string[] {
    return this.#ids;
  }

  /** The one that was chosen last; `null` when nothing is selected. */
  get primary(): string | null {
    return this.#ids.at(-1) ?? null;
  }

  select(ids: string | readonly string[]): void {
    this.#ids = typeof ids === 'string' ? [ids] : ids.filter((id, at) => ids.indexOf(id) === at);
  }

  toggle(id: string): void {
    this.#ids = this.has(id) ? this.#ids.filter((other) => other !== id) : [...this.#ids, id];
  }

  clear(): void {
    if (this.#ids.length > 0) this.#ids = [];
  }

  has(id: string): boolean {
    return this.#ids.includes(id);
  }
}
