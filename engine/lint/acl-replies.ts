/**
 * Network ACLs that let a request through and not its reply (NACL-4, NACL-12), and those of NAT gateway subnets that
 * lack one of the four crossings (NACL-11).
 */
import { diagnostic } from '../diagnostics/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import { containsCidr, formatCidr, formatPortRange, overlaps, specialRangeOfCidr, wholeFamily } from '../ip/index.ts';
import type { Cidr } from '../ip/index.ts';
import { protocolName, TCP, UDP } from '../packet/index.ts';
import type { SelectorRange } from '../packet/index.ts';
import type { NetworkAcl, NetworkAclEntry } from '../resources/network-acl/types.ts';
import type { Subnet } from '../resources/subnet/types.ts';
import { allowedCount, ALL_SELECTORS, decisionsFor } from './acl-decisions.ts';
import { letsNothing, MOST_COMPARED } from './acl-entries.ts';
import { defaultRouteOf, isOrdinary, routesToInternetGateway } from './check.ts';
import type { Check, LintContext } from './check.ts';
import { EPHEMERAL_PORTS, usualCoverage } from './ephemeral-ports.ts';
import type { ClientKind, Coverage } from './ephemeral-ports.ts';
import { listed, named } from './words.ts';

export const aclReplies: Check = (context) =>
  [...context.network.networkAcls.values()].flatMap((acl) => {
    const subnets = context.subnetsOfAcl(acl.id);
    if (acl.incomplete || subnets.length === 0) return [];
    if (acl.ingress.length > MOST_COMPARED || acl.egress.length > MOST_COMPARED) return [];
    // An ACL that lets nothing through one way is told of as such.
    if (letsNothing(acl, 'ingress') || letsNothing(acl, 'egress')) return [];
    return [
      ...(['ingress', 'egress'] as const).flatMap((direction) => unanswered(context, acl, direction, subnets)),
      ...subnets.flatMap((subnet) => natCrossings(context, acl, subnet)),
    ];
  });

type Direction = 'ingress' | 'egress';

const OPPOSITE: Readonly<Record<Direction, Direction>> = { ingress: 'egress', egress: 'ingress' };

/** A group of requests that entries let through, and how their replies fare. */
interface Finding {
  readonly entry: NetworkAclEntry;
  readonly remote: Cidr;
  readonly outcome: 'dropped' | 'partly' | 'narrow';
  readonly client: ClientKind;
}

function unanswered(context: LintContext, acl: NetworkAcl, direction: Direction, subnets: readonly Subnet[]): Diagnostic[] {
  const findings = acl[direction]
    .filter(isRequest)
    .flatMap((entry) => remotesOf(context, entry, direction, subnets).flatMap((remote) => judge(context, acl, direction, subnets, entry, remote)));
  return (['dropped', 'partly', 'narrow'] as const).flatMap((outcome) => {
    const alike = findings.filter((finding) => finding.outcome === outcome);
    return alike.length === 0 ? [] : [report(acl, direction, outcome, alike)];
  });
}

/**
 * Whether an entry is there for requests. One for ephemeral ports, or for everything, may well be there for the replies
 * of the other direction, and nothing follows from it.
 */
function isRequest({ ruleAction, match }: NetworkAclEntry): boolean {
  const { protocol, range } = match;
  if (ruleAction !== 'allow' || range === undefined) return false;
  return (protocol === TCP || protocol === UDP) && !isForReplies(range);
}

function isForReplies(range: SelectorRange): boolean {
  const isWide = range.to >= 32768 && range.to - range.from >= 8192;
  return isWide || Object.values(EPHEMERAL_PORTS).some(({ from, to }) => range.from === from && range.to === to);
}

/**
 * The ends whose replies count: the internet, where the subnets can talk to it, and the VPC's own and peered blocks,
 * as far as the entry names them.
 */
function remotesOf(context: LintContext, { match }: NetworkAclEntry, direction: Direction, subnets: readonly Subnet[]): Cidr[] {
  if (match.remote.kind !== 'cidr') return [];
  const { cidr } = match.remote;
  // PATH-1: between two hosts of one subnet no ACL is asked.
  if (subnets.length === 1 && blocksOf(subnets[0]).some((block) => containsCidr(block, cidr))) return [];
  const near = nearBlocks(context, subnets)
    .filter((block) => overlaps(block, cidr))
    .map((block) => (containsCidr(block, cidr) ? cidr : block));
  const isPublic = specialRangeOfCidr(cidr)?.kind !== 'private' && specialRangeOfCidr(cidr)?.kind !== 'unique-local';
  const facesInternet = isPublic && subnets.some((subnet) => talksToInternet(context, subnet, cidr, direction));
  if (facesInternet && !near.some((block) => containsCidr(block, cidr))) return [...near, cidr];
  // A private block that is neither the VPC's nor a peer's is a network beyond a gateway.
  return near.length === 0 && !isPublic ? [cidr] : near;
}

function blocksOf(subnet: Subnet | undefined): readonly Cidr[] {
  if (subnet === undefined) return [];
  return subnet.cidrBlock === undefined ? subnet.ipv6CidrBlocks : [subnet.cidrBlock, ...subnet.ipv6CidrBlocks];
}

function nearBlocks(context: LintContext, subnets: readonly Subnet[]): Cidr[] {
  const [first] = subnets;
  const vpc = first === undefined ? undefined : context.network.vpcs.get(first.vpc);
  if (vpc === undefined) return [];
  const peers = context
    .peeringsOfVpc(vpc.id)
    .filter(({ status }) => status === 'active')
    .map(({ requester, accepter }) => (requester.vpc === vpc.id ? accepter : requester));
  return [vpc, ...peers].flatMap(({ cidrBlocks, ipv6CidrBlocks }) => [...cidrBlocks, ...ipv6CidrBlocks]);
}

/** Requests from the internet need an internet gateway; requests to it, any default route. */
function talksToInternet({ tableOfSubnet }: LintContext, subnet: Subnet, { family }: Cidr, direction: Direction): boolean {
  const table = tableOfSubnet(subnet);
  if (table === undefined) return false;
  return routesToInternetGateway(table, family) || (direction === 'egress' && defaultRouteOf(table, family) !== undefined);
}

/** Those who must be served, so that anything less is a fault; and those whom it would be good to serve. */
interface Clients {
  readonly certain: readonly ClientKind[];
  readonly possible: readonly ClientKind[];
}

function clientsOf(context: LintContext, direction: Direction, subnets: readonly Subnet[], isNear: boolean): Clients {
  if (direction === 'ingress') {
    return isNear ? { certain: ['linux'], possible: [] } : { certain: ['linux', 'windows'], possible: ['unknown'] };
  }
  const own = new Set<ClientKind>();
  for (const subnet of subnets) {
    for (const networkInterface of context.interfacesOfSubnet(subnet.id)) {
      if (networkInterface.interfaceType === 'lambda') own.add('lambda');
      else if (networkInterface.managedBy?.includes('load balancer') === true) own.add('elb');
      else if (isOrdinary(networkInterface)) own.add('linux');
    }
  }
  return { certain: own.size === 0 ? ['linux'] : [...own], possible: [] };
}

function judge(
  context: LintContext,
  acl: NetworkAcl,
  direction: Direction,
  subnets: readonly Subnet[],
  entry: NetworkAclEntry,
  remote: Cidr,
): Finding[] {
  const { protocol } = entry.match;
  if (protocol === 'any') return [];
  const isNear = nearBlocks(context, subnets).some((block) => containsCidr(block, remote)) || specialRangeOfCidr(remote)?.kind === 'private';
  const { certain, possible } = clientsOf(context, direction, subnets, isNear);
  const coverage = (client: ClientKind) => ({ client, extent: usualCoverage(acl, OPPOSITE[direction], client, { protocol, remote }) });
  const finding = outcomeOf(certain.map(coverage), possible.map(coverage));
  if (finding === undefined) return [];
  // A UDP request may want no reply, so that silence is no certain fault.
  const outcome = protocol === UDP && finding.outcome === 'dropped' ? 'partly' : finding.outcome;
  return [{ entry, remote, outcome, client: finding.client }];
}

interface Extent {
  readonly client: ClientKind;
  readonly extent: Coverage;
}

function outcomeOf(certain: readonly Extent[], possible: readonly Extent[]): Pick<Finding, 'outcome' | 'client'> | undefined {
  const worst = certain.find(({ extent }) => extent !== 'full');
  if (worst !== undefined) {
    return { outcome: certain.every(({ extent }) => extent === 'none') ? 'dropped' : 'partly', client: worst.client };
  }
  const unserved = possible.find(({ extent }) => extent !== 'full');
  return unserved === undefined ? undefined : { outcome: 'narrow', client: unserved.client };
}

const CODES = {
  dropped: 'acl-drops-replies',
  partly: 'acl-drops-some-replies',
  narrow: 'acl-narrow-ephemeral-range',
} as const;

const CLIENT_NAMES: Readonly<Record<ClientKind, string>> = {
  linux: 'Linux clients',
  windows: 'Windows clients',
  'old-windows': 'Windows clients up to Server 2003',
  elb: 'load balancers',
  'nat-gateway': 'NAT gateways',
  lambda: 'Lambda functions',
  unknown: 'clients of any kind, NAT gateways and load balancers among them,',
};

function report(acl: NetworkAcl, direction: Direction, outcome: Finding['outcome'], findings: readonly Finding[]): Diagnostic {
  const [first] = findings;
  const client = first?.client ?? 'unknown';
  const entries = [...new Set(findings.map(({ entry }) => entry.ruleNumber))];
  const protocols = [...new Set(findings.map(({ entry }) => entry.match.protocol))];
  const protocol = protocols.map((number) => (number === 'any' ? 'tcp' : protocolName(number))).join(' and ');
  const remotes = listed([...new Set(findings.map(({ remote }) => formatCidr(remote)))]);
  const isIn = direction === 'ingress';
  const back = isIn ? 'out' : 'in';
  const opposite = isIn ? 'outbound' : 'inbound';
  const range = formatPortRange(EPHEMERAL_PORTS[client]);
  const wide = outcome === 'narrow' || client === 'unknown' ? formatPortRange(EPHEMERAL_PORTS.unknown) : range;
  const fate = { dropped: 'none of the replies', partly: 'not all of the replies', narrow: 'not the replies to every client' }[outcome];
  return diagnostic(
    CODES[outcome],
    `Network ACL ${named(acl)} lets ${protocol} requests ${isIn ? 'in from' : 'out to'} ${remotes} (${isIn ? 'inbound' : 'outbound'} ${entries.length === 1 ? 'entry' : 'entries'} ${listed(entries.map(String))}), but ${fate} back ${back}. ACLs keep no state, and replies go to the client's ephemeral port: ${CLIENT_NAMES[client]} use ${range}. Add an ${opposite} entry that allows ${protocol} ${wide} ${isIn ? 'to' : 'from'} ${remotes}.`,
    { resource: acl.id, rule: 'NACL-12' },
  );
}

/** NACL-11: in from the clients, out to the internet, in from the internet, out to the clients. */
function natCrossings(context: LintContext, acl: NetworkAcl, subnet: Subnet): Diagnostic[] {
  return context.natGatewaysOfSubnet(subnet.id).flatMap((gateway) => {
    const clients = clientSubnets(context, gateway.id, subnet).flatMap(({ cidrBlock }) => cidrBlock ?? []);
    if (gateway.connectivityType !== 'public' || gateway.state !== 'available' || clients.length === 0) return [];
    const internet = wholeFamily(4);
    const nat = EPHEMERAL_PORTS['nat-gateway'];
    const someClients = (lacks: (remote: Cidr) => boolean) => clients.filter(lacks).map(formatCidr);
    const noWayIn = someClients((remote) => letsNoTcp(acl, 'ingress', remote));
    const noWayBack = someClients((remote) => usualCoverage(acl, 'egress', 'linux', { remote }) !== 'full');
    const lacking = [
      ...(noWayIn.length > 0 ? [`the requests in from ${listed(noWayIn)}`] : []),
      ...(letsNoTcp(acl, 'egress', internet) ? ['the translated requests out to `0.0.0.0/0`'] : []),
      ...(usualCoverage(acl, 'ingress', 'nat-gateway', { remote: internet }) !== 'full'
        ? [`the replies in from \`0.0.0.0/0\` to all of tcp ${formatPortRange(nat)}`]
        : []),
      ...(noWayBack.length > 0 ? [`the replies out to all ephemeral ports of ${listed(noWayBack)}`] : []),
    ];
    if (lacking.length === 0) return [];
    return [
      diagnostic(
        'nat-subnet-acl-lacks-crossing',
        `Each exchange through NAT gateway ${named(gateway)} crosses network ACL ${named(acl)} of its subnet ${named(subnet)} four times, and the ACL does not let through ${lacking.join('; nor ')}. Add the missing entries; the gateway itself picks ports from ${formatPortRange(nat)}.`,
        { resource: acl.id, rule: 'NACL-11' },
      ),
    ];
  });
}

function clientSubnets({ network, tableOfSubnet, aclOfSubnet }: LintContext, gateway: string, home: Subnet): Subnet[] {
  return network.lookup
    .subnetsOf(home.vpc)
    .filter((subnet) => subnet.id !== home.id && aclOfSubnet(subnet) !== undefined)
    .filter((subnet) => tableOfSubnet(subnet)?.all.some(({ destination, target }) => target.id === gateway && destination.family === 4) === true);
}

function letsNoTcp(acl: NetworkAcl, direction: Direction, remote: Cidr): boolean {
  const parts = decisionsFor(acl[direction], { protocol: TCP, remote, range: ALL_SELECTORS });
  return parts.reduce((share, part) => (allowedCount(part) === 0 ? share + part.share : share), 0) > 0.5;
}
