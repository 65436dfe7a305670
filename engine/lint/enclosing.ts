/**
 * Which blocks lie inside which: CIDR blocks either nest or are apart.
 */
import { compareCidrs, containsCidr } from '../ip/index.ts';
import type { Cidr } from '../ip/index.ts';

export interface Enclosed<T> {
  readonly item: T;
  /** Earlier items whose blocks hold this one's, innermost first; of equal blocks only the one just before. */
  readonly around: readonly T[];
}

/** The items in address order, each with those around it. One pass, however many there are. */
export function enclosed<T extends { readonly cidr: Cidr }>(items: readonly T[]): Enclosed<T>[] {
  // Sorted, a block comes after all that hold it; those still open are on the stack, one for each prefix length.
  const sorted = [...items].sort((a, b) => compareCidrs(a.cidr, b.cidr));
  const open: T[] = [];
  return sorted.map((item) => {
    for (let top = open.at(-1); top !== undefined && !containsCidr(top.cidr, item.cidr); top = open.at(-1))
      open.pop();
    const around = [...open].reverse();
    if (around[0]?.cidr.prefixLength === item.cidr.prefixLength) open.pop();
    open.push(item);
    return { item, around };
  });
}
