/** Virtual networks and subnets as resources of the `azurerm` provider. */
import { formatCidr } from '../../../ip/index.ts';
import { type PlannedVpc, nameByBlock } from '../planned-vpcs.ts';
import { UniqueNames } from '../unique-names.ts';
import { type HclBlock, variable } from './hcl.ts';
import { Identifiers } from './identifiers.ts';

export function azureResources(vpcs: readonly PlannedVpc[]): HclBlock[] {
  const identifiers = new Identifiers();
  return [
    variable('resource_group_name', 'The resource group of the virtual networks.'),
    variable('location', 'Where the virtual networks are.'),
    ...vpcs.flatMap((vpc) => networkResources(vpc, identifiers)),
  ];
}

function networkResources(vpc: PlannedVpc, identifiers: Identifiers): HclBlock[] {
  const id = identifiers.take('azurerm_virtual_network', vpc.name, 'network');
  const names = new UniqueNames();
  const group = { expression: 'var.resource_group_name' };
  return [
    {
      type: 'resource',
      labels: ['azurerm_virtual_network', id],
      attributes: [
        ['name', azureName(vpc.name) || id],
        ['resource_group_name', group],
        ['location', { expression: 'var.location' }],
        ['address_space', vpc.blocks.map(({ cidr }) => formatCidr(cidr))],
      ],
    },
    ...vpc.subnets.map((subnet): HclBlock => {
      const { name, note, ipv4, ipv6 } = subnet;
      const fallback = nameByBlock(subnet);
      return {
        type: 'resource',
        labels: ['azurerm_subnet', identifiers.take('azurerm_subnet', name ?? '', fallback)],
        // Subnets of Azure have neither tags nor a description.
        comment: note,
        attributes: [
          ['name', names.take(azureName(name ?? '') || fallback)],
          ['resource_group_name', group],
          ['virtual_network_name', { expression: `azurerm_virtual_network.${id}.name` }],
          ['address_prefixes', [ipv4, ipv6].flatMap((at) => (at === undefined ? [] : [formatCidr(at.cidr)]))],
        ],
      };
    }),
  ];
}

/** Letters, digits, `.`, `_` and `-`; a letter or digit first, no `.` or `-` last, 80 at most. */
function azureName(name: string): string {
  return name
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 76)
    .replace(/[.-]+$/, '');
}
