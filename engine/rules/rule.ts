/**
 * What is recorded about one rule of the semantics.
 */

/**
 * How sure a rule is: stated by an AWS page, stated by the API reference only, following from stated rules, or not
 * confirmed. A trace that rests on an unconfirmed rule says so.
 */
export type Certainty = 'documented' | 'api' | 'derived' | 'uncertain';

/**
 * Where a rule is from: a page (`doc: NACL`, short for its title, or the title itself), an action or type of the EC2
 * API (`api: CreateRoute`), a code of Reachability Analyzer (`RA: BAD_STATE`), or another rule (`rule: SG-2`).
 */
export type Source = `doc: ${string}` | `api: ${string}` | `RA: ${string}` | `rule: ${string}`;

export interface Rule {
  /** The claim in a few words. */
  readonly title: string;
  /** Empty for arithmetic, and for what follows from other rules alone. */
  readonly sources: readonly Source[];
  readonly certainty: Certainty;
}
