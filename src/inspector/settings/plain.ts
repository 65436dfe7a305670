/** Values of fields as text, and text as values: what the document holds stays as plain as JSON. */
import { formatCidr, parseCidr } from '../../../engine/addresses.ts';
import type { FieldDescription } from '../../../engine/editing.ts';

/** A simple value as it stands in a field. */
export function fieldText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string'
    ? value
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);
}

/** What an absent field means, in words; empty when nothing is known of it. */
export function defaultText({ default: fallback, type, optional }: FieldDescription): string {
  if (type === 'protocol' && (fallback === '-1' || fallback === -1)) return 'all';
  if ((type === 'number' && fallback === -1) || type === 'ports') return 'any';
  const text = Array.isArray(fallback) ? '' : fieldText(fallback);
  return text === '' && optional ? 'not set' : text;
}

/**
 * A typed text as the value of its field: numbers as numbers, blocks without host bits.
 *
 * @returns `undefined` for nothing typed: the member goes. What cannot be such a value goes as it is, and the engine says why not
 */
export function readField(text: string, { type }: FieldDescription): unknown {
  const said = text.trim();
  if (said === '') return undefined;
  if (type === 'number') return /^-?\d+$/.test(said) ? Number(said) : said;
  if (type !== 'cidr') return said;
  const block = parseCidr(said);
  return block === undefined ? said : formatCidr(block);
}

/** A list that may be written as its one item. */
export function itemsIn(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** An object that may be written as one of its members. */
export function membersIn(
  value: unknown,
  { shorthand }: FieldDescription,
): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Readonly<Record<string, unknown>>;
  return shorthand === null || value === undefined || value === null ? {} : { [shorthand]: value };
}

/** What a new item of a list begins with: the values that its fields say a new one has. */
export function freshItem({ type, fields }: FieldDescription): unknown {
  if (type !== 'object') return undefined;
  const starts = (fields ?? []).flatMap(({ name, start }) =>
    start !== null && 'value' in start ? [[name, start.value] as const] : [],
  );
  return Object.fromEntries(starts);
}
