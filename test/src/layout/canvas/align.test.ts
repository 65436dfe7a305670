import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aligned } from '../../../../src/layout/canvas/align.ts';
import type { Alignment } from '../../../../src/layout/canvas/align.ts';
import type { Box } from '../../../../src/layout/canvas/types.ts';

const boxes: ReadonlyMap<string, Box> = new Map([
  ['a', { x: 0, y: 10, width: 100, height: 40 }],
  ['b', { x: 300, y: 0, width: 50, height: 20 }],
  ['c', { x: 120, y: 90, width: 80, height: 60 }],
]);

function after(how: Alignment, from = boxes): Map<string, Box> {
  const ways = aligned(from, how);
  return new Map(
    [...from].map(([id, box]) => {
      const way = ways.get(id) ?? { x: 0, y: 0 };
      return [id, { ...box, x: box.x + way.x, y: box.y + way.y }];
    }),
  );
}

describe('in line', () => {
  test.each([
    ['left', (box: Box) => box.x, 0],
    ['centre', (box: Box) => box.x + box.width / 2, 175],
    ['right', (box: Box) => box.x + box.width, 350],
    ['top', (box: Box) => box.y, 0],
    ['middle', (box: Box) => box.y + box.height / 2, 75],
    ['bottom', (box: Box) => box.y + box.height, 150],
  ] as const)('%s: all have the same, that of the outermost', (how, edge, expected) => {
    expect([...after(how).values()].map(edge)).toEqual([expected, expected, expected]);
  });

  test('one alone stays', () => {
    expect(aligned(new Map([['a', { x: 1, y: 2, width: 3, height: 4 }]]), 'left').size).toBe(0);
  });
});

describe('at even distances', () => {
  test('the outermost two stay, the gaps between all are the same', () => {
    const across = after('across');
    expect([across.get('a')?.x, across.get('c')?.x, across.get('b')?.x]).toEqual([0, 160, 300]);
    const down = after('down');
    expect([down.get('b')?.y, down.get('a')?.y, down.get('c')?.y]).toEqual([0, 35, 90]);
  });

  test('two have nothing to even out', () => {
    const [a, b] = [...boxes];
    if (a === undefined || b === undefined) throw new Error('there are three');
    expect(aligned(new Map([a, b]), 'across').size).toBe(0);
  });

  test('done once, there is nothing left to do', () => {
    const box = fc.record({
      x: fc.integer({ min: -500, max: 500 }),
      y: fc.integer({ min: -500, max: 500 }),
      width: fc.integer({ min: 1, max: 200 }),
      height: fc.integer({ min: 1, max: 200 }),
    });
    const how = fc.constantFrom<Alignment>('left', 'centre', 'right', 'top', 'middle', 'bottom');
    fc.assert(
      fc.property(fc.array(box, { minLength: 2, maxLength: 8 }), how, (list, alignment) => {
        const first = after(alignment, new Map(list.map((each, at) => [String(at), each])));
        for (const { x, y } of aligned(first, alignment).values())
          expect(Math.abs(x) + Math.abs(y)).toBeLessThan(1e-9);
      }),
    );
  });
});
