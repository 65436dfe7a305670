/** The names of a network's interfaces, asked from one of its VPCs or from the internet. */
import { lifecycleOf } from '../model/lifecycle.ts';
import type { Network, VpcId } from '../model/index.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';
import type { PeeringSide } from '../resources/vpc-peering-connection/types.ts';
import type { Vpc } from '../resources/vpc/types.ts';
import { resolvePrivateHostname, resolvePublicHostname } from './resolve.ts';
import type { Asker, NameAnswer } from './resolve.ts';

export interface NamesOf {
  readonly publicHostname: NameAnswer;
  readonly privateHostname: NameAnswer;
}

/**
 * What the names of an interface's primary address give when asked from `from`.
 *
 * @returns `undefined` when the interface has no IPv4 address, or the model lacks its VPC or the asking one (EVAL-8)
 */
export function resolveNamesOf(
  network: Network,
  networkInterface: NetworkInterface,
  from: VpcId | 'internet',
): NamesOf | undefined {
  const primary = networkInterface.privateIpv4[0];
  const vpc = network.vpcs.get(networkInterface.vpc);
  if (primary === undefined || vpc === undefined) return undefined;
  const asker = askerFrom(network, vpc, from);
  if (asker === undefined) return undefined;
  const host = { privateIp: primary.address, publicIp: primary.publicIp, vpc };
  return {
    publicHostname: resolvePublicHostname(host, asker),
    privateHostname: resolvePrivateHostname(host, asker),
  };
}

function askerFrom(network: Network, host: Vpc, from: VpcId | 'internet'): Asker | undefined {
  if (from === 'internet') return { kind: 'internet' };
  if (from === host.id) return { kind: 'same-vpc' };
  const vpc = network.vpcs.get(from);
  if (vpc === undefined) return undefined;
  const sameRegion = vpc.region === host.region;
  const side = hostSideOfPeering(network, host.id, from);
  if (side === undefined) {
    const dnsOverTransitGateway = shareTransitGateway(network, host.id, from);
    return { kind: 'other-vpc', vpc, sameRegion, dnsOverTransitGateway };
  }
  // "Allow DNS resolution from remote VPC" of a side is about that side's own names.
  return { kind: 'peer', vpc, dnsResolution: side.allowDnsResolutionFromRemoteVpc, sameRegion };
}

/** edge:DNS-5: both are attached to one transit gateway, and names cross it. Over a peering of two gateways none do. */
function shareTransitGateway(network: Network, host: VpcId, asking: VpcId): boolean {
  const gatewaysOf = (vpc: VpcId) =>
    [...network.transitGatewayAttachments.values()]
      .filter(
        ({ attached, state }) =>
          attached.kind === 'vpc' &&
          attached.vpc === vpc &&
          attached.dnsSupport &&
          lifecycleOf(state) !== 'unusable',
      )
      .map(({ transitGateway }) => transitGateway)
      .filter((id) => network.transitGateways.get(id)?.dnsSupport !== false);
  const common = gatewaysOf(asking);
  return gatewaysOf(host).some((gateway) => common.includes(gateway));
}

/** The host's side of an active peering with the asking VPC. */
function hostSideOfPeering(network: Network, host: VpcId, asking: VpcId): PeeringSide | undefined {
  for (const { status, requester, accepter } of network.vpcPeeringConnections.values()) {
    if (status !== 'active') continue;
    if (requester.vpc === host && accepter.vpc === asking) return requester;
    if (accepter.vpc === host && requester.vpc === asking) return accepter;
  }
  return undefined;
}
