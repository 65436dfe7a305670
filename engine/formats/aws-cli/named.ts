/**
 * Resources that the dump names but does not list. That they exist is certain, and what others say about them (a
 * subnet's route table, a VPC's local routes) would be lost without an entry to carry it; the rest stays unknown.
 */
import type { Dump, FactKey } from './dump.ts';
import { factsOf } from './dump.ts';
import type { Fields } from './fields.ts';
import { lean, short } from './fields.ts';
import { regionOfZone } from './scope.ts';
import type { Scope } from './scope.ts';

interface Mention {
  readonly fields: Fields;
  readonly scope: Scope;
  /** The VPC of a subnet. */
  vpc: string | undefined;
  zone: string | undefined;
  /** Blocks of a VPC, as the local routes of its tables show them (RT-4). */
  readonly blocks: Set<string>;
}

const namedVpcs: FactKey<Map<string, Mention>> = { empty: () => new Map() };
const namedSubnets: FactKey<Map<string, Mention>> = { empty: () => new Map() };

/** Notes that an object names a VPC, and a zone in which it has something. */
export function mentionVpc(dump: Dump, vpc: string, fields: Fields, scope: Scope, zone?: string): void {
  const mention = mentionIn(factsOf(dump, namedVpcs), vpc, fields, scope);
  mention.zone ??= zone;
}

/** Notes that a table has a local route for a block. */
export function mentionLocalBlock(
  dump: Dump,
  vpc: string,
  block: string,
  fields: Fields,
  scope: Scope,
): void {
  mentionIn(factsOf(dump, namedVpcs), vpc, fields, scope).blocks.add(block);
}

const blocksOfPeers: FactKey<Map<string, readonly string[]>> = { empty: () => new Map() };

/** Notes the blocks that a peering connection shows of a VPC. Being named by one does not add it (PEER-15). */
export function noteBlocks(dump: Dump, vpc: string, blocks: readonly string[]): void {
  if (blocks.length > 0) factsOf(dump, blocksOfPeers).set(vpc, blocks);
}

/** Notes that an object names a subnet. */
export function mentionSubnet(
  dump: Dump,
  subnet: string,
  at: { readonly vpc: string | undefined; readonly zone?: string | undefined },
  fields: Fields,
  scope: Scope,
): void {
  const mention = mentionIn(factsOf(dump, namedSubnets), subnet, fields, scope);
  mention.vpc ??= at.vpc;
  mention.zone ??= at.zone;
}

function mentionIn(mentions: Map<string, Mention>, id: string, fields: Fields, scope: Scope): Mention {
  const known = mentions.get(id);
  if (known !== undefined) return known;
  const mention: Mention = { fields, scope, vpc: undefined, zone: undefined, blocks: new Set() };
  mentions.set(id, mention);
  return mention;
}

/** Adds an entry for each subnet and VPC that is named but not listed, and tells VPCs their Region. */
export function addNamed(dump: Dump): void {
  const { vpcs, subnets } = dump.drafts;
  const addedSubnets: string[] = [];
  for (const [id, { fields, scope, vpc, zone }] of factsOf(dump, namedSubnets)) {
    if (subnets.has(id) || vpc === undefined) continue;
    subnets.set(id, { value: lean({ id, vpc, availabilityZone: zone }), fields, scope });
    mentionVpc(dump, vpc, fields, scope, zone);
    addedSubnets.push(id);
  }
  const addedVpcs: string[] = [];
  for (const [id, { fields, scope, zone, blocks }] of factsOf(dump, namedVpcs)) {
    const region = scope.region ?? regionOfZone(zone);
    const held = vpcs.get(id);
    if (held !== undefined) {
      if (region !== undefined) held.value.region ??= region;
      continue;
    }
    const known = blocks.size > 0 ? [...blocks] : (factsOf(dump, blocksOfPeers).get(id) ?? []);
    const ipv4 = known.filter((block) => !block.includes(':'));
    const ipv6 = known.filter((block) => block.includes(':'));
    const value = lean({
      id,
      cidrBlocks: ipv4.length > 0 ? ipv4 : undefined,
      ipv6CidrBlocks: ipv6.length > 0 ? ipv6 : undefined,
      region,
    });
    vpcs.set(id, { value, fields, scope });
    addedVpcs.push(id);
  }
  if (addedSubnets.length > 0) {
    dump.report(
      'named-not-listed',
      `${listed('subnet', addedSubnets)} named by other objects, but no answer of \`aws ec2 describe-subnets\` lists ${addedSubnets.length === 1 ? 'it' : 'them'}: the address blocks are not known.`,
    );
  }
  if (addedVpcs.length > 0) {
    dump.report(
      'named-not-listed',
      `${listed('VPC', addedVpcs)} named by other objects, but no answer of \`aws ec2 describe-vpcs\` lists ${addedVpcs.length === 1 ? 'it' : 'them'}: the address blocks are those that local routes or peering connections show, if any.`,
    );
  }
}

function listed(word: string, ids: readonly string[]): string {
  const shown = ids
    .slice(0, 5)
    .map((id) => `\`${short(id)}\``)
    .join(', ');
  const more = ids.length > 5 ? ` and ${ids.length - 5} more` : '';
  return ids.length === 1 ? `The ${word} ${shown} is` : `The ${word}s ${shown}${more} are`;
}
