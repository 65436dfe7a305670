/**
 * Which entries AWS accepts in a prefix list (LIM-21).
 */
import type { Cidr } from '../../ip/index.ts';
import type { Refusal } from '../../rules/index.ts';

/** The most that a list's maximum of entries can be (LIM-21). */
export const MOST_ENTRIES = 1000;

export interface PrefixListPlan {
  readonly entries: readonly Cidr[];
  readonly maxEntries: number | undefined;
}

/** Whether AWS accepts these entries: one family, no more than the list's maximum, which is at most 1000 (LIM-21). */
export function refusePrefixList({ entries, maxEntries }: PrefixListPlan): Refusal[] {
  const refusals: Refusal[] = [];
  if (new Set(entries.map(({ family }) => family)).size > 1) {
    refusals.push({
      rule: 'LIM-21',
      reason: 'It mixes IPv4 and IPv6 entries, and a list holds one family. Make a list for each.',
    });
  }
  const most = Math.min(maxEntries ?? MOST_ENTRIES, MOST_ENTRIES);
  if (entries.length > most) {
    refusals.push({
      rule: 'LIM-21',
      reason: `It has ${entries.length} entries and can hold ${most}. ${most < MOST_ENTRIES ? 'Raise its maximum.' : 'Split it.'}`,
    });
  }
  if (maxEntries !== undefined && maxEntries > MOST_ENTRIES) {
    refusals.push({
      rule: 'LIM-21',
      reason: `Its maximum is ${maxEntries} entries; ${MOST_ENTRIES} is the most AWS allows.`,
    });
  }
  return refusals;
}
