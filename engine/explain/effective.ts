/**
 * What an object can reach and be reached from, found by tracing: against every other endpoint and the internet, on the
 * ports that rules name. Bounded: beyond a number of traces it stops, and says so.
 */
import type { Network, Question } from '../model/index.ts';
import { hasPorts, ICMP, ICMPV6, protocolName } from '../packet/index.ts';
import type { PacketMatch } from '../packet/index.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';
import { effectiveTable } from '../resources/route-table/effective.ts';
import type { EffectiveRoute } from '../resources/route-table/effective.ts';
import type { RouteTable } from '../resources/route-table/types.ts';
import { withEndpointRoutes } from '../resources/vpc-endpoint/routes.ts';
import { withPropagated } from '../resources/vpn-gateway/propagated.ts';
import { formatCidr } from '../ip/index.ts';
import { resolveQuestion, verdict } from '../trace/index.ts';
import type { Verdict } from '../trace/index.ts';
import { calledOf } from './names.ts';

export interface EffectiveReport {
  /** `traffic` for what sends and receives, or lets others; `routes` for a route table; `none` for all else. */
  readonly about: 'traffic' | 'routes' | 'none';
  /** The machines that were asked for the object, by name: itself, or those inside it or behind it. */
  readonly asked: readonly string[];
  readonly lines: readonly EffectiveLine[];
  readonly traces: number;
  /** True when there was more to ask than is asked at once. */
  readonly cut: boolean;
}

export interface EffectiveLine {
  readonly direction: 'out' | 'in';
  readonly verdict: Verdict;
  /** A full sentence. */
  readonly sentence: string;
  /** Id of the other end, where it is a resource. */
  readonly peer: string | null;
  /** The question behind the sentence, its first service; null for routes. */
  readonly question: Question | null;
}

export interface EffectiveLimits {
  /** Most flows that are traced. */
  readonly traces: number;
}

const usualLimits: EffectiveLimits = { traces: 1500 };
/** Machines that stand for a subnet, a group or an ACL. */
const MOST_ASKED = 4;
/** Services that are tried with one peer. */
const MOST_SERVICES = 6;

/** Works out what `id` can reach and be reached from; for a route table, where it leads. */
export function effectiveOf(
  network: Network,
  id: string,
  limits: EffectiveLimits = usualLimits,
): EffectiveReport {
  const table = network.routeTables.get(id);
  if (table !== undefined) return routesReport(network, table);
  const all = machinesOf(network, id);
  if (all.length === 0) return nothing;
  const asked = all.slice(0, MOST_ASKED);
  const budget = new Budget(limits.traces);
  const lines = asked.flatMap((machine) => linesOf(network, machine, asked.length > 1, budget));
  return {
    about: 'traffic',
    asked: asked.map((machine) => nameOfMachine(network, machine)),
    lines: inOrder(lines),
    traces: budget.spent,
    cut: budget.isOver || asked.length < all.length,
  };
}

const nothing: EffectiveReport = { about: 'none', asked: [], lines: [], traces: 0, cut: false };

class Budget {
  #left: number;
  spent = 0;
  isOver = false;

  constructor(traces: number) {
    this.#left = traces;
  }

  /** Takes one trace; false when none is left. */
  take(): boolean {
    if (this.#left === 0) {
      this.isOver = true;
      return false;
    }
    this.#left -= 1;
    this.spent += 1;
    return true;
  }
}

/** The machines an object stands for: itself, its own, those inside it, those that carry it. */
function machinesOf(network: Network, id: string): readonly NetworkInterface[] {
  const resource = network.byId.get(id);
  const all = [...network.networkInterfaces.values()].filter(isMachine);
  switch (resource?.kind) {
    case 'network-interface':
      return [resource];
    case 'instance':
      return network.lookup.interfacesOfInstance(id).slice(0, 1);
    case 'eip':
      return all.filter(({ id: own, instance }) =>
        [own, `eni:${instance ?? ''}`].includes(String(resource.networkInterface)),
      );
    case 'vpc':
      return all.filter(({ vpc }) => vpc === id);
    case 'subnet':
      return all.filter(({ subnet }) => subnet === id);
    case 'security-group':
      return all.filter(({ groups }) => groups.some((group) => group === id));
    case 'network-acl':
      return all.filter(({ subnet }) => network.subnets.get(subnet)?.networkAcl === id);
    default:
      return [];
  }
}

function isMachine({ managedBy, attached }: NetworkInterface): boolean {
  return managedBy === undefined && attached;
}

function nameOfMachine(network: Network, { id, instance }: NetworkInterface): string {
  return calledOf(network, instance ?? id);
}

interface Peer {
  readonly id: string | null;
  /** As a question names it. */
  readonly end: string;
  readonly name: string;
  readonly networkInterface: NetworkInterface | undefined;
}

function peersOf(network: Network, machine: NetworkInterface): readonly Peer[] {
  const others = [...network.networkInterfaces.values()]
    .filter((other) => isMachine(other) && other.id !== machine.id)
    .filter(({ instance }) => instance === undefined || instance !== machine.instance)
    .map((other): Peer => ({
      id: other.instance ?? other.id,
      end: other.instance ?? other.id,
      name: nameOfMachine(network, other),
      networkInterface: other,
    }));
  const once = new Map(others.map((peer) => [peer.end, peer]));
  return [{ id: null, end: 'internet', name: INTERNET, networkInterface: undefined }, ...once.values()];
}

function linesOf(
  network: Network,
  machine: NetworkInterface,
  named: boolean,
  budget: Budget,
): EffectiveLine[] {
  const own = machine.instance ?? machine.id;
  const subject = named ? nameOfMachine(network, machine) : undefined;
  return peersOf(network, machine).flatMap((peer) => [
    ...tried(
      network,
      servicesAt(network, peer.networkInterface),
      budget,
      'out',
      peer,
      subject,
      (service) => ({
        from: own,
        to: peer.end,
        ...service,
      }),
    ),
    ...tried(network, servicesAt(network, machine), budget, 'in', peer, subject, (service) => ({
      from: peer.end,
      to: own,
      ...service,
    })),
  ]);
}

type Service = Pick<Question, 'protocol' | 'port'>;

/** What is worth asking of a machine: the ports its groups let in; of the internet, web traffic. */
function servicesAt(network: Network, machine: NetworkInterface | undefined): readonly Service[] {
  if (machine === undefined) return [{ protocol: 'tcp', port: 443 }];
  const matches = machine.groups.flatMap((group) =>
    (network.securityGroups.get(group)?.ingress ?? []).map(({ match }) => match),
  );
  const services = new Map(matches.map(serviceOf).map((service) => [JSON.stringify(service), service]));
  return services.size === 0
    ? [{ protocol: 'tcp', port: 443 }]
    : [...services.values()].slice(0, MOST_SERVICES);
}

/** One service for a rule: its first port; 443 where a rule leaves it open. */
function serviceOf({ protocol, range }: PacketMatch): Service {
  if (protocol === 'any') return { protocol: 'tcp', port: 443 };
  if (!hasPorts(protocol)) return { protocol: protocolName(protocol) };
  const isOpen = range === undefined || (range.from <= 443 && range.to >= 443);
  return { protocol: protocolName(protocol), port: isOpen ? 443 : range.from };
}

function tried(
  network: Network,
  services: readonly Service[],
  budget: Budget,
  direction: 'out' | 'in',
  peer: Peer,
  subject: string | undefined,
  questionOf: (service: Service) => Question,
): EffectiveLine[] {
  const byVerdict = new Map<Verdict, Service[]>();
  for (const service of services) {
    if (!budget.take()) break;
    const resolved = resolveQuestion(network, questionOf(service));
    if (!resolved.ok) continue;
    const found = verdict(network, resolved.flow);
    byVerdict.set(found, [...(byVerdict.get(found) ?? []), service]);
  }
  return [...byVerdict].map(([found, those]) => ({
    direction,
    verdict: found,
    sentence: sentenceOf(found, direction, peer.name, those.map(serviceText).join(', '), subject),
    peer: peer.id,
    question: those[0] === undefined ? null : questionOf(those[0]),
  }));
}

function serviceText({ protocol, port }: Service): string {
  const name = String(protocol);
  if (port !== undefined) return `${name} ${port}`;
  return name === protocolName(ICMP) || name === protocolName(ICMPV6) ? 'ping' : name;
}

/** @param subject - the machine's own name where several are spoken for; `undefined` leaves it out */
function sentenceOf(
  found: Verdict,
  direction: 'out' | 'in',
  peer: string,
  services: string,
  subject: string | undefined,
): string {
  const sender = direction === 'out' ? subject : peer;
  const receiver = direction === 'out' ? peer : (subject ?? 'it');
  if (found === 'unknown')
    return `Whether ${sender ?? 'it'} reaches ${receiver} on ${services} is not in the model.`;
  const does = PREDICATES[found];
  const text = `${does} ${receiver} on ${services}`;
  const end = ENDINGS[found] ?? '.';
  if (sender === undefined) return `${text.charAt(0).toUpperCase()}${text.slice(1)}${end}`;
  return `${sender === INTERNET ? 'The internet' : sender} ${text}${end}`;
}

const INTERNET = 'the internet';

const PREDICATES: Readonly<Record<Exclude<Verdict, 'unknown'>, string>> = {
  reachable: 'can reach',
  partial: 'can reach',
  forward_blocked: 'cannot reach',
  return_blocked: 'gets through to',
};

const ENDINGS: Partial<Readonly<Record<Verdict, string>>> = {
  partial: ', but only by some of the ways.',
  return_blocked: ', but no reply comes back.',
};

/** What is reachable comes first, and what sends before what receives. */
function inOrder(lines: readonly EffectiveLine[]): readonly EffectiveLine[] {
  const rank = ({ verdict: found }: EffectiveLine) =>
    found === 'reachable' ? 0 : found === 'forward_blocked' ? 2 : 1;
  return [...lines].sort(
    (a, b) => Number(a.direction === 'in') - Number(b.direction === 'in') || rank(a) - rank(b),
  );
}

/** Where a table leads, most specific first, the local routes of its VPC included (RT-4). */
function routesReport(network: Network, table: RouteTable): EffectiveReport {
  // VPCE-1, VPN-3: with the routes that AWS adds for gateway endpoints, and those that a gateway propagates.
  const whole = withEndpointRoutes(withPropagated(table, network), network);
  const { all, opaque } = effectiveTable(whole, network.vpcs.get(table.vpc), (list) =>
    network.prefixLists.get(list),
  );
  const sorted = [...all].sort(
    (a, b) => b.destination.prefixLength - a.destination.prefixLength || a.rank - b.rank,
  );
  const subnets = network.lookup.subnetsOf(table.vpc).filter(({ routeTable }) => routeTable === table.id);
  const lines = [
    ...opaque.map((route) => routeLine(network, listName(route.prefixList), route)),
    ...sorted.map((route) => routeLine(network, formatCidr(route.destination), route)),
  ];
  return {
    about: 'routes',
    asked: subnets.slice(0, MOST_ASKED).map(({ id }) => calledOf(network, id)),
    lines: lines.slice(0, MOST_LINES),
    traces: 0,
    cut: lines.length > MOST_LINES || subnets.length > MOST_ASKED,
  };
}

function routeLine(
  network: Network,
  destination: string,
  { target, state }: Pick<EffectiveRoute, 'target' | 'state'>,
): EffectiveLine {
  const isLocal = target.kind === 'local';
  return {
    direction: 'out',
    verdict: state === 'blackhole' ? 'forward_blocked' : 'reachable',
    sentence: isLocal
      ? `Traffic to ${destination} stays in the VPC.`
      : `Traffic to ${destination} goes to ${calledOf(network, target.id)}.`,
    peer: isLocal ? null : target.id,
    question: null,
  };
}

/** RT-25: a list whose blocks no input holds; one that an endpoint implies is called like its service. */
function listName(prefixList: string): string {
  return `the addresses of ${prefixList.replace(/^pl:/, '')}, which the input does not hold,`;
}

/** Routes that are told. */
const MOST_LINES = 200;
