/**
 * A traffic mirror filter against a packet of the source interface (MIR-2): lowest rule number first, the first match
 * decides, and nothing is accepted by default.
 */
import { matches } from '../../packet/index.ts';
import type { Packet } from '../../packet/index.ts';
import type { TrafficMirrorFilter, TrafficMirrorFilterRule } from './types.ts';

export interface FilterVerdict {
  readonly action: 'accept' | 'reject' | 'unknown';
  /** The rule that decided; `undefined` when none matched. */
  readonly rule: TrafficMirrorFilterRule | undefined;
}

/** @param direction - `ingress` for what the source receives, `egress` for what it sends */
export function evaluateTrafficMirrorFilter(
  filter: TrafficMirrorFilter,
  direction: 'ingress' | 'egress',
  packet: Packet,
): FilterVerdict {
  const rule = filter[direction].find((each) => covers(each, packet));
  // EVAL-8: an unread rule might stand before any match.
  if (filter.incomplete) return { action: 'unknown', rule };
  return { action: rule?.ruleAction ?? 'reject', rule };
}

function covers({ destination, source }: TrafficMirrorFilterRule, packet: Packet): boolean {
  // A condition looks at the destination port: for the source's it is shown the packet turned round.
  const turned: Packet = { ...packet, srcPort: packet.dstPort, dstPort: packet.srcPort };
  return (
    matches(destination, packet, { address: packet.dst, groups: [] }) &&
    matches(source, turned, { address: packet.src, groups: [] })
  );
}
