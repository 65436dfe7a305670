/**
 * Reads flow log text (FLOW-1, FLOW-9): the version 2 default format, or whatever format a header line gives.
 */
import { explainMalformedAddress, parseAddress } from '../ip/index.ts';
import type { FieldType, FlowLogRecord } from './fields.ts';
import { defaultFields, flowLogFields, isFlowLogField } from './fields.ts';

export type ParsedRecord =
  | { readonly ok: true; readonly record: FlowLogRecord }
  /** A sentence that says what is wrong. */
  | { readonly ok: false; readonly error: string };

/**
 * Reads one record.
 *
 * @param header - field names in order, as a log's first line has them; the default format when absent
 */
export function parseFlowLogRecord(line: string, header?: readonly string[]): ParsedRecord {
  const fields = header ?? defaultFields;
  const values = wordsOf(line);
  if (values.length === 0) return wrong('The line is empty.');
  if (values.length !== fields.length)
    return wrong(countMismatch(values.length, fields, header === undefined));
  const read = new Map<string, unknown>();
  const further = new Map<string, string>();
  for (const [index, field] of fields.entries()) {
    const text = values[index] ?? '-';
    if (text === '-') continue; // FLOW-9: no data
    if (!isFlowLogField(field)) {
      further.set(field, text);
      continue;
    }
    const value = readValue(flowLogFields[field].type, text);
    if (value.ok) read.set(field, value.value);
    else return wrong(`\`${field}\`: ${value.problem}`);
  }
  const missing = read.get('log-status') === 'NODATA' || read.get('log-status') === 'SKIPDATA' ? [] : NEEDED;
  const [gap] = missing.filter((field) => fields.includes(field) && !read.has(field));
  if (gap !== undefined) return wrong(`\`${gap}\` is \`-\`, which only NODATA and SKIPDATA lines have.`);
  // INVARIANT: `readValue` gave each field a value of the type that `flowLogFields` says it has.
  const record = Object.fromEntries(read) as FlowLogRecord;
  return {
    ok: true,
    record: further.size === 0 ? record : { ...record, further: Object.fromEntries(further) },
  };
}

/** A header line as field names, either as logs print it or as a log format writes it (`${version} ${srcaddr}`). */
export function parseFlowLogHeader(line: string): readonly string[] | undefined {
  const names = wordsOf(line).map((word) => /^\$\{([a-z0-9-]+)\}$/.exec(word)?.[1] ?? word);
  // A record has numbers and addresses where a header has names.
  const isHeader = names.length > 0 && names.every((name) => /^[a-z][a-z0-9-]*$/.test(name));
  return isHeader && names.some(isFlowLogField) ? names : undefined;
}

export interface FlowLogLine {
  /** From 1. */
  readonly line: number;
  readonly parsed: ParsedRecord;
}

/** Reads a pasted log, line by line: an optional header, then records. Empty lines are skipped; a later header starts anew. */
export function parseFlowLog(text: string): readonly FlowLogLine[] {
  let header: readonly string[] | undefined;
  const lines: FlowLogLine[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const names = parseFlowLogHeader(line);
    if (names === undefined) lines.push({ line: index + 1, parsed: parseFlowLogRecord(line, header) });
    else header = names;
  }
  return lines;
}

/** Without these a line that claims data says nothing. */
const NEEDED = ['srcaddr', 'dstaddr', 'protocol', 'action'];

/** The words of a line; a timestamp that log exports put before the record is left out. */
function wordsOf(line: string): readonly string[] {
  const words = line
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
  return /^\d{4}-\d{2}-\d{2}T/.test(words[0] ?? '') ? words.slice(1) : words;
}

function countMismatch(found: number, fields: readonly string[], isDefault: boolean): string {
  const format = isDefault ? 'the default format' : 'the header';
  const hint = isDefault ? ' If the log has a format of its own, put its header line first.' : '';
  return `The line has ${found} ${found === 1 ? 'field' : 'fields'}; ${format} has ${fields.length}: ${fields.join(' ')}.${hint}`;
}

type ReadValue =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: string };

function readValue(type: FieldType, text: string): ReadValue {
  switch (type) {
    case 'text':
      return { ok: true, value: text };
    case 'number':
      return wholeNumber(text, Number.MAX_SAFE_INTEGER, 'a whole number');
    case 'port':
      return wholeNumber(text, 65535, 'a port from 0 to 65535');
    case 'protocol':
      return wholeNumber(text, 255, 'a protocol number from 0 to 255, such as 6 for TCP');
    case 'address': {
      const address = parseAddress(text);
      if (address !== undefined) return { ok: true, value: address };
      return { ok: false, problem: explainMalformedAddress(shortText(text)) };
    }
    case 'action':
      return oneOf(text, ['ACCEPT', 'REJECT']);
    case 'status':
      return oneOf(text, ['OK', 'NODATA', 'SKIPDATA']);
    case 'direction':
      return oneOf(text, ['ingress', 'egress']);
    default:
      return type satisfies never;
  }
}

function wholeNumber(text: string, most: number, wanted: string): ReadValue {
  const value = Number(text);
  return /^\d+$/.test(text) && value <= most ? { ok: true, value } : unexpected(text, wanted);
}

function oneOf(text: string, words: readonly string[]): ReadValue {
  return words.includes(text) ? { ok: true, value: text } : unexpected(text, words.join(' or '));
}

function unexpected(text: string, wanted: string): ReadValue {
  return { ok: false, problem: `\`${shortText(text)}\` is not ${wanted}.` };
}

function wrong(error: string): ParsedRecord {
  return { ok: false, error };
}

const SHORT = 40;

function shortText(text: string): string {
  return text.length > SHORT ? `${text.slice(0, SHORT)}…` : text;
}
