/**
 * One tab at a time writes what this browser keeps. The tab that has the lock may edit; another one shows the same
 * project and changes nothing, until it takes over: then the first one writes what it still has, and lets go.
 */

/** What is used of the browser's locks, so that a test can stand in for them. */
export interface Locks {
  request(
    name: string,
    options: LockOptions,
    held: (lock: unknown) => Promise<void> | undefined,
  ): Promise<unknown>;
}

interface LockOptions {
  readonly ifAvailable?: boolean;
  readonly steal?: boolean;
  readonly signal?: AbortSignal;
}

/** What is used of a channel between tabs. */
export interface Channel {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

export interface TabsParts {
  /** `null` where the browser has none: then every tab may edit. */
  readonly locks: Locks | null;
  readonly channel: Channel | null;
  /** Writes what is not kept yet. */
  readonly settle: () => Promise<void>;
  /** Whether another tab has it now. */
  readonly changed: (elsewhere: boolean) => void;
  /** Milliseconds to wait for a tab that is asked to let go, before the lock is taken from it. */
  readonly patience: number;
}

const NAME = 'hoplight.project';
const LET_GO = 'let-go';

export class Tabs {
  #parts: TabsParts;
  #release: (() => void) | null = null;
  /** Counts wishes, so that an answer to an earlier one changes nothing. */
  #wish = 0;

  constructor(parts: TabsParts) {
    this.#parts = parts;
    parts.channel?.addEventListener('message', ({ data }) => {
      if (data === LET_GO && this.#release !== null) void this.#giveWay();
    });
  }

  /** Edits here if no other tab does. */
  async ask(): Promise<void> {
    const wish = ++this.#wish;
    if (this.#release !== null) return;
    const got = await this.#request({ ifAvailable: true });
    if (wish === this.#wish) this.#parts.changed(!got);
  }

  /** Edits here: a tab that does so now writes what it has and becomes one that only shows. */
  async take(): Promise<void> {
    const wish = ++this.#wish;
    if (this.#release !== null) return;
    const { channel, patience } = this.#parts;
    let got = await this.#request({ ifAvailable: true });
    if (!got) {
      channel?.postMessage(LET_GO);
      const waiting = new AbortController();
      const timer = setTimeout(() => waiting.abort(), patience);
      got = await this.#request({ signal: waiting.signal });
      clearTimeout(timer);
    }
    if (!got) got = await this.#request({ steal: true });
    if (wish === this.#wish) this.#parts.changed(!got);
  }

  /** What is open here is kept nowhere: others may write. */
  leave(): void {
    this.#wish++;
    this.#letGo();
    this.#parts.changed(false);
  }

  async #giveWay(): Promise<void> {
    this.#wish++;
    await this.#parts.settle();
    this.#letGo();
    this.#parts.changed(true);
  }

  #letGo(): void {
    this.#release?.();
    this.#release = null;
  }

  /** @returns whether the lock is held now; it stays so until it is let go */
  #request(options: LockOptions): Promise<boolean> {
    const { locks } = this.#parts;
    if (locks === null) return Promise.resolve(true);
    return new Promise((resolve) => {
      const held = (lock: unknown) => {
        if (lock === null || this.#release !== null) {
          resolve(lock !== null);
          return undefined;
        }
        return new Promise<void>((release) => {
          this.#release = release;
          resolve(true);
        });
      };
      locks.request(NAME, options, held).catch(() => {
        // Waited in vain, or, with the lock held, it was taken: another tab waited in vain for this one.
        if (this.#release === null) return resolve(false);
        this.#release = null;
        this.#parts.changed(true);
      });
    });
  }
}
