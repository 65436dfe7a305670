/** Paints a drawing: the same shapes as the elements of a small one, without their labels where these would be dust. */
import type { Visible } from '../layout/canvas/detail.ts';
import { fit, textWidth } from '../layout/measure.ts';
import { note as noteSizes } from '../layout/canvas/sizes.ts';
import type { SceneFrame, SceneNote, SceneShape } from '../layout/canvas/types.ts';

export interface Window {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  /** Px of the device for one of the page. */
  readonly ratio: number;
  readonly width: number;
  readonly height: number;
}

const inkNames = [
  'bg-1',
  'bg-2',
  'fg-1',
  'fg-2',
  'fg-3',
  'stroke',
  'border',
  'tint-1',
  'tint-2',
  'tint-5',
  'edge-1',
  'edge-2',
  'edge-5',
] as const;

export type Inks = Readonly<Record<(typeof inkNames)[number] | 'sans', string>>;

const tints = { public: 1, private: 2, isolated: 5 } as const;

/** The tokens as colours that a canvas understands: what the page makes of them, theme included. */
export function inksOf(element: HTMLElement): Inks {
  const before = element.style.color;
  const inks = inkNames.map((name) => {
    element.style.color = `var(--${name})`;
    return [name, getComputedStyle(element).color] as const;
  });
  element.style.color = before;
  // INVARIANT: there is one entry for each name.
  return { ...Object.fromEntries(inks), sans: getComputedStyle(document.body).fontFamily } as Inks;
}

/** Text of fewer px than this on the screen is left out. */
const readable = 6;

/** What is not painted, because it is an element of the page. */
export interface Elements {
  readonly skip: (id: string) => boolean;
  /** Of frames only these: any other is painted under its element, so that what is inside stays in sight. */
  readonly lifted: ReadonlySet<string>;
}

export function paint(
  context: CanvasRenderingContext2D,
  visible: Visible,
  { x, y, scale, ratio, width, height }: Window,
  inks: Inks,
  { skip, lifted }: Elements,
  names: boolean,
): void {
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  context.setTransform(ratio * scale, 0, 0, ratio * scale, ratio * x, ratio * y);
  const hair = Math.max(1, 0.8 / scale);
  paintFrames(
    context,
    visible.frames.filter(({ id }) => !lifted.has(id)),
    inks,
    hair,
  );
  context.strokeStyle = inks.stroke;
  context.lineWidth = hair;
  context.beginPath();
  for (const { points } of visible.wires) {
    points.forEach((point, at) =>
      at === 0 ? context.moveTo(point.x, point.y) : context.lineTo(point.x, point.y),
    );
  }
  context.stroke();
  paintShapes(
    context,
    visible.shapes.filter(({ id }) => !skip(id)),
    inks,
    hair,
  );
  paintNames(context, visible, scale, inks, skip, names);
  paintNotes(
    context,
    visible.notes.filter(({ id }) => !skip(id)),
    scale,
    inks,
    hair,
  );
}

function paintNames(
  context: CanvasRenderingContext2D,
  visible: Visible,
  scale: number,
  inks: Inks,
  skip: (id: string) => boolean,
  names: boolean,
): void {
  if (!names) return;
  context.textBaseline = 'alphabetic';
  for (const frame of visible.frames) {
    if (!skip(frame.id)) nameFrame(context, frame, visible.folded.has(frame.id), scale, inks);
  }
  if (12 * scale < readable) return;
  context.textAlign = 'center';
  context.fillStyle = inks['fg-1'];
  context.font = `600 12px ${inks.sans}`;
  for (const shape of visible.shapes) {
    if (skip(shape.id)) continue;
    const text = fit(shape.name, shape.width - 18, (each) => textWidth(each, 12));
    context.fillText(text, shape.x + shape.width / 2, shape.y + shape.height / 2 + 4);
  }
}

/** Outer ones first; those of one depth that look the same are one path. */
function paintFrames(
  context: CanvasRenderingContext2D,
  frames: readonly SceneFrame[],
  inks: Inks,
  hair: number,
): void {
  const alike = new Map<string, SceneFrame[]>();
  for (const frame of frames) {
    const look = `${frame.depth} ${frame.kind} ${frame.tier ?? ''}`;
    const group = alike.get(look);
    if (group === undefined) alike.set(look, [frame]);
    else group.push(frame);
  }
  context.lineWidth = hair;
  for (const group of [...alike.values()].sort(byDepth)) {
    const [{ kind, tier } = { kind: 'region', tier: null }] = group;
    const tint = tier === null ? null : tints[tier];
    context.fillStyle = tint === null ? inks['bg-1'] : inks[`tint-${tint}`];
    context.strokeStyle = tint === null ? (kind === 'vpc' ? inks.stroke : inks.border) : inks[`edge-${tint}`];
    context.beginPath();
    for (const { x, y, width, height } of group) context.roundRect(x, y, width, height, 6);
    if (kind !== 'region') context.fill();
    context.stroke();
  }
}

function byDepth([a]: readonly SceneFrame[], [b]: readonly SceneFrame[]): number {
  return (a?.depth ?? 0) - (b?.depth ?? 0);
}

/** All in one path: one call for a thousand of them. */
function paintShapes(
  context: CanvasRenderingContext2D,
  shapes: readonly SceneShape[],
  inks: Inks,
  hair: number,
): void {
  context.fillStyle = inks['bg-1'];
  context.strokeStyle = inks.stroke;
  context.lineWidth = Math.max(1.5, hair);
  context.beginPath();
  for (const { shape, x, y, width, height } of shapes) {
    if (shape === 'hop') {
      context.roundRect(x, y, width, height, 8);
      continue;
    }
    const slope = Math.min(height * 0.36, width * 0.25);
    context.moveTo(x + slope, y);
    context.lineTo(x + width - slope, y);
    context.lineTo(x + width, y + height / 2);
    context.lineTo(x + width - slope, y + height);
    context.lineTo(x + slope, y + height);
    context.lineTo(x, y + height / 2);
    context.closePath();
  }
  context.fill();
  context.stroke();
}

/** Above everything else, each with its text where that can be read. */
function paintNotes(
  context: CanvasRenderingContext2D,
  notes: readonly SceneNote[],
  scale: number,
  inks: Inks,
  hair: number,
): void {
  if (notes.length === 0) return;
  context.fillStyle = inks['bg-2'];
  context.strokeStyle = inks.border;
  context.lineWidth = hair;
  context.beginPath();
  for (const { x, y, width, height } of notes) context.roundRect(x, y, width, height, 3);
  context.fill();
  context.stroke();
  const { side, head, line, text } = noteSizes;
  if (text * scale < readable) return;
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  context.fillStyle = inks['fg-2'];
  context.font = `400 ${text}px ${inks.sans}`;
  for (const { x, y, lines } of notes)
    lines.forEach((each, at) => context.fillText(each, x + side, y + head + at * line + 12));
}

function nameFrame(
  context: CanvasRenderingContext2D,
  frame: SceneFrame,
  folded: boolean,
  scale: number,
  inks: Inks,
): void {
  const size = folded
    ? Math.min(13 / scale, frame.width / 7, frame.height / 2.5)
    : frame.kind === 'vpc'
      ? 13
      : 12;
  if (size * scale < readable) return;
  const text = fit(frame.name, frame.width - 24, (each) => textWidth(each, size));
  context.fillStyle = frame.kind === 'zone' ? inks['fg-3'] : inks['fg-1'];
  context.font = `${folded || frame.kind === 'vpc' ? 600 : 500} ${size}px ${inks.sans}`;
  context.textAlign = folded ? 'center' : 'left';
  if (!folded) {
    context.fillText(text, frame.x + 12, frame.y + (frame.kind === 'zone' ? 16 : 21));
    return;
  }
  const [middle, line] = [frame.x + frame.width / 2, frame.y + frame.height / 2];
  context.fillText(text, middle, line);
  context.fillStyle = inks['fg-3'];
  context.font = `400 ${size * 0.85}px ${inks.sans}`;
  context.fillText(`${frame.holds} ${frame.holds === 1 ? 'object' : 'objects'}`, middle, line + size * 1.3);
}
