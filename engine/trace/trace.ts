/**
 * The trace of a flow: the request forward, the reply back, and a verdict (section 1 of the semantics).
 */
import { formatAddress, sameAddress } from '../ip/index.ts';
import type { Network } from '../model/index.ts';
import { isReplyTo, replyTo } from '../packet/index.ts';
import type { Packet } from '../packet/index.ts';
import { isOwnAddress } from '../resources/network-interface/addresses.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';
import { isUp } from './compiled.ts';
import { isTask, sendFromPod } from './containers.ts';
import { route, send } from './egress.ts';
import type { AnyInterface, Flow, NamedDestination, Source } from './flow.ts';
import { deliver, handOver } from './ingress.ts';
import { acrossInternet } from './internet.ts';
import { localService } from './local-service.ts';
import { interfacePlace, subnetPlace } from './places.ts';
import type { Arrival, Next } from './next.ts';
import type { Note } from './note.ts';
import type { Blocker, Choice, Hop, Leg, Step, TracePath, Verdict } from './types.ts';
import { arriveAtSite, leaveSite } from '../resources/on-premises-network/forward.ts';
import type { OnPremisesNetwork } from '../resources/on-premises-network/types.ts';
import { withdrawnNodes } from '../resources/load-balancer/forward.ts';
import { enterVpnGateway } from '../resources/vpn-gateway/forward.ts';
import { crossTransitGateway } from '../resources/transit-gateway/forward.ts';
import { Walk } from './walk.ts';
import type { Place, StepExtras, WalkOptions } from './walk.ts';

/** The most ways that are walked where AWS has a choice. */
const MOST_PATHS = 64;

export interface Trace {
  readonly verdict: Verdict;
  /** One for each choice that AWS may make (NAT-19, RT-9); a single one where there is no choice. Never empty. */
  readonly paths: readonly TracePath[];
}

/** Traces a flow there and back, with every hop and step. */
export function trace(network: Network, flow: Flow): Trace {
  const paths = walkAll(network, flow, true);
  return { verdict: combine(paths.map(({ verdict }) => verdict)), paths };
}

/** The verdict alone: the same walk, without keeping hops and steps. */
export function verdict(network: Network, flow: Flow): Verdict {
  return combine(walkAll(network, flow, false).map((path) => path.verdict));
}

/**
 * Everything that would stop the flow on its first path, the reply included, in path order: each found as if those
 * before it had been mended. The first is the one that decides.
 */
export function allBlockers(network: Network, flow: Flow): readonly Blocker[] {
  const walk = walkOf(network, flow, { recording: true, lenient: true, script: [] });
  const arrival = goForward(walk);
  walk.takeHops();
  if (arrival !== undefined) comeBack(walk, arrival);
  return walk.blockers;
}

/** NAT-19, RT-9: same verdict for all choices, or `partial`. */
function combine(verdicts: readonly TracePath['verdict'][]): Verdict {
  // EVAL-8: an undecided way says nothing; it makes the whole unknown unless those decided differ already.
  const [first, ...others] = new Set(verdicts.filter((each) => each !== 'unknown'));
  if (first === undefined) return 'unknown';
  if (others.length > 0) return 'partial';
  return verdicts.includes('unknown') ? 'unknown' : first;
}

function walkAll(network: Network, flow: Flow, recording: boolean, start = walkOf): TracePath[] {
  return walkEach(network, flow, recording, walkOnce, start);
}

/** One answer for each choice that AWS may make, the first option of each first. */
function walkEach<Answer>(
  network: Network,
  flow: Flow,
  recording: boolean,
  once: (walk: Walk) => Answer,
  start = walkOf,
): Answer[] {
  const answers: Answer[] = [];
  const scripts: (readonly number[])[] = [[]];
  for (
    let script = scripts.shift();
    script !== undefined && answers.length < MOST_PATHS;
    script = scripts.shift()
  ) {
    const walk = start(network, flow, { recording, lenient: false, script });
    answers.push(once(walk));
    scripts.push(...furtherScripts(walk, script));
  }
  return answers;
}

/** A packet that nobody answers, along one choice of addresses and routes. */
export interface OneWayPath {
  readonly verdict: 'reachable' | 'forward_blocked' | 'unknown';
  readonly hops: readonly Hop[];
  /** The step that dropped it or left it undecided; `undefined` when it arrived. */
  readonly decidedBy: Step | undefined;
  readonly choices: readonly Choice[];
}

/**
 * Where a copy of a packet gets to that AWS itself puts on its way at an interface: the groups of that interface do not
 * see it, and everything after them does (MIR-5, MIR-6). One path for each choice that AWS may make; never empty.
 *
 * @param flow - from the interface to where the copy is meant for
 * @param opening - what is said where the copy sets out
 */
export function traceCopy(
  network: Network,
  flow: Flow & { readonly source: { readonly kind: 'interface' } },
  opening: Pick<StepExtras, 'component' | 'rules' | 'notes'>,
): readonly OneWayPath[] {
  return walkEach(network, flow, true, (walk) => {
    chooseEnds(walk);
    const arrival = sendCopy(walk, flow.source.networkInterface, opening);
    if (arrival?.kind === 'interface') recordDelivery(walk, arrival.networkInterface, arrival);
    const hops = walk.takeHops();
    const dropped = walk.blockers[0];
    const decisive = dropped ?? walk.undecidedSteps[0];
    const verdict =
      decisive === undefined ? 'reachable' : dropped === undefined ? 'unknown' : 'forward_blocked';
    return { verdict, hops, decidedBy: decisive?.step, choices: walk.choices };
  });
}

function sendCopy(
  walk: Walk,
  networkInterface: NetworkInterface,
  opening: Pick<StepExtras, 'component' | 'rules' | 'notes'>,
): Arrival | undefined {
  const { packet, destination } = walk.flow;
  const subnet = walk.network.subnets.get(networkInterface.subnet);
  const place = interfacePlace(networkInterface);
  walk.record(place, 'mirror', 'passed', packet, opening);
  if (subnet === undefined) {
    walk.undecided(place, 'route-table', packet, {
      component: { kind: 'subnet', id: networkInterface.subnet },
      detail: 'not-held',
      rules: ['EVAL-8'],
    });
    return undefined;
  }
  // MIR-6: E4 and on; the outbound rules of the source's groups are not asked.
  const emitter = {
    device: networkInterface.id,
    kind: 'network-interface' as const,
    networkInterface,
    subnet,
  };
  const arrival = run(walk, { step: 'route', emitter, packet, tag: networkInterface.groups });
  if (arrival?.kind !== 'interface' || destination === undefined) return arrival;
  if (arrival.networkInterface.id === destination.id) return arrival;
  walk.drop(interfacePlace(arrival.networkInterface), 'misdelivered', arrival.packet, {
    rules: ['PEER-7'],
    mendable: false,
  });
  return undefined;
}

/** A walk that can ask for flows of their own: health checks, and packets that wrap others. */
function walkOf(network: Network, flow: Flow, options: WalkOptions): Walk {
  const walk = new Walk(network, flow, { ...options, probes: proberOf(network) });
  walk.carry = (start) => run(walk, start) !== undefined;
  return walk;
}

/** ELB-7: a health check is a flow of its own, from a node to a target. It is not blocked while any way gets through. */
function proberOf(network: Network) {
  return (networkInterface: NetworkInterface, packet: Packet): boolean => {
    const flow: Flow = {
      source: { kind: 'interface', networkInterface },
      packet,
      destination: undefined,
      beyond: undefined,
    };
    const ways = walkAll(network, flow, false, (...of) => new Walk(...of));
    return ways.some((way) => way.verdict === 'reachable');
  };
}

/** The scripts that differ from the one just walked at one choice beyond its end. */
function furtherScripts(walk: Walk, script: readonly number[]): number[][] {
  return walk.choices.slice(script.length).flatMap(({ options }, index) => {
    const before = [...script, ...new Array<number>(index).fill(0)];
    return Array.from({ length: options - 1 }, (_, other) => [...before, other + 1]);
  });
}

function walkOnce(walk: Walk): TracePath {
  const arrival = goForward(walk);
  const forward = walk.takeHops();
  const { choices } = walk;
  const forwardBlocker = walk.blockers[0];
  // EVAL-8: a drop that nothing unknown could change stands, and is the verdict of its half.
  if (forwardBlocker !== undefined) {
    return {
      verdict: 'forward_blocked',
      forward,
      return: undefined,
      decidedBy: forwardBlocker.step,
      choices,
    };
  }
  const undecidedForward = walk.undecidedSteps[0];
  if (arrival === undefined) return unknownPath(walk, forward, undefined, undecidedForward);
  if (arrival.kind === 'local') {
    return { verdict: 'reachable', forward, return: [], decidedBy: lastStep(forward), choices };
  }
  const returned = comeBack(walk, arrival);
  const hops = walk.takeHops();
  const returnBlocker = walk.blockers[0];
  // When the request itself is undecided, which half fails is not known: the verdict stays `unknown`.
  if (undecidedForward !== undefined) return unknownPath(walk, forward, hops, undecidedForward);
  if (returnBlocker !== undefined) {
    return { verdict: 'return_blocked', forward, return: hops, decidedBy: returnBlocker.step, choices };
  }
  if (walk.undecidedSteps.length > 0 || !returned)
    return unknownPath(walk, forward, hops, walk.undecidedSteps[0]);
  return { verdict: 'reachable', forward, return: hops, decidedBy: undefined, choices };
}

function unknownPath(
  walk: Walk,
  forward: TracePath['forward'],
  returned: TracePath['return'],
  undecided: Blocker | undefined,
): TracePath {
  // INVARIANT: a leg ends without arriving only after a drop or an undecided step.
  if (undecided === undefined) throw new Error('a walk ended without a reason');
  return { verdict: 'unknown', forward, return: returned, decidedBy: undecided.step, choices: walk.choices };
}

function lastStep(hops: TracePath['forward']): Step | undefined {
  return hops.at(-1)?.steps.at(-1);
}

/** The request. @returns where it arrived, or `undefined` when it was dropped or left undecided */
function goForward(walk: Walk): Arrival | undefined {
  const { source, packet, destination, beyond } = walk.flow;
  if (beyond !== undefined) {
    walk.undecided({ kind: beyond.kind, id: beyond.id }, 'other-resource', packet, {
      detail: 'not-held',
      rules: ['EVAL-8'],
      notes: [{ kind: 'assumption', rule: 'EVAL-8', text: beyond.why }],
    });
    return undefined;
  }
  chooseEnds(walk);
  if (!hasAddress(walk)) return undefined;
  const arrival = startForward(walk);
  if ((arrival?.kind === 'internet' || arrival?.kind === 'service') && destination !== undefined) {
    // IGW-6, VPC-2: the machine that was asked for is not to be found out there.
    walk.drop({ kind: 'internet', id: 'internet' }, 'misdelivered', arrival.packet, {
      rules: ['IGW-6'],
      mendable: false,
    });
    return undefined;
  }
  if (arrival?.kind === 'service')
    walk.record(
      { kind: 'vpc-endpoint', id: arrival.endpoint, vpc: arrival.vpc },
      'delivered',
      'passed',
      arrival.packet,
    );
  if (arrival?.kind === 'on-premises')
    walk.record(sitePlace(arrival.network), 'delivered', 'passed', arrival.packet);
  if (arrival?.kind !== 'interface') return arrival;
  const { networkInterface } = arrival;
  const isAsked =
    destination === undefined ||
    networkInterface.id === destination.id ||
    isSameMachine(networkInterface, destination);
  if (!isAsked && source.kind !== 'internet') {
    walk.drop(interfacePlace(networkInterface), 'misdelivered', packet, {
      rules: ['PEER-7'],
      mendable: false,
    });
    return undefined;
  }
  recordDelivery(walk, networkInterface, arrival);
  return arrival;
}

/** LAM-2, VPCE-29: of a service with several interfaces AWS may take any; each is traced. */
function chooseEnds(walk: Walk): void {
  const { anyOf, source, packet } = walk.flow;
  if (anyOf === undefined) return;
  const family = packet.dst.family;
  const balancer = walk.network.loadBalancers.get(anyOf.destination?.id ?? '');
  // ELB-33: such a node is traced all the same, for clients that hold its address.
  const withdrawn: ReadonlySet<string> =
    balancer === undefined ? new Set() : withdrawnNodes(walk, balancer, packet);
  const pick = (any: AnyInterface | undefined): NetworkInterface | undefined =>
    any === undefined
      ? undefined
      : walk.choose({ kind: 'network-interface', id: any.id }, any.interfaces, ({ id, subnet }) =>
          withdrawn.has(id) ? `${subnet} (dns-failover)` : subnet,
        );
  const sender = pick(anyOf.source);
  const receiver = pick(anyOf.destination);
  const any = anyOf.addresses;
  const address =
    any === undefined
      ? undefined
      : walk.choose({ kind: 'internet', id: any.id }, any.addresses, formatAddress);
  const inPublic = source.kind === 'internet' || anyOf.destination?.namedInPublic === true;
  const publicIp =
    inPublic && family === 4
      ? receiver?.privateIpv4.find((own) => own.publicIp !== undefined)?.publicIp
      : undefined;
  walk.flow = {
    ...walk.flow,
    source: sender === undefined ? source : { kind: 'interface', networkInterface: sender },
    packet: {
      ...packet,
      src: (sender === undefined ? undefined : addressOf(sender, family)) ?? packet.src,
      dst:
        address ??
        publicIp ??
        (receiver === undefined ? undefined : addressOf(receiver, family)) ??
        packet.dst,
    },
  };
}

function addressOf(networkInterface: NetworkInterface, family: 4 | 6) {
  return family === 4 ? networkInterface.privateIpv4[0]?.address : networkInterface.ipv6Addresses[0];
}

function startForward(walk: Walk): Arrival | undefined {
  const { source, packet } = walk.flow;
  switch (source.kind) {
    case 'internet':
      walk.record({ kind: 'internet', id: 'internet' }, 'sent', 'passed', packet, {
        notes: source.note === undefined ? [] : [source.note],
      });
      recordName(walk, { kind: 'internet', id: 'internet' });
      return run(walk, { step: 'internet', packet, from: undefined });
    case 'on-premises':
      walk.record(sitePlace(source.network), 'sent', 'passed', packet);
      recordName(walk, sitePlace(source.network));
      return run(walk, leaveSite(walk, source.network, packet, undefined));
    case 'unowned': {
      const subnet = walk.network.subnets.get(source.subnet);
      if (subnet === undefined) return undefined;
      const answer = localService(packet, {
        subnet,
        vpc: walk.network.vpcs.get(subnet.vpc),
        instance: undefined,
      });
      if (answer !== undefined && answer.refused === undefined) {
        walk.record(subnetPlace(subnet), 'local-service', 'passed', packet, {
          rules: answer.rules,
          notes: answer.notes,
        });
        return { kind: 'local', packet };
      }
      walk.record(subnetPlace(subnet), 'sent', 'passed', packet, {
        notes: [unownedNote(formatAddress(packet.src))],
      });
      recordName(walk, subnetPlace(subnet));
      const emitter = { device: '', kind: 'unowned' as const, networkInterface: undefined, subnet };
      return run(walk, { step: 'route', emitter, packet, tag: [] });
    }
    case 'interface':
      return startAtInterface(walk, source.networkInterface);
    default:
      return source satisfies never;
  }
}

/** Whether the asked name gave an address to send to; otherwise the flow ends where it would start. */
function hasAddress(walk: Walk): boolean {
  const { source, named, packet } = walk.flow;
  if (named === undefined || named.lookup.outcome.kind === 'addresses') return true;
  const { outcome } = named.lookup;
  const place = sourcePlace(walk, source);
  if (outcome.kind === 'unknown') walk.undecided(place, 'name', packet, stepOfName(named));
  else walk.drop(place, 'name', packet, { ...stepOfName(named), detail: outcome.why, mendable: false });
  return false;
}

function stepOfName({ lookup, component, rules, notes }: NamedDestination): StepExtras {
  return { component, rules, notes, evidence: { kind: 'name', lookup } };
}

function sourcePlace(walk: Walk, source: Source): Place {
  switch (source.kind) {
    case 'interface':
      return interfacePlace(source.networkInterface);
    case 'on-premises':
      return sitePlace(source.network);
    case 'unowned': {
      const subnet = walk.network.subnets.get(source.subnet);
      return subnet === undefined ? { kind: 'subnet', id: source.subnet } : subnetPlace(subnet);
    }
    case 'internet':
      return { kind: 'internet', id: 'internet' };
    default:
      return source satisfies never;
  }
}

/** What the asked name gave, where the flow starts. */
function recordName(walk: Walk, place: Place): void {
  const { named, packet } = walk.flow;
  if (named === undefined) return;
  walk.record(place, 'name', 'passed', packet, stepOfName(named));
}

function sitePlace({ id }: OnPremisesNetwork): Place {
  return { kind: 'on-premises-network', id };
}

const outsideNote: Note = {
  kind: 'assumption',
  rule: undefined,
  text: 'The host on premises is outside the model; it is supposed to answer, over the link that the request came by.',
};

const serviceNote: Note = {
  kind: 'assumption',
  rule: 'VPCE-6',
  text: 'The service behind the endpoint is supposed to answer; its own permissions are not looked at.',
};

function unownedNote(address: string): Note {
  const text = `No attached interface has ${address}; one without security groups of its own is supposed there.`;
  return { kind: 'assumption', rule: undefined, text };
}

function startAtInterface(walk: Walk, networkInterface: NetworkInterface): Arrival | undefined {
  const { packet } = walk.flow;
  const place = interfacePlace(networkInterface);
  recordSending(walk, networkInterface, packet);
  if (networkInterface.addressIsSupposed)
    walk.record(place, 'sent', 'passed', packet, { notes: supposedNotes(networkInterface) });
  recordName(walk, place);
  // EVAL-6: the asked source must be up, and have an address of the family.
  if (!isUp(walk.network, networkInterface)) {
    const detail = networkInterface.attached ? ('stopped' as const) : ('unattached' as const);
    if (!walk.drop(place, 'bad-state', packet, { detail, rules: ['EVAL-6', 'ENI-13'], mendable: true }))
      return undefined;
  }
  if (!hasFamily(networkInterface, packet.dst.family)) {
    walk.drop(place, 'no-address-family', packet, { rules: ['EVAL-6', 'SUB-12'], mendable: false });
    return undefined;
  }
  // EVAL-7: an address of the sending machine itself never leaves the guest.
  const machine = machineOf(walk.network, networkInterface);
  if (machine.some((own) => own.attached && isOwnAddress(own, packet.dst))) {
    walk.record(place, 'guest', 'passed', packet, { rules: ['EVAL-7'] });
    return { kind: 'local', packet };
  }
  const fromPod = sendFromPod(walk, networkInterface, packet);
  return run(walk, fromPod ?? { step: 'send', networkInterface, packet, tag: [] });
}

/** The reply. @returns whether it came back to where the request was sent from */
function comeBack(walk: Walk, arrival: Arrival): boolean {
  if (arrival.kind === 'local') return true;
  walk.turnBack();
  const reply = replyTo(arrival.packet);
  const back = startReturn(walk, arrival, reply);
  if (back === undefined) return false;
  if (isHome(walk, back)) {
    for (const device of walk.inspectedOneWay()) inspectedOneWay(walk, device, back.packet);
    const notes = asymmetryNotes(walk);
    if (back.kind === 'interface') recordDelivery(walk, back.networkInterface, back, notes);
    else if (back.kind === 'on-premises')
      walk.record(sitePlace(back.network), 'delivered', 'passed', back.packet, { notes });
    else if (notes.length > 0) {
      walk.record({ kind: 'internet', id: 'internet' }, 'delivered', 'passed', back.packet, { notes });
    }
    return true;
  }
  walk.drop(placeOf(back), 'misdelivered', back.packet, { rules: ['PEER-7'], mendable: false });
  return false;
}

/** Where a packet ended that was another's. */
function placeOf(arrival: Arrival): Place {
  if (arrival.kind === 'interface') return interfacePlace(arrival.networkInterface);
  if (arrival.kind === 'on-premises') return sitePlace(arrival.network);
  return { kind: 'internet', id: 'internet' };
}

/** NFW-10 (c): packets may flow, and what the stateful rules make of half a flow is not reliable. */
function inspectedOneWay(walk: Walk, device: string, packet: Packet): void {
  const text = `The reply does not pass ${device}, which saw the request: what a firewall makes of half a flow is not reliable.`;
  const { vpcEndpoints } = walk.network;
  const endpoint = vpcEndpoints.get(device);
  // NFW-20: a firewall of a transit gateway is known by its attachment.
  const place: Place =
    endpoint === undefined
      ? { kind: 'transit-gateway-attachment', id: device }
      : { kind: 'vpc-endpoint', id: device, subnet: endpoint.subnet, vpc: endpoint.vpc };
  walk.undecided(place, 'firewall', packet, {
    detail: 'asymmetric-inspection',
    rules: ['NFW-10', ...(endpoint === undefined ? [] : (['NFW-15'] as const))],
    notes: [{ kind: 'uncertain', rule: 'NFW-10', text }],
  });
}

function startReturn(
  walk: Walk,
  arrival: Exclude<Arrival, { kind: 'local' }>,
  reply: Arrival['packet'],
): Arrival | undefined {
  switch (arrival.kind) {
    case 'interface':
      recordSending(
        walk,
        arrival.networkInterface,
        reply,
        replyNotes(walk.network, arrival.networkInterface),
      );
      return run(walk, { step: 'send', networkInterface: arrival.networkInterface, packet: reply, tag: [] });
    case 'internet':
      walk.record({ kind: 'internet', id: 'internet' }, 'sent', 'passed', reply, {
        notes: [
          {
            kind: 'assumption',
            rule: undefined,
            text: 'The host on the internet is outside the model; it is supposed to answer.',
          },
        ],
      });
      return run(walk, { step: 'internet', packet: reply, from: undefined });
    case 'service': {
      const { endpoint, vpc } = arrival;
      walk.record({ kind: 'vpc-endpoint', id: endpoint, vpc }, 'sent', 'passed', reply, {
        notes: [serviceNote],
      });
      walk.record({ kind: 'vpc', id: vpc, vpc }, 'router', 'passed', reply);
      return run(walk, { step: 'deliver', vpc, sameSubnet: undefined, packet: reply, tag: [] });
    }
    case 'on-premises':
      walk.record(sitePlace(arrival.network), 'sent', 'passed', reply, { notes: [outsideNote] });
      return run(walk, leaveSite(walk, arrival.network, reply, arrival.link));
    case 'unowned':
      return undefined;
    default:
      return arrival satisfies never;
  }
}

/** Whether the reply reached the end that asked, as the answer to what it asked. */
function isHome(walk: Walk, back: Arrival): boolean {
  const { source, packet } = walk.flow;
  if (!isReplyTo(back.packet, packet)) return false;
  switch (source.kind) {
    case 'interface':
      return back.kind === 'interface' && back.networkInterface.id === source.networkInterface.id;
    case 'unowned':
      return back.kind === 'unowned' && sameAddress(back.packet.dst, source.address);
    case 'on-premises':
      return back.kind === 'on-premises' && back.network.id === source.network.id;
    case 'internet':
      return back.kind === 'internet';
    default:
      return source satisfies never;
  }
}

/** The walk itself: one stretch after the other until the packet arrives or ends. */
function run(walk: Walk, start: Next): Arrival | undefined {
  for (let next = start; ;) {
    switch (next.step) {
      case 'send':
        next = send(walk, next.networkInterface, next);
        break;
      case 'route':
        next = route(walk, next.emitter, next);
        break;
      case 'deliver':
        next = deliver(walk, next.vpc, next.sameSubnet, next);
        break;
      case 'hand-over':
        next = handOver(walk, next.networkInterface, next);
        break;
      case 'transit-gateway':
        next = crossTransitGateway(walk, next);
        break;
      case 'vpn-gateway':
        next = enterVpnGateway(walk, next.gateway, next.link, next.packet);
        break;
      case 'to-site':
        next = arriveAtSite(walk, next.network, next.link, next.packet);
        break;
      case 'internet':
        next = acrossInternet(walk, next.packet, next.from);
        break;
      case 'arrived':
        return next.arrival;
      case 'ended':
        return undefined;
      default:
        return next satisfies never;
    }
  }
}

function recordSending(
  walk: Walk,
  networkInterface: NetworkInterface,
  packet: Packet,
  notes: readonly Note[] = [],
): void {
  if (networkInterface.instance === undefined || isTask(networkInterface)) return;
  const place = {
    kind: 'instance',
    id: networkInterface.instance,
    subnet: networkInterface.subnet,
    vpc: networkInterface.vpc,
  };
  walk.record(place, 'sent', 'passed', packet, { notes });
}

function recordDelivery(
  walk: Walk,
  networkInterface: NetworkInterface,
  arrival: Arrival,
  notes: readonly Note[] = [],
): void {
  const { instance, subnet, vpc } = networkInterface;
  const place =
    instance === undefined || isTask(networkInterface)
      ? interfacePlace(networkInterface)
      : { kind: 'instance', id: instance, subnet, vpc };
  walk.record(place, 'delivered', 'passed', arrival.packet, {
    notes: [
      ...notes,
      ...typeNotes(networkInterface, walk.leg),
      ...(walk.leg === 'forward' ? supposedNotes(networkInterface) : []),
    ],
  });
}

/** ENI-11: the types of interfaces whose part in the network is known. */
const KNOWN_INTERFACE_TYPES: ReadonlySet<string> = new Set([
  'interface',
  'natGateway',
  'nat_gateway',
  'transit_gateway',
  'gateway_load_balancer_endpoint',
  'vpc_endpoint',
  'network_load_balancer',
  'load_balancer',
  'gateway_load_balancer',
  'lambda',
  'trunk',
  'branch',
  'efa',
  'efa-only',
]);

/** ENI-11: these send or pass on, and are never the server of a connection. */
const NEVER_SERVES: ReadonlySet<string> = new Set([
  'lambda',
  'transit_gateway',
  'gateway_load_balancer_endpoint',
]);

/** ENI-11: any other is an ordinary one, and the trace says that this is supposed. */
function typeNotes({ id, interfaceType }: NetworkInterface, leg: Leg): Note[] {
  if (leg === 'forward' && NEVER_SERVES.has(interfaceType)) {
    const text = `Interfaces of type \`${interfaceType}\` such as ${id} accept no connections; the groups and ACLs let the packet come this far.`;
    return [{ kind: 'assumption', rule: 'ENI-11', text }];
  }
  if (KNOWN_INTERFACE_TYPES.has(interfaceType)) return [];
  const text = `Interface ${id} is of type \`${interfaceType}\`, whose part is not known; it is taken for an ordinary interface.`;
  return [{ kind: 'assumption', rule: 'ENI-11', text }];
}

/** LAM-8, RDS-4: the service has an interface there, or will have one. */
function supposedNotes(own: NetworkInterface): Note[] {
  const address = own.privateIpv4[0]?.address;
  if (!own.addressIsSupposed || address === undefined) return [];
  const text = `The input shows no address of ${own.managedBy ?? own.id} in subnet ${own.subnet}; ${formatAddress(address)} stands for it.`;
  return [{ kind: 'assumption', rule: own.interfaceType === 'lambda' ? 'LAM-8' : 'RDS-4', text }];
}

/** RT-18: what only one half passes is evaluated as it stands, and said. */
function asymmetryNotes(walk: Walk): Note[] {
  const appliances = walk.appliancesOfOneHalf();
  if (appliances.length === 0) return [];
  const text = `Only one direction passes ${appliances.join(', ')}, which AWS does not support. The routes are followed as they are; a guest that keeps state would drop a connection of which it sees one half.`;
  return [{ kind: 'uncertain', rule: 'RT-18', text }];
}

/** ENI-10. */
function replyNotes(network: Network, networkInterface: NetworkInterface): Note[] {
  if (machineOf(network, networkInterface).length < 2) return [];
  // CNT-3: the CNI sends what a pod answers by the interface that has its address.
  if (network.instances.get(networkInterface.instance ?? '')?.vpcCni !== undefined) return [];
  const text = `The machine has several interfaces; it is supposed to answer by the one that was asked, ${networkInterface.id}. A guest without per-interface routing answers by its primary one.`;
  return [{ kind: 'uncertain', rule: 'ENI-10', text }];
}

function machineOf(network: Network, networkInterface: NetworkInterface): readonly NetworkInterface[] {
  // CNT-1: a task and its host are two machines, and what they say to each other crosses the network.
  if (networkInterface.instance === undefined || isTask(networkInterface)) return [networkInterface];
  const machine = network.lookup
    .interfacesOfInstance(networkInterface.instance)
    .filter((each) => !isTask(each));
  return machine.length === 0 ? [networkInterface] : machine;
}

function isSameMachine(a: NetworkInterface, b: NetworkInterface): boolean {
  if (a.id === b.id) return true;
  return a.instance !== undefined && a.instance === b.instance && !isTask(a) && !isTask(b);
}

function hasFamily(networkInterface: NetworkInterface, family: 4 | 6): boolean {
  if (networkInterface.prefixes.some((prefix) => prefix.family === family)) return true;
  return family === 4 ? networkInterface.privateIpv4.length > 0 : networkInterface.ipv6Addresses.length > 0;
}
