/** A hoplight/1 document as it is edited: plain values, section by section, of which nothing is taken on trust. */

/** A document: section name → list of entries, and the members beside them. */
export type PlainDocument = { readonly [key: string]: unknown };

/** A resource as its section writes it. */
export type PlainEntry = { readonly [key: string]: unknown };

export interface Place {
  readonly section: string;
  readonly index: number;
  readonly entry: PlainEntry;
}

/** Lists of a document that hold no resources. */
const OTHER_LISTS: ReadonlySet<string> = new Set(['flows', 'notHeld']);

/** The entry with this id; the first where several share it. `undefined` for what only AWS's defaults bring along. */
export function entryOf(document: PlainDocument, id: string): Place | undefined {
  return index(document).get(id);
}

/** All entries that have an id, in document order. */
export function placesOf(document: PlainDocument): readonly Place[] {
  return Object.entries(document).flatMap(([section, list]) => {
    if (OTHER_LISTS.has(section) || !Array.isArray(list)) return [];
    return list.flatMap((entry: unknown, index): Place[] =>
      isEntry(entry) && typeof entry['id'] === 'string' ? [{ section, index, entry }] : [],
    );
  });
}

/** The list of a section; empty when the document has none. */
export function listOf(document: PlainDocument, section: string): readonly unknown[] {
  const list = Object.hasOwn(document, section) ? document[section] : undefined;
  return Array.isArray(list) ? list : [];
}

/** The entries of a section that are objects, bad ones left out. */
export function entriesIn(document: PlainDocument, section: string): readonly PlainEntry[] {
  return listOf(document, section).filter(isEntry);
}

export function isEntry(value: unknown): value is PlainEntry {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member that is text. */
export function textIn(entry: PlainEntry, member: string): string | undefined {
  const value = Object.hasOwn(entry, member) ? entry[member] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** Made once for each document, when first asked. */
const indices = new WeakMap<PlainDocument, ReadonlyMap<string, Place>>();

function index(document: PlainDocument): ReadonlyMap<string, Place> {
  const known = indices.get(document);
  if (known !== undefined) return known;
  const made = new Map<string, Place>();
  for (const place of placesOf(document)) {
    const id = String(place.entry['id']);
    if (!made.has(id)) made.set(id, place);
  }
  indices.set(document, made);
  return made;
}
