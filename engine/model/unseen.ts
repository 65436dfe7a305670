/**
 * Characters that do not show, and those that change how what stands around them is shown: U+202E turns the reading
 * direction, so that `gnp.exe` is read as another name. Names keep them; whoever shows or writes a name makes them seen.
 *
 * Letters that are read from right to left are no such characters, but they too reorder what stands around them: between
 * two Hebrew names an arrow points the other way. {@link isolated} keeps that to the names.
 */

/**
 * Control and format characters, line and paragraph separators; not tabs and line ends, nor the joiners and tags that
 * words and emoji are made with.
 */
const UNSEEN = /(?![\t\n\r]|\u200c|\u200d|[\u{e0020}-\u{e007f}])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

export function hasUnseen(text: string): boolean {
  return text.search(UNSEEN) !== -1;
}

/** As people are shown it: `‹U+202E›`. */
export function showUnseen(text: string): string {
  return text.replace(UNSEEN, (character) => `‹U+${hexOf(character).toUpperCase()}›`);
}

/** As JSON and YAML have it in quotes: `\u202e`. A character beyond the first 65,536 stays as it is. */
export function escapeUnseen(text: string): string {
  return text.replace(UNSEEN, (character) => (character.length > 1 ? character : `\\u${hexOf(character)}`));
}

/** As a terminal may have it: every character that would steer it, or turn the reading direction, is U+FFFD. */
export function printable(text: string): string {
  return text.replace(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\u{FFFD}');
}

/** The letters that are read from right to left, by the ranges that Unicode keeps for them (UAX #9, DerivedBidiClass). */
const TURNED =
  '(?!\\p{Cf})[\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufefe\\u{10800}-\\u{10fff}\\u{1e800}-\\u{1efff}]';
/** Words of them that belong together: what else a sentence puts between two names is not among the characters between. */
const TURNED_WORDS = `(?:${TURNED})+(?:[ ._/'"\\-\\u200c\\u200d](?:${TURNED})+)*`;
const ISOLATED = new RegExp(`\\u2068${TURNED_WORDS}\\u2069|${TURNED_WORDS}`, 'gu');

/**
 * A sentence in which words that are read from right to left stand between U+2068 and U+2069, so that everything around
 * them keeps its order. Text of such words alone, or of none, stays as it is; so does what is isolated already.
 */
export function isolated(text: string): string {
  return text.replace(ISOLATED, (found) => inIsolation(found, text));
}

function inIsolation(words: string, text: string): string {
  return words === text || words.startsWith('\u2068') ? words : `\u2068${words}\u2069`;
}

const UNREADABLE = new RegExp(`${ISOLATED.source}|${UNSEEN.source}`, 'gu');

/** As a page shows a text: what does not show is marked, and what is read from right to left is {@link isolated}. */
export function readable(text: string): string {
  return text.replace(UNREADABLE, (found) => {
    const isMark = hasUnseen(found) && found.length <= 2;
    return isMark ? showUnseen(found) : inIsolation(found, text);
  });
}

function hexOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).padStart(4, '0');
}
