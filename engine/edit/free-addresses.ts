/** Blocks and addresses that nothing in a document has yet. */
import {
  type Address,
  type Cidr,
  type Family,
  addressCount,
  addressAt,
  cidrOf,
  compareCidrs,
  containsAddress,
  containsCidr,
  firstAddress,
  formatAddress,
  overlaps,
  parseAddress,
  parseCidr,
  subtract,
} from '../ip/index.ts';
import type { Catalogue, FieldDescription, TypeDescription } from './catalogue.ts';
import { isEntry, placesOf } from './document.ts';
import type { PlainDocument, PlainEntry } from './document.ts';
import { objectsOf, vpcOf } from './references.ts';
import type { Known } from './references.ts';

/** Where new VPCs get their blocks, first those that examples usually have. */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].flatMap((text) => parseCidr(text) ?? []);

/** Addresses for documentation (RFC 5737), which belong to nobody. */
const DOCUMENTATION = ['203.0.113.0/24', '198.51.100.0/24', '192.0.2.0/24'].flatMap(
  (text) => parseCidr(text) ?? [],
);

/** Machines are numbered from here on where there is room: 10.0.0.10. */
const FIRST_HOST = 10;
/** AWS keeps the first four addresses of a subnet and the last one (SUB-3). */
const KEPT_AT_START = 4;

/** The next private block of a size that overlaps no VPC. */
export function freeVpcBlock(taken: readonly Cidr[], prefixLength = 16): Cidr | undefined {
  return firstFree(PRIVATE, taken, prefixLength);
}

/** The next block of a size inside a VPC's that overlaps no subnet. */
export function freeSubnetBlock(
  blocks: readonly Cidr[],
  taken: readonly Cidr[],
  prefixLength: number,
): Cidr | undefined {
  return firstFree(blocks, taken, prefixLength);
}

/** An address of a subnet that nothing has. */
export function freeAddress(block: Cidr, taken: ReadonlySet<string>): Address | undefined {
  const count = addressCount(block);
  const size = count > 0x10000n ? 0x10000 : Number(count);
  const first = size >= 32 ? FIRST_HOST : KEPT_AT_START;
  return addressBetween(block, first, size - 1, taken) ?? addressBetween(block, KEPT_AT_START, first, taken);
}

/** A public address for what has none yet. */
export function freePublicAddress(taken: ReadonlySet<string>): Address | undefined {
  for (const block of DOCUMENTATION) {
    const found =
      addressBetween(block, FIRST_HOST, 255, taken) ?? addressBetween(block, 1, FIRST_HOST, taken);
    if (found !== undefined) return found;
  }
  return undefined;
}

function addressBetween(
  block: Cidr,
  from: number,
  to: number,
  taken: ReadonlySet<string>,
): Address | undefined {
  for (let offset = from; offset < to; offset++) {
    const address = addressAt(firstAddress(block), offset);
    if (address !== undefined && containsAddress(block, address) && !taken.has(formatAddress(address)))
      return address;
  }
  return undefined;
}

function firstFree(within: readonly Cidr[], taken: readonly Cidr[], prefixLength: number): Cidr | undefined {
  for (const block of within) {
    if (block.prefixLength > prefixLength) continue;
    const inside = taken.filter((each) => each.family === block.family && overlaps(each, block));
    const free = [...subtract([block], inside)].sort(compareCidrs);
    const room = free.find((each) => each.prefixLength <= prefixLength);
    if (room !== undefined) return cidrOf(firstAddress(room), prefixLength);
  }
  return undefined;
}

const BLOCK_OWNERS: ReadonlySet<string> = new Set(['vpc', 'vpc-peering-connection', 'on-premises-network']);

/** The blocks of VPCs and sites, and those that are said to be of VPCs that the document does not hold. */
export function vpcBlocks(document: PlainDocument, catalogue: Catalogue): readonly Cidr[] {
  return objectsOf(document, catalogue)
    .all.filter(({ kind }) => BLOCK_OWNERS.has(kind))
    .flatMap(({ place, type }) => (place === undefined ? [] : blocksIn(place.entry, type)));
}

/** The blocks of the subnets of a VPC. */
export function subnetBlocks(document: PlainDocument, catalogue: Catalogue, vpc: string): readonly Cidr[] {
  const objects = objectsOf(document, catalogue);
  return objects.all
    .filter((object) => object.kind === 'subnet' && vpcOf(object, objects)?.id === vpc)
    .flatMap(({ place, type }) => (place === undefined ? [] : blocksIn(place.entry, type)));
}

/** The blocks of an object itself, of one family or of both. */
export function ownBlocks({ place, type }: Known, family?: Family): readonly Cidr[] {
  const blocks = place === undefined ? [] : blocksIn(place.entry, type);
  return family === undefined ? blocks : blocks.filter((block) => block.family === family);
}

/** Whether an address lies in a block of the subnet that it is to stand in. */
export function isInside(subnet: Known, text: string): boolean {
  const address = parseAddress(text);
  return address !== undefined && ownBlocks(subnet).some((block) => containsAddress(block, address));
}

/** Whether a block lies in one of its VPC's. */
export function isInsideVpc(vpc: Known, text: string): boolean {
  const block = parseCidr(text);
  return block !== undefined && ownBlocks(vpc).some((each) => containsCidr(each, block));
}

/** Every address that anything has, as text. */
export function addressesTaken(document: PlainDocument, catalogue: Catalogue): Set<string> {
  const taken = new Set<string>();
  for (const { section, entry } of placesOf(document)) {
    const type = catalogue.types.find((each) => each.section === section);
    if (type !== undefined) for (const text of textsOf(entry, type, 'address')) taken.add(text);
  }
  return taken;
}

function blocksIn(entry: PlainEntry, type: TypeDescription): readonly Cidr[] {
  return textsOf(entry, type, 'cidr').flatMap((text) => parseCidr(text) ?? []);
}

/** The texts of all fields of one type, however deep. */
export function textsOf(
  entry: PlainEntry,
  { fields }: TypeDescription,
  wanted: 'address' | 'cidr',
): readonly string[] {
  const known = remembered[wanted].get(entry);
  if (known !== undefined) return known;
  const found = fields.flatMap((field) => textsAt(entry[field.name], field, wanted));
  remembered[wanted].set(entry, found);
  return found;
}

/** Entries stay the same from one document to the next: each is looked through once. */
const remembered = {
  address: new WeakMap<PlainEntry, readonly string[]>(),
  cidr: new WeakMap<PlainEntry, readonly string[]>(),
};

function textsAt(value: unknown, field: FieldDescription, wanted: 'address' | 'cidr'): readonly string[] {
  if (Array.isArray(value)) {
    const item = field.item ?? field;
    return value.flatMap((each: unknown) => textsAt(each, item, wanted));
  }
  if (field.type === 'list') return field.item === null ? [] : textsAt(value, field.item, wanted);
  if (field.type === 'object' && isEntry(value))
    return (field.fields ?? []).flatMap((each) => textsAt(value[each.name], each, wanted));
  return field.type === wanted && typeof value === 'string' ? [value] : [];
}
