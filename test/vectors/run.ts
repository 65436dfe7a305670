/**
 * Runs worked cases in the format `core-vectors/1`, from any file.
 *
 * Prints a line for each case that fails and then `N passed, N failed`. A case whose kind or notation is not known
 * fails and says why; nothing is skipped.
 */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UnreadableCase, brief, isMembers } from './case.ts';
import type { Members, VectorCase } from './case.ts';
import { differences } from './compare.ts';
import { solverOf } from './kinds/index.ts';

const FORMAT = 'core-vectors/1';

export interface CaseResult {
  readonly id: string;
  /** `undefined` when the case passed. */
  readonly failure: string | undefined;
}

export interface VectorFile {
  readonly cases: readonly VectorCase[];
  readonly topologies: Members;
}

/** The command: runs the files named and returns the exit status, 0 when every case passed. */
export function main(files: readonly string[], print: (line: string) => void = printLine): number {
  if (files.length === 0) {
    print(`Name one or more files of format ${FORMAT}.`);
    return 2;
  }
  const results = files.flatMap((file) => runFile(file));
  for (const { id, failure } of results) if (failure !== undefined) print(`FAIL ${id}: ${failure}`);
  const failed = results.filter(({ failure }) => failure !== undefined).length;
  print(`${results.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** The results of one file, in order. A file that can't be read is one failure. */
export function runFile(path: string): readonly CaseResult[] {
  try {
    const file = readVectorFile(path);
    return file.cases.map((vectorCase) => runCase(vectorCase, file.topologies));
  } catch (error) {
    return [{ id: path, failure: messageOf(error) }];
  }
}

/** Reads a file of cases. Throws with a plain message when it is not one. */
export function readVectorFile(path: string): VectorFile {
  const file: unknown = JSON.parse(readFileSync(found(path), 'utf8').replace(/^\uFEFF/, ''));
  if (!isMembers(file)) throw new Error('the file does not hold an object');
  if (file['format'] !== FORMAT) throw new Error(`the format is ${brief(file['format'])}, not "${FORMAT}"`);
  const { vectors, topologies } = file;
  if (!Array.isArray(vectors)) throw new Error('`vectors` is not a list');
  return {
    cases: vectors.map(readCase),
    // A file of further cases may use the topologies of the project's own file without repeating them.
    topologies: { ...ownTopologies(), ...(isMembers(topologies) ? topologies : {}) },
  };
}

function readCase(value: unknown, index: number): VectorCase {
  const members: Members = isMembers(value) ? value : {};
  const text = (key: string, otherwise: string): string =>
    typeof members[key] === 'string' ? members[key] : otherwise;
  return {
    id: text('id', `case ${index + 1}`),
    kind: text('kind', ''),
    rules: Array.isArray(members['rules']) ? members['rules'].map(String) : [],
    title: text('title', ''),
    members,
  };
}

/** The result of one case. Never throws. */
export function runCase(vectorCase: VectorCase, topologies: Members): CaseResult {
  const { id } = vectorCase;
  const head = `${vectorCase.kind} "${vectorCase.title}"`;
  try {
    return { id, failure: failureOf(vectorCase, topologies, head) };
  } catch (error) {
    const what = error instanceof UnreadableCase ? 'can not be read' : 'broke the runner';
    return { id, failure: `${head} ${what}: ${messageOf(error)}` };
  }
}

function failureOf(vectorCase: VectorCase, topologies: Members, head: string): string | undefined {
  const { expect } = vectorCase.members;
  if (!isMembers(expect)) return `${head} can not be read: \`expect\` is not an object`;
  const solve = solverOf(vectorCase.kind);
  if (solve === undefined)
    return `${head} can not be read: kind ${brief(vectorCase.members['kind'])} is not known`;
  const asked = Object.keys(expect).filter((key) => key !== 'note');
  const wrong = differences(expect, solve(vectorCase, { asked, expect, topologies }));
  if (wrong.length === 0) return undefined;
  const parts = wrong.map(({ at, expected, got }) => `${at} expected ${brief(expected)}, got ${brief(got)}`);
  return `${head}: ${parts.join('; ')}`;
}

/** A path as given, else as given where the command was called. */
function found(path: string): string {
  const calledFrom = process.env['INIT_CWD'];
  if (existsSync(path) || calledFrom === undefined) return path;
  return resolve(calledFrom, path);
}

function ownTopologies(): Members {
  const candidates = [
    new URL('vectors-core.json', import.meta.url),
    // The runner may be bundled into dist/vectors/.
    new URL('../../test/vectors/vectors-core.json', import.meta.url),
    resolve('test/vectors/vectors-core.json'),
  ];
  const own = candidates.find((candidate) => existsSync(candidate));
  if (own === undefined) return {};
  const file: unknown = JSON.parse(readFileSync(own, 'utf8'));
  return isMembers(file) && isMembers(file['topologies']) ? file['topologies'] : {};
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ');
}

/** Whether this file is what Node was called with, and not imported by a test. */
function isEntry(): boolean {
  const [, entry] = process.argv;
  return (
    entry !== undefined && existsSync(entry) && pathToFileURL(realpathSync(entry)).href === import.meta.url
  );
}

if (isEntry()) process.exitCode = main(process.argv.slice(2));
