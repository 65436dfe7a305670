/**
 * A configuration that AWS would not accept, and why.
 */
import type { RuleId } from './index.ts';

export interface Refusal {
  readonly rule: RuleId;
  /** Full sentences: what is wrong, with the user's values in backticks, and what would be accepted. */
  readonly reason: string;
}
