/** Small networks to be priced: a VPC with a private subnet in zone a and a public one in zone b, and machines in them. */
import { builtInPrices } from '../../../engine/cost/index.ts';
import type { Pricing } from '../../../engine/cost/index.ts';
import { readHoplight } from '../../../engine/formats/hoplight/read.ts';
import { traceReport } from '../../../engine/index.ts';
import type { CostReport, Network, TraceReport } from '../../../engine/index.ts';

export type Entry = Readonly<Record<string, unknown>>;
export type Sections = Readonly<Record<string, readonly Entry[]>>;

export const open = (id: string, vpc: string): Entry => ({
  id,
  vpc,
  ingress: [{ from: ['0.0.0.0/0', '::/0'] }],
});

/** What stands in for sections that a test leaves out. */
const base: Sections = {
  vpcs: [{ id: 'vpc', cidrBlock: '10.0.0.0/16', internetGateway: 'igw' }],
  routeTables: [
    { id: 'rt-private', vpc: 'vpc', routes: [{ destination: '0.0.0.0/0', target: 'nat' }] },
    { id: 'rt-public', vpc: 'vpc', routes: [{ destination: '0.0.0.0/0', target: 'igw' }] },
  ],
  subnets: [
    {
      id: 'private',
      vpc: 'vpc',
      cidrBlock: '10.0.1.0/24',
      availabilityZone: 'us-east-1a',
      routeTable: 'rt-private',
    },
    {
      id: 'public',
      vpc: 'vpc',
      cidrBlock: '10.0.2.0/24',
      availabilityZone: 'us-east-1b',
      routeTable: 'rt-public',
    },
  ],
  securityGroups: [open('sg', 'vpc')],
  natGateways: [{ id: 'nat', subnet: 'public', privateIp: '10.0.2.5', publicIp: '198.51.100.25' }],
  instances: [
    { id: 'app', subnet: 'private', privateIp: '10.0.1.10', securityGroups: ['sg'] },
    {
      id: 'web',
      subnet: 'public',
      privateIp: '10.0.2.10',
      publicIp: '198.51.100.210',
      securityGroups: ['sg'],
    },
  ],
};

export function networkOf(sections: Sections = {}): Network {
  const { network, diagnostics } = readHoplight({ format: 'hoplight/1', ...base, ...sections });
  if (diagnostics.length > 0) throw new Error(diagnostics.map(({ detail }) => detail).join('\n'));
  return network;
}

/** Two VPCs with an active peering, a machine in each. */
export function peered(sides: {
  readonly a?: Entry;
  readonly b?: Entry;
  readonly zones?: readonly string[];
}): Sections {
  const [zoneA, zoneB] = sides.zones ?? ['us-east-1a', 'us-east-1b'];
  const subnet = (vpc: string, net: number, availabilityZone: string | undefined): Entry => ({
    id: vpc,
    vpc: `vpc-${vpc}`,
    cidrBlock: `10.${net}.1.0/24`,
    ipv6CidrBlock: `2001:db8:0:${net}00::/64`,
    ...(availabilityZone === undefined ? {} : { availabilityZone }),
    routeTable: `rt-${vpc}`,
  });
  const vpc = (id: string, net: number, more: Entry = {}): Entry => ({
    id: `vpc-${id}`,
    cidrBlock: `10.${net}.0.0/16`,
    ipv6CidrBlock: `2001:db8:0:${net}00::/56`,
    ...more,
  });
  const table = (id: string, far: number): Entry => ({
    id: `rt-${id}`,
    vpc: `vpc-${id}`,
    routes: [
      { destination: `10.${far}.0.0/16`, target: 'pcx' },
      { destination: `2001:db8:0:${far}00::/56`, target: 'pcx' },
    ],
  });
  return {
    vpcs: [vpc('a', 1, sides.a), vpc('b', 2, sides.b)],
    routeTables: [table('a', 2), table('b', 1)],
    subnets: [subnet('a', 1, zoneA), subnet('b', 2, zoneB)],
    securityGroups: [open('sg-a', 'vpc-a'), open('sg-b', 'vpc-b')],
    natGateways: [],
    vpcPeeringConnections: [
      {
        id: 'pcx',
        requester: { vpc: 'vpc-a', ...regionOf(sides.a) },
        accepter: { vpc: 'vpc-b', ...regionOf(sides.b) },
      },
    ],
    instances: [
      {
        id: 'client',
        subnet: 'a',
        privateIp: '10.1.1.10',
        ipv6Addresses: ['2001:db8:0:100::10'],
        securityGroups: ['sg-a'],
      },
      {
        id: 'server',
        subnet: 'b',
        privateIp: '10.2.1.10',
        ipv6Addresses: ['2001:db8:0:200::10'],
        securityGroups: ['sg-b'],
      },
    ],
  };
}

function regionOf(entry: Entry | undefined): Entry {
  return entry?.['region'] === undefined ? {} : { region: entry['region'] };
}

export function reportOf(
  network: Network,
  from: string,
  to: string,
  { list = builtInPrices, family, ...pricing }: Partial<Pricing> & { family?: 4 | 6 } = {},
): TraceReport {
  const answer = traceReport(network, { from, to, port: 443, family }, { pricing: { list, ...pricing } });
  if (!answer.ok) throw new Error(answer.errors.map(({ message }) => message).join('\n'));
  return answer.report;
}

/** Key and amount of each item, there and back. */
export function itemsOf({ request, reply }: CostReport) {
  const items = (leg: CostReport['request']) => leg.lines.map(({ key, usdPerGb }) => [key, usdPerGb]);
  return { there: items(request), back: reply === null ? null : items(reply) };
}
