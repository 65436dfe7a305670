/** What several objects can be told at once: the fields that the types of all of them have. */
import type { FieldDescription, PlainEntry, TypeDescription } from '../../engine/editing.ts';

export interface SharedField {
  readonly field: FieldDescription;
  /** What all of them state; `undefined` where they differ or none states anything. */
  readonly value: unknown;
  readonly differs: boolean;
}

interface Held {
  readonly type: TypeDescription;
  readonly entry: PlainEntry | undefined;
}

/** Ids, names, blocks and addresses are each object's own: two with the same would be a mistake. */
const OWN_NAMES: readonly string[] = ['id', 'name'];
const OWN_TYPES: readonly FieldDescription['type'][] = ['cidr', 'address', 'object'];

/** In the order of the first one's form, tags last. Lists and tags only where all say the same, for items that differ have no common place. */
export function sharedBy(objects: readonly Held[]): readonly SharedField[] {
  const [first, ...others] = objects;
  if (first === undefined || others.length === 0) return [];
  const fields = first.type.fields.filter(({ type }) => type !== 'map');
  const tags = first.type.fields.filter(({ type }) => type === 'map');
  return [...fields, ...tags].flatMap((field): SharedField[] => {
    if (isOwn(field) || !others.every(({ type }) => type.fields.some((each) => isSame(each, field))))
      return [];
    const value = first.entry?.[field.name];
    const text = JSON.stringify(value);
    const differs = others.some(({ entry }) => JSON.stringify(entry?.[field.name]) !== text);
    if (differs && (field.type === 'list' || field.type === 'map')) return [];
    return [{ field, value: differs ? undefined : value, differs }];
  });
}

function isOwn({ name, type, item }: FieldDescription): boolean {
  // Lists of objects are rules and routes, which have a table of their own.
  return (
    OWN_NAMES.includes(name) || OWN_TYPES.includes(type) || (item !== null && OWN_TYPES.includes(item.type))
  );
}

function isSame(one: FieldDescription, other: FieldDescription): boolean {
  const facts = ({ name, type, choices, references, item }: FieldDescription) =>
    JSON.stringify([name, type, choices, references, item?.type, item?.references]);
  return facts(one) === facts(other);
}
