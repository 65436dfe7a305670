/** Changes of security groups and network ACLs that would let the packet past the step that dropped it. */
import { calledOf } from '../explain/names.ts';
import { rangeText } from '../explain/packets.ts';
import { cidrOf, containsAddress, formatCidr, hostCidr } from '../ip/index.ts';
import type { Address, Cidr } from '../ip/index.ts';
import type { Network } from '../model/index.ts';
import { firstFailedField, hasIcmpType, hasPorts, protocolName, selectorOf } from '../packet/index.ts';
import type { Packet, PacketMatch } from '../packet/index.ts';
import type { NetworkAcl } from '../resources/network-acl/types.ts';
import type { Flow, Step } from '../trace/index.ts';
import { itemsOf, withAclEntry, withEntryOf, withSet } from './change.ts';
import type { Change, Scene } from './change.ts';

type Direction = 'ingress' | 'egress';

/** The part of a rule that says which traffic, in the words of documents. */
interface Traffic {
  readonly written: Readonly<Record<string, unknown>>;
  readonly text: string;
}

const WORDS = {
  ingress: { list: 'inbound', article: 'an inbound', from: 'from' },
  egress: { list: 'outbound', article: 'an outbound', from: 'to' },
} as const;

/** A rule for just this traffic: by group where the sender is recognised, by address, and by the sender's subnet. */
export function groupRules(scene: Scene, flow: Flow, step: Step, direction: Direction): Change[] {
  const { document, network } = scene;
  const groups = step.evidence?.kind === 'security-groups' ? step.evidence.groups : [];
  const group = groups.find((id) => network.securityGroups.has(id));
  if (group === undefined) return [];
  const remote = direction === 'ingress' ? step.packet.src : step.packet.dst;
  const words = WORDS[direction];
  const traffic = trafficOf(step.packet);
  const peerKey = direction === 'ingress' ? 'from' : 'to';
  const add = (peer: string, called: string, broad: boolean, base = document): Change => {
    const stated = withEntryOf(base, group);
    const place = itemsOf(stated, group, direction).length;
    return {
      title: `Add ${words.article} rule to ${calledOf(network, group)}`,
      change: `allow ${traffic.text} ${words.from} ${called}`,
      broad,
      document: withSet(stated, group, [direction, place], { ...traffic.written, [peerKey]: peer }),
    };
  };
  const peer =
    direction === 'ingress' && flow.source.kind === 'interface' ? flow.source.networkInterface : undefined;
  const peerGroup = peer?.groups[0];
  const byGroup =
    peerGroup === undefined || !network.securityGroups.has(peerGroup) || step.rules.includes('SG-13')
      ? []
      : [add(peerGroup, calledOf(network, peerGroup), false, withEntryOf(document, peerGroup))];
  const host = formatCidr(hostCidr(remote));
  return [
    ...byGroup,
    add(host, host, false),
    ...subnetBlocks(network, remote).map((cidr) => add(formatCidr(cidr), formatCidr(cidr), true)),
  ];
}

/** The block of the subnet that an address lies in; none outside the model. */
function subnetBlocks(network: Network, remote: Address): readonly Cidr[] {
  for (const vpc of network.vpcs.values()) {
    const id = network.lookup.subnetOf(vpc.id, remote);
    const subnet = id === undefined ? undefined : network.subnets.get(id);
    const block = remote.family === 4 ? subnet?.cidrBlock : subnet?.ipv6CidrBlocks[0];
    if (block !== undefined) return [block];
  }
  return [];
}

/** An entry before the one that denied, a wider one among those above it, or the default ACL in its place. */
export function aclEntries(scene: Scene, flow: Flow, step: Step, direction: Direction): Change[] {
  const acl = scene.network.networkAcls.get(step.component.id);
  const evidence = step.evidence?.kind === 'network-acl' ? step.evidence : undefined;
  if (acl === undefined || evidence === undefined) return [];
  const traffic = isReply(flow, step) ? ephemeral(step.packet) : trafficOf(step.packet);
  return [
    ...addedEntries(scene, acl, step, direction, evidence.matched, traffic),
    ...widerEntries(scene, acl, step, direction, evidence.matched),
    ...defaultAcl(scene, acl, step),
  ];
}

/** Ports that clients choose by themselves: an answer goes to any of them. */
function isReply(flow: Flow, { packet }: Step): boolean {
  return hasPorts(packet.protocol) && packet.dstPort >= 1024 && flow.packet.dstPort === packet.srcPort;
}

function addedEntries(
  { document, network }: Scene,
  acl: NetworkAcl,
  step: Step,
  direction: Direction,
  matched: number,
  traffic: Traffic,
): Change[] {
  const numbers = acl[direction].map(({ ruleNumber }) => ruleNumber);
  const ruleNumber = freeNumber(numbers, acl[direction][matched]?.ruleNumber);
  if (ruleNumber === undefined) return [];
  const remote = direction === 'ingress' ? step.packet.src : step.packet.dst;
  const words = WORDS[direction];
  const add = (cidr: Cidr, broad: boolean): Change => ({
    title: `Add rule ${ruleNumber} to ${calledOf(network, acl.id)}, ${words.list}`,
    change: `allow ${traffic.text} ${words.from} ${formatCidr(cidr)}`,
    broad,
    document: withAclEntry(document, acl.id, direction, {
      ruleNumber,
      ruleAction: 'allow',
      ...traffic.written,
      cidrBlock: formatCidr(cidr),
    }),
  });
  return [
    add(hostCidr(remote), false),
    ...subnetBlocks(network, remote).map((cidr) => add(cidr, false)),
    add(cidrOf(remote, 0), true),
  ];
}

/** A free rule number before the entry that denied; after the last one when that is the final `*`. */
export function freeNumber(taken: readonly number[], denying: number | undefined): number | undefined {
  if (denying === undefined) {
    const last = Math.max(0, ...taken);
    return [Math.floor(last / 10) * 10 + 10, last + 1].find(
      (candidate) => candidate <= 32766 && !taken.includes(candidate),
    );
  }
  for (let candidate = denying - 1; candidate >= 1; candidate -= 1)
    if (!taken.includes(candidate)) return candidate;
  return undefined;
}

/** An entry that was meant to allow this: all of it matches but the block, or but the ports. */
function widerEntries(
  { document, network }: Scene,
  acl: NetworkAcl,
  step: Step,
  direction: Direction,
  matched: number,
): Change[] {
  const address = direction === 'ingress' ? step.packet.src : step.packet.dst;
  const above = acl[direction].slice(0, matched === -1 ? undefined : matched);
  const remote = { address, groups: [] };
  return above.flatMap((entry): Change[] => {
    const { ruleNumber, ruleAction, match } = entry;
    if (ruleAction !== 'allow' || match.remote.kind !== 'cidr') return [];
    const failed = firstFailedField(match, step.packet, remote);
    const isInBlock = containsAddress(match.remote.cidr, address);
    const widen = (member: string, value: string, from: string): Change => ({
      title: `Widen rule ${ruleNumber} of ${calledOf(network, acl.id)}, ${WORDS[direction].list}`,
      change: `${from} → ${value}`,
      broad: true,
      document: withAclMember(document, acl.id, direction, ruleNumber, member, value),
    });
    if (failed === 'remote')
      return [widen('cidrBlock', formatCidr(cidrOf(address, 0)), formatCidr(match.remote.cidr))];
    if (failed !== 'port' || !isInBlock || match.range === undefined) return [];
    // Only a range for the ports that clients choose was meant to hold another of them.
    const isForClients = match.range.from >= 1024 && selectorOf(step.packet) >= 1024;
    return isForClients ? [widen('ports', '1024-65535', `ports ${rangeText(match)}`)] : [];
  });
}

function withAclMember(
  document: Scene['document'],
  acl: string,
  direction: Direction,
  ruleNumber: number,
  member: string,
  value: string,
): Scene['document'] {
  const index = itemsOf(document, acl, direction).findIndex(
    (item) =>
      typeof item === 'object' &&
      item !== null &&
      'ruleNumber' in item &&
      Number(item.ruleNumber) === ruleNumber,
  );
  return index === -1 ? document : withSet(document, acl, [direction, index, member], value);
}

/** NACL-5: the default ACL of a VPC allows all, unless it was changed. */
function defaultAcl({ document, network }: Scene, acl: NetworkAcl, step: Step): Change[] {
  const subnet = step.subnet === undefined ? undefined : network.subnets.get(step.subnet);
  const usual = [...network.networkAcls.values()].find(({ vpc, isDefault }) => isDefault && vpc === acl.vpc);
  if (subnet === undefined || usual === undefined || usual.id === acl.id) return [];
  return [
    {
      title: `Use the default ACL on ${calledOf(network, subnet.id)}`,
      change: `network ACL: ${calledOf(network, acl.id)} → ${calledOf(network, usual.id)}`,
      broad: true,
      document: withSet(withEntryOf(document, usual.id), subnet.id, ['networkAcl'], usual.id),
    },
  ];
}

/** Just this packet's protocol and port, or its ICMP type with any code. */
function trafficOf(packet: Packet): Traffic {
  const protocol = protocolName(packet.protocol);
  const selector = selectorOf(packet);
  if (hasPorts(packet.protocol))
    return { written: { protocol, ports: selector }, text: `${protocol} ${selector}` };
  if (!hasIcmpType(packet.protocol)) return { written: { protocol }, text: `${protocol} all` };
  const range = { from: packet.icmpType * 256, to: packet.icmpType * 256 + 255 };
  const match: PacketMatch = { ...anything, protocol: packet.protocol, range };
  return { written: { protocol, icmpType: packet.icmpType }, text: `${protocol} ${rangeText(match)}` };
}

const anything: Pick<PacketMatch, 'family' | 'remote'> = {
  family: 'any',
  remote: { kind: 'group', group: '' },
};

function ephemeral(packet: Packet): Traffic {
  const protocol = protocolName(packet.protocol);
  return { written: { protocol, ports: '1024-65535' }, text: `${protocol} 1024-65535` };
}
