/**
 * A load balancer's node: takes a packet in, picks a target and makes the second leg, as a proxy or with the client's
 * address kept (ELB-4 to ELB-39).
 *
 *   client ─► node          198.51.100.7:50000 → 10.0.0.8:443
 *             node ─► target        10.0.0.8:q → 10.0.10.5:8080     a proxy
 *             node ─► target 198.51.100.7:50000 → 10.0.10.5:8443    the client's address kept (ELB-21)
 */
import { formatAddress, parseAddress, sameAddress } from '../../ip/index.ts';
import type { Address } from '../../ip/index.ts';
import { zoneOf } from '../../model/zone.ts';
import { TCP, UDP } from '../../packet/index.ts';
import type { Packet } from '../../packet/index.ts';
import type { RuleId } from '../../rules/index.ts';
import type { Next } from '../../trace/next.ts';
import type { Note } from '../../trace/note.ts';
import type { Detail } from '../../trace/types.ts';
import type { Place, Walk } from '../../trace/walk.ts';
import type { NetworkInterface } from '../network-interface/types.ts';
import type { BalancedProtocol, Target, TargetGroup } from '../target-group/types.ts';
import { isWithinRegion } from '../vpc-peering-connection/forward.ts';
import type { Listener, LoadBalancer } from './types.ts';

/** The port a node is supposed to open a connection from. */
const NODE_PORT = 20002;

/** A target that a node may take. */
interface Choice {
  readonly group: TargetGroup;
  readonly target: Target;
  readonly address: Address;
  readonly port: number;
}

/**
 * A packet has come to a node, past its groups.
 *
 * @param privateLink - it came by PrivateLink, which never keeps the client's address (VPCE-22)
 * @returns what follows; `undefined` when the load balancer itself answers
 */
export function receiveAtLoadBalancer(
  walk: Walk,
  balancer: LoadBalancer,
  node: NetworkInterface,
  packet: Packet,
  privateLink: boolean,
): Next | undefined {
  const place = placeOf(balancer, node);
  const listener = balancer.listeners.find((each) => listens(each, packet));
  if (listener === undefined) {
    if (balancer.incomplete)
      return leaveOpen(walk, place, packet, `The listeners of ${balancer.id} are not all in the input.`);
    return refuse(walk, place, packet, 'no-listener', ['ELB-4', 'ELB-28']);
  }
  if (listener.answersItself) {
    walk.record(place, 'load-balancer', 'passed', packet, { rules: ['ELB-37'] });
    return undefined;
  }
  const groups = groupsOf(walk, listener);
  const lambda = groups.find(({ type, targets }) => type === 'lambda' && targets.length > 0);
  if (lambda !== undefined) return toFunction(walk, place, lambda, packet);
  const all = registeredIn(walk, groups);
  if (all.length === 0) {
    const gap = gapOf(walk, listener);
    return gap === undefined
      ? refuse(walk, place, packet, 'no-target', ['ELB-37'])
      : leaveOpen(walk, place, packet, gap);
  }
  const usable = all.filter((choice) => isUsable(walk, balancer, node, choice));
  if (usable.length === 0) return refuse(walk, place, packet, ...whyNone(walk, balancer, all, privateLink));
  const options = groups.flatMap(({ id }) => {
    const own = usable.filter(({ group }) => group.id === id);
    const healthy = own.filter((choice) => isHealthy(walk, node, choice, own.length));
    // ELB-7: a group without a healthy target uses all of them.
    return healthy.length > 0 ? healthy : own;
  });
  const chosen = walk.choose(
    { kind: 'load-balancer', id: balancer.id },
    options,
    ({ address, port }) => `${formatAddress(address)}:${port}`,
  );
  return toTarget(walk, { balancer, node, place, packet, privateLink }, chosen);
}

/** ELB-37: groups of weight 0 are not used. */
function groupsOf({ network }: Walk, { forwards }: Listener): TargetGroup[] {
  return forwards.flatMap(({ targetGroup, weight }) =>
    weight > 0 ? (network.targetGroups.get(targetGroup) ?? []) : [],
  );
}

function registeredIn(walk: Walk, groups: readonly TargetGroup[]): Choice[] {
  return groups.flatMap((group) =>
    group.targets
      .filter(({ health }) => health !== 'draining')
      .flatMap((target) => choicesOf(walk, group, target)),
  );
}

/**
 * ELB-33: the nodes that the load balancer's name leaves out: they have no healthy target that they may use, while
 * another node has one. None when no node has one.
 */
export function withdrawnNodes(walk: Walk, balancer: LoadBalancer, packet: Packet): ReadonlySet<string> {
  const listener = balancer.listeners.find((each) => listens(each, packet));
  if (listener === undefined || listener.answersItself) return new Set();
  const groups = groupsOf(walk, listener);
  // EVAL-8: targets that are not in the input may be healthy.
  if (groups.some(({ incomplete }) => incomplete)) return new Set();
  const all = registeredIn(walk, groups);
  const nodes = balancer.nodes.flatMap((id) => walk.network.networkInterfaces.get(id) ?? []);
  const without = nodes.filter(
    (node) =>
      !all.some(
        (choice) => isUsable(walk, balancer, node, choice) && isHealthy(walk, node, choice, all.length + 1),
      ),
  );
  return new Set(without.length === nodes.length ? [] : without.map(({ id }) => id));
}

function listens({ protocol, port }: Listener, packet: Packet): boolean {
  return port === packet.dstPort && protocolsOf(protocol).includes(packet.protocol);
}

function protocolsOf(protocol: BalancedProtocol): readonly number[] {
  if (protocol === 'udp' || protocol === 'quic') return [UDP];
  return protocol === 'tcp_udp' || protocol === 'tcp_quic' ? [TCP, UDP] : [TCP];
}

function refuse(walk: Walk, place: Place, packet: Packet, detail: Detail, rules: readonly RuleId[]): Next {
  walk.drop(place, 'load-balancer', packet, { detail, rules, mendable: false });
  return { step: 'ended' };
}

/** EVAL-8: targets that there are, or may be, and whose address the input does not hold. */
function gapOf({ network }: Walk, { forwards }: Listener): string | undefined {
  for (const { targetGroup, weight } of forwards) {
    const group = weight > 0 ? network.targetGroups.get(targetGroup) : undefined;
    if (weight > 0 && group?.incomplete !== false)
      return `The targets of ${targetGroup} are not in the input.`;
    const lost = group?.targets.find(({ health }) => health !== 'draining');
    if (lost !== undefined) return `The address of target ${lost.id} is not in the input.`;
  }
  return undefined;
}

/** EVAL-8: what would take the packet is not in the input. */
function leaveOpen(walk: Walk, place: Place, packet: Packet, text: string): undefined {
  walk.undecided(place, 'load-balancer', packet, {
    detail: 'not-held',
    rules: ['EVAL-8'],
    notes: [{ kind: 'assumption', rule: 'EVAL-8', text }],
  });
}

/** ELB-18, ELB-39: no leg into a VPC; the function's permission decides. */
function toFunction(walk: Walk, place: Place, group: TargetGroup, packet: Packet): Next | undefined {
  if (group.lambdaPermission === false)
    return refuse(walk, place, packet, 'lambda-permission', ['ELB-39', 'ELB-18']);
  if (group.lambdaPermission === true) {
    const called = group.targets.map(({ id }) => id).join(', ');
    walk.record(place, 'load-balancer', 'passed', packet, {
      rules: ['ELB-39', 'ELB-18'],
      notes: [
        {
          kind: 'hint',
          rule: 'ELB-18',
          text: `The load balancer calls function ${called}, which may be called by it.`,
        },
      ],
    });
    return undefined;
  }
  const text = 'Whether the function lets the load balancer call it is not in the input.';
  walk.undecided(place, 'load-balancer', packet, {
    detail: 'lambda-permission',
    rules: ['ELB-39', 'ELB-18'],
    notes: [{ kind: 'assumption', rule: 'ELB-39', text }],
  });
  return undefined;
}

/** The addresses that a registered target stands for; of a load balancer those of its nodes (ELB-30). */
function choicesOf({ network }: Walk, group: TargetGroup, target: Target): Choice[] {
  const port = target.port ?? group.port ?? 0;
  const at = (address: Address | undefined): Choice[] =>
    address === undefined ? [] : [{ group, target, address, port }];
  switch (group.type) {
    case 'instance':
      return at(network.lookup.interfacesOfInstance(target.id)[0]?.privateIpv4[0]?.address);
    case 'ip':
      return at(parseAddress(target.id));
    case 'alb':
      return (network.loadBalancers.get(target.id)?.nodes ?? []).flatMap((id) =>
        at(network.networkInterfaces.get(id)?.privateIpv4[0]?.address),
      );
    case 'lambda':
      return [];
    default:
      return group.type satisfies never;
  }
}

/** ELB-6, ELB-8: cross-zone, in any enabled zone; else in the node's own. Targets of zone `all` are used by every node. */
function isUsable(walk: Walk, balancer: LoadBalancer, node: NetworkInterface, choice: Choice): boolean {
  const zone = zoneOfTarget(walk, balancer, choice);
  if (zone === 'all' || zone === undefined) return true;
  const own = zoneOfInterface(walk, node);
  if (choice.group.crossZone ?? balancer.crossZone) {
    return own === undefined || enabledZones(walk, balancer).includes(zone);
  }
  return own === undefined || zone === own;
}

function whyNone(
  walk: Walk,
  balancer: LoadBalancer,
  all: readonly Choice[],
  privateLink: boolean,
): [Detail, RuleId[]] {
  const zones = enabledZones(walk, balancer);
  const isElsewhere = all.some((choice) => zones.includes(zoneOfTarget(walk, balancer, choice) ?? ''));
  if (!isElsewhere) return ['az-not-enabled', ['ELB-6']];
  return ['no-target-in-zone', privateLink ? ['VPCE-24', 'ELB-8'] : ['ELB-8']];
}

function zoneOfTarget(walk: Walk, { vpc }: LoadBalancer, { target, address }: Choice): string | undefined {
  if (target.zone !== undefined) return target.zone;
  const owner = walk.network.lookup.ownerOf(vpc, address);
  return owner === undefined ? 'all' : zoneOfInterface(walk, owner);
}

function zoneOfInterface({ network }: Walk, { subnet }: NetworkInterface): string | undefined {
  const held = network.subnets.get(subnet);
  return held === undefined ? undefined : zoneOf(held);
}

function enabledZones(walk: Walk, { nodes }: LoadBalancer): string[] {
  return nodes.flatMap((id) => {
    const node = walk.network.networkInterfaces.get(id);
    return node === undefined ? [] : (zoneOfInterface(walk, node) ?? []);
  });
}

/** ELB-7: as the input states it, else whether the node's health check gets there and back. */
function isHealthy(
  walk: Walk,
  node: NetworkInterface,
  { group, target, address, port }: Choice,
  of: number,
): boolean {
  if (target.health !== undefined) return target.health === 'healthy';
  // A sole target is used in any case.
  if (of < 2) return true;
  const src = addressOf(node, address.family);
  if (src === undefined) return false;
  // ELB-35: health checks of UDP groups are TCP or HTTP.
  return walk.probes(node, {
    src,
    dst: address,
    protocol: TCP,
    srcPort: NODE_PORT,
    dstPort: group.healthPort ?? port,
    icmpType: 0,
    icmpCode: 0,
  });
}

function addressOf(node: NetworkInterface, family: 4 | 6): Address | undefined {
  return family === 4 ? node.privateIpv4[0]?.address : node.ipv6Addresses[0];
}

interface AtNode {
  readonly balancer: LoadBalancer;
  readonly node: NetworkInterface;
  readonly place: Place;
  readonly packet: Packet;
  readonly privateLink: boolean;
}

/** The second leg. */
function toTarget(walk: Walk, at: AtNode, choice: Choice): Next {
  const { balancer, node, place, packet, privateLink } = at;
  const { address, port } = choice;
  const keeps =
    !privateLink &&
    balancer.type === 'network' &&
    keepsClient(choice.group) &&
    address.family === packet.src.family;
  if (keeps) return withClientAddress(walk, at, choice);
  const src = addressOf(node, address.family);
  if (src === undefined) return refuse(walk, place, packet, 'no-target', ['ELB-34']);
  const after: Packet = { ...packet, src, dst: address, srcPort: NODE_PORT, dstPort: port };
  walk.translations.push({ device: node.id, before: packet, after });
  const isClassic = balancer.type === 'classic';
  const rules: RuleId[] =
    balancer.type === 'network'
      ? ['ELB-21', 'ELB-20']
      : ['ELB-11', 'ELB-12', ...(isClassic ? (['ELB-32'] as const) : [])];
  walk.record(place, 'load-balancer', 'translated', packet, {
    rewritten: after,
    rules: privateLink ? ['VPCE-22', ...rules] : rules,
  });
  // ELB-32: on this leg of a classic one the network ACL counts inside a subnet too.
  return { step: 'send', networkInterface: node, packet: after, tag: [], meetsOwnAcl: isClassic };
}

/** ELB-20: by type and protocol, unless it was switched; UDP and load balancers as targets always keep it. */
function keepsClient({ type, protocol, preserveClientIp }: TargetGroup): boolean {
  if (type === 'alb' || ['udp', 'tcp_udp', 'quic', 'tcp_quic'].includes(protocol)) return true;
  return preserveClientIp ?? type === 'instance';
}

function withClientAddress(walk: Walk, { balancer, node, place, packet }: AtNode, choice: Choice): Next {
  const { address, port } = choice;
  if (sameAddress(address, packet.src)) return refuse(walk, place, packet, 'hairpin', ['ELB-26']);
  const after: Packet = { ...packet, dst: address, dstPort: port };
  walk.translations.push({
    device: node.id,
    before: packet,
    after,
    back: isServed(walk, balancer, address) ? 'through' : 'lost',
  });
  walk.record(place, 'load-balancer', 'translated', packet, {
    rewritten: after,
    rules: ['ELB-21', 'ELB-20', 'ELB-27'],
    notes: [keptNote(balancer)],
  });
  // ELB-24: the groups of the load balancer go along.
  return { step: 'send', networkInterface: node, packet: after, tag: [], asOwn: true };
}

/** ELB-22, ELB-29: in its own VPC, or in a peered one of the same Region. */
function isServed({ network }: Walk, { vpc }: LoadBalancer, address: Address): boolean {
  if (network.lookup.ownerOf(vpc, address) !== undefined) return true;
  return [...network.vpcPeeringConnections.values()].some((peering) => {
    const { requester, accepter, status } = peering;
    const far = requester.vpc === vpc ? accepter.vpc : accepter.vpc === vpc ? requester.vpc : undefined;
    return (
      far !== undefined &&
      status === 'active' &&
      isWithinRegion(peering) &&
      network.lookup.ownerOf(far, address) !== undefined
    );
  });
}

function keptNote({ id }: LoadBalancer): Note {
  const text = `${id} keeps the client's address; that the reply goes back through it, whatever the target's routes, is universal in practice and not stated in words.`;
  return { kind: 'uncertain', rule: 'ELB-25', text };
}

/** ELB-3, ELB-17: an internal load balancer has no public address to be asked by, or refuses what comes to its IPv6 one. */
export function refuseFromInternet(
  walk: Walk,
  balancer: LoadBalancer,
  packet: Packet,
  rule: 'ELB-3' | 'ELB-17',
): Next {
  const place: Place = { kind: 'load-balancer', id: balancer.id, vpc: balancer.vpc };
  return refuse(walk, place, packet, 'internal', [rule]);
}

function placeOf({ id, vpc }: LoadBalancer, { subnet }: NetworkInterface): Place {
  return { kind: 'load-balancer', id, subnet, vpc };
}
