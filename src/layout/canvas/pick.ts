/** Which object is at a point: notes before shapes, shapes before frames, inner frames before outer ones. Shapes are found by a quadtree. */
import { quadtree } from 'd3';
import { centre, holdsPoint } from './boxes.ts';
import type { Point, Scene, SceneFrame, SceneNote, SceneShape } from './types.ts';

export type Picker = (at: Point) => SceneNote | SceneShape | SceneFrame | undefined;

export function pickerOf({ shapes, frames, notes }: Pick<Scene, 'shapes' | 'frames' | 'notes'>): Picker {
  const tree = quadtree<SceneShape>()
    .x((shape) => centre(shape).x)
    .y((shape) => centre(shape).y)
    .addAll([...shapes]);
  const reach = Math.max(0, ...shapes.map(({ width, height }) => Math.hypot(width, height) / 2));
  const innerFirst = [...frames].reverse();
  const lastOnTop = [...notes].reverse();
  return (at) => {
    const note = lastOnTop.find((each) => holdsPoint(each, at));
    if (note !== undefined) return note;
    let found: SceneShape | undefined;
    tree.visit((node, x0, y0, x1, y1) => {
      if (!('length' in node) || node.length === undefined) {
        for (
          let leaf = node as { data: SceneShape; next?: typeof leaf } | undefined;
          leaf !== undefined;
          leaf = leaf.next
        ) {
          if (holdsPoint(leaf.data, at)) found = leaf.data;
        }
      }
      return (
        found !== undefined ||
        x0 > at.x + reach ||
        x1 < at.x - reach ||
        y0 > at.y + reach ||
        y1 < at.y - reach
      );
    });
    return found ?? innerFirst.find((frame) => holdsPoint(frame, at));
  };
}
