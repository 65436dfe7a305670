/**
 * Keeps what is edited: in the browser's database once nothing has changed for a moment, and, when the page goes before
 * that, in a journal that the next visit finds.
 */
const IDLE_MS = 300;

/** One text that outlives the page; writing it is done before the page is gone. */
export interface Journal {
  read(): string | null;
  write(text: string | null): void;
}

export interface KeeperParts<T> {
  readonly journal: Journal;
  readonly keep: (value: T) => Promise<void>;
  /** What is not kept yet as a document, for the journal. */
  readonly text: (value: T) => string;
}

export class Keeper<T extends object> {
  #parts: KeeperParts<T>;
  #pending: T | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #keeping: Promise<void> = Promise.resolve();

  constructor(parts: KeeperParts<T>) {
    this.#parts = parts;
  }

  /** What is not kept yet; `null` when all is. */
  get pending(): T | null {
    return this.#pending;
  }

  /** What is to be kept has changed. */
  note(value: T): void {
    this.#pending = value;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.settle(), IDLE_MS);
  }

  /** Keeps what is not kept yet, now; one value after the other, so that the last one stays. */
  settle(): Promise<void> {
    clearTimeout(this.#timer);
    const before = this.#keeping.catch(() => undefined);
    this.#keeping = before.then(() => this.#keepPending());
    return this.#keeping;
  }

  async #keepPending(): Promise<void> {
    const value = this.#pending;
    if (value === null) return;
    await this.#parts.keep(value);
    if (this.#pending !== value) return;
    this.#pending = null;
    this.#parts.journal.write(null);
  }

  /** The page may go at once: what is not kept goes to the journal. */
  leave(): void {
    if (this.#pending !== null) this.#parts.journal.write(this.#parts.text(this.#pending));
  }

  /** What the last visit could not keep; it is there only once. */
  found(): string | null {
    const text = this.#parts.journal.read();
    this.#parts.journal.write(null);
    return text;
  }
}
