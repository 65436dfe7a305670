import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { heightOf, rowAt, topOf, windowAt } from '../../../../src/layout/plan/window.ts';
import { fixed } from '../../../properties/plan-arbitraries.ts';

const measures = { rowHeight: 32, detailHeight: 168 };

/** How many rows there are, and the places of those with details. */
const table = fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 65_536 })).chain((count) =>
  fc.record({
    count: fc.constant(count),
    unfolded: fc
      .uniqueArray(fc.nat({ max: count - 1 }), { maxLength: 40 })
      .map((places) => places.sort((a, b) => a - b)),
  }),
);

describe('where rows stand', () => {
  test.each([
    [0, 0],
    [1, 32],
    [2, 64],
    [3, 264],
    [4, 296],
    [5, 496],
    [6, 528],
  ])('row %d of six begins at %d, when the third and the fifth have details', (place, top) => {
    expect(topOf(place, [2, 4], measures)).toBe(top);
  });

  test('each begins where the one before and its details end, and all together are the table', () => {
    fc.assert(
      fc.property(table, fc.nat(), ({ count, unfolded }, pick) => {
        const place = pick % count;
        const height = topOf(place + 1, unfolded, measures) - topOf(place, unfolded, measures);
        expect(height).toBe(32 + (unfolded.includes(place) ? 168 : 0));
        expect(heightOf(count, unfolded, measures)).toBe(count * 32 + unfolded.length * 168);
      }),
      fixed,
    );
  });

  test('the row at a height is the one that holds it; above all the first, below all the last', () => {
    fc.assert(
      fc.property(table, fc.nat(), fc.nat(), ({ count, unfolded }, pick, inside) => {
        const place = pick % count;
        const top = topOf(place, unfolded, measures);
        const bottom = topOf(place + 1, unfolded, measures);
        const at = (y: number) => rowAt(y, count, unfolded, measures);
        expect([at(top), at(top + (inside % (bottom - top))), at(bottom - 0.1)]).toEqual([
          place,
          place,
          place,
        ]);
        expect([at(-1), at(heightOf(count, unfolded, measures) + inside)]).toEqual([0, count - 1]);
      }),
      fixed,
    );
  });
});

describe('the window', () => {
  const view = fc.record({
    scrolled: fc.double({ min: -200, max: 1.2, noNaN: true }),
    height: fc.integer({ min: 0, max: 2000 }),
  });

  test('covers what is seen, lies where its rows are, and has a bounded number of them', () => {
    fc.assert(
      fc.property(table, view, ({ count, unfolded }, { scrolled, height }) => {
        const all = heightOf(count, unfolded, measures);
        const from = scrolled < 0 ? scrolled : scrolled * all;
        const { first, end, top, bottom } = windowAt(count, unfolded, from, height, measures);
        expect([top, bottom]).toEqual([first, end].map((place) => topOf(place, unfolded, measures)));
        expect([first >= 0, end > first, end <= count]).toEqual([true, true, true]);
        expect(top).toBeLessThanOrEqual(Math.max(0, Math.min(from, all)));
        expect(bottom).toBeGreaterThanOrEqual(Math.min(Math.max(0, from + height), all));
        expect(end - first).toBeLessThanOrEqual(Math.ceil(height / 32) + 1 + 2 * 12 + 2 * 8);
      }),
      fixed,
    );
  });

  test('stays as it is while few rows pass by', () => {
    const windows = [0, 1, 2, 3].map((rows) => windowAt(1000, [], 6400 + rows * 32, 600, measures));
    expect(new Set(windows.map(({ first }) => first)).size).toBeLessThanOrEqual(2);
    expect(windows[0]).toEqual(windowAt(1000, [], 6401, 599, measures));
  });

  test('of no rows is empty', () => {
    expect(windowAt(0, [], 100, 600, measures)).toEqual({ first: 0, end: 0, top: 0, bottom: 0 });
  });
});
