/** The title of a frame, its name and block on one line, moved aside where a symbol or the traced path covers it. */
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
  /** Symbols, and lines and diamonds of the traced path: a title that they cover moves. */
  readonly movers: readonly Box[];
  /** Labels of wires: a title that moves does not come to lie on them. */
  readonly labels: readonly Box[];
}

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
  if (!inTheWay.movers.some((box) => overlap(box, usual)))
    return { name, detail, x: usual.x, detailX: usual.x + used, y };
  const x = freePlace(frame, usual, inTheWay);
  if (x !== undefined) return { name, detail, x, detailX: x + used, y };
  const short = freePlace(frame, { ...usual, width: nameWidth(name) }, inTheWay) ?? usual.x;
  return { name, detail: '', x: short, detailX: short + used, y };
}

/** Where the first room for the title begins. */
function freePlace(frame: SceneFrame, usual: Box, { movers, labels }: InTheWay): number | undefined {
  const line: Box = { ...frame, y: usual.y, height: usual.height };
  const taken = [...movers, ...labels].filter((box) => overlap(box, line)).sort((a, b) => a.x - b.x);
  let start = usual.x;
  for (const box of taken) {
    if (start + usual.width <= box.x) break;
    start = Math.max(start, right(box));
  }
  return start + usual.width <= right(frame) - indent / 2 ? start : undefined;
}

/** @param traffic - the traced path, `null` when none is drawn */
export function inTheWayOf({ shapes, wires }: Scene, traffic: Traffic | null): InTheWay {
  const { lines, diamonds } = traffic ?? { lines: [], diamonds: [] };
  return {
    movers: [
      ...shapes.map((shape) => grow(shape, clearance)),
      ...lines.flatMap(({ points, beyond }) => [...stretches(points), ...stretches(beyond)]),
      ...diamonds.map(({ x, y, decides }) =>
        grow({ x, y, width: 0, height: 0 }, (decides ? 15 : 7) + clearance),
      ),
    ],
    labels: [
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
