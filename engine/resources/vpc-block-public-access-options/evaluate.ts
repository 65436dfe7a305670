/**
 * Block Public Access at an internet or egress-only internet gateway (BPA-1 to BPA-9).
 */
import type { Network } from '../../model/network.ts';
import type { Note } from '../../trace/note.ts';
import type { Subnet } from '../subnet/types.ts';
import type { VpcBlockPublicAccessOptions } from './types.ts';

export interface GatewayCrossing {
  /** The subnet of the interface that talks to the gateway (BPA-2, BPA-4). */
  readonly subnet: Subnet;
  /** True for traffic of a NAT gateway or an egress-only internet gateway. */
  readonly byNatOrEgressOnly: boolean;
  /** Who opened the flow that this packet belongs to. */
  readonly openedFrom: 'inside' | 'outside';
}

export interface AccessDecision {
  readonly allowed: boolean;
  readonly notes: readonly Note[];
}

/** Whether Block Public Access lets a packet cross the gateway. */
export function evaluateBlockPublicAccess(network: Network, crossing: GatewayCrossing): AccessDecision {
  const { subnet } = crossing;
  const options = optionsFor(network, subnet);
  if (options === undefined) return { allowed: true, notes: unknownSettingNotes(network) };
  const { internetGatewayBlockMode: mode } = options;
  if (mode === 'off') return { allowed: true, notes: [] };
  const exclusion = exclusionFor(network, subnet);
  const isExcluded = exclusion !== undefined && options.exclusionsAllowed;
  const notes = exclusion === undefined || options.exclusionsAllowed ? [] : [exclusionIgnored];
  const ofEndpoint = isExcluded && hasGatewayLoadBalancerEndpoint(network, subnet) ? [endpointExcluded] : [];
  if (isExcluded && exclusion === 'allow-bidirectional') return { allowed: true, notes: ofEndpoint };
  if (mode === 'block-ingress') {
    // Traffic to and from NAT gateways and egress-only gateways passes: they let nothing be opened from outside
    // themselves. Allow-egress exclusions belong to the other mode.
    return { allowed: crossing.byNatOrEgressOnly, notes };
  }
  if (isExcluded) {
    const ofHost = crossing.byNatOrEgressOnly ? [] : [statefulEgress];
    return { allowed: crossing.openedFrom === 'inside', notes: [...ofEndpoint, ...ofHost] };
  }
  return { allowed: false, notes };
}

const statefulEgress: Note = {
  kind: 'uncertain',
  rule: 'BPA-2',
  text: 'An allow-egress exclusion is taken to be stateful for instances with a public address.',
};

const exclusionIgnored: Note = {
  kind: 'uncertain',
  rule: 'BPA-8',
  text: 'The organization allows no exclusions; whether an existing one still acts is not stated, and it is ignored.',
};

const endpointExcluded: Note = {
  kind: 'uncertain',
  rule: 'BPA-3',
  text: "The subnet has a Gateway Load Balancer endpoint. Editions of AWS's page differ on whether an exclusion acts there; it is taken to.",
};

function hasGatewayLoadBalancerEndpoint(network: Network, { id }: Subnet): boolean {
  return [...network.networkInterfaces.values()].some(
    ({ subnet, interfaceType }) => subnet === id && interfaceType === 'gateway_load_balancer_endpoint',
  );
}

/** BPA-8: the setting of the account and Region that own the subnet. */
function optionsFor(network: Network, subnet: Subnet): VpcBlockPublicAccessOptions | undefined {
  const vpc = network.vpcs.get(subnet.vpc);
  const owner = subnet.ownerId ?? vpc?.ownerId;
  return [...network.vpcBlockPublicAccessOptions.values()].find(
    (options) =>
      (options.region === undefined || vpc?.region === undefined || options.region === vpc.region) &&
      (options.ownerId === undefined || owner === undefined || options.ownerId === owner),
  );
}

function unknownSettingNotes(network: Network): readonly Note[] {
  if (!network.notHeld.has('vpc-block-public-access-options')) return [];
  const text = 'The input does not hold the Block Public Access setting; it is supposed to be off.';
  return [{ kind: 'assumption', rule: 'BPA-8', text }];
}

/** The exclusion that covers a subnet: its own, or its VPC's (BPA-6); the more open one where both exist. */
function exclusionFor(network: Network, subnet: Subnet): 'allow-bidirectional' | 'allow-egress' | undefined {
  const modes = [...network.vpcBlockPublicAccessExclusions.values()]
    .filter((exclusion) => exclusion.subnet === subnet.id || exclusion.vpc === subnet.vpc)
    .map(({ internetGatewayExclusionMode }) => internetGatewayExclusionMode);
  return modes.includes('allow-bidirectional') ? 'allow-bidirectional' : modes[0];
}
