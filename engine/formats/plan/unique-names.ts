/** Names that are used once: the first to ask for one gets it, others get it with a number. */
export class UniqueNames {
  #taken: Set<string>;
  #join: string;
  /** The last number tried for a name, so that a thousand of one name do not take a million tries. */
  #numbers = new Map<string, number>();

  /** @param join - what stands between a name and its number */
  constructor(taken: Iterable<string> = [], join = '-') {
    this.#taken = new Set(taken);
    this.#join = join;
  }

  isFree(name: string): boolean {
    return !this.#taken.has(name);
  }

  /** `app`, then `app-2`, `app-3`. */
  take(wish: string): string {
    let name = wish;
    let number = this.#numbers.get(wish) ?? 1;
    while (!this.isFree(name)) name = `${wish}${this.#join}${++number}`;
    this.#numbers.set(wish, number);
    this.#taken.add(name);
    return name;
  }
}
