/**
 * YAML text to plain values, by the core schema of YAML 1.2: `2010-09-09` stays text, and so does `yes`.
 */
import { LineCounter, isAlias, isMap, isScalar, isSeq, parseAllDocuments } from 'yaml';
import type { Document, Node, ParsedNode } from 'yaml';
import type { Path } from '../../diagnostics/index.ts';
import { flatten } from '../../model/nesting.ts';

/** The value of one document. */
export interface YamlValue {
  readonly value: unknown;
  readonly lineOf: (path: Path) => number | undefined;
  /** False when the document is faulty, so that members may be missing. */
  readonly complete: boolean;
}

/** A place where text is not YAML, or not the YAML that is read. */
export interface YamlFault {
  readonly line: number;
  readonly column: number;
  /** What is wrong, as a sentence without its full stop. */
  readonly message: string;
}

/** What could be read, and what was wrong. */
export interface YamlReading {
  readonly values: readonly YamlValue[];
  readonly faults: readonly YamlFault[];
}

/** Longest YAML text that is read: the parser takes about a second for each million characters. */
export const MOST_YAML_CHARACTERS = 16_000_000;

/** Deepest nesting that is read: the parser calls itself for each level, and overflows at a few hundred. */
const MOST_NESTED = 100;

/**
 * How often aliases may be followed in one document, nested ones multiplied. Hand-written files reuse an anchor a few
 * dozen times; "billion laughs" files multiply to millions.
 */
const MOST_ALIASES = 10_000;

/** Most characters and values with every alias written out: a large value that is named often comes to gigabytes. */
const MOST_WRITTEN_OUT = 4 * MOST_YAML_CHARACTERS;

const MOST_FAULTS = 100;

/**
 * Offset from which on text may be nested deeper than the parser can take; `undefined` when it is not. Counts generously:
 * nobody nests like this by hand.
 */
export function tooDeepForYaml(text: string): number | undefined {
  return deepFlow(text) ?? deepBlock(text);
}

/** Reads every document of `text`; documents without content are left out. The caller has checked length and depth. */
export function readYaml(text: string): YamlReading {
  const lineCounter = new LineCounter();
  const documents = parseDocuments(text, lineCounter);
  if (documents === undefined) {
    return { values: [], faults: [{ line: 1, column: 1, message: 'The text is nested too deeply' }] };
  }
  const faults: YamlFault[] = [];
  const add = (offset: number, message: string) => {
    const { line, col } = lineCounter.linePos(offset);
    if (faults.length < MOST_FAULTS) faults.push({ line, column: col, message });
  };
  const values = documents.flatMap((document): YamlValue[] => {
    const before = faults.length;
    for (const error of document.errors) add(error.pos[0], error.message);
    for (const { key, offset } of duplicateKeys(document.contents)) {
      add(offset, `The key \`${key}\` stands twice in one mapping; the last value was used`);
    }
    try {
      const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
      if (value === null || value === undefined) return [];
      if (flatten(value, MOST_WRITTEN_OUT).size > MOST_WRITTEN_OUT) {
        add(document.range[0], 'Aliases stand for more text than is read');
        return [];
      }
      return [{ value, lineOf: yamlLineFinder(document, lineCounter), complete: faults.length === before }];
    } catch {
      add(document.range[0], 'Aliases refer to each other too often, or to nothing');
      return [];
    }
  });
  return { values, faults };
}

function parseDocuments(text: string, lineCounter: LineCounter): Document.Parsed[] | undefined {
  try {
    const parsed = parseAllDocuments(text, {
      schema: 'core',
      lineCounter,
      prettyErrors: false,
      // The parser's own check compares each key with all before it; duplicateKeys asks a set.
      uniqueKeys: false,
      logLevel: 'error',
    });
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return undefined;
  }
}

function* duplicateKeys(root: Node | null): Generator<{ readonly key: string; readonly offset: number }> {
  const pending: unknown[] = [root];
  while (pending.length > 0) {
    const node = pending.pop();
    if (isSeq(node)) for (const item of node.items) pending.push(item);
    if (!isMap(node)) continue;
    const seen = new Set<string>();
    for (const { key, value } of node.items) {
      pending.push(value);
      if (!isScalar(key)) continue;
      const text = String(key.value);
      if (seen.has(text)) yield { key: text, offset: key.range?.[0] ?? 0 };
      seen.add(text);
    }
  }
}

function yamlLineFinder(
  document: Document.Parsed,
  lineCounter: LineCounter,
): (path: Path) => number | undefined {
  return (path) => {
    let node: unknown = document.contents;
    let offset = offsetOf(node);
    for (const part of path) {
      if (isAlias(node)) node = node.resolve(document);
      node = childOf(node, part);
      const next = offsetOf(node);
      if (next === undefined) break;
      offset = next;
    }
    return offset === undefined ? undefined : lineCounter.linePos(offset).line;
  };
}

function childOf(node: unknown, part: string | number): unknown {
  if (isSeq(node)) return typeof part === 'number' ? node.items[part] : undefined;
  if (!isMap(node)) return undefined;
  // Of equal keys the last counts, as in the value.
  for (let index = node.items.length - 1; index >= 0; index -= 1) {
    const pair = node.items[index];
    if (isScalar(pair?.key) && String(pair.key.value) === String(part)) return pair.value;
  }
  return undefined;
}

function offsetOf(node: unknown): number | undefined {
  return (node as ParsedNode | null | undefined)?.range?.[0];
}

/** Where too many brackets are open at once, those in text included. */
function deepFlow(text: string): number | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 91 || code === 123) depth += 1;
    else if ((code === 93 || code === 125) && depth > 0) depth -= 1;
    if (depth > MOST_NESTED) return at;
  }
  return undefined;
}

/** Where too many columns hold an open block at once: each level of a block stands further right than the one around it. */
function deepBlock(text: string): number | undefined {
  const columns: number[] = [];
  for (let start = 0; start < text.length; start = endOfLine(text, start) + 1) {
    let at = start;
    while (text[at] === ' ') at += 1;
    if (isBlankOrComment(text[at])) continue;
    while ((columns.at(-1) ?? -1) >= at - start) columns.pop();
    columns.push(at - start);
    // Each `- ` opens a level of its own.
    while ('-?:'.includes(text[at] ?? ' ') && isSpace(text[at + 1])) {
      do at += 1;
      while (isSpace(text[at]));
      columns.push(at - start);
      if (columns.length > MOST_NESTED) return start;
    }
    if (columns.length > MOST_NESTED) return start;
  }
  return undefined;
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end === -1 ? text.length : end;
}

function isBlankOrComment(character: string | undefined): boolean {
  return character === undefined || character === '#' || /\s/.test(character);
}

function isSpace(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}
