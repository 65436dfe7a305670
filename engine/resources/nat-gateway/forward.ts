/**
 * The NAT gateway: translates the source of packets that a route hands it, and the replies back (NAT-1 to NAT-20,
 * NAT64 of V6-7 and V6-12).
 *
 *   10.0.2.10:40000 → 203.0.113.5:443   becomes   10.0.0.200:20001 → 203.0.113.5:443
 */
import {
  containsAddress,
  formatAddress,
  isRfc1918,
  isRfc6598,
  parseCidr,
  sameAddress,
} from '../../ip/index.ts';
import type { Address, Ipv4Address, Ipv6Address } from '../../ip/index.ts';
import { vpcHolds } from '../../model/network.ts';
import { ICMP, ICMPV6, isReplyTo, replyTo, TCP, UDP } from '../../packet/index.ts';
import type { Packet } from '../../packet/index.ts';
import type { Emitter, Handed, Next } from '../../trace/next.ts';
import type { Note } from '../../trace/note.ts';
import type { Evidence } from '../../trace/types.ts';
import type { Place, Walk } from '../../trace/walk.ts';
import { routesPassedOver, selectRoute } from '../route-table/effective.ts';
import type { RouteTarget } from '../route-table/types.ts';
import { sameSubnetNotes } from '../network-acl/evaluate.ts';
import type { Subnet } from '../subnet/types.ts';
import { evaluateBlockPublicAccess } from '../vpc-block-public-access-options/evaluate.ts';
import { supposedPortNote } from './supposed-port.ts';
import type { NatGateway, NatGatewayAddress } from './types.ts';

/** NAT-5: the source port is any of 1024–65535; a walk supposes this one. */
const SUPPOSED_PORT = 20001;

/** V6-8: the prefix that NAT64 translates. */
const NAT64 = parseCidr('64:ff9b::/96');

/** A route hands the packet over: into the gateway's subnet (I2, no groups: NAT-4), translation, and out again. */
export function sendThroughNatGateway({ id, packet, emitter }: Handed, walk: Walk): Next {
  const { network } = walk;
  const gateway = network.natGateways.get(id);
  if (gateway === undefined) {
    walk.undecided({ kind: 'nat-gateway', id }, 'other-resource', packet, {
      detail: 'not-held',
      rules: ['RT-24', 'EVAL-8'],
    });
    return { step: 'ended' };
  }
  const subnet = gateway.subnet === undefined ? undefined : network.subnets.get(gateway.subnet);
  const place = gatewayPlace(gateway);
  if (gateway.availabilityMode === 'regional') return sendThroughRegional(gateway, packet, emitter, walk);
  if (subnet === undefined) {
    walk.undecided(place, 'nat-gateway', packet, { detail: 'not-held', rules: ['EVAL-8'] });
    return { step: 'ended' };
  }
  // NACL-11, NACL-18: the ACL is crossed on the way in too, even when the client sits in the same subnet.
  if (!walk.crossNetworkAcl(subnet, 'ingress', packet, nextHopNotes(emitter, subnet, packet)))
    return { step: 'ended' };
  return receiveAtNatGateway(gateway, subnet, packet, walk);
}

/** What the gateway does with a packet that has come in: the reply of a translated flow, a new one, or neither. */
export function receiveAtNatGateway(gateway: NatGateway, subnet: Subnet, packet: Packet, walk: Walk): Next {
  const place = gatewayPlace(gateway);
  const emitter: Emitter = { device: gateway.id, kind: 'nat-gateway', networkInterface: undefined, subnet };
  const answered = answeredTranslation(gateway, packet, walk);
  if (answered !== undefined) {
    // EVAL-5 (b): a source forged as the gateway's own address brings its reply back here for ever.
    if (walk.comesAgain(`${gateway.id} answer`, packet)) {
      walk.drop(place, 'nat-gateway', packet, {
        detail: 'routing-loop',
        rules: ['EVAL-5', 'NAT-10'],
        mendable: false,
      });
      return { step: 'ended' };
    }
    const inside = replyTo(answered.before);
    walk.record(place, 'nat-gateway', 'translated', packet, { rewritten: inside, rules: ['NAT-5'] });
    return { step: 'route', emitter, packet: inside, tag: [] };
  }
  // NAT-7, NAT-20, PATH-16: packets for the gateway itself, and replies it knows nothing of.
  const isForGateway = gateway.addresses.some(
    ({ privateIp }) => privateIp !== undefined && sameAddress(privateIp, packet.dst),
  );
  if (isForGateway) {
    walk.drop(place, 'nat-gateway', packet, {
      detail: 'no-state',
      rules: ['NAT-7', 'NAT-20'],
      mendable: false,
    });
    return { step: 'ended' };
  }
  if (!checkProtocol(gateway, packet, walk)) return { step: 'ended' };
  if (walk.leg === 'return') {
    walk.drop(place, 'nat-gateway', packet, {
      detail: 'no-state',
      rules: ['PATH-16', 'EVAL-4'],
      notes: walk.lostReplyNotes(gateway.vpc, packet, 'PATH-16'),
      mendable: false,
    });
    return { step: 'ended' };
  }
  if (!checkClient(gateway, packet, walk)) return { step: 'ended' };
  const addresses = gateway.addresses.filter(({ privateIp }) => privateIp !== undefined);
  if (addresses.length === 0) {
    const text = `The input shows no private address for NAT gateway ${gateway.id}, which would be the source.`;
    const notes: Note[] = [{ kind: 'assumption', rule: 'EVAL-8', text }];
    walk.undecided(place, 'nat-gateway', packet, { detail: 'not-held', rules: ['EVAL-8', 'NAT-5'], notes });
    return { step: 'ended' };
  }
  // NAT-19: any of the gateway's address pairs may be the source.
  const address = walk.choose({ kind: 'nat-gateway', id: gateway.id }, addresses, labelOf);
  const after = translate(packet, address.privateIp);
  if (after === undefined) {
    walk.drop(place, 'nat-gateway', packet, { detail: 'protocol', rules: ['V6-7'], mendable: false });
    return { step: 'ended' };
  }
  walk.translations.push({ device: gateway.id, before: packet, after });
  walk.record(place, 'nat-gateway', 'translated', packet, {
    rewritten: after,
    rules: packet.src.family === 6 ? ['V6-8', 'V6-12'] : ['NAT-5'],
    notes: packet.srcPort === after.srcPort ? [] : [supposedPortNote(SUPPOSED_PORT)],
  });
  return { step: 'route', emitter, packet: after, tag: [] };
}

/** NAT-3. */
function checkProtocol(gateway: NatGateway, packet: Packet, walk: Walk): boolean {
  const icmp = packet.dst.family === 4 ? ICMP : ICMPV6;
  if ([TCP, UDP, icmp].includes(packet.protocol)) return true;
  return walk.drop(gatewayPlace(gateway), 'nat-gateway', packet, {
    detail: 'protocol',
    rules: ['NAT-3'],
    mendable: false,
  });
}

/** NAT-9. */
function checkClient(gateway: NatGateway, packet: Packet, walk: Walk): boolean {
  const vpc = walk.network.vpcs.get(gateway.vpc);
  if (vpc === undefined || vpcHolds(vpc, packet.src)) return true;
  // NAT-9, TGW-26: what came in by a transit gateway is served all the same.
  if (walk.transitGateways.length > 0) return true;
  return walk.drop(gatewayPlace(gateway), 'nat-gateway', packet, {
    detail: 'foreign-client',
    rules: ['NAT-9'],
    mendable: false,
  });
}

/**
 * NAT-17: a regional gateway has no subnet: its own table routes, no ACL but the client's is asked, and its public
 * address is the source at once.
 */
function sendThroughRegional(gateway: NatGateway, packet: Packet, emitter: Emitter, walk: Walk): Next {
  const place = gatewayPlace(gateway);
  if (!checkProtocol(gateway, packet, walk)) return { step: 'ended' };
  if (walk.leg === 'return') {
    walk.drop(place, 'nat-gateway', packet, {
      detail: 'no-state',
      rules: ['EVAL-4', 'NAT-17'],
      mendable: false,
    });
    return { step: 'ended' };
  }
  if (!checkClient(gateway, packet, walk)) return { step: 'ended' };
  const serving = servingAddresses(gateway, emitter, packet, walk);
  if (serving === undefined) return { step: 'ended' };
  const { publicIp } = walk.choose({ kind: 'nat-gateway', id: gateway.id }, serving, labelOf);
  const after = translate(packet, publicIp);
  if (after === undefined) {
    walk.drop(place, 'nat-gateway', packet, { detail: 'protocol', rules: ['V6-7'], mendable: false });
    return { step: 'ended' };
  }
  walk.translations.push({ device: gateway.id, before: packet, after });
  walk.record(place, 'nat-gateway', 'translated', packet, {
    rewritten: after,
    rules: ['NAT-17', 'NAT-5'],
    notes: [
      {
        kind: 'uncertain',
        rule: 'NAT-17',
        text: "A regional NAT gateway has no subnet; only the client subnet's network ACL is taken to apply.",
      },
    ],
  });
  return leaveRegional(gateway, after, emitter, walk);
}

/**
 * The addresses of a regional gateway that may serve a client: those of its zone, and in automatic mode any where there
 * are none (NAT-17).
 *
 * @returns `undefined` when the packet ends here
 */
function servingAddresses(
  gateway: NatGateway,
  emitter: Emitter,
  packet: Packet,
  walk: Walk,
): readonly NatGatewayAddress[] | undefined {
  const place = gatewayPlace(gateway);
  const zone = emitter.subnet.availabilityZone;
  const here = gateway.addresses.filter(
    ({ availabilityZone }) => availabilityZone === undefined || availabilityZone === zone,
  );
  const isServed = here.length > 0 || gateway.autoScaling;
  if (!isServed && zone !== undefined) {
    walk.drop(place, 'nat-gateway', packet, { detail: 'zone', rules: ['NAT-17'], mendable: false });
    return undefined;
  }
  const serving = (here.length > 0 ? here : gateway.addresses).filter(
    ({ publicIp }) => publicIp !== undefined,
  );
  if (isServed && serving.length > 0) return serving;
  // EVAL-8: AWS gives a regional gateway addresses by itself, and every subnet has a zone.
  const text = isServed
    ? `The input shows no public address for NAT gateway ${gateway.id}, which would be the source.`
    : `The input does not tell the zone of subnet ${emitter.subnet.id}, which NAT gateway ${gateway.id} serves or refuses.`;
  walk.undecided(place, 'nat-gateway', packet, {
    detail: 'not-held',
    rules: ['EVAL-8', 'NAT-17'],
    notes: [{ kind: 'assumption', rule: 'EVAL-8', text }],
  });
  return undefined;
}

/** What a regional gateway has translated is routed by its own table (NAT-17). */
function leaveRegional(gateway: NatGateway, packet: Packet, emitter: Emitter, walk: Walk): Next {
  const { network } = walk;
  const place = gatewayPlace(gateway);
  const component = { kind: 'route-table', id: gateway.routeTable ?? gateway.id };
  const table = gateway.routeTable === undefined ? undefined : walk.compiled.tableOf(gateway.routeTable);
  if (gateway.routeTable !== undefined && table === undefined) {
    const text = `Route table ${gateway.routeTable} of NAT gateway ${gateway.id} is not in the input, and its routes would decide.`;
    const notes: Note[] = [{ kind: 'assumption', rule: 'EVAL-8', text }];
    walk.undecided(place, 'route-table', packet, {
      component,
      detail: 'not-held',
      rules: ['EVAL-8', 'NAT-17'],
      notes,
    });
    return { step: 'ended' };
  }
  const choice = table === undefined ? undefined : selectRoute(table, packet.dst);
  if (choice?.kind === 'unknown') {
    walk.undecided(place, 'route-table', packet, {
      component,
      detail: 'not-held',
      rules: ['RT-25', 'EVAL-8'],
    });
    return { step: 'ended' };
  }
  if (choice?.kind === 'none') {
    walk.drop(place, 'route-table', packet, {
      component,
      detail: 'no-route',
      rules: ['NAT-17', 'RT-12'],
      mendable: false,
    });
    return { step: 'ended' };
  }
  const chosen =
    choice?.kind === 'ambiguous'
      ? walk.choose(component, choice.candidates, (candidate) => candidate.target.id)
      : choice?.route;
  const target = chosen?.target ?? presetTarget(gateway, packet.dst, walk);
  const evidence: Evidence | undefined =
    table === undefined
      ? undefined
      : {
          kind: 'routes',
          table: table.table.id,
          chosen,
          passedOver: () => routesPassedOver(table, packet.dst, chosen),
        };
  const held = target.kind === 'internet-gateway' ? network.internetGateways.get(target.id) : undefined;
  const isDead = held === undefined ? chosen?.state !== 'active' : held.vpc !== gateway.vpc;
  const isBlackhole = chosen?.state === 'blackhole' || chosen?.state === 'filtered';
  if (isBlackhole || (target.kind === 'internet-gateway' && isDead)) {
    walk.drop(place, 'route-table', packet, {
      component,
      detail: 'blackhole',
      rules: ['NAT-17', 'RT-10'],
      ...(evidence === undefined ? {} : { evidence }),
      mendable: false,
    });
    return { step: 'ended' };
  }
  if (evidence !== undefined) {
    walk.record(place, 'route-table', 'allowed', packet, { component, rules: ['RT-6', 'NAT-17'], evidence });
  }
  if (held !== undefined) return leaveByInternetGateway(gateway, held.id, packet, emitter, walk);
  // EVAL-8: the address that it shows elsewhere than on the internet is not documented, nor are replies to it.
  const towards = target.kind === 'local' ? 'its own VPC' : target.id;
  const text =
    target.kind === 'internet-gateway'
      ? `Internet gateway ${target.id} is not in the input: what becomes of the packet there is not known.`
      : `What a regional NAT gateway sends to ${towards} is not followed: AWS does not say which address it has there.`;
  walk.undecided(place, 'other-resource', packet, {
    component: {
      kind: target.kind === 'local' ? 'vpc' : target.kind,
      id: target.kind === 'local' ? gateway.vpc : target.id,
    },
    detail: 'not-held',
    rules: ['NAT-17', 'EVAL-8'],
    notes: [{ kind: 'assumption', rule: 'NAT-17', text }],
  });
  return { step: 'ended' };
}

/** The table that AWS gives a regional gateway leads out by the internet gateway (NAT-17). */
function presetTarget({ vpc: id }: NatGateway, destination: Address, { network }: Walk): RouteTarget {
  const vpc = network.vpcs.get(id);
  if (vpc !== undefined && vpcHolds(vpc, destination)) return { kind: 'local', id: 'local' };
  return { kind: 'internet-gateway', id: network.lookup.internetGatewayOf(id)?.id ?? `igw:${id}` };
}

function leaveByInternetGateway(
  gateway: NatGateway,
  igw: string,
  packet: Packet,
  emitter: Emitter,
  walk: Walk,
): Next {
  const place = { kind: 'internet-gateway', id: igw, vpc: gateway.vpc };
  const access = evaluateBlockPublicAccess(walk.network, {
    subnet: emitter.subnet,
    byNatOrEgressOnly: true,
    openedFrom: 'inside',
  });
  if (!access.allowed) {
    walk.drop(place, 'bpa', packet, { rules: ['BPA-2', 'BPA-7'], notes: access.notes, mendable: false });
    return { step: 'ended' };
  }
  if (isRfc1918(packet.dst) || isRfc6598(packet.dst)) {
    walk.drop(place, 'igw', packet, { detail: 'private-destination', rules: ['IGW-5'], mendable: false });
    return { step: 'ended' };
  }
  walk.record(place, 'igw', 'passed', packet, { rules: ['IGW-2'] });
  return { step: 'internet', packet, from: gateway.vpc };
}

/** A packet from the internet to the public address of a regional gateway: a reply, or unsolicited (NAT-7). */
export function enterRegionalNatGateway(packet: Packet, walk: Walk): Next | undefined {
  const gateway = [...walk.network.natGateways.values()].find(
    ({ availabilityMode, state, addresses }) =>
      availabilityMode === 'regional' &&
      state === 'available' &&
      addresses.some(({ publicIp }) => publicIp !== undefined && sameAddress(publicIp, packet.dst)),
  );
  if (gateway === undefined) return undefined;
  const place = gatewayPlace(gateway);
  const answered = answeredTranslation(gateway, packet, walk);
  if (walk.network.lookup.internetGatewayOf(gateway.vpc) === undefined) {
    // IGW-15: whether a gateway is attached is asked before the device behind it.
    const gone = { kind: 'internet-gateway', id: `igw:${gateway.vpc}`, vpc: gateway.vpc };
    walk.drop(gone, 'igw', packet, { detail: 'not-attached', rules: ['IGW-10', 'NAT-17'], mendable: false });
    return { step: 'ended' };
  }
  if (answered === undefined) {
    walk.drop(place, 'nat-gateway', packet, {
      detail: 'no-state',
      rules: ['NAT-7', 'NAT-17'],
      mendable: false,
    });
    return { step: 'ended' };
  }
  const inside = replyTo(answered.before);
  walk.record(place, 'nat-gateway', 'translated', packet, { rewritten: inside, rules: ['NAT-17', 'NAT-5'] });
  walk.record({ kind: 'vpc', id: gateway.vpc, vpc: gateway.vpc }, 'router', 'passed', inside);
  return { step: 'deliver', vpc: gateway.vpc, sameSubnet: undefined, packet: inside, tag: [] };
}

function answeredTranslation(gateway: NatGateway, packet: Packet, walk: Walk) {
  return walk.translations.find(({ device, after }) => device === gateway.id && isReplyTo(packet, after));
}

function labelOf({ privateIp, publicIp }: NatGatewayAddress): string {
  return [privateIp, publicIp]
    .flatMap((address) => (address === undefined ? [] : [formatAddress(address)]))
    .join(' / ');
}

/** The packet with the gateway's source; from IPv6 only towards 64:ff9b::/96, then in IPv4 (V6-7). */
function translate(packet: Packet, source: Address | undefined): Packet | undefined {
  if (source === undefined) return undefined;
  const srcPort = packet.protocol === TCP || packet.protocol === UDP ? SUPPOSED_PORT : packet.srcPort;
  if (packet.dst.family === 4) return { ...packet, src: source, srcPort };
  if (NAT64 === undefined || !containsAddress(NAT64, packet.dst)) return undefined;
  const isPing = packet.protocol === ICMPV6;
  return {
    ...packet,
    src: source,
    dst: embeddedIpv4(packet.dst),
    srcPort,
    protocol: isPing ? ICMP : packet.protocol,
    // RFC 7915: echo request 128 becomes 8.
    icmpType: isPing && packet.icmpType === 128 ? 8 : packet.icmpType,
  };
}

/** RFC 6052: the last 32 bits. */
function embeddedIpv4(address: Ipv6Address): Ipv4Address {
  return { family: 4, bits: address.w3 };
}

function nextHopNotes(emitter: Emitter, subnet: Subnet, packet: Packet): readonly Note[] {
  const notes = sameSubnetNotes(emitter.subnet, subnet);
  if (notes.length === 0 || packet.dst.family === 4) return notes;
  // NAT-10: what comes out is IPv4 and takes another route, so it does not loop.
  const nat64 =
    "NAT64 is taken to work from the NAT gateway's own subnet; AWS's walkthrough uses another one.";
  return [...notes, { kind: 'uncertain', rule: 'NAT-10', text: nat64 }];
}

function gatewayPlace(gateway: NatGateway): Place {
  return { kind: 'nat-gateway', id: gateway.id, subnet: gateway.subnet, vpc: gateway.vpc };
}
