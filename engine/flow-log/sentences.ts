/** The explanation of a record in plain sentences, and the rules it rests on. */
import { formatAddress, formatCidr, formatPortRange } from '../ip/index.ts';
import type { Address } from '../ip/index.ts';
import type { Network } from '../model/index.ts';
import { hasIcmpType, hasPorts, protocolName } from '../packet/index.ts';
import type { Packet, PacketMatch } from '../packet/index.ts';
import type { RuleId } from '../rules/index.ts';
import type { Evidence, Step } from '../trace/types.ts';
import type { Reading } from './explain.ts';
import type { FlowDirection, FlowLogRecord } from './fields.ts';

export interface Told {
  readonly sentences: readonly string[];
  readonly rules: readonly RuleId[];
}

/** Tells what a record means. `reading` is `undefined` when no interface of the network fits it, or it holds no data. */
export function sentencesOf(network: Network, record: FlowLogRecord, reading: Reading | undefined): Told {
  const empty = withoutData(record);
  if (empty !== undefined) return empty;
  if (reading === undefined) return { sentences: [unplaced(network, record)], rules: ['FLOW-2'] };
  const parts = [
    whereAndWhat(reading),
    ...whose(reading),
    ...whyAction(network, record, reading),
    ...whatElse(record, reading),
  ];
  return {
    sentences: parts.map(({ text }) => text),
    rules: [...new Set(parts.flatMap(({ rules }) => rules))],
  };
}

interface Part {
  readonly text: string;
  readonly rules: readonly RuleId[];
}

function part(text: string, ...rules: RuleId[]): Part {
  return { text, rules };
}

function withoutData(record: FlowLogRecord): Told | undefined {
  switch (record['log-status']) {
    case 'NODATA':
      return { sentences: ['The interface had no traffic in this window.'], rules: ['FLOW-9'] };
    case 'SKIPDATA':
      return {
        sentences: ['Records of this window were left out of the log: it says nothing about the traffic.'],
        rules: ['FLOW-9'],
      };
    default:
      return undefined;
  }
}

function unplaced(network: Network, record: FlowLogRecord): string {
  const lacks = [
    ...(record.srcaddr === undefined && record['pkt-srcaddr'] === undefined ? ['srcaddr'] : []),
    ...(record.dstaddr === undefined && record['pkt-dstaddr'] === undefined ? ['dstaddr'] : []),
    ...(record.protocol === undefined ? ['protocol'] : []),
  ];
  if (lacks.length > 0)
    return `The record has no ${listed(lacks)}, so the flow it belongs to can not be told.`;
  const id = record['interface-id'];
  if (id !== undefined && network.networkInterfaces.has(id)) {
    return `Neither address of the record belongs to interface \`${id}\` as it is loaded.`;
  }
  const missing =
    id === undefined ? 'The record names no interface' : `Interface \`${id}\` is not in the loaded network`;
  return `${missing}, and neither address of the record belongs to another one.`;
}

function whereAndWhat({ place, leg, legBy, packet }: Reading): Part {
  const { networkInterface, direction, isNamed } = place;
  const way = direction === 'egress' ? 'sent' : 'received';
  const half = leg === 'forward' ? 'a request' : 'a reply';
  const found = isNamed ? '' : ' (found by its address)';
  const told =
    legBy === 'tcp-flags'
      ? 'as its TCP flags say'
      : legBy === 'ports'
        ? `since ${packet.srcPort} ${looksLike(packet.srcPort, leg === 'forward')} and ${packet.dstPort} ${looksLike(packet.dstPort, leg === 'return')}`
        : 'going by what the groups and network ACLs make of it, since the record does not tell';
  return part(
    `Interface \`${networkInterface.id}\`${found} ${way} ${packetText(packet)}: ${half}, ${told}.`,
    'FLOW-2',
    ...(legBy === 'ports' ? (['NACL-12'] as const) : []),
  );
}

function looksLike(port: number, isClient: boolean): string {
  return isClient
    ? port >= 1024
      ? "looks like a client's port"
      : "is the other end's port"
    : "looks like a service's";
}

function whose({ origin, place }: Reading): readonly Part[] {
  if (origin.kind === 'flow' || origin.kind === 'no-public-address') return [];
  if (origin.kind === 'outside') {
    return [
      part(
        "The other end is in no VPC of the loaded network and not on the internet, so the flow can't be traced.",
        'EVAL-8',
      ),
    ];
  }
  return [
    part(
      `Interface \`${place.networkInterface.id}\` is a NAT gateway's, and the record shows the gateway's own address: the client behind it is not told. A NAT gateway has no security group, so only the network ACL of its subnet decides.`,
      'FLOW-7',
      'NAT-4',
    ),
  ];
}

function whyAction(network: Network, record: FlowLogRecord, reading: Reading): readonly Part[] {
  const { action } = record;
  if (reading.unlogged !== undefined) {
    return [
      part(
        `Flow logs leave out traffic of this kind (${reading.unlogged}), so this record should not exist.`,
        'FLOW-8',
      ),
    ];
  }
  if (record['reject-reason'] === 'BPA') {
    return [part('The record itself says why: VPC Block Public Access refused the traffic.', 'BPA-2')];
  }
  if (action === undefined) return [];
  return action === 'REJECT' ? whyReject(network, reading) : whyAccept(reading);
}

function whyReject(network: Network, reading: Reading): readonly Part[] {
  const { predicted, leg, agrees } = reading;
  const replyNote =
    leg === 'return'
      ? [
          part(
            "A security group never refuses the reply of a flow it let through, so REJECT on a reply is the network ACL's.",
            'FLOW-4',
            'SG-3',
          ),
        ]
      : [];
  if (agrees === true) {
    const refused = predicted?.filters.find(({ outcome }) => outcome === 'denied');
    const why = refused === undefined ? aclOfPlace(network, reading) : refusal(refused);
    return [part(`REJECT: ${why}.`, 'FLOW-3', ...(refused?.rules ?? [])), ...replyNote];
  }
  return [
    ...otherwise(reading, 'REJECT'),
    ...replyNote,
    ...(leg === 'return' ? [whereToLook(network, reading)] : []),
  ];
}

function whyAccept(reading: Reading): readonly Part[] {
  const { predicted, agrees } = reading;
  if (agrees !== true) return otherwise(reading, 'ACCEPT');
  const passed = (predicted?.filters ?? []).map(passage);
  const why = passed.length === 0 ? 'nothing at this interface refuses it' : passed.join('; ');
  return [part(`ACCEPT: ${why}.`, 'FLOW-3')];
}

/** The loaded network says something else than the record, or can't say. */
function otherwise(reading: Reading, action: 'ACCEPT' | 'REJECT'): readonly Part[] {
  const { predicted, agrees, origin } = reading;
  if (agrees === undefined) {
    return [
      part(`The loaded network does not hold what would tell why it is ${action}.`, 'EVAL-8', 'FLOW-3'),
    ];
  }
  const later =
    action === 'REJECT'
      ? 'The rules were different when the record was written, or the packet came after the connection had closed'
      : 'The rules were different when the record was written, or the network is not loaded as it was';
  if (predicted !== undefined) {
    const refused = predicted.filters.find(({ outcome }) => outcome === 'denied');
    const would =
      refused === undefined
        ? `ACCEPT: ${predicted.filters.map(passage).join('; ') || 'nothing here refuses it'}`
        : `REJECT: ${refusal(refused)}`;
    return [part(`The network as loaded would answer otherwise, ${would}. ${later}.`, 'FLOW-3')];
  }
  if (origin.kind === 'translated' || origin.kind === 'outside') {
    return [part(`The network as loaded would answer otherwise. ${later}.`, 'FLOW-3')];
  }
  return [
    part(
      `The network as loaded would not bring this packet to the interface: ${whyAbsent(reading)}. ${later}.`,
      'FLOW-3',
    ),
  ];
}

function whyAbsent({ origin, path, packet, leg }: Reading): string {
  if (origin.kind === 'no-public-address') {
    const own = formatAddress(leg === 'forward' ? packet.dst : packet.src);
    return `\`${own}\` has no public address, so that no host of the internet can ask it`;
  }
  const stopped = path?.decidedBy;
  if (stopped === undefined || path?.verdict === 'reachable') return 'it takes another way';
  return `the flow is dropped before, at \`${stopped.at}\` of \`${stopped.component.id}\``;
}

/** FLOW-5, FLOW-6: ACCEPT at one interface says nothing of what comes after. */
function whatElse(record: FlowLogRecord, { path, agrees, predicted, leg }: Reading): readonly Part[] {
  const stopped = path?.decidedBy;
  if (record.action !== 'ACCEPT' || agrees !== true || stopped === undefined || predicted === undefined)
    return [];
  if (path?.verdict !== 'forward_blocked' && path?.verdict !== 'return_blocked') return [];
  const stoppedLeg = path.verdict === 'forward_blocked' ? 'forward' : 'return';
  const what = stoppedLeg === 'forward' ? 'The request' : leg === 'forward' ? 'Its reply' : 'The reply';
  const shows = isFilter(stopped) ? 'the interface there writes REJECT' : 'no record says REJECT for that';
  return [
    part(
      `ACCEPT does not mean that it arrives: ${what.charAt(0).toLowerCase()}${what.slice(1)} is dropped at \`${stopped.at}\` of \`${stopped.component.id}\`${stopped.detail === undefined ? '' : ` (${stopped.detail})`}, and ${shows}.`,
      'FLOW-5',
      'FLOW-6',
      ...stopped.rules,
    ),
  ];
}

function isFilter({ at }: Step): boolean {
  return at === 'sg-egress' || at === 'sg-ingress' || at === 'nacl-egress' || at === 'nacl-ingress';
}

function refusal(step: Step): string {
  const { evidence } = step;
  if (evidence?.kind === 'network-acl') {
    return `${aclText(evidence, step)} denies ${packetText(step.packet)} by ${entryText(evidence)}`;
  }
  const groups = evidence?.kind === 'security-groups' ? evidence.groups : [];
  const way = step.at === 'sg-egress' ? 'outbound' : 'inbound';
  if (evidence?.kind === 'security-groups' && evidence.rules.length === 0) {
    return `security group ${listed(groups)} has no ${way} rules`;
  }
  return `no ${way} rule of security group ${listed(groups)} lets ${packetText(step.packet)} through`;
}

function passage(step: Step): string {
  const { evidence } = step;
  if (evidence?.kind === 'network-acl') {
    return step.outcome === 'allowed'
      ? `${aclText(evidence, step)} allows it by ${entryText(evidence)}`
      : `${aclText(evidence, step)} is not known in full`;
  }
  const way = step.at === 'sg-egress' ? 'outbound' : 'inbound';
  if (evidence?.kind !== 'security-groups') return 'the interface has no security group';
  if (evidence.tracked)
    return `security group ${listed(evidence.groups)} lets the reply of a tracked flow pass`;
  const matched = evidence.rules[evidence.matched];
  if (matched === undefined) return `security group ${listed(evidence.groups)} is not known in full`;
  return `security group \`${matched.group}\` allows it ${way} by its rule ${matchText(matched.rule.match, step.at === 'sg-egress' ? 'to' : 'from')}`;
}

type AclEvidence = Extract<Evidence, { kind: 'network-acl' }>;

function aclText(evidence: AclEvidence, step: Step): string {
  const way = step.at === 'nacl-egress' ? 'outbound' : 'inbound';
  return `network ACL \`${evidence.acl}\` of subnet \`${step.subnet ?? ''}\`, ${way},`;
}

function entryText({ entries, matched }: AclEvidence): string {
  const entry = entries[matched];
  return entry === undefined ? 'its final rule `*`' : `rule ${entry.ruleNumber}`;
}

/** Which ACL decides where there is no trace. */
function aclOfPlace(network: Network, { place }: Reading): string {
  const { networkInterface, direction } = place;
  const acl = network.subnets.get(networkInterface.subnet)?.networkAcl ?? '';
  return `network ACL \`${acl}\` of subnet \`${networkInterface.subnet}\` denies it ${wayOf(direction)}`;
}

function whereToLook(network: Network, { place, packet }: Reading): Part {
  const { networkInterface, direction } = place;
  const acl = network.subnets.get(networkInterface.subnet)?.networkAcl ?? '';
  const port = hasPorts(packet.protocol) ? ` to port ${packet.dstPort}` : '';
  const end =
    direction === 'egress' ? `to ${formatAddress(packet.dst)}` : `from ${formatAddress(packet.src)}`;
  return part(
    `Look at the ${wayOf(direction)} entries of network ACL \`${acl}\` (subnet \`${networkInterface.subnet}\`) for ${protocolName(packet.protocol)} ${end}${port}.`,
    'NACL-4',
    'NACL-12',
  );
}

function wayOf(direction: FlowDirection): string {
  return direction === 'egress' ? 'outbound' : 'inbound';
}

function matchText({ protocol, range, remote }: PacketMatch, word: 'from' | 'to'): string {
  const name = protocol === 'any' ? 'all traffic' : protocolName(protocol);
  const ports =
    range === undefined || protocol === 'any'
      ? ''
      : hasIcmpType(protocol)
        ? ` type ${range.from >> 8}`
        : ` ${formatPortRange(range)}`;
  const end =
    remote.kind === 'cidr'
      ? formatCidr(remote.cidr)
      : remote.kind === 'group'
        ? remote.group
        : remote.prefixList;
  return `${name}${ports} ${word} \`${end}\``;
}

function packetText({ src, dst, protocol, srcPort, dstPort }: Packet): string {
  const ports = hasPorts(protocol);
  return `${protocolName(protocol)} ${socket(src, ports ? srcPort : undefined)} → ${socket(dst, ports ? dstPort : undefined)}`;
}

function socket(address: Address, port: number | undefined): string {
  const text = formatAddress(address);
  if (port === undefined) return text;
  return address.family === 6 ? `[${text}]:${port}` : `${text}:${port}`;
}

function listed(ids: readonly string[]): string {
  const shown = ids.map((id) => `\`${id}\``);
  return shown.length <= 1 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}
