/** Copies of resources and notes with all that stands in them: beside the originals, or through the clipboard as text. */
import { MOST_LEVELS, flatten } from '../model/nesting.ts';
import type { Catalogue } from './catalogue.ts';
import { difference } from './difference.ts';
import { isEntry, listOf, textIn } from './document.ts';
import type { PlainDocument } from './document.ts';
import { putFragment } from './fragment.ts';
import { notesIn, notesOf, withNotes } from './notes.ts';
import type { Refused } from './fragment.ts';
import type { Patch } from './patch.ts';
import { withContents } from './remove.ts';

export interface Copied {
  readonly patch: Patch;
  /** The copies of what was chosen, without what stands in them. */
  readonly ids: readonly string[];
}

export function duplicate(document: PlainDocument, catalogue: Catalogue, ids: readonly string[]): Copied {
  const done = put(document, catalogue, fragmentOf(document, catalogue, ids), undefined);
  // INVARIANT: whatever the originals name is here, so nothing is refused; what is not here has no copy.
  return 'refused' in done ? { patch: [], ids: [] } : done;
}

/** The resources as the text of a small hoplight/1 document. */
export function copyText(document: PlainDocument, catalogue: Catalogue, ids: readonly string[]): string {
  return `${JSON.stringify(fragmentOf(document, catalogue, ids), null, 2)}\n`;
}

const MOST_CHARACTERS = 8 * 1024 * 1024;
const MOST_ENTRIES = 5000;

/** @param parent - what to paste into; where nothing of the text can stand in it, beside it */
export function paste(
  document: PlainDocument,
  catalogue: Catalogue,
  text: string,
  parent?: string,
): Copied | Refused {
  if (text.length > MOST_CHARACTERS)
    return { refused: 'The clipboard holds more than can be pasted at once.' };
  const { value, cut } = flatten(parsed(text));
  if (cut.length > 0)
    return { refused: `What the clipboard holds is nested deeper than ${MOST_LEVELS} levels.` };
  const count = catalogue.types.reduce(
    (sum, { section }) => sum + (isEntry(value) ? listOf(value, section).length : 0),
    isEntry(value) ? notesIn(value).length : 0,
  );
  if (!isEntry(value) || count === 0)
    return {
      refused: 'The clipboard holds no resources. Copy some here or in another Hoplight window first.',
    };
  if (count > MOST_ENTRIES)
    return {
      refused: `The clipboard holds ${count} resources; at most ${MOST_ENTRIES} can be pasted at once.`,
    };
  return put(document, catalogue, value, parent);
}

function put(
  document: PlainDocument,
  catalogue: Catalogue,
  fragment: PlainDocument,
  parent: string | undefined,
): Copied | Refused {
  const done = putFragment(document, catalogue, fragment, parent);
  if ('refused' in done) return done;
  return { patch: difference(document, done.document), ids: done.ids };
}

function fragmentOf(document: PlainDocument, catalogue: Catalogue, ids: readonly string[]): PlainDocument {
  const chosen = withContents(document, catalogue, ids);
  const sections = catalogue.types.flatMap(({ section }): [string, unknown][] => {
    const entries = listOf(document, section).filter(
      (entry) => isEntry(entry) && chosen.has(textIn(entry, 'id') ?? ''),
    );
    return entries.length === 0 ? [] : [[section, entries]];
  });
  return withNotes(
    { format: 'hoplight/1', ...Object.fromEntries(sections) },
    new Map(notesOf(document, chosen).map((note) => [note.id, note])),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // words, or a text that nests deeper than can be read
  }
}
