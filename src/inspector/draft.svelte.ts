/** A text that is being typed: it stands in its field until it is taken, and with it what is wrong with it. */
export type Take = (text: string) => Promise<string | null>;

export class Draft {
  /** What stands in the field; `null` when it shows what the document holds. */
  typed: string | null = $state(null);
  problem: string | null = $state(null);

  /** Handed over and not answered yet. */
  #taking: string | null = null;

  /** Gives back what the document holds. */
  drop(): void {
    this.typed = null;
    this.problem = null;
  }

  /**
   * Hands the text over; one that is refused stays.
   *
   * @param take - gives a sentence when it refuses
   */
  async commit(take: Take, now: string): Promise<void> {
    const said = this.typed;
    // Leaving the field right after Enter hands over nothing new.
    if (said === null || said === this.#taking) return;
    if (said === now) return this.drop();
    this.#taking = said;
    const problem = await take(said).finally(() => (this.#taking = null));
    if (this.typed !== said) return;
    if (problem === null) this.drop();
    else this.problem = problem;
  }
}
