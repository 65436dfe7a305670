/** Runs the built command line as a user would. */
import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';

export const root = fileURLToPath(new URL('../../../', import.meta.url));
export const fixtures = fileURLToPath(new URL('fixtures/', import.meta.url));
export const twoTiers = join(fixtures, 'two-tiers.yaml');

const entry = join(root, 'dist/src/cli/main.js');
const program = join(root, 'dist/src/cli/program.js');

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface RunOptions {
  readonly input?: string | Uint8Array;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs one command to its end. */
export async function hoplight(
  args: readonly string[],
  { input = '', ...options }: RunOptions = {},
): Promise<Ended> {
  const child = startHoplight(args, options);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdin.on('error', () => undefined); // a command that reads no input closes it
  child.stdin.end(input);
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { status, stdout, stderr };
}

/**
 * Runs one command in this process: for calls that read no standard input it is as good as a process of its own, and
 * done much sooner.
 */
export async function hoplightHere(args: readonly string[]): Promise<Ended> {
  const { run } = (await import(program)) as { run: (args: readonly string[]) => Promise<number> };
  const written = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      written[name] += String(text);
      return true;
    }),
  );
  try {
    return { status: await run(args), ...written };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

/** Starts a command and leaves it to the caller. */
export function startHoplight(
  args: readonly string[],
  { cwd, env = {} }: RunOptions = {},
): ChildProcessWithoutNullStreams {
  if (!existsSync(entry)) throw new Error('The command line is not built: run `npm run build` first.');
  return spawn(process.execPath, [entry, ...args], { cwd: cwd ?? root, env: { ...process.env, ...env } });
}

/** An empty folder that is removed when `use` is done. */
export async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'hoplight-cli-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
