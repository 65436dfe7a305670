/**
 * Checks one entry of a document against its schema and keeps the good part: what is wrong inside a list costs the list
 * item, what is wrong in an optional member costs the member, and what is missing costs the entry.
 */
import { closest } from 'fastest-levenshtein';
import * as v from 'valibot';
import type { Path } from '../../diagnostics/index.ts';

export interface Problem {
  readonly code: 'invalid-value' | 'missing-value' | 'unknown-key';
  readonly path: Path;
  readonly message: string;
}

export interface Checked<T> {
  /** `undefined` when the entry could not be kept at all. */
  readonly output: T | undefined;
  /** True when something other than an unknown key was left out. */
  readonly incomplete: boolean;
  /** The members of the entry that were left out or that lost a part. */
  readonly unread: ReadonlySet<string>;
  readonly problems: readonly Problem[];
}

/**
 * Checks `value` against `schema`; never throws. An entry that stays the same from one edit to the next is checked once:
 * nothing may be changed in a value that was given here.
 */
export function checkEntry<T>(schema: v.GenericSchema<unknown, T>, value: unknown): Checked<T> {
  const known = isObject(value) ? checked.get(value) : undefined;
  // INVARIANT: what was kept for a schema is what that schema gave.
  if (known?.schema === schema) return known.result as Checked<T>;
  const result = checkAnew(schema, value);
  if (isObject(value)) checked.set(value, { schema, result });
  return result;
}

const checked = new WeakMap<object, { readonly schema: unknown; readonly result: Checked<unknown> }>();

function checkAnew<T>(schema: v.GenericSchema<unknown, T>, value: unknown): Checked<T> {
  const unknown = unknownKeys(schema, value, []);
  const candidate = withoutNulls(value);
  const first = v.safeParse(schema, candidate);
  if (first.success) {
    return { output: first.output, incomplete: false, unread: new Set(), problems: unknown };
  }
  const issues = first.issues.flatMap(innermost);
  const problems = issues.map(problemOf);
  const doomed = issues.map((issue) => removalPath(pathOf(issue)));
  const unread = new Set(doomed.flatMap(([member]) => (member === undefined ? [] : [String(member)])));
  if (doomed.some((path) => path.length === 0)) {
    return { output: undefined, incomplete: true, unread, problems };
  }
  const second = v.safeParse(schema, without(candidate, doomed));
  return {
    output: second.success ? second.output : undefined,
    incomplete: true,
    unread,
    problems: [...problems, ...unknown],
  };
}

/** Of a value that may stand alone or as a list, what is wrong with it in the form that it has. */
function innermost(issue: v.BaseIssue<unknown>): v.BaseIssue<unknown>[] {
  const { issues, path, input } = issue;
  if (issue.type !== 'union' || issues === undefined) return [issue];
  const isList = Array.isArray(input);
  const inner = issues.filter((each) => (isList ? each.path !== undefined : each.type !== 'array'));
  const [first] = inner;
  if (first === undefined || (!isList && inner.length > 1)) return [issue];
  return inner.map((each) => {
    const whole = [...(path ?? []), ...(each.path ?? [])];
    // INVARIANT: a path that is not empty is what valibot asks for.
    return whole.length === 0 ? each : { ...each, path: whole as unknown as NonNullable<typeof path> };
  });
}

function problemOf(issue: v.BaseIssue<unknown>): Problem {
  const path = pathOf(issue);
  if (issue.received === 'undefined') {
    return { code: 'missing-value', path, message: `\`${path.at(-1) ?? 'value'}\` is missing; add it.` };
  }
  return { code: 'invalid-value', path, message: `Found \`${shortText(issue.input)}\`. ${adviceOf(issue)}` };
}

/** What to write instead; fields with a message of their own say it themselves. */
function adviceOf({ expected, message }: v.BaseIssue<unknown>): string {
  if (expected === null || !message.startsWith('Invalid ')) return message;
  const words = [...expected.matchAll(/"([^"]*)"/g)].map(([, word]) => `\`${word ?? ''}\``);
  if (words.length > 0)
    return words.length === 1 ? `Write ${words.join('')}.` : `Write one of ${words.join(', ')}.`;
  return `Write ${KINDS.get(expected) ?? `a value of type ${expected}`}.`;
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ['string', 'text (in quotes, where it looks like a number)'],
  ['number', 'a number'],
  ['boolean', '`true` or `false`'],
  ['Array', 'a list'],
  ['Object', 'an object, that is keys with values'],
]);

function pathOf(issue: v.BaseIssue<unknown>): Path {
  return (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
}

/** The list item an issue stands in, else the member of the entry. */
function removalPath(path: Path): Path {
  const index = path.findIndex((part) => typeof part === 'number');
  return path.slice(0, index === -1 ? 1 : index + 1);
}

function without(value: unknown, doomed: readonly Path[]): unknown {
  const here = new Set<string>();
  const deeper = new Map<string, Path[]>();
  for (const [part, ...rest] of doomed) {
    const key = String(part);
    if (rest.length === 0) here.add(key);
    else {
      const paths = deeper.get(key) ?? [];
      paths.push(rest);
      deeper.set(key, paths);
    }
  }
  const kept = (part: string, member: unknown) => {
    const paths = deeper.get(part);
    return paths === undefined ? member : without(member, paths);
  };
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => (here.has(String(index)) ? [] : [kept(String(index), item)]));
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !here.has(key))
      .map(([key, member]) => [key, kept(key, member)]),
  );
}

/** `name:` with nothing behind it is null in YAML, and means that the member is absent. */
function withoutNulls(value: unknown): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null));
}

/** The keys at any depth that the schema does not know, each with the nearest it does. */
function unknownKeys(schema: unknown, value: unknown, path: Path): Problem[] {
  const described = describe(schema);
  if (described.kind === 'list' && Array.isArray(value)) {
    return value.flatMap((item, index) => unknownKeys(described.item, item, [...path, index]));
  }
  if (described.kind !== 'object' || !isObject(value)) return [];
  const known = Object.keys(described.entries);
  return Object.keys(value).flatMap((key): Problem[] => {
    if (known.includes(key)) return unknownKeys(described.entries[key], value[key], [...path, key]);
    return [{ code: 'unknown-key', path: [...path, key], message: unknownKeyMessage(key, known) }];
  });
}

/** Says that a key is not known, and which known one is nearest. */
export function unknownKeyMessage(key: string, known: readonly string[]): string {
  return `\`${shortText(key)}\` is not a key here; the nearest is \`${closest(key, known)}\`. It was ignored.`;
}

type Description =
  | { readonly kind: 'object'; readonly entries: Readonly<Record<string, unknown>> }
  | { readonly kind: 'list'; readonly item: unknown }
  | { readonly kind: 'value' };

/** What a valibot schema accepts, as far as keys go; of a union its object or list alternative. */
function describe(schema: unknown): Description {
  if (!isObject(schema)) return { kind: 'value' };
  if (isObject(schema['entries'])) return { kind: 'object', entries: schema['entries'] };
  if (schema['type'] === 'array') return { kind: 'list', item: schema['item'] };
  if (schema['wrapped'] !== undefined) return describe(schema['wrapped']);
  if (Array.isArray(schema['options'])) {
    const alternatives = schema['options'].map((option) => describe(option));
    return alternatives.find(({ kind }) => kind !== 'value') ?? { kind: 'value' };
  }
  return { kind: 'value' };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const SHORT = 60;

/** A place within an entry, each key short enough to quote: `ingress.0.ports`. */
export function placeText(path: Path): string {
  return path.map(shortText).join('.');
}

/** A user's value, short enough to quote. */
export function shortText(value: unknown): string {
  // JSON has no word for a number beyond its range.
  const text = typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
  return text.length > SHORT ? `${text.slice(0, SHORT)}…` : text;
}
