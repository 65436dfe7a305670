/** Names that AWS makes for instances, load balancers and databases (edge:DNS-2 to edge:DNS-5, ELB-1, RDS-2). */
import { parseAddress } from '../ip/index.ts';
import type { Address } from '../ip/index.ts';
import type { Network } from '../model/index.ts';
import type { DatabaseProxy } from '../resources/database-proxy/types.ts';
import type { Database } from '../resources/database/types.ts';
import type { LoadBalancer } from '../resources/load-balancer/types.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';

export interface InstanceName {
  readonly kind: 'public' | 'private';
  /** The address that is part of the name. */
  readonly address: Address;
  /** The Region that is part of the name. */
  readonly region: string;
}

const PUBLIC = /^ec2-(\d+-\d+-\d+-\d+)\.(?:compute-1|([a-z0-9-]+)\.compute)\.amazonaws\.com(?:\.cn)?$/;
const PRIVATE = /^ip-(\d+-\d+-\d+-\d+)\.(?:ec2|([a-z0-9-]+)\.compute)\.internal$/;

/** `ec2-203-0-113-40.compute-1.amazonaws.com`, `ip-10-0-1-20.eu-west-1.compute.internal`; the bare forms are of us-east-1. */
export function readInstanceName(name: string): InstanceName | undefined {
  const found = PUBLIC.exec(name) ?? PRIVATE.exec(name);
  const address = parseAddress(found?.[1]?.replaceAll('-', '.') ?? '');
  if (found === null || address === undefined) return undefined;
  return {
    kind: name.startsWith('ec2-') ? 'public' : 'private',
    address,
    region: found[2] ?? 'us-east-1',
  };
}

/** The interface that a name was made for; one of the asking VPC before others of the Region. */
export function interfaceNamed(
  network: Network,
  { kind, address, region }: InstanceName,
  from: string | undefined,
): NetworkInterface | undefined {
  if (kind === 'public') return network.lookup.publicOwnerOf(address)?.networkInterface;
  const vpcs = [...network.vpcs.values()].filter((vpc) => vpc.region === undefined || vpc.region === region);
  return [...vpcs.filter(({ id }) => id === from), ...vpcs]
    .flatMap(({ id }) => network.lookup.ownerOf(id, address) ?? [])
    .at(0);
}

/** The load balancer that AWS made a name for: `internal-web-1234567890.us-east-1.elb.amazonaws.com`. */
export function balancerNamed(network: Network, name: string): LoadBalancer | undefined {
  if (!isBalancerName(name)) return undefined;
  const [label = ''] = name.replace(/^dualstack\./, '').split('.');
  const called = label.replace(/^internal-/, '');
  return [...network.loadBalancers.values()].find((balancer) =>
    [balancer.name, balancer.id].some((own) => {
      if (own === undefined || !called.startsWith(`${own.toLowerCase()}-`)) return false;
      return /^[0-9a-f]+$/.test(called.slice(own.length + 1));
    }),
  );
}

function isBalancerName(name: string): boolean {
  return /\.elb\.(?:[a-z0-9-]+\.)?amazonaws\.com(?:\.cn)?$/.test(name);
}

const DATABASE = /^([a-z0-9-]+)\.(?:proxy-)?[a-z0-9]+\.[a-z0-9-]+\.rds\.amazonaws\.com(?:\.cn)?$/;

/** The database or proxy of a name: `orders.c0ffee123456.us-east-1.rds.amazonaws.com`. */
export function databaseNamed(network: Network, name: string): Database | DatabaseProxy | undefined {
  const called = DATABASE.exec(name)?.[1];
  return [...network.databases.values(), ...network.databaseProxies.values()].find(
    (each) => called !== undefined && [each.name, each.id].some((own) => own?.toLowerCase() === called),
  );
}

/** Whether a name is one that AWS makes for a resource of somebody, and not for a service. */
export function isResourceName(name: string): boolean {
  return isBalancerName(name) || DATABASE.test(name);
}
