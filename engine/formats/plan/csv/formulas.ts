/**
 * Text that a spreadsheet would take for a formula, made harmless so that it can be undone.
 *
 * A spreadsheet runs a cell that begins with `=`, `+`, `-` or `@`, and shows one that begins with `'` as text. So an
 * apostrophe goes before such a character at the start of a cell, and after characters that begin a new cell where the
 * file is opened with another delimiter. Where apostrophes stand there already, one more is put before them: reading
 * takes away exactly one, and text comes back as it was.
 */

const START = '(?<=^|[,;|\\t\\r\\n])';
const FORMULA = "(?='*[=+\\-@\\t\\r\uFF1D\uFF0B\uFF0D\uFF20])";

const harmful = new RegExp(START + FORMULA, 'g');
const guarded = new RegExp(`${START}'${FORMULA}`, 'g');

/** `=1+1` as `'=1+1`, `'=1+1` as `''=1+1`; other text as it is. */
export function guardFormulas(text: string): string {
  return text.replace(harmful, "'");
}

/** The inverse of `guardFormulas`. */
export function unguardFormulas(text: string): string {
  return text.replace(guarded, '');
}
