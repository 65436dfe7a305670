/**
 * Text of a file to plain values. JSON first, since dumps are JSON and JSON.parse is fast; YAML otherwise.
 *
 * Results are plain data: an object may have an own key `__proto__` or `constructor`, so readers ask by
 * `Object.hasOwn` and `Object.entries`.
 */
import { diagnostic } from '../../diagnostics/index.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { MOST_LEVELS, flatten } from '../../model/nesting.ts';
import type { InputFile, SourceFile } from '../source.ts';
import { jsonLineFinder, lineCounter } from './json-lines.ts';
import { looksLikeJson, readStrictJson, readTolerantJson } from './json.ts';
import type { JsonReading } from './json.ts';
import { MOST_YAML_CHARACTERS, readYaml, tooDeepForYaml } from './yaml.ts';
import type { YamlReading } from './yaml.ts';
import { isXml, projectInSvg } from './picture.ts';

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
 * Reads a file as JSON or YAML; never throws. What is nested too deeply is taken out, and reported as `nested-too-deeply`.
 *
 * Several JSON values one after another and several YAML documents give one file each, all with the same path. Of
 * broken JSON what stands before the break is kept, and the break is reported as `unreadable-text`.
 */
export function parseText(file: InputFile): ParsedText {
  const { files, diagnostics } = parseAsWritten(file);
  const flattened = files.map(withoutDepths);
  return {
    files: flattened.map(({ file: flat }) => flat),
    diagnostics: [...diagnostics, ...flattened.flatMap(({ told }) => told)],
  };
}

function withoutDepths(file: ParsedFile): {
  readonly file: ParsedFile;
  readonly told: readonly Diagnostic[];
} {
  const { value, cut } = flatten(file.value);
  if (cut.length === 0) return { file, told: [] };
  const told = cut.map((path) => {
    const where =
      path.length === 0 ? '' : ` at \`${path.map((part) => String(part).slice(0, MOST_QUOTED)).join('.')}\``;
    const detail = `\`${file.path}\`${where} is nested deeper than ${MOST_LEVELS} levels. What is deeper was left out; the rest was read.`;
    return diagnostic('nested-too-deeply', detail, { file: file.path, path, line: file.lineOf(path) });
  });
  return { file: { ...file, value, complete: false }, told };
}

/** Most characters of a key that a message quotes. */
const MOST_QUOTED = 60;

function parseAsWritten(file: InputFile): ParsedText {
  const text = file.text.startsWith('\uFEFF') ? file.text.slice(1) : file.text;
  if (!isXml(text)) return parsePlain(file.path, text);
  const project = projectInSvg(text);
  if (project !== undefined) return parsePlain(file.path, project);
  return unreadable(
    file.path,
    `\`${file.path}\` is a picture or other XML without a project in it. Drawings that Hoplight saved as SVG or PNG hold one.`,
  );
}

function parsePlain(path: string, text: string): ParsedText {
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
  if ('tooDeepAt' in json) {
    const line = lineCounter(text)(json.tooDeepAt);
    return unreadable(
      path,
      `\`${path}\` is not valid JSON, and from line ${line} on its brackets are nested deeper than ${MOST_LEVELS} levels.`,
      line,
    );
  }
  if (json.faults.length > 0) {
    // `{ format: hoplight/1 }` starts like JSON and is YAML.
    const fits = text.length <= MOST_YAML_CHARACTERS && tooDeepForYaml(text) === undefined;
    const yaml = fits ? readYaml(text) : undefined;
    if (yaml?.faults.length === 0) return withYaml(path, yaml);
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
  const tooDeepAt = tooDeepForYaml(text);
  if (tooDeepAt !== undefined) {
    const line = lineCounter(text)(tooDeepAt);
    return unreadable(
      path,
      `\`${path}\` is neither JSON nor YAML: from line ${line} on it has more levels or open brackets than such files have.`,
      line,
    );
  }
  return withYaml(path, readYaml(text));
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

function unreadable(path: string, detail: string, line?: number): ParsedText {
  return { files: [], diagnostics: [diagnostic('unreadable-text', detail, { file: path, line })] };
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
