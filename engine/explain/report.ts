/**
 * The `hoplight-trace/1` report: a trace told in plain data, complete and ready to print, draw or send.
 *
 * The command line prints it, the web app draws it, `trace --json` writes it. All texts are plain text.
 */
import type { Patch } from '../edit/patch.ts';
import type { Detail, Leg, NoteKind, Outcome, StepPoint, Verdict } from '../trace/index.ts';
import type { CostReport } from './cost-report.ts';

export const TRACE_FORMAT = 'hoplight-trace/1';

export interface TraceReport {
  readonly format: typeof TRACE_FORMAT;
  readonly flow: FlowReport;
  readonly verdict: Verdict;
  /** Check point of the first failing step; null when reachable. `guest` and `local-service` also stand with reachable. */
  readonly at: StepPoint | null;
  readonly leg: Leg | null;
  /** Id of the deciding resource; the interface for `sg-*` and `eni-*`. */
  readonly component: string | null;
  readonly componentName: string | null;
  readonly componentKind: string | null;
  /** Subnet at whose border or interface it happened. */
  readonly subnet: string | null;
  /** Rule number, route destination or group rule that decided; `*` for a final deny. */
  readonly entry: string | null;
  readonly detail: Detail | null;
  /** AWS vocabulary, and further codes that say more. */
  readonly code: string | null;
  readonly codes: readonly string[];
  readonly rules: readonly string[];
  /** One sentence: subject, rule, matched fields, consequence. */
  readonly reason: string;
  /** Further sentences that help to understand, in order; may be empty. */
  readonly more: readonly string[];
  readonly alsoBlockedBy: readonly BlockerReport[];
  readonly suggestions: readonly SuggestionReport[];
  /** What was supposed of the network that it does not say; empty for an answer about the network as it is. */
  readonly whatIf: readonly WhatIfReport[];
  readonly notes: readonly NoteReport[];
  readonly forward: LegReport;
  /** null when the request never arrived. */
  readonly return: LegReport | null;
  /** One entry for each choice AWS may make; empty when there is none. */
  readonly paths: readonly PathReport[];
  /** Which of `paths`, from 0, the report tells of hop by hop; null when there is no choice. */
  readonly path: number | null;
  /** The flow log records that the interfaces on the way would write, in order (FLOW-2). */
  readonly flowLog: readonly FlowLogReport[];
  /** What traffic mirroring makes of the packets at each mirror source on the way, in order (MIR-1). */
  readonly mirrored: readonly MirrorReport[];
  /** What a GB costs on the path that is told, there and back (COST-1). */
  readonly cost: CostReport;
}

export interface FlowLogReport {
  readonly networkInterface: string;
  readonly leg: Leg;
  readonly direction: 'ingress' | 'egress';
  /** null where the model does not hold the filter that would decide. */
  readonly action: 'ACCEPT' | 'REJECT' | null;
  /** The version 2 record; what is not known beforehand (counts, bytes, times) stands as `-`. */
  readonly line: string;
}

/** A packet at a mirror source, and what becomes of its copy. The conversation itself is unaffected by it. */
export interface MirrorReport {
  /** The mirror source. */
  readonly networkInterface: string;
  readonly networkInterfaceName: string | null;
  readonly leg: Leg;
  /** Whether the source sends the packet or receives it. */
  readonly direction: 'ingress' | 'egress';
  readonly packet: PacketReport;
  /** The session that has the packet; null when none does. */
  readonly session: string | null;
  readonly sessionName: string | null;
  /** The interface, load balancer or endpoint that the copy is meant for. */
  readonly target: string | null;
  readonly targetName: string | null;
  /** Whether the target receives the copy; `not_mirrored` when there is none. */
  readonly verdict: 'reachable' | 'forward_blocked' | 'partial' | 'unknown' | 'not_mirrored';
  /** What dropped the copy, or the packet at its source; null when the target receives it. */
  readonly at: StepPoint | null;
  readonly component: string | null;
  readonly rules: readonly string[];
  /** One sentence. */
  readonly reason: string;
  /** The VXLAN packet around the copy; null when there is none. */
  readonly outer: PacketReport | null;
  readonly virtualNetworkId: number | null;
  /** Bytes of the packet that are copied; null for all. */
  readonly packetLength: number | null;
  /** The way of the copy; empty when there is none. */
  readonly hops: readonly HopReport[];
  readonly notes: readonly NoteReport[];
}

export interface FlowReport {
  readonly name: string | null;
  readonly from: EndReport;
  readonly to: EndReport;
  readonly src: string;
  readonly dst: string;
  /** `tcp`, `icmp` … or the number as text. */
  readonly protocol: string;
  readonly srcPort: number | null;
  readonly dstPort: number | null;
  readonly icmpType: number | null;
  readonly icmpCode: number | null;
  readonly family: 4 | 6;
}

export interface EndReport {
  /** As asked. */
  readonly asked: string;
  readonly kind: string;
  readonly id: string | null;
  readonly name: string;
}

export interface BlockerReport {
  readonly at: StepPoint;
  readonly leg: Leg;
  readonly component: string;
  readonly componentName: string | null;
  readonly componentKind: string;
  readonly subnet: string | null;
  readonly entry: string | null;
  readonly detail: Detail | null;
  readonly code: string;
  readonly codes: readonly string[];
  readonly rules: readonly string[];
  readonly reason: string;
}

/** A change to the network that would let the flow through, tried out before it is offered. */
export interface SuggestionReport {
  /** What to do, short: `Add rule 115 to acl-app, inbound`. */
  readonly title: string;
  /** The change as it is written: `allow tcp 1024-65535 from 203.0.113.80/32`. */
  readonly change: string;
  /** Verdict of the same flow with this change alone. */
  readonly verdict: Verdict;
  /** True when it opens much more than this flow. */
  readonly broad: boolean;
  /** How many changes it takes together; one where that is enough. */
  readonly edits: number;
  /** What else on the same protocol and port it would turn round. */
  readonly flips: FlipsReport;
  /** The change itself, of the document (RFC 6902). */
  readonly patch: Patch;
}

/** Other pairs of ends whose verdict a change turns round. */
export interface FlipsReport {
  readonly opens: number;
  readonly breaks: number;
  /** Pairs that were traced before and after. */
  readonly pairs: number;
  /** There are more pairs, which were not. */
  readonly isCut: boolean;
  /** A few of those that it opens, and of those that it breaks. */
  readonly opened: readonly PairReport[];
  readonly broken: readonly PairReport[];
}

export interface PairReport {
  readonly from: string;
  readonly to: string;
}

export interface WhatIfReport {
  /** As asked: `acls`, `groups`, `acl-app ingress 110`. */
  readonly ignore: string;
  /** In words: `network ACLs are ignored`. */
  readonly text: string;
}

export interface NoteReport {
  readonly kind: NoteKind;
  readonly rule: string | null;
  readonly text: string;
}

export interface LegReport {
  readonly hops: readonly HopReport[];
}

export interface HopReport {
  /** Resource kind, or `internet`. */
  readonly kind: string;
  readonly id: string;
  readonly name: string | null;
  /** Where it is, for display; null outside. */
  readonly subnet: PlaceReport | null;
  readonly vpc: PlaceReport | null;
  readonly steps: readonly StepReport[];
}

export interface PlaceReport {
  readonly id: string;
  readonly name: string | null;
  readonly cidr: string | null;
}

export interface PacketReport {
  readonly src: string;
  readonly dst: string;
  readonly protocol: string;
  readonly srcPort: number | null;
  readonly dstPort: number | null;
  readonly icmpType: number | null;
  readonly icmpCode: number | null;
}

export interface StepReport {
  readonly at: StepPoint;
  /** Short label: `Group out`, `ACL in`, `Route`, `NAT`, `Address` … */
  readonly label: string;
  readonly outcome: Outcome;
  readonly detail: Detail | null;
  /** Object whose rule was read: group ids joined, ACL, table, gateway. */
  readonly component: string;
  readonly componentName: string | null;
  readonly packet: PacketReport;
  readonly rewritten: PacketReport | null;
  /** The entry that decided; null when no list was read or nothing matched. */
  readonly matched: EntryReport | null;
  /** Every entry passed over, with the first field that failed. */
  readonly passedOver: readonly EntryReport[];
  /** SG-24: whether the groups track the flow that passed here; null where no group let a new flow through. */
  readonly tracked: boolean | null;
  /** One short line saying what happened: `rule 100`, `state kept`, `no route`, `10.0.2.10 → 10.0.0.200`. */
  readonly summary: string;
  readonly rules: readonly string[];
  readonly notes: readonly NoteReport[];
}

/** A rule, entry or route, column by column as text. */
export interface EntryReport {
  /** Rule number, `*`, group rule id, or route destination. */
  readonly entry: string;
  /** The object it stands in: group, ACL or table. */
  readonly owner: string;
  /** `allow`, `deny`, or for routes the target. */
  readonly action: string;
  readonly protocol: string;
  /** Ports, ICMP type and code, or `all`; empty for routes. */
  readonly ports: string;
  /** Remote CIDR, group or prefix list; for routes the destination. */
  readonly remote: string;
  /** How a question names it to leave it out: `acl-app ingress 110`; null for what cannot be left out. */
  readonly ref: string | null;
  /** First field that differed; null for the entry that matched. */
  readonly failed:
    'family' | 'protocol' | 'port' | 'icmp-type' | 'remote' | 'shorter-prefix' | 'lower-priority' | null;
  /** One short sentence: `40000 is not 443`. */
  readonly why: string;
}

/** What AWS may take at a place, and on this path does. */
export interface ChoiceReport {
  readonly component: string;
  readonly componentName: string | null;
  /** Id of a subnet, a route target …, or an address. */
  readonly taken: string;
  readonly takenName: string | null;
}

export interface PathReport {
  readonly choices: readonly ChoiceReport[];
  readonly verdict: Verdict;
  readonly at: StepPoint | null;
  readonly leg: Leg | null;
  readonly component: string | null;
  readonly reason: string;
}
