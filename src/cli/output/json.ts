/** Answers for programs. */
import type { Family } from '../../../engine/index.ts';
import { print } from './terminal.ts';

/** One answer; `format` says what it is and how old, so that a reader can trust the members. */
export function jsonText(format: string, answer: object): string {
  return JSON.stringify({ format, ...answer }, null, 2);
}

export function printJson(format: string, answer: object): void {
  print(jsonText(format, answer));
}

/** A count of addresses: a number for IPv4, decimal text for IPv6, where a number would not be exact. */
export function plainCount(count: bigint, family: Family): number | string {
  return family === 4 ? Number(count) : String(count);
}
