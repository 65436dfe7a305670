/** What a benchmark item is: one question, several ways to answer it. */

export interface BenchItem {
  /** Short and stable; `gates.json` is keyed by it. */
  readonly id: string;
  readonly title: string;
  /** What one figure is the time of, such as `look-up`. */
  readonly unit: string;
  /** Makes the inputs and everything that is prepared once. Called again for every repetition. */
  prepare(): Work;
}

export interface Work {
  /** Contenders answer the inputs 0…count−1. */
  readonly count: number;
  /** The first one's answers are what the others' are compared with. */
  readonly contenders: readonly Contender[];
  /** Figures without noise, such as bytes of a table, which must equal those in `gates.json`. */
  readonly counters?: Readonly<Record<string, number>>;
}

/**
 * One way to answer.
 *
 * `own` is the project's code, `reference` a plain typed-array version of it, `peer` someone else's package.
 */
export interface Contender {
  readonly name: string;
  readonly role: 'own' | 'reference' | 'peer';
  /** npm package whose version is reported. */
  readonly package?: string;
  /** The whole answer, in a form that is equal for equal answers of different contenders. */
  answer(input: number): Answer;
  /** What is timed: the same work, with a number or boolean taken from its result so that none of it can be skipped. */
  work(input: number): number | boolean;
}

export type Answer = string | number | boolean;
