/**
 * Removes resources with all that stands in them, and every mention of what goes. Routes alone stay: AWS keeps a route
 * whose target is deleted, as a blackhole (RT-10), and drops what it matches.
 */
import type { Catalogue, TypeDescription } from './catalogue.ts';
import { difference } from './difference.ts';
import { isEntry, listOf, textIn } from './document.ts';
import type { PlainDocument, PlainEntry } from './document.ts';
import { withoutNotes } from './notes.ts';
import type { Patch } from './patch.ts';
import { objectsOf, partsOf, referencesIn } from './references.ts';
import type { Known, Objects, Reference } from './references.ts';
import { entryWith } from './set-field.ts';

/** Notes go by their ids, too. What nothing in the document goes by is passed over. */
export function removeResources(
  document: PlainDocument,
  catalogue: Catalogue,
  ids: readonly string[],
): Patch {
  return difference(document, withoutResources(document, catalogue, ids));
}

/** These and what stands in them. */
export function withContents(
  document: PlainDocument,
  catalogue: Catalogue,
  ids: readonly string[],
): ReadonlySet<string> {
  return closure(ids, dependentsIn(objectsOf(document, catalogue), false));
}

function closure(
  ids: readonly string[],
  dependents: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> {
  const goes = new Set(ids);
  const queue = [...goes];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    for (const dependent of dependents.get(id) ?? []) {
      if (goes.has(dependent)) continue;
      goes.add(dependent);
      queue.push(dependent);
    }
  }
  return goes;
}

/**
 * Who stands in whom, by the fields that say so.
 *
 * @param vital - also who cannot be without whom: by fields that must name something
 */
function dependentsIn(objects: Objects, vital: boolean): ReadonlyMap<string, readonly string[]> {
  const dependents = new Map<string, string[]>();
  const note = (of: string | undefined, id: string) => {
    if (of !== undefined) dependents.set(of, [...(dependents.get(of) ?? []), id]);
  };
  for (const { id, type, place, broughtBy } of objects.all) {
    if (broughtBy !== undefined) note(String(broughtBy.entry['id']), id);
    if (place === undefined) continue;
    const { entry } = place;
    for (const { field, kind } of type.parents) {
      const text = textIn(entry, field);
      if (text !== undefined) note(objects.find(text, [kind])?.id, id);
    }
    for (const reference of vital ? referencesIn(entry, type) : []) {
      if (isVital(reference, type)) note(named(reference, objects)?.id, id);
    }
  }
  return dependents;
}

/** Without this mention the whole entry could not be read. */
export function isVital({ path, field }: Reference, type: TypeDescription): boolean {
  if (path.some((token) => typeof token === 'number')) return false;
  const top = type.fields.find(({ name }) => name === path[0]);
  return top !== undefined && !top.optional && !field.optional && top.type !== 'list';
}

function named({ text, field }: Reference, objects: Objects): Known | undefined {
  return objects.find(text, field.references ?? []);
}

export function withoutResources(
  document: PlainDocument,
  catalogue: Catalogue,
  ids: readonly string[],
): PlainDocument {
  const objects = objectsOf(document, catalogue);
  const goes = closure(ids, dependentsIn(objects, true));
  const sections = catalogue.types.flatMap((type): [string, readonly unknown[] | undefined][] => {
    const before = listOf(document, type.section);
    const after = before.flatMap((entry): unknown[] => {
      if (!isEntry(entry)) return [entry];
      const id = textIn(entry, 'id');
      if (id !== undefined && goes.has(id) && objects.byId.get(id)?.type === type) return [];
      return [withoutMentions(entry, type, objects, goes)];
    });
    const isSame = after.length === before.length && after.every((entry, index) => entry === before[index]);
    return isSame ? [] : [[type.section, after.length === 0 ? undefined : after]];
  });
  const rest = withoutNotes(withoutPlaces(document, goes), goes);
  if (sections.length === 0) return rest;
  const changed = new Map(sections);
  return Object.fromEntries(
    Object.entries(rest).flatMap(([key, value]) => {
      if (!changed.has(key)) return [[key, value]];
      const list = changed.get(key);
      return list === undefined ? [] : [[key, list]];
    }),
  );
}

/** Where something stood in the drawing goes with it. */
function withoutPlaces(document: PlainDocument, goes: ReadonlySet<string>): PlainDocument {
  const { drawing } = document;
  const places = isEntry(drawing) ? drawing['places'] : undefined;
  if (!isEntry(drawing) || !isEntry(places)) return document;
  const kept = Object.entries(places).filter(([id]) => !goes.has(id));
  if (kept.length === Object.keys(places).length) return document;
  return { ...document, drawing: { ...drawing, places: Object.fromEntries(kept) } };
}

function withoutMentions(
  entry: PlainEntry,
  type: TypeDescription,
  objects: Objects,
  goes: ReadonlySet<string>,
): PlainEntry {
  const isGone = (reference: Reference) =>
    goes.has(named(reference, objects)?.id ?? '') && !isRouteTarget(reference, type);
  let changed = withBlackholes(withoutParts(entry, type, goes), type, objects, goes);
  // Found anew each time, for what goes may take other mentions along and move those behind it.
  for (;;) {
    const mention = referencesIn(changed, type).find(isGone);
    if (mention === undefined) return changed;
    changed = withoutMention(changed, type, mention);
  }
}

function isRouteTarget({ path }: Reference, { kind }: TypeDescription): boolean {
  return kind === 'route-table' && path[0] === 'routes' && path[2] === 'target';
}

/** Routes keep the id of what goes, which a later object of the same name does not have; a state that was stated turns. */
function withBlackholes(
  entry: PlainEntry,
  type: TypeDescription,
  objects: Objects,
  goes: ReadonlySet<string>,
): PlainEntry {
  return referencesIn(entry, type).reduce((changed, reference) => {
    const target = named(reference, objects)?.id;
    const [list, index] = reference.path;
    if (!isRouteTarget(reference, type) || target === undefined || !goes.has(target)) return changed;
    if (list === undefined || index === undefined) return changed;
    const isStated = memberOf(memberOf(memberOf(changed, list), index), 'state') !== undefined;
    const renamed = entryWith(changed, type, reference.path, target);
    return isStated ? entryWith(renamed, type, [list, index, 'state'], 'blackhole') : renamed;
  }, entry);
}

/** A node of a load balancer goes with the item of the list that brings it along. */
function withoutParts(entry: PlainEntry, type: TypeDescription, goes: ReadonlySet<string>): PlainEntry {
  return type.brings.reduce((changed, bringing) => {
    const gone = partsOf(changed, bringing).filter(({ id }) => goes.has(id));
    if (gone.length === 0) return changed;
    const kept = listOf(changed, bringing.field).filter((each) => !gone.some(({ item }) => item === each));
    return entryWith(changed, type, [bringing.field], kept.length === 0 ? undefined : kept);
  }, entry);
}

/** The nearest thing around a mention that can go: an item of a list, or a field that need not be there. */
export function withoutMention(
  entry: PlainEntry,
  type: TypeDescription,
  { path, field }: Reference,
): PlainEntry {
  const index = lastIndexIn(path);
  if (index === -1) {
    // An optional field, or the one item of a list that is written without brackets.
    return entryWith(entry, type, field.optional || path.length === 1 ? path : path.slice(0, 1), undefined);
  }
  const isItem = index === path.length - 1;
  const at = isItem || field.optional ? path : path.slice(0, index + 1);
  const cut = entryWith(entry, type, at, undefined);
  if (!isItem) return cut;
  const emptied = path.slice(0, index).reduce<unknown>((value, token) => memberOf(value, token), cut);
  if (!Array.isArray(emptied) || emptied.length > 0) return cut;
  // A rule that names nobody any more goes; a list of its own that is empty is as if it had not been written.
  const rule = lastIndexIn(path.slice(0, index));
  return entryWith(cut, type, rule === -1 ? path.slice(0, index) : path.slice(0, rule + 1), undefined);
}

/** Where in a path the innermost list is entered; -1 when none is. */
function lastIndexIn(path: Reference['path']): number {
  return path.reduce<number>((last, token, at) => (typeof token === 'number' ? at : last), -1);
}

function memberOf(value: unknown, token: string | number): unknown {
  if (Array.isArray(value)) return typeof token === 'number' ? value[token] : undefined;
  return isEntry(value) ? value[token] : undefined;
}
