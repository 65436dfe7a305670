/**
 * Network ACLs that let a request through and not its reply (NACL-4, NACL-12).
 */
import { diagnostic } from '../diagnostics/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import {
  containsCidr,
  formatCidr,
  formatPortRange,
  overlaps,
  sameCidr,
  specialRangeOfCidr,
} from '../ip/index.ts';
import type { Cidr, Family } from '../ip/index.ts';
import { protocolName, TCP, UDP } from '../packet/index.ts';
import type { SelectorRange } from '../packet/index.ts';
import type { NetworkAcl, NetworkAclEntry } from '../resources/network-acl/types.ts';
import type { Subnet } from '../resources/subnet/types.ts';
import { letsNothing, MOST_ENTRIES } from './acl-decisions.ts';
import { blocksOf, defaultRouteOf, isOrdinary, routesToInternetGateway } from './check.ts';
import type { Check, LintContext } from './check.ts';
import { EPHEMERAL_PORTS, usualCoverage } from './ephemeral-ports.ts';
import type { ClientKind, Coverage } from './ephemeral-ports.ts';
import { listed, named } from './words.ts';

export const aclReplies: Check = (context) =>
  [...context.network.networkAcls.values()].flatMap((acl) => {
    const subnets = context.subnetsOfAcl(acl.id);
    if (acl.incomplete || subnets.length === 0) return [];
    if (Math.max(acl.ingress.length, acl.egress.length) > MOST_ENTRIES) return [];
    // An ACL that lets nothing through one way is told of as such.
    if (letsNothing(acl.ingress) || letsNothing(acl.egress)) return [];
    const border = borderOf(context, acl, subnets);
    return [...unanswered(border, 'ingress'), ...unanswered(border, 'egress')];
  });

/** The way of a request. Its reply goes the other way. */
type Direction = 'ingress' | 'egress';

const OPPOSITE: Readonly<Record<Direction, Direction>> = { ingress: 'egress', egress: 'ingress' };

/** An ACL with what lies on its two sides. */
interface Border {
  readonly acl: NetworkAcl;
  readonly subnets: readonly Subnet[];
  /** Blocks of the VPC and of its peers. */
  readonly near: readonly Cidr[];
  /** Whether requests can cross between the subnets and the internet that way. */
  readonly facesInternet: (direction: Direction, family: Family) => boolean;
  /** What opens connections from inside the subnets. */
  readonly ownClients: readonly ClientKind[];
}

function borderOf(context: LintContext, acl: NetworkAcl, subnets: readonly Subnet[]): Border {
  const tables = subnets.flatMap((subnet) => context.tableOfSubnet(subnet) ?? []);
  const own = new Set(
    subnets
      .flatMap(({ id }) => context.interfacesOfSubnet(id))
      .flatMap((networkInterface): ClientKind[] => {
        if (networkInterface.interfaceType === 'lambda') return ['lambda'];
        if (networkInterface.managedBy?.includes('load balancer') === true) return ['elb'];
        // NAT gateways have a check of their own.
        return isOrdinary(networkInterface) ? ['linux'] : [];
      }),
  );
  return {
    acl,
    subnets,
    near: nearBlocks(context, acl),
    facesInternet: (direction, family) =>
      tables.some(
        (table) =>
          routesToInternetGateway(table, family) ||
          // Requests from inside also leave by NAT devices and the like.
          (direction === 'egress' && defaultRouteOf(table, family) !== undefined),
      ),
    ownClients: own.size === 0 ? ['linux'] : [...own],
  };
}

function nearBlocks({ network, peeringsOfVpc }: LintContext, acl: NetworkAcl): Cidr[] {
  const vpc = network.vpcs.get(acl.vpc);
  const peers = peeringsOfVpc(acl.vpc)
    .filter(({ status }) => status === 'active')
    .map(({ requester, accepter }) => (requester.vpc === acl.vpc ? accepter : requester));
  const sides = vpc === undefined ? peers : [vpc, ...peers];
  return sides.flatMap(({ cidrBlocks, ipv6CidrBlocks }) => [...cidrBlocks, ...ipv6CidrBlocks]);
}

/** Requests that an entry lets through, and how their replies fare. */
interface Finding {
  readonly entry: NetworkAclEntry;
  readonly remote: Cidr;
  readonly outcome: 'dropped' | 'partly' | 'narrow';
  /** A kind of client that is not served in full. */
  readonly client: ClientKind;
  /** The ports that would serve everybody concerned. */
  readonly wanted: SelectorRange;
}

function unanswered(border: Border, direction: Direction): Diagnostic[] {
  const findings = border.acl[direction]
    .filter(isRequest)
    .flatMap((entry) =>
      remotesOf(border, direction, entry).flatMap((remote) => judge(border, direction, entry, remote)),
    );
  return (['dropped', 'partly', 'narrow'] as const).flatMap((outcome) => {
    const [first, ...others] = findings.filter((finding) => finding.outcome === outcome);
    return first === undefined ? [] : [report(border.acl, direction, first, others)];
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
  return (
    isWide || Object.values(EPHEMERAL_PORTS).some(({ from, to }) => range.from === from && range.to === to)
  );
}

/** The ends whose replies count, as far as the entry names them: near blocks, and the internet where it is faced. */
function remotesOf(
  { subnets, near, facesInternet }: Border,
  direction: Direction,
  { match }: NetworkAclEntry,
): Cidr[] {
  if (match.remote.kind !== 'cidr') return [];
  const { cidr } = match.remote;
  // PATH-1: between two hosts of one subnet no ACL is asked.
  const [only] = subnets.length === 1 ? subnets : [];
  if (only !== undefined && blocksOf(only).some((block) => containsCidr(block, cidr))) return [];
  const named = near
    .filter((block) => overlaps(block, cidr))
    .map((block) => (containsCidr(block, cidr) ? cidr : block));
  // A private block that is neither the VPC's nor a peer's is a network beyond a gateway.
  if (isPrivate(cidr)) return named.length === 0 ? [cidr] : named;
  const goesBeyond = !named.some((block) => containsCidr(block, cidr));
  return goesBeyond && facesInternet(direction, cidr.family) ? [...named, cidr] : named;
}

function isPrivate(cidr: Cidr): boolean {
  const kind = specialRangeOfCidr(cidr)?.kind;
  return kind === 'private' || kind === 'unique-local' || kind === 'shared';
}

function judge(border: Border, direction: Direction, entry: NetworkAclEntry, remote: Cidr): Finding[] {
  const { protocol } = entry.match;
  if (protocol === 'any') return [];
  const { certain, possible } = clientsOf(border, direction, remote);
  const extentOf = (client: ClientKind): Extent => ({
    client,
    extent: usualCoverage(border.acl, OPPOSITE[direction], client, { protocol, remote }),
  });
  const found = outcomeOf(certain.map(extentOf), possible.map(extentOf));
  if (found === undefined) return [];
  // A UDP request may want no reply, so that silence is no certain fault.
  const outcome = protocol === UDP && found.outcome === 'dropped' ? 'partly' : found.outcome;
  const wanted = EPHEMERAL_PORTS[possible[0] ?? found.client];
  return [{ entry, remote, outcome, client: found.client, wanted }];
}

/** Those who must be served, so that anything less is a fault; and those whom it would be good to serve. */
interface Clients {
  readonly certain: readonly ClientKind[];
  readonly possible: readonly ClientKind[];
}

function clientsOf({ near, ownClients }: Border, direction: Direction, remote: Cidr): Clients {
  if (direction === 'egress') return { certain: ownClients, possible: [] };
  const isNear = isPrivate(remote) || near.some((block) => containsCidr(block, remote));
  return isNear
    ? { certain: ['linux'], possible: [] }
    : { certain: ['linux', 'windows'], possible: ['unknown'] };
}

interface Extent {
  readonly client: ClientKind;
  readonly extent: Coverage;
}

function outcomeOf(
  certain: readonly Extent[],
  possible: readonly Extent[],
): Pick<Finding, 'outcome' | 'client'> | undefined {
  const unserved = certain.find(({ extent }) => extent !== 'full');
  if (unserved !== undefined) {
    const outcome = certain.every(({ extent }) => extent === 'none') ? 'dropped' : 'partly';
    return { outcome, client: unserved.client };
  }
  const neglected = possible.find(({ extent }) => extent !== 'full');
  return neglected === undefined ? undefined : { outcome: 'narrow', client: neglected.client };
}

const CODES = {
  dropped: 'acl-drops-replies',
  partly: 'acl-drops-some-replies',
  narrow: 'acl-narrow-ephemeral-range',
} as const;

const FATES: Readonly<Record<Finding['outcome'], string>> = {
  dropped: 'none of the replies',
  partly: 'not all of the replies',
  narrow: 'not the replies to every kind of client',
};

const CLIENT_NAMES: Readonly<Record<ClientKind, string>> = {
  linux: 'Linux clients use',
  windows: 'Windows clients use',
  'old-windows': 'Windows clients up to Server 2003 use',
  elb: 'load balancers use',
  'nat-gateway': 'NAT gateways use',
  lambda: 'Lambda functions use',
  unknown: 'some clients, NAT gateways and load balancers among them, use',
};

function report(
  acl: NetworkAcl,
  direction: Direction,
  first: Finding,
  others: readonly Finding[],
): Diagnostic {
  const findings = [first, ...others];
  const distinct = (texts: readonly string[]) => [...new Set(texts)];
  const numbers = distinct(findings.map(({ entry }) => String(entry.ruleNumber)));
  const protocols = distinct(
    findings.flatMap(({ entry: { match } }) =>
      match.protocol === 'any' ? [] : [protocolName(match.protocol)],
    ),
  ).join(' and ');
  const all = findings.map(({ remote }) => remote);
  const outermost = all.filter(
    (remote) => !all.some((other) => !sameCidr(other, remote) && containsCidr(other, remote)),
  );
  const remotes = listed(distinct(outermost.map(formatCidr)));
  // The client that needs most ports is the one to name.
  const { client, wanted } = findings.reduce((a, b) => (portsIn(b.wanted) > portsIn(a.wanted) ? b : a));
  const isIn = direction === 'ingress';
  const source = `${isIn ? 'inbound' : 'outbound'} ${numbers.length === 1 ? 'entry' : 'entries'} ${listed(numbers)}`;
  return diagnostic(
    CODES[first.outcome],
    `Network ACL ${named(acl)} lets ${protocols} requests ${isIn ? 'in from' : 'out to'} ${remotes} (${source}), but ${FATES[first.outcome]} back ${isIn ? 'out' : 'in'}. ACLs keep no state, and a reply goes to the client's ephemeral port: ${CLIENT_NAMES[client]} ${formatPortRange(EPHEMERAL_PORTS[client])}. Add an ${isIn ? 'outbound' : 'inbound'} entry that allows ${protocols} ${formatPortRange(wanted)} ${isIn ? 'to' : 'from'} ${remotes}.`,
    { resource: acl.id, rule: 'NACL-12' },
  );
}

function portsIn({ from, to }: SelectorRange): number {
  return to - from;
}
