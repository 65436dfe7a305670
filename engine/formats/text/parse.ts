/**
 * Text of a file to plain values. JSON first, since dumps are JSON and JSON.parse is fast; YAML otherwise.
 *
 * Results are plain data: an object may have an own key `__proto__` or `constructor`, so readers ask by
 * `Object.hasOwn` and `Object.entries`.
 */
import { diagnostic } from '../../diagnostics/index.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import type { InputFile, SourceFile } from '../source.ts';
import { jsonLineFinder, lineCounter } from './json-lines.ts';
import { MOST_NESTED, looksLikeJson, readStrictJson, readTolerantJson } from './json.ts';
import type { JsonReading } from './json.ts';
import { MOST_YAML_CHARACTERS, isTooDeepForYaml, readYaml } from './yaml.ts';
import type { YamlReading } from './yaml.ts';

/** A file, or one of the values in it. */
export interface ParsedFile extends SourceFile {
  /** False when the text breaks off or is faulty: what the value holds is true, but more may belong to it. */
  readonly complete: boolean;
}

/** What a text gave. */
export interface ParsedText {
  /** One for each value or YAML document of the file, in order; empty when nothing could be read. */
  readonly files: readonly ParsedFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a file as JSON or YAML; never throws.
 *
 * Several JSON values one after another and several YAML documents give one file each, all with the same path. Of
 * broken JSON what stands before the break is kept, and the break is reported as `unreadable-text`.
 */
export function parseText(file: InputFile): ParsedText {
  const { path } = file;
  const text = file.text.startsWith('\uFEFF') ? file.text.slice(1) : file.text;
  const strict = readStrictJson(text);
  if (strict !== undefined) {
    const start = text.search(/\S/);
    return {
      files: [
        { path, value: strict.value, lineOf: jsonLineFinder(text, start, lineCounter(text)), complete: true },
      ],
      diagnostics: [],
    };
  }
  if (text.trim() === '') return unreadable(path, `\`${path}\` is empty.`);
  if (isBinary(text)) {
    return unreadable(
      path,
      `\`${path}\` holds binary data, not text. Give the file that a command printed, unpacked.`,
    );
  }
  return looksLikeJson(text) ? parseBrokenJson(path, text) : parseYaml(path, text);
}

function parseBrokenJson(path: string, text: string): ParsedText {
  const json = readTolerantJson(text);
  if (json === undefined) {
    return unreadable(
      path,
      `\`${path}\` is not valid JSON, and its brackets are nested deeper than ${MOST_NESTED} levels.`,
    );
  }
  if (json.faults.length > 0) {
    // `{ format: hoplight/1 }` starts like JSON and is YAML.
    const yaml = yamlOf(text);
    if (yaml !== undefined && yaml.faults.length === 0) return withYaml(path, yaml);
  }
  return withJson(path, text, json);
}

function withJson(path: string, text: string, json: JsonReading): ParsedText {
  const lineAt = lineCounter(text);
  const files = json.values
    .filter(({ value }) => value !== undefined)
    .map(({ value, start, complete }) => ({
      path,
      value,
      lineOf: jsonLineFinder(text, start, lineAt),
      complete,
    }));
  const [first, ...others] = json.faults;
  if (first === undefined) return { files, diagnostics: [] };
  const line = lineAt(first.offset);
  const column = first.offset - text.lastIndexOf('\n', first.offset - 1);
  const detail =
    `\`${path}\` is not valid JSON: at line ${line}, column ${column}, ${first.expected} was expected.` +
    `${more(others.length)} What stands before was read; a list element that breaks off was left out. ` +
    'Write the file anew, or mend it at this place.';
  return { files, diagnostics: [diagnostic('unreadable-text', detail, { file: path, line })] };
}

function parseYaml(path: string, text: string): ParsedText {
  if (text.length > MOST_YAML_CHARACTERS) {
    const detail = `\`${path}\` is not JSON, and too long to be read as YAML (${text.length} characters, at most ${MOST_YAML_CHARACTERS}). Write it as JSON, or in several files.`;
    return { files: [], diagnostics: [diagnostic('input-too-large', detail, { file: path })] };
  }
  const yaml = yamlOf(text);
  if (yaml === undefined)
    return unreadable(
      path,
      `\`${path}\` is neither JSON nor YAML: it has more levels or open brackets than such files have.`,
    );
  return withYaml(path, yaml);
}

/** `undefined` when the text is too long or too deep for the YAML parser. */
function yamlOf(text: string): YamlReading | undefined {
  if (text.length > MOST_YAML_CHARACTERS || isTooDeepForYaml(text)) return undefined;
  return readYaml(text);
}

function withYaml(path: string, yaml: YamlReading): ParsedText {
  const files = yaml.values.map((value) => ({ path, ...value }));
  const [first, ...others] = yaml.faults;
  if (first === undefined) {
    return files.length > 0
      ? { files, diagnostics: [] }
      : unreadable(path, `\`${path}\` holds nothing but comments.`);
  }
  const detail =
    `\`${path}\` is neither JSON nor faultless YAML: at line ${first.line}, column ${first.column}: ${first.message}.` +
    `${more(others.length)} What could be read was kept. Mend the file at this place.`;
  return { files, diagnostics: [diagnostic('unreadable-text', detail, { file: path, line: first.line })] };
}

function more(count: number): string {
  if (count === 0) return '';
  return count === 1 ? ' One more fault follows.' : ` ${count} more faults follow.`;
}

function unreadable(path: string, detail: string): ParsedText {
  return { files: [], diagnostics: [diagnostic('unreadable-text', detail, { file: path })] };
}

const SAMPLE_CHARACTERS = 4096;

/** Binary data decodes to NUL or to many replacement and control characters. */
function isBinary(text: string): boolean {
  const sample = text.slice(0, SAMPLE_CHARACTERS);
  if (sample.includes('\0')) return true;
  let strange = 0;
  for (let at = 0; at < sample.length; at += 1) {
    const code = sample.charCodeAt(at);
    if (
      code === 0xfffd ||
      code === 0x7f ||
      (code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 0x1e)
    )
      strange += 1;
  }
  return strange > sample.length / 20;
}
