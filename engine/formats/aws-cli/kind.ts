/**
 * What each file of `kinds/` exports: an answer of the AWS CLI, how its objects are recognised, and how one is read.
 */
import type { Dump, Outcome, SectionName } from './dump.ts';
import type { Fields } from './fields.ts';
import type { Scope } from './scope.ts';

/** An answer and how its objects are read. */
export interface AnswerKind {
  /** The top-level key of the answer, which is also its word in counts. */
  readonly key: string;
  /** What one object is called in sentences, such as `Route table`. */
  readonly label: string;
  /** The command that prints the answer, for messages that ask for it; absent where none does. */
  readonly command?: string;
  /** The document section that the answer fills; absent when it only adds to others. */
  readonly section?: SectionName;
  /**
   * Members by which an object outside any answer is recognised (`--query 'Vpcs[]'`): all of one of these lists.
   * Absent when such objects can't be told from others.
   */
  readonly marks?: readonly (readonly string[])[];
  /** Members of the answer that hold its objects one level deeper, as `Reservations` hold `Instances`. */
  readonly inner?: string;
  readonly read: (fields: Fields, dump: Dump, scope: Scope) => Outcome;
  /** Hears of each answer before its objects, of an empty one too: `holder` is the object that holds its list. */
  readonly note?: (holder: Fields, dump: Dump) => void;
  /** True when its list holds texts, which `note` has read. */
  readonly ofTexts?: boolean;
  /** Members of every object, where the key is so common a word that a list of other objects is no such answer. */
  readonly onlyWith?: readonly string[];
}

/** A step after all objects were read: it uses what one answer says about the objects of another. */
export type Pass = (dump: Dump) => void;
