/**
 * Stations of a path: what data is carried from and to.
 */
import type { Network } from '../model/index.ts';
import type { Subnet } from '../resources/subnet/types.ts';
import type { Hop } from '../trace/index.ts';

export interface Station {
  readonly kind: 'interface' | 'nat-gateway' | 'internet';
  readonly hop: Hop;
  readonly vpc: string | undefined;
  /** `undefined` on the internet, for a regional gateway, and where the model does not hold it. */
  readonly subnet: Subnet | undefined;
  /** The machine it belongs to. */
  readonly machine: string;
}

/** The station that a hop is; `undefined` for borders, routers and gateways that data only crosses. */
export function stationOf(network: Network, hop: Hop): Station | undefined {
  const kind = kindOf(hop);
  if (kind === undefined) return undefined;
  const subnet = hop.subnet === undefined ? undefined : network.subnets.get(hop.subnet);
  const machine = network.networkInterfaces.get(hop.id)?.instance ?? hop.id;
  return { kind, hop, vpc: hop.vpc ?? subnet?.vpc, subnet, machine };
}

export function isSameMachine(a: Station, b: Station): boolean {
  return a.machine === b.machine;
}

function kindOf({ kind, steps }: Hop): Station['kind'] | undefined {
  switch (kind) {
    case 'instance':
    case 'network-interface':
      return 'interface';
    case 'nat-gateway':
    case 'internet':
      return kind;
    case 'subnet':
      // An address that no interface of the model has: the subnet itself stands for it.
      return steps.some(({ at }) => at === 'sent') ? 'interface' : undefined;
    default:
      return undefined;
  }
}
