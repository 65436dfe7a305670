/** Every resource type, made from the list: a new type is tested by standing there. */
import { describe, expect, test } from 'vitest';
import type { Catalogue, FieldDescription, TypeDescription } from '../../../engine/edit/catalogue.ts';
import { createResource } from '../../../engine/edit/create.ts';
import { catalogue as describeAll } from '../../../engine/edit/describe.ts';
import { entryOf } from '../../../engine/edit/document.ts';
import type { PlainDocument } from '../../../engine/edit/document.ts';
import { applyPatch } from '../../../engine/edit/patch.ts';
import { objectsOf } from '../../../engine/edit/references.ts';
import { removeResources } from '../../../engine/edit/remove.ts';
import { setField, valueAt } from '../../../engine/edit/set-field.ts';
import type { FieldPath } from '../../../engine/edit/set-field.ts';
import { loadDocument } from '../../../engine/formats/load.ts';
import { lint } from '../../../engine/lint/index.ts';
import { allResourceTypes } from '../../../engine/resources/index.ts';

const catalogue: Catalogue = describeAll();
const kinds = catalogue.types.map((type) => [type.kind, type] as const);

/** What others join two by two, or name one of several. */
const SEVERAL: ReadonlySet<string> = new Set([
  'vpc',
  'subnet',
  'transit-gateway',
  'vpn-gateway',
  'customer-gateway',
  'direct-connect-gateway',
  'on-premises-network',
  'target-group',
  'database',
]);

/** Holds at least one of everything that another resource may stand in or name. */
const base: PlainDocument = catalogue.types
  .flatMap((type) => (SEVERAL.has(type.kind) ? [1, 2, 3] : [1]).map((number) => ({ type, number })))
  .reduce<PlainDocument>(
    (document, { type, number }) => {
      // Each VPC has a subnet, or what is attached to it would bring one along.
      const options = type.kind === 'subnet' ? { parent: `vpc-${number}` } : {};
      return applyPatch(document, createResource(document, catalogue, type, options).patch);
    },
    { format: 'hoplight/1', name: 'base' },
  );

const errorsIn = (document: PlainDocument) => loadDocument(document).diagnostics.map(({ detail }) => detail);

/** What AWS would not make, or not make a second time. */
const refusalsIn = (document: PlainDocument) =>
  lint(loadDocument(document).network)
    .filter(({ code }) => code.endsWith('-refused'))
    .map(({ detail }) => detail);

/** A valid value that is not the one that is there. */
function otherValue(field: FieldDescription, now: unknown, document: PlainDocument): unknown {
  switch (field.type) {
    case 'flag':
      return now !== true;
    case 'number':
      return now === (field.least ?? 0) + 1 ? (field.least ?? 0) + 2 : (field.least ?? 0) + 1;
    case 'choice':
      return field.choices?.find((choice) => choice !== now);
    case 'cidr':
      return field.family === 6 ? '2001:db8:42::/56' : '10.250.0.0/16';
    case 'address':
      return field.family === 6 ? '2001:db8::42' : '192.0.2.77';
    case 'ports':
      return '8000-8080';
    case 'protocol':
      return now === 'tcp' ? 'udp' : 'tcp';
    case 'reference': {
      const objects = objectsOf(document, catalogue);
      const known = objects.all.find(({ id, kind }) => field.references?.includes(kind) && id !== now);
      return known?.id ?? (field.takesAddresses ? '10.250.0.0/16' : undefined);
    }
    case 'list':
      return field.item === null ? [] : [otherValue(field.item, undefined, document)];
    case 'object':
      return Object.fromEntries(
        (field.fields ?? []).map((each) => [each.name, otherValue(each, undefined, document)]),
      );
    case 'map':
      return { team: 'network' };
    case 'text':
      if (field.example !== null) return field.example;
      return now === 'other text' ? 'another text' : 'other text';
    default:
      return field.type satisfies never;
  }
}

/** Every field of a type with its path, those inside lists and objects too. */
function pathsOf(
  fields: readonly FieldDescription[],
  at: FieldPath,
): (readonly [FieldPath, FieldDescription])[] {
  return fields.flatMap((field) => {
    const path = [...at, field.name];
    const inner = field.type === 'list' ? field.item : field;
    const deeper = field.type === 'list' ? [...path, 0] : path;
    return [[path, field] as const, ...pathsOf(inner?.fields ?? [], deeper)];
  });
}

describe('the catalogue', () => {
  test('is plain data that goes to another thread unchanged', () => {
    expect(structuredClone(catalogue)).toEqual(catalogue);
  });

  test('has every type of the list, in its order', () => {
    expect(catalogue.types.map(({ kind }) => kind)).toEqual(allResourceTypes.map(({ kind }) => kind));
  });

  test.each(kinds)('%s: what its folder says of fields is said of fields that it has', (kind, type) => {
    const said = allResourceTypes.find((each) => each.kind === kind)?.editing;
    const known = pathsOf(type.fields, []).map(([path]) =>
      path.filter((token) => typeof token === 'string').join('.'),
    );
    expect(Object.keys(said?.fields ?? {}).filter((path) => !known.includes(path))).toEqual([]);
    const names = type.fields.map(({ name }) => name);
    for (const { field } of [...type.parents, ...type.brings]) expect(names).toContain(field);
  });

  test.each(kinds)('%s: every reference says what it may name', (_, type) => {
    const vague = pathsOf(type.fields, [])
      .map(([path, field]) => [path, field.item ?? field] as const)
      .filter(([, field]) => field.type === 'reference' && field.references?.length === 0);
    expect(vague.map(([path]) => path.join('.'))).toEqual([]);
  });

  test.each(kinds)('%s: labels and helps are words', (_, type) => {
    expect(type.help).toMatch(/^[A-Z].*\.$/);
    for (const [, field] of pathsOf(type.fields, [])) {
      expect(field.label).toMatch(/^[A-Z]/);
      if (field.help !== null) expect(field.help).toMatch(/\.$/);
    }
  });
});

describe('creating', () => {
  test.each(kinds)('%s in a document that has everything is read without a complaint', (_, type) => {
    const { patch, id } = createResource(base, catalogue, type);
    const after = applyPatch(base, patch);
    expect(errorsIn(after)).toEqual([]);
    expect(entryOf(after, id)?.section).toBe(type.section);
    expect(refusalsIn(after).filter((detail) => !refusalsIn(base).includes(detail))).toEqual([]);
  });

  test.each(kinds)('%s in an empty document brings along what it needs', (_, type) => {
    const empty = { format: 'hoplight/1' };
    const { patch, id } = createResource(empty, catalogue, type);
    const after = applyPatch(empty, patch);
    expect(errorsIn(after)).toEqual([]);
    expect(entryOf(after, id)?.section).toBe(type.section);
    expect(refusalsIn(after)).toEqual([]);
  });

  test.each(kinds)('%s twice gives two ids and two names', (_, type) => {
    const first = createResource(base, catalogue, type);
    const once = applyPatch(base, first.patch);
    const second = createResource(once, catalogue, type);
    const twice = applyPatch(once, second.patch);
    expect(second.id).not.toBe(first.id);
    const name = (id: string) => entryOf(twice, id)?.entry['name'];
    expect(name(second.id)).not.toBe(name(first.id));
    expect(errorsIn(twice)).toEqual([]);
  });
});

describe('removing', () => {
  test.each(kinds)('%s leaves the document as it was before it was created', (_, type) => {
    const { patch, id } = createResource(base, catalogue, type);
    const after = applyPatch(base, patch);
    expect(applyPatch(after, removeResources(after, catalogue, [id]))).toEqual(base);
  });

  test.each(kinds)('%s that others name leaves nothing that names it', (_, type) => {
    const own = objectsOf(base, catalogue).all.filter((object) => object.type === type && object.place);
    for (const { id } of own) {
      const after = applyPatch(base, removeResources(base, catalogue, [id]));
      expect(errorsIn(after)).toEqual([]);
      expect(entryOf(after, id)).toBeUndefined();
    }
  });
});

const fieldsOf = (type: TypeDescription) =>
  pathsOf(type.fields, []).map(
    ([path, field]) => [`${type.kind} ${path.join('.')}`, type, path, field] as const,
  );

describe('every field', () => {
  test.each(catalogue.types.flatMap(fieldsOf))('%s can be set, and cleared again', (_, type, path, field) => {
    const created = createResource(base, catalogue, type);
    const document = applyPatch(base, created.patch);
    const list = path.findIndex((token) => typeof token === 'number');
    // Inside a list that is empty: its first item is put in first.
    const holder = path.slice(0, list);
    const prepared =
      list === -1
        ? document
        : applyPatch(
            document,
            setField(
              document,
              catalogue,
              created.id,
              [...holder, 0],
              otherValue(itemAt(type, holder), {}, document),
            ),
          );
    const entry = entryOf(prepared, created.id)?.entry ?? {};
    const now = valueAt(entry, type, path);
    const value = otherValue(field, now, prepared);
    expect(value).toBeDefined();
    const patch = setField(prepared, catalogue, created.id, path, value);
    const after = applyPatch(prepared, patch);
    const id = path.length === 1 && path[0] === 'id' ? String(value) : created.id;
    const changed = entryOf(after, id)?.entry ?? {};
    expect(valueAt(changed, type, path)).toEqual(value);
    const complaints = loadDocument(after).diagnostics.filter(({ code }) =>
      ['invalid-value', 'missing-value', 'unknown-key'].includes(code),
    );
    expect(complaints).toEqual([]);
    if (!field.optional) return;
    const cleared = applyPatch(after, setField(after, catalogue, id, path, undefined));
    expect(valueAt(entryOf(cleared, id)?.entry ?? {}, type, path)).toEqual(field.default ?? undefined);
  });
});

function itemAt(type: TypeDescription, path: FieldPath): FieldDescription {
  const list = pathsOf(type.fields, []).find(([each]) => each.join('.') === path.join('.'));
  const item = list?.[1].item;
  if (item === undefined || item === null) throw new Error(`no list at ${path.join('.')}`);
  return item;
}
