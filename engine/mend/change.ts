/** A change under trial: words, and the document that has it. */
import type { Catalogue } from '../edit/catalogue.ts';
import { catalogue } from '../edit/describe.ts';
import type { PlainDocument, PlainEntry } from '../edit/document.ts';
import { entriesIn, listOf, textIn } from '../edit/document.ts';
import { objectsOf } from '../edit/references.ts';
import { withField, withStated } from '../edit/set-field.ts';
import type { Network } from '../model/index.ts';

export interface Change {
  /** What to do, short: `Add rule 115 to acl-app, inbound`. */
  readonly title: string;
  /** The change as it is written. */
  readonly change: string;
  /** It opens much more than what was asked about. */
  readonly broad: boolean;
  readonly document: PlainDocument;
}

/** A document and the network that it was read into. */
export interface Scene {
  readonly document: PlainDocument;
  readonly network: Network;
}

let known: Catalogue | undefined;

/** The resource types, described once. */
export function types(): Catalogue {
  known ??= catalogue();
  return known;
}

/** The document with a field of a resource set; what AWS fills in is stated by it. */
export function withSet(
  document: PlainDocument,
  id: string,
  path: readonly (string | number)[],
  value: unknown,
): PlainDocument {
  return withField(document, types(), id, path, value);
}

/** The document in which a resource that AWS fills in has an entry of its own. */
export function withEntryOf(document: PlainDocument, id: string): PlainDocument {
  return withStated(document, types(), id);
}

/** What the document says of a resource, stated or filled in by AWS. */
export function statedEntry(document: PlainDocument, id: string): PlainEntry | undefined {
  return objectsOf(withEntryOf(document, id), types()).byId.get(id)?.place?.entry;
}

/** The items of a list of a resource: rules, entries, routes. */
export function itemsOf(document: PlainDocument, id: string, list: string): readonly unknown[] {
  const entry = statedEntry(document, id);
  return entry === undefined ? [] : listOf(entry, list);
}

/** The document with a route of a table; one to the same destination gives way to it. */
export function withRoute(
  document: PlainDocument,
  table: string,
  destination: string,
  target: string,
): PlainDocument {
  const entry = statedEntry(document, table);
  if (entry === undefined) return document;
  const replaced = new Set<unknown>(
    entriesIn(entry, 'routes').filter((route) => textIn(route, 'destination') === destination),
  );
  const others = listOf(entry, 'routes').filter((route) => !replaced.has(route));
  return withSet(document, table, ['routes'], [...others, { destination, target }]);
}

/** The document with an ACL entry at the place of its number. */
export function withAclEntry(
  document: PlainDocument,
  acl: string,
  direction: 'ingress' | 'egress',
  entry: PlainEntry,
): PlainDocument {
  const items = itemsOf(document, acl, direction);
  const number = Number(entry['ruleNumber']);
  const before = items.filter((item) => numberOf(item) < number);
  const after = items.filter((item) => numberOf(item) >= number);
  return withSet(document, acl, [direction], [...before, entry, ...after]);
}

function numberOf(item: unknown): number {
  return typeof item === 'object' && item !== null && 'ruleNumber' in item ? Number(item.ruleNumber) : 0;
}
