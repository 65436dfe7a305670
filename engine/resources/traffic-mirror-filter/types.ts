import type { PacketMatch } from '../../packet/index.ts';

export interface TrafficMirrorFilterRule {
  /** 1–32766, lowest first. */
  readonly ruleNumber: number;
  readonly ruleAction: 'accept' | 'reject';
  /** The packet's protocol, its destination ports and its destination. */
  readonly destination: PacketMatch;
  /** The same of where it comes from: its source ports and its source. */
  readonly source: PacketMatch;
}

/** Which packets a session copies: two numbered lists; what no rule accepts is not copied (MIR-2). */
export interface TrafficMirrorFilter {
  readonly kind: 'traffic-mirror-filter';
  readonly id: string;
  readonly name: string | undefined;
  /** Of packets that the source receives, sorted by rule number. */
  readonly ingress: readonly TrafficMirrorFilterRule[];
  /** Of packets that the source sends. */
  readonly egress: readonly TrafficMirrorFilterRule[];
  /** True when a rule could not be read (EVAL-8). */
  readonly incomplete: boolean;
}
