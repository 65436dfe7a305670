/**
 * Placing blocks in spare space, the slow and obvious way: by trying every place, on the number line.
 *
 * Sizes are powers of two, and a block of a size starts at a multiple of it.
 */

/** Numbers from `start` on; nothing is placed across the ends of a stretch, even where two touch. */
export interface Stretch {
  readonly start: number;
  readonly size: number;
}

/** Whether there is any way to place blocks of all these sizes without overlap. */
export function canPlaceAll(spare: readonly Stretch[], sizes: readonly number[]): boolean {
  // Every place is tried, so the order does not matter; large ones first fail soonest.
  const [size, ...others] = [...sizes].sort((a, b) => b - a);
  if (size === undefined) return true;
  return spare.some((stretch) => {
    const rest = spare.filter((other) => other !== stretch);
    return startsIn(stretch, size).some((start) => {
      const before = { start: stretch.start, size: start - stretch.start };
      const after = { start: start + size, size: stretch.start + stretch.size - start - size };
      return canPlaceAll([...rest, before, after], others);
    });
  });
}

function startsIn({ start, size: length }: Stretch, size: number): number[] {
  const starts: number[] = [];
  for (let at = Math.ceil(start / size) * size; at + size <= start + length; at += size) starts.push(at);
  return starts;
}
