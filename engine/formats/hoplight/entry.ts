/**
 * One resource of a document as text: written for a person to edit, read back, and checked as the document's reader
 * would, with what is wrong said line by line.
 */
import type { Path } from '../../diagnostics/index.ts';
import type { ResourceKind } from '../../resources/index.ts';
import { allResourceTypes } from '../../resources/index.ts';
import { jsonText, parseText, yamlText } from '../text/index.ts';
import { isObject } from './check.ts';
import { readHoplight } from './read.ts';

export interface EntryProblem {
  readonly severity: 'error' | 'warning';
  /** A full sentence, or several. */
  readonly message: string;
  /** Where in the entry: keys and list positions. */
  readonly path: Path;
  /** From 1; null when the text has no lines or the place is not known. */
  readonly line: number | null;
}

export interface EntryReading {
  /** `null` when the text holds no entry that could stand in a document. */
  readonly entry: Readonly<Record<string, unknown>> | null;
  /** Errors first; an entry with errors is not to be taken. */
  readonly problems: readonly EntryProblem[];
}

/** An entry as text. */
export function entryText(entry: Readonly<Record<string, unknown>>, language: 'yaml' | 'json'): string {
  return language === 'json' ? jsonText(entry) : yamlText(entry);
}

/** Reads an entry that a person edited, JSON or YAML; never throws. */
export function readEntryText(kind: ResourceKind, text: string): EntryReading {
  const { files, diagnostics } = parseText({ path: 'The text', text });
  const faults = diagnostics.map(({ detail, line }): EntryProblem => ({
    severity: 'error',
    message: detail,
    path: [],
    line: line ?? null,
  }));
  const [file, another] = files;
  if (file === undefined || faults.length > 0) return { entry: null, problems: faults };
  if (another !== undefined)
    return refused('The text holds more than one value. Write the members of one resource.');
  if (!isObject(file.value))
    return refused('The text holds no keys with values. Write the members of one resource.');
  const problems = checkResource(kind, file.value).map((problem): EntryProblem => ({
    ...problem,
    line: file.lineOf(problem.path) ?? null,
  }));
  return { entry: file.value, problems };
}

function refused(message: string): EntryReading {
  return { entry: null, problems: [{ severity: 'error', message, path: [], line: 1 }] };
}

/** What the document's reader finds wrong in one entry, errors first; references to other resources are left alone. */
export function checkResource(kind: ResourceKind, entry: unknown): EntryProblem[] {
  const section = allResourceTypes.find((type) => type.kind === kind)?.section;
  if (section === undefined) return [];
  const { diagnostics } = readHoplight({ [section]: [entry] });
  const problems = diagnostics
    .filter(({ code }) => CODES.has(code))
    .map(({ code, detail, path = [] }): EntryProblem => ({
      severity: code === 'unknown-key' ? 'warning' : 'error',
      message: withoutSubject(detail),
      path: path.slice(2),
      line: null,
    }));
  return problems.sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
}

/** Of one entry alone only these can be told: whether it can be read. */
const CODES: ReadonlySet<string> = new Set(['invalid-value', 'missing-value', 'unknown-key']);

/** Beside the field itself nobody needs to be told which field of which resource it is, nor what a reader would do. */
function withoutSubject(detail: string): string {
  const text = detail
    .replace(/^[^`]*`[^`]*`(?: at `[^`]*`)?: /, '')
    .replace(/^Found `[^`]*`\. (?=.)/, '')
    .replace(/ (?:[A-Z][^.`]*`[^`]*`|The (?:peer|route|rule|entry)) was left out\.$/, '');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
