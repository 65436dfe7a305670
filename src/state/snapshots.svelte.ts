/** Versions of a project that were given a name: the last twenty, kept in this browser. Restoring one is an undo step. */
import { difference, reconcile } from '../../engine/editing.ts';
import type { PlainDocument } from '../../engine/editing.ts';
import { compareDocuments } from './document-diff.ts';
import type { ObjectChange } from './document-diff.ts';
import type { Editor } from './editor.svelte.ts';
import { MOST_SNAPSHOTS } from './snapshot-store.ts';
import type { NamedSnapshot, SnapshotStore } from './snapshot-store.ts';

export class Snapshots {
  #store: SnapshotStore;
  #editor: Editor;
  #now: () => number;
  #all: readonly NamedSnapshot[] = $state.raw([]);
  #removed: NamedSnapshot | null = $state.raw(null);
  #refused = $state(false);
  #opening: Promise<void> | null = null;

  /** @param now - milliseconds of the wall clock */
  constructor(store: SnapshotStore, editor: Editor, now: () => number) {
    this.#store = store;
    this.#editor = editor;
    this.#now = now;
  }

  /** Latest first. */
  get all(): readonly NamedSnapshot[] {
    return this.#all;
  }

  /** The one that was removed last: it can be had back. */
  get removed(): NamedSnapshot | null {
    return this.#removed;
  }

  /** This browser would not keep the last change. */
  get refused(): boolean {
    return this.#refused;
  }

  /** Reads what this browser keeps; only once, and before anything is added to it. */
  open(): Promise<void> {
    this.#opening ??= this.#read();
    return this.#opening;
  }

  /** Keeps the project as it is now; the oldest makes room. */
  async take(name: string, project: string): Promise<void> {
    const { document } = this.#editor;
    if (document === null) return;
    const snapshot = { name, project, takenAt: this.#now(), document: JSON.stringify(document) };
    await this.open();
    await this.#write([snapshot, ...this.#all].slice(0, MOST_SNAPSHOTS));
  }

  async remove(snapshot: NamedSnapshot): Promise<void> {
    this.#removed = snapshot;
    await this.#write(this.#all.filter((other) => other !== snapshot));
  }

  async putBack(): Promise<void> {
    const snapshot = this.#removed;
    if (snapshot === null) return;
    this.#removed = null;
    await this.#write([...this.#all, snapshot].sort((a, b) => b.takenAt - a.takenAt));
  }

  /** What restoring it would change. */
  changes(snapshot: NamedSnapshot): readonly ObjectChange[] {
    const { document } = this.#editor;
    const kept = documentOf(snapshot);
    return document === null || kept === undefined ? [] : compareDocuments(document, kept);
  }

  /** The project becomes what it was then: one undo step. */
  restore(snapshot: NamedSnapshot): void {
    const { document } = this.#editor;
    const kept = documentOf(snapshot);
    if (document === null || kept === undefined) return;
    const patch = difference(document, reconcile(document, kept));
    this.#editor.apply(`Restore ${snapshot.name}`, patch);
  }

  async #read(): Promise<void> {
    this.#all = await this.#store.read();
  }

  async #write(snapshots: readonly NamedSnapshot[]): Promise<void> {
    this.#all = snapshots;
    this.#refused = !(await this.#store.write(snapshots));
  }
}

/** `undefined` when what the browser kept was changed by someone else and is no document. */
function documentOf({ document }: NamedSnapshot): PlainDocument | undefined {
  try {
    const value: unknown = JSON.parse(document);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
