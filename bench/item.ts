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
  /** Own work at two sizes, for gates on how its time grows. */
  readonly growth?: readonly Growth[];
}

/** The same work on some input and on twice as much; both take a number from their result, as `Contender.work` does. */
export interface Growth {
  readonly name: string;
  once(): number;
  doubled(): number;
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
  /** Units that one call of `work` does; 1 when absent. A slow peer may do a part of what the others do. */
  readonly units?: number;
  /** The whole answer, in a form that is equal for equal answers of different contenders. */
  answer(input: number): Answer;
  /** What is timed: the same work, with a number or boolean taken from its result so that none of it can be skipped. */
  work(input: number): number | boolean;
}

export type Answer = string | number | boolean;
