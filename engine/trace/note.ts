/**
 * A note on a step: what the model supposes, or where the rules leave doubt. A note never changes a verdict.
 */
import type { RuleId } from '../rules/index.ts';

export type NoteKind =
  /** The rule is marked uncertain; its default was used. */
  | 'uncertain'
  /** Something the input does not say was supposed. */
  | 'assumption'
  /** True, and worth knowing. */
  | 'hint';

export interface Note {
  readonly kind: NoteKind;
  readonly rule: RuleId | undefined;
  /** A full sentence. */
  readonly text: string;
}
