/**
 * A VPC endpoint on the walk: a gateway endpoint hands packets to its service, a Gateway Load Balancer endpoint has them
 * inspected and sends them on, one with interfaces answers at these (VPCE-1 to VPCE-20, GWLB-3 to GWLB-5, NFW-1).
 */
import { lifecycleOf } from '../../model/lifecycle.ts';
import type { Network } from '../../model/network.ts';
import { ICMP, ICMPV6, TCP } from '../../packet/index.ts';
import type { Packet } from '../../packet/index.ts';
import type { Emitter, Handed, Next } from '../../trace/next.ts';
import type { Note } from '../../trace/note.ts';
import type { Place, Walk } from '../../trace/walk.ts';
import { inspect } from '../network-firewall/forward.ts';
import type { NetworkInterface } from '../network-interface/types.ts';
import { checkEndpointPolicy } from './policy.ts';
import type { VpcEndpoint } from './types.ts';

/** GEN-5. */
const MOST_BYTES = 8500;
const SILENT = 'An endpoint is taken to tell the sender nothing of it.';

/** A route hands the packet over. */
export function sendToEndpoint({ id, packet, emitter }: Handed, walk: Walk): Next {
  const endpoint = walk.network.vpcEndpoints.get(id);
  if (endpoint === undefined) {
    walk.undecided({ kind: 'vpc-endpoint', id }, 'other-resource', packet, {
      detail: 'not-held',
      rules: ['RT-24', 'EVAL-8'],
    });
    return { step: 'ended' };
  }
  if (endpoint.type === 'gateway') return toService(walk, endpoint, packet, emitter);
  if (endpoint.type === 'gateway-load-balancer') return throughInspection(walk, endpoint, packet);
  walk.undecided(placeOf(endpoint), 'unmodelled', packet, { rules: ['GEN-9'] });
  return { step: 'ended' };
}

/** VPCE-1, VPCE-7: to the service, for packets of the endpoint's own VPC. */
function toService(walk: Walk, endpoint: VpcEndpoint, packet: Packet, emitter: Emitter): Next {
  const place = placeOf(endpoint);
  const isOwn =
    emitter.kind !== 'transit-gateway' &&
    (emitter.kind === 'unowned' || walk.network.lookup.ownerOf(endpoint.vpc, packet.src) !== undefined);
  if (!isOwn) {
    walk.drop(place, 'gateway-endpoint', packet, {
      detail: 'foreign-source',
      rules: ['VPCE-7'],
      mendable: false,
    });
    return { step: 'ended' };
  }
  const isEcho =
    (packet.protocol === ICMP || packet.protocol === ICMPV6) && [8, 128].includes(packet.icmpType);
  const isCarried = packet.protocol === TCP || isEcho;
  if (!isCarried || !hasFamily(endpoint, packet)) {
    const rules = isCarried ? (['VPCE-11'] as const) : (['VPCE-1'] as const);
    walk.drop(place, 'gateway-endpoint', packet, { detail: 'protocol', rules, mendable: false });
    return { step: 'ended' };
  }
  if (!walk.fits(place, 'gateway-endpoint', packet, MOST_BYTES, SILENT)) return { step: 'ended' };
  if (!checkEndpointPolicy(walk, endpoint, place, packet)) return { step: 'ended' };
  walk.record(place, 'gateway-endpoint', 'passed', packet, {
    rules: ['VPCE-1', 'VPCE-6'],
    notes: natNotes(emitter),
  });
  return { step: 'arrived', arrival: { kind: 'service', endpoint: endpoint.id, vpc: endpoint.vpc, packet } };
}

function hasFamily({ ipTypes }: VpcEndpoint, { dst }: Packet): boolean {
  return ipTypes.includes(dst.family === 4 ? 'ipv4' : 'ipv6');
}

/** VPCE-7. */
function natNotes({ kind }: Emitter): Note[] {
  if (kind !== 'nat-gateway') return [];
  const text =
    'A NAT gateway is taken to be able to use a gateway endpoint of its own VPC; AWS does not say so.';
  return [{ kind: 'uncertain', rule: 'VPCE-7', text }];
}

/** GWLB-6: the internet gateway's own table leads to the endpoint. */
export function enterEndpoint(walk: Walk, id: string, packet: Packet): Next {
  const endpoint = walk.network.vpcEndpoints.get(id);
  return endpoint === undefined ? { step: 'ended' } : throughInspection(walk, endpoint, packet);
}

/** GWLB-3 to GWLB-5: into the endpoint's subnet, through what inspects, and on by the table of that subnet. */
function throughInspection(walk: Walk, endpoint: VpcEndpoint, packet: Packet): Next {
  const { network } = walk;
  const place = placeOf(endpoint);
  const subnet = endpoint.subnet === undefined ? undefined : network.subnets.get(endpoint.subnet);
  if (subnet === undefined) {
    walk.undecided(place, 'other-resource', packet, {
      detail: 'not-held',
      rules: ['GWLB-3', 'EVAL-8'],
      notes: [
        {
          kind: 'assumption',
          rule: 'EVAL-8',
          text: `The subnet of endpoint ${endpoint.id} is not in the input.`,
        },
      ],
    });
    return { step: 'ended' };
  }
  // UNCERTAIN (GWLB-3): the ACL of the endpoint's subnet is taken to apply on entry and on exit.
  if (!walk.crossNetworkAcl(subnet, 'ingress', packet, [], ['GWLB-3'])) return { step: 'ended' };
  // GWLB-10.
  if (!walk.fits(place, 'gwlb', packet, MOST_BYTES, SILENT)) return { step: 'ended' };
  if (!inspect(walk, endpoint, packet)) return { step: 'ended' };
  const emitter = { device: endpoint.id, kind: 'endpoint' as const, networkInterface: undefined, subnet };
  // GEN-3: no group reference survives it.
  return { step: 'route', emitter, packet, tag: [] };
}

/**
 * What an endpoint does with a packet that came to one of its interfaces.
 *
 * @returns whether the walk goes on: the packet is then handed to the service
 */
export function receiveAtEndpoint(
  walk: Walk,
  endpoint: VpcEndpoint,
  networkInterface: NetworkInterface,
  packet: Packet,
): boolean {
  const place = placeOf(endpoint);
  if (lifecycleOf(endpoint.state) === 'unusable') {
    const on = walk.drop(place, 'interface-endpoint', packet, {
      detail: 'not-available',
      rules: ['VPCE-20', 'GEN-10'],
      mendable: true,
    });
    if (!on) return false;
  }
  if (!walk.fits(place, 'interface-endpoint', packet, MOST_BYTES, SILENT)) return false;
  if (endpoint.type === 'resource' && packet.protocol !== TCP) {
    const text = 'Endpoints for resources are taken to carry TCP only.';
    const notes: Note[] = [{ kind: 'uncertain', rule: 'VPCE-27', text }];
    walk.drop(place, 'interface-endpoint', packet, {
      detail: 'protocol',
      rules: ['VPCE-27'],
      notes,
      mendable: false,
    });
    return false;
  }
  if (endpoint.type === 'service-network') {
    const text = `What the policies of service network endpoint ${endpoint.id} let through is not modelled.`;
    walk.undecided(place, 'endpoint-policy', packet, {
      rules: ['VPCE-28'],
      notes: [{ kind: 'assumption', rule: 'VPCE-28', text }],
    });
  }
  if (!checkEndpointPolicy(walk, endpoint, place, packet)) return false;
  walk.record(place, 'interface-endpoint', 'passed', packet, {
    component: { kind: 'network-interface', id: networkInterface.id },
    rules: ['VPCE-13', 'VPCE-20'],
    notes: [...stateNotes(endpoint), ...regionNotes(endpoint), ...providerNotes(walk, endpoint)],
  });
  return true;
}

/** GEN-10: of `partial` some of the interfaces work. */
function stateNotes({ id, state }: VpcEndpoint): Note[] {
  if (lifecycleOf(state) !== 'doubtful') return [];
  const text = `Endpoint ${id} is \`${state ?? ''}\`; it is taken to carry packets.`;
  return [{ kind: 'uncertain', rule: 'GEN-10', text }];
}

/** VPCE-19. */
function regionNotes({ id, serviceRegion }: VpcEndpoint): Note[] {
  if (serviceRegion === undefined) return [];
  const text = `Endpoint ${id} is for services of ${serviceRegion}. Which ones can be used from another Region is not known; this one is taken to be.`;
  return [{ kind: 'uncertain', rule: 'VPCE-19', text }];
}

/** VPCE-32: the packet is handed to a service of somebody else, whose filters are not held; a service of AWS has none. */
function providerNotes({ network }: Walk, endpoint: VpcEndpoint): Note[] {
  const { id, type, serviceName } = endpoint;
  if (type === 'interface' && serviceName !== undefined && isAwsService(serviceName)) return [];
  if (nodesBehind(network, endpoint).length > 0 || gatewaysBehind(network, endpoint).length > 0) return [];
  const text = `The provider's side of endpoint ${id} is not in the input: the packet is handed to the service, and what filters it there is not checked.`;
  return [{ kind: 'assumption', rule: 'VPCE-32', text }];
}

function isAwsService(serviceName: string): boolean {
  return /^com\.amazonaws\.(?!vpce\.)/.test(serviceName);
}

/** VPCE-21: the nodes of the load balancers that offer the service, where the model holds them; in the order listed. */
export function nodesBehind(network: Network, { serviceName }: VpcEndpoint): readonly string[] {
  const service = [...network.vpcEndpointServices.values()].find(
    ({ id, serviceName: own }) => serviceName !== undefined && [id, own].includes(serviceName),
  );
  return (service?.loadBalancers ?? []).flatMap((id) => network.loadBalancers.get(id)?.nodes ?? []);
}

/** VPCE-26: the interfaces of the resource gateway, where the model holds them and what they lead to. */
export function gatewaysBehind(
  network: Network,
  { type, resourceGateways, resourceAddress }: VpcEndpoint,
): readonly NetworkInterface[] {
  if (type !== 'resource' || resourceAddress === undefined) return [];
  return resourceGateways.flatMap((id) => network.networkInterfaces.get(id) ?? []);
}

function placeOf({ id, vpc, subnet }: VpcEndpoint): Place {
  return { kind: 'vpc-endpoint', id, vpc, subnet };
}
