/** The address bar: a block drawn strictly to scale, with a lens on what is too thin to name. */
import { halvesOf } from '../../../engine/addresses.ts';
import type { Cidr, Label, PlanNode } from '../../../engine/addresses.ts';

export interface Segment {
  readonly cidr: Cidr;
  readonly kind: 'subnet' | 'free' | 'group' | 'many';
  readonly label: Label;
  /** Fractions of the block's width. */
  readonly from: number;
  readonly width: number;
  /** Leaves drawn as one, when they are too thin to be drawn one by one. */
  readonly leaves: number;
}

/** Thinner than this, in pixels, the parts of a block are drawn as one. */
const THINNEST = 3;

/** A group is named in the bar, as one segment, when its subnets are on the average thinner than this. */
const THINNEST_NAMED = 26;

/**
 * The segments of a block, left to right, without gaps.
 *
 * @param width - pixels that the whole block takes
 */
export function segmentsOf(root: PlanNode, cidr: Cidr, width: number): readonly Segment[] {
  const segments: Segment[] = [];
  const walk = (node: PlanNode, at: Cidr, from: number, share: number) => {
    const common = { cidr: at, label: node.label, from, width: share };
    if (node.kind === 'leaf') {
      segments.push({ ...common, kind: node.free ? 'free' : 'subnet', leaves: 1 });
      return;
    }
    const pixels = share * width;
    if (node.label.name !== undefined && pixels < THINNEST_NAMED * Math.min(node.leaves, 8))
      segments.push({ ...common, kind: 'group', leaves: node.leaves });
    else if (pixels < THINNEST * 2) segments.push({ ...common, kind: 'many', leaves: node.leaves });
    else {
      const [lower, upper] = halvesOf(at);
      walk(node.halves[0], lower, from, share / 2);
      walk(node.halves[1], upper, from + share / 2, share / 2);
    }
  };
  walk(root, cidr, 0, 1);
  return segments;
}

/** Segments of one kind and tint, drawn as one path. */
export interface ThinPath {
  readonly key: string;
  readonly kind: Segment['kind'];
  readonly tint: number | undefined;
  readonly path: string;
}

/**
 * The segments narrower than `below` pixels, by kind and tint.
 *
 * @param width - pixels that the whole block takes
 */
export function thinPaths(
  segments: readonly Segment[],
  width: number,
  below: number,
  height: number,
): readonly ThinPath[] {
  const paths = new Map<string, { kind: Segment['kind']; tint: number | undefined; boxes: string[] }>();
  for (const { from, width: share, kind, label } of segments) {
    const pixels = share * width;
    if (pixels >= below) continue;
    const key = `${kind} ${label.tint ?? ''}`;
    const known = paths.get(key) ?? { kind, tint: label.tint, boxes: [] };
    paths.set(key, known);
    const [gap, inner] = pixels > 4 ? [0.5, pixels - 1] : [0, Math.max(pixels, 0.5)];
    known.boxes.push(`M${round(from * width + gap)} 0.5h${round(inner)}v${height - 1}h${round(-inner)}z`);
  }
  return [...paths].map(([key, { kind, tint, boxes }]) => ({ key, kind, tint, path: boxes.join('') }));
}

/** To hundredths of a pixel. */
function round(pixels: number): number {
  return Math.round(pixels * 100) / 100;
}

/** Where a block begins within another around it, and how much of it it takes, as fractions. */
export function shareOf(outer: Cidr, inner: Cidr): { readonly from: number; readonly width: number } {
  const width = 2 ** (outer.prefixLength - inner.prefixLength);
  if (outer.family === 4 && inner.family === 4)
    return { from: (inner.bits - outer.bits) / 2 ** (32 - outer.prefixLength), width };
  if (outer.family === 4 || inner.family === 4) return { from: 0, width };
  // The words above the outer prefix are equal, so that the differences are exact where it matters.
  const difference =
    (inner.w0 - outer.w0) * 2 ** 96 +
    (inner.w1 - outer.w1) * 2 ** 64 +
    (inner.w2 - outer.w2) * 2 ** 32 +
    (inner.w3 - outer.w3);
  return { from: difference / 2 ** (128 - outer.prefixLength), width };
}

/** How much a lens shows: the block that is so many bits shorter than what it is on. */
const LENS_BITS = 4;

/** Below this many pixels a chosen block gets a lens. */
const LENS_BELOW = 64;

/** The prefix length that a lens on `cidr` shows; `undefined` when it is wide enough without one. */
export function lensPrefix(block: Cidr, cidr: Cidr, width: number): number | undefined {
  if (cidr.prefixLength <= block.prefixLength) return undefined;
  if (shareOf(block, cidr).width * width >= LENS_BELOW) return undefined;
  return Math.max(cidr.prefixLength - LENS_BITS, block.prefixLength + 1);
}
