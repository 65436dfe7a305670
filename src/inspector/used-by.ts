/** What refers to an object: fields that name it, and what it is in force at. */
import { usesOf } from '../../engine/editing.ts';
import type { Catalogue, FieldDescription, PlainDocument, TypeDescription } from '../../engine/editing.ts';
import type { Diagram } from '../../engine/index.ts';
import { shapeOf } from './subject.ts';

export interface User {
  readonly id: string;
  readonly name: string;
  readonly shape: TypeDescription['shape'];
  /** What it is: `Subnet`. */
  readonly kind: string;
  /** Block or address; empty when it has none. */
  readonly detail: string;
  /** How it refers: the labels of its fields, or that the object is in force there. */
  readonly how: string;
}

/** Everything that names `id` or has it in force; each once, those that name it first. */
export function usersOf(
  document: PlainDocument,
  catalogue: Catalogue,
  { nodes }: Diagram,
  id: string,
): readonly User[] {
  const how = new Map<string, Set<string>>();
  const note = (user: string, words: string) => {
    if (user !== id) how.set(user, (how.get(user) ?? new Set()).add(words));
  };
  for (const { place, type, reference } of usesOf(document, catalogue, id))
    note(String(place.entry['id']), labelOf(type, reference.path[0], reference.field));
  for (const node of nodes)
    if (node.uses.includes(id) && !how.has(node.id)) note(node.id, 'In force by default');
  return [...how].map(([user, words]) => {
    const node = nodes.find((each) => each.id === user);
    const type = catalogue.types.find(({ kind }) => kind === node?.kind);
    return {
      id: user,
      name: node?.name ?? user,
      shape: type === undefined ? 'none' : shapeOf(type),
      kind: type?.label ?? '',
      detail: node?.detail ?? '',
      how: [...words].join(', '),
    };
  });
}

/** The member of the entry says more than the field deep in it: `Inbound rules`, not `Source`. */
function labelOf(
  type: TypeDescription,
  member: string | number | undefined,
  field: FieldDescription,
): string {
  return type.fields.find(({ name }) => name === member)?.label ?? field.label;
}
