/**
 * Small networks and short answers for the tests of the walk.
 *
 * A sketch is a hoplight/1 document of which anything may be left out: a VPC `vpc` of 10.0.0.0/16 with the internet
 * gateway `igw` attached, a subnet `net` of 10.0.1.0/24, and the group `open`, which lets everything in and out, stand
 * in. What a sketch states is taken as it stands.
 */
import { readHoplight } from '../../../engine/formats/hoplight/read.ts';
import { lint, traceReport } from '../../../engine/index.ts';
import type {
  HopReport,
  Network,
  NoteReport,
  PacketReport,
  Question,
  StepReport,
  TraceReport,
} from '../../../engine/index.ts';

type Entry = Readonly<Record<string, unknown>>;

export interface Sketch {
  readonly vpcs?: readonly Entry[];
  readonly subnets?: readonly Entry[];
  readonly routeTables?: readonly Entry[];
  readonly prefixLists?: readonly Entry[];
  readonly securityGroups?: readonly Entry[];
  readonly networkAcls?: readonly Entry[];
  readonly networkInterfaces?: readonly Entry[];
  readonly eips?: readonly Entry[];
  readonly instances?: readonly Entry[];
  readonly internetGateways?: readonly Entry[];
  readonly egressOnlyInternetGateways?: readonly Entry[];
  readonly natGateways?: readonly Entry[];
  readonly vpcPeeringConnections?: readonly Entry[];
  readonly transitGateways?: readonly Entry[];
  readonly transitGatewayAttachments?: readonly Entry[];
  readonly transitGatewayPeeringAttachments?: readonly Entry[];
  readonly transitGatewayRouteTables?: readonly Entry[];
  readonly vpcEndpoints?: readonly Entry[];
  readonly vpcEndpointServices?: readonly Entry[];
  readonly networkFirewalls?: readonly Entry[];
  readonly firewallPolicies?: readonly Entry[];
  readonly loadBalancers?: readonly Entry[];
  readonly targetGroups?: readonly Entry[];
  readonly lambdaFunctions?: readonly Entry[];
  readonly databases?: readonly Entry[];
  readonly databaseProxies?: readonly Entry[];
  readonly trafficMirrorSessions?: readonly Entry[];
  readonly trafficMirrorTargets?: readonly Entry[];
  readonly trafficMirrorFilters?: readonly Entry[];
  readonly vpnGateways?: readonly Entry[];
  readonly customerGateways?: readonly Entry[];
  readonly vpnConnections?: readonly Entry[];
  readonly directConnectGateways?: readonly Entry[];
  readonly virtualInterfaces?: readonly Entry[];
  readonly onPremisesNetworks?: readonly Entry[];
  readonly internetHosts?: readonly Entry[];
  readonly otherResources?: readonly Entry[];
  readonly vpcBlockPublicAccessOptions?: readonly Entry[];
  readonly vpcBlockPublicAccessExclusions?: readonly Entry[];
  readonly notHeld?: readonly string[];
}

const VPC = { id: 'vpc', cidrBlock: '10.0.0.0/16', internetGateway: 'igw' };
const SUBNET = { id: 'net', cidrBlock: '10.0.1.0/24' };
const OPEN = { id: 'open', ingress: [{ from: ['0.0.0.0/0', '::/0'] }] };

/**
 * The network of a sketch. Subnets, tables, groups and ACLs belong to its first VPC unless they say otherwise; instances
 * stand in the first subnet, and in the group `open`. Throws when the document is not understood as it is written, so that a
 * slip in a test does not make another network.
 *
 * @param missing - what the sketch names and leaves undefined on purpose
 */
export function networkOf(sketch: Sketch, missing: readonly string[] = []): Network {
  const vpcs = sketch.vpcs ?? [VPC];
  const inVpc = (entries: readonly Entry[] = []): Entry[] =>
    entries.map((entry) => ({ vpc: vpcs[0]?.['id'], ...entry }));
  const subnets = inVpc(sketch.subnets ?? [SUBNET]);
  const withInterfaces = new Set((sketch.networkInterfaces ?? []).map((entry) => entry['instance']));
  const grouped = { securityGroups: ['open'] };
  const { network, diagnostics } = readHoplight({
    ...sketch,
    vpcs,
    subnets,
    routeTables: inVpc(sketch.routeTables),
    networkAcls: inVpc(sketch.networkAcls),
    // A document says that it holds no groups at all by `notHeld`.
    securityGroups: sketch.notHeld?.includes('securityGroups')
      ? []
      : inVpc([OPEN, ...(sketch.securityGroups ?? [])]),
    networkInterfaces: (sketch.networkInterfaces ?? []).map((entry) => ({
      subnet: subnets[0]?.['id'],
      ...grouped,
      ...entry,
    })),
    instances: (sketch.instances ?? []).map((entry) => {
      const isBare = withInterfaces.has(entry['id']);
      return { ...(isBare ? {} : { subnet: subnets[0]?.['id'], ...grouped }), ...entry };
    }),
  });
  const slips = diagnostics.filter(({ detail }) => !missing.some((name) => detail.includes(`\`${name}\``)));
  if (slips.length > 0) throw new Error(slips.map(({ code, detail }) => `${code}: ${detail}`).join('\n'));
  return network;
}

/** An entry of a network ACL that allows; everything, unless it names a protocol and ports. */
export function allow(
  ruleNumber: number,
  cidrBlock: string,
  protocol = '-1',
  ports?: string | number,
): Entry {
  return entry('allow', ruleNumber, cidrBlock, protocol, ports);
}

/** The same, denying. */
export function deny(ruleNumber: number, cidrBlock: string, protocol = '-1', ports?: string | number): Entry {
  return entry('deny', ruleNumber, cidrBlock, protocol, ports);
}

function entry(
  ruleAction: 'allow' | 'deny',
  ruleNumber: number,
  cidrBlock: string,
  protocol: string,
  ports: string | number | undefined,
): Entry {
  return { ruleNumber, ruleAction, protocol, cidrBlock, ...(ports === undefined ? {} : { ports }) };
}

/** The answer to a question about a network; port 443 when it names none. Throws when the question has none. */
export function ask(network: Network, question: Question): TraceReport {
  const answer = traceReport(network, { port: 443, ...question });
  if (!answer.ok) throw new Error(answer.errors.map(({ part, message }) => `${part}: ${message}`).join('\n'));
  return answer.report;
}

export type Leg = 'forward' | 'return';

/** The hops of one half, by id; none when it was not walked. */
export function hopIds(report: TraceReport, leg: Leg = 'forward'): string[] {
  return hopsOf(report, leg).map(({ id }) => id);
}

export interface PlacedStep extends StepReport {
  readonly leg: Leg;
  /** Id of the resource it happened at: an interface, a subnet, a gateway. */
  readonly hop: string;
  readonly hopKind: string;
}

/** Every step of a report, the request's first. */
export function stepsOf(report: TraceReport): PlacedStep[] {
  return (['forward', 'return'] as const).flatMap((leg) =>
    hopsOf(report, leg).flatMap((hop) =>
      hop.steps.map((step) => ({ ...step, leg, hop: hop.id, hopKind: hop.kind })),
    ),
  );
}

/** The first step at a check point. Throws when the packet never came to one. */
export function stepAt(report: TraceReport, at: StepReport['at'], leg: Leg = 'forward'): PlacedStep {
  const found = stepsOf(report).find((step) => step.at === at && step.leg === leg);
  if (found === undefined) throw new Error(`no step at ${at} of the ${leg} half`);
  return found;
}

/** The packets seen at all check points of a name, the request's first: `10.0.1.10:40000 → 10.0.2.20:443`. */
export function seenAt(report: TraceReport, at: StepReport['at']): string[] {
  return stepsOf(report).flatMap((step) => (step.at === at ? [packetText(step.packet)] : []));
}

/**
 * The checks of one half, a line each, as the tables of the semantics have them: where, what, and the packet seen there.
 * `eni:b sg-ingress tracked 10.0.1.20:443 → 10.0.1.10:40000`
 */
export function checksOf(report: TraceReport, leg: Leg): string[] {
  return stepsOf(report)
    .filter((step) => step.leg === leg && !isMotion(step))
    .map((step) => [`${step.hop} ${step.at}`, ...markOf(step), packetText(step.packet)].join(' '));
}

/** Lines of `checksOf` that see the same packet. */
export function seeing(packet: string, checks: readonly string[]): string[] {
  return checks.map((check) => `${check} ${packet}`);
}

/** The kinds of the notes that cite a rule, anywhere in the report. */
export function notesOn(report: TraceReport, rule: string): NoteReport['kind'][] {
  return stepsOf(report).flatMap(({ notes }) =>
    notes.flatMap((note) => (note.rule === rule ? [note.kind] : [])),
  );
}

/** The rules that the configuration checks cite over a network, each once. */
export function lintRules(network: Network): string[] {
  return [...new Set(lint(network).flatMap(({ rule }) => rule ?? []))];
}

/** A packet as one line; what has no ports shows its protocol, and ICMP its type. */
export function packetText({ src, dst, protocol, srcPort, dstPort, icmpType }: PacketReport): string {
  if (srcPort === null || dstPort === null) {
    return `${src} → ${dst} ${protocol}${icmpType === null ? '' : ` ${icmpType}`}`;
  }
  return `${endText(src, srcPort)} → ${endText(dst, dstPort)}`;
}

function endText(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

function hopsOf(report: TraceReport, leg: Leg): readonly HopReport[] {
  return (leg === 'forward' ? report.forward : report.return)?.hops ?? [];
}

/** Steps that check nothing: the machine sends, the packet passes the VPC's router, it is there. */
function isMotion({ at, hopKind }: PlacedStep): boolean {
  return at === 'sent' || at === 'delivered' || (at === 'router' && hopKind === 'vpc');
}

function markOf({ at, outcome, rules }: PlacedStep): string[] {
  if (outcome === 'denied' || outcome === 'unknown') return [outcome];
  if (outcome !== 'skipped' || !at.startsWith('sg-')) return [];
  return [rules.includes('SG-26') ? 'ungrouped' : 'tracked'];
}
