/**
 * What an editor needs to know of a resource type beside its schema: where one stands, what its fields are called and
 * name, and how a new one begins. Data only, so that a page can have it without the engine.
 */
import type { ResourceKind } from '../resources/index.ts';

/** Where a palette shows it; `account` is settings without a place in a drawing. */
export type EditingGroup = 'containers' | 'compute' | 'paths' | 'filters' | 'account';

/** How a drawing shows it; `none` is not drawn by itself. */
export type Shape = 'frame' | 'endpoint' | 'hop' | 'diamond' | 'none';

export interface Editing {
  readonly group: EditingGroup;
  readonly shape: Shape;
  /** One line for the palette and for searches. */
  readonly help: string;
  /** What ids of new ones begin with, as those of AWS do: `rtb` for `rtb-1`. */
  readonly idPrefix: string;
  /** What names of new ones begin with: `web` for `web-1`. */
  readonly namePrefix: string;
  /** What it can stand in, and the field that says so; the usual one first. */
  readonly parents: readonly { readonly field: string; readonly kind: ResourceKind }[];
  /** What it stands in can have one of these and no more. */
  readonly onlyOne?: boolean;
  /** Kinds of which its VPC must have one, or AWS would not make it. */
  readonly needs?: readonly ResourceKind[];
  /** Facts of fields by their place: `cidrBlock`, `ingress.from`. */
  readonly fields: Readonly<Record<string, FieldFacts>>;
  /** The one that AWS brings along with each VPC, when its documents state none. */
  readonly filledIn?: FilledIn;
  /** Fields that bring along a resource of another kind when no entry has its id. */
  readonly brings?: readonly Brought[];
}

export interface FieldFacts {
  /** As AWS's console writes it; made of the field's name when absent. */
  readonly label?: string;
  readonly help?: string;
  /** What a reference may name. */
  readonly references?: readonly ResourceKind[];
  /** A reference that may be a CIDR block or an address instead. */
  readonly takesAddresses?: boolean;
  /** Words that stand where a reference may: `local`. */
  readonly words?: readonly string[];
  /** What a new resource has here; nothing, when absent and not required. */
  readonly start?: Start;
  /** A text that would do, where not any text does. */
  readonly example?: string;
}

/** The first value of a field: a plain one, or one that must be found in the document. */
export type Start =
  | { readonly value: unknown }
  /** A private /16 for a VPC; a block for a subnet, free in its VPC. */
  | { readonly find: 'vpc-block' | 'subnet-block' }
  /** A private address free in the subnet it stands in; a public one that nothing has. */
  | { readonly find: 'private-address' | 'public-address' }
  /** What was asked for, else what its neighbours have. */
  | { readonly find: 'zone' | 'region' }
  /** A resource that the field may name, which nothing else of the new resource names already. */
  | { readonly find: 'resource' }
  /** A list: the subnet it was put into, or any one of its VPC; one subnet in each zone of its VPC. */
  | { readonly find: 'own-subnet' | 'zone-subnets' };

export interface FilledIn {
  /** Its id is this and the VPC's: `main:vpc-a`. */
  readonly idPrefix: string;
  /** What the entry that takes its place states beside its VPC. */
  readonly entry: Readonly<Record<string, unknown>>;
}

export interface Brought {
  /** The field that says so. */
  readonly field: string;
  readonly kind: ResourceKind;
  /** Its id is this and the id of the bringing resource: `eni:i-1`. When absent, the field's value. */
  readonly idPrefix?: string;
  /** Members of the bringing entry that are in truth those of what it brings. */
  readonly members: readonly string[];
  /** The field by which an entry of its own names the bringing resource. */
  readonly backField?: string;
  /** It is part of the bringing resource for good, and never has an entry of its own. */
  readonly isPart?: boolean;
  /**
   * The field is a list, and each item brings one: the member that is its id and, where that is not written, the member
   * that follows the bringing resource's id: `eni:lb-1:subnet-a`.
   */
  readonly each?: { readonly id: string; readonly otherwise: string };
}
