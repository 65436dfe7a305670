/** What is laid out, and the sizes that its texts ask for. */
import type { DiagramNode } from '../../../engine/index.ts';
import { monoWidth, textWidth } from '../measure.ts';
import * as sizes from './sizes.ts';
import type { Item } from './tree.ts';
import type { Box, Place, Places } from './types.ts';

/** A drawn thing with its box; boxes of children are measured from the corner of this one. */
export interface Laid {
  readonly item: Item;
  readonly box: Box;
  readonly children: readonly Laid[];
  readonly pinned: boolean;
}

/** Where a hand has put it. */
export function placeOf(places: Places, id: string): Place | undefined {
  return Object.hasOwn(places, id) ? places[id] : undefined;
}

/** The size of what has no frame, by its name and address. */
export function sizeOf(node: DiagramNode): { readonly width: number; readonly height: number } {
  if (node.kind === 'internet' || node.kind === 'on-premises') return sizes.internet;
  const name = textWidth(node.name, 12);
  if (node.shape === 'endpoint') {
    const wanted = Math.max(sizes.endpoint.width, name + 28);
    return { width: even(Math.min(wanted, 132)), height: sizes.endpoint.height };
  }
  const wanted = Math.max(sizes.hop.width, name + 24, monoWidth(node.detail, 11) + 20);
  return { width: even(Math.min(wanted, sizes.hop.widest)), height: sizes.hop.height };
}

/** The next multiple of 2, in px. */
export function even(value: number): number {
  return Math.ceil(value / 2) * 2;
}
