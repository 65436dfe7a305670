/**
 * Finds the line of a value in JSON text without parsing it a second time.
 *
 * A syntax tree of a 50 MB dump takes gigabytes and overflows the stack on deep nesting. Here a container is scanned
 * when a path first leads into it: its children are skipped by counting brackets, and only their offsets are kept.
 */
import type { Path } from '../../diagnostics/index.ts';

/**
 * The lines, from 1, at which values of `text` start.
 *
 * @param start - offset of the outermost value
 * @param lineAt - the line of an offset, shared by the values of one text
 */
export function jsonLineFinder(
  text: string,
  start: number,
  lineAt: (offset: number) => number,
): (path: Path) => number {
  const members = new Map<number, ReadonlyMap<string, number>>();
  const membersAt = (offset: number): ReadonlyMap<string, number> => {
    const known = members.get(offset) ?? scanContainer(text, offset);
    members.set(offset, known);
    return known;
  };
  return (path) => {
    let offset = start;
    for (const part of path) {
      const next = membersAt(offset).get(String(part));
      if (next === undefined) break;
      offset = next;
    }
    return lineAt(offset);
  };
}

/** Line numbers, from 1, of offsets in `text`; the line starts are looked for when first asked. */
export function lineCounter(text: string): (offset: number) => number {
  let known: readonly number[] | undefined;
  return (offset) => {
    const starts = (known ??= lineStarts(text));
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** The characters that JSON is made of, by their codes. */
export const QUOTE = 34;
export const COMMA = 44;
export const SLASH = 47;
const COLON = 58;
export const OPEN_BRACKET = 91;
const BACKSLASH = 92;
export const CLOSE_BRACKET = 93;
export const OPEN_BRACE = 123;
export const CLOSE_BRACE = 125;

/** Offsets of a container's members by key or position; empty for a scalar. Of equal keys the last, as JSON.parse has it. */
function scanContainer(text: string, start: number): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const opening = text.charCodeAt(start);
  if (opening !== OPEN_BRACE && opening !== OPEN_BRACKET) return found;
  const isObject = opening === OPEN_BRACE;
  let awaited: 'key' | 'colon' | 'value' | 'comma' = isObject ? 'key' : 'value';
  let key = '';
  let index = 0;
  let depth = 0;
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isBlank(code)) continue;
    if (code === SLASH) {
      at = endOfComment(text, at);
      continue;
    }
    const closes = code === CLOSE_BRACE || code === CLOSE_BRACKET;
    if (depth === 0) {
      if (closes) break;
      if (code === COMMA) {
        index += 1;
        awaited = isObject ? 'key' : 'value';
        continue;
      }
      if (awaited === 'value') {
        found.set(isObject ? key : String(index), at);
        awaited = 'comma';
      } else if (awaited === 'key' && code === QUOTE) {
        const end = endOfString(text, at);
        key = keyText(text.slice(at, end + 1));
        awaited = 'colon';
        at = end;
        continue;
      } else if (awaited === 'colon' && code === COLON) {
        awaited = 'value';
        continue;
      }
    }
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) depth += 1;
    else if (closes) depth -= 1;
  }
  return found;
}

/** Offset of the quote that ends the string starting at `start`; the end of the text when none does. */
export function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at += 1;
    else if (code === QUOTE) return at;
  }
  return text.length;
}

/** Offset of the last character of a `//` or slash-star comment; `start` itself when none starts there. */
export function endOfComment(text: string, start: number): number {
  const next = text[start + 1];
  if (next !== '/' && next !== '*') return start;
  const end = next === '/' ? text.indexOf('\n', start) : text.indexOf('*/', start + 2) + 1;
  return end <= start ? text.length : end;
}

function keyText(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted.slice(1, -1);
  }
}

function isBlank(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}
