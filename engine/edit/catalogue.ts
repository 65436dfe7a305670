/**
 * The resource types told as plain data: what forms, palettes and edits are made of, so that a page needs neither the
 * schemas nor the engine. A catalogue is derived from the list of resource types and can be sent to another thread.
 */
import type { Brought, EditingGroup, FilledIn, Shape, Start } from '../model/editing.ts';
import type { ResourceKind } from '../resources/index.ts';

export interface Catalogue {
  readonly types: readonly TypeDescription[];
}

export interface TypeDescription {
  readonly kind: ResourceKind;
  /** The key of the document that holds a list of these. */
  readonly section: string;
  /** As AWS's console writes it. */
  readonly label: string;
  /** Of the palette; `account` is settings without a place on the canvas. */
  readonly group: EditingGroup;
  readonly shape: Shape;
  /** What it can stand in, and the field that says so; the usual one first. */
  readonly parents: readonly { readonly field: string; readonly kind: ResourceKind }[];
  /** One line for palette and search. */
  readonly help: string;
  readonly fields: readonly FieldDescription[];
  /** What it stands in can have one of these and no more. */
  readonly onlyOne: boolean;
  /** Kinds of which its VPC must have one. */
  readonly needs: readonly ResourceKind[];
  readonly idPrefix: string;
  readonly namePrefix: string;
  /** The one of each VPC that AWS brings along; `null` for kinds of which it brings none. */
  readonly filledIn: FilledIn | null;
  /** Fields that bring along a resource of another kind. */
  readonly brings: readonly Brought[];
}

export type FieldType =
  | 'text'
  | 'flag'
  | 'number'
  | 'choice'
  | 'cidr'
  | 'address'
  | 'ports'
  | 'protocol'
  | 'reference'
  | 'list'
  | 'object'
  /** Text by text, such as tags. */
  | 'map';

export interface FieldDescription {
  readonly name: string;
  readonly label: string;
  readonly help: string | null;
  readonly type: FieldType;
  readonly optional: boolean;
  /** What an absent field means, as plain JSON; `null` when there is no such value. */
  readonly default: unknown;
  /** For `choice`. */
  readonly choices: readonly string[] | null;
  /** For `reference`: the kinds that it may name. */
  readonly references: readonly ResourceKind[] | null;
  /** For `reference`: a CIDR block or an address may stand in place of a name. */
  readonly takesAddresses: boolean;
  /** For `reference`: words that may stand in place of a name, such as `local`. */
  readonly words: readonly string[];
  /** For `cidr` and `address`: the one family that is taken; `null` for either. */
  readonly family: 4 | 6 | null;
  /** For `number`. */
  readonly least: number | null;
  readonly most: number | null;
  /** For `list`. */
  readonly item: FieldDescription | null;
  /** For `object`. */
  readonly fields: readonly FieldDescription[] | null;
  /** For `object`: a text in its place is an object with this member and no other. */
  readonly shorthand: string | null;
  /** What a new resource has here; `null` for nothing. */
  readonly start: Start | null;
  /** A text that would do, where not any text does. */
  readonly example: string | null;
}

/** The description of a kind. */
export function typeOfKind(catalogue: Catalogue, kind: ResourceKind): TypeDescription | undefined {
  return catalogue.types.find((type) => type.kind === kind);
}

/** The description of the entries of a section. */
export function typeOfSection(catalogue: Catalogue, section: string): TypeDescription | undefined {
  return catalogue.types.find((type) => type.section === section);
}

/** The field at a place of an entry: `['ingress', 2, 'from']`. */
export function fieldAt(
  type: TypeDescription,
  path: readonly (string | number)[],
): FieldDescription | undefined {
  return path.slice(1).reduce<FieldDescription | undefined>(
    (field, token) => {
      if (field === undefined) return undefined;
      // A list that is written as its one item is reached as one that is written out.
      const object = typeof token === 'string' ? objectOf(field) : undefined;
      if (object !== undefined) return object.fields?.find(({ name }) => name === token);
      return field.item ?? undefined;
    },
    type.fields.find(({ name }) => name === path[0]),
  );
}

function objectOf(field: FieldDescription): FieldDescription | undefined {
  return field.type === 'object' ? field : undefined;
}
