/** The title of a frame, its name and block on one line, moved aside where the traced path crosses that line. */
import { fit, monoWidth, textWidth } from '../measure.ts';
import { between, grow, overlap, right } from './boxes.ts';
import type { Traffic } from './traffic.ts';
import type { Box, Point, Scene, SceneFrame } from './types.ts';

export interface FrameTitle {
  readonly name: string;
  /** Empty when there is no room for it. */
  readonly detail: string;
  /** Where the name begins, the detail begins, and both stand (their baseline). */
  readonly x: number;
  readonly detailX: number;
  readonly y: number;
}

/** What a title makes room for. */
export interface InTheWay {
  /** Lines and diamonds of the traced path: a title that they cross moves. */
  readonly traffic: readonly Box[];
  /** Symbols and labels: a title that moves does not come to lie on them. */
  readonly drawn: readonly Box[];
}

export const nothingInTheWay: InTheWay = { traffic: [], drawn: [] };

/** Room between a frame's edge and its title. */
const indent = 12;
/** Between its name and its block. */
const gap = 10;

/** @param addresses - the block is to be shown, too */
export function titleOf(frame: SceneFrame, inTheWay: InTheWay, addresses: boolean): FrameTitle {
  const size = frame.kind === 'vpc' || frame.kind === 'region' ? 13 : 12;
  const y = frame.y + (frame.kind === 'zone' ? 4 : frame.kind === 'subnet' ? 20 : 22);
  const nameWidth = (text: string) => textWidth(text, size);
  const detailWidth = (text: string) => monoWidth(text, 11);
  const name = fit(frame.name, frame.width - 28, nameWidth);
  const used = nameWidth(name) + gap;
  const room = frame.width - used - 2 * indent;
  const block = addresses && room > 0 ? fit(frame.detail, room, detailWidth) : '';
  const detail = block === '…' ? '' : block;
  const width = detail === '' ? nameWidth(name) : used + detailWidth(detail);
  const usual: Box = { x: frame.x + indent, y: y - size, width, height: size + 4 };
  const x = inTheWay.traffic.some((box) => overlap(box, usual)) ? freePlace(frame, usual, inTheWay) : usual.x;
  return { name, detail, x, detailX: x + used, y };
}

/** Where the first room for the title begins; its usual place if there is none. */
function freePlace(frame: SceneFrame, usual: Box, { traffic, drawn }: InTheWay): number {
  const line: Box = { ...frame, y: usual.y, height: usual.height };
  const taken = [...traffic, ...drawn].filter((box) => overlap(box, line)).sort((a, b) => a.x - b.x);
  let start = usual.x;
  for (const box of taken) {
    if (start + usual.width <= box.x) break;
    start = Math.max(start, right(box));
  }
  return start + usual.width <= right(frame) - indent / 2 ? start : usual.x;
}

export function inTheWayOf({ shapes, wires }: Scene, { lines, diamonds }: Traffic): InTheWay {
  return {
    traffic: [
      ...lines.flatMap(({ points, beyond }) => [...stretches(points), ...stretches(beyond)]),
      ...diamonds.map(({ x, y, decides }) =>
        grow({ x, y, width: 0, height: 0 }, (decides ? 15 : 7) + clearance),
      ),
    ],
    drawn: [
      ...shapes.map((shape) => grow(shape, clearance)),
      ...wires.flatMap(({ label }) =>
        label === null
          ? []
          : [
              {
                x: label.x - clearance,
                y: label.y - 11,
                width: monoWidth(label.text, 11) + 2 * clearance,
                height: 14,
              },
            ],
      ),
    ],
  };
}

/** Px between a title and what it keeps clear of. */
const clearance = 4;

function stretches(points: readonly Point[]): readonly Box[] {
  return points.slice(1).map((end, at) => grow(between(points[at] ?? end, end), clearance));
}
