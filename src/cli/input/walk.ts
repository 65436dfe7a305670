/** The files under a folder that may hold what is looked for, in a fixed order, and what was passed by. */
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface Skipped {
  readonly path: string;
  readonly why: string;
}

export interface Walk {
  readonly files: readonly string[];
  readonly skipped: readonly Skipped[];
}

/** Endings of files in a folder that may hold a network. */
export const NETWORK_ENDINGS: readonly string[] = ['.json', '.yaml', '.yml', '.txt'];
const PASSED_FOLDERS = new Set(['node_modules', '.git']);

/** Walks `folder` depth first, names sorted by code unit; links are followed, each folder is entered once. */
export async function walkFolder(folder: string, endings: readonly string[]): Promise<Walk> {
  const files: string[] = [];
  const skipped: Skipped[] = [];
  const entered = new Set<string>();

  async function enter(path: string): Promise<void> {
    const real = await realpath(path);
    if (entered.has(real)) {
      skipped.push({ path, why: 'a link to a folder already read' });
      return;
    }
    entered.add(real);
    const names = (await readdir(path)).sort();
    for (const name of names) await visit(join(path, name), name);
  }

  async function visit(path: string, name: string): Promise<void> {
    try {
      const found = await stat(path);
      if (found.isDirectory()) {
        if (PASSED_FOLDERS.has(name)) skipped.push({ path, why: 'a folder that holds no network' });
        else await enter(path);
      } else if (!found.isFile()) {
        skipped.push({ path, why: 'not a regular file' });
      } else if (!endings.some((ending) => name.toLowerCase().endsWith(ending))) {
        skipped.push({ path, why: `not ${endingsText(endings)}` });
      } else {
        files.push(path);
      }
    } catch (error) {
      skipped.push({ path, why: reasonOf(error) });
    }
  }

  await enter(folder);
  return { files, skipped };
}

/** `.json, .yaml or .txt` */
export function endingsText(endings: readonly string[]): string {
  return `${endings.slice(0, -1).join(', ')} or ${endings.at(-1)}`;
}

/** Why the file system refused, in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
}

const REASONS: Record<string, string> = {
  ENOENT: 'no such file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'a folder, not a file',
  ENOTDIR: 'a part of the path is not a folder',
  ELOOP: 'a link that leads to itself',
  ENAMETOOLONG: 'the name is too long',
  EMFILE: 'too many open files',
  ENOSPC: 'no space left',
  ERR_FS_FILE_TOO_LARGE: 'larger than 2 GiB',
  ERR_STRING_TOO_LONG: 'too large to hold as text',
};
