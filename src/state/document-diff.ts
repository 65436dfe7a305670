/** What differs between two versions of a project, object by object: what is in one of them only, and what changed how. */
import { noteTitle, notesIn, placesOf } from '../../engine/editing.ts';
import type { Note, PlainDocument, PlainEntry } from '../../engine/editing.ts';

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
  return [...changes, ...notesBetween(from, to), ...besides(withoutNotes(from), withoutNotes(to))];
}

function notesBetween(from: PlainDocument, to: PlainDocument): readonly ObjectChange[] {
  const before = new Map(notesIn(from).map((note) => [note.id, note]));
  const after = new Map(notesIn(to).map((note) => [note.id, note]));
  const all = [...new Map([...before, ...after]).values()];
  return all.flatMap(({ id, text }): ObjectChange[] => {
    const [was, is] = [before.get(id), after.get(id)];
    const kind = was === undefined ? 'added' : is === undefined ? 'removed' : 'changed';
    const fields = was === undefined || is === undefined ? [] : differingIn(was, is);
    if (kind === 'changed' && fields.length === 0) return [];
    return [{ kind, section: 'notes', id, name: noteTitle(text), fields }];
  });
}

function differingIn(was: Note, is: Note): readonly string[] {
  return [
    ...(was.text === is.text ? [] : ['text']),
    ...(was.on === is.on && was.x === is.x && was.y === is.y ? [] : ['place']),
  ];
}

/** Notes are told one by one, and not as part of the drawing. */
function withoutNotes(document: PlainDocument): PlainDocument {
  const drawing = memberOf(document, 'drawing');
  if (typeof drawing !== 'object' || drawing === null || !Object.hasOwn(drawing, 'notes')) return document;
  const rest = Object.fromEntries(Object.entries(drawing).filter(([member]) => member !== 'notes'));
  const others = Object.fromEntries(Object.entries(document).filter(([member]) => member !== 'drawing'));
  return Object.keys(rest).length === 0 ? others : { ...others, drawing: rest };
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
