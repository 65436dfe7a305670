/** Virtual cloud networks and subnets as resources of the `oci` provider. */
import { formatCidr } from '../../../ip/index.ts';
import { type PlannedSubnet, type PlannedVpc, nameByBlock } from '../planned-vpcs.ts';
import { tagsOf } from '../tags.ts';
import { type HclBlock, variable } from './hcl.ts';
import { Identifiers } from './identifiers.ts';

export function oracleResources(vpcs: readonly PlannedVpc[]): HclBlock[] {
  const identifiers = new Identifiers();
  return [
    variable('compartment_id', 'The compartment of the networks.'),
    ...vpcs.flatMap((vpc): HclBlock[] => {
      const id = identifiers.take('oci_core_vcn', vpc.name, 'vcn');
      const blocks = (family: 4 | 6) =>
        vpc.blocks.filter(({ cidr }) => cidr.family === family).map(({ cidr }) => formatCidr(cidr));
      return [
        {
          type: 'resource',
          labels: ['oci_core_vcn', id],
          attributes: [
            ['compartment_id', { expression: 'var.compartment_id' }],
            ['display_name', vpc.isNamed ? vpc.name : undefined],
            ['cidr_blocks', blocks(4)],
            ['ipv6private_cidr_blocks', blocks(6).length > 0 ? blocks(6) : undefined],
          ],
        },
        ...vpc.subnets.map((subnet) => subnetResource(subnet, id, identifiers)),
      ];
    }),
  ];
}

function subnetResource(subnet: PlannedSubnet, vcn: string, identifiers: Identifiers): HclBlock {
  const { name, zone, kind, ipv4, ipv6 } = subnet;
  const tags = tagsOf({ ...subnet, name: undefined });
  return {
    type: 'resource',
    labels: ['oci_core_subnet', identifiers.take('oci_core_subnet', name ?? '', nameByBlock(subnet))],
    attributes: [
      ['compartment_id', { expression: 'var.compartment_id' }],
      ['vcn_id', { expression: `oci_core_vcn.${vcn}.id` }],
      ['display_name', name],
      ['cidr_block', ipv4 && formatCidr(ipv4.cidr)],
      ['ipv6cidr_block', ipv6 && formatCidr(ipv6.cidr)],
      ['availability_domain', zone],
      ['prohibit_public_ip_on_vnic', kind === undefined ? undefined : kind !== 'public'],
      [
        'freeform_tags',
        tags.length > 0 ? { fields: tags.map(([key, value]) => ({ key, value })) } : undefined,
      ],
    ],
  };
}
