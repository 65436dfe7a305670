/** Terraform's language as text: blocks, attributes and comments, laid out as `terraform fmt` does. */

export type HclValue =
  | string
  | boolean
  /** An expression, as it is. */
  | { readonly expression: string }
  | readonly HclValue[]
  /** A map, one entry a line. */
  | { readonly fields: readonly HclEntry[] };

export interface HclEntry {
  readonly key: string;
  readonly value: HclValue;
  /** Stands above the entry. */
  readonly comment?: string | undefined;
}

export interface HclBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly attributes: readonly HclAttribute[];
  readonly comment?: string | undefined;
}

/** An attribute by its name; one without a value is left out. */
export type HclAttribute = readonly [name: string, value: HclValue | undefined];

/** A variable of text that whoever applies the file has to give. */
export function variable(name: string, description: string, value?: string): HclBlock {
  return {
    type: 'variable',
    labels: [name],
    attributes: [
      ['description', description],
      ['type', { expression: 'string' }],
      ['default', value],
    ],
  };
}

/** Blocks as text, one blank line between them. */
export function printHcl(blocks: readonly HclBlock[]): string {
  return blocks.map(printBlock).join('\n');
}

function printBlock({ type, labels, attributes, comment }: HclBlock): string {
  const head = [type, ...labels.map(quote)].join(' ');
  return `${printComment(comment, '')}${head} {\n${printAttributes(attributes)}}\n`;
}

function printAttributes(attributes: readonly HclAttribute[]): string {
  const written = attributes.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
  const short = written.filter(({ value }) => !spansLines(value));
  const width = widest(short.map(({ name }) => name));
  const lines = short.map(({ name, value }) => `  ${name.padEnd(width)} = ${print(value, '  ')}\n`);
  const long = written
    .filter(({ value }) => spansLines(value))
    .map(({ name, value }) => `  ${name} = ${print(value, '  ')}\n`);
  return [lines.join(''), ...long].filter((part) => part !== '').join('\n');
}

function spansLines(value: HclValue): boolean {
  return (
    typeof value === 'object' &&
    ('fields' in value || ('expression' in value && value.expression.includes('\n')))
  );
}

/** A value as an expression, its further lines under `indent`. */
export function print(value: HclValue, indent = ''): string {
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'boolean') return String(value);
  if ('expression' in value) return value.expression.replaceAll('\n', `\n${indent}`);
  if (!('fields' in value)) return `[${value.map((item) => print(item, indent)).join(', ')}]`;
  const keys = value.fields.map(({ key }) => quote(key));
  const width = widest(keys);
  const lines = value.fields.map(
    ({ value: item, comment }, at) =>
      `${printComment(comment, `${indent}  `)}${indent}  ${(keys[at] ?? '').padEnd(width)} = ${print(item, `${indent}  `)}\n`,
  );
  return `{\n${lines.join('')}${indent}}`;
}

function widest(texts: readonly string[]): number {
  return texts.reduce((width, { length }) => Math.max(width, length), 0);
}

/** Lines of text as comments. What could end or disguise a line is taken out: nobody reads a comment back. */
function printComment(text: string | undefined, indent: string): string {
  if (text === undefined) return '';
  return text
    .split(/[\r\n\u0085\u2028\u2029]+/)
    .map((line) => `${indent}# ${line.replace(UNSEEN, '').trim()}`.trimEnd() + '\n')
    .join('');
}

// Control characters, marks that do not show or change the direction of text, and halves of surrogate pairs.
const UNSEEN_SET =
  '\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff';
const UNSEEN = new RegExp(`[${UNSEEN_SET}]|\\p{Cs}`, 'gu');
const ESCAPED = new RegExp(`[\\\\"${UNSEEN_SET}]|[$%](?=\\{)|\\p{Cs}`, 'gu');

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/**
 * Text in quotes, in which nothing is code: `${` and `%{` begin with an escape. `$${` would do in most places, and not
 * after another `$`.
 */
export function quote(text: string): string {
  const inner = text.replace(ESCAPED, (found) => {
    const short = SHORT_ESCAPES[found];
    if (short !== undefined) return short;
    const code = found.charCodeAt(0);
    // Half of a surrogate pair is no character, and the language refuses it.
    return code >= 0xd800 && code <= 0xdfff ? '\ufffd' : `\\u${code.toString(16).padStart(4, '0')}`;
  });
  return `"${inner}"`;
}

/** A name as an identifier: `App (a)` is `app_a`; empty when no letter or digit is left. */
export function identifierOf(name: string): string {
  const words = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 60);
  return /^[0-9]/.test(words) ? `_${words}` : words;
}
