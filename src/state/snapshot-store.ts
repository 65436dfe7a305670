/** Where named versions of projects are kept: the browser's database, under one key. */
import { isKept, run } from './store.ts';

export const MOST_SNAPSHOTS = 20;

export interface NamedSnapshot {
  readonly name: string;
  /** Of the project it was taken of. */
  readonly project: string;
  readonly takenAt: number;
  /** hoplight/1 as JSON text. */
  readonly document: string;
}

export interface SnapshotStore {
  /** Latest first. */
  read(): Promise<readonly NamedSnapshot[]>;
  /** @returns false when they could not be kept */
  write(snapshots: readonly NamedSnapshot[]): Promise<boolean>;
}

const key = 'snapshots';

export const browserSnapshots: SnapshotStore = {
  async read() {
    const list = await run('readonly', (store) => store.get(key));
    return Array.isArray(list) ? list.filter(isSnapshot).slice(0, MOST_SNAPSHOTS) : [];
  },
  async write(snapshots) {
    return (await run('readwrite', (store) => store.put(snapshots, key))) !== undefined;
  },
};

function isSnapshot(value: unknown): value is NamedSnapshot {
  if (!isKept(value)) return false;
  return 'project' in value && typeof value.project === 'string' && 'takenAt' in value;
}
