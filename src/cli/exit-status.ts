/** What a run ends with; the same three numbers for every command. */
export const exitStatus = {
  /** Reachable; all expectations hold; nothing wrong was found. */
  yes: 0,
  /** Not reachable; an expectation does not hold; an error was found. */
  no: 1,
  /** The command was called wrongly, or an input cannot be read. */
  unusable: 2,
} as const;

export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];

/**
 * The command cannot be carried out as called. The message is for the person who typed it; `parts` say which part of a
 * question was not understood.
 */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly parts: readonly UsageErrorPart[];

  constructor(message: string, parts: readonly UsageErrorPart[] = []) {
    super(message);
    this.parts = parts;
  }
}

export interface UsageErrorPart {
  readonly part: string;
  readonly message: string;
  /** Known names near the one given, nearest first. */
  readonly nearest: readonly string[];
}
