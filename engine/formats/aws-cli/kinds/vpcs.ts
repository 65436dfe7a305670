import type { Draft, Outcome, Sections } from '../dump.ts';
import { NOT_UNDERSTOOD, put } from '../dump.ts';
import { accountId, child, cidr, flag, has, idOf, lean, list, nameTag, remark, text } from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { AnswerKind } from '../kind.ts';

/** VPCs with their address blocks. */
export const vpcs: AnswerKind = {
  key: 'Vpcs',
  label: 'VPC',
  command: 'aws ec2 describe-vpcs',
  section: 'vpcs',
  marks: [
    ['VpcId', 'CidrBlockAssociationSet'],
    ['VpcId', 'CidrBlock', 'DhcpOptionsId'],
  ],
  read: (fields, dump, scope): Outcome => {
    const id = idOf(fields, 'VpcId');
    if (id === undefined) return NOT_UNDERSTOOD;
    const value: Sections['vpcs'] = lean({
      id,
      name: nameTag(fields),
      ...blockMembers(ipv4Blocks(fields)),
      ...ipv6BlockMembers(associatedBlocks(fields, IPV6_SET)),
      region: scope.region,
      ownerId: accountId(fields, 'OwnerId'),
      isDefault: flag(fields, 'IsDefault'),
      instanceTenancy: text(fields, 'InstanceTenancy') === 'dedicated' ? ('dedicated' as const) : undefined,
    });
    return put(dump, 'vpcs', id, { value, fields, scope });
  },
};

interface BlockSet {
  readonly set: string;
  readonly block: string;
  readonly state: string;
  readonly family: 4 | 6;
}

const IPV4_SET: BlockSet = {
  set: 'CidrBlockAssociationSet',
  block: 'CidrBlock',
  state: 'CidrBlockState',
  family: 4,
};

/** How VPCs and subnets list their IPv6 blocks. */
export const IPV6_SET: BlockSet = {
  set: 'Ipv6CidrBlockAssociationSet',
  block: 'Ipv6CidrBlock',
  state: 'Ipv6CidrBlockState',
  family: 6,
};

/** The primary block first, as AWS's `CidrBlock` names it (VPC-1). */
function ipv4Blocks(fields: Fields): string[] {
  const primary = cidr(fields, 'CidrBlock', 4);
  if (!has(fields, IPV4_SET.set)) return primary === undefined ? [] : [primary];
  const blocks = associatedBlocks(fields, IPV4_SET);
  return primary !== undefined && blocks.includes(primary)
    ? [primary, ...blocks.filter((block) => block !== primary)]
    : blocks;
}

/** VPC-9: the blocks of a set that are in use. The others are named in a remark. */
export function associatedBlocks(fields: Fields, { set, block, state, family }: BlockSet): string[] {
  return (list(fields, set) ?? []).flatMap((association) => {
    const value = cidr(association, block, family);
    const status = child(association, state);
    const word = status === undefined ? undefined : text(status, 'State');
    if (value === undefined) return [];
    if (word === undefined || word === 'associated') return [value];
    remark(
      association,
      'block-not-associated',
      `block \`${value}\` is \`${word}\`, not \`associated\`, and was left out.`,
    );
    return [];
  });
}

/** IPv4 blocks as the document writes them, the primary one first. */
export function blockMembers(blocks: readonly string[]): Pick<Sections['vpcs'], 'cidrBlock' | 'cidrBlocks'> {
  const [only] = blocks;
  if (only === undefined) return {};
  return blocks.length === 1 ? { cidrBlock: only } : { cidrBlocks: [...blocks] };
}

/** IPv6 blocks as the document writes them. */
export function ipv6BlockMembers(
  blocks: readonly string[],
): Pick<Sections['vpcs'], 'ipv6CidrBlock' | 'ipv6CidrBlocks'> {
  const [only] = blocks;
  if (only === undefined) return {};
  return blocks.length === 1 ? { ipv6CidrBlock: only } : { ipv6CidrBlocks: [...blocks] };
}

/** All blocks of a VPC entry, both families. */
export function blocksOf({ value }: Draft<Sections['vpcs']>): string[] {
  const { cidrBlock, cidrBlocks = [], ipv6CidrBlock, ipv6CidrBlocks = [] } = value;
  return [cidrBlock, ...cidrBlocks, ipv6CidrBlock, ...ipv6CidrBlocks].filter((block) => block !== undefined);
}
