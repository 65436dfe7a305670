/** Text to the terminal: colour only where it is seen, and no control character of a user's file. */
import util from 'node:util';
import { isolated, printable as withoutControls } from '../../../engine/index.ts';

/** What a piece of text is; the roles that a trace told as text has. */
export type Role = 'reachable' | 'blocked' | 'check' | 'strong' | 'dim';

// Blue and red, as in the web app: no pair that a colour-blind reader cannot tell apart.
const formats = {
  reachable: ['bold', 'blue'],
  blocked: ['bold', 'red'],
  check: ['bold', 'yellow'],
  strong: ['bold'],
  dim: ['gray'],
} as const;

export type Style = (text: string, role: Role) => string;

/** How text for `stream` is coloured: not at all unless it is a terminal, and never when NO_COLOR is set. */
export function styleFor(stream: NodeJS.WriteStream): Style {
  const plain = !stream.isTTY || Boolean(process.env['NO_COLOR']) || process.env['TERM'] === 'dumb';
  // Node before 20.12 has no styleText.
  if (plain || typeof util.styleText !== 'function') return (text) => text;
  return (text, role) => util.styleText([...formats[role]], text, { validateStream: false });
}

/** Columns for text on standard output: 100, or what a narrower terminal has. */
export function pageWidth(): number {
  return Math.min(100, process.stdout.isTTY ? process.stdout.columns : 100);
}

/** A line to standard output. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/**
 * The text of a file to standard output: as it is to a program, and to a terminal without what would steer it.
 *
 * @param text - ends with a line feed
 */
export function printFile(text: string): void {
  const shown = process.stdout.isTTY ? text.split(/\r?\n/).map(printable).join('\n') : text;
  process.stdout.write(shown);
}

/** A line to standard error: messages about the run, never its answer. */
export function printMessage(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** The text without characters that steer a terminal, and with names read from right to left set apart. */
export function printable(text: string): string {
  return isolated(withoutControls(text));
}

/** Numbers of four digits and more in groups: `12,000`. */
export function grouped(count: number | bigint): string {
  return count.toLocaleString('en-US');
}

/** `1 file`, `2 files`, `12,000 files`. */
export function counted(count: number | bigint, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${BigInt(count) === 1n ? one : many}`;
}

/** Ends the run without a message when standard output is closed early, as `hoplight … | head` does. */
export function leaveQuietlyWhenTheReaderIsGone(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      process.exit(process.exitCode ?? 0);
    });
  }
}
