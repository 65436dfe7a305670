/** Sets or clears one field of a resource. What only AWS's defaults bring along becomes an entry of its own by it. */
import { fieldAt, typeOfKind } from './catalogue.ts';
import type { Catalogue, FieldDescription, TypeDescription } from './catalogue.ts';
import { difference } from './difference.ts';
import { isEntry, listOf, placesOf, textIn } from './document.ts';
import type { Place, PlainDocument, PlainEntry } from './document.ts';
import { notesIn, withNotes } from './notes.ts';
import type { Patch } from './patch.ts';
import { objectsOf, referencesIn } from './references.ts';
import type { Known, Objects } from './references.ts';
import type { ResourceKind } from '../resources/index.ts';

export type FieldPath = readonly (string | number)[];

/**
 * @param path - the field: `['cidrBlock']`, `['ingress', 2, 'from']`; an index one behind the last item adds one
 * @param value - `undefined` clears the field, or takes the item out of its list
 */
export function setField(
  document: PlainDocument,
  catalogue: Catalogue,
  id: string,
  path: FieldPath,
  value: unknown,
): Patch {
  return difference(document, withField(document, catalogue, id, path, value));
}

/** Gives another name; who goes by the old one in other objects, in questions and tests, goes by the new one there. */
export function renameResource(
  document: PlainDocument,
  catalogue: Catalogue,
  id: string,
  name: string,
): Patch {
  return setField(document, catalogue, id, ['name'], name === '' ? undefined : name);
}

/** The document after {@link setField}; the same one when there is no such resource. */
export function withField(
  document: PlainDocument,
  catalogue: Catalogue,
  id: string,
  path: FieldPath,
  value: unknown,
): PlainDocument {
  const bringer = bringerOf(document, catalogue, id, path);
  if (bringer !== undefined) return withField(document, catalogue, bringer, path, value);
  const stated = withStated(document, catalogue, id);
  const object = objectsOf(stated, catalogue).byId.get(id);
  if (object?.place === undefined) return document;
  const entry = entryWith(object.place.entry, object.type, path, value);
  const changed = withEntry(stated, object.place, entry);
  const [field] = path;
  if (field !== 'id' && field !== 'name') return changed;
  return withNewNames(stated, changed, object, entry, catalogue);
}

/** The entry with a field set, whatever short form it was written in before. */
export function entryWith(
  entry: PlainEntry,
  type: TypeDescription,
  path: FieldPath,
  value: unknown,
): PlainEntry {
  const [name, ...rest] = path;
  if (name === undefined) return isEntry(value) ? value : entry;
  const field = type.fields.find((each) => each.name === name);
  return withMember(entry, String(name), changedAt(entry[name], field, rest, value));
}

function changedAt(
  before: unknown,
  field: FieldDescription | undefined,
  path: FieldPath,
  value: unknown,
): unknown {
  const [token, ...rest] = path;
  if (token === undefined) return value;
  if (typeof token === 'number') {
    const list = listFrom(before);
    if (rest.length === 0 && value === undefined) return list.filter((_, index) => index !== token);
    const changed = [...list];
    changed[Math.min(token, list.length)] = changedAt(list[token], field?.item ?? undefined, rest, value);
    return changed;
  }
  const member = field?.fields?.find((each) => each.name === token);
  const object = objectFrom(before, field);
  return withMember(object, token, changedAt(object[token], member, rest, value));
}

/** A list, also where its one item stands alone. */
function listFrom(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

/** An object, also where a text stands for it. */
function objectFrom(value: unknown, field: FieldDescription | undefined): PlainEntry {
  if (isEntry(value)) return value;
  if (typeof value === 'string' && typeof field?.shorthand === 'string') return { [field.shorthand]: value };
  return {};
}

/** The members in the order they had; a new one comes last, one that is undefined goes. */
function withMember(entry: PlainEntry, name: string, value: unknown): PlainEntry {
  if (value === undefined) return Object.fromEntries(Object.entries(entry).filter(([key]) => key !== name));
  return { ...entry, [name]: value };
}

/** The document with another entry in a place. */
export function withEntry(
  document: PlainDocument,
  { section, index }: Place,
  entry: PlainEntry,
): PlainDocument {
  const list = [...listOf(document, section)];
  list[index] = entry;
  return { ...document, [section]: list };
}

/** The document with one more entry. */
export function withAdded(document: PlainDocument, section: string, entry: PlainEntry): PlainDocument {
  return { ...document, [section]: [...listOf(document, section), entry] };
}

/** What is written of an instance's interface belongs to the instance that brings it along. */
function bringerOf(
  document: PlainDocument,
  catalogue: Catalogue,
  id: string,
  path: FieldPath,
): string | undefined {
  const objects = objectsOf(document, catalogue);
  const object = objects.byId.get(id);
  if (object === undefined || object.place !== undefined || object.broughtBy === undefined) return undefined;
  const bringer = objects.byId.get(String(object.broughtBy.entry['id']));
  const brought = bringer?.type.brings.find(({ kind }) => kind === object.kind);
  if (bringer === undefined || brought === undefined) return undefined;
  if (path[0] === 'name' && brought.members.length > 0) return bringer.id;
  return brought.members.includes(String(path[0])) ? bringer.id : undefined;
}

/** The document with an entry for a resource that it only implies; the same one when it has an entry. */
export function withStated(document: PlainDocument, catalogue: Catalogue, id: string): PlainDocument {
  const objects = objectsOf(document, catalogue);
  const object = objects.byId.get(id);
  if (object === undefined || object.place !== undefined || object.broughtBy === undefined) return document;
  const bringer = objects.byId.get(String(object.broughtBy.entry['id']));
  const brought = bringer?.type.brings.find(({ kind }) => kind === object.kind);
  if (brought === undefined || bringer?.place === undefined) return withFilledIn(document, object);
  if (brought.isPart === true) return document;
  const { entry } = bringer.place;
  const own = Object.entries(entry).filter(([member]) => brought.members.includes(member));
  const back = brought.backField === undefined ? {} : { [brought.backField]: bringer.id };
  const rest = Object.fromEntries(
    Object.entries(entry).filter(([member]) => !brought.members.includes(member)),
  );
  const cut = own.length === 0 ? document : withEntry(document, bringer.place, rest);
  return withAdded(cut, object.type.section, { id, ...Object.fromEntries(own), ...back });
}

function withFilledIn(document: PlainDocument, { id, type, broughtBy }: Known): PlainDocument {
  const { filledIn } = type;
  if (filledIn === null || broughtBy === undefined) return document;
  return withAdded(document, type.section, {
    id,
    vpc: String(broughtBy.entry['id']),
    ...withOwnId(filledIn.entry, id),
  });
}

/** The default group lets its own members in: its rule names itself. */
function withOwnId(value: PlainEntry, id: string): PlainEntry {
  const replaced = (each: unknown): unknown => {
    if (each === '@id') return id;
    if (Array.isArray(each)) return each.map(replaced);
    return isEntry(each) ? withOwnId(each, id) : each;
  };
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, replaced(each)]));
}

/** Who named the resource by its old id or name names it by what it is called now. */
function withNewNames(
  before: PlainDocument,
  after: PlainDocument,
  object: Known,
  entry: PlainEntry,
  catalogue: Catalogue,
): PlainDocument {
  const old = objectsOf(before, catalogue);
  const now = objectsOf(after, catalogue);
  const id = textIn(entry, 'id') ?? object.id;
  const oldName = object.place === undefined ? undefined : textIn(object.place.entry, 'name');
  const newText = (text: string, kinds: readonly ResourceKind[]): string => {
    if (text === object.id) return id;
    const name = textIn(entry, 'name');
    return name !== undefined && now.find(name, kinds)?.id === id ? name : id;
  };
  const renamed = placesOf(after).reduce((document, place) => {
    const type = catalogue.types.find(({ section }) => section === place.section);
    if (type === undefined) return document;
    const changed = referencesIn(place.entry, type).reduce((each, { path, text, field }) => {
      if (text !== object.id && text !== oldName) return each;
      const kinds = field.references ?? [];
      if (old.find(text, kinds)?.id !== object.id || now.find(text, kinds)?.id === id) return each;
      return entryWith(each, type, path, newText(text, kinds));
    }, place.entry);
    return changed === place.entry ? document : withEntry(document, place, changed);
  }, after);
  return onDrawing(withNewEnds(renamed, object, old, now, id, entry), object.id, id);
}

/** The drawing has it where it was, with its notes. */
function onDrawing(document: PlainDocument, from: string, to: string): PlainDocument {
  if (from === to) return document;
  const notes = notesIn(document).filter(({ on }) => on === from);
  const tied = withNotes(document, new Map(notes.map((note) => [note.id, { ...note, on: to }])));
  const { drawing } = tied;
  const places = isEntry(drawing) ? drawing['places'] : undefined;
  if (!isEntry(drawing) || !isEntry(places) || !Object.hasOwn(places, from)) return tied;
  const moved = Object.entries(places).map(([id, place]) => [id === from ? to : id, place] as const);
  return { ...tied, drawing: { ...drawing, places: Object.fromEntries(moved) } };
}

/** The questions that a document carries along ask for the same things as before. */
function withNewEnds(
  document: PlainDocument,
  object: Known,
  old: Objects,
  now: Objects,
  id: string,
  entry: PlainEntry,
): PlainDocument {
  const flows = listOf(document, 'flows');
  const kinds = [object.kind];
  const name = textIn(entry, 'name');
  const newEnd = (end: unknown) => {
    if (typeof end !== 'string' || old.find(end, kinds)?.id !== object.id) return end;
    if (now.find(end, kinds)?.id === id) return end;
    return end !== object.id && name !== undefined && now.find(name, kinds)?.id === id ? name : id;
  };
  const renamed = flows.map((flow) => {
    if (!isEntry(flow)) return flow;
    const from = newEnd(flow['from']);
    const to = newEnd(flow['to']);
    return from === flow['from'] && to === flow['to'] ? flow : { ...flow, from, to };
  });
  return renamed.every((flow, index) => flow === flows[index]) ? document : { ...document, flows: renamed };
}

/** The value of a field as its full form: lists as lists, objects as objects, absent ones as what that means. */
export function valueAt(entry: PlainEntry, type: TypeDescription, path: FieldPath): unknown {
  const field = fieldAt(type, path);
  const raw = path.reduce<unknown>((value, token, depth) => {
    const holder = depth === 0 ? undefined : fieldAt(type, path.slice(0, depth));
    if (typeof token === 'number') return listFrom(value)[token];
    return (depth === 0 ? entry : objectFrom(value, holder))[token];
  }, entry);
  if (raw === undefined) return field?.default ?? undefined;
  if (field?.type === 'list') return listFrom(raw);
  return field?.type === 'object' ? objectFrom(raw, field) : raw;
}

/** The type of the objects of a kind, which a catalogue always has. */
export function typeFor(catalogue: Catalogue, kind: ResourceKind): TypeDescription {
  const type = typeOfKind(catalogue, kind);
  // INVARIANT: a catalogue has every kind of the list that it was made of.
  if (type === undefined) throw new Error(`The catalogue has no ${kind}.`);
  return type;
}
