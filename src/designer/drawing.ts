/** The `drawing` member of a document: what hands have moved, and which layers are hidden. Read with care, for it may be anybody's. */
import { pointer } from '../../engine/editing.ts';
import type { Patch, PatchOperation, PlainDocument } from '../../engine/editing.ts';
import type { Place, Places } from '../layout/canvas/types.ts';

export type Layer = 'routes' | 'groups' | 'acls' | 'addresses' | 'names' | 'traffic';

export const layers: readonly Layer[] = ['routes', 'acls', 'traffic', 'addresses', 'names', 'groups'];

/** Farther than this from anything else nothing is put. */
const farthest = 100_000;
const mostPlaces = 20_000;

/** What the document writes of its drawing: the same value for as long as nothing in it is edited. */
export function writtenIn(document: PlainDocument | null, member: 'places' | 'hidden'): unknown {
  return memberOf(document, 'drawing')?.[member];
}

export function placesIn(places: unknown): Places {
  if (!isObject(places)) return {};
  return Object.fromEntries(
    Object.entries(places)
      .slice(0, mostPlaces)
      .flatMap(([id, value]) => {
        const place = placeFrom(value);
        return place === null ? [] : [[id, place]];
      }),
  );
}

/** Groups are drawn when asked for; the others unless they are hidden. */
export function hiddenIn(hidden: unknown): ReadonlySet<Layer> {
  if (!Array.isArray(hidden)) return new Set(['groups']);
  return new Set(layers.filter((layer) => hidden.includes(layer)));
}

/** Puts objects at places; `null` takes the hand's place away, so that the object is laid out again. */
export function placing(document: PlainDocument, changes: ReadonlyMap<string, Place | null>): Patch {
  if (changes.size === 0) return [];
  const drawing = memberOf(document, 'drawing');
  const places = memberOf(drawing, 'places');
  const operations: PatchOperation[] = [];
  if (drawing === null) operations.push({ op: 'add', path: '/drawing', value: {} });
  if (places === null) operations.push({ op: 'add', path: '/drawing/places', value: {} });
  for (const [id, place] of changes) {
    const path = pointer('drawing', 'places', id);
    if (place !== null) operations.push({ op: 'add', path, value: place });
    else if (places !== null && Object.hasOwn(places, id)) operations.push({ op: 'remove', path });
  }
  return operations;
}

/** Lets everything be laid out again. */
export function forgettingPlaces(document: PlainDocument): Patch {
  const places = memberOf(memberOf(document, 'drawing'), 'places');
  return places === null ? [] : [{ op: 'remove', path: '/drawing/places' }];
}

export function showing(document: PlainDocument, hidden: ReadonlySet<Layer>): Patch {
  const value = layers.filter((layer) => hidden.has(layer));
  const drawing = memberOf(document, 'drawing');
  return [
    ...(drawing === null ? [{ op: 'add' as const, path: '/drawing', value: {} }] : []),
    { op: 'add', path: '/drawing/hidden', value },
  ];
}

function memberOf(value: unknown, key: string): Record<string, unknown> | null {
  if (!isObject(value) || !Object.hasOwn(value, key)) return null;
  const member = value[key];
  return isObject(member) ? member : null;
}

function placeFrom(value: unknown): Place | null {
  if (!isObject(value)) return null;
  const { x, y, width, height } = value;
  if (!isNear(x) || !isNear(y)) return null;
  return {
    x,
    y,
    ...(isNear(width) && width > 0 && { width }),
    ...(isNear(height) && height > 0 && { height }),
  };
}

function isNear(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= farthest;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
