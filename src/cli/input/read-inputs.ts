/** Inputs as named on the command line, read and decoded: files, folders, `-` for standard input. */
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, sep } from 'node:path';
import { decodeText } from '../../../engine/index.ts';
import type { InputFile } from '../../../engine/index.ts';
import { UsageError } from '../exit-status.ts';
import { didYouMean, nearestNames } from '../nearest.ts';
import { Progress } from '../output/progress.ts';
import { counted } from '../output/terminal.ts';
import { NETWORK_ENDINGS, endingsText, reasonOf, walkFolder } from './walk.ts';
import type { Skipped } from './walk.ts';

export interface Inputs {
  /** In the order named, folders in the order of their names. */
  readonly files: readonly InputFile[];
  /** Paths in `files` that were named themselves, not found in a folder. */
  readonly named: ReadonlySet<string>;
  readonly skipped: readonly Skipped[];
}

/**
 * Reads everything that `inputs` name.
 *
 * @param endings - of the files in a folder that are read
 * @throws UsageError when one does not exist, cannot be read, or is a folder without a readable file
 */
export async function readInputs(
  inputs: readonly string[],
  endings: readonly string[] = NETWORK_ENDINGS,
): Promise<Inputs> {
  const progress = new Progress();
  const files: InputFile[] = [];
  const named = new Set<string>();
  const skipped: Skipped[] = [];
  const seen = new Set<string>();
  let characters = 0;

  async function add(path: string): Promise<void> {
    const file = await readInput(path);
    files.push(file);
    characters += file.text.length;
    progress.tell(
      () => `Reading: ${counted(files.length, 'file')}, ${Math.round(characters / 1e6)} million characters …`,
    );
  }

  for (const input of inputs) {
    if (input === '-') {
      if (seen.has('-')) continue;
      seen.add('-');
      named.add('-');
      await add('-');
      continue;
    }
    if (!(await isFolder(input))) {
      if (await seenBefore(input, seen)) continue;
      named.add(shownPath(input));
      await add(input);
      continue;
    }
    const walk = await walkFolder(input, endings);
    skipped.push(...walk.skipped);
    if (walk.files.length === 0) {
      throw new UsageError(`The folder \`${input}\` holds no file that ends in ${endingsText(endings)}.`);
    }
    for (const path of walk.files) {
      if (await seenBefore(path, seen)) continue;
      try {
        await add(path);
      } catch (error) {
        if (!(error instanceof UsageError)) throw error;
        skipped.push({ path, why: error.message });
      }
    }
  }
  return { files, named, skipped: skipped.map(({ path, why }) => ({ path: shownPath(path), why })) };
}

/**
 * Reads one file, or standard input for `-`.
 *
 * @throws UsageError when it cannot be read
 */
export async function readInput(path: string): Promise<InputFile> {
  if (path === '-') takeStandardInput();
  try {
    const bytes = path === '-' ? await readStandardInput() : await readFile(path);
    return { path: shownPath(path), text: decodeText(bytes, decode) };
  } catch (error) {
    throw new UsageError(`\`${path}\` cannot be read: ${reasonOf(error)}.`);
  }
}

function decode(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes);
}

let isStandardInputTaken = false;

/** What was read once from standard input is not there to be read again. */
function takeStandardInput(): void {
  if (isStandardInputTaken)
    throw new UsageError('Standard input can be read once: give `-` for one input only.');
  isStandardInputTaken = true;
}

async function readStandardInput(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new UsageError(`There is no file or folder \`${path}\`.${didYouMean(await neighboursOf(path))}`);
    }
    throw new UsageError(`\`${path}\` cannot be read: ${reasonOf(error)}.`);
  }
}

/** Names in the same folder that are near the one that does not exist, as paths. */
async function neighboursOf(path: string): Promise<string[]> {
  const folder = dirname(path);
  const names = await readdir(folder).catch(() => []);
  const prefix = path.slice(0, path.length - basename(path).length);
  return nearestNames(basename(path), names).map((name) => prefix + name);
}

async function seenBefore(path: string, seen: Set<string>): Promise<boolean> {
  const real = await realpath(path).catch(() => path);
  if (seen.has(real)) return true;
  seen.add(real);
  return false;
}

/** The path with `/` between its parts, on every system. */
function shownPath(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/');
}
