/** Text that is becoming a block: read at once, explained by the engine's worker when it is none. */
import { parseBlock } from '../../engine/addresses.ts';
import type { Cidr } from '../../engine/addresses.ts';

export class TypedBlock {
  #explain: (text: string) => Promise<string>;
  #text = $state('');
  #explained = $state.raw({ text: '', message: '' });

  /** @param explain - says in a sentence what is wrong with text that is no block */
  constructor(explain: (text: string) => Promise<string>) {
    this.#explain = explain;
  }

  get text(): string {
    return this.#text;
  }

  set text(text: string) {
    this.#text = text;
    const parsed = parseBlock(text);
    if (parsed.ok || parsed.message !== undefined || text.trim() === '') return;
    void this.#explain(text).then((message) => {
      if (this.#text === text) this.#explained = { text, message };
    });
  }

  readonly #parsed = $derived(this.#text.trim() === '' ? null : parseBlock(this.#text));

  /** The block; `null` while the text is none. */
  get cidr(): Cidr | null {
    return this.#parsed?.ok === true ? this.#parsed.cidr : null;
  }

  /** What was changed of the text to make it a block. */
  get corrected(): string | undefined {
    return this.#parsed?.ok === true ? this.#parsed.corrected : undefined;
  }

  get isWrong(): boolean {
    return this.#parsed?.ok === false;
  }

  /** What is wrong with it; empty while that is being worked out. */
  get message(): string {
    if (this.#parsed === null || this.#parsed.ok) return '';
    return this.#parsed.message ?? (this.#explained.text === this.#text ? this.#explained.message : '');
  }
}
