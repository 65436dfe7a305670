/**
 * Where a mirror session sends its copies: the interfaces that answer for its target, and the packet that wraps what was
 * copied (MIR-4, MIR-8).
 */
import type { Address } from '../ip/index.ts';
import type { Network } from '../model/index.ts';
import { UDP } from '../packet/index.ts';
import type { Packet } from '../packet/index.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';
import { VXLAN_PORT } from '../resources/traffic-mirror-session/constraints.ts';
import type { TrafficMirrorSession } from '../resources/traffic-mirror-session/types.ts';

/** The port a copy is supposed to come from: AWS makes one of the copied packet's addresses and ports. */
const SOURCE_PORT = 49152;

export type Destination =
  | {
      readonly kind: 'held';
      /** The interface, load balancer or endpoint that the target names. */
      readonly id: string;
      /** Those that may take the copy; never empty. */
      readonly interfaces: readonly NetworkInterface[];
      /** A copy, for the first of them. */
      readonly outer: Packet;
    }
  /** The model does not hold what would decide, as a full sentence. */
  | { readonly kind: 'unknown'; readonly id: string | undefined; readonly why: string };

/** Where the copies of a session go. */
export function destinationOf(
  network: Network,
  source: NetworkInterface,
  session: TrafficMirrorSession,
): Destination {
  const target = network.trafficMirrorTargets.get(session.target);
  if (target === undefined)
    return unknown(undefined, `Traffic mirror target ${session.target} is not in the input.`);
  const id = target.networkInterface ?? target.networkLoadBalancer ?? target.gatewayLoadBalancerEndpoint;
  if (id === undefined) return unknown(undefined, `Traffic mirror target ${target.id} names no destination.`);
  const family = source.privateIpv4.length > 0 ? 4 : 6;
  const src = addressOf(source, family);
  const interfaces = interfacesBehind(network, id).filter((each) => addressOf(each, family) !== undefined);
  const [first] = interfaces;
  const dst = first === undefined ? undefined : addressOf(first, family);
  if (src === undefined || dst === undefined)
    return unknown(id, `The input shows no IPv${family} address of ${id} to send copies to.`);
  const outer: Packet = {
    src,
    dst,
    protocol: UDP,
    srcPort: SOURCE_PORT,
    dstPort: VXLAN_PORT,
    icmpType: 0,
    icmpCode: 0,
  };
  return { kind: 'held', id, interfaces, outer };
}

function unknown(id: string | undefined, why: string): Destination {
  return { kind: 'unknown', id, why };
}

/** The interface itself, the nodes of a load balancer, or those of an endpoint. */
function interfacesBehind(network: Network, id: string): NetworkInterface[] {
  const balancer = network.loadBalancers.get(id);
  const endpoint = network.vpcEndpoints.get(id);
  const ids = balancer?.nodes ?? endpoint?.interfaces ?? [id];
  return ids.flatMap((each) => network.networkInterfaces.get(each) ?? []);
}

/** The primary address of a family. */
function addressOf({ privateIpv4, ipv6Addresses }: NetworkInterface, family: 4 | 6): Address | undefined {
  return family === 4 ? privateIpv4[0]?.address : ipv6Addresses[0];
}
