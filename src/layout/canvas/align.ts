/** Puts objects in line or at even distances: how far each one moves. */
import { around, bottom, right } from './boxes.ts';
import type { Box, Point } from './types.ts';

export type Alignment =
  | 'left'
  | 'centre'
  | 'right'
  | 'top'
  | 'middle'
  | 'bottom'
  /** Even gaps between the outermost two, from left to right and from top to bottom. */
  | 'across'
  | 'down';

type Boxes = ReadonlyMap<string, Box>;

/** @returns the way of each object by its id; two are the least that can be aligned, three the least with gaps to even out */
export function aligned(boxes: Boxes, how: Alignment): ReadonlyMap<string, Point> {
  if (how === 'across') return spread(boxes, 'x', 'width');
  if (how === 'down') return spread(boxes, 'y', 'height');
  if (boxes.size < 2) return new Map();
  const all = around([...boxes.values()]);
  const way = (box: Box): Point => {
    switch (how) {
      case 'left':
        return { x: all.x - box.x, y: 0 };
      case 'centre':
        return { x: all.x + (all.width - box.width) / 2 - box.x, y: 0 };
      case 'right':
        return { x: right(all) - right(box), y: 0 };
      case 'top':
        return { x: 0, y: all.y - box.y };
      case 'middle':
        return { x: 0, y: all.y + (all.height - box.height) / 2 - box.y };
      case 'bottom':
        return { x: 0, y: bottom(all) - bottom(box) };
    }
  };
  return new Map([...boxes].map(([id, box]) => [id, way(box)]));
}

/** Gaps may be negative, where the objects are larger than the room between the outermost two. */
function spread(boxes: Boxes, at: 'x' | 'y', size: 'width' | 'height'): ReadonlyMap<string, Point> {
  if (boxes.size < 3) return new Map();
  const inOrder = [...boxes].sort(([, a], [, b]) => a[at] - b[at]);
  const all = around(inOrder.map(([, box]) => box));
  const gap = (all[size] - inOrder.reduce((sum, [, box]) => sum + box[size], 0)) / (inOrder.length - 1);
  let next = all[at];
  return new Map(
    inOrder.map(([id, box]) => {
      const by = next - box[at];
      next += box[size] + gap;
      return [id, at === 'x' ? { x: by, y: 0 } : { x: 0, y: by }];
    }),
  );
}
