/** What of a drawing is worth drawing: only what is in sight, and of a large one only as much as can be told apart. */
import { grow, overlap } from './boxes.ts';
import type { Box, Gate, Scene, SceneFrame, SceneNote, SceneShape, Wire } from './types.ts';

/** More elements than this are painted instead of put into the page one by one. */
export const mostElements = 300;

/** More than this stay painted once they are, so that a hand that moves to and fro does not turn them into elements and back. */
const mostAfterPainting = 240;

/** And more than this of a large drawing while its scale changes, which lays out every element anew. */
const mostWhileZooming = 60;

/** What goes on with a drawing. */
export interface Moment {
  /** The scale is changing. */
  readonly zooming: boolean;
  /** It was painted the last time. */
  readonly painted: boolean;
}

export interface Visible {
  readonly frames: readonly SceneFrame[];
  readonly shapes: readonly SceneShape[];
  readonly wires: readonly Wire[];
  readonly gates: readonly Gate[];
  readonly notes: readonly SceneNote[];
  /** Frames of which only a summary is drawn. */
  readonly folded: ReadonlySet<string>;
  /** Too many for the page: paint them. */
  readonly many: boolean;
}

/** Scales under which what is inside cannot be told apart any more. */
const foldSubnets = 0.4;
const foldVpcs = 0.12;

/**
 * @param window - the part of the drawing that is in sight
 * @param scale - px of the screen for one of the drawing
 */
export function visibleIn(
  scene: Scene,
  window: Box,
  scale: number,
  { zooming, painted }: Moment = { zooming: false, painted: false },
): Visible {
  const total = scene.frames.length + scene.shapes.length + scene.notes.length;
  const isLarge = total > mostElements;
  const folds = (frame: SceneFrame) =>
    isLarge &&
    ((frame.kind === 'subnet' && scale < foldSubnets) || (frame.kind === 'vpc' && scale < foldVpcs));
  const near = grow(window, 40 / scale);
  const hidden = new Set<string>();
  const folded = new Set<string>();
  const frames = scene.frames.filter((frame) => {
    if (frame.parent !== null && (hidden.has(frame.parent) || folded.has(frame.parent))) {
      hidden.add(frame.id);
      return false;
    }
    if (folds(frame) && frame.holds > 0) folded.add(frame.id);
    return overlap(near, frame);
  });
  const isHidden = (id: string | null) => id !== null && (hidden.has(id) || folded.has(id));
  const parents = new Map(scene.notes.length === 0 ? [] : scene.shapes.map(({ id, parent }) => [id, parent]));
  const notes = scene.notes.filter(
    (note) =>
      !isHidden(note.parent) && !isHidden(parents.get(note.parent ?? '') ?? null) && overlap(near, note),
  );
  const shapes = scene.shapes.filter((shape) => !isHidden(shape.parent) && overlap(near, shape));
  const gates =
    isLarge && scale < foldSubnets
      ? []
      : scene.gates.filter(
          ({ subnet, x, y }) =>
            !isHidden(subnet) && overlap(near, { x: x - 8, y: y - 8, width: 16, height: 16 }),
        );
  const wires = scene.wires.filter((wire) => !hidden.has(wire.from) && isInSight(wire, near));
  const mostAtRest = painted ? mostAfterPainting : mostElements;
  const most = isLarge && zooming ? mostWhileZooming : mostAtRest;
  const many = frames.length + shapes.length + wires.length + gates.length + notes.length > most;
  return { frames, shapes, gates, wires, notes, folded, many };
}

function isInSight({ points }: Wire, near: Box): boolean {
  return points.slice(1).some((to, at) => {
    const from = points[at] ?? to;
    return overlap(near, {
      x: Math.min(from.x, to.x) - 1,
      y: Math.min(from.y, to.y) - 1,
      width: Math.abs(from.x - to.x) + 2,
      height: Math.abs(from.y - to.y) + 2,
    });
  });
}
