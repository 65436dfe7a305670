/**
 * The internet, as far as the model reaches: a packet on it comes to an address of the model, or to a host outside.
 */
import { sameAddress } from '../ip/index.ts';
import type { VpcId } from '../model/index.ts';
import type { Packet } from '../packet/index.ts';
import { enterFromInternet } from '../resources/internet-gateway/forward.ts';
import { refuseFromInternet } from '../resources/load-balancer/forward.ts';
import type { LoadBalancer } from '../resources/load-balancer/types.ts';
import { enterRegionalNatGateway } from '../resources/nat-gateway/forward.ts';
import type { Next } from './next.ts';
import type { Walk } from './walk.ts';

const internet = { kind: 'internet', id: 'internet' };

/** IGW-8: an address owned in the model is reached through its VPC's gateway; any other is a host of the internet. */
export function acrossInternet(walk: Walk, packet: Packet, from: VpcId | undefined): Next {
  const { flow, network } = walk;
  if (walk.leg === 'return' && flow.source.kind === 'internet' && sameAddress(packet.dst, flow.packet.src)) {
    walk.record(internet, 'internet', 'passed', packet);
    return { step: 'arrived', arrival: { kind: 'internet', packet } };
  }
  const regional = enterRegionalNatGateway(packet, walk);
  if (regional !== undefined) return regional;
  const balancer = from === undefined && walk.leg === 'forward' ? internalBalancer(walk, packet) : undefined;
  if (balancer !== undefined) return refuseFromInternet(walk, balancer, packet, 'ELB-3');
  const denying = walk.leg === 'forward' ? denyingBalancer(walk, packet) : undefined;
  if (denying !== undefined) return refuseFromInternet(walk, denying, packet, 'ELB-17');
  // A host of the internet asks for something in the model; a VPC may mean any address.
  const isOurs =
    from === undefined ||
    walk.leg === 'return' ||
    network.lookup.publicOwnerOf(packet.dst) !== undefined ||
    network.lookup.vpcOfIpv6(packet.dst) !== undefined ||
    [...network.eips.values()].some((eip) => sameAddress(eip.publicIp, packet.dst));
  if (isOurs) return enterFromInternet(packet, walk);
  walk.record(internet, 'internet', 'passed', packet);
  return { step: 'arrived', arrival: { kind: 'internet', packet } };
}

/** ELB-17: the load balancer that has an IPv6 address and takes nothing by an internet gateway. */
function denyingBalancer({ network }: Walk, { dst }: Packet): LoadBalancer | undefined {
  if (dst.family === 4) return undefined;
  return [...network.loadBalancers.values()].find(
    ({ deniesInternetIpv6, nodes }) =>
      deniesInternetIpv6 &&
      nodes.some((id) =>
        network.networkInterfaces.get(id)?.ipv6Addresses.some((own) => sameAddress(own, dst)),
      ),
  );
}

/** ELB-3: the internal load balancer that has an address as a private one. */
function internalBalancer({ network }: Walk, { dst }: Packet): LoadBalancer | undefined {
  return [...network.loadBalancers.values()].find(
    ({ internal, nodes }) =>
      internal &&
      nodes.some((id) =>
        network.networkInterfaces.get(id)?.privateIpv4.some(({ address }) => sameAddress(address, dst)),
      ),
  );
}
