/** VPCs and subnets as resources of the `aws` provider. */
import { type Cidr, formatCidr } from '../../../ip/index.ts';
import { type PlannedBlock, type PlannedSubnet, type PlannedVpc, nameByBlock } from '../planned-vpcs.ts';
import { tagsOf } from '../tags.ts';
import { type HclBlock, type HclValue, variable } from './hcl.ts';
import { Identifiers } from './identifiers.ts';

const ASSOCIATION = {
  4: 'aws_vpc_ipv4_cidr_block_association',
  6: 'aws_vpc_ipv6_cidr_block_association',
} as const;

export function awsResources(vpcs: readonly PlannedVpc[]): HclBlock[] {
  const identifiers = new Identifiers();
  const hasIpv6 = vpcs.some(({ blocks }) => blocks.some(({ cidr }) => cidr.family === 6));
  return [
    ...(hasIpv6 ? [variable('ipv6_ipam_pool_id', 'The pool that the IPv6 blocks come from.')] : []),
    ...vpcs.flatMap((vpc) => vpcResources(vpc, identifiers)),
  ];
}

function vpcResources(vpc: PlannedVpc, identifiers: Identifiers): HclBlock[] {
  const id = identifiers.take('aws_vpc', vpc.name, 'vpc');
  const primary = vpc.blocks.find(({ cidr }) => cidr.family === 4);
  const added = vpc.blocks.filter((block) => block !== primary);
  const associations = new Map(
    added.map((block) => [
      block,
      identifiers.take(ASSOCIATION[block.cidr.family], `${id}_${formatCidr(block.cidr)}`, id),
    ]),
  );
  return [
    {
      type: 'resource',
      labels: ['aws_vpc', id],
      comment: primary === undefined ? 'AWS makes no VPC without an IPv4 block: add cidr_block.' : undefined,
      attributes: [
        ['cidr_block', primary && formatCidr(primary.cidr)],
        [
          'tags',
          vpc.isNamed ? mapOf(tagsOf({ name: vpc.name, kind: undefined, note: undefined })) : undefined,
        ],
      ],
    },
    ...added.map((block) => association(block.cidr, id, associations.get(block) ?? '')),
    ...vpc.subnets.map((subnet) => subnetResource(subnet, id, associations, identifiers)),
  ];
}

function association(block: Cidr, vpc: string, id: string): HclBlock {
  return {
    type: 'resource',
    labels: [ASSOCIATION[block.family], id],
    attributes: [
      ['vpc_id', { expression: `aws_vpc.${vpc}.id` }],
      [block.family === 4 ? 'cidr_block' : 'ipv6_cidr_block', formatCidr(block)],
      ['ipv6_ipam_pool_id', block.family === 6 ? { expression: 'var.ipv6_ipam_pool_id' } : undefined],
    ],
  };
}

function subnetResource(
  subnet: PlannedSubnet,
  vpc: string,
  associations: ReadonlyMap<PlannedBlock, string>,
  identifiers: Identifiers,
): HclBlock {
  const { ipv4, ipv6, name, zone } = subnet;
  const needed = [ipv4, ipv6].flatMap((at): HclValue[] => {
    const id = at && associations.get(at.block);
    return at === undefined || id === undefined
      ? []
      : [{ expression: `${ASSOCIATION[at.cidr.family]}.${id}` }];
  });
  const tags = tagsOf(subnet);
  return {
    type: 'resource',
    labels: ['aws_subnet', identifiers.take('aws_subnet', name ?? '', nameByBlock(subnet))],
    attributes: [
      ['vpc_id', { expression: `aws_vpc.${vpc}.id` }],
      ['cidr_block', ipv4 && formatCidr(ipv4.cidr)],
      ['ipv6_cidr_block', ipv6 && formatCidr(ipv6.cidr)],
      ['ipv6_native', ipv4 === undefined ? true : undefined],
      ['availability_zone', zone],
      // A subnet in a block that the VPC is given afterwards has to wait for it.
      ['depends_on', needed.length > 0 ? needed : undefined],
      ['tags', tags.length > 0 ? mapOf(tags) : undefined],
    ],
  };
}

function mapOf(tags: readonly (readonly [string, string])[]): HclValue {
  return { fields: tags.map(([key, value]) => ({ key, value })) };
}
