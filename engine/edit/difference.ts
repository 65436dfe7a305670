/**
 * The patch that leads from one document to another, found by what they do not share: cheap between snapshots of one
 * history, whatever lies between them. An entry that differs is replaced whole, so that its members keep their order.
 */
import { isEntry } from './document.ts';
import type { PlainDocument } from './document.ts';
import { pointer } from './patch.ts';
import type { Patch, PatchOperation } from './patch.ts';

export function difference(from: PlainDocument, to: PlainDocument): Patch {
  return members(from, to, []);
}

function members(from: PlainDocument, to: PlainDocument, path: readonly string[]): Patch {
  const gone = Object.keys(from).filter((key) => !Object.hasOwn(to, key));
  const operations = gone.map((key): PatchOperation => ({ op: 'remove', path: pointer(...path, key) }));
  for (const [key, value] of Object.entries(to)) {
    const here = [...path, key];
    if (!Object.hasOwn(from, key)) operations.push({ op: 'add', path: pointer(...here), value });
    else if (from[key] !== value) operations.push(...changed(from[key], value, here));
  }
  return operations;
}

function changed(from: unknown, to: unknown, path: readonly string[]): Patch {
  if (Array.isArray(from) && Array.isArray(to)) return lists(from, to, path);
  // The drawing and the places in it: objects of any size, of which one member has changed.
  if (path.length < 3 && isEntry(from) && isEntry(to)) return members(from, to, path);
  return [{ op: 'replace', path: pointer(...path), value: to }];
}

/** Most operations on one list, before it is put there whole. */
const MOST_OPERATIONS = 500;

/** What stands before and behind the change is the same. */
function lists(from: readonly unknown[], to: readonly unknown[], path: readonly string[]): Patch {
  const shorter = Math.min(from.length, to.length);
  let head = 0;
  while (head < shorter && from[head] === to[head]) head++;
  let tail = 0;
  while (tail < shorter - head && from[from.length - 1 - tail] === to[to.length - 1 - tail]) tail++;
  const before = from.slice(head, from.length - tail);
  const after = to.slice(head, to.length - tail);
  if (before.length !== after.length) return lopsided(from, to, path);
  const changes = after.filter((value, offset) => value !== before[offset]).length;
  // Each operation copies the list once: beyond some, the list is the shorter way to say it.
  if (changes > MOST_OPERATIONS) return [{ op: 'replace', path: pointer(...path), value: to }];
  return after.flatMap((value, offset) =>
    value === before[offset] ? [] : [{ op: 'replace', path: pointer(...path, head + offset), value }],
  );
}

/** Entries that only one of the lists has go or come; those of both must stand in the same order. */
function lopsided(from: readonly unknown[], to: readonly unknown[], path: readonly string[]): Patch {
  const inTo = new Set(to);
  const inFrom = new Set(from);
  const stays = from.filter((value) => inTo.has(value));
  const stayed = to.filter((value) => inFrom.has(value));
  const changes = from.length - stays.length + to.length - stayed.length;
  const inOrder =
    changes <= MOST_OPERATIONS &&
    stays.length === stayed.length &&
    stays.every((value, index) => value === stayed[index]);
  if (!inOrder) return [{ op: 'replace', path: pointer(...path), value: to }];
  const operations: PatchOperation[] = [];
  for (let index = from.length - 1; index >= 0; index--) {
    if (!inTo.has(from[index])) operations.push({ op: 'remove', path: pointer(...path, index) });
  }
  to.forEach((value, index) => {
    if (!inFrom.has(value)) operations.push({ op: 'add', path: pointer(...path, index), value });
  });
  return operations;
}

/**
 * `after` with all that is equal in `before` taken from there, so that {@link difference} finds only what has changed:
 * for a document that was read anew.
 */
export function reconcile<T>(before: unknown, after: T): T {
  // INVARIANT: what is equal to a value is as good as that value; the parts of a plain value are plain values.
  return reconciled(before, after) as T;
}

function reconciled(before: unknown, after: unknown): unknown {
  if (isSame(before, after)) return before;
  if (Array.isArray(before) && Array.isArray(after)) return reconciledList(before, after);
  if (!isEntry(before) || !isEntry(after)) return after;
  return Object.fromEntries(
    Object.entries(after).map(([key, part]) => [
      key,
      reconciled(Object.hasOwn(before, key) ? before[key] : undefined, part),
    ]),
  );
}

/** Entries with an id are the same entry wherever they stand; others, the one in the same place. */
function reconciledList(before: readonly unknown[], after: readonly unknown[]): readonly unknown[] {
  let byId: ReadonlyMap<unknown, unknown> | undefined;
  return after.map((item, at) => {
    if (isSame(before[at], item)) return before[at];
    byId ??= new Map(before.flatMap((each) => (hasId(each) ? [[each['id'], each]] : [])));
    return reconciled((hasId(item) ? byId.get(item['id']) : undefined) ?? before[at], item);
  });
}

function hasId(item: unknown): item is Readonly<Record<string, unknown>> {
  return isEntry(item) && 'id' in item;
}

/** Equal all the way down, members in the same order: nearly always so, and then nothing is made to find it out. */
function isSame(before: unknown, after: unknown): boolean {
  if (Object.is(before, after)) return true;
  if (Array.isArray(before) && Array.isArray(after))
    return before.length === after.length && before.every((item, at) => isSame(item, after[at]));
  if (!isEntry(before) || !isEntry(after)) return false;
  const known = Object.keys(before);
  const keys = Object.keys(after);
  return (
    known.length === keys.length &&
    keys.every((key, at) => known[at] === key && isSame(before[key], after[key]))
  );
}
