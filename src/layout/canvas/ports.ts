/** Where wires may touch an object: on its own border, or on the border of its subnet with a free line to it. */
import { bottom, centre, overlap, right } from './boxes.ts';
import type { Direction, Port } from './grid.ts';
import type { Box, Point } from './types.ts';

/** A place for a wire's end. */
export interface Anchor {
  readonly ports: readonly Port[];
  /** The line from the object itself to the port, when the port is on the subnet around it. */
  readonly inner: (port: Port) => readonly Point[];
}

const none: Anchor['inner'] = () => [];
const sides: readonly Direction[] = ['north', 'south', 'east', 'west'];

/**
 * An object that stands by itself, or a subnet: its middles, places beside them, and straight towards `other`.
 *
 * @param apart - how far from the middle of a side further ports are
 * @param bySide - what the sides cost
 */
export function borderAnchor(
  box: Box,
  other: Point,
  apart: number,
  bySide: Partial<Record<Direction, number>> = {},
): Anchor {
  const middle = centre(box);
  return {
    inner: none,
    ports: sides.flatMap((side) => {
      const upright = side === 'north' || side === 'south';
      const reach = (upright ? box.width : box.height) / 2 - 16;
      const straight = upright ? other.x - middle.x : other.y - middle.y;
      const beside = Math.min(apart, reach);
      const offs = [0, -beside, beside, ...(Math.abs(straight) <= reach ? [straight] : [])];
      return [...new Set(offs)].map((off): Port => ({
        ...onSide(box, side, off),
        side,
        cost: (off === 0 || off === straight ? 0 : 6) + (bySide[side] ?? 0),
      }));
    }),
  };
}

/** A frame met from outside: straight towards `other` where that is possible. */
export function frameAnchor(box: Box, other: Point): Anchor {
  const x = Math.min(Math.max(other.x, box.x + 24), right(box) - 24);
  const y = Math.min(Math.max(other.y, box.y + 24), bottom(box) - 24);
  return {
    inner: none,
    ports: [
      { x, y: box.y, side: 'north', cost: 0 },
      { x, y: bottom(box), side: 'south', cost: 0 },
      { x: box.x, y, side: 'west', cost: 0 },
      { x: right(box), y, side: 'east', cost: 0 },
    ],
  };
}

/**
 * An object in a subnet: straight to each side of the subnet that none of its siblings stands in front of.
 *
 * @param under - room that its address takes beneath it
 */
export function insideAnchor(box: Box, frame: Box, siblings: readonly Box[], under: number): Anchor {
  const middle = centre(box);
  const ways: readonly (Port & { readonly way: Box })[] = [
    {
      x: middle.x,
      y: frame.y,
      side: 'north',
      cost: 0,
      way: { x: middle.x - 4, y: frame.y, width: 8, height: box.y - frame.y },
    },
    {
      x: middle.x,
      y: bottom(frame),
      side: 'south',
      cost: under > 0 ? 30 : 0,
      way: { x: middle.x - 4, y: bottom(box), width: 8, height: bottom(frame) - bottom(box) },
    },
    {
      x: frame.x,
      y: middle.y,
      side: 'west',
      cost: 0,
      way: { x: frame.x, y: middle.y - 4, width: box.x - frame.x, height: 8 },
    },
    {
      x: right(frame),
      y: middle.y,
      side: 'east',
      cost: 0,
      way: { x: right(box), y: middle.y - 4, width: right(frame) - right(box), height: 8 },
    },
  ];
  const free = ways.filter(({ way }) => !siblings.some((sibling) => overlap(sibling, way)));
  const usable = free.length > 0 ? free : ways.slice(0, 1);
  return {
    ports: usable.map(({ x, y, side, cost }) => ({ x, y, side, cost })),
    inner: (port) => [onSide(box, port.side, 0)],
  };
}

function onSide(box: Box, side: Direction, off: number): Point {
  const middle = centre(box);
  switch (side) {
    case 'north':
      return { x: middle.x + off, y: box.y };
    case 'south':
      return { x: middle.x + off, y: bottom(box) };
    case 'west':
      return { x: box.x, y: middle.y + off };
    case 'east':
      return { x: right(box), y: middle.y + off };
    default:
      return side satisfies never;
  }
}
