/** What differs between two versions of a project, object by object: what is in one of them only, and what changed how. */
import { placesOf } from '../../engine/editing.ts';
import type { PlainDocument, PlainEntry } from '../../engine/editing.ts';

export interface ObjectChange {
  readonly kind: 'added' | 'removed' | 'changed';
  /** `subnets`; empty for members of the document that are no objects. */
  readonly section: string;
  readonly id: string;
  readonly name: string;
  /** Members that differ, of what changed. */
  readonly fields: readonly string[];
}

/** Changes that lead from one document to the other, in the order of the documents; removals where they stood. */
export function compareDocuments(from: PlainDocument, to: PlainDocument): readonly ObjectChange[] {
  const before = byId(from);
  const after = byId(to);
  const changes: ObjectChange[] = [];
  for (const [id, { section, entry }] of before)
    if (!after.has(id)) changes.push({ kind: 'removed', section, id, name: nameOf(entry), fields: [] });
  for (const [id, { section, entry }] of after) {
    const was = before.get(id);
    if (was === undefined) {
      changes.push({ kind: 'added', section, id, name: nameOf(entry), fields: [] });
      continue;
    }
    const fields = differing(was.entry, entry);
    if (fields.length > 0) changes.push({ kind: 'changed', section, id, name: nameOf(entry), fields });
  }
  return [...changes, ...besides(from, to)];
}

/** Name, plan, questions and drawing: what belongs to no object. */
function besides(from: PlainDocument, to: PlainDocument): readonly ObjectChange[] {
  const members = new Set(['name', 'plan', 'flows', 'drawing']);
  return differing(from, to)
    .filter((member) => members.has(member))
    .map((member) => ({
      kind: !Object.hasOwn(from, member) ? 'added' : Object.hasOwn(to, member) ? 'changed' : 'removed',
      section: '',
      id: member,
      name: memberNames[member] ?? member,
      fields: [],
    }));
}

const memberNames: Readonly<Record<string, string>> = {
  name: 'Name of the project',
  plan: 'Address plan',
  flows: 'Saved questions',
  drawing: 'Places in the drawing',
};

function byId(document: PlainDocument) {
  return new Map(placesOf(document).map((place) => [String(place.entry['id']), place]));
}

function nameOf(entry: PlainEntry): string {
  const name = entry['name'];
  return typeof name === 'string' && name !== '' ? name : String(entry['id']);
}

function differing(from: PlainEntry, to: PlainEntry): readonly string[] {
  const members = new Set([...Object.keys(from), ...Object.keys(to)]);
  return [...members].filter((member) => !isSame(memberOf(from, member), memberOf(to, member)));
}

function memberOf(entry: PlainEntry, member: string): unknown {
  return Object.hasOwn(entry, member) ? entry[member] : undefined;
}

/** Documents are plain JSON, and their members keep their order. */
function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
