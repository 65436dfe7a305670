/** Regions of VPCs, as far as an input tells of them. */
import type { Network } from './network.ts';

/** The Region of a VPC: as stated, else as its zones or a peering say; `undefined` when nothing does. */
export function regionOfVpc(network: Network, vpc: string | undefined): string | undefined {
  if (vpc === undefined) return undefined;
  const regions = regionsByNetwork.get(network) ?? new Map<string, string | undefined>();
  regionsByNetwork.set(network, regions);
  if (!regions.has(vpc)) regions.set(vpc, findRegion(network, vpc));
  return regions.get(vpc);
}

const regionsByNetwork = new WeakMap<Network, Map<string, string | undefined>>();

function findRegion(network: Network, vpc: string): string | undefined {
  const held = network.vpcs.get(vpc);
  if (held?.region !== undefined) return held.region;
  const zoned = held === undefined ? [] : network.lookup.subnetsOf(held.id);
  for (const { availabilityZone } of zoned) {
    const region = regionOfZone(availabilityZone);
    if (region !== undefined) return region;
  }
  return peeringSideOf(network, vpc)?.region;
}

/** `us-east-1` of `us-east-1a`. */
export function regionOfZone(zone: string | undefined): string | undefined {
  return zone === undefined ? undefined : /^[a-z]+(?:-[a-z]+){1,2}-\d/.exec(zone)?.[0];
}

/** A VPC as a peering connection tells of it. */
export function peeringSideOf(network: Network, vpc: string) {
  for (const { requester, accepter } of network.vpcPeeringConnections.values()) {
    const side = [requester, accepter].find((each) => each.vpc === vpc);
    if (side !== undefined) return side;
  }
  return undefined;
}
