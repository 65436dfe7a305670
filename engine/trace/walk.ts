/**
 * One walk of a conversation through a network: what it records, what stateful devices remember, which choices it
 * takes, and how a failing check ends it or not.
 *
 * The walk itself knows no resource but the network ACL, which every other one may have to cross.
 */
import { sameAddress } from '../ip/index.ts';
import type { Address } from '../ip/index.ts';
import type { Network, PublicOwner } from '../model/index.ts';
import { isReplyTo, samePacket, TCP, UDP } from '../packet/index.ts';
import type { Packet } from '../packet/index.ts';
import { evaluateNetworkAcl } from '../resources/network-acl/evaluate.ts';
import type { NetworkAcl } from '../resources/network-acl/types.ts';
import type { Subnet } from '../resources/subnet/types.ts';
import type { RuleId } from '../rules/index.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';
import { compiled, isUp } from './compiled.ts';
import type { Compiled } from './compiled.ts';
import type { Flow } from './flow.ts';
import type { Next } from './next.ts';
import type { Note } from './note.ts';
import type { Blocker, Choice, Hop, Leg, Step, StepResource } from './types.ts';

export interface WalkOptions {
  /** Keep hops and steps. Without it only what decides is kept. */
  readonly recording: boolean;
  /** Go on after a failing check as if it had been mended, to find what else blocks. */
  readonly lenient: boolean;
  /** Which option to take at each choice that AWS makes, in the order met; the first one beyond its end. */
  readonly script: readonly number[];
  /** Whether a packet of an interface gets to its destination and is answered; for health checks (ELB-7). */
  readonly probes?: (networkInterface: NetworkInterface, packet: Packet) => boolean;
}

/** An address translation that a NAT device made: the packet before it and after it. */
export interface Translation {
  readonly device: string;
  readonly before: Packet;
  readonly after: Packet;
  /**
   * How a reply comes back to the device without asking routes: through it (ELB-25), not at all (ELB-22), or by
   * PrivateLink (VPCE-21). `undefined` where it is addressed to the device.
   */
  readonly back?: 'through' | 'lost' | 'private-link';
  /** The interface that gives the answer back, where it is not the device itself (VPCE-26). */
  readonly answeredBy?: NetworkInterface;
}

/** What looks at packets: a firewall's two engines, or the appliances of a Gateway Load Balancer. */
export type InspectingEngine = 'stateless' | 'stateful' | 'appliance';

/** Where a step happened, as the hop it is recorded under. */
export interface Place {
  readonly kind: string;
  readonly id: string;
  readonly subnet?: string | undefined;
  readonly vpc?: string | undefined;
}

/** Members of a step that default to nothing. */
export interface StepExtras {
  readonly detail?: Step['detail'];
  readonly component?: StepResource;
  readonly rewritten?: Packet;
  readonly evidence?: Step['evidence'];
  readonly rules?: readonly RuleId[];
  readonly notes?: readonly Note[];
}

export interface DropExtras extends StepExtras {
  /** Whether a change to the network alone would let the packet on from here, so that a lenient walk goes on. */
  readonly mendable: boolean;
}

interface MutableHop extends Hop {
  readonly steps: Step[];
}

export class Walk {
  readonly network: Network;
  readonly compiled: Compiled;
  flow: Flow;
  readonly recording: boolean;
  readonly lenient: boolean;
  readonly probes: (networkInterface: NetworkInterface, packet: Packet) => boolean;
  leg: Leg = 'forward';
  /** Everything that failed, in path order; more than one only in a lenient walk. */
  readonly blockers: Blocker[] = [];
  /** Checks whose outcome hangs on what the model does not hold. */
  readonly undecidedSteps: Blocker[] = [];
  /** Choices taken, each with the number of options there were. */
  readonly choices: (Choice & { readonly options: number })[] = [];
  readonly translations: Translation[] = [];
  /** Flows that went out by an egress-only internet gateway (V6-6). */
  readonly egressOnlyFlows: { readonly gateway: string; readonly packet: Packet }[] = [];
  /** Transit gateways that the packet of this half has crossed, in order. */
  transitGateways: string[] = [];
  /** Choices that a device keeps for a flow, by device and flow (TGW-18). */
  readonly pinned = new Map<string, string>();
  #hops: MutableHop[] = [];
  readonly #script: readonly number[];
  /** Flows allowed by the groups of an interface (SG-3). */
  readonly #allowed: {
    readonly networkInterface: string;
    readonly direction: 'in' | 'out';
    readonly packet: Packet;
  }[] = [];
  readonly #supposed: PublicOwner[] = [];
  readonly #appliances: Readonly<Record<Leg, Set<string>>> = { forward: new Set(), return: new Set() };
  readonly #crossings: { readonly vpc: string; readonly direction: 'in' | 'out'; readonly packet: Packet }[] =
    [];
  readonly #inspections: {
    readonly device: string;
    readonly engine: InspectingEngine;
    readonly packet: Packet;
    readonly leg: Leg;
  }[] = [];
  #visits: { readonly device: string; readonly packet: Packet }[] = [];

  constructor(network: Network, flow: Flow, options: WalkOptions) {
    this.network = network;
    this.compiled = compiled(network);
    this.flow = flow;
    this.recording = options.recording;
    this.lenient = options.lenient;
    this.#script = options.script;
    this.probes = options.probes ?? (() => true);
  }

  /**
   * Remembers that a packet crosses a VPC's gateway to the internet, in its form inside the VPC.
   *
   * @returns where the flow it belongs to was opened, as far as that gateway can know (BPA-2)
   */
  crossesGateway(vpc: string, direction: 'in' | 'out', packet: Packet): 'inside' | 'outside' {
    const answers = this.#crossings.some(
      (earlier) =>
        earlier.vpc === vpc && earlier.direction !== direction && isReplyTo(packet, earlier.packet),
    );
    this.#crossings.push({ vpc, direction, packet });
    return (direction === 'out') === answers ? 'outside' : 'inside';
  }

  /**
   * IGW-9, PATH-16: what to say of a reply that is lost on its way out, when the request came in by the VPC's internet gateway.
   *
   * @param packet - in its form inside the VPC; none of it when it answers nothing that came in there
   */
  lostReplyNotes(vpc: string, packet: Packet, rule: RuleId = 'IGW-9'): Note[] {
    const isLost =
      this.leg === 'return' &&
      this.#crossings.some(
        (earlier) => earlier.vpc === vpc && earlier.direction === 'in' && isReplyTo(packet, earlier.packet),
      );
    if (!isLost) return [];
    const text =
      'That the two ends do not connect is certain; that the request is delivered and its reply lost is supposed.';
    return [{ kind: 'uncertain', rule, text }];
  }

  /** For a lenient walk: gives a private address a public one, as mending IGW-4 would. */
  supposePublic(networkInterface: NetworkInterface, address: Address): Address {
    const publicIp: Address = { family: 4, bits: STAND_IN_PUBLIC + this.#supposed.length };
    this.#supposed.push({ networkInterface, privateIpv4: { address, publicIp, publicIpIsElastic: true } });
    return publicIp;
  }

  /** Who holds an address that this walk supposed to be public. */
  supposedPublicOwnerOf(address: Address): PublicOwner | undefined {
    return this.#supposed.find(
      ({ privateIpv4 }) => privateIpv4.publicIp !== undefined && sameAddress(privateIpv4.publicIp, address),
    );
  }

  /** Whether an interface is attached to a running resource (I1, ENI-13). */
  isUp(networkInterface: NetworkInterface): boolean {
    return isUp(this.network, networkInterface);
  }

  /** The hops of the leg under way, which ends with this call. */
  takeHops(): readonly Hop[] {
    const hops = this.#hops;
    this.#hops = [];
    return hops;
  }

  /** Turns to the reply. Route tables and network ACLs remember nothing of the request (EVAL-3). */
  turnBack(): void {
    this.leg = 'return';
    this.transitGateways = [];
    this.#visits = [];
  }

  /** Records a step that lets the packet on. Costs nothing when the walk keeps no hops. */
  record(
    place: Place,
    at: Step['at'],
    outcome: 'allowed' | 'skipped' | 'translated' | 'passed',
    packet: Packet,
    extras?: StepExtras,
  ): void {
    if (this.recording) this.#keep(place, stepOf(place, at, outcome, packet, extras ?? {}));
  }

  /**
   * Records that a check dropped the packet.
   *
   * @returns whether the walk goes on all the same, which only a lenient one does
   */
  drop(place: Place, at: Step['at'], packet: Packet, extras: DropExtras): boolean {
    const step = stepOf(place, at, 'denied', packet, extras);
    this.#keep(place, step);
    if (!this.#isMendedAlready(step)) this.blockers.push({ leg: this.leg, step });
    return this.lenient && extras.mendable;
  }

  /** Records a check that the model cannot decide (EVAL-8). The walk goes on, in case something further on settles it. */
  undecided(place: Place, at: Step['at'], packet: Packet, extras: StepExtras): void {
    const step = stepOf(place, at, 'unknown', packet, extras);
    this.#keep(place, step);
    this.undecidedSteps.push({ leg: this.leg, step });
  }

  /**
   * GEN-5: whether a packet is small enough to pass, where the question gives a size; records that it was dropped if not.
   *
   * @param most - bytes
   * @param answer - what the sender is told of it
   */
  fits(place: Place, at: Step['at'], packet: Packet, most: number, answer?: string): boolean {
    const { packetSize } = this.flow;
    if (packetSize === undefined || packetSize <= most) return true;
    const size: Note = {
      kind: 'hint',
      rule: 'GEN-5',
      text: `A packet of ${packetSize} bytes is larger than the ${most} that pass here.`,
    };
    const told: Note[] = answer === undefined ? [] : [{ kind: 'uncertain', rule: 'GEN-5', text: answer }];
    const extras = { detail: 'too-big', rules: ['GEN-5'], notes: [size, ...told] } as const;
    this.drop(place, at, packet, { ...extras, mendable: false });
    return false;
  }

  /** Takes one of several options that AWS may take (NAT-19, RT-9): the one the walk's script names. */
  choose<T>(component: StepResource, options: readonly T[], label: (option: T) => string): T {
    const isChoice = options.length > 1;
    const option = options[(isChoice ? this.#script[this.choices.length] : 0) ?? 0];
    // INVARIANT: scripts are made from the option counts of an earlier walk over the same network and flow.
    if (option === undefined) throw new Error('a choice was scripted that the walk does not have');
    if (isChoice) this.choices.push({ component, taken: label(option), options: options.length });
    return option;
  }

  /** EVAL-5 (b): whether the packet comes to a device again with the same header; remembers this visit. */
  comesAgain(device: string, packet: Packet): boolean {
    if (this.#visits.some((visit) => visit.device === device && samePacket(visit.packet, packet)))
      return true;
    this.#visits.push({ device, packet });
    return false;
  }

  /** Remembers that an appliance passed the packet of this half on (RT-18). */
  passesOn(networkInterface: string): void {
    this.#appliances[this.leg].add(networkInterface);
  }

  /** RT-18: the appliances that only one half of the conversation went through, the request's first. */
  appliancesOfOneHalf(): readonly string[] {
    const { forward, return: back } = this.#appliances;
    return [...[...forward].filter((id) => !back.has(id)), ...[...back].filter((id) => !forward.has(id))];
  }

  /**
   * Carries a packet of a device of its own, such as one that wraps another (GWLB-1), on the same walk.
   *
   * @returns whether it arrived
   */
  carry: (start: Next) => boolean = () => true;

  /** Remembers that a firewall's engine passed a packet of this half (NFW-10). */
  inspected(device: string, engine: InspectingEngine, packet: Packet): void {
    this.#inspections.push({ device, engine, packet, leg: this.leg });
  }

  /** Whether a packet answers one that an engine of this device passed (NFW-9, GWLB-8). */
  wasInspected(device: string, packet: Packet, engine: InspectingEngine = 'stateful'): boolean {
    return this.#inspections.some(
      (seen) => seen.device === device && seen.engine === engine && isReplyTo(packet, seen.packet),
    );
  }

  /** NFW-10 (c): devices whose stateful engine saw the request and not the reply. */
  inspectedOneWay(): readonly string[] {
    const saw = (leg: Leg) => this.#inspections.flatMap((seen) => (seen.leg === leg ? [seen] : []));
    const back = new Set(saw('return').map(({ device }) => device));
    const there = saw('forward').filter(({ device, engine }) => engine === 'stateful' && !back.has(device));
    return [...new Set(there.map(({ device }) => device))];
  }

  /** Remembers a flow that the groups of an interface let through (SG-3, SG-20). */
  remember(networkInterface: string, direction: 'in' | 'out', packet: Packet): void {
    this.#allowed.push({ networkInterface, direction, packet });
  }

  /** Whether `packet` answers a flow that the interface's groups let through the other way (SG-3, EVAL-4). */
  isTracked(networkInterface: string, direction: 'in' | 'out', packet: Packet): boolean {
    return this.#allowed.some(
      (flow) =>
        flow.networkInterface === networkInterface &&
        flow.direction !== direction &&
        isReplyTo(packet, flow.packet),
    );
  }

  /**
   * The network ACL of a subnet's border, inbound or outbound (E5, I2; NACL-1 to NACL-4).
   *
   * @param further - rules of a device by which the border is crossed (TGW-20, TGW-21)
   * @returns whether the walk goes on
   */
  crossNetworkAcl(
    subnet: Subnet,
    direction: 'ingress' | 'egress',
    packet: Packet,
    notes?: readonly Note[],
    further: readonly RuleId[] = [],
  ): boolean {
    const place = { kind: 'subnet', id: subnet.id, subnet: subnet.id, vpc: subnet.vpc };
    const at = direction === 'ingress' ? 'nacl-ingress' : 'nacl-egress';
    const component = { kind: 'network-acl', id: subnet.networkAcl };
    const acl = this.network.networkAcls.get(subnet.networkAcl);
    if (acl === undefined) {
      this.undecided(place, at, packet, { component, detail: 'not-held', rules: ['EVAL-8'] });
      return true;
    }
    const { action, matched } = evaluateNetworkAcl(this.compiled.aclFilterOf(acl, direction), packet);
    if (action === 'allow' && !this.recording) return true;
    const evidence = { kind: 'network-acl' as const, acl: acl.id, entries: acl[direction], matched };
    const rules = ['NACL-2', ...(this.leg === 'return' ? ['NACL-4'] : []), ...further] as RuleId[];
    const extras = {
      component,
      evidence,
      rules,
      notes: [...(notes ?? []), ...this.#aclNotes(acl, direction, packet, action)],
    };
    if (action === 'allow') this.record(place, at, 'allowed', packet, extras);
    else if (action === 'unknown') this.undecided(place, at, packet, { ...extras, detail: 'not-held' });
    else return this.drop(place, at, packet, { ...extras, mendable: true });
    return true;
  }

  /** A switch that was mended for an earlier packet of the conversation stays mended (ENI-7, BPA-1, RT-10). */
  #isMendedAlready({ at, component, detail }: Step): boolean {
    const isSwitch = SWITCHES.has(at);
    if (!isSwitch && detail !== 'blackhole' && detail !== 'not-attached') return false;
    return this.blockers.some(
      ({ step }) =>
        step.at === at &&
        step.component.id === component.id &&
        step.component.kind === component.kind &&
        // One switch has several details (ENI-7); one gateway may fail several checks (IGW-15).
        (isSwitch || step.detail === detail),
    );
  }

  #aclNotes(acl: NetworkAcl, direction: 'ingress' | 'egress', packet: Packet, action: string): Note[] {
    const notes: Note[] = [];
    if (acl.assumed) {
      notes.push({
        kind: 'assumption',
        rule: 'EVAL-8',
        text: `The input holds no network ACLs; AWS's default, which allows everything, is supposed for ${acl.vpc}.`,
      });
    }
    const partial = this.#partialCoverage(acl, direction, packet, action);
    return partial === undefined ? notes : [...notes, partial];
  }

  /**
   * NACL-12: a reply to a NAT device comes to a port that the device picked from 1024–65535. An ACL that lets only
   * some of those ports through works now and then.
   */
  #partialCoverage(
    acl: NetworkAcl,
    direction: 'ingress' | 'egress',
    packet: Packet,
    action: string,
  ): Note | undefined {
    if (this.leg !== 'return' || (packet.protocol !== TCP && packet.protocol !== UDP)) return undefined;
    if (!this.translations.some(({ after }) => isReplyTo(packet, after))) return undefined;
    const edges = acl[direction].flatMap(({ match }) =>
      match.range === undefined ? [] : [match.range.from, match.range.to + 1],
    );
    const filter = this.compiled.aclFilterOf(acl, direction);
    const ports = [1024, ...edges.filter((port) => port > 1024 && port <= 65535)];
    const differs = ports.some(
      (dstPort) => evaluateNetworkAcl(filter, { ...packet, dstPort }).action !== action,
    );
    if (!differs) return undefined;
    return {
      kind: 'uncertain',
      rule: 'NACL-12',
      text: `The NAT device may pick any port from 1024 to 65535; network ACL ${acl.id} treats some of them differently from the ${packet.dstPort} supposed here.`,
    };
  }

  #keep(place: Place, step: Step): void {
    if (!this.recording) return;
    const last = this.#hops.at(-1);
    if (last !== undefined && last.kind === place.kind && last.id === place.id) {
      last.steps.push(step);
      return;
    }
    this.#hops.push({ kind: place.kind, id: place.id, subnet: place.subnet, vpc: place.vpc, steps: [step] });
  }
}

/** 192.0.2.240 (RFC 5737), the first of the addresses that stand for ones yet to be associated. */
const STAND_IN_PUBLIC = 0xc00002f0;

/** Checks that one change mends for every packet. */
const SWITCHES: ReadonlySet<Step['at']> = new Set(['eni-src-dst-check', 'bpa', 'bad-state', 'no-such-host']);

function stepOf(
  place: Place,
  at: Step['at'],
  outcome: Step['outcome'],
  packet: Packet,
  extras: StepExtras,
): Step {
  return {
    at,
    outcome,
    detail: extras.detail,
    component: extras.component ?? { kind: place.kind, id: place.id },
    subnet: place.subnet,
    packet,
    rewritten: extras.rewritten,
    evidence: extras.evidence,
    rules: extras.rules ?? [],
    notes: extras.notes ?? [],
  };
}
