/** A block of a plan that something which is there already stands in the way of. */
import { formatCidr } from '../../../../engine/index.ts';
import type { Cidr, RuleId } from '../../../../engine/index.ts';
import { grouped } from '../../output/terminal.ts';

export interface Clash {
  readonly severity: 'error' | 'warning';
  readonly cidr: Cidr;
  /** What it overlaps. */
  readonly others: readonly Cidr[];
  readonly sentence: string;
  readonly rule?: RuleId;
}

/** Blocks that a sentence names before it only counts them. */
const MOST_NAMED = 5;

/** Blocks as part of a sentence: `10.0.0.0/16`, `10.1.0.0/16` and 3 more. */
export function namesOf(cidrs: readonly Cidr[]): string {
  const named = cidrs.slice(0, MOST_NAMED).map((cidr) => `\`${formatCidr(cidr)}\``);
  const more = cidrs.length - named.length;
  return named.join(', ') + (more > 0 ? ` and ${grouped(more)} more` : '');
}
