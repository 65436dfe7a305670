/** Hops and steps as plain data: labels, entries, one short line each. */
import type { Lookup, NoAddress } from '../dns/index.ts';
import { formatAddress, formatCidr } from '../ip/index.ts';
import type { Address } from '../ip/index.ts';
import type { Network } from '../model/index.ts';
import type { Detail, Hop, Note, Step, StepPoint } from '../trace/index.ts';
import { entriesOf } from './entries.ts';
import { calledOf, nameOf } from './names.ts';
import { packetReport } from './packets.ts';
import type { HopReport, NoteReport, PacketReport, PlaceReport, StepReport } from './report.ts';

const LABELS: Readonly<Record<StepPoint, string>> = {
  'bad-state': 'State',
  'no-address-family': 'Address',
  'local-service': 'Service',
  'eni-src-dst-check': 'Check',
  'sg-egress': 'Group out',
  'sg-ingress': 'Group in',
  'nacl-egress': 'ACL out',
  'nacl-ingress': 'ACL in',
  'route-table': 'Route',
  'no-such-host': 'Host',
  'not-forwarding': 'Forwards',
  'nat-gateway': 'NAT',
  igw: 'Address',
  eigw: 'Gateway',
  bpa: 'Access',
  pcx: 'Peering',
  'tgw-attachment': 'Attachment',
  'tgw-route-table': 'Transit route',
  'gateway-endpoint': 'Endpoint',
  'interface-endpoint': 'Endpoint',
  'endpoint-policy': 'Policy',
  firewall: 'Firewall',
  gwlb: 'Inspection',
  'load-balancer': 'Balancer',
  'lambda-eni': 'Function',
  vgw: 'VGW',
  vpn: 'VPN',
  dx: 'Direct Connect',
  'dx-gateway': 'DX gateway',
  'customer-router': 'Router',
  unmodelled: 'Beyond',
  misdelivered: 'Arrives',
  guest: 'Guest',
  sent: 'Sends',
  name: 'Name',
  'same-subnet': 'Subnet',
  'gateway-route-table': 'Edge route',
  'nat-instance': 'NAT',
  mirror: 'Mirror',
  router: 'Router',
  internet: 'Internet',
  delivered: 'Arrives',
  'other-resource': 'Beyond',
};

/** @param tracking - how each interface tracks the flow (SG-24), by interface and direction */
export function hopReport(network: Network, hop: Hop, tracking: ReadonlyMap<string, boolean>): HopReport {
  return {
    kind: hop.kind,
    id: hop.id,
    name: nameOf(network, hop.id),
    subnet: hop.subnet === undefined ? null : subnetPlace(network, hop.subnet),
    vpc: hop.vpc === undefined ? null : vpcPlace(network, hop.vpc),
    steps: hop.steps.map((step) => stepReport(network, step, tracking)),
  };
}

function subnetPlace(network: Network, id: string): PlaceReport {
  const subnet = network.subnets.get(id);
  const block = subnet?.cidrBlock ?? subnet?.ipv6CidrBlocks[0];
  return { id, name: subnet?.name ?? null, cidr: block === undefined ? null : formatCidr(block) };
}

function vpcPlace(network: Network, id: string): PlaceReport {
  const vpc = network.vpcs.get(id);
  const block = vpc?.cidrBlocks[0] ?? vpc?.ipv6CidrBlocks[0];
  return { id, name: vpc?.name ?? null, cidr: block === undefined ? null : formatCidr(block) };
}

function stepReport(network: Network, step: Step, tracking: ReadonlyMap<string, boolean>): StepReport {
  const { matched, passedOver } = entriesOf(step);
  const objects = step.evidence?.kind === 'security-groups' ? step.evidence.groups : [step.component.id];
  return {
    at: step.at,
    label: LABELS[step.at],
    outcome: step.outcome,
    detail: step.detail ?? null,
    component: objects.join(', '),
    componentName: objects.some((id) => nameOf(network, id) !== null)
      ? objects.map((id) => calledOf(network, id)).join(', ')
      : null,
    packet: { ...packetReport(step.packet), ...unresolved(step) },
    rewritten: step.rewritten === undefined ? null : packetReport(step.rewritten),
    matched,
    passedOver,
    tracked: step.outcome === 'allowed' ? (tracking.get(`${step.component.id} ${step.at}`) ?? null) : null,
    summary: summaryOf(network, step),
    rules: step.rules,
    notes: step.notes.map(noteReport),
  };
}

/** Where a name gave no address the packet has none: the name stands in its place. */
function unresolved({ evidence }: Step): { readonly dst?: string } {
  if (evidence?.kind !== 'name' || evidence.lookup.outcome.kind === 'addresses') return {};
  return { dst: evidence.lookup.name };
}

export function noteReport(note: Note): NoteReport {
  return { kind: note.kind, rule: note.rule ?? null, text: note.text };
}

/** One short line: what the step says when there is room for no more. */
function summaryOf(network: Network, step: Step): string {
  const { matched } = entriesOf(step);
  if (step.evidence?.kind === 'name') return lookupSummary(step.evidence.lookup, step.packet.dst);
  if (step.outcome === 'unknown') return 'not known';
  switch (step.at) {
    case 'sg-egress':
    case 'sg-ingress':
      if (step.outcome === 'skipped') return step.rules.includes('SG-26') ? 'no groups here' : 'state kept';
      if (matched !== null) return `${matched.protocol} ${matched.ports} ${matched.remote}`;
      return step.evidence?.kind === 'security-groups' ? noneOf(step.evidence.rules.length) : 'no rule';
    case 'nacl-egress':
    case 'nacl-ingress':
      return matched === null ? '' : `rule ${matched.entry}`;
    case 'tgw-route-table':
    case 'route-table':
      if (step.detail === 'no-route') return 'no route';
      if (step.detail === 'routing-loop' || step.detail === 'loop') return 'goes in a circle';
      if (matched === null) return step.detail ?? 'local';
      return `→ ${calledOf(network, matched.action)}${step.detail === 'blackhole' ? ' (blackhole)' : ''}`;
    case 'igw':
    case 'nat-gateway':
    case 'nat-instance':
      return step.rewritten === undefined ? detailText(step) : translationText(step);
    case 'same-subnet':
      return 'same subnet: no ACL, no route';
    case 'eni-src-dst-check':
      return step.outcome === 'denied' ? 'on' : 'off';
    default:
      return detailText(step);
  }
}

/** `→ 10.0.1.20`, `NXDOMAIN`, `forwarded to 192.168.1.53`. */
function lookupSummary({ outcome, decisions }: Lookup, dst: Address): string {
  if (outcome.kind === 'addresses') return `→ ${formatAddress(dst)}`;
  if (outcome.kind === 'nothing') {
    const isPublic = decisions.some(({ by }) => by === 'public');
    return isPublic ? `public lookup, ${NO_ADDRESS[outcome.why]}` : NO_ADDRESS[outcome.why];
  }
  const last = decisions.at(-1);
  const passedOn = decisions
    .flatMap((each) => (each.by === 'forward-rule' || each.by === 'forwarder' ? each : []))
    .at(-1);
  if (passedOn === undefined || last?.by === 'public' || last?.by === 'zone') return 'not known';
  return `forwarded to ${passedOn.targets.map(formatAddress).join(', ')}`;
}

const NO_ADDRESS: Readonly<Record<NoAddress, string>> = {
  nxdomain: 'NXDOMAIN',
  'no-data': 'no address',
  'no-answer': 'no answer',
  'dns-support-off': 'DNS support is off',
};

function noneOf(rules: number): string {
  return rules === 0 ? 'no rules' : rules === 1 ? 'its one rule does not match' : `none of ${rules} rules`;
}

function translationText(step: Step): string {
  const before = packetReport(step.packet);
  const after = step.rewritten === undefined ? before : packetReport(step.rewritten);
  const source =
    endText(before, 'src') === endText(after, 'src')
      ? []
      : [`${endText(before, 'src')} → ${endText(after, 'src')}`];
  const target =
    endText(before, 'dst') === endText(after, 'dst')
      ? []
      : [`${endText(before, 'dst')} → ${endText(after, 'dst')}`];
  return [...source, ...target].join(', ');
}

function endText(packet: PacketReport, end: 'src' | 'dst'): string {
  const port = end === 'src' ? packet.srcPort : packet.dstPort;
  const address = packet[end];
  if (port === null) return address;
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

const DETAIL_WORDS: Readonly<Record<Detail, string>> = {
  'no-route': 'no route',
  blackhole: 'blackhole',
  'ambiguous-route': 'several routes',
  'foreign-destination': 'foreign destination',
  'managed-rule-group': 'managed rules',
  'rule-options': 'rule options',
  'not-held': 'not in the input',
  nxdomain: NO_ADDRESS.nxdomain,
  'no-data': NO_ADDRESS['no-data'],
  'no-answer': NO_ADDRESS['no-answer'],
  'no-public-address': 'no public address',
  'private-destination': 'private destination',
  'no-owner': 'no owner',
  'private-source': 'private source',
  'foreign-source': 'foreign source',
  'not-attached': 'not attached',
  'ingress-redirection': 'redirected by the edge table',
  'appliance-without-public-address': 'appliance without public address',
  protocol: 'protocol not carried',
  'no-state': 'no entry',
  'foreign-client': 'sender of another VPC',
  zone: 'not in this zone',
  'dns-support-off': 'DNS support is off',
  'metadata-off': 'metadata is off',
  port: 'not on this port',
  unassigned: 'nobody has the address',
  reserved: 'reserved address',
  stopped: 'not running',
  unattached: 'not attached',
  multicast: 'multicast or broadcast',
  'other-region': 'not between Regions',
  'outside-vpc': 'not an address of the far VPC',
  'routing-loop': 'goes in a circle',
  az: 'no subnet in this zone',
  'no-association': 'no table associated',
  loop: 'goes in a circle',
  'not-visible': 'table not visible',
  'not-available': 'not available',
  stateless: 'stateless rule',
  stateful: 'stateful rule',
  default: 'default action',
  asymmetric: 'flow not known here',
  'asymmetric-inspection': 'only the request is inspected',
  'no-listener': 'no listener',
  'no-target-in-zone': 'no target in this zone',
  'az-not-enabled': 'zone not enabled',
  'no-target': 'no target',
  hairpin: 'the target is the client',
  internal: 'internal only',
  preservation: 'reply does not come back',
  'lambda-permission': 'no permission',
  'unknown-prefix': 'prefix not known here',
  'not-local': 'not an address of the VPC',
  family: 'not this address family',
  down: 'down',
  'vif-to-vif': 'no way to another site',
  firewall: 'refused by the firewall',
  'too-big': 'packet too large',
};

const EVENT_WORDS: Readonly<Partial<Record<StepPoint, string>>> = {
  sent: 'packet leaves here',
  delivered: 'packet arrives',
  internet: 'host outside the model',
  guest: 'delivered inside the machine',
  mirror: 'the copy leaves here',
  router: 'passed on',
  'local-service': 'answered on the host',
  eigw: 'passed',
  pcx: 'passed',
  'tgw-attachment': 'passed',
  'gateway-endpoint': 'to the service',
  'interface-endpoint': 'to the service',
  firewall: 'passed',
  'load-balancer': 'passed',
  vgw: 'passed',
  vpn: 'passed',
  dx: 'passed',
  'dx-gateway': 'passed',
  'customer-router': 'sent to AWS',
  bpa: 'allowed',
  'gateway-route-table': 'to the appliance',
};

function detailText(step: Step): string {
  if (step.detail !== undefined) return DETAIL_WORDS[step.detail];
  if (step.at === 'endpoint-policy') return 'refused';
  if (step.at === 'bpa' && step.outcome === 'denied') return 'blocked';
  return EVENT_WORDS[step.at] ?? '';
}
