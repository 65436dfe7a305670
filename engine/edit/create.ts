/**
 * A new resource that is ready to use: in a place where it can stand, with a name and addresses that nothing has yet,
 * and with whatever AWS would want to see before it makes one.
 */
import { type Cidr, formatAddress, formatCidr } from '../ip/index.ts';
import type { Start } from '../model/editing.ts';
import type { ResourceKind } from '../resources/index.ts';
import type { Catalogue, FieldDescription, TypeDescription } from './catalogue.ts';
import { difference } from './difference.ts';
import { textIn } from './document.ts';
import type { PlainDocument, PlainEntry } from './document.ts';
import {
  addressesTaken,
  freeAddress,
  freePublicAddress,
  freeSubnetBlock,
  freeVpcBlock,
  ownBlocks,
  subnetBlocks,
  vpcBlocks,
} from './free-addresses.ts';
import { FreshNames } from './names.ts';
import type { Patch } from './patch.ts';
import { objectsOf, parentOf, referencesIn, vpcOf } from './references.ts';
import type { Known } from './references.ts';
import { typeFor, withAdded } from './set-field.ts';

export interface CreateOptions {
  /** Id of what it is to stand in or near; also that of a drawn zone or Region: `zone:vpc-a/us-east-1a`. */
  readonly parent?: string;
  readonly zone?: string;
  /** Counted up when something goes by it already. */
  readonly name?: string;
  /** Of a VPC's or a subnet's block. */
  readonly prefixLength?: number;
}

export interface Created {
  readonly patch: Patch;
  readonly id: string;
}

export function createResource(
  document: PlainDocument,
  catalogue: Catalogue,
  type: TypeDescription,
  options: CreateOptions = {},
): Created {
  const made = withNew(document, catalogue, type, options);
  return { patch: difference(document, made.document), id: made.id };
}

export interface Made {
  readonly document: PlainDocument;
  readonly id: string;
}

/** The document with a new resource, and with what had to be made for it. */
export function withNew(
  before: PlainDocument,
  catalogue: Catalogue,
  type: TypeDescription,
  options: CreateOptions = {},
): Made {
  const near = nearOf(options);
  const { document, parent } = withParent(before, catalogue, type, near);
  const making = new Making(document, catalogue, type, parent, near);
  return making.made();
}

/** What a drawn zone or Region stands for. */
export interface Near extends CreateOptions {
  readonly region?: string;
}

/** A zone and a Region are no resources: what is dropped on one is meant for the VPC around it. */
export function nearOf(options: CreateOptions): Near {
  const { parent = '', ...rest } = options;
  const [, vpc, zone] = /^zone:(.*)\/([^/]*)$/.exec(parent) ?? [];
  if (vpc !== undefined && zone !== undefined) return { zone, ...rest, parent: vpc };
  if (parent.startsWith('region:')) return { ...rest, region: parent.slice('region:'.length) };
  return options;
}

export interface Parented {
  readonly document: PlainDocument;
  readonly parent: { readonly field: string; readonly object: Known } | undefined;
}

/** What it can stand in: that which was asked for, what is around or inside that, any, or a new one. */
export function withParent(
  document: PlainDocument,
  catalogue: Catalogue,
  type: TypeDescription,
  near: Near,
): Parented {
  const [usual] = type.parents;
  if (usual === undefined) return { document, parent: undefined };
  const objects = objectsOf(document, catalogue);
  const isFree = (object: Known) =>
    !type.onlyOne ||
    !objects.all.some((each) => each.type === type && parentOf(each, objects)?.id === object.id);
  const asked = near.parent === undefined ? undefined : objects.byId.get(near.parent);
  for (let at = asked; at !== undefined; at = parentOf(at, objects)) {
    const object = at;
    const field = type.parents.find(({ kind }) => kind === object.kind)?.field;
    // A VPC has its gateway already: the new one is for another.
    if (field !== undefined) return { document, parent: isFree(object) ? { field, object } : undefined };
  }
  const candidates = objects.all.filter(({ kind, place }) => kind === usual.kind && place !== undefined);
  const isNear = (object: Known) =>
    asked === undefined || vpcOf(object, objects)?.id === vpcOf(asked, objects)?.id;
  const isInZone = ({ place }: Known) =>
    near.zone === undefined || (place !== undefined && textIn(place.entry, 'availabilityZone') === near.zone);
  const found = candidates.find((each) => isFree(each) && isNear(each) && isInZone(each));
  if (found !== undefined) return { document, parent: { field: usual.field, object: found } };
  if (type.onlyOne && candidates.length > 0) return { document, parent: undefined };
  // The name and the size that were asked for are those of what is to stand in it.
  const { parent, zone } = near;
  const made = withNew(document, catalogue, typeFor(catalogue, usual.kind), {
    ...(parent !== undefined && { parent }),
    ...(zone !== undefined && { zone }),
  });
  const object = objectsOf(made.document, catalogue).byId.get(made.id);
  return { document: made.document, parent: object && { field: usual.field, object } };
}

class Making {
  #document: PlainDocument;
  #catalogue: Catalogue;
  #type: TypeDescription;
  #parent: Parented['parent'];
  #near: Near;
  /** What other fields of the new resource name already. */
  #named = new Set<string>();

  constructor(
    document: PlainDocument,
    catalogue: Catalogue,
    type: TypeDescription,
    parent: Parented['parent'],
    near: Near,
  ) {
    this.#document = document;
    this.#catalogue = catalogue;
    this.#type = type;
    this.#parent = parent;
    this.#near = near;
  }

  made(): Made {
    this.#makeNeeds();
    const members = this.#type.fields.flatMap((field): [string, unknown][] => {
      if (field.name === 'id' || field.name === 'name') return [];
      if (field.name === this.#parent?.field) return [[field.name, this.#parent.object.id]];
      const value = this.#first(field);
      return value === undefined ? [] : [[field.name, value]];
    });
    const names = new FreshNames(this.#document);
    const { idPrefix, namePrefix, section } = this.#type;
    const id = names.numbered(idPrefix);
    const name =
      this.#near.name !== undefined
        ? names.like(this.#near.name)
        : idPrefix === namePrefix
          ? id
          : names.numbered(namePrefix);
    const entry: PlainEntry = { id, name, ...Object.fromEntries(members) };
    return { document: withAdded(this.#document, section, entry), id };
  }

  /** AWS makes no public NAT gateway in a VPC that has no internet gateway. */
  #makeNeeds(): void {
    const vpc = this.#vpc();
    for (const kind of vpc === undefined ? [] : this.#type.needs) {
      const objects = objectsOf(this.#document, this.#catalogue);
      const isThere = objects.all.some((each) => each.kind === kind && vpcOf(each, objects)?.id === vpc?.id);
      if (isThere) continue;
      const type = typeFor(this.#catalogue, kind);
      this.#document = withNew(this.#document, this.#catalogue, type, vpc && { parent: vpc.id }).document;
    }
  }

  /** `undefined` leaves the field out. */
  #first(field: FieldDescription): unknown {
    if (field.start !== null) {
      const found = this.#started(field, field.start);
      if (found !== undefined || field.optional) return found;
    }
    if (field.optional) return undefined;
    switch (field.type) {
      case 'flag':
        return false;
      case 'number':
        return field.least ?? 0;
      case 'choice':
        return field.choices?.[0] ?? '';
      case 'list':
        return [];
      case 'map':
        return {};
      case 'object':
        return Object.fromEntries(
          (field.fields ?? []).flatMap((each) => {
            const value = this.#first(each);
            return value === undefined ? [] : [[each.name, value]];
          }),
        );
      case 'reference':
        return this.#resource(field);
      default:
        return field.label;
    }
  }

  #started(field: FieldDescription, start: Start): unknown {
    if ('value' in start) return start.value;
    switch (start.find) {
      case 'vpc-block': {
        const taken = vpcBlocks(this.#document, this.#catalogue);
        const block = formatted(freeVpcBlock(taken, this.#near.prefixLength ?? 16));
        return field.type === 'list' && block !== undefined ? [block] : block;
      }
      case 'subnet-block':
        return formatted(this.#subnetBlock());
      case 'private-address':
        return this.#privateAddress();
      case 'public-address': {
        const address = freePublicAddress(addressesTaken(this.#document, this.#catalogue));
        return address === undefined ? undefined : formatAddress(address);
      }
      case 'zone':
        return this.#zone();
      case 'region':
        return this.#region();
      case 'resource':
        return this.#resource(field);
      case 'own-subnet':
        return this.#inSubnets(field, this.#subnets().slice(0, 1));
      case 'zone-subnets':
        return this.#inSubnets(field, this.#subnets());
      default:
        return start satisfies never;
    }
  }

  #vpc(): Known | undefined {
    const objects = objectsOf(this.#document, this.#catalogue);
    return this.#parent && vpcOf(this.#parent.object, objects);
  }

  /** As large as its latest neighbour, or as large as there is still room for. */
  #subnetBlock(): Cidr | undefined {
    const vpc = this.#vpc();
    const blocks = vpc === undefined ? [] : ownBlocks(vpc, 4);
    const [first] = blocks;
    if (vpc === undefined || first === undefined) return undefined;
    const taken = subnetBlocks(this.#document, this.#catalogue, vpc.id);
    const latest = taken.filter(({ family }) => family === 4).at(-1)?.prefixLength;
    const wanted = this.#near.prefixLength ?? latest ?? Math.min(28, Math.max(24, first.prefixLength + 2));
    for (let prefixLength = wanted; prefixLength <= Math.max(wanted, 28); prefixLength++) {
      const found = freeSubnetBlock(blocks, taken, prefixLength);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #privateAddress(): string | undefined {
    const subnet = this.#parent?.object;
    return subnet === undefined || subnet.kind !== 'subnet' ? undefined : this.#addressIn(subnet);
  }

  #addressIn(subnet: Known): string | undefined {
    const [block] = ownBlocks(subnet, 4);
    if (block === undefined) return undefined;
    const address = freeAddress(block, addressesTaken(this.#document, this.#catalogue));
    return address === undefined ? undefined : formatAddress(address);
  }

  /** A subnet in each zone of the VPC that it stands in or names, that which was asked for first; if need be a new one. */
  #subnets(): readonly Known[] {
    const objects = objectsOf(this.#document, this.#catalogue);
    const asked = this.#near.parent === undefined ? undefined : objects.byId.get(this.#near.parent);
    const named = [...this.#named]
      .flatMap((id) => objects.byId.get(id) ?? [])
      .find(({ kind }) => kind === 'vpc');
    const vpc = this.#vpc() ?? named ?? (asked && vpcOf(asked, objects));
    const all = objects.all.filter(
      (each) => each.kind === 'subnet' && (vpc === undefined || vpcOf(each, objects)?.id === vpc.id),
    );
    const inOrder = asked?.kind === 'subnet' ? [asked, ...all.filter(({ id }) => id !== asked.id)] : all;
    const zones = new Map<string | undefined, Known>();
    for (const subnet of inOrder) {
      const zone = subnet.place && textIn(subnet.place.entry, 'availabilityZone');
      const isOfVpc = vpc === undefined || vpcOf(subnet, objects)?.id === vpc.id;
      if (isOfVpc && !zones.has(zone)) zones.set(zone, subnet);
    }
    if (zones.size > 0) return [...zones.values()];
    const made = withNew(
      this.#document,
      this.#catalogue,
      typeFor(this.#catalogue, 'subnet'),
      vpc === undefined ? {} : { parent: vpc.id },
    );
    this.#document = made.document;
    return [objectsOf(made.document, this.#catalogue).byId.get(made.id)].flatMap((subnet) => subnet ?? []);
  }

  /** Names of subnets, or interfaces in them with addresses of their own. */
  #inSubnets(field: FieldDescription, subnets: readonly Known[]): readonly unknown[] {
    const members = field.item?.fields ?? null;
    if (members === null) return subnets.map(({ id }) => id);
    const hasAddress = members.some(({ name }) => name === 'privateIp');
    return subnets.map((subnet) => {
      const privateIp = hasAddress ? this.#addressIn(subnet) : undefined;
      return { subnet: subnet.id, ...(privateIp !== undefined && { privateIp }) };
    });
  }

  #zone(): string {
    const objects = objectsOf(this.#document, this.#catalogue);
    const vpc = this.#vpc();
    const neighbours = objects.all.filter(
      (object) => object.type === this.#type && vpcOf(object, objects)?.id === vpc?.id,
    );
    const zones = neighbours.flatMap(({ place }) =>
      place === undefined ? [] : (textIn(place.entry, 'availabilityZone') ?? []),
    );
    return this.#near.zone ?? zones.at(-1) ?? `${this.#region()}a`;
  }

  #region(): string {
    const own = this.#vpc()?.place;
    const ofOwn = own === undefined ? undefined : textIn(own.entry, 'region');
    const vpcs = objectsOf(this.#document, this.#catalogue).all.filter(({ kind }) => kind === 'vpc');
    const others = vpcs.flatMap(({ place }) =>
      place === undefined ? [] : (textIn(place.entry, 'region') ?? []),
    );
    return this.#near.region ?? ofOwn ?? others.at(-1) ?? 'us-east-1';
  }

  /** That which was asked for, if the field can name it; else one that no other field names, if need be a new one. */
  #resource(field: FieldDescription): string | undefined {
    const kinds: readonly ResourceKind[] = field.references ?? [];
    const objects = objectsOf(this.#document, this.#catalogue);
    const asked = this.#near.parent === undefined ? undefined : objects.byId.get(this.#near.parent);
    const candidates = [...(asked === undefined ? [] : [asked]), ...objects.all];
    const paired = this.#paired();
    const found = candidates.find(
      ({ id, kind }) => kinds.includes(kind) && !this.#named.has(id) && !paired.has(id),
    );
    const [usual] = kinds;
    if (found === undefined && usual === undefined) return undefined;
    let id = found?.id;
    if (id === undefined && usual !== undefined) {
      const made = withNew(this.#document, this.#catalogue, typeFor(this.#catalogue, usual));
      this.#document = made.document;
      id = made.id;
    }
    if (id !== undefined) this.#named.add(id);
    return id;
  }

  /** What another of this type joins already with all that the new one names: it would be a second one of the same. */
  #paired(): ReadonlySet<string> {
    if (this.#named.size === 0) return new Set();
    const objects = objectsOf(this.#document, this.#catalogue);
    const twins = objects.all.flatMap(({ type, place }) => {
      if (type !== this.#type || place === undefined) return [];
      const named = referencesIn(place.entry, type).flatMap(
        ({ text, field }) => objects.find(text, field.references ?? [])?.id ?? [],
      );
      return [...this.#named].every((id) => named.includes(id)) ? named : [];
    });
    return new Set(twins);
  }
}

function formatted(block: Cidr | undefined): string | undefined {
  return block === undefined ? undefined : formatCidr(block);
}
