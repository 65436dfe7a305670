/**
 * The browser's own database: the project that was open, and the last ones before it. Every failure means "nothing kept".
 */

import type { Journal } from './keeper.ts';

const database = 'hoplight';
const table = 'projects';
const current = 'current';
const earlier = 'earlier';

/** Most projects that are kept besides the open one. */
const mostEarlier = 5;

/** A project as it is kept: a hoplight/1 document and what was said when it was read. */
export interface KeptProject {
  readonly name: string;
  /** hoplight/1 as JSON text. */
  readonly document: string;
  readonly savedAt: number;
  /** Tells it from others, whatever their names. */
  readonly key?: string;
  /** Columns of the plan's table; the usual ones when absent. */
  readonly columns?: readonly string[];
}

export interface ProjectStore {
  read(): Promise<KeptProject | undefined>;
  /** @returns false when it could not be kept */
  write(project: KeptProject): Promise<boolean>;
  clear(): Promise<void>;
  /** Puts what is kept now with the earlier projects, since another is about to take its place. */
  setAside(): Promise<void>;
  /** Latest first. */
  earlier(): Promise<readonly KeptProject[]>;
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
  async setAside() {
    const kept = await browserStore.read();
    if (kept === undefined) return;
    const others = (await browserStore.earlier()).filter(({ document }) => document !== kept.document);
    const list = [kept, ...others].slice(0, mostEarlier);
    await run('readwrite', (store) => store.put(list, earlier));
  },
  async earlier() {
    const list = await run('readonly', (store) => store.get(earlier));
    return Array.isArray(list) ? list.filter(isKept) : [];
  },
};

/** Has the browser make the database ready, which takes it longest the first time; nothing is read. */
export function openEarly(): void {
  void run('readonly', (store) => store.count());
}

const journalKey = 'hoplight.journal';

/** The few words that must be written while a page is going, when the database no longer answers in time. */
export const browserJournal: Journal = {
  read() {
    try {
      return localStorage.getItem(journalKey);
    } catch {
      return null;
    }
  },
  write(text) {
    try {
      if (text === null) localStorage.removeItem(journalKey);
      else localStorage.setItem(journalKey, text);
    } catch {
      // Full or refused: the database holds what was kept before.
    }
  },
};

/** One piece of work with the database; `undefined` when it could not be done. */
export function run(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest): Promise<unknown> {
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

export function isKept(value: unknown): value is KeptProject {
  if (typeof value !== 'object' || value === null) return false;
  const holds = 'name' in value && typeof value.name === 'string' && 'document' in value;
  return holds && typeof value.document === 'string';
}
