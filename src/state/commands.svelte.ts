/**
 * What can be done now: each part of the page that is on screen says which commands it carries out. Keys, menus and the
 * palette run them from here.
 */
import { untrack } from 'svelte';
import type { Command } from './keys.ts';

export type Handlers = Readonly<Partial<Record<Command, () => void>>>;

export class Commands {
  #offers: readonly Handlers[] = $state.raw([]);

  /** Offers handlers until they are taken back; those offered last go first. @returns takes them back */
  provide(handlers: Handlers): () => void {
    // Whoever offers from an effect is not to run again when others offer something.
    this.#offers = [handlers, ...untrack(() => this.#offers)];
    return () => {
      this.#offers = this.#offers.filter((offer) => offer !== handlers);
    };
  }

  has(command: Command): boolean {
    return this.#offers.some((offer) => offer[command] !== undefined);
  }

  /** @returns false when nothing on screen can do it */
  run(command: Command): boolean {
    const handler = this.#offers.find((offer) => offer[command] !== undefined)?.[command];
    handler?.();
    return handler !== undefined;
  }
}
