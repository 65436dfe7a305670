/** Networks and subnetworks as resources of the `google` provider. */
import { formatCidr } from '../../../ip/index.ts';
import { type PlannedSubnet, type PlannedVpc, nameByBlock } from '../planned-vpcs.ts';
import { UniqueNames } from '../unique-names.ts';
import { type HclBlock, type HclValue, variable } from './hcl.ts';
import { Identifiers } from './identifiers.ts';

export function googleResources(vpcs: readonly PlannedVpc[]): HclBlock[] {
  const identifiers = new Identifiers();
  const names = new UniqueNames();
  const needsRegion = vpcs.some(({ subnets }) => subnets.some(({ zone }) => zone === undefined));
  return [
    ...(needsRegion ? [variable('region', 'Of subnetworks without a region of their own.')] : []),
    ...vpcs.flatMap((vpc): HclBlock[] => {
      const id = identifiers.take('google_compute_network', vpc.name, 'network');
      return [
        {
          type: 'resource',
          labels: ['google_compute_network', id],
          attributes: [
            ['name', names.take(googleName(vpc.name) || 'network')],
            ['auto_create_subnetworks', false],
          ],
        },
        ...vpc.subnets.map((subnet) => subnetwork(subnet, id, names, identifiers)),
      ];
    }),
  ];
}

function subnetwork(
  subnet: PlannedSubnet,
  network: string,
  names: UniqueNames,
  identifiers: Identifiers,
): HclBlock {
  const { name, note, zone, ipv4, ipv6 } = subnet;
  const fallback = nameByBlock(subnet);
  return {
    type: 'resource',
    labels: [
      'google_compute_subnetwork',
      identifiers.take('google_compute_subnetwork', name ?? '', fallback),
    ],
    // Google assigns IPv6 ranges itself.
    comment: ipv6 === undefined ? undefined : `Planned for IPv6: ${formatCidr(ipv6.cidr)}`,
    attributes: [
      ['name', names.take(googleName(name ?? '') || fallback)],
      ['description', note],
      ['network', { expression: `google_compute_network.${network}.id` }],
      ['region', regionOf(zone)],
      ['ip_cidr_range', ipv4 && formatCidr(ipv4.cidr)],
      ['stack_type', ipv6 === undefined ? undefined : ipv4 === undefined ? 'IPV6_ONLY' : 'IPV4_IPV6'],
    ],
  };
}

/** Subnetworks belong to a region: `us-central1` for the zone `us-central1-a`. */
function regionOf(zone: string | undefined): HclValue {
  if (zone === undefined) return { expression: 'var.region' };
  return zone.replace(/^([a-z]+-[a-z]+\d+)-[a-z]$/, '$1');
}

/** Lower-case letters, digits and `-`; a letter first, a letter or digit last, 63 at most. */
function googleName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 58)
    .replace(/-+$/, '');
}
