/** A text that is being typed: it stands in its field until it is taken, and with it what is wrong with it. */
export type Take = (text: string) => Promise<string | null>;

export class Draft {
  /** What stands in the field; `null` when it shows what the document holds. */
  typed: string | null = $state(null);
  problem: string | null = $state(null);

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
    if (said === null) return;
    if (said === now) return this.drop();
    const problem = await take(said);
    if (this.typed !== said) return;
    if (problem === null) this.drop();
    else this.problem = problem;
  }
}
