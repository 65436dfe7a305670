/**
 * From files to a network: text to values, values of any known format to one hoplight document, the document to a
 * network. Keeps what it understands and reports all the rest; never throws on any input.
 */
import { collectDiagnostics, diagnostic } from '../diagnostics/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import type { Network } from '../model/index.ts';
import { PLAN_FORMAT } from '../plan/index.ts';
import type { Plan } from '../plan/index.ts';
import { allResourceTypes } from '../resources/index.ts';
import { isAwsCli, readAwsCli } from './aws-cli/index.ts';
import { isObject } from './hoplight/check.ts';
import { readHoplight } from './hoplight/read.ts';
import type { InputFile, Origin, PlainDocument, ReadCount, SourceFile } from './source.ts';
import { parseText } from './text/index.ts';
import type { ParsedFile, ParsedText } from './text/index.ts';

export type FormatName = 'hoplight' | 'aws-cli';

export interface LoadOptions {
  /** Reads every file as this format instead of recognising it. */
  readonly as?: FormatName | undefined;
}

export interface LoadResult {
  readonly network: Network;
  /** What was read, as one hoplight/1 document. */
  readonly document: PlainDocument;
  /** The address plan that the document carries along. */
  readonly plan: Plan | undefined;
  readonly name: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** What each source held, and how much of it was read. */
  readonly counts: readonly ReadCount[];
}

/** Most characters of all files together. */
const MOST_CHARACTERS = 256 * 1024 * 1024;

/** Loads any mix of files of the known formats as one network. */
export function load(files: readonly InputFile[], options: LoadOptions = {}): LoadResult {
  const parsed = parseFiles(files);
  const result = loadParsed(parsed.files, options);
  return { ...result, diagnostics: [...parsed.diagnostics, ...result.diagnostics] };
}

/** Loads a document that no file holds. */
export function loadDocument(document: PlainDocument): LoadResult {
  return loadParsed([{ path: '', value: document, lineOf: () => undefined, complete: true }], {
    as: 'hoplight',
  });
}

/** Reads the text of files, as far as all together are not too large. */
export function parseFiles(files: readonly InputFile[]): ParsedText {
  let characters = 0;
  const texts = files.map((file): ParsedText => {
    characters += file.text.length;
    if (characters <= MOST_CHARACTERS) return parseText(file);
    const detail = `\`${file.path}\` was not read: all files together may hold ${MOST_CHARACTERS / 2 ** 20} million characters.`;
    return { files: [], diagnostics: [diagnostic('input-too-large', detail, { file: file.path })] };
  });
  return {
    files: texts.flatMap((text) => text.files),
    diagnostics: texts.flatMap((text) => text.diagnostics),
  };
}

/** Loads values that were read from files already. */
export function loadParsed(parsed: readonly ParsedFile[], options: LoadOptions = {}): LoadResult {
  const { report, all } = collectDiagnostics();
  const documents: SourceFile[] = [];
  const dumps: ParsedFile[] = [];
  for (const file of parsed) {
    const format = options.as ?? recognise(file.value);
    if (format === 'aws-cli') dumps.push(file);
    else if (format === 'hoplight' && isObject(file.value)) documents.push(file);
    else {
      report('unknown-format', unknownFormatDetail(file), { file: file.path, line: file.lineOf([]) });
    }
  }
  for (const { path } of documents
    .filter(({ value }) => isObject(value) && Object.hasOwn(value, 'plan'))
    .slice(1)) {
    report('plan-value-left-out', `\`${path}\` holds a plan too; that of the first document was read.`, {
      file: path,
      path: ['plan'],
    });
  }
  const converted = dumps.length === 0 ? undefined : readAwsCli(dumps);
  const merged = mergeDocuments(documents, converted?.document, converted?.origins);
  const read = readHoplight(merged.document, { origins: merged.origins, file: merged.file });
  return {
    network: read.network,
    document: merged.document,
    plan: read.plan,
    name: read.network.name,
    diagnostics: [...all(), ...(converted?.diagnostics ?? []), ...read.diagnostics],
    counts: [...(converted?.counts ?? []), ...documentCounts(documents)],
  };
}

const SECTIONS = allResourceTypes.map(({ section }) => section);

/** A document says its format or has at least one section; a dump has the keys of describe answers. */
export function recognise(value: unknown): FormatName | undefined {
  if (isObject(value)) {
    const format = Object.hasOwn(value, 'format') ? value['format'] : undefined;
    if (typeof format === 'string' && format.startsWith('hoplight/')) return 'hoplight';
    if (SECTIONS.some((section) => isSection(section, value))) return 'hoplight';
  }
  return isAwsCli(value) ? 'aws-cli' : undefined;
}

/** Some answers of Direct Connect stand under the names of sections; objects of AWS have no plain `id`. */
function isSection(section: string, value: Readonly<Record<string, unknown>>): boolean {
  if (!Object.hasOwn(value, section)) return false;
  const list = value[section];
  const [first] = Array.isArray(list) ? (list as readonly unknown[]) : [];
  return !isObject(first) || Object.hasOwn(first, 'id') || !isAwsCli({ [section]: list });
}

function unknownFormatDetail({ path, value }: SourceFile): string {
  const keys = isObject(value) ? Object.keys(value).slice(0, 3) : [];
  const found =
    keys.length > 0
      ? `its top-level keys begin with ${keys.map((key) => `\`${key.slice(0, 40)}\``).join(', ')}`
      : 'it holds no object with known keys';
  const format = isObject(value) && Object.hasOwn(value, 'format') ? value['format'] : undefined;
  if (format === PLAN_FORMAT)
    return `\`${path}\` is an address plan and no network. Read it as a plan, and make a network of that.`;
  return `\`${path}\` is neither a hoplight/1 document nor AWS CLI output: ${found}. Give the output of \`aws ec2 describe-…\` commands, or a document that says \`format: hoplight/1\`.`;
}

interface Merged {
  readonly document: PlainDocument;
  readonly origins: ReadonlyMap<object, Origin>;
  /** The file, when the document is just one. */
  readonly file: SourceFile | undefined;
}

/** One document of several: lists are put one after the other, other members are those of the first that has them. */
function mergeDocuments(
  documents: readonly SourceFile[],
  converted: PlainDocument | undefined,
  convertedOrigins: ReadonlyMap<object, Origin> | undefined,
): Merged {
  const [only, another] = documents;
  if (only !== undefined && another === undefined && converted === undefined) {
    return { document: only.value as PlainDocument, origins: new Map(), file: only };
  }
  const origins = new Map<object, Origin>(convertedOrigins);
  const members = new Map<string, unknown>();
  for (const file of documents) {
    for (const [key, value] of Object.entries(file.value as PlainDocument)) {
      const before = members.get(key);
      if (Array.isArray(value)) {
        value.forEach((item: unknown, index) => {
          if (isObject(item)) origins.set(item, { file, path: [key, index] });
        });
        members.set(key, Array.isArray(before) ? [...before, ...value] : value);
      } else if (before === undefined) {
        if (isObject(value)) origins.set(value, { file, path: [key] });
        members.set(key, value);
      }
    }
  }
  // What a document states outweighs what was only gathered from a dump: a VPC that other objects name, a section that
  // the dump lacks.
  const stated = new Map([...members].map(([key, list]) => [key, idsIn(list)]));
  const gathered = new Set<unknown>(Array.isArray(converted?.['notHeld']) ? converted['notHeld'] : []);
  for (const [key, value] of Object.entries(converted ?? {})) {
    const before = members.get(key);
    const added =
      key === 'notHeld' ? unheldIn(value, stated) : unstatedIn(value, stated.get(key), gathered.has(key));
    if (before === undefined) members.set(key, added);
    else if (Array.isArray(before) && Array.isArray(added)) members.set(key, [...added, ...before]);
  }
  return { document: Object.fromEntries(members), origins, file: undefined };
}

function idsIn(list: unknown): ReadonlySet<unknown> {
  return new Set(
    Array.isArray(list) ? list.map((item: unknown) => (isObject(item) ? item['id'] : undefined)) : [],
  );
}

function unheldIn(notHeld: unknown, stated: ReadonlyMap<string, unknown>): unknown {
  return Array.isArray(notHeld) ? notHeld.filter((section) => !stated.has(String(section))) : notHeld;
}

/**
 * The entries of a dump without those that a document describes and the dump only names.
 *
 * @param isGathered - true when the dump lacks the section, so that all of it is gathered from other objects
 */
function unstatedIn(list: unknown, stated: ReadonlySet<unknown> | undefined, isGathered: boolean): unknown {
  if (!Array.isArray(list) || stated === undefined) return list;
  return list.filter((item: unknown) => {
    if (!isObject(item) || !stated.has(item['id'])) return true;
    return !isGathered && Object.keys(item).length > 1;
  });
}

function documentCounts(documents: readonly SourceFile[]): ReadCount[] {
  return SECTIONS.flatMap((kind) => {
    const read = documents.reduce((sum, { value }) => {
      const list = isObject(value) && Object.hasOwn(value, kind) ? value[kind] : undefined;
      return sum + (Array.isArray(list) ? list.length : 0);
    }, 0);
    return read === 0 ? [] : [{ kind, read, inPart: 0, skipped: 0, why: undefined }];
  });
}
