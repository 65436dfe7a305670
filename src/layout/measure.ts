/**
 * Widths of text without a page to measure it in: a table of relative letter widths, good to a few per cent for the
 * system faces in use. Drawings leave that much room.
 */
import { showUnseen } from '../../engine/addresses.ts';

const narrow = new Set("iIjlt.,:;'|!()[]{}f r-1/");
const wide = new Set('mwMW@%&');

/** Width in px of `text` in the interface's face at `size` px. */
export function textWidth(text: string, size: number): number {
  let em = 0;
  for (const letter of text) em += letterWidth(letter);
  return em * size;
}

/** Width in px of `text` in the monospaced face at `size` px. */
export function monoWidth(text: string, size: number): number {
  return [...text].length * 0.602 * size;
}

/**
 * A text as it is drawn: what does not show made seen, and shortened in the middle with `…` so that it fits. Both ends of a
 * long name tell it apart.
 */
export function fit(written: string, width: number, measure: (text: string) => number): string {
  const text = showUnseen(written);
  if (measure(text) <= width) return text;
  const letters = [...text];
  for (let keep = letters.length - 1; keep > 1; keep--) {
    const head = Math.ceil(keep / 2);
    const short = `${letters.slice(0, head).join('')}…${letters.slice(letters.length - (keep - head)).join('')}`;
    if (measure(short) <= width) return short;
  }
  return '…';
}

function letterWidth(letter: string): number {
  if (narrow.has(letter)) return 0.34;
  if (wide.has(letter)) return 0.88;
  if (letter >= 'A' && letter <= 'Z') return 0.7;
  return letter.codePointAt(0) !== undefined && letter > '\u2e80' ? 1 : 0.59;
}
