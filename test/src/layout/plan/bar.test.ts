import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  MAX_LEAVES,
  addressCount,
  addressWidth,
  cidrOf,
  containsCidr,
  formatCidr,
  halvesOf,
  nodeAt,
  split,
} from '../../../../engine/addresses.ts';
import type { Cidr, PlanBlock } from '../../../../engine/addresses.ts';
import { lensPrefix, segmentsOf, shareOf, thinPaths } from '../../../../src/layout/plan/bar.ts';
import type { Segment } from '../../../../src/layout/plan/bar.ts';
import { anyPlan, baseCidr, cidr, fixed, planOf, ref } from '../../../properties/plan-arbitraries.ts';

const width = fc.integer({ min: 1, max: 4000 });

function blockOf(text: string, rows: readonly string[]): PlanBlock {
  return planOf(text, rows).blocks[0] ?? expect.fail();
}

/** `free 10.0.0.0/25` or, of several leaves, `many 10.0.0.0/25 ×4`. */
const said = ({ kind, cidr: at, leaves }: Segment) =>
  `${kind} ${formatCidr(at)}${leaves > 1 ? ` ×${leaves}` : ''}`;

describe('segments', () => {
  test('make up the block, in order and to scale, and stand for all its leaves', () => {
    fc.assert(
      fc.property(anyPlan, width, (plan, pixels) => {
        plan.blocks.forEach(({ root, cidr: base }, block) => {
          const segments = segmentsOf(root, base, pixels);
          let from = 0;
          for (const segment of segments) {
            expect(segment.from).toBe(from);
            expect(segment).toMatchObject(shareOf(base, segment.cidr));
            expect(segment.label).toBe(nodeAt(plan, { block, cidr: segment.cidr })?.label);
            from += segment.width;
          }
          expect(from).toBe(1);
          const leaves = segments.reduce((sum, segment) => sum + segment.leaves, 0);
          expect(leaves).toBe(root.kind === 'leaf' ? 1 : root.leaves);
        });
      }),
      fixed,
    );
  });

  test('are wide enough to be pressed, so that there are only so many', () => {
    const full =
      split(planOf('10.0.0.0/8', ['10.0.0.0/8']), ref('10.0.0.0/8'), 24).blocks[0] ?? expect.fail();
    expect(full.root).toMatchObject({ leaves: MAX_LEAVES });
    fc.assert(
      fc.property(width, (pixels) => {
        const segments = segmentsOf(full.root, full.cidr, pixels);
        expect(segments.length).toBeLessThanOrEqual(Math.max(1, pixels / 3));
        expect(segments.every((segment) => segment.width * pixels >= Math.min(3, pixels))).toBe(true);
      }),
      fixed,
    );
  });

  test.each<[string, number, readonly string[]]>([
    [
      'wide enough: each leaf',
      400,
      ['subnet 10.0.0.0/26', 'subnet 10.0.0.64/26', 'subnet 10.0.0.128/26', 'free 10.0.0.192/26'],
    ],
    [
      'too thin for their names: the group has one',
      100,
      ['group 10.0.0.0/25 ×2', 'subnet 10.0.0.128/26', 'free 10.0.0.192/26'],
    ],
    ['too thin to be seen: as one', 5, ['many 10.0.0.0/24 ×4']],
  ])('%s', (_how, pixels, expected) => {
    const { root, cidr: base } = blockOf('10.0.0.0/24', [
      ...['10.0.0.0/25 Paris', '10.0.0.0/26', '10.0.0.64/26', '10.0.0.128/26'],
    ]);
    expect(segmentsOf(root, base, pixels).map(said)).toEqual(expected);
  });
});

describe('thin segments', () => {
  test('are one path for each kind and tint, with a box for each of them', () => {
    const { root, cidr: base } = blockOf('10.0.0.0/24', [
      '10.0.0.0/27 a tint=1',
      '10.0.0.32/27 b tint=2',
      '10.0.0.64/27 c tint=1',
      '10.0.0.128/25',
    ]);
    const segments = segmentsOf(root, base, 80);
    const paths = thinPaths(segments, 80, 16, 38);
    expect(paths.map(({ key, path }) => [key, path])).toEqual([
      ['subnet 1', 'M0.5 0.5h9v37h-9zM20.5 0.5h9v37h-9z'],
      ['subnet 2', 'M10.5 0.5h9v37h-9z'],
      ['free ', 'M30.5 0.5h9v37h-9z'],
    ]);
    expect(thinPaths(segments, 8000, 16, 38)).toEqual([]);
  });
});

describe('the share of a block in another', () => {
  test.each<[string, string, number, number]>([
    ['10.0.0.0/16', '10.0.0.0/16', 0, 1],
    ['10.0.0.0/16', '10.0.192.0/18', 0.75, 0.25],
    ['0.0.0.0/0', '255.255.255.255/32', 1 - 2 ** -32, 2 ** -32],
    ['2001:db8::/32', '2001:db8:8000::/34', 0.5, 0.25],
    ['2001:db8::/56', '2001:db8:0:1::/64', 2 ** -8, 2 ** -8],
    ['::/0', '8000::/1', 0.5, 0.5],
    ['2001:db8::ff00/120', '2001:db8::ffff/128', 1 - 2 ** -8, 2 ** -8],
    ['10.0.0.0/17', '10.0.128.0/17', 1, 1],
    ['10.0.0.0/17', '10.0.0.0/16', 0, 2],
  ])('%s, %s: from %d, %d wide', (outer, inner, from, share) => {
    expect(shareOf(cidr(outer), cidr(inner))).toEqual({ from, width: share });
  });

  test('is where its first address is, and as wide as its addresses are many', () => {
    fc.assert(
      fc.property(baseCidr, fc.nat({ max: 12 }), fc.nat(), (outer, bits, pick) => {
        const prefixLength = Math.min(outer.prefixLength + bits, addressWidth(outer.family));
        const parts = 2 ** (prefixLength - outer.prefixLength);
        const place = pick % parts;
        const inner = partAt(outer, prefixLength, place);
        expect(shareOf(outer, inner)).toEqual({ from: place / parts, width: 1 / parts });
        expect(addressCount(outer) / addressCount(inner)).toBe(BigInt(parts));
      }),
      fixed,
    );
  });
});

describe('the lens', () => {
  test.each<[string, number, number | undefined]>([
    ['10.0.0.0/16', 1200, undefined],
    ['10.0.0.0/20', 1200, undefined],
    ['10.0.0.0/21', 1200, 17],
    ['10.0.0.0/24', 1200, 20],
    ['10.0.0.0/32', 1200, 28],
    ['10.0.0.0/20', 1000, 17],
    ['10.0.0.0/17', 100, 17],
  ])('on %s in a bar of %d pixels shows /%s', (at, pixels, prefixLength) => {
    expect(lensPrefix(cidr('10.0.0.0/16'), cidr(at), pixels)).toBe(prefixLength);
  });

  test('shows a part of the block that holds what it is on, and shows that larger', () => {
    fc.assert(
      fc.property(baseCidr, fc.nat({ max: 128 }), width, (block, bits, pixels) => {
        const at = cidrOf(block, Math.min(block.prefixLength + bits, addressWidth(block.family)));
        const prefixLength = lensPrefix(block, at, pixels);
        if (prefixLength === undefined) return;
        const shown = cidrOf(at, prefixLength);
        expect(containsCidr(block, shown) && containsCidr(shown, at)).toBe(true);
        expect(shareOf(shown, at).width).toBeGreaterThanOrEqual(2 * shareOf(block, at).width);
      }),
      fixed,
    );
  });
});

/** The part of a block at a place among its parts of a prefix length. */
function partAt(block: Cidr, prefixLength: number, place: number): Cidr {
  let at = cidrOf(block, block.prefixLength);
  for (let length = block.prefixLength + 1; length <= prefixLength; length++) {
    const upper = Math.floor(place / 2 ** (prefixLength - length)) % 2 === 1;
    at = halvesOf(at)[upper ? 1 : 0];
  }
  return at;
}
