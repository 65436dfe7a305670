/**
 * Stations of a path: what data is carried from and to, each with all that goes on at it.
 */
import type { Network } from '../model/index.ts';
import type { Subnet } from '../resources/subnet/types.ts';
import type { Hop } from '../trace/index.ts';

export type StationKind =
  /** An interface, with the machine or managed service behind it. */
  | 'interface'
  | 'nat-gateway'
  /** A node of one. */
  | 'load-balancer'
  /** An interface of a VPC endpoint. */
  | 'endpoint'
  /** S3 or DynamoDB behind a gateway endpoint. */
  | 'service'
  /** A network outside AWS, behind a VPN connection or virtual interface. */
  | 'site'
  | 'internet';

export interface Station {
  readonly kind: StationKind;
  /** Where the data comes in. */
  readonly hop: Hop;
  /** All that goes on there, `hop` first. */
  readonly hops: readonly Hop[];
  readonly vpc: string | undefined;
  /** `undefined` outside VPCs, for a regional gateway, and where the model does not hold it. */
  readonly subnet: Subnet | undefined;
  /** The machine or resource it belongs to. */
  readonly machine: string;
}

/** A station, and what data crosses on the way to it. */
export interface Reached {
  readonly station: Station;
  readonly crossed: readonly Hop[];
}

/** A leg as stations; `rest` is what the data crossed after the last one. */
export function stationsOf(
  network: Network,
  hops: readonly Hop[],
): { readonly reached: readonly Reached[]; readonly rest: readonly Hop[] } {
  const reached: { station: Station & { readonly hops: Hop[] }; crossed: Hop[] }[] = [];
  let crossed: Hop[] = [];
  let isWrapped = false;
  for (const hop of hops) {
    // GWLB-1: wrapped in GENEVE to an appliance and back, the data itself does not leave the endpoint.
    isWrapped ||= isGatewayNode(network, hop);
    const station = isWrapped ? undefined : stationAt(network, hop);
    if (isWrapped && hop.kind === 'vpc-endpoint') isWrapped = false;
    const last = reached.at(-1);
    if (station === undefined) crossed.push(hop);
    // What goes on inside one machine, from one of its interfaces to another, is nobody's network.
    else if (last?.station.machine === station.machine && crossed.length === 0) last.station.hops.push(hop);
    else {
      reached.push({ station: { ...station, hops: [hop] }, crossed });
      crossed = [];
    }
  }
  return { reached, rest: crossed };
}

/** The station that a hop is, or is part of; `undefined` for borders, routers and gateways that data only crosses. */
export function stationAt(network: Network, hop: Hop): Station | undefined {
  const kind = kindOf(network, hop);
  if (kind === undefined) return undefined;
  const subnet = hop.subnet === undefined ? undefined : network.subnets.get(hop.subnet);
  return { kind, hop, hops: [hop], vpc: hop.vpc ?? subnet?.vpc, subnet, machine: machineOf(network, hop) };
}

/** Whether a hop is a node of a Gateway Load Balancer. */
export function isGatewayNode(network: Network, { kind, id }: Hop): boolean {
  const component = kind === 'network-interface' ? network.lookup.componentOf(id) : undefined;
  return component?.kind === 'load-balancer' && component.type === 'gateway';
}

function machineOf(network: Network, { kind, id }: Hop): string {
  if (kind !== 'network-interface') return id;
  return network.lookup.componentOf(id)?.id ?? network.networkInterfaces.get(id)?.instance ?? id;
}

function kindOf(network: Network, { kind, id, steps }: Hop): StationKind | undefined {
  switch (kind) {
    case 'network-interface': {
      const component = network.lookup.componentOf(id)?.kind;
      if (component === 'load-balancer') return component;
      return component === 'vpc-endpoint' ? 'endpoint' : 'interface';
    }
    case 'instance':
    case 'database-proxy':
      return 'interface';
    case 'nat-gateway':
    case 'load-balancer':
    case 'internet':
      return kind;
    case 'on-premises-network':
      return 'site';
    case 'vpc-endpoint': {
      const type = network.vpcEndpoints.get(id)?.type;
      if (type === 'gateway') return 'service';
      return type === undefined || type === 'gateway-load-balancer' ? undefined : 'endpoint';
    }
    case 'subnet':
      // An address that no interface of the model has: the subnet itself stands for it.
      return steps.some(({ at }) => at === 'sent') ? 'interface' : undefined;
    default:
      return undefined;
  }
}
