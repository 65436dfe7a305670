/**
 * Which interfaces see a traced conversation, each way, and what filtered it there: read off the steps of the trace, for
 * what watches interfaces (flow logs, traffic mirroring). Nothing is evaluated again.
 */
import { sameAddress } from '../ip/index.ts';
import type { Network } from '../model/index.ts';
import type { Packet } from '../packet/index.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';
import type { Leg, Step, TracePath } from './types.ts';

/** A packet at an interface, with the filters that it met there. */
export interface Sighting {
  readonly networkInterface: NetworkInterface;
  readonly direction: 'ingress' | 'egress';
  readonly leg: Leg;
  /** The packet as the interface sees it. */
  readonly packet: Packet;
  /** What the groups and ACLs said, in the order asked; none where something else dropped it first. */
  readonly filters: readonly Step[];
  /** How it went on from there, by a route or inside the subnet; egress only. */
  readonly onward: Step | undefined;
}

/** Where a conversation is seen along one path: each interface it comes to or leaves, in path order. */
export function sightingsOf(
  network: Network,
  path: Pick<TracePath, 'forward' | 'return'>,
): readonly Sighting[] {
  const legs: readonly (readonly [Leg, readonly Step[]])[] = [
    ['forward', path.forward.flatMap(({ steps }) => steps)],
    ['return', (path.return ?? []).flatMap(({ steps }) => steps)],
  ];
  return legs.flatMap(([leg, steps]) => sightingsOfLeg(network, leg, steps));
}

interface Seen extends Sighting {
  readonly filters: Step[];
  onward: Step | undefined;
}

function sightingsOfLeg(network: Network, leg: Leg, steps: readonly Step[]): readonly Sighting[] {
  const sightings: Seen[] = [];
  // True while the packet is inside a machine or device, about to be sent.
  let isInside = true;
  let leaving: Seen | undefined;
  let acl: Step | undefined;
  const see = (
    networkInterface: NetworkInterface,
    direction: Sighting['direction'],
    step: Step,
    filters: Step[],
  ) => {
    const seen: Seen = { networkInterface, direction, leg, packet: step.packet, filters, onward: undefined };
    sightings.push(seen);
    return seen;
  };
  const interfaceOf = (step: Step) => network.networkInterfaces.get(step.component.id);

  for (const [index, step] of steps.entries()) {
    switch (step.at) {
      case 'local-service': {
        const sender = interfaceOf(step);
        if (sender !== undefined) see(sender, 'egress', step, []);
        break;
      }
      case 'eni-src-dst-check': {
        const checked = interfaceOf(step);
        // FLOW-6: a failed source check leaves an accepting record only. A failed destination check leaves none.
        if (step.outcome === 'denied' && isInside && checked !== undefined) see(checked, 'egress', step, []);
        break;
      }
      case 'sg-egress': {
        const sender = interfaceOf(step);
        leaving = sender === undefined ? undefined : see(sender, 'egress', step, [step]);
        isInside = false;
        break;
      }
      case 'nat-gateway': {
        const own = natInterface(network, step);
        // A loop is noticed on the way out (EVAL-5): the packet does not come back in.
        if (own === undefined || step.detail === 'routing-loop') break;
        if (!isInside) see(own, 'ingress', step, acl === undefined ? [] : [acl]);
        acl = undefined;
        isInside = true;
        if (step.outcome !== 'translated') break;
        leaving = see(own, 'egress', { ...step, packet: step.rewritten ?? step.packet }, []);
        isInside = false;
        break;
      }
      case 'same-subnet':
        if (leaving !== undefined) leaving.onward = step;
        isInside = false;
        break;
      case 'nacl-egress':
        leaving?.filters.push(step);
        break;
      case 'route-table':
        if (leaving !== undefined) leaving.onward = step;
        break;
      case 'nacl-ingress':
        leaving = undefined;
        isInside = false;
        acl = step;
        if (step.outcome === 'denied') {
          const receiver = receiverOf(network, steps.slice(0, index + 1));
          if (receiver !== undefined) see(receiver, 'ingress', step, [step]);
        }
        break;
      case 'sg-ingress': {
        const receiver = interfaceOf(step);
        if (receiver !== undefined) see(receiver, 'ingress', step, acl === undefined ? [step] : [acl, step]);
        acl = undefined;
        leaving = undefined;
        isInside = true;
        break;
      }
    }
  }
  return sightings;
}

/** The interface of a NAT gateway that the packet is at: the one whose address it carries, else the first. */
function natInterface(network: Network, step: Step): NetworkInterface | undefined {
  const addresses = network.natGateways.get(step.component.id)?.addresses ?? [];
  const inUse = [step.packet, step.rewritten].flatMap((packet) =>
    packet === undefined ? [] : [packet.src, packet.dst],
  );
  const own =
    addresses.find(
      ({ privateIp }) => privateIp !== undefined && inUse.some((used) => sameAddress(used, privateIp)),
    ) ?? addresses[0];
  return own?.networkInterface === undefined
    ? undefined
    : network.networkInterfaces.get(own.networkInterface);
}

/** The interface that the last of `steps`, an ACL that refused the packet, kept it from. */
function receiverOf(network: Network, steps: readonly Step[]): NetworkInterface | undefined {
  const refused = steps.at(-1);
  const subnet = refused?.subnet === undefined ? undefined : network.subnets.get(refused.subnet);
  if (refused === undefined || subnet === undefined) return undefined;
  const handedTo = targetOfLastRoute(network, steps);
  if (handedTo?.subnet === subnet.id) return handedTo;
  const owner = network.lookup.ownerOf(subnet.vpc, refused.packet.dst);
  return owner?.subnet === subnet.id ? owner : undefined;
}

/** The interface that the last route taken names, if it names one. */
function targetOfLastRoute(network: Network, steps: readonly Step[]): NetworkInterface | undefined {
  const route = steps
    .filter(
      ({ at, outcome }) => (at === 'route-table' || at === 'gateway-route-table') && outcome !== 'denied',
    )
    .at(-1);
  const target = route?.evidence?.kind === 'routes' ? route.evidence.chosen?.target : undefined;
  switch (target?.kind) {
    case 'network-interface':
      return network.networkInterfaces.get(target.id);
    case 'instance':
      return network.lookup.interfacesOfInstance(target.id)[0];
    case 'nat-gateway': {
      const own = network.natGateways.get(target.id)?.addresses[0]?.networkInterface;
      return own === undefined ? undefined : network.networkInterfaces.get(own);
    }
    default:
      return undefined;
  }
}
