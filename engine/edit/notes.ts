/** Edits of the notes on a drawing: they are part of the document, and go and are copied with the objects that they are on. */
import type { Note } from '../model/notes.ts';
import { noteId, noteName, notesFrom, writtenNotes } from '../model/notes.ts';
import { difference } from './difference.ts';
import { isEntry } from './document.ts';
import type { PlainDocument } from './document.ts';
import type { Patch } from './patch.ts';

export function notesIn(document: PlainDocument): readonly Note[] {
  return notesFrom(writtenNotes(document));
}

/** Puts notes in place of those with their ids, and new ones behind the rest; `null` takes one away. */
export function writeNotes(
  document: PlainDocument,
  changes: ReadonlyMap<string, Omit<Note, 'id'> | null>,
): Patch {
  return difference(document, withNotes(document, changes));
}

/** The document after {@link writeNotes}. */
export function withNotes(
  document: PlainDocument,
  changes: ReadonlyMap<string, Omit<Note, 'id'> | null>,
): PlainDocument {
  const before = writtenNotes(document);
  const after = new Map(Object.entries(before));
  for (const [id, note] of changes) {
    if (note === null) after.delete(noteName(id));
    else after.set(noteName(id), plain(note));
  }
  if (changes.size === 0) return document;
  const drawing = isEntry(document['drawing']) ? document['drawing'] : {};
  return { ...document, drawing: { ...drawing, notes: Object.fromEntries(after) } };
}

/** Without those that are on one of these objects, and those that are named. */
export function withoutNotes(document: PlainDocument, goes: ReadonlySet<string>): PlainDocument {
  return withNotes(document, new Map(notesOf(document, goes).map(({ id }) => [id, null])));
}

/** Those that go, or are copied, with these objects; and those that are named. */
export function notesOf(document: PlainDocument, ids: ReadonlySet<string>): readonly Note[] {
  return notesIn(document).filter(({ id, on }) => ids.has(id) || (on !== null && ids.has(holderOf(on))));
}

/** What takes a note along: of a zone of a VPC, which is no object of its own, the VPC. */
export function holderOf(on: string): string {
  return /^zone:(.+)\//.exec(on)?.[1] ?? on;
}

/** Ids that no note has yet. */
export function freshNoteIds(document: PlainDocument): () => string {
  const taken = new Set(Object.keys(writtenNotes(document)));
  let number = 1;
  return () => {
    while (taken.has(String(number))) number++;
    taken.add(String(number));
    return noteId(String(number));
  };
}

/** As the document writes it. */
function plain({ text, on, x, y }: Omit<Note, 'id'>): Readonly<Record<string, unknown>> {
  return { text, ...(on !== null && { on }), x, y };
}
