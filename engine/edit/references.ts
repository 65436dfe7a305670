/**
 * Which object names which: every place of a document where an id or a name of another may stand, found by what the
 * catalogue says of the fields, so that no kind is known by name here.
 */
import type { Brought } from '../model/editing.ts';
import type { Catalogue, FieldDescription, TypeDescription } from './catalogue.ts';
import { entriesIn, isEntry, placesOf, textIn } from './document.ts';
import type { Place, PlainDocument, PlainEntry } from './document.ts';
import type { ResourceKind } from '../resources/index.ts';

/** A place in an entry where another object is named. */
export interface Reference {
  readonly path: readonly (string | number)[];
  readonly text: string;
  readonly field: FieldDescription;
}

/** An object of a document, stated by an entry or brought along by one or by AWS. */
export interface Known {
  readonly id: string;
  readonly kind: ResourceKind;
  readonly type: TypeDescription;
  /** Its own entry; `undefined` when none states it. */
  readonly place: Place | undefined;
  /** The entry that brings it along, or the VPC that AWS makes it for. */
  readonly broughtBy: Place | undefined;
}

/** Everything that a document comes to, and who names whom. */
export interface Objects {
  readonly all: readonly Known[];
  readonly byId: ReadonlyMap<string, Known>;
  /** What a text names among these kinds, by id or by unique name. */
  readonly find: (text: string, kinds: readonly ResourceKind[]) => Known | undefined;
}

/** Objects of a document; made once for each. */
export function objectsOf(document: PlainDocument, catalogue: Catalogue): Objects {
  const known = made.get(document);
  if (known?.catalogue === catalogue) return known.objects;
  const objects = makeObjects(document, catalogue);
  made.set(document, { catalogue, objects });
  return objects;
}

const made = new WeakMap<PlainDocument, { readonly catalogue: Catalogue; readonly objects: Objects }>();

function makeObjects(document: PlainDocument, catalogue: Catalogue): Objects {
  const types = new Map(catalogue.types.map((type) => [type.section, type]));
  const places = placesOf(document).flatMap((place) => {
    const type = types.get(place.section);
    return type === undefined ? [] : [{ place, type }];
  });
  const byId = new Map<string, Known>();
  const named = new Map<string, Known[]>();
  const add = (object: Known) => {
    if (!byId.has(object.id)) byId.set(object.id, object);
  };
  for (const { place, type } of places) {
    const object = {
      id: String(place.entry['id']),
      kind: type.kind,
      type,
      place,
      broughtBy: undefined,
    };
    add(object);
    const name = textIn(place.entry, 'name');
    if (name !== undefined) named.set(name, [...(named.get(name) ?? []), object]);
  }
  for (const object of broughtAlong(places, catalogue, byId, named)) add(object);
  return {
    all: [...byId.values()],
    byId,
    find: (text, kinds) => {
      const own = byId.get(text);
      if (own !== undefined && kinds.includes(own.kind)) return own;
      const candidates = (named.get(text) ?? []).filter(({ kind }) => kinds.includes(kind));
      return candidates.length === 1 ? candidates[0] : undefined;
    },
  };
}

interface Typed {
  readonly place: Place;
  readonly type: TypeDescription;
}

function broughtAlong(
  places: readonly Typed[],
  catalogue: Catalogue,
  byId: ReadonlyMap<string, Known>,
  named: ReadonlyMap<string, readonly Known[]>,
): readonly Known[] {
  const brought = places.flatMap(({ place, type }) =>
    type.brings.flatMap((bringing): Known[] => {
      const { field, kind, idPrefix } = bringing;
      const ofKind = catalogue.types.find((each) => each.kind === kind);
      if (bringing.each !== undefined) {
        return partsOf(place.entry, bringing).flatMap(({ id }) =>
          ofKind === undefined ? [] : [{ id, kind, type: ofKind, place: undefined, broughtBy: place }],
        );
      }
      const value = textIn(place.entry, field);
      if (value === undefined || ofKind === undefined) return [];
      if (idPrefix === undefined && (named.get(value) ?? []).some((each) => each.kind === kind)) return [];
      const id = idPrefix === undefined ? value : `${idPrefix}${String(place.entry['id'])}`;
      return [{ id, kind, type: ofKind, place: undefined, broughtBy: place }];
    }),
  );
  return [...brought, ...filledIn(places, catalogue, byId)];
}

/** What the items of a list of an entry bring along, each with its item. */
export function partsOf(
  entry: PlainEntry,
  { field, idPrefix = '', each }: Brought,
): readonly { readonly id: string; readonly item: PlainEntry }[] {
  if (each === undefined) return [];
  return entriesIn(entry, field).flatMap((item) => {
    const written = textIn(item, each.id);
    const otherwise = textIn(item, each.otherwise);
    if (written !== undefined) return [{ id: written, item }];
    return otherwise === undefined ? [] : [{ id: `${idPrefix}${String(entry['id'])}:${otherwise}`, item }];
  });
}

/** What AWS makes with each VPC, where none of the entries is it. */
function filledIn(
  places: readonly Typed[],
  catalogue: Catalogue,
  byId: ReadonlyMap<string, Known>,
): readonly Known[] {
  return catalogue.types.flatMap((type) => {
    const { filledIn: filling, kind } = type;
    if (filling === null) return [];
    const flag = Object.keys(filling.entry).find((member) => filling.entry[member] === true) ?? '';
    const stated = places.filter((each) => each.type === type && each.place.entry[flag] === true);
    const vpcs = places.filter((each) => each.type.kind === 'vpc');
    return vpcs.flatMap(({ place }): Known[] => {
      const vpc = String(place.entry['id']);
      const names = [vpc, textIn(place.entry, 'name')];
      const id = `${filling.idPrefix}${vpc}`;
      if (byId.has(id) || stated.some((each) => names.includes(textIn(each.place.entry, 'vpc')))) return [];
      return [{ id, kind, type, place: undefined, broughtBy: place }];
    });
  });
}

/** The places of an entry where others are named. */
export function referencesIn(entry: PlainEntry, type: TypeDescription): readonly Reference[] {
  const known = references.get(entry);
  if (known?.type === type) return known.found;
  const found = type.fields.flatMap((field) => referencesAt(entry[field.name], field, [field.name]));
  references.set(entry, { type, found });
  return found;
}

const references = new WeakMap<
  PlainEntry,
  { readonly type: TypeDescription; readonly found: readonly Reference[] }
>();

function referencesAt(
  value: unknown,
  field: FieldDescription,
  path: readonly (string | number)[],
): readonly Reference[] {
  switch (field.type) {
    case 'reference':
      return typeof value === 'string' ? [{ path, text: value, field }] : [];
    case 'list': {
      const { item } = field;
      if (item === null || value === undefined) return [];
      if (!Array.isArray(value)) return referencesAt(value, item, path);
      return value.flatMap((each: unknown, index) => referencesAt(each, item, [...path, index]));
    }
    case 'object': {
      const { shorthand, fields } = field;
      const member = fields?.find(({ name }) => name === shorthand);
      if (typeof value === 'string' && member !== undefined) return referencesAt(value, member, path);
      if (!isEntry(value)) return [];
      return (fields ?? []).flatMap((each) => referencesAt(value[each.name], each, [...path, each.name]));
    }
    default:
      return [];
  }
}

/** An object that names another, and where. */
export interface Use {
  readonly place: Place;
  readonly type: TypeDescription;
  readonly reference: Reference;
}

/** Who names an object, in document order. */
export function usesOf(document: PlainDocument, catalogue: Catalogue, id: string): readonly Use[] {
  const objects = objectsOf(document, catalogue);
  return objects.all.flatMap(({ place, type }) =>
    place === undefined
      ? []
      : referencesIn(place.entry, type)
          .filter(({ text, field }) => objects.find(text, field.references ?? [])?.id === id)
          .map((reference) => ({ place, type, reference })),
  );
}

/** What an object stands in, by the first of its fields that says so. */
export function parentOf(object: Known, objects: Objects): Known | undefined {
  const entry = object.place?.entry;
  if (entry === undefined) {
    const bringer =
      object.broughtBy === undefined ? undefined : objects.byId.get(String(object.broughtBy.entry['id']));
    return bringer;
  }
  for (const { field, kind } of object.type.parents) {
    const text = textIn(entry, field);
    const parent = text === undefined ? undefined : objects.find(text, [kind]);
    if (parent !== undefined) return parent;
  }
  return undefined;
}

/** The VPC that an object is in; itself, when it is one. */
export function vpcOf(object: Known, objects: Objects): Known | undefined {
  let at: Known | undefined = object;
  // A document may name things in a circle.
  for (let steps = 0; at !== undefined && steps < 8; steps++) {
    if (at.kind === 'vpc') return at;
    at = parentOf(at, objects) ?? firstSubnetOf(at, objects);
  }
  return undefined;
}

/** What stands in nothing itself, and has interfaces in subnets: a function, a database. */
function firstSubnetOf({ place, type }: Known, objects: Objects): Known | undefined {
  const list = type.brings.find(({ each }) => each?.otherwise === 'subnet')?.field;
  const [first] = place === undefined || list === undefined ? [] : entriesIn(place.entry, list);
  return first === undefined ? undefined : objects.find(textIn(first, 'subnet') ?? '', ['subnet']);
}
