/**
 * What a service does with a packet that came to one of its interfaces: a load balancer's node, an endpoint. What goes
 * back through them is bent here too, where the route table is not asked.
 */
import { sameAddress } from '../ip/index.ts';
import { zoneOf } from '../model/zone.ts';
import { isReplyTo, replyTo, samePacket } from '../packet/index.ts';
import type { Packet } from '../packet/index.ts';
import { receiveAtLoadBalancer } from '../resources/load-balancer/forward.ts';
import { receiveAtProxy } from '../resources/database-proxy/forward.ts';
import { inspect } from '../resources/network-firewall/forward.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';
import { gatewaysBehind, nodesBehind, receiveAtEndpoint } from '../resources/vpc-endpoint/forward.ts';
import type { VpcEndpoint } from '../resources/vpc-endpoint/types.ts';
import type { Next } from './next.ts';
import { interfacePlace } from './places.ts';
import type { Walk } from './walk.ts';

/** @returns what follows; `undefined` for an interface that answers like any other */
export function serve(walk: Walk, networkInterface: NetworkInterface, packet: Packet): Next | undefined {
  const component = walk.network.lookup.componentOf(networkInterface.id);
  switch (component?.kind) {
    case 'load-balancer': {
      const isPrivateLink = walk.translations.some(
        ({ back, after }) => back === 'private-link' && samePacket(after, packet),
      );
      return receiveAtLoadBalancer(walk, component, networkInterface, packet, isPrivateLink);
    }
    case 'vpc-endpoint':
      if (walk.flow.isCopy === true && component.type === 'gateway-load-balancer') {
        // MIR-8: wrapped in GENEVE, the copy goes to an appliance behind the endpoint.
        return inspect(walk, component, packet)
          ? { step: 'arrived', arrival: { kind: 'interface', networkInterface, packet } }
          : { step: 'ended' };
      }
      if (!receiveAtEndpoint(walk, component, networkInterface, packet)) return { step: 'ended' };
      return byPrivateLink(walk, component, networkInterface, packet);
    case 'database-proxy':
      return receiveAtProxy(walk, component, networkInterface, packet);
    case 'lambda-function':
      return refuseAtFunction(walk, networkInterface, packet);
    case 'database':
    case 'resolver-endpoint':
      return undefined;
    case undefined:
      return networkInterface.interfaceType === 'lambda'
        ? refuseAtFunction(walk, networkInterface, packet)
        : undefined;
    default:
      return component satisfies never;
  }
}

/** LAM-5: nothing opens a connection to a function's interface. */
function refuseAtFunction(walk: Walk, networkInterface: NetworkInterface, packet: Packet): Next {
  walk.drop(interfacePlace(networkInterface), 'lambda-eni', packet, { rules: ['LAM-5'], mendable: false });
  return { step: 'ended' };
}

/** VPCE-21, VPCE-24: to the node of the provider's load balancer in the endpoint's own zone. */
function byPrivateLink(
  walk: Walk,
  endpoint: VpcEndpoint,
  networkInterface: NetworkInterface,
  packet: Packet,
): Next | undefined {
  const { network } = walk;
  if (endpoint.type === 'resource') return byResourceGateway(walk, endpoint, networkInterface, packet);
  const nodes = nodesBehind(network, endpoint);
  if (nodes.length === 0) return undefined;
  const zoneAt = ({ subnet }: NetworkInterface) => {
    const held = network.subnets.get(subnet);
    return held === undefined ? undefined : zoneOf(held);
  };
  const zone = zoneAt(networkInterface);
  const node = nodes
    .flatMap((id) => network.networkInterfaces.get(id) ?? [])
    // VPCE-19: zones are those of one Region.
    .find((each) => zone === undefined || endpoint.serviceRegion !== undefined || zoneAt(each) === zone);
  const address = packet.dst.family === 4 ? node?.privateIpv4[0]?.address : node?.ipv6Addresses[0];
  if (node === undefined || address === undefined) {
    walk.drop(interfacePlace(networkInterface), 'interface-endpoint', packet, {
      detail: 'az',
      rules: ['VPCE-24'],
      mendable: false,
    });
    return { step: 'ended' };
  }
  const after: Packet = { ...packet, dst: address };
  walk.translations.push({ device: networkInterface.id, before: packet, after, back: 'private-link' });
  const subnet = network.subnets.get(node.subnet);
  return { step: 'deliver', vpc: node.vpc, sameSubnet: subnet, packet: after, tag: [] };
}

/** The port that a resource gateway is supposed to open a connection from. */
const GATEWAY_PORT = 20004;

/** VPCE-26, VPCE-27: a connection of its own from an interface of the resource gateway, whose address the resource sees. */
function byResourceGateway(
  walk: Walk,
  endpoint: VpcEndpoint,
  networkInterface: NetworkInterface,
  packet: Packet,
): Next | undefined {
  const gateways = gatewaysBehind(walk.network, endpoint);
  const dst = endpoint.resourceAddress;
  if (gateways.length === 0 || dst === undefined) return undefined;
  const gateway = walk.choose({ kind: 'vpc-endpoint', id: endpoint.id }, gateways, ({ subnet }) => subnet);
  const src = dst.family === 4 ? gateway.privateIpv4[0]?.address : gateway.ipv6Addresses[0];
  if (src === undefined) return undefined;
  const after: Packet = { ...packet, src, dst, srcPort: GATEWAY_PORT };
  walk.translations.push({
    device: gateway.id,
    before: packet,
    after,
    answeredBy: networkInterface,
  });
  walk.record(interfacePlace(gateway), 'interface-endpoint', 'translated', packet, {
    rewritten: after,
    rules: ['VPCE-26', 'VPCE-27'],
    notes: [
      {
        kind: 'uncertain',
        rule: 'VPCE-27',
        text: 'The resource is taken to see the address of the resource gateway.',
      },
    ],
  });
  return { step: 'send', networkInterface: gateway, packet: after, tag: [] };
}

/**
 * A reply that does not ask the route table of its sender: it goes back through the load balancer that kept the
 * client's address (ELB-25), or by PrivateLink.
 */
export function bend(walk: Walk, sender: NetworkInterface, packet: Packet): Next | undefined {
  if (walk.leg === 'forward') return undefined;
  const bent = walk.translations.find(({ back, after }) => back !== undefined && isReplyTo(packet, after));
  if (bent === undefined) return undefined;
  const { network } = walk;
  const device = network.networkInterfaces.get(bent.device);
  if (device === undefined || !sender.privateIpv4.some(({ address }) => sameAddress(address, packet.src)))
    return undefined;
  const answer = replyTo(bent.before);
  if (bent.back === 'private-link') {
    walk.record(interfacePlace(device), 'interface-endpoint', 'translated', packet, {
      rewritten: answer,
      rules: ['VPCE-21'],
    });
    return { step: 'send', networkInterface: device, packet: answer, tag: [] };
  }
  const balancer = network.lookup.componentOf(device.id);
  const place = {
    kind: 'load-balancer',
    id: balancer?.id ?? device.id,
    subnet: device.subnet,
    vpc: device.vpc,
  };
  if (bent.back === 'lost') {
    walk.drop(place, 'load-balancer', packet, {
      detail: 'preservation',
      rules: ['ELB-22', 'ELB-29'],
      mendable: false,
    });
    return { step: 'ended' };
  }
  const [from, to] = [network.subnets.get(sender.subnet), network.subnets.get(device.subnet)];
  if (from !== undefined && to !== undefined && from.id !== to.id) {
    if (!walk.crossNetworkAcl(from, 'egress', packet, [], ['ELB-27'])) return { step: 'ended' };
    if (!walk.crossNetworkAcl(to, 'ingress', packet, [], ['ELB-27'])) return { step: 'ended' };
  }
  walk.record(place, 'load-balancer', 'translated', packet, { rewritten: answer, rules: ['ELB-25'] });
  return { step: 'send', networkInterface: device, packet: answer, tag: [] };
}
