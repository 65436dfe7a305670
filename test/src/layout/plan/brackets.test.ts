import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bulkSplit, containsCidr, outlineOf } from '../../../../engine/addresses.ts';
import type { Plan } from '../../../../engine/addresses.ts';
import { bracketColumns, placeBrackets } from '../../../../src/layout/plan/brackets.ts';
import { heightOf, topOf, windowAt } from '../../../../src/layout/plan/window.ts';
import { anyPlan, fixed, planOf } from '../../../properties/plan-arbitraries.ts';

const measures = { rowHeight: 32, detailHeight: 168, pitch: 27 };

/** The brackets of a plan in a view of its table. */
function placed(
  plan: Plan,
  { folded = [], unfolded = [], scrolled = 0, height = Infinity }: Partial<View> = {},
) {
  const { rows, brackets } = outlineOf(plan, new Set(folded));
  const seen = Math.min(height, heightOf(rows.length, unfolded, measures));
  const window = windowAt(rows.length, unfolded, scrolled, seen, measures);
  const columns = bracketColumns(brackets);
  return { rows, window, columns, all: placeBrackets(brackets, columns, unfolded, window, measures) };
}

interface View {
  readonly folded: readonly string[];
  readonly unfolded: readonly number[];
  readonly scrolled: number;
  readonly height: number;
}

const quarters = planOf('10.0.0.0/24', ['10.0.0.0/25', '10.0.0.128/26', '10.0.0.192/26']);

test('each prefix length has a column, the smallest blocks nearest to the rows', () => {
  const { columns, all } = placed(quarters);
  expect(columns).toEqual([25, 24]);
  expect(all.map(({ bracket: { cidr }, x, y, height }) => [cidr.prefixLength, x, y, height])).toEqual([
    [25, 0, 36, 56],
    [24, 27, 4, 88],
  ]);
});

test('details of a row move the brackets below it, and stretch those around it', () => {
  const { all } = placed(quarters, { unfolded: [0] });
  expect(all.map(({ y, height }) => [y, height])).toEqual([
    [36 + 168, 56],
    [4, 88 + 168],
  ]);
});

test('a bracket lies beside the rows of its block, all of them and no others', () => {
  fc.assert(
    fc.property(anyPlan, fc.array(fc.nat(), { maxLength: 4 }), fc.array(fc.nat()), (plan, folds, details) => {
      const foldable = outlineOf(plan).rows.filter((row) => row.folded !== undefined);
      const folded = folds.flatMap((pick) => foldable[pick % foldable.length]?.key ?? []);
      const count = outlineOf(plan, new Set(folded)).rows.length;
      const unfolded = [...new Set(details.map((pick) => pick % count))].sort((a, b) => a - b);
      const { rows, all, columns } = placed(plan, { folded, unfolded });
      const middles = rows.map((_, place) => topOf(place, unfolded, measures) + 16);
      for (const { bracket, x, y, height, textYs } of all) {
        const beside = rows.filter(
          (_, place) => y < (middles[place] ?? 0) && (middles[place] ?? 0) < y + height,
        );
        const ofBlock = rows.filter(
          (row) => row.block === bracket.block && containsCidr(bracket.cidr, row.cidr),
        );
        const parts = ofBlock.filter(({ kind, cidr }) => {
          const isWhole = cidr.prefixLength === bracket.cidr.prefixLength;
          return !isWhole || (kind !== 'group' && kind !== 'block');
        });
        expect(beside).toEqual(parts.length > 0 ? parts : ofBlock.slice(-1));
        expect(columns[x / 27]).toBe(bracket.cidr.prefixLength);
        expect(textYs.length).toBeGreaterThan(0);
        expect(textYs.every((at) => y <= at && at <= y + height)).toBe(true);
      }
    }),
    fixed,
  );
});

describe('in a table longer than the view', () => {
  const long = bulkSplit(planOf('10.0.0.0/20', ['10.0.0.0/20']), 28).plan ?? quarters;
  const view = fc.record({
    unfolded: fc.uniqueArray(fc.nat({ max: 255 }), { maxLength: 30 }).map((all) => all.sort((a, b) => a - b)),
    scrolled: fc.nat({ max: 256 * 32 }),
    height: fc.integer({ min: 424, max: 1600 }),
  });

  test('those of rows in the window are drawn, cut off a little beyond it', () => {
    fc.assert(
      fc.property(view, (seen) => {
        const { window, all } = placed(long, seen);
        const height = window.bottom - window.top;
        for (const { bracket, y, height: drawn } of all) {
          expect(bracket.lastRow >= window.first && bracket.firstRow < window.end).toBe(true);
          expect([y >= -40, drawn > 0, y + drawn <= height + 40]).toEqual([true, true, true]);
        }
        const { brackets } = outlineOf(long);
        const inWindow = brackets.filter(
          ({ firstRow, lastRow }) => lastRow >= window.first && firstRow < window.end,
        );
        expect(all.map(({ bracket }) => bracket)).toEqual(inWindow);
      }),
      fixed,
    );
  });

  test('the one that fills the view has a label in it', () => {
    fc.assert(
      fc.property(view, (seen) => {
        const { window, all } = placed(long, seen);
        for (const { y, height, textYs } of all) {
          const [top, bottom] = [seen.scrolled, seen.scrolled + seen.height];
          const fills = window.top + y <= top && window.top + y + height >= bottom;
          if (fills)
            expect(textYs.some((at) => window.top + at >= top && window.top + at <= bottom)).toBe(true);
        }
      }),
      fixed,
    );
  });

  test('every one has a label, however its ends lie', () => {
    const rows = Array.from({ length: 14 }, (_, place) => place);
    fc.assert(
      fc.property(fc.subarray(rows), fc.integer({ min: 20, max: 40 }), (unfolded, rowHeight) => {
        const some = bulkSplit(planOf('10.0.0.0/24', ['10.0.0.0/28', '10.0.0.128/25']), 28).plan ?? quarters;
        const { brackets } = outlineOf(some);
        const window = windowAt(14, unfolded, 0, 1e5, { rowHeight, detailHeight: 168 });
        const all = placeBrackets(brackets, [24], unfolded, window, {
          rowHeight,
          detailHeight: 168,
          pitch: 27,
        });
        expect(all.every(({ textYs }) => textYs.length > 0)).toBe(true);
      }),
      fixed,
    );
  });
});
