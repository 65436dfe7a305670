/** What the tests of `hoplight plan` share: a plan and needs as people have them, and verbs piped into each other. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fixtures, hoplight } from './hoplight.ts';
import type { Ended } from './hoplight.ts';

/** One VPC with a group, two zones, free space, and texts that a terminal must not obey. */
export const parisFile = join(fixtures, 'paris.yaml');
export const paris = readFileSync(parisFile, 'utf8');

/** Four subnets: two of /22, two of /24. */
export const needsFile = join(fixtures, 'needs.yaml');
export const needs = readFileSync(needsFile, 'utf8');

/** Runs verbs of `hoplight plan`, the answer of each on the standard input of the next; the end is that of the last. */
export async function pipe(...verbs: readonly (readonly string[])[]): Promise<Ended> {
  let ended: Ended = { status: null, stdout: '', stderr: '' };
  for (const verb of verbs) ended = await hoplight(['plan', ...verb], { input: ended.stdout });
  return ended;
}
