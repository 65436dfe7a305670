/**
 * What devices bill for the data that they work on: those that it is carried to, and those that it crosses on the way.
 */
import type { Network } from '../model/index.ts';
import type { LoadBalancerType } from '../resources/load-balancer/types.ts';
import type { Hop, StepResource } from '../trace/index.ts';
import type { Charge } from './line.ts';
import { isSameZone, ownerOfVpc, regionOfVpc } from './place.ts';
import type { Payer } from './place.ts';
import { isGatewayNode, stationAt } from './station.ts';
import type { Station } from './station.ts';

/** The charge of a station for passing it. What it refuses it bills to nobody (COST-23). */
export function processedAt(network: Network, station: Station): Charge[] {
  const { kind, vpc, machine, hops } = station;
  const steps = hops.flatMap((hop) => hop.steps);
  const charge = (key: string, resource: string, rule: Charge['rule']): Charge[] => [
    {
      key,
      payer: ownerOfVpc(network, vpc),
      region: regionOfVpc(network, vpc),
      component: { kind: resource, id: machine },
      processed: true,
      rule,
    },
  ];
  switch (kind) {
    case 'nat-gateway': {
      // COST-7: per GB processed, in both directions, whatever the transfer costs besides.
      const isTranslated = steps.some(({ at, outcome }) => at === 'nat-gateway' && outcome === 'translated');
      return isTranslated ? charge('nat.processed', 'nat-gateway', 'COST-7') : [];
    }
    case 'load-balancer': {
      // COST-14: the bytes of a capacity unit, in both directions.
      const type = network.loadBalancers.get(machine)?.type;
      const isBalanced = steps.some(({ at, outcome }) => at === 'load-balancer' && outcome !== 'denied');
      return isBalanced && type !== undefined
        ? charge(BALANCER_KEYS[type], 'load-balancer', type === 'gateway' ? 'COST-13' : 'COST-14')
        : [];
    }
    case 'endpoint': {
      // COST-8: in both directions. Endpoints for resources and service networks have prices of their own.
      const isRefused = steps.some(({ outcome }) => outcome === 'denied');
      const type = network.vpcEndpoints.get(machine)?.type ?? 'interface';
      return isRefused ? [] : charge(`vpce.${type}.processed`, 'vpc-endpoint', 'COST-8');
    }
    case 'service':
      // COST-9.
      return charge('vpce.gateway', 'vpc-endpoint', 'COST-9');
    case 'interface':
    case 'site':
    case 'internet':
      return [];
    default:
      return kind satisfies never;
  }
}

const BALANCER_KEYS: Readonly<Record<LoadBalancerType, string>> = {
  application: 'alb.lcuBytes',
  network: 'nlb.lcuBytes',
  gateway: 'gwlb.lcuBytes',
  classic: 'clb.processed',
};

/** The charges of what data crosses between two stations, in path order. */
export function processedAmong(
  network: Network,
  crossed: readonly Hop[],
  sender: string | undefined,
): Charge[] {
  let inlet: Hop | undefined;
  return crossed.flatMap((hop, index): Charge[] => {
    if (hop.kind.startsWith('transit-gateway-')) inlet = hop;
    if (hop.kind === 'transit-gateway') return byTransitGateway(network, hop, inlet, sender);
    if (isGatewayNode(network, hop)) return byGatewayBalancer(network, hop, crossed.slice(index));
    return inspected(network, hop);
  });
}

/**
 * COST-10: a transit gateway bills what a VPC, a VPN connection or Direct Connect sends into it to the owner of the
 * attachment that sends, and nothing for what comes over a peering.
 */
function byTransitGateway(
  network: Network,
  hop: Hop,
  inlet: Hop | undefined,
  sender: string | undefined,
): Charge[] {
  const attachment = inlet === undefined ? undefined : network.transitGatewayAttachments.get(inlet.id);
  // What a firewall of the gateway itself gives back was sent into it once.
  if (attachment?.attached.kind === 'firewall') return [];
  const isFromPeering = inlet?.kind === 'transit-gateway-peering-attachment';
  const vpc = isFromPeering ? undefined : (inlet?.vpc ?? sender);
  return [
    {
      key: isFromPeering ? 'tgw.peering.received' : 'tgw.processed',
      payer: vpc === undefined ? ownerOfTransitGateway(network, hop.id) : ownerOfVpc(network, vpc),
      // Nothing is nothing in every Region.
      region: isFromPeering
        ? undefined
        : (regionOfVpc(network, vpc) ?? network.transitGateways.get(hop.id)?.region),
      component: resourceOf(hop),
      processed: true,
      rule: 'COST-10',
    },
  ];
}

export function ownerOfTransitGateway(network: Network, id: string): Payer {
  return { account: network.transitGateways.get(id)?.ownerId, vpc: undefined };
}

/** COST-12, COST-13: of a firewall, at an endpoint or at the transit gateway, or of an endpoint for appliances. */
function inspected(network: Network, hop: Hop): Charge[] {
  const isSeen = hop.steps.some(({ at }) => at === 'firewall' || at === 'gwlb');
  const endpoint = network.vpcEndpoints.get(hop.id);
  if (!isSeen || (hop.kind === 'vpc-endpoint' && endpoint === undefined)) return [];
  const isFirewall = endpoint === undefined || endpoint.firewall !== undefined;
  return [
    {
      key: isFirewall ? 'nfw.processed' : 'vpce.gwlbe.processed',
      payer: ownerOfVpc(network, hop.vpc),
      region: regionOfVpc(network, hop.vpc),
      component: resourceOf(hop),
      processed: true,
      rule: isFirewall ? 'COST-12' : 'COST-13',
    },
  ];
}

/**
 * COST-13, COST-15: the load balancer's own bytes, and the way to an appliance of another zone.
 *
 * @param wrapped - the node, and the hops after it
 */
function byGatewayBalancer(network: Network, node: Hop, wrapped: readonly Hop[]): Charge[] {
  const balancer = network.lookup.componentOf(node.id);
  if (balancer?.kind !== 'load-balancer') return [];
  const common = {
    payer: ownerOfVpc(network, balancer.vpc),
    region: regionOfVpc(network, balancer.vpc),
    component: { kind: 'load-balancer', id: balancer.id },
  };
  const bytes: Charge = { ...common, key: 'gwlb.lcuBytes', processed: true, rule: 'COST-13' };
  const own = stationAt(network, node)?.subnet;
  const appliance = wrapped
    .slice(1)
    .flatMap((hop) => stationAt(network, hop) ?? [])
    .find(({ kind }) => kind === 'interface')?.subnet;
  if (own === undefined || appliance === undefined) return [bytes];
  const sameZone = isSameZone(network, own, appliance);
  if (sameZone === true) return [bytes];
  const between = [
    { place: own.id, kind: 'load-balancer' },
    { place: appliance.id, kind: 'interface' },
  ] as const;
  const unknown = sameZone === undefined ? 'zone' : undefined;
  const way = { ...common, between, rule: 'COST-15', unknown } as const;
  return [{ ...way, key: 'dt.crossAz.out' }, { ...way, key: 'dt.crossAz.in' }, bytes];
}

function resourceOf({ kind, id }: Hop): StepResource {
  return { kind, id };
}
