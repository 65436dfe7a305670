/**
 * What the runner knows of a case: its kind, what is given, what is expected. All of it is read from a file that may
 * hold anything, so members are asked for through the readers below, which say what they missed.
 */

export type Members = Readonly<Record<string, unknown>>;

export interface VectorCase {
  readonly id: string;
  readonly kind: string;
  readonly rules: readonly string[];
  readonly title: string;
  /** Everything the case says beside these, `given`, `flow`, `topology`, `patch` and `expect` among them. */
  readonly members: Members;
}

/** Gives the answers a case asks for: at least the keys of `asked` that it can, under the names of the notation. */
export type Solver = (vectorCase: VectorCase, context: Context) => Members;

export interface Context {
  /** Keys of `expect`, `note` apart. */
  readonly asked: readonly string[];
  /** What is expected, for the few answers whose shape the notation leaves open. */
  readonly expect: Members;
  /** The topologies that cases may name. */
  readonly topologies: Members;
}

/** The notation of a case is not one that the runner can read; its message says which part. */
export class UnreadableCase extends Error {}

export function unreadable(message: string): never {
  throw new UnreadableCase(message);
}

export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object at `key`; refuses anything else. */
export function membersAt(members: Members, key: string): Members {
  const value = members[key];
  return isMembers(value) ? value : unreadable(`\`${key}\` is not an object: ${brief(value)}`);
}

export function textAt(members: Members, key: string): string {
  const value = members[key];
  return typeof value === 'string' ? value : unreadable(`\`${key}\` is not text: ${brief(value)}`);
}

/** A value that stands alone or in a list, as a list; absent is empty. */
export function listAt(members: Members, key: string): readonly unknown[] {
  const value = members[key];
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

export function textsAt(members: Members, key: string): readonly string[] {
  return listAt(members, key).map((value) =>
    typeof value === 'string'
      ? value
      : unreadable(`\`${key}\` holds something that is not text: ${brief(value)}`),
  );
}

/** Answers one value with one answer and a list with a list, as the notation does. */
export function eachAt<T>(members: Members, key: string, answer: (value: unknown) => T): T | readonly T[] {
  const value = members[key];
  return Array.isArray(value) ? value.map(answer) : answer(value);
}

const BRIEF = 120;

/** A value short enough to quote in a line. */
export function brief(value: unknown): string {
  const text =
    JSON.stringify(value, (_, member: unknown) => (typeof member === 'bigint' ? String(member) : member)) ??
    'absent';
  return text.length > BRIEF ? `${text.slice(0, BRIEF)}…` : text;
}
