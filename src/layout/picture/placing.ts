/** Where the shapes stand from left to right: in columns of equal width, or at equal distances. */
import type { Column } from '../column.ts';
import { textWidth } from '../measure.ts';
import type { Measures } from '../measures.ts';
import type { Placed } from './types.ts';

/** Between the outermost frame and the edge of the picture. */
export const frameRoom = 8;
/** Longer names are shortened. */
const longestName = 168;

export function placeColumns(
  columns: readonly Column[],
  width: number,
  measures: Measures,
): readonly Placed[] {
  return measures.packed ? pack(columns, width, measures) : inColumns(columns, width, measures);
}

/** The least width at which nothing in a packed picture touches. */
export function packedWidth(columns: readonly Column[], measures: Measures): number {
  const shapes = sum(columns.map((column) => shapeWidth(column, Infinity, measures)));
  const gap = measures.decider + measures.diamond + 2;
  return measures.left + rightOf(columns, measures) + shapes + gap * sum(gapWeights(columns));
}

/** Room kept free at the right: for the frames too, where the last shape stands in a subnet. */
function rightOf(columns: readonly Column[], { right, inset, frameGap }: Measures): number {
  return columns.at(-1)?.subnet ? Math.max(right, frameRoom + frameGap + inset) : right;
}

/** What a shape is called: the internet by its kind, for its address stands beneath. */
export function labelOf({ kind, name }: Column): string {
  return kind === 'internet' ? 'internet' : name;
}

/** Each column as wide as the next; a shape's left edge is its column's text edge. */
function inColumns(columns: readonly Column[], width: number, measures: Measures): readonly Placed[] {
  const textInset = 12;
  const step = (width - measures.left - measures.right + textInset) / Math.max(columns.length, 1);
  return columns.map((column, at) =>
    placed(column, measures.left + at * step, shapeWidth(column, step, measures)),
  );
}

function pack(columns: readonly Column[], width: number, measures: Measures): readonly Placed[] {
  const widths = columns.map((column) => shapeWidth(column, Infinity, measures));
  const weights = gapWeights(columns);
  const free = Math.max(width - measures.left - rightOf(columns, measures) - sum(widths), 0);
  const unit = free / Math.max(sum(weights), 1);
  let x = measures.left;
  return columns.map((column, at) => {
    const place = placed(column, x, widths[at] ?? 0);
    x = place.right + unit * (weights[at] ?? 0);
    return place;
  });
}

function placed(column: Column, x: number, width: number): Placed {
  return { column, x, right: x + width, centre: x + width / 2 };
}

/** How free space is shared out between neighbours: the packet needs room where it is halted. */
function gapWeights(columns: readonly Column[]): readonly number[] {
  return columns.slice(1).map((right, at) => {
    const stopsHome = columns[at]?.back.decisions.some(({ decides }) => decides) === true;
    const stopsOut = right.forward.decisions.some(({ decides }) => decides);
    return stopsHome || stopsOut ? 2.5 : 1;
  });
}

function shapeWidth(column: Column, step: number, measures: Measures): number {
  if (column.shape === 'checkpoint') return 2 * measures.decider;
  const least = column.shape === 'endpoint' ? measures.endpoint : measures.hop;
  if (measures.name === 0) return least;
  const sides = column.shape === 'endpoint' ? measures.shape * 0.62 : measures.roomy ? 20 : 10;
  const most = Math.max(least, Math.min(step - 2 * measures.decider - 12, longestName));
  return Math.min(Math.max(least, textWidth(labelOf(column), measures.name) + sides), most);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
