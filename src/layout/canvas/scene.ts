/** A diagram as a drawing: everything with its place, wires between, gates on the borders of subnets. */
import type { Diagram, DiagramLink } from '../../../engine/index.ts';
import type { Laid } from './laid.ts';
import { boundsOf, surroundingsOf } from './surroundings.ts';
import type { Surroundings } from './surroundings.ts';
import { tidy } from './tidy.ts';
import { drawnTree } from './tree.ts';
import type { Gate, Places, Point, Scene, SceneFrame, SceneNote, SceneShape, Wire } from './types.ts';
import { boxOfWire, mostWires, strandsOf } from './wires.ts';

export interface SceneOptions {
  /** Where hands have put objects. */
  readonly places: Places;
  /** Subnets that show every endpoint. */
  readonly opened: ReadonlySet<string>;
}

/** Frames and shapes with their places, and what routing needs to know of them. */
export interface Arrangement {
  readonly frames: readonly SceneFrame[];
  readonly shapes: readonly SceneShape[];
  readonly around: Surroundings;
}

export function arrange(diagram: Diagram, { places, opened }: SceneOptions): Arrangement {
  const frames: SceneFrame[] = [];
  const shapes: SceneShape[] = [];
  const take = (laid: Laid, x: number, y: number, parent: string | null, depth: number): void => {
    const { item, box, children, pinned } = laid;
    const { id, kind, name, detail, tier, stated, shape } = item.node;
    const place = { ...box, x: Math.round(box.x + x), y: Math.round(box.y + y) };
    if (shape === 'frame') {
      frames.push({
        ...place,
        id,
        kind,
        name,
        detail,
        parent,
        depth,
        tier,
        stated,
        pinned,
        holds: count(laid),
      });
      for (const child of children) take(child, place.x, place.y, id, depth + 1);
      return;
    }
    const drawn = shape === 'endpoint' ? 'endpoint' : 'hop';
    shapes.push({
      ...place,
      id,
      kind,
      shape: drawn,
      name,
      detail,
      parent,
      stated,
      pinned,
      stands: item.stands,
    });
  };
  for (const laid of tidy(drawnTree(diagram, opened), diagram.links, places)) take(laid, 0, 0, null, 0);
  return { frames, shapes, around: surroundingsOf(frames, shapes) };
}

/** Links that become wires. */
export interface Wanted {
  readonly links: readonly DiagramLink[];
  readonly sparse: boolean;
}

/**
 * @param selected - in a drawing with too many links, wires come for these only; else it is not asked
 * @param groups - links by group are drawn, too
 */
export function wantedLinks(
  diagram: Diagram,
  arrangement: Arrangement,
  { selected, groups }: { readonly selected: () => readonly string[]; readonly groups: boolean },
): Wanted {
  const wanted = shownLinks(diagram, arrangement, groups);
  if (strandsOf(wanted).length <= mostWires) return { links: wanted, sparse: false };
  const chosen = new Set(selected());
  const links = wanted.filter(
    ({ from, to, via }) => chosen.has(from) || chosen.has(to) || (via !== null && chosen.has(via)),
  );
  return { links: links.slice(0, mostWires), sparse: true };
}

/** What is drawn over frames and shapes. */
export interface Overlay {
  /** As far as their ways are found. */
  readonly wires: readonly Wire[];
  readonly sparse: boolean;
  readonly notes: readonly SceneNote[];
}

export function sceneOf(
  diagram: Diagram,
  { frames, shapes }: Arrangement,
  { wires, sparse, notes }: Overlay,
): Scene {
  return {
    frames,
    shapes,
    wires,
    gates: gatesOf(diagram, frames, wires),
    notes,
    bounds: boundsOf([
      ...frames,
      ...shapes.map((shape) => ({ ...shape, height: shape.height + 18 })),
      ...wires.map(boxOfWire),
      ...notes,
    ]),
    sparse,
  };
}

/** Links that are drawn: those by group on demand; an attachment to a VPC only where no route of the VPC tells of it. */
export function shownLinks(
  { links }: Diagram,
  { around }: Arrangement,
  groups: boolean,
): readonly DiagramLink[] {
  const routed = new Set(
    links.flatMap(({ kind, from, to }) =>
      kind === 'route' ? around.vpcsOf(from).map((vpc) => `${to} ${vpc}`) : [],
    ),
  );
  return links.filter(({ kind, from, to }) =>
    kind === 'group' ? groups : kind !== 'attachment' || !routed.has(`${from} ${to}`),
  );
}

function count({ item, children }: Laid): number {
  if (item.node.shape !== 'frame') return Math.max(item.stands.length, 1);
  return children.reduce((sum, child) => sum + count(child), 0);
}

/** Where a wire leaves a subnet; on the upper border where none does. */
function gatesOf(diagram: Diagram, frames: readonly SceneFrame[], wires: readonly Wire[]): readonly Gate[] {
  const acls = new Map(
    diagram.nodes.flatMap((node) =>
      node.kind === 'subnet' ? [[node.id, node.uses[1] ?? null] as const] : [],
    ),
  );
  const starts = new Map<string, Point[]>();
  for (const { kind, from, points } of wires) {
    const [start] = points;
    if (kind === 'route' && start !== undefined) starts.set(from, [...(starts.get(from) ?? []), start]);
  }
  return frames
    .filter(({ kind }) => kind === 'subnet')
    .flatMap((frame): Gate[] => {
      const acl = acls.get(frame.id) ?? null;
      const spots = starts.get(frame.id) ?? [{ x: frame.x + frame.width / 2, y: frame.y }];
      const unique = [...new Map(spots.map((spot) => [`${spot.x} ${spot.y}`, spot])).values()];
      return unique.map(({ x, y }, at) => ({ id: `gate:${frame.id}/${at}`, subnet: frame.id, acl, x, y }));
    });
}
