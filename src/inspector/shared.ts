/** What several objects have in common: the simple fields that all of them state with one value. */
import type { PlainEntry, TypeDescription } from '../../engine/editing.ts';
import { fieldText } from './settings/plain.ts';

export interface SharedField {
  readonly label: string;
  readonly value: string;
}

interface Held {
  readonly type: TypeDescription;
  readonly entry: PlainEntry | undefined;
}

/** In the order of the first one's form; names and ids are nobody else's. */
export function sharedBy(objects: readonly Held[]): readonly SharedField[] {
  const [first, ...others] = objects;
  if (first === undefined || others.length === 0) return [];
  return first.type.fields.flatMap(({ name, label, type }) => {
    const value = first.entry?.[name];
    const isSimple = !['list', 'object', 'map'].includes(type) && !['id', 'name'].includes(name);
    if (!isSimple || value === undefined || value === null) return [];
    const same = others.every(({ entry }) => entry?.[name] === value);
    return same ? [{ label, value: fieldText(value) }] : [];
  });
}
