/** A file of flows: a JSON list, one JSON object a line, or YAML; a list itself or under `flows`. */
import { parse as parseYaml } from 'yaml';
import { readFlow } from './flow.ts';
import type { ReadFlow } from './flow.ts';

/** One flow of a file, with where it stood: a line for line-by-line files, else its place in the list, from 1. */
export interface FlowAt {
  readonly at: { readonly line: number } | { readonly index: number };
  readonly read: ReadFlow;
}

/**
 * Reads every flow of a file; the form is seen from the text, and a name ending in .jsonl or .ndjson settles it. Text in
 * none of the three forms gives one entry with the error.
 */
export function readFlows({ path, text }: { readonly path: string; readonly text: string }): FlowAt[] {
  const isLineByLine = /\.(jsonl|ndjson)$/i.test(path);
  if (isLineByLine) return readLines(text);
  const whole = parseWhole(text);
  if (whole.ok)
    return listIn(whole.value).map((value, index) => ({ at: { index: index + 1 }, read: readFlow(value) }));
  if (text.trimStart().startsWith('{') && text.trim().includes('\n')) return readLines(text);
  return [{ at: { line: 1 }, read: { ok: false, error: whole.error } }];
}

/** One line of JSON as a flow. */
export function readFlowLine(line: string): ReadFlow {
  try {
    return readFlow(JSON.parse(line));
  } catch (error) {
    return { ok: false, error: `This line is not JSON: ${messageOf(error)}.` };
  }
}

function readLines(text: string): FlowAt[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      line.trim() === '' ? [] : [{ at: { line: index + 1 }, read: readFlowLine(line) }],
    );
}

type Parsed = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: string };

function parseWhole(text: string): Parsed {
  const looksLikeJson = /^[[{]/.test(text.trimStart());
  try {
    return { ok: true, value: looksLikeJson ? JSON.parse(text) : parseYaml(text, { maxAliasCount: 100 }) };
  } catch (error) {
    return { ok: false, error: `The file is neither JSON, JSON lines nor YAML: ${messageOf(error)}.` };
  }
}

function listIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (value === null || value === undefined) return [];
  if (typeof value === 'object' && 'flows' in value && Array.isArray(value.flows)) return value.flows;
  return [value];
}

function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message.split('\n')[0] ?? '').replace(/[.:]$/, '');
}
