/**
 * Characters that do not show, and those that change how what stands around them is shown: U+202E turns the reading
 * direction, so that `gnp.exe` is read as another name. Names keep them; whoever shows or writes a name makes them seen.
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

function hexOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).padStart(4, '0');
}
