/** The browser's own database, for one thing: the project that was open. Every failure means "nothing kept". */

const database = 'hoplight';
const table = 'projects';
const current = 'current';

/** A project as it is kept: a hoplight/1 document and what was said when it was read. */
export interface KeptProject {
  readonly name: string;
  /** hoplight/1 as JSON text. */
  readonly document: string;
  readonly savedAt: number;
}

export interface ProjectStore {
  read(): Promise<KeptProject | undefined>;
  /** @returns false when it could not be kept */
  write(project: KeptProject): Promise<boolean>;
  clear(): Promise<void>;
}

export const browserStore: ProjectStore = {
  async read() {
    const kept = await run('readonly', (store) => store.get(current));
    return isKept(kept) ? kept : undefined;
  },
  async write(project) {
    return (await run('readwrite', (store) => store.put(project, current))) !== undefined;
  },
  async clear() {
    await run('readwrite', (store) => store.delete(current));
  },
};

function run(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest): Promise<unknown> {
  return new Promise((resolve) => {
    const give = () => resolve(undefined);
    try {
      const opening = indexedDB.open(database, 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore(table);
      opening.onerror = give;
      opening.onblocked = give;
      opening.onsuccess = () => {
        const transaction = opening.result.transaction(table, mode);
        const request = work(transaction.objectStore(table));
        transaction.oncomplete = () => {
          opening.result.close();
          resolve(request.result ?? undefined);
        };
        transaction.onabort = give;
      };
    } catch {
      give(); // private windows may refuse to open one at all
    }
  });
}

function isKept(value: unknown): value is KeptProject {
  if (typeof value !== 'object' || value === null) return false;
  return 'name' in value && 'document' in value && typeof value.document === 'string';
}
