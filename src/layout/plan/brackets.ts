/** The brackets beside the rows: a column for each prefix length, the smallest blocks nearest the rows. */
import type { PlanBracket } from '../../../engine/addresses.ts';
import { topOf } from './window.ts';
import type { TableMeasures, Window } from './window.ts';

export interface PlacedBracket {
  readonly bracket: PlanBracket;
  readonly x: number;
  /** Pixels below the top of the window. */
  readonly y: number;
  readonly height: number;
  /** Where its prefix length is written: in its middle, and again and again where it is longer than a screen. */
  readonly textYs: readonly number[];
}

export interface BracketMeasures extends TableMeasures {
  /** From one column to the next. */
  readonly pitch: number;
}

/** Prefix lengths that have brackets, longest first: the columns from left to right. */
export function bracketColumns(brackets: readonly PlanBracket[]): readonly number[] {
  return [...new Set(brackets.map(({ cidr }) => cidr.prefixLength))].sort((a, b) => b - a);
}

/** The brackets of the rows in a window; long ones are cut off a little beyond it. */
export function placeBrackets(
  brackets: readonly PlanBracket[],
  columns: readonly number[],
  unfolded: readonly number[],
  window: Window,
  measures: BracketMeasures,
): readonly PlacedBracket[] {
  const place = new Map(columns.map((prefixLength, at) => [prefixLength, at]));
  const highest = window.top - BEYOND;
  const lowest = window.bottom + BEYOND;
  return brackets.flatMap((bracket): PlacedBracket[] => {
    if (bracket.lastRow < window.first || bracket.firstRow >= window.end) return [];
    const top = Math.max(topOf(bracket.firstRow, unfolded, measures) + INSET, highest);
    const bottom = Math.min(topOf(bracket.lastRow + 1, unfolded, measures) - INSET, lowest);
    const column = place.get(bracket.cidr.prefixLength) ?? 0;
    const labels = multiplesWithin(LABEL_EVERY, top, bottom);
    const isLong = bottom - top > LABEL_EVERY && labels.length > 0;
    return [
      {
        bracket,
        x: column * measures.pitch,
        y: top - window.top,
        height: bottom - top,
        textYs: (isLong ? labels : [(top + bottom) / 2]).map((y) => y - window.top),
      },
    ];
  });
}

/** A long bracket has its label at every multiple of so many pixels, so that one is always in view. */
const LABEL_EVERY = 400;

function multiplesWithin(step: number, from: number, to: number): number[] {
  const first = Math.ceil((from + 8) / step);
  const count = Math.max(0, Math.floor((to - 8) / step) - first + 1);
  return Array.from({ length: count }, (_, at) => (first + at) * step);
}

/** Between a bracket and the edge of its rows. */
const INSET = 4;

/** So far beyond the window a bracket is drawn; the rest would only make a large picture. */
const BEYOND = 40;
