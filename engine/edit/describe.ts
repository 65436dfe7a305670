/** Derives the catalogue from the resource types: the fields from their schemas, the rest from what their folders say. */
import * as v from 'valibot';
import type { Editing, FieldFacts } from '../model/editing.ts';
import { allResourceTypes } from '../resources/index.ts';
import type { AnyResourceType } from '../resources/index.ts';
import type { Catalogue, FieldDescription, FieldType, TypeDescription } from './catalogue.ts';
import { isEntry } from './document.ts';

/** All resource types as plain data, in document order. */
export function catalogue(): Catalogue {
  return { types: allResourceTypes.map(describeType) };
}

function describeType({ kind, section, label, editing, schema }: AnyResourceType): TypeDescription {
  const { group, shape, parents, help, idPrefix, namePrefix, filledIn } = editing;
  return {
    kind,
    section,
    label,
    group,
    shape,
    parents,
    help,
    idPrefix,
    namePrefix,
    filledIn: filledIn ?? null,
    brings: editing.brings ?? [],
    onlyOne: editing.onlyOne ?? false,
    needs: editing.needs ?? [],
    fields: fieldsOf(schema, [], editing),
  };
}

/** Facts of the members that every resource has. */
const IDENTITY: Readonly<Record<string, FieldFacts>> = {
  id: { label: 'ID', help: 'What other objects name it by.' },
  name: { label: 'Name' },
  tags: { label: 'Tags' },
};

function fieldsOf(schema: unknown, at: readonly string[], editing: Editing): FieldDescription[] {
  const entries = isEntry(schema) && isEntry(schema['entries']) ? schema['entries'] : {};
  return Object.entries(entries).map(([name, member]) => describe(name, member, [...at, name], editing));
}

function describe(name: string, schema: unknown, at: readonly string[], editing: Editing): FieldDescription {
  const { inner, optional, fallback } = unwrapped(schema);
  const { type, metadata, choices, item, object, shorthand, least, most } = shapeOf(inner);
  const key = at.join('.');
  const facts = editing.fields[key] ?? (at.length === 1 ? IDENTITY[key] : undefined) ?? {};
  const { family } = metadata;
  return {
    name,
    label: facts.label ?? labelOf(name),
    help: facts.help ?? null,
    type,
    optional,
    default: fallback,
    choices,
    references: type === 'reference' ? (facts.references ?? []) : null,
    takesAddresses: facts.takesAddresses ?? false,
    words: facts.words ?? [],
    family: family === 4 || family === 6 ? family : null,
    least,
    most,
    item: item === undefined ? null : { ...describe(name, item, at, editing), help: null, start: null },
    fields: object === undefined ? null : fieldsOf(object, at, editing),
    shorthand,
    start: facts.start ?? null,
    example: facts.example ?? null,
  };
}

interface Unwrapped {
  readonly inner: unknown;
  readonly optional: boolean;
  readonly fallback: unknown;
}

function unwrapped(schema: unknown): Unwrapped {
  if (!isEntry(schema) || schema['type'] !== 'optional')
    return { inner: schema, optional: false, fallback: null };
  const value = schema['default'];
  // What is optional twice may be left out once: the outer one says what that means.
  return {
    inner: unwrapped(schema['wrapped']).inner,
    optional: true,
    fallback: value === undefined ? null : value,
  };
}

interface FieldShape {
  readonly type: FieldType;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly choices: readonly string[] | null;
  readonly item: unknown;
  readonly object: unknown;
  readonly shorthand: string | null;
  readonly least: number | null;
  readonly most: number | null;
}

const PLAIN: FieldShape = {
  type: 'text',
  metadata: {},
  choices: null,
  item: undefined,
  object: undefined,
  shorthand: null,
  least: null,
  most: null,
};

const SAID = ['cidr', 'address', 'ports', 'protocol', 'reference'] as const;

function shapeOf(schema: unknown): FieldShape {
  if (!isEntry(schema)) return PLAIN;
  // INVARIANT: members of an object schema are schemas, whose metadata valibot can read.
  const metadata = v.getMetadata(schema as unknown as v.GenericSchema) as Readonly<Record<string, unknown>>;
  const said = SAID.find((type) => type === metadata['field']);
  if (said !== undefined) return { ...PLAIN, type: said, metadata };
  const picked = picklistIn(schema);
  if (picked !== undefined) return { ...PLAIN, type: 'choice', choices: optionsOf(picked).map(String) };
  switch (schema['type']) {
    case 'boolean':
      return { ...PLAIN, type: 'flag' };
    case 'number':
      return { ...PLAIN, type: 'number', ...limitsOf(schema) };
    case 'picklist':
      return { ...PLAIN, type: 'choice', choices: optionsOf(schema).map(String) };
    case 'array':
      return { ...PLAIN, type: 'list', item: schema['item'] };
    case 'record':
      return { ...PLAIN, type: 'map' };
    case 'object':
      return { ...PLAIN, type: 'object', object: schema };
    case 'union':
      return shapeOfUnion(optionsOf(schema));
    default:
      return PLAIN;
  }
}

/** The choices that a text is held against once it is put in order. */
function picklistIn(
  schema: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> | undefined {
  const steps: readonly unknown[] = Array.isArray(schema['pipe']) ? schema['pipe'].slice(1) : [];
  return steps.filter(isEntry).find(({ type }) => type === 'picklist');
}

/** One thing written in several ways: a list or its one item, an object or the text that stands for it. */
function shapeOfUnion(options: readonly unknown[]): FieldShape {
  const shapes = options.map(shapeOf);
  const list = shapes.find(({ type }) => type === 'list');
  if (list !== undefined) return list;
  const object = shapes.find(({ type }) => type === 'object');
  if (object === undefined) return shapes[0] ?? PLAIN;
  const entries = isEntry(object.object) && isEntry(object.object['entries']) ? object.object['entries'] : {};
  const required = Object.entries(entries).find(([, member]) => !unwrapped(member).optional);
  return { ...object, shorthand: required?.[0] ?? null };
}

function optionsOf(schema: Readonly<Record<string, unknown>>): readonly unknown[] {
  return Array.isArray(schema['options']) ? schema['options'] : [];
}

function limitsOf(schema: Readonly<Record<string, unknown>>): Pick<FieldShape, 'least' | 'most'> {
  const checks: readonly unknown[] = Array.isArray(schema['pipe']) ? schema['pipe'] : [];
  const limit = (type: string) => {
    const check = checks.find((each) => isEntry(each) && each['type'] === type);
    const requirement = isEntry(check) ? check['requirement'] : undefined;
    return typeof requirement === 'number' ? requirement : null;
  };
  return { least: limit('min_value'), most: limit('max_value') };
}

const ABBREVIATIONS: ReadonlyMap<string, string> = new Map(
  ['CIDR', 'IP', 'IPv6', 'VPC', 'DNS', 'ID', 'ICMP', 'ACL', 'NAT'].map((word) => [word.toLowerCase(), word]),
);

/** `icmpType` as people write it: `ICMP type`. */
function labelOf(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').split(' ');
  const written = words.map((word) => ABBREVIATIONS.get(word.toLowerCase()) ?? word.toLowerCase()).join(' ');
  return written.charAt(0).toUpperCase() + written.slice(1);
}
