/**
 * JSON text to plain values: strictly by JSON.parse where that works, else several values in one text (JSON lines,
 * answers pasted one after another), else what a tolerant reading can keep of a broken or truncated text.
 */
import { printParseErrorCode, visit } from 'jsonc-parser';
import { MOST_LEVELS } from '../../model/nesting.ts';
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  SLASH,
  endOfComment,
  endOfString,
} from './json-lines.ts';

/** A value, and where its text starts. */
export interface JsonValue {
  readonly value: unknown;
  readonly start: number;
  /** False when the text breaks off or is faulty, so that members may be missing. */
  readonly complete: boolean;
}

/** A place where text is not JSON. */
export interface JsonFault {
  readonly offset: number;
  /** What was expected there, as a noun phrase. */
  readonly expected: string;
}

/** What could be read, and what was wrong. */
export interface JsonReading {
  readonly values: readonly JsonValue[];
  /** In text order; the first says why the text is not JSON, and those behind it often follow from it. */
  readonly faults: readonly JsonFault[];
}

/** Brackets are nested deeper than `MOST_LEVELS`, and the tolerant reader would call itself for each level. */
export interface TooDeep {
  readonly tooDeepAt: number;
}

/** Most faults of one text that are kept. */
const MOST_FAULTS = 100;

/**
 * Reads `text` as one JSON value.
 *
 * @returns `undefined` when it is not exactly that
 */
export function readStrictJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** Whether text starts as a JSON object or list does, or as a sequence of them (RFC 7464). */
export function looksLikeJson(text: string): boolean {
  const first = text.slice(0, LEADING_CHARACTERS).replaceAll(RECORD_SEPARATOR, ' ').trimStart()[0];
  return first === '{' || first === '[';
}

const LEADING_CHARACTERS = 4096;
const RECORD_SEPARATOR = '\u001e';

/** Reads text that starts like JSON but is not one JSON value. Comments and trailing commas are no faults. */
export function readTolerantJson(text: string): JsonReading | TooDeep {
  const spans = topLevelSpans(text);
  if ('tooDeepAt' in spans) return spans;
  const values = spans.list.map(({ start, end }) => readSpan(text, start, end));
  const stray = spans.stray === undefined ? [] : [{ offset: spans.stray, expected: 'nothing but JSON' }];
  return { values, faults: [...stray, ...values.flatMap(({ faults }) => faults)].slice(0, MOST_FAULTS) };
}

function readSpan(
  text: string,
  start: number,
  end: number,
): JsonValue & { readonly faults: readonly JsonFault[] } {
  const slice = text.slice(start, end);
  const strict = readStrictJson(slice);
  if (strict !== undefined) return { value: strict.value, start, complete: true, faults: [] };
  const { value, faults } = readBroken(slice, start);
  return { value, start, complete: faults.length === 0, faults };
}

interface Spans {
  /** Start and end (exclusive) of each object or list that stands outside all others. */
  readonly list: readonly { readonly start: number; readonly end: number }[];
  /** Offset of the first thing outside them that is no blank, comma or record separator. */
  readonly stray: number | undefined;
}

function topLevelSpans(text: string): Spans | TooDeep {
  const list: { start: number; end: number }[] = [];
  let start = 0;
  let depth = 0;
  let stray: number | undefined;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === SLASH) {
      const end = endOfComment(text, at);
      if (end === at && depth === 0) stray ??= at;
      at = end;
    } else if (code === OPEN_BRACKET || code === OPEN_BRACE) {
      if (depth === 0) start = at;
      depth += 1;
      if (depth > MOST_LEVELS) return { tooDeepAt: at };
    } else if ((code === CLOSE_BRACKET || code === CLOSE_BRACE) && depth > 0) {
      depth -= 1;
      if (depth === 0) list.push({ start, end: at + 1 });
    } else if (depth === 0 && code > 32 && code !== COMMA) stray ??= at;
  }
  if (depth > 0) list.push({ start, end: text.length });
  return { list, stray };
}

interface OpenContainer {
  readonly container: unknown[] | Record<string, unknown>;
  key: string | undefined;
}

/**
 * Keeps what a faulty text says up to where it breaks off. A list element that was not closed is left out: half a
 * route table would be taken for a whole one.
 */
function readBroken(
  text: string,
  start: number,
): { readonly value: unknown; readonly faults: readonly JsonFault[] } {
  const faults: JsonFault[] = [];
  const open: OpenContainer[] = [];
  let root: unknown;
  const place = (value: unknown) => {
    const top = open.at(-1);
    if (top === undefined) root ??= value;
    else if (Array.isArray(top.container)) top.container.push(value);
    else if (top.key !== undefined) setMember(top.container, top.key, value);
  };
  const begin = (container: OpenContainer['container']) => {
    place(container);
    open.push({ container, key: undefined });
  };
  const end = (_offset: number, length: number) => {
    open.pop();
    const parent = open.at(-1)?.container;
    // The end of the text stands where a bracket was expected: the container was not closed.
    if (length === 0 && Array.isArray(parent)) parent.pop();
  };
  visit(
    text,
    {
      onObjectBegin: () => begin({}),
      onArrayBegin: () => begin([]),
      onObjectEnd: end,
      onArrayEnd: end,
      onLiteralValue: place,
      onObjectProperty: (key) => {
        const top = open.at(-1);
        if (top !== undefined) top.key = key;
      },
      onError: (code, offset) => {
        if (faults.length < MOST_FAULTS) {
          faults.push({
            offset: start + offset,
            expected: expectedByError[printParseErrorCode(code)] ?? 'a value',
          });
        }
      },
    },
    { allowTrailingComma: true, disallowComments: false },
  );
  return { value: root, faults };
}

/** Sets a member even when its key is `__proto__`, as JSON.parse does. */
function setMember(object: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}

/** What was expected where jsonc-parser reports each of its errors. */
const expectedByError: Readonly<Record<string, string>> = {
  InvalidSymbol: 'a value such as `"text"`, `1`, `true`, `[` or `{`',
  InvalidNumberFormat: 'a number',
  PropertyNameExpected: 'a key in double quotes',
  ValueExpected: 'a value',
  ColonExpected: 'a colon',
  CommaExpected: 'a comma',
  CloseBraceExpected: 'a closing `}`',
  CloseBracketExpected: 'a closing `]`',
  EndOfFileExpected: 'the end of the file',
  UnexpectedEndOfComment: 'the end of the comment',
  UnexpectedEndOfString: 'a closing double quote',
  UnexpectedEndOfNumber: 'the rest of a number',
  InvalidUnicode: 'four hexadecimal digits',
  InvalidEscapeCharacter: 'an escape such as `\\n`',
  InvalidCharacter: 'a printable character',
};
