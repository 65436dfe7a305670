/** A plan as a CloudFormation template. */
import { stringify } from 'yaml';
import { type Cidr, formatCidr } from '../../ip/index.ts';
import type { Plan } from '../../plan/index.ts';
import {
  type PlannedBlock,
  type PlannedSubnet,
  type PlannedVpc,
  nameByBlock,
  plannedVpcs,
} from './planned-vpcs.ts';
import { tagsOf } from './tags.ts';
import { UniqueNames } from './unique-names.ts';

/** The most resources that a template may have. */
const MOST_RESOURCES = 500;

type Resource = Readonly<Record<string, unknown>>;

export function writeCloudFormation(plan: Plan): string {
  const ids = new UniqueNames([], 'X');
  const resources = plannedVpcs(plan).flatMap((vpc) => vpcResources(vpc, ids));
  const hasIpv6 = plan.blocks.some(({ cidr }) => cidr.family === 6);
  const template = {
    AWSTemplateFormatVersion: '2010-09-09',
    ...(plan.name !== '' && { Description: [...plan.name].slice(0, 200).join('') }),
    ...(hasIpv6 && {
      Parameters: {
        Ipv6IpamPoolId: { Type: 'String', Description: 'The pool that the IPv6 blocks come from.' },
      },
    }),
    Resources: Object.fromEntries(resources),
  };
  const text = stringify(template, {
    lineWidth: 0,
    aliasDuplicateObjects: false,
    // CloudFormation reads YAML 1.1, where plain `yes` and `0123` are no text.
    defaultStringType: 'QUOTE_DOUBLE',
    defaultKeyType: 'PLAIN',
  });
  const warning =
    resources.length > MOST_RESOURCES
      ? `# ${resources.length} resources: a template may have ${MOST_RESOURCES}. Divide it, one stack for each VPC.\n`
      : '';
  return warning + text.replace(UNPRINTABLE, escape);
}

/** Characters that YAML does not allow as they are, and those that do not show; all values are quoted, so an escape means the same. */
const UNPRINTABLE = /[\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]|\p{Cs}/gu;

function escape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function vpcResources(vpc: PlannedVpc, ids: UniqueNames): (readonly [id: string, resource: Resource])[] {
  const id = ids.take(logicalId(vpc.name) || 'Vpc');
  const primary = vpc.blocks.find(({ cidr }) => cidr.family === 4);
  const added = new Map(
    vpc.blocks
      .filter((block) => block !== primary)
      .map((block) => [block, ids.take(logicalId(`${id} block ${formatCidr(block.cidr)}`))]),
  );
  const tags = vpc.isNamed ? tagList({ name: vpc.name, kind: undefined, note: undefined }) : {};
  return [
    [
      id,
      {
        Type: 'AWS::EC2::VPC',
        Properties: { ...(primary && { CidrBlock: formatCidr(primary.cidr) }), ...tags },
      },
    ],
    ...[...added].map(([block, blockId]) => [blockId, addedBlock(block.cidr, id)] as const),
    ...vpc.subnets.map((subnet) => {
      const own = ids.take(logicalId(subnet.name ?? '') || logicalId(nameByBlock(subnet)));
      return [own, subnetResource(subnet, id, added)] as const;
    }),
  ];
}

function addedBlock(block: Cidr, vpc: string): Resource {
  const cidr =
    block.family === 4
      ? { CidrBlock: formatCidr(block) }
      : { Ipv6CidrBlock: formatCidr(block), Ipv6IpamPoolId: { Ref: 'Ipv6IpamPoolId' } };
  return { Type: 'AWS::EC2::VPCCidrBlock', Properties: { VpcId: { Ref: vpc }, ...cidr } };
}

function subnetResource(
  subnet: PlannedSubnet,
  vpc: string,
  added: ReadonlyMap<PlannedBlock, string>,
): Resource {
  const { ipv4, ipv6, zone } = subnet;
  const needed = [ipv4, ipv6].flatMap((at) => (at && added.get(at.block)) ?? []);
  return {
    Type: 'AWS::EC2::Subnet',
    // A subnet in a block that the VPC is given afterwards has to wait for it.
    ...(needed.length > 0 && { DependsOn: needed }),
    Properties: {
      VpcId: { Ref: vpc },
      ...(ipv4 && { CidrBlock: formatCidr(ipv4.cidr) }),
      ...(ipv6 && { Ipv6CidrBlock: formatCidr(ipv6.cidr) }),
      ...(ipv4 === undefined && { Ipv6Native: true }),
      ...(zone !== undefined && { AvailabilityZone: zone }),
      ...tagList(subnet),
    },
  };
}

function tagList(said: Pick<PlannedSubnet, 'name' | 'kind' | 'note'>): { Tags?: object[] } {
  const tags = tagsOf(said);
  return tags.length === 0 ? {} : { Tags: tags.map(([Key, Value]) => ({ Key, Value })) };
}

/** Letters and digits, a letter first: `app (a)` is `AppA`; empty when none is left. */
function logicalId(name: string): string {
  const id = name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('')
    .replace(/^(?=\d)/, 'N')
    .slice(0, 200);
  return NO_TEXT.test(id) ? `${id}Id` : id;
}

/** What YAML 1.1 takes for a boolean or for nothing, as a key too. */
const NO_TEXT = /^(y|n|yes|no|on|off|true|false|null)$/i;
