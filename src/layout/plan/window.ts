/**
 * Which rows of a long table stand in view, and where. All rows are of one height; below some of them details are
 * unfolded, all of one height too.
 */

export interface TableMeasures {
  readonly rowHeight: number;
  readonly detailHeight: number;
}

/** Rows `first` to `end`, the latter not included, from `top` to `bottom` pixels below the first row of all. */
export interface Window {
  readonly first: number;
  readonly end: number;
  readonly top: number;
  readonly bottom: number;
}

/** Rows drawn above and below what is seen, so that a quick scroll meets rows and not emptiness. */
const OVERSCAN = 6;

/** Windows begin and end at multiples of this, so that most scrolling changes nothing. */
const STEP = 4;

/**
 * Pixels from the top of the first row to the top of row `place`.
 *
 * @param unfolded - places of the rows with details, rising
 */
export function topOf(place: number, unfolded: readonly number[], measures: TableMeasures): number {
  return place * measures.rowHeight + countBelow(unfolded, place) * measures.detailHeight;
}

/** Pixels from the top of the first row to the bottom of the last. */
export function heightOf(count: number, unfolded: readonly number[], measures: TableMeasures): number {
  return topOf(count, unfolded, measures);
}

/** The rows to draw when the view begins `scrolled` pixels below the first row and is `height` pixels high. */
export function windowAt(
  count: number,
  unfolded: readonly number[],
  scrolled: number,
  height: number,
  measures: TableMeasures,
): Window {
  const seenFirst = rowAt(scrolled, count, unfolded, measures);
  const seenLast = rowAt(scrolled + height, count, unfolded, measures);
  const first = Math.max(0, Math.floor((seenFirst - OVERSCAN) / STEP) * STEP);
  const end = Math.min(count, Math.ceil((seenLast + 1 + OVERSCAN) / STEP) * STEP);
  return { first, end, top: topOf(first, unfolded, measures), bottom: topOf(end, unfolded, measures) };
}

/** The row at a height, the last one below all. */
export function rowAt(
  y: number,
  count: number,
  unfolded: readonly number[],
  measures: TableMeasures,
): number {
  let low = 0;
  let high = Math.max(count - 1, 0);
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (topOf(middle, unfolded, measures) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

function countBelow(places: readonly number[], place: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((places[middle] ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
