/**
 * Where everything stands: zones as columns; public, private, isolated as rows; gateways on the edge of their VPC; the
 * internet north, what is on premises south, peered VPCs side by side. The same diagram gives the same places.
 *
 * What a hand has put somewhere stays there, measured from the corner of its frame, and the rest is laid out without it.
 * Frames grow with what is in them.
 */
import type { DiagramLink, DiagramNode, Tier } from '../../../engine/index.ts';
import { monoWidth, textWidth } from '../measure.ts';
import { bottom, overlap, right } from './boxes.ts';
import { even, placeOf, sizeOf } from './laid.ts';
import type { Laid } from './laid.ts';
import * as sizes from './sizes.ts';
import { laySouth } from './south.ts';
import type { Item } from './tree.ts';
import type { Box, Places } from './types.ts';

/** @returns what stands in no frame, with boxes from a common origin */
export function tidy(roots: readonly Item[], links: readonly DiagramLink[], places: Places): readonly Laid[] {
  return layOutside(roots, links, places);
}

/** The place that a shape takes up in its subnet: its address stands under an endpoint. */
function footprint(node: DiagramNode): { readonly width: number; readonly height: number } {
  const { width, height } = sizeOf(node);
  const text = node.shape === 'endpoint' ? Math.min(monoWidth(node.detail, 11), 148) : 0;
  return {
    width: even(Math.max(width, text)),
    height: node.shape === 'endpoint' ? height + sizes.endpoint.under : height,
  };
}

/* subnets */

function laySubnet(item: Item, places: Places): Laid {
  const { side, head, foot, gapX, gapY, leastItems, emptyHeight } = sizes.subnet;
  const pinned = item.children.flatMap((child) => pinnedShape(child, places, side, head));
  const free = inOrder(item.children.filter(({ node }) => placeOf(places, node.id) === undefined));
  const columns = columnsFor(free.length);
  const cell = {
    width: Math.max(sizes.subnet.cell, ...free.map(({ node }) => footprint(node).width)),
    height: sizes.endpoint.height + sizes.endpoint.under,
  };
  const taken = pinned.map(({ box }) => ({ ...box, height: box.height + sizes.endpoint.under }));
  let at = 0;
  const laid = free.map((child): Laid => {
    for (; ; at++) {
      const [column, row] = [at % columns, Math.floor(at / columns)];
      const { width, height } = sizeOf(child.node);
      const box = {
        x: side + column * (cell.width + gapX) + (cell.width - width) / 2,
        y: head + row * (cell.height + gapY),
        width,
        height,
      };
      const around = { ...box, height: cell.height };
      if (taken.some((other) => overlap(other, around))) continue;
      at++;
      return { item: child, box, children: [], pinned: false };
    }
  });
  const least = 2 * side + leastItems * sizes.subnet.cell + (leastItems - 1) * gapX;
  const title = textWidth(item.node.name, 12) + monoWidth(item.node.detail, 11) + 34;
  const children = [...laid, ...pinned];
  const inner = extent(children, sizes.endpoint.under);
  return withSize(item, children, places, {
    width: even(Math.max(least, Math.min(title, 320), inner.width + side)),
    height: Math.max(emptyHeight, inner.height + foot),
  });
}

/** Ends first, then what forwards, which so comes to stand at a border. */
function inOrder(children: readonly Item[]): readonly Item[] {
  const isHop = ({ node }: Item) => node.shape === 'hop';
  return [...children.filter((child) => !isHop(child)), ...children.filter(isHop)];
}

function columnsFor(count: number): number {
  if (count <= 4) return 2;
  return count <= 24 ? Math.min(4, Math.ceil(Math.sqrt(count))) : Math.ceil(Math.sqrt(count * 0.8));
}

function pinnedShape(child: Item, places: Places, left: number, top: number): Laid[] {
  const place = placeOf(places, child.node.id);
  if (place === undefined) return [];
  const { width, height } = sizeOf(child.node);
  const box = { x: Math.max(place.x, left / 2), y: Math.max(place.y, top / 2), width, height };
  return [{ item: child, box, children: [], pinned: true }];
}

function extent(children: readonly Laid[], under = 0): { readonly width: number; readonly height: number } {
  return {
    width: Math.max(0, ...children.map(({ box }) => right(box))),
    height: Math.max(
      0,
      ...children.map(({ box, item }) => bottom(box) + (item.node.shape === 'endpoint' ? under : 0)),
    ),
  };
}

/** The frame as large as its contents ask for, or larger where a hand made it so. */
function withSize(
  item: Item,
  children: readonly Laid[],
  places: Places,
  least: { readonly width: number; readonly height: number },
): Laid {
  const place = placeOf(places, item.node.id);
  return {
    item,
    children,
    pinned: place !== undefined,
    box: {
      x: place?.x ?? 0,
      y: place?.y ?? 0,
      width: Math.max(least.width, place?.width ?? 0),
      height: Math.max(least.height, place?.height ?? 0),
    },
  };
}

/* VPCs */

const tiers: readonly Tier[] = ['public', 'private', 'isolated'];

/** A column of a VPC: a zone, or some of the subnets whose zone is not stated. */
interface Column {
  readonly zone: Item | null;
  readonly subnets: readonly Laid[];
}

function layVpc(item: Item, places: Places): Laid {
  const kindOf = (kind: DiagramNode['kind']) => item.children.filter(({ node }) => node.kind === kind);
  const zones = kindOf('zone').map((zone): Column => ({
    zone,
    subnets: zone.children.map((child) => laySubnet(child, places)),
  }));
  const loose = kindOf('subnet').map((child) => laySubnet(child, places));
  const columns = [...zones, ...spread(loose)];
  const { laid, width, height } = layColumns(columns, places);
  const gateways = item.children.filter(({ node }) => node.edge);
  const services = item.children.filter(({ node }) => node.shape !== 'frame' && !node.edge);
  const { side, foot, emptyWidth, emptyHeight, remoteHeight } = sizes.vpc;
  const inside = [...laid, ...layRow(services, side, height, places)];
  const title = textWidth(item.node.name, 13) + monoWidth(item.node.detail, 11) + 48;
  const inner = extent(inside, sizes.endpoint.under);
  const least = {
    width: Math.max(
      emptyWidth,
      Math.min(title, 560),
      width + side,
      inner.width + side,
      gatewayRoom(gateways),
    ),
    height: Math.max(
      item.node.stated || item.children.length > 0 ? emptyHeight : remoteHeight,
      inner.height +
        (gateways.some(leadsToPremises) ? Math.max(foot, sizes.hop.height / 2 + sizes.clearance) : foot),
    ),
  };
  const frame = withSize(item, inside, places, least);
  return { ...frame, children: [...inside, ...layGateways(gateways, frame.box, places)] };
}

/** Subnets of no stated zone stand side by side, row by row of their tier. */
function spread(subnets: readonly Laid[]): readonly Column[] {
  const most = subnets.length > 12 ? Math.ceil(Math.sqrt(subnets.length)) : 3;
  const columns: Laid[][] = [];
  for (const tier of tiers) {
    const row = subnets.filter(({ item }) => item.node.tier === tier);
    row.forEach((subnet, at) => {
      const column = (columns[at % most] ??= []);
      column.push(subnet);
    });
  }
  return columns.map((column) => ({ zone: null, subnets: column }));
}

/** Columns beside each other, their rows at the same heights. */
function layColumns(
  columns: readonly Column[],
  places: Places,
): { readonly laid: readonly Laid[]; readonly width: number; readonly height: number } {
  const rows = rowsOf(columns);
  const { side, head } = sizes.vpc;
  const hasZones = columns.some(({ zone }) => zone !== null);
  const top = hasZones ? sizes.zone.head : 8;
  let y = top;
  const tops = rows.map(({ height }) => {
    const here = y;
    y += height + sizes.channel;
    return here;
  });
  const columnHeight = Math.max(y - sizes.channel, top) + (hasZones ? sizes.zone.foot : 16);
  let x: number = side;
  const laid: Laid[] = [];
  for (const column of columns) {
    const inset = sizes.zone.side;
    const free = column.subnets.filter(({ pinned }) => !pinned);
    const width = Math.max(sizes.subnet.side * 12, ...free.map(({ box }) => box.width));
    const subnets = column.subnets.map((subnet): Laid => {
      if (subnet.pinned) return subnet;
      const row = rows.findIndex(({ subnets: those }) => those.includes(subnet));
      const dx = column.zone === null ? x + inset : inset;
      const dy = (tops[row] ?? 0) + (column.zone === null ? head : 0);
      return { ...subnet, box: { ...subnet.box, x: dx, y: dy, width } };
    });
    if (column.zone === null) {
      laid.push(...subnets);
    } else {
      const inner = extent(subnets);
      const frame = withSize(column.zone, subnets, places, {
        width: Math.max(width + 2 * inset, inner.width + inset),
        height: Math.max(columnHeight, inner.height + sizes.zone.foot),
      });
      laid.push(frame.pinned ? frame : { ...frame, box: { ...frame.box, x, y: head } });
    }
    x += width + 2 * inset + sizes.zone.gap;
  }
  const height = columns.length === 0 ? head : head + columnHeight + 4;
  return { laid, width: columns.length === 0 ? 0 : x - sizes.zone.gap, height };
}

interface Row {
  readonly subnets: readonly Laid[];
  readonly height: number;
}

/** The rows of all columns: the k-th subnet of a tier in each. */
function rowsOf(columns: readonly Column[]): readonly Row[] {
  return tiers.flatMap((tier) => {
    const stacks = columns.map(({ subnets }) =>
      subnets.filter(({ item, pinned }) => !pinned && item.node.tier === tier),
    );
    const count = Math.max(0, ...stacks.map(({ length }) => length));
    return Array.from({ length: count }, (_, at): Row => {
      const subnets = stacks.flatMap((stack) => stack[at] ?? []);
      return { subnets, height: Math.max(...subnets.map(({ box }) => box.height)) };
    });
  });
}

/** Shapes beside each other from a corner. */
function layRow(items: readonly Item[], left: number, top: number, places: Places): readonly Laid[] {
  const perRow = Math.max(4, Math.ceil(Math.sqrt(items.length)));
  let x = left + sizes.zone.side;
  return items.map((item, at): Laid => {
    const { width, height } = sizeOf(item.node);
    const [pinned] = pinnedShape(item, places, sizes.vpc.side, sizes.vpc.head);
    if (pinned !== undefined) return pinned;
    if (at % perRow === 0) x = left + sizes.zone.side;
    const y = top + 24 + Math.floor(at / perRow) * (sizes.hop.height + 48);
    const box = { x, y, width, height };
    x += width + 48;
    return { item, box, children: [], pinned: false };
  });
}

/* gateways */

const southern = /^(vgw|cgw|vpn)-/;

function leadsToPremises({ node }: Item): boolean {
  return node.kind === 'vpn-gateway' || (node.kind === 'other-resource' && southern.test(node.id));
}

function gatewayRoom(gateways: readonly Item[]): number {
  return gateways.reduce((sum, { node }) => sum + sizeOf(node).width + 40, 80);
}

/** On the upper edge, the middle one in the middle; those that lead to premises on the lower edge. */
function layGateways(gateways: readonly Item[], frame: Box, places: Places): readonly Laid[] {
  const south = gateways.filter(leadsToPremises);
  const north = gateways.filter((gateway) => !leadsToPremises(gateway));
  return [...alongEdge(north, frame, 0, places), ...alongEdge(south, frame, frame.height, places)];
}

function alongEdge(items: readonly Item[], frame: Box, y: number, places: Places): readonly Laid[] {
  const gap = 40;
  const total = items.reduce((sum, { node }) => sum + sizeOf(node).width + gap, -gap);
  let x = Math.round((frame.width - total) / 2);
  return items.map((item): Laid => {
    const { width, height } = sizeOf(item.node);
    const place = placeOf(places, item.node.id);
    const box = {
      x: place === undefined ? x : clamp(place.x, 16, frame.width - width - 16),
      y: y - height / 2,
      width,
      height,
    };
    x += width + gap;
    return { item, box, children: [], pinned: place !== undefined };
  });
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), Math.max(least, most));
}

/* outside */

function layOutside(roots: readonly Item[], links: readonly DiagramLink[], places: Places): readonly Laid[] {
  const top = roots.some(({ node }) => isNorthern(node)) ? sizes.internet.height + 60 : 0;
  const regions = roots.filter(({ node }) => node.kind === 'region');
  const vpcs = roots.filter(({ node }) => node.kind === 'vpc');
  const orphans = roots.filter(({ node }) => node.kind === 'subnet' || node.kind === 'zone');
  const frames = [
    ...regions.map((region) => layRegion(region, links, places)),
    ...vpcs.map((vpc) => layVpc(vpc, places)),
    ...orphans.map((orphan) =>
      orphan.node.kind === 'zone' ? layVpc(orphan, places) : laySubnet(orphan, places),
    ),
  ];
  const shelved = shelve(frames, links, 0, top);
  const placed = [...shelved, ...layPeerings(roots, shelved, links, places)];
  const width = Math.max(0, ...shelved.map(({ box }) => right(box)));
  const height = Math.max(top, ...placed.map(({ box }) => bottom(box)));
  return [
    ...placed,
    ...layNorth(roots, shelved, width, places),
    ...laySouth(restOf(roots, placed), placed, { width, height }, links, places),
  ];
}

function layRegion(region: Item, links: readonly DiagramLink[], places: Places): Laid {
  const vpcs = region.children.map((child) =>
    child.node.kind === 'vpc' ? layVpc(child, places) : laySubnet(child, places),
  );
  const { side, head, foot } = sizes.region;
  const shelved = shelve(vpcs, links, side, head + 20);
  const inner = extent(shelved);
  return withSize(region, shelved, places, { width: inner.width + side, height: inner.height + foot });
}

function isNorthern({ kind }: DiagramNode): boolean {
  return kind === 'internet' || kind === 'internet-host';
}

/** What has no place in a VPC, nor north of them. */
function restOf(roots: readonly Item[], placed: readonly Laid[]): readonly Item[] {
  const done = new Set(placed.map(({ item }) => item));
  return roots.filter((item) => !done.has(item) && !isNorthern(item.node));
}

/** Frames beside each other, in shelves of about the width that makes the whole a landscape. */
function shelve(
  frames: readonly Laid[],
  links: readonly DiagramLink[],
  left: number,
  top: number,
): readonly Laid[] {
  const free = sortByPeering(
    frames.filter(({ pinned }) => !pinned),
    links,
  );
  const area = free.reduce(
    (sum, { box }) => sum + (box.width + sizes.vpc.gap) * (box.height + sizes.vpc.shelf),
    0,
  );
  const widest = Math.max(Math.sqrt(area) * 1.7, ...free.map(({ box }) => box.width));
  let [x, y, tallest] = [left, top, 0];
  const laid = free.map((frame): Laid => {
    if (x > left && x + frame.box.width > left + widest && free.length > 3) {
      [x, y, tallest] = [left, y + tallest + sizes.vpc.shelf, 0];
    }
    const box = { ...frame.box, x, y };
    x += frame.box.width + sizes.vpc.gap;
    tallest = Math.max(tallest, frame.box.height);
    return { ...frame, box };
  });
  return [...laid, ...frames.filter(({ pinned }) => pinned)];
}

/** Frames as they came, each followed by those that it is peered with. */
function sortByPeering(frames: readonly Laid[], links: readonly DiagramLink[]): readonly Laid[] {
  const peers = peersOf(links);
  const left = new Set(frames);
  const sorted: Laid[] = [];
  const take = (frame: Laid) => {
    if (!left.delete(frame)) return;
    sorted.push(frame);
    for (const peer of peers.get(frame.item.node.id) ?? []) {
      const next = frames.find(({ item }) => item.node.id === peer);
      if (next !== undefined) take(next);
    }
  };
  frames.forEach(take);
  return sorted;
}

function peersOf(links: readonly DiagramLink[]): ReadonlyMap<string, readonly string[]> {
  const sides = new Map<string, string[]>();
  for (const { kind, from, to } of links) {
    if (kind === 'attachment') sides.set(from, [...(sides.get(from) ?? []), to]);
  }
  const peers = new Map<string, string[]>();
  for (const [a, b] of sides.values()) {
    if (a === undefined || b === undefined) continue;
    peers.set(a, [...(peers.get(a) ?? []), b]);
    peers.set(b, [...(peers.get(b) ?? []), a]);
  }
  return peers;
}

/** A peering stands in the gap beside the left one of its VPCs. */
function layPeerings(
  roots: readonly Item[],
  frames: readonly Laid[],
  links: readonly DiagramLink[],
  places: Places,
): readonly Laid[] {
  const boxes = boxesOfVpcs(frames);
  const used = new Map<string, number>();
  return roots
    .filter(({ node }) => node.kind === 'vpc-peering-connection')
    .map((item): Laid => {
      const { width, height } = sizeOf(item.node);
      const place = placeOf(places, item.node.id);
      if (place !== undefined) {
        return { item, box: { x: place.x, y: place.y, width, height }, children: [], pinned: true };
      }
      const sides = links
        .filter(({ from, kind }) => from === item.node.id && kind === 'attachment')
        .flatMap(({ to }) => boxes.get(to) ?? [])
        .sort((a, b) => a.y - b.y || a.x - b.x);
      const [near, far] = sides;
      if (near === undefined) {
        const at = used.get('') ?? 0;
        used.set('', at + 1);
        return {
          item,
          box: { x: at * (width + 48), y: -2 * height, width, height },
          children: [],
          pinned: false,
        };
      }
      const beside = near.x <= (far?.x ?? near.x) ? near : (far ?? near);
      const key = `${beside.x} ${beside.y}`;
      const at = used.get(key) ?? 0;
      used.set(key, at + 1);
      const shared = Math.min(bottom(near), far === undefined ? Infinity : bottom(far));
      const start = Math.max(near.y, far?.y ?? near.y);
      const middle = shared > start ? (start + shared) / 2 : beside.y + beside.height / 2;
      const y = clamp(middle - height / 2, beside.y + 8, bottom(beside) - height) + at * (height + 40);
      return {
        item,
        box: { x: right(beside) + (sizes.vpc.gap - width) / 2, y: Math.round(y), width, height },
        children: [],
        pinned: false,
      };
    });
}

function boxesOfVpcs(frames: readonly Laid[], dx = 0, dy = 0): Map<string, Box> {
  const found = new Map<string, Box>();
  for (const { item, box, children } of frames) {
    const here = { ...box, x: box.x + dx, y: box.y + dy };
    if (item.node.kind === 'vpc') found.set(item.node.id, here);
    if (item.node.kind === 'region') {
      for (const [id, inner] of boxesOfVpcs(children, here.x, here.y)) found.set(id, inner);
    }
  }
  return found;
}

/** The internet over the first gateway that leads to it, hosts beside it. */
function layNorth(
  roots: readonly Item[],
  frames: readonly Laid[],
  width: number,
  places: Places,
): readonly Laid[] {
  const gateways = [...gatewayMiddles(frames)];
  let x = (gateways[0] ?? width / 2) - sizes.internet.width / 2;
  const north = roots.filter(({ node }) => isNorthern(node));
  return north.map((item): Laid => {
    const size = sizeOf(item.node);
    const place = placeOf(places, item.node.id);
    const box = { x: place?.x ?? x, y: place?.y ?? (sizes.internet.height - size.height) / 2, ...size };
    x += size.width + 72;
    return { item, box, children: [], pinned: place !== undefined };
  });
}

function gatewayMiddles(frames: readonly Laid[], dx = 0): readonly number[] {
  return frames.flatMap(({ item, box, children }) => {
    if (item.node.kind === 'region') return gatewayMiddles(children, dx + box.x);
    const gateway = children.find(
      ({ item: { node } }) => node.edge && node.kind.endsWith('internet-gateway'),
    );
    return gateway === undefined ? [] : [dx + box.x + gateway.box.x + gateway.box.width / 2];
  });
}
