/** What wires have to go around, and where they may touch it: made once of the places of everything. */
import { centre, grow, right, bottom } from './boxes.ts';
import { Grid } from './grid.ts';
import type { GridOptions } from './grid.ts';
import { borderAnchor, frameAnchor, insideAnchor } from './ports.ts';
import type { Anchor } from './ports.ts';
import * as sizes from './sizes.ts';
import type { Box, Point, SceneFrame, SceneShape } from './types.ts';

export interface GridWishes extends Partial<Pick<GridOptions, 'tracks' | 'clearance'>> {
  readonly through: readonly Point[];
  /** How near to objects wires run only when they must. */
  readonly shy?: number;
}

export interface Surroundings {
  readonly frames: ReadonlyMap<string, SceneFrame>;
  readonly shapes: ReadonlyMap<string, SceneShape>;
  /** Where a wire to or from an object ends; `undefined` when it is not drawn. `other` is the far end's middle. */
  readonly anchorOf: (id: string, other: Point) => Anchor | undefined;
  readonly middleOf: (id: string) => Point | undefined;
  /** The VPCs around an object, itself included. */
  readonly vpcsOf: (id: string) => readonly string[];
  /** The subnet that an object is, or stands in. */
  readonly subnetOf: (id: string) => SceneFrame | undefined;
  readonly grid: (options: GridWishes) => Grid;
  /** What wires must not cross. */
  readonly obstacles: readonly Box[];
  /** What labels must not cover, beside these: titles of frames. */
  readonly titles: readonly Box[];
}

export function surroundingsOf(
  allFrames: readonly SceneFrame[],
  allShapes: readonly SceneShape[],
): Surroundings {
  const frames = new Map(allFrames.map((frame) => [frame.id, frame]));
  const shapes = new Map(allShapes.map((shape) => [shape.id, shape]));
  const heaped = new Map(allShapes.flatMap(({ id, stands }) => stands.map((each) => [each, id])));
  const subnets = allFrames.filter(({ kind }) => kind === 'subnet');
  const outer = allShapes.filter(({ parent }) => parent === null || frames.get(parent)?.kind !== 'subnet');
  const inner = new Map<string, SceneShape[]>();
  for (const shape of allShapes) {
    if (shape.parent === null || frames.get(shape.parent)?.kind !== 'subnet') continue;
    const siblings = inner.get(shape.parent);
    if (siblings === undefined) inner.set(shape.parent, [shape]);
    else siblings.push(shape);
  }
  const obstacles = [...subnets, ...outer.map(withAddress)];
  const titles = allFrames.map(({ x, y, width }) => ({
    x,
    y: y - 8,
    width: Math.min(width, 180),
    height: 32,
  }));
  const known = (id: string) => heaped.get(id) ?? id;

  const anchorOf: Surroundings['anchorOf'] = (asked, other) => {
    const id = known(asked);
    const frame = frames.get(id);
    if (frame !== undefined) {
      return frame.kind === 'subnet'
        ? borderAnchor(frame, other, 40, { south: 4, east: 8, west: 8 })
        : frameAnchor(frame, other);
    }
    const shape = shapes.get(id);
    if (shape === undefined) return undefined;
    const home = shape.parent === null ? undefined : frames.get(shape.parent);
    if (home?.kind !== 'subnet') {
      const hasAddress = shape.shape === 'endpoint' && shape.detail !== '';
      const level = home === undefined ? 0 : 30; // on the edge of a VPC: up and down, as far as that goes
      return borderAnchor(shape, other, shape.width / 4, {
        south: hasAddress ? 40 : 0,
        east: level,
        west: level,
      });
    }
    const siblings = (inner.get(home.id) ?? []).filter(({ id: each }) => each !== id).map(withAddress);
    return insideAnchor(shape, home, siblings, shape.shape === 'endpoint' ? sizes.endpoint.under : 0);
  };
  const boxOf = (asked: string): Box | undefined => frames.get(known(asked)) ?? shapes.get(known(asked));
  const chain = (asked: string): readonly string[] => {
    const found: string[] = [];
    for (let id: string | null | undefined = known(asked); id !== null && id !== undefined;) {
      found.push(id);
      id = (frames.get(id) ?? shapes.get(id))?.parent;
    }
    return found;
  };

  return {
    frames,
    shapes,
    anchorOf,
    middleOf: (id) => {
      const box = boxOf(id);
      return box === undefined ? undefined : centre(box);
    },
    vpcsOf: (id) => chain(id).filter((each) => frames.get(each)?.kind === 'vpc'),
    subnetOf: (id) =>
      chain(id)
        .flatMap((each) => frames.get(each) ?? [])
        .find(({ kind }) => kind === 'subnet'),
    grid: ({ tracks = sizes.tracks, clearance = sizes.clearance, through, shy = 0 }) =>
      new Grid({
        obstacles,
        foreign: [
          ...allFrames.filter(({ kind }) => kind === 'vpc').map((frame) => ({ id: frame.id, box: frame })),
          ...(shy === 0 ? [] : obstacles.map((box) => ({ id: 'near', box: grow(box, shy) }))),
        ],
        tracks,
        clearance,
        through,
      }),
    obstacles,
    titles,
  };
}

/** A shape with the address that stands under it. */
export function withAddress(shape: SceneShape): Box {
  if (shape.shape !== 'endpoint' || shape.detail === '') return shape;
  return { ...shape, height: shape.height + sizes.endpoint.under };
}

/** Everything that is drawn, with room for what hangs over its edges. */
export function boundsOf(boxes: readonly Box[]): Box {
  if (boxes.length === 0) return { x: 0, y: 0, width: 0, height: 0 };
  const left = Math.min(...boxes.map(({ x }) => x));
  const top = Math.min(...boxes.map(({ y }) => y));
  const farRight = Math.max(...boxes.map(right));
  const farBottom = Math.max(...boxes.map(bottom));
  return grow({ x: left, y: top, width: farRight - left, height: farBottom - top }, 24);
}
