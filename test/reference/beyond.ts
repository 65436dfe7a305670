/**
 * What a VPC connects to, as the evaluator of core.md sees it: something that routes hand packets to, ends outside
 * every VPC, and a say at interfaces that belong to a service. `edge/` is its one form, written from edge.md.
 */

import type { Emitter, Outcome, Stop, Walk } from './evaluate.ts';
import type { Packet } from './packet.ts';
import type { Eni, Vpc } from './prepared.ts';

export interface Beyond {
  /** Whether the component takes what this VPC's router hands it; a route to one that does not is a blackhole (RT-10). */
  readonly isUsable: (vpc: Vpc, id: string) => boolean;
  readonly take: (walk: Walk, emitter: Emitter, id: string, packet: Packet) => Outcome;
  /** The end with this id; `undefined` for an id that is an interface's. */
  readonly findEnd: (id: string) => OutsideEnd | undefined;
  /** What becomes of a packet to an interface of a service, past its groups; `undefined` where it is delivered. */
  readonly receive: (walk: Walk, eni: Eni, packet: Packet) => Outcome | undefined;
  /** What leaves the verdict open although the reply came home; `undefined` when nothing does. */
  readonly doubt: (walk: Walk, reply: Packet) => Stop | undefined;
}

/** Somebody outside every VPC who sends and answers: a host on premises, a service of AWS. */
export interface OutsideEnd {
  readonly id: string;
  readonly send: (walk: Walk, packet: Packet) => Outcome;
}
