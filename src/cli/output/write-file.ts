/** Writes an answer that is a file: to one that the user named, or to standard output. */
import { writeFile } from 'node:fs/promises';
import { UsageError } from '../exit-status.ts';
import { reasonOf } from '../input/walk.ts';
import { printFile } from './terminal.ts';

/** @throws UsageError when the file cannot be written */
export async function writeTo(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    throw new UsageError(`\`${path}\` cannot be written: ${reasonOf(error)}.`);
  }
}

/**
 * @param text - ends with a line feed
 * @param path - standard output when absent
 * @throws UsageError when the file cannot be written
 */
export async function put(text: string, path: string | undefined): Promise<void> {
  if (path === undefined) printFile(text);
  else await writeTo(path, text);
}
