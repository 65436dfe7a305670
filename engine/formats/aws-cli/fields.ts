/**
 * Reading the members of an AWS object that may be anything: a member of the wrong type is reported once, with its
 * file, path and line, and reads as absent. `null` reads as absent, as SDKs write members without a value.
 *
 * A function that returns `undefined` has either found nothing or reported why it can't use what it found; the count of
 * faults of the item tells the two apart.
 */
import type { DiagnosticCode, DiagnosticPlace, Path } from '../../diagnostics/index.ts';
import { explainMalformedAddress, formatCidr, hasHostBits, parseAddress, parseCidr } from '../../ip/index.ts';
import type { Family } from '../../ip/index.ts';
import type { ParsedFile } from '../text/index.ts';
import type { SourceFile } from '../source.ts';

/** A file, with what its parser knows of its completeness; one that says nothing is taken to be whole. */
export type DumpFile = SourceFile & Partial<Pick<ParsedFile, 'complete'>>;

/** One AWS object, or an object inside one. */
export interface Fields {
  readonly members: Readonly<Record<string, unknown>>;
  readonly parent: Fields | undefined;
  /** Where it stands in `parent`, or in the file when it has none. */
  readonly steps: Path;
  readonly item: Item;
}

/** What all objects inside one resource share. */
export interface Item {
  readonly file: DumpFile;
  readonly report: (code: DiagnosticCode, detail: string, place: DiagnosticPlace) => void;
  /** What the resource is called in sentences: `Route table`. */
  readonly label: string;
  /** Its id, once it was read. */
  id: string | undefined;
  /** True when the answer it stands in is not all there: its file breaks off, or a further page is missing. */
  readonly isCut: boolean;
  /** Problems reported so far. */
  faults: number;
  /** What was said so far: an object may be read twice, by its own answer and by a pass. */
  readonly said: Set<string>;
}

/** Whether a value is an object with keys: no list and not `null`. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member's value; `undefined` for an absent one, for `null`, and for what objects merely inherit. */
export function memberOf(members: Readonly<Record<string, unknown>>, key: string): unknown {
  const value = Object.hasOwn(members, key) ? members[key] : undefined;
  return value === null ? undefined : value;
}

/** Whether a member is there, and not `null`. */
export function has(fields: Fields, key: string): boolean {
  return memberOf(fields.members, key) !== undefined;
}

/** Where `fields`, or its member `key`, stands in the file. */
export function pathOf(fields: Fields, key?: string): Path {
  const own = key === undefined ? fields.steps : [...fields.steps, key];
  return fields.parent === undefined ? own : [...pathOf(fields.parent), ...own];
}

/** Longest text that is taken over: AWS's own limits are far below. */
const MOST_CHARACTERS = 1024;

/** Text; a number reads as its digits, since YAML turns unquoted account ids into numbers. */
export function text(fields: Fields, key: string): string | undefined {
  const value = memberOf(fields.members, key);
  if (value === undefined) return undefined;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') {
    return fault(fields, key, `must be text; found ${kindOf(value)}. It was left out.`);
  }
  if (value.length > MOST_CHARACTERS)
    return fault(fields, key, `is longer than ${MOST_CHARACTERS} characters. It was left out.`);
  return value === '' ? undefined : value;
}

/** The lines of a text of any length. */
export function lines(fields: Fields, key: string): string[] | undefined {
  const value = memberOf(fields.members, key);
  if (value === undefined) return undefined;
  if (typeof value === 'string') return value.split(/\r?\n/);
  return fault(fields, key, `must be text; found ${kindOf(value)}. It was left out.`);
}

/** Text that the resource can't be understood without; its absence is reported. */
export function requiredText(fields: Fields, key: string): string | undefined {
  const before = fields.item.faults;
  const value = text(fields, key);
  if (value === undefined && fields.item.faults === before) {
    fault(fields, key, 'is missing. Write the dump anew, without leaving members out.', 'missing-value');
  }
  return value;
}

/** The id of a resource: required, and from now on part of every sentence about it. */
export function idOf(fields: Fields, key: string): string | undefined {
  const id = requiredText(fields, key);
  fields.item.id ??= id;
  return id;
}

/** A 12-digit account id. Where YAML read it as a number, its leading zeros are put back. */
export function accountId(fields: Fields, key: string): string | undefined {
  const value = text(fields, key);
  return typeof memberOf(fields.members, key) === 'number' ? value?.padStart(12, '0') : value;
}

/** A text out of a closed list. */
export function word<const Word extends string>(
  fields: Fields,
  key: string,
  words: readonly Word[],
): Word | undefined {
  const value = text(fields, key);
  if (value === undefined) return undefined;
  const found = words.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  return fault(
    fields,
    key,
    `is \`${short(value)}\`, which is none of ${words.map((each) => `\`${each}\``).join(', ')}. It was left out.`,
  );
}

/** A yes or no, also one written as text. */
export function flag(fields: Fields, key: string): boolean | undefined {
  const value = memberOf(fields.members, key);
  if (value === undefined || typeof value === 'boolean') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  return fault(fields, key, `must be \`true\` or \`false\`; found ${kindOf(value)}. It was left out.`);
}

/** A whole number of at least `least`, also one written as text. */
export function integer(fields: Fields, key: string, least = -1): number | undefined {
  const value = memberOf(fields.members, key);
  if (value === undefined) return undefined;
  const number = typeof value === 'string' && /^-?\d{1,9}$/.test(value) ? Number(value) : value;
  if (typeof number === 'number' && Number.isSafeInteger(number) && number >= least) return number;
  return fault(
    fields,
    key,
    `must be a whole number from ${least} on; found ${kindOf(value)}. It was left out.`,
  );
}

/** An address as the dump writes it, once it is known to be one of `family`. */
export function address(fields: Fields, key: string, family: Family): string | undefined {
  const value = text(fields, key);
  if (value === undefined) return undefined;
  const parsed = parseAddress(value);
  if (parsed?.family === family) return value;
  return fault(
    fields,
    key,
    `must be an IPv${family} address. ${explainFamily(value, parsed?.family)} It was left out.`,
  );
}

/** A block of `family`, as the dump writes it; host bits are cleared, as AWS does (ADDR-6). */
export function cidr(fields: Fields, key: string, family: Family): string | undefined {
  const value = text(fields, key);
  if (value === undefined) return undefined;
  const parsed = parseCidr(value);
  if (parsed?.family !== family) {
    return fault(
      fields,
      key,
      `must be an IPv${family} block. ${explainFamily(value, parsed?.family)} It was left out.`,
    );
  }
  if (!hasHostBits(value)) return value;
  const block = formatCidr(parsed);
  remark(fields, 'host-bits-cleared', `\`${value}\` has host bits set and was read as \`${block}\`.`, key);
  return block;
}

function explainFamily(value: string, family: Family | undefined): string {
  return family === undefined
    ? explainMalformedAddress(short(value))
    : `\`${short(value)}\` is IPv${family}.`;
}

/** An object inside this one. */
export function child(fields: Fields, key: string): Fields | undefined {
  const value = memberOf(fields.members, key);
  if (value === undefined) return undefined;
  if (isObject(value)) return { members: value, parent: fields, steps: [key], item: fields.item };
  return fault(fields, key, `must be an object; found ${kindOf(value)}. It was left out.`);
}

/** An object that AWS writes as JSON in a text, of any length; or as it is, where a recorder has parsed it. */
export function jsonChild(fields: Fields, key: string): Fields | undefined {
  const value = memberOf(fields.members, key);
  if (typeof value !== 'string') return child(fields, key);
  const parsed = parsedJson(value);
  if (isObject(parsed)) return { members: parsed, parent: fields, steps: [key], item: fields.item };
  return fault(fields, key, 'must be an object, written as JSON in a text. It was left out.');
}

/** `undefined` for what is no JSON. */
function parsedJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

/** The objects of a list; `undefined` when there is no list. An element that is no object is reported and left out. */
export function list(fields: Fields, key: string): Fields[] | undefined {
  const value = memberOf(fields.members, key);
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) {
    return fault(fields, key, `must be a list; found ${kindOf(value)}. It was left out.`);
  }
  return value.flatMap((element: unknown, index): Fields[] => {
    if (isObject(element))
      return [{ members: element, parent: fields, steps: [key, index], item: fields.item }];
    fault(fields, key, `must hold objects; found ${kindOf(element)} at position ${index}. It was left out.`);
    return [];
  });
}

/** The objects that a member holds by name, as AWS writes maps. */
export function named(fields: Fields, key: string): { name: string; fields: Fields }[] {
  const holder = child(fields, key);
  if (holder === undefined) return [];
  return Object.keys(holder.members).flatMap((name) => {
    const each = child(holder, name);
    return each === undefined ? [] : [{ name, fields: each }];
  });
}

/** The texts of a list; `undefined` when there is no list. */
export function texts(fields: Fields, key: string): string[] | undefined {
  const value = memberOf(fields.members, key);
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) {
    return fault(fields, key, `must be a list; found ${kindOf(value)}. It was left out.`);
  }
  return value.flatMap((element: unknown, index): string[] => {
    if (typeof element === 'string' && element !== '' && element.length <= MOST_CHARACTERS) return [element];
    fault(fields, key, `must hold texts; found ${kindOf(element)} at position ${index}. It was left out.`);
    return [];
  });
}

/** The value of the tag `Name`, which AWS's console shows as the name. No other tag is read. */
export function nameTag(fields: Fields): string | undefined {
  for (const key of ['Tags', 'TagSet']) {
    const tag = list(fields, key)?.find(({ members }) => memberOf(members, 'Key') === 'Name');
    if (tag !== undefined) return text(tag, 'Value');
  }
  return undefined;
}

/** Reports that a member is not as it must be, and marks the resource as read in part. */
export function fault(
  fields: Fields,
  key: string | undefined,
  problem: string,
  code: DiagnosticCode = 'invalid-value',
): undefined {
  fields.item.faults += 1;
  const member = key === undefined ? '' : `\`${key}\` `;
  remark(fields, code, `${member}${problem}`, key);
  return undefined;
}

/** Says something about a resource, once. */
export function remark(fields: Fields, code: DiagnosticCode, sentence: string, key?: string): void {
  const { item } = fields;
  const path = pathOf(fields, key);
  const said = `${path.join(' ')} ${sentence}`;
  if (item.said.has(said)) return;
  item.said.add(said);
  item.report(code, `${subject(fields)}: ${sentence}`, {
    resource: item.id,
    file: item.file.path,
    path,
    line: item.file.lineOf(path),
  });
}

function subject(fields: Fields): string {
  const { item } = fields;
  if (item.id !== undefined) return `${item.label} \`${short(item.id)}\``;
  const position = pathOf(fields).find((step) => typeof step === 'number');
  return position === undefined ? item.label : `${item.label} at position ${position}`;
}

const SHORT = 60;

/** A user's value, short enough to quote. */
export function short(value: string): string {
  return value.length > SHORT ? `${value.slice(0, SHORT)}…` : value;
}

/** What a value is, in words that never quote it: it may be a secret in the wrong place. */
function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  const kinds: Readonly<Record<string, string>> = {
    object: 'an object',
    string: 'text',
    number: 'a number',
    boolean: 'true or false',
  };
  return kinds[typeof value] ?? 'something else';
}

/** An object without the members that are `undefined`. */
export function lean<T extends object>(object: T): T {
  // INVARIANT: what goes reads as `undefined` before and after, so the type holds.
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}
