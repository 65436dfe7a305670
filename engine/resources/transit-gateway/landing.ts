/**
 * The zone in which a packet comes out of a transit gateway into a VPC (TGW-16, TGW-18).
 */
import { formatAddress } from '../../ip/index.ts';
import type { Address } from '../../ip/index.ts';
import type { Network } from '../../model/network.ts';
import { zoneOf } from '../../model/zone.ts';
import type { Packet } from '../../packet/index.ts';
import type { RuleId } from '../../rules/index.ts';
import type { ThroughTransitGateway } from '../../trace/next.ts';
import type { Note } from '../../trace/note.ts';
import type { Walk } from '../../trace/walk.ts';
import type { Subnet } from '../subnet/types.ts';
import type { AttachedVpc, TransitGatewayAttachment } from '../transit-gateway-attachment/types.ts';

export interface Landing {
  /** The attachment's subnets that the packet may come out in; empty when the model holds none. */
  readonly subnets: readonly Subnet[];
  readonly rules: readonly RuleId[];
  readonly notes: readonly Note[];
  /** Remembers the one that was taken, where the flow stays with it (TGW-18). */
  readonly keep: (taken: Subnet) => void;
}

export function landingSubnets(
  walk: Walk,
  { gateway, packet, zone }: ThroughTransitGateway,
  { id }: TransitGatewayAttachment,
  attached: AttachedVpc,
): Landing {
  const held = attached.subnets.flatMap((subnet) => walk.network.subnets.get(subnet) ?? []);
  if (!attached.applianceMode) {
    // TGW-16: the packet stays in its zone if the attachment has it; else AWS takes any.
    const same = held.filter((subnet) => zone !== undefined && zoneOf(subnet) === zone);
    return { subnets: same.length > 0 ? same : held, rules: ['TGW-16'], notes: [], keep: () => undefined };
  }
  const flow = `${id} ${flowKey(packet)}`;
  const kept = walk.pinned.get(flow);
  const pinned = held.filter((subnet) => subnet.id === kept);
  if (pinned.length > 0) return { subnets: pinned, rules: ['TGW-18'], notes: [], keep: () => undefined };
  // UNCERTAIN (TGW-18): the zones of the two ends that the attachment has; without one, any enabled zone.
  const ends = [zone, zoneOfAddress(walk.network, gateway, packet.dst)];
  const near = ends.includes(undefined)
    ? []
    : held.filter((subnet) => ends.some((end) => end !== undefined && zoneOf(subnet) === end));
  const note: Note = {
    kind: 'uncertain',
    rule: 'TGW-18',
    text: `Attachment ${id} is in appliance mode: AWS picks a zone for the flow and keeps it both ways. Which zones it may pick from is taken from the two ends.`,
  };
  return {
    subnets: near.length > 0 ? near : held,
    rules: ['TGW-18'],
    notes: held.length > 1 ? [note] : [],
    keep: (taken) => void walk.pinned.set(flow, taken.id),
  };
}

/** The zone of the interface that has an address, in the first VPC on the gateway that has one. */
function zoneOfAddress(network: Network, gateway: string, address: Address): string | undefined {
  for (const { attached } of network.lookup.attachmentsOf(gateway)) {
    if (attached.kind !== 'vpc') continue;
    const owner = network.lookup.ownerOf(attached.vpc, address);
    const subnet = owner === undefined ? undefined : network.subnets.get(owner.subnet);
    if (subnet !== undefined) return zoneOf(subnet);
  }
  return undefined;
}

/** The same for both directions of a flow. */
function flowKey({ src, dst, srcPort, dstPort, protocol }: Packet): string {
  const ends = [`${formatAddress(src)} ${srcPort}`, `${formatAddress(dst)} ${dstPort}`].sort();
  return `${protocol} ${ends.join(' ')}`;
}
