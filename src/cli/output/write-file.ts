/** Writes an answer to a file that the user named. */
import { writeFile } from 'node:fs/promises';
import { UsageError } from '../exit-status.ts';
import { reasonOf } from '../input/walk.ts';

/** @throws UsageError when the file cannot be written */
export async function writeTo(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    throw new UsageError(`\`${path}\` cannot be written: ${reasonOf(error)}.`);
  }
}
