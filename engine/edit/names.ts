/** Ids and names that nothing in a document goes by yet. */
import { placesOf, textIn } from './document.ts';
import type { PlainDocument } from './document.ts';

/** Words that stand for something where an id or a name may stand: ends of traces, and the target of local routes. */
const RESERVED = ['internet', 'local'];

export class FreshNames {
  #taken: Set<string>;

  constructor(document: PlainDocument) {
    this.#taken = new Set(RESERVED);
    for (const { entry } of placesOf(document)) {
      for (const text of [textIn(entry, 'id'), textIn(entry, 'name')])
        if (text !== undefined) this.#taken.add(text);
    }
  }

  /** `prefix-1`, or the first number after it that is free. */
  numbered(prefix: string): string {
    for (let number = 1; ; number++) {
      const text = `${prefix}-${number}`;
      if (this.#take(text)) return text;
    }
  }

  /** The text itself, when it is free; else counted up: `web-1` gives `web-2`, `web` gives `web-2`. */
  like(text: string): string {
    if (this.#take(text)) return text;
    const [, stem = text, digits] = /^(.*?)-(\d{1,6})$/.exec(text) ?? [];
    for (let number = digits === undefined ? 2 : Number(digits) + 1; ; number++) {
      const next = `${stem}-${number}`;
      if (this.#take(next)) return next;
    }
  }

  #take(text: string): boolean {
    if (this.#taken.has(text)) return false;
    this.#taken.add(text);
    return true;
  }
}
