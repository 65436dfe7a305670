/**
 * Files and folders that a user hands over: dropped, chosen, or pasted. Folders are walked; what cannot be a network is
 * left out by name, so that a whole checkout can be dropped.
 */
import type { Input } from '../state/workspace.svelte.ts';
import type { RawFile } from '../worker/protocol.ts';

interface Found {
  readonly path: string;
  readonly file: File;
}

const readable = /\.(json|ya?ml|template|txt|tfstate|tf\.json)$/i;
const skippedFolders = new Set(['node_modules', '.git', '.terraform']);
/** Beyond this a file is no configuration. */
const largestFile = 128 * 1024 * 1024;
const mostFiles = 5000;

/** Everything in a drop: folders are walked, where the browser tells of them. */
export async function droppedInput(
  entries: readonly FileSystemEntry[],
  files: readonly File[],
): Promise<Input | null> {
  if (entries.length === 0) return chosenInput(files);
  const found: Found[] = [];
  for (const entry of entries) await walk(entry, '', found);
  const [first] = entries;
  const what =
    entries.length === 1 && first
      ? `${first.name}${first.isDirectory ? '/' : ''}`
      : `${entries.length} items`;
  return inputOf(what, found);
}

/** Files from a file field; in a chosen folder they carry their path. */
export async function chosenInput(files: readonly File[]): Promise<Input | null> {
  if (files.length === 0) return null;
  const found = files.map((file) => ({ path: file.webkitRelativePath || file.name, file }));
  const folder = found[0]?.path.includes('/') === true ? `${found[0].path.split('/')[0] ?? ''}/` : undefined;
  return inputOf(folder ?? (files.length === 1 ? (files[0]?.name ?? '') : `${files.length} files`), found);
}

export function pastedInput(text: string): Input | null {
  return text.trim() === '' ? null : { what: 'the pasted text', files: [{ path: 'pasted', text }] };
}

async function walk(entry: FileSystemEntry, folder: string, found: Found[]): Promise<void> {
  if (found.length >= mostFiles) return;
  const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
  if (isFile(entry)) {
    found.push({ path, file: await new Promise<File>((resolve, reject) => entry.file(resolve, reject)) });
  } else if (isFolder(entry) && !skippedFolders.has(entry.name)) {
    for (const child of await childrenOf(entry)) await walk(child, path, found);
  }
}

/** A folder gives its entries in batches, until an empty one. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (batch.length === 0) return all.sort((a, b) => (a.name < b.name ? -1 : 1));
    all.push(...batch);
  }
}

async function inputOf(what: string, found: readonly Found[]): Promise<Input> {
  const leftOut: string[] = [];
  const files: RawFile[] = [];
  const single = found.length === 1;
  for (const { path, file } of found) {
    if (!single && !readable.test(path)) leftOut.push(`${path}: neither JSON nor YAML by its name`);
    else if (file.size > largestFile) leftOut.push(`${path}: larger than 128 MB`);
    else files.push({ path, bytes: await file.arrayBuffer() });
  }
  return { what, files, leftOut };
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
