/**
 * What stands in no VPC: under them, row by row as it is joined to what stands above, each thing under the middle of what
 * it joins. A transit gateway so comes to stand between its VPCs, the way to premises leads down from it, and the premises
 * themselves are last.
 */
import type { DiagramLink, DiagramNode } from '../../../engine/index.ts';
import { even, placeOf, sizeOf } from './laid.ts';
import type { Laid } from './laid.ts';
import * as sizes from './sizes.ts';
import type { Item } from './tree.ts';
import type { Places } from './types.ts';

/** Between the tops of two rows, in px. */
const rowStep = 96;
/** Between two things of a row, in px. */
const gap = 56;

/** @param above - what is laid out already, from y 0 to the height given */
export function laySouth(
  items: readonly Item[],
  above: readonly Laid[],
  { width, height }: { readonly width: number; readonly height: number },
  links: readonly DiagramLink[],
  places: Places,
): readonly Laid[] {
  const joined = joinedTo(links);
  const middles = new Map(middlesOf(above));
  let y = height + (height === 0 ? 0 : sizes.channel);
  const laid: Laid[] = [];
  for (const layer of layersOf(items, new Set(middles.keys()), joined)) {
    const pinned = layer.flatMap((item) => at(item, places));
    const free = layer
      .filter(({ node }) => placeOf(places, node.id) === undefined)
      .map((item) => ({ item, wanted: middleOf(item, joined, middles) }));
    const isJoined = free.some(({ wanted }) => wanted !== undefined);
    // What joins nothing stands behind what does.
    const wishes = free.map(({ item, wanted }) => ({
      item,
      wanted: wanted ?? (isJoined ? width : width / 2),
    }));
    const rows = inRows(wishes, Math.max(width, 600));
    const placed = rows.flatMap((row, at) => spread(row, y + at * rowStep));
    y += rows.length * rowStep;
    laid.push(...pinned, ...placed);
    for (const [id, middle] of middlesOf([...pinned, ...placed])) middles.set(id, middle);
  }
  return laid;
}

/** Who is attached to whom, from both sides. */
function joinedTo(links: readonly DiagramLink[]): ReadonlyMap<string, readonly string[]> {
  const joined = new Map<string, string[]>();
  const add = (from: string, to: string) => {
    const known = joined.get(from);
    if (known === undefined) joined.set(from, [to]);
    else known.push(to);
  };
  for (const { kind, from, to } of links) {
    if (kind !== 'attachment') continue;
    add(from, to);
    add(to, from);
  }
  return joined;
}

function middlesOf(laid: readonly Laid[], dx = 0): readonly (readonly [id: string, x: number])[] {
  return laid.flatMap(({ item, box, children }) => [
    [item.node.id, dx + box.x + box.width / 2] as const,
    ...middlesOf(children, dx + box.x),
  ]);
}

/** First what is attached to something above, then what is attached to that, and so on; premises last of all. */
function layersOf(
  items: readonly Item[],
  above: ReadonlySet<string>,
  joined: ReadonlyMap<string, readonly string[]>,
): readonly (readonly Item[])[] {
  const sites = items.filter(({ node }) => isSite(node));
  const layers: Item[][] = [];
  let left = items.filter(({ node }) => !isSite(node));
  let near = above;
  while (left.length > 0) {
    const isNext = ({ node }: Item) => (joined.get(node.id) ?? []).some((id) => near.has(id));
    const layer = left.filter(isNext);
    if (layer.length === 0) break;
    left = left.filter((item) => !isNext(item));
    layers.push(layer);
    near = new Set(layer.map(({ node }) => node.id));
  }
  const [first = [], ...deeper] = layers;
  return [[...first, ...left], ...deeper, sites].filter((layer) => layer.length > 0);
}

function isSite({ kind }: DiagramNode): boolean {
  return kind === 'on-premises' || kind === 'on-premises-network';
}

/** The middle of what is attached to it and stands already; `undefined` when nothing does. */
function middleOf(
  { node }: Item,
  joined: ReadonlyMap<string, readonly string[]>,
  middles: ReadonlyMap<string, number>,
): number | undefined {
  const known = (joined.get(node.id) ?? []).flatMap((id) => middles.get(id) ?? []);
  return known.length === 0 ? undefined : known.reduce((sum, each) => sum + each, 0) / known.length;
}

/** Where a hand has put it. */
function at(item: Item, places: Places): Laid[] {
  const place = placeOf(places, item.node.id);
  if (place === undefined) return [];
  const box = { x: place.x, y: place.y, ...sizeOf(item.node) };
  return [{ item, box, children: [], pinned: true }];
}

interface Wish {
  readonly item: Item;
  /** Where its middle would best be. */
  readonly wanted: number;
}

/** From left to right as they are wanted, in as many rows as the width asks for. */
function inRows(wishes: readonly Wish[], width: number): readonly (readonly Wish[])[] {
  const sorted = [...wishes].sort((a, b) => a.wanted - b.wanted);
  const perRow = Math.max(1, Math.floor((width + gap) / (sizes.hop.widest + gap)));
  return Array.from({ length: Math.ceil(sorted.length / perRow) }, (_, row) =>
    sorted.slice(row * perRow, (row + 1) * perRow),
  );
}

/** Neighbours that keep their distance, and move together. */
interface Cluster {
  readonly wishes: readonly Wish[];
  readonly width: number;
  /** Sum of where each of them would have the left side of the cluster. */
  readonly lefts: number;
}

/** Each as near to where it is wanted as the others of its row leave it: what would overlap shares its middle. */
function spread(row: readonly Wish[], y: number): readonly Laid[] {
  const leftOf = ({ lefts, wishes }: Cluster) => lefts / wishes.length;
  const clusters: Cluster[] = [];
  for (const wish of row) {
    const { width } = sizeOf(wish.item.node);
    let last: Cluster = { wishes: [wish], width, lefts: wish.wanted - width / 2 };
    for (;;) {
      const before = clusters.at(-1);
      if (before === undefined || leftOf(before) + before.width + gap <= leftOf(last)) break;
      clusters.pop();
      const shift = before.width + gap;
      last = {
        wishes: [...before.wishes, ...last.wishes],
        width: shift + last.width,
        lefts: before.lefts + last.lefts - shift * last.wishes.length,
      };
    }
    clusters.push(last);
  }
  return clusters.flatMap((cluster) => {
    let x = even(leftOf(cluster));
    return cluster.wishes.map(({ item }): Laid => {
      const size = sizeOf(item.node);
      const box = { x, y, ...size };
      x += size.width + gap;
      return { item, box, children: [], pinned: false };
    });
  });
}
