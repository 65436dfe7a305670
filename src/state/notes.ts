/** Edits of the notes on the drawing, each one undo step. */
import { freshNoteIds, notesIn, writeNotes } from '../../engine/editing.ts';
import type { Note } from '../../engine/editing.ts';
import type { Editor } from './editor.svelte.ts';

/**
 * Writes a new note, or another text, place or ground for one that is there; one that is left without text goes.
 *
 * @param id - `null` for a new one
 * @returns the id of the note as it is now; `null` when there is none
 */
export function keepNote(
  editor: Editor,
  id: string | null,
  wanted: Omit<Note, 'id'>,
  said?: string | null,
): string | null {
  const { document, readOnly } = editor;
  if (document === null || readOnly) return id;
  const note = { ...wanted, text: wanted.text.trim() };
  if (note.text === '') {
    if (id !== null) editor.apply('Delete note', writeNotes(document, new Map([[id, null]])));
    return null;
  }
  const known = id ?? freshNoteIds(document)();
  const before = id === null ? undefined : noteOf(editor, id);
  const isSame =
    before !== undefined &&
    before.text.trim() === note.text &&
    before.on === note.on &&
    before.x === note.x &&
    before.y === note.y;
  if (isSame) return known;
  const step = id === null ? 'Add note' : before?.text.trim() === note.text ? 'Move note' : 'Edit note';
  editor.apply(step, writeNotes(document, new Map([[known, note]])), said);
  return known;
}

/** As the document has it; `undefined` when it is not there. */
export function noteOf({ document }: Editor, id: string): Note | undefined {
  return document === null ? undefined : notesIn(document).find((note) => note.id === id);
}
