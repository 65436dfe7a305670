/** Snapshots behind and ahead of the present one. Undo has no limit: snapshots share all that did not change. */
export interface Snapshot<T> {
  readonly value: T;
  /** What led away from it, or, ahead, what led to it: "Split 10.0.0.0/16". */
  readonly step: string;
}

export interface History<T> {
  readonly past: readonly Snapshot<T>[];
  readonly future: readonly Snapshot<T>[];
}

export const NO_HISTORY: History<never> = { past: [], future: [] };

/** The history after `step` led away from `before`; what had been undone is gone. */
export function advance<T>({ past }: History<T>, before: T, step: string): History<T> {
  return { past: [...past, { value: before, step }], future: [] };
}

export interface Travel<T> {
  readonly value: T;
  readonly step: string;
  readonly history: History<T>;
}

/** The snapshot before the present one; `undefined` at the beginning. */
export function back<T>({ past, future }: History<T>, present: T): Travel<T> | undefined {
  const before = past.at(-1);
  if (before === undefined) return undefined;
  const { value, step } = before;
  return { value, step, history: { past: past.slice(0, -1), future: [{ value: present, step }, ...future] } };
}

/** The snapshot that was undone last; `undefined` when there is none. */
export function forth<T>({ past, future }: History<T>, present: T): Travel<T> | undefined {
  const [after, ...rest] = future;
  if (after === undefined) return undefined;
  const { value, step } = after;
  return { value, step, history: { past: [...past, { value: present, step }], future: rest } };
}
