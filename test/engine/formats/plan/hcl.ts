/** A strict reader of the part of Terraform's language that is written: it refuses what it does not know. */

export type Value =
  | string
  | boolean
  | bigint
  | readonly Value[]
  | { readonly fields: ReadonlyMap<string, Value> }
  | { readonly reference: string }
  | { readonly call: string; readonly args: readonly Value[] };

export interface Block {
  readonly type: string;
  readonly labels: readonly string[];
  readonly attributes: ReadonlyMap<string, Value>;
}

/** Blocks of a file. Throws at the first thing that is not as it should be. */
export function parseHcl(text: string): Block[] {
  return new Parser(text).file();
}

type Token =
  { readonly kind: 'string'; readonly value: string } | { readonly kind: 'other'; readonly value: string };

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const pattern = /[ ]+|#[^\n]*|"|[A-Za-z_][A-Za-z0-9_-]*|\d+|[={}[\](),.]|\n/y;
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex;
    const found = pattern.exec(text)?.[0];
    if (found === undefined) throw new Error(`nothing known at ${JSON.stringify(text.slice(at, at + 30))}`);
    if (found === '"') {
      const { value, end } = stringAt(text, at + 1);
      tokens.push({ kind: 'string', value });
      pattern.lastIndex = end;
    } else if (!/^[ #]/.test(found)) tokens.push({ kind: 'other', value: found });
    // Text that changes its direction would disguise what follows it.
    if (found.startsWith('#') && /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(found))
      throw new Error('a comment with characters nobody sees');
  }
  return tokens;
}

/** scan_tokens.rl and scan_string_lit.rl of HCL: escapes first, and no `${` or `%{` outside of one. */
function stringAt(text: string, start: number): { value: string; end: number } {
  let value = '';
  for (let at = start; ;) {
    const letter = text[at];
    if (letter === undefined || letter === '\n' || letter === '\r')
      throw new Error('a string that never ends');
    if (letter === '"') return { value, end: at + 1 };
    if ((letter === '$' || letter === '%') && text[at + 1] === '{')
      throw new Error('a string with code in it');
    if (letter !== '\\') {
      if (letter < ' ') throw new Error('a control character in a string');
      value += letter;
      at += 1;
      continue;
    }
    const escape = text[at + 1] ?? '';
    const short = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' }[escape];
    if (short !== undefined) {
      value += short;
      at += 2;
      continue;
    }
    const code = /^u([0-9a-f]{4})$/.exec(text.slice(at + 1, at + 6))?.[1];
    if (code === undefined) throw new Error(`an unknown escape \\${escape}`);
    value += String.fromCharCode(parseInt(code, 16));
    at += 6;
  }
}

class Parser {
  #tokens: readonly Token[];
  #at = 0;

  constructor(text: string) {
    this.#tokens = tokensOf(text);
  }

  file(): Block[] {
    const blocks: Block[] = [];
    this.#lines();
    while (this.#at < this.#tokens.length) {
      blocks.push(this.#block());
      this.#lines();
    }
    return blocks;
  }

  #block(): Block {
    const type = this.#word();
    const labels: string[] = [];
    while (this.#peek()?.kind === 'string') labels.push(this.#next().value);
    this.#expect('{');
    this.#expect('\n');
    const attributes = new Map<string, Value>();
    for (this.#lines(); !this.#is('}'); this.#lines()) {
      const name = this.#word();
      if (attributes.has(name)) throw new Error(`${name} twice in one block`);
      this.#expect('=');
      attributes.set(name, this.#value());
      this.#expect('\n');
    }
    this.#expect('}');
    return { type, labels, attributes };
  }

  #value(): Value {
    const token = this.#next();
    if (token.kind === 'string') return token.value;
    if (/^\d+$/.test(token.value)) return BigInt(token.value);
    if (token.value === 'true' || token.value === 'false') return token.value === 'true';
    if (token.value === '[') return this.#list(']');
    if (token.value === '{') return this.#map();
    if (!/^[A-Za-z_]/.test(token.value))
      throw new Error(`no value begins with ${JSON.stringify(token.value)}`);
    if (this.#is('(')) {
      this.#next();
      return { call: token.value, args: this.#list(')') };
    }
    let reference = token.value;
    while (this.#is('.')) {
      this.#next();
      reference += `.${this.#word()}`;
    }
    return { reference };
  }

  #list(close: string): Value[] {
    const items: Value[] = [];
    for (this.#lines(); !this.#is(close); this.#lines()) {
      items.push(this.#value());
      this.#lines();
      if (!this.#is(close)) this.#expect(',');
    }
    this.#expect(close);
    return items;
  }

  #map(): Value {
    const map = new Map<string, Value>();
    for (this.#lines(); !this.#is('}'); this.#lines()) {
      const key = this.#next();
      if (key.kind !== 'string') throw new Error(`a key without quotes: ${key.value}`);
      if (map.has(key.value)) throw new Error(`the key ${key.value} twice in one map`);
      this.#expect('=');
      map.set(key.value, this.#value());
      this.#expect('\n');
    }
    this.#expect('}');
    return { fields: map };
  }

  #word(): string {
    const token = this.#next();
    if (token.kind === 'string' || !/^[A-Za-z_]/.test(token.value))
      throw new Error(`no word: ${token.value}`);
    return token.value;
  }

  #lines(): void {
    while (this.#is('\n')) this.#at += 1;
  }

  #is(value: string): boolean {
    const token = this.#peek();
    return token?.kind === 'other' && token.value === value;
  }

  #expect(value: string): void {
    if (!this.#is(value))
      throw new Error(`${JSON.stringify(value)} was expected, not ${JSON.stringify(this.#peek()?.value)}`);
    this.#at += 1;
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  #next(): Token {
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw new Error('the text ends too early');
    return token;
  }
}
