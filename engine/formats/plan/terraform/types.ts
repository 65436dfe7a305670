/** The resource types that hold addresses, cloud by cloud, and where in them the addresses stand. */
import type { Cloud, SubnetKind } from '../../../plan/index.ts';
import { type Values, member } from './resources.ts';

export interface TypeReading {
  readonly cloud: Cloud;
  /** A network; a further block of one; a subnet in one. */
  readonly role: 'network' | 'block' | 'subnet';
  /** Attributes that hold blocks: text, lists of text, or lists of objects with the block under a key of the list. */
  readonly blocks: readonly string[];
  /** The attribute that names the network by id, name or link; absent for networks. */
  readonly network?: string;
  /** Attributes that hold a name people gave, beside a tag `Name`. */
  readonly names: readonly string[];
  readonly zones: readonly string[];
  readonly kind?: (values: Values) => SubnetKind | undefined;
}

const awsVpc: TypeReading = {
  cloud: 'aws',
  role: 'network',
  blocks: ['cidr_block', 'cidr_block_associations', 'ipv6_cidr_block'],
  names: [],
  zones: [],
};

const awsSubnet: TypeReading = {
  cloud: 'aws',
  role: 'subnet',
  blocks: ['cidr_block', 'ipv6_cidr_block'],
  network: 'vpc_id',
  names: [],
  zones: ['availability_zone', 'availability_zone_id'],
  // Only a subnet that routes to an internet gateway has use for public addresses.
  kind: (values) => (member(values, 'map_public_ip_on_launch') === true ? 'public' : undefined),
};

const readings: Readonly<Record<string, TypeReading>> = {
  aws_vpc: awsVpc,
  aws_default_vpc: awsVpc,
  aws_subnet: awsSubnet,
  aws_default_subnet: awsSubnet,
  aws_vpc_ipv4_cidr_block_association: blockOfVpc('cidr_block'),
  aws_vpc_ipv6_cidr_block_association: blockOfVpc('ipv6_cidr_block'),
  azurerm_virtual_network: {
    cloud: 'azure',
    role: 'network',
    blocks: ['address_space'],
    names: ['name'],
    zones: [],
  },
  azurerm_subnet: {
    cloud: 'azure',
    role: 'subnet',
    blocks: ['address_prefixes', 'address_prefix'],
    network: 'virtual_network_name',
    names: ['name'],
    zones: [],
  },
  google_compute_network: { cloud: 'gcp', role: 'network', blocks: [], names: ['name'], zones: [] },
  google_compute_subnetwork: {
    cloud: 'gcp',
    role: 'subnet',
    blocks: ['ip_cidr_range', 'secondary_ip_range', 'ipv6_cidr_range'],
    network: 'network',
    names: ['name'],
    zones: ['region'],
  },
  oci_core_vcn: {
    cloud: 'oci',
    role: 'network',
    blocks: ['cidr_blocks', 'cidr_block', 'ipv6cidr_blocks', 'ipv6private_cidr_blocks'],
    names: ['display_name'],
    zones: [],
  },
  oci_core_subnet: {
    cloud: 'oci',
    role: 'subnet',
    blocks: ['cidr_block', 'ipv6cidr_blocks', 'ipv6cidr_block'],
    network: 'vcn_id',
    names: ['display_name'],
    zones: ['availability_domain'],
    kind: (values) => {
      const closed = member(values, 'prohibit_public_ip_on_vnic');
      return typeof closed === 'boolean' ? (closed ? 'private' : 'public') : undefined;
    },
  },
};

/** How a resource type is read; `undefined` for types without addresses of their own. */
export function readingOf(type: string): TypeReading | undefined {
  return Object.hasOwn(readings, type) ? readings[type] : undefined;
}

/** The types that are networks. */
export const networkTypes: ReadonlySet<string> = new Set(
  Object.keys(readings).filter((type) => readings[type]?.role === 'network'),
);

function blockOfVpc(attribute: string): TypeReading {
  return { cloud: 'aws', role: 'block', blocks: [attribute], network: 'vpc_id', names: [], zones: [] };
}
