import type { ReadCount } from '../source.ts';
import type { Outcome } from './dump.ts';
import type { Item } from './fields.ts';

/** How one object of the dump was read. Passes may still find faults in it, so it is judged when all is done. */
export interface Reading {
  readonly key: string;
  readonly item: Item | undefined;
  readonly outcome: Outcome;
}

/** One row for each word, in order of first appearance. The three numbers add up to the objects of that word. */
export function countRows(readings: readonly Reading[]): ReadCount[] {
  const rows = new Map<
    string,
    { read: number; inPart: number; skipped: number; whys: Map<string, number> }
  >();
  for (const { key, item, outcome } of readings) {
    const row = rows.get(key) ?? { read: 0, inPart: 0, skipped: 0, whys: new Map<string, number>() };
    rows.set(key, row);
    const why = whyOf(item, outcome);
    if (outcome.kind === 'skipped') row.skipped += 1;
    else if (why !== undefined) row.inPart += 1;
    else row.read += 1;
    if (why !== undefined) row.whys.set(why, (row.whys.get(why) ?? 0) + 1);
  }
  return [...rows].map(([kind, { read, inPart, skipped, whys }]) => ({
    kind,
    read,
    inPart,
    skipped,
    why: whys.size === 0 ? undefined : `${[...whys].map(([why, number]) => `${number}: ${why}`).join('; ')}.`,
  }));
}

function whyOf(item: Item | undefined, outcome: Outcome): string | undefined {
  if (outcome.kind !== 'read') return outcome.why;
  return item !== undefined && item.faults > 0 ? 'a value could not be read' : undefined;
}
