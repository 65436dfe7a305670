/**
 * Notes that people have put on the drawing of a network: text beside an object or anywhere. No trace reads them. Read
 * with care, for a document may be anybody's.
 */

/** A note as the drawing shows it. */
export interface Note {
  /** `note:1`: its name in the document behind a prefix that no resource of AWS has. */
  readonly id: string;
  readonly text: string;
  /** The object that it belongs to, and goes with; `null` for one that stands for itself. */
  readonly on: string | null;
  /** In px, from the corner of that object; without one, from the corner of the drawing. */
  readonly x: number;
  readonly y: number;
}

const PREFIX = 'note:';

/** Letters of one note that are kept, and notes of one drawing that are shown. */
export const MOST_LETTERS = 2_000;
const MOST_NOTES = 1_000;

/** Farther than this from its object no note is put, in px. */
const FARTHEST = 100_000;

export function isNote(id: string): boolean {
  return id.startsWith(PREFIX);
}

/** The id of a note that the document names so. */
export function noteId(name: string): string {
  return `${PREFIX}${name}`;
}

/** What the document calls a note. */
export function noteName(id: string): string {
  return id.slice(PREFIX.length);
}

/** What the document writes of its notes, by name: the same value for as long as none is edited. */
export function writtenNotes(document: unknown): Readonly<Record<string, unknown>> {
  const written = memberOf(memberOf(document, 'drawing'), 'notes');
  return isObject(written) ? written : NONE;
}

const NONE: Readonly<Record<string, unknown>> = {};

/** In the order of the document; what is no note is passed over. */
export function notesFrom(written: Readonly<Record<string, unknown>>): readonly Note[] {
  return Object.entries(written)
    .slice(0, MOST_NOTES)
    .flatMap(([name, value]): Note[] => {
      if (!isObject(value)) return [];
      const { text, on, x, y } = value;
      if (typeof text !== 'string' || text.trim() === '' || !isNear(x) || !isNear(y)) return [];
      return [
        { id: noteId(name), text: text.slice(0, MOST_LETTERS), on: typeof on === 'string' ? on : null, x, y },
      ];
    });
}

/** The first line that says something, in at most 60 letters: what a note is called in lists. */
export function noteTitle(text: string): string {
  const line = text.trim().split('\n', 1)[0] ?? '';
  const letters = [...line];
  return letters.length > 60 ? `${letters.slice(0, 59).join('')}…` : line;
}

function memberOf(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNear(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= FARTHEST;
}
