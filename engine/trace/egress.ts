/**
 * EGRESS, steps E1 to E5 of the semantics: an interface emits a packet, or a device inside a subnet passes one on. The
 * route lookup (E6, E7) follows in `route-lookup.ts`.
 */
import { isMulticast, parseAddress, sameAddress } from '../ip/index.ts';
import type { Address } from '../ip/index.ts';
import { subnetHolds } from '../model/index.ts';
import type { Packet } from '../packet/index.ts';
import { isOwnAddress } from '../resources/network-interface/addresses.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';
import type { Subnet } from '../resources/subnet/types.ts';
import type { RuleId } from '../rules/index.ts';
import { localService } from './local-service.ts';
import type { Arriving, Emitter, Next, SgTag } from './next.ts';
import type { Note } from './note.ts';
import { interfacePlace, subnetPlace } from './places.ts';
import { lookUpRoute } from './route-lookup.ts';
import { bend } from './served.ts';
import { checkSecurityGroupEgress } from './security-groups.ts';
import type { Walk } from './walk.ts';

/** E1 to E3 at an interface; E4 and on follow. */
export function send(
  walk: Walk,
  networkInterface: NetworkInterface,
  {
    packet,
    asOwn = false,
    meetsOwnAcl = false,
  }: Arriving & { readonly asOwn?: boolean; readonly meetsOwnAcl?: boolean },
): Next {
  const subnet = walk.network.subnets.get(networkInterface.subnet);
  const place = interfacePlace(networkInterface);
  if (subnet === undefined) {
    walk.undecided(place, 'route-table', packet, {
      component: { kind: 'subnet', id: networkInterface.subnet },
      detail: 'not-held',
      rules: ['EVAL-8'],
    });
    return { step: 'ended' };
  }
  const answered = checkLocalService(walk, networkInterface, subnet, packet);
  if (answered !== undefined) return answered;
  if (!asOwn && !checkSource(walk, networkInterface, packet)) return { step: 'ended' };
  if (!checkSecurityGroupEgress(walk, networkInterface, subnet, packet)) return { step: 'ended' };
  const bent = bend(walk, networkInterface, packet);
  if (bent !== undefined) return bent;
  // SG-12: the sender's groups go along when the source is one of its own private addresses.
  const tag: SgTag = asOwn || isOwnAddress(networkInterface, packet.src) ? networkInterface.groups : [];
  const emitter: Emitter = {
    device: networkInterface.id,
    kind: 'network-interface',
    networkInterface,
    subnet,
    meetsOwnAcl,
  };
  return { step: 'route', emitter, packet, tag };
}

/** E1. */
function checkLocalService(
  walk: Walk,
  networkInterface: NetworkInterface,
  subnet: Subnet,
  packet: Packet,
): Next | undefined {
  const { network } = walk;
  const instance =
    networkInterface.instance === undefined ? undefined : network.instances.get(networkInterface.instance);
  const answer = localService(packet, { subnet, vpc: network.vpcs.get(subnet.vpc), instance });
  if (answer === undefined) return undefined;
  const place = interfacePlace(networkInterface);
  if (answer.refused !== undefined) {
    walk.drop(place, 'local-service', packet, {
      detail: answer.refused,
      rules: answer.rules,
      notes: answer.notes,
      mendable: false,
    });
    return { step: 'ended' };
  }
  const note: Note = {
    kind: 'hint',
    rule: 'LOC-2',
    text: `${answer.service} answers on the host itself: security groups, network ACLs and route tables do not see this packet.`,
  };
  walk.record(place, 'local-service', 'passed', packet, {
    rules: answer.rules,
    notes: [note, ...answer.notes],
  });
  return { step: 'arrived', arrival: { kind: 'local', packet } };
}

/** E2, ENI-7. */
function checkSource(walk: Walk, networkInterface: NetworkInterface, packet: Packet): boolean {
  const place = interfacePlace(networkInterface);
  if (isOwnAddress(networkInterface, packet.src)) return true;
  if (!networkInterface.sourceDestCheck) {
    walk.record(place, 'eni-src-dst-check', 'allowed', packet, { rules: ['ENI-7'] });
    return true;
  }
  return walk.drop(place, 'eni-src-dst-check', packet, {
    detail: 'foreign-source',
    rules: ['ENI-7'],
    mendable: true,
  });
}

/** E4 to E7: from a device inside a subnet. */
export function route(walk: Walk, emitter: Emitter, arriving: Arriving): Next {
  const { subnet } = emitter;
  const { packet } = arriving;
  const place = subnetPlace(subnet);
  // EVAL-9: at the point of E4, before any route.
  if (isUndeliverable(packet.dst)) return toManyHosts(walk, emitter, packet);
  // E4; NACL-3, RT-12: inside a subnet no ACL and no route is asked.
  if (subnetHolds(subnet, packet.dst) && emitter.meetsOwnAcl !== true) {
    const rules: RuleId[] = emitter.kind === 'transit-gateway' ? ['TGW-23'] : ['NACL-3', 'RT-12'];
    walk.record(place, 'same-subnet', 'skipped', packet, { rules, notes: uninspectedNotes(walk, subnet) });
    return { step: 'deliver', vpc: subnet.vpc, sameSubnet: subnet, packet, tag: arriving.tag };
  }
  if (!walk.crossNetworkAcl(subnet, 'egress', packet, [], rulesOf(emitter))) return { step: 'ended' };
  return lookUpRoute(walk, emitter, arriving);
}

/**
 * TGW-34: to a group only from a subnet that may be joined to a multicast domain, whose members are not modelled. ACLs and
 * security groups apply as ever; what a VPN, Direct Connect or a peering brings to a transit gateway finds no group.
 */
function toManyHosts(walk: Walk, emitter: Emitter, packet: Packet): Next {
  const { subnet } = emitter;
  const place = { kind: 'vpc', id: subnet.vpc, vpc: subnet.vpc };
  const { otherResources, transitGatewayAttachments } = walk.network;
  const isGroup = isMulticast(packet.dst);
  const domain = [...otherResources.values()].find(({ type }) => type === MULTICAST_DOMAIN);
  const mayBeJoined =
    emitter.kind !== 'transit-gateway' &&
    [...transitGatewayAttachments.values()].some(
      ({ attached }) => attached.kind === 'vpc' && attached.subnets.includes(subnet.id),
    );
  if (isGroup && mayBeJoined && domain !== undefined) {
    if (!walk.crossNetworkAcl(subnet, 'egress', packet, [], ['TGW-34'])) return { step: 'ended' };
    const members = `Which subnets and groups multicast domain ${domain.id} has is not modelled: who receives the packet is not known.`;
    walk.undecided(place, 'unmodelled', packet, {
      component: { kind: 'other-resource', id: domain.id },
      rules: ['TGW-34', 'GEN-9'],
      notes: [
        { kind: 'assumption', rule: 'TGW-34', text: members },
        { kind: 'hint', rule: 'TGW-34', text: RECEIVERS_OF_GROUPS },
      ],
    });
    return { step: 'ended' };
  }
  const text =
    'AWS carries multicast only between subnets of transit gateway attachments that are joined to one multicast domain; not over VPN, Direct Connect, Connect or a peering.';
  walk.drop(place, 'no-such-host', packet, {
    detail: 'multicast',
    rules: isGroup ? ['EVAL-9', 'TGW-34'] : ['EVAL-9'],
    notes: isGroup ? [{ kind: 'hint', rule: 'TGW-34', text }] : [],
    mendable: false,
  });
  return { step: 'ended' };
}

const RECEIVERS_OF_GROUPS =
  'A receiver must let the packet in by its ACL and its security group, where a rule for UDP must name addresses and not a group. Where members join by IGMP, protocol 2 must be let in from 0.0.0.0/32, and out to 224.0.0.2/32 and the group.';

const MULTICAST_DOMAIN = 'AWS::EC2::TransitGatewayMulticastDomain';

/** TGW-21: what a transit gateway brings crosses the outbound rules of its subnet by destination. */
function rulesOf({ kind }: Emitter): RuleId[] {
  return kind === 'transit-gateway' ? ['TGW-21'] : [];
}

/** NFW-16: routes lead this subnet's traffic through an inspection, and what stays inside passes none. */
function uninspectedNotes({ network, compiled, recording }: Walk, subnet: Subnet): Note[] {
  const routes = recording ? (compiled.tableOf(subnet.routeTable)?.all ?? []) : [];
  const isInspected = routes.some(
    ({ target }) => network.vpcEndpoints.get(target.id)?.type === 'gateway-load-balancer',
  );
  if (!isInspected) return [];
  const text = `Traffic inside subnet ${subnet.id} passes no firewall: it asks no route, and so no route can lead it to an endpoint.`;
  return [{ kind: 'hint', rule: 'NFW-16', text }];
}

const LIMITED_BROADCAST = parseAddress('255.255.255.255');

function isUndeliverable(destination: Address): boolean {
  return (
    isMulticast(destination) ||
    (LIMITED_BROADCAST !== undefined && sameAddress(destination, LIMITED_BROADCAST))
  );
}
