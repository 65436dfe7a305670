/** Network Firewall in the path: edge.md sections 6 and 7, F-2 rows 10 to 12. */
import { contains, parseCidr } from '../address.ts';
import {
  crossNacl,
  isFirstVisit,
  leaveSubnet,
  note,
  stop,
  withTag,
  type Emitter,
  type Outcome,
  type Stop,
  type Walk,
} from '../evaluate.ts';
import { headerKey, parseProtocol, replyTo, type Packet } from '../packet.ts';
import type { Subnet } from '../prepared.ts';
import type { HybridFirewall, HybridFirewallTuple, HybridStatefulRule } from './hybrid.ts';

/** A route hands the packet to a firewall endpoint, from which it goes on by the table of its subnet (GWLB-4). */
export function throughFirewall(
  walk: Walk,
  sender: Emitter,
  endpoint: { readonly id: string; readonly subnet: Subnet; readonly firewall: HybridFirewall },
  packet: Packet,
): Outcome {
  const { id, subnet, firewall } = endpoint;
  // EVAL-5 (b)
  if (!isFirstVisit(walk, id, packet)) {
    return stop('route-table', sender.subnet.table.id, packet, 'routing-loop');
  }
  const denied = crossNacl(walk, subnet, 'in', packet); // GWLB-3
  if (denied) return denied;
  const dropped = inspect(walk, id, firewall, packet);
  if (dropped) return dropped;
  note(walk, 'firewall', id, packet);
  const emitter: Emitter = { id, subnet, kind: 'firewall' };
  return leaveSubnet(walk, emitter, withTag(packet, undefined)); // SG-13
}

function inspect(walk: Walk, id: string, firewall: HybridFirewall, packet: Packet): Stop | undefined {
  const drop = (reason: string): Stop => stop('firewall', id, packet, reason);
  // NFW-2, NFW-4: each packet on its own, in both directions.
  const rules = [...firewall.stateless].sort((a, b) => a.priority - b.priority);
  const action = rules.find((rule) => matches(rule, packet))?.action ?? firewall.statelessDefault;
  if (action === 'drop') return drop('stateless');
  if (action === 'pass') return undefined; // NFW-3

  const { inspected } = walk.session;
  if (walk.half === 'return') {
    const request = `${id} ${headerKey(packet)}`;
    if (!inspected.has(request)) return drop('asymmetric'); // NFW-10 (a), (b), NFW-11
    inspected.set(request, 'answered'); // NFW-9
    return undefined;
  }
  const ruling = judge(firewall, packet);
  if (ruling !== 'pass') return drop(ruling);
  inspected.set(`${id} ${headerKey(replyTo(packet))}`, 'awaited');
  return undefined;
}

/** What the stateful rules make of the first packet of a flow, or why they drop it. */
function judge(firewall: HybridFirewall, packet: Packet): 'pass' | 'stateful' | 'default' {
  const matching = firewall.stateful.filter((rule) => rule.action !== 'alert' && matches(rule, packet));
  const [first] = firewall.order === 'strict' ? matching : inActionOrder(matching); // NFW-7, NFW-5
  if (first) return first.action === 'pass' ? 'pass' : 'stateful';
  return firewall.order === 'strict' && firewall.strictDefault !== undefined ? 'default' : 'pass'; // NFW-8
}

function inActionOrder(rules: readonly HybridStatefulRule[]): HybridStatefulRule[] {
  return [
    ...rules.filter(({ action }) => action === 'pass'),
    ...rules.filter(({ action }) => action !== 'pass'),
  ];
}

function matches({ proto, src, dst, dport }: HybridFirewallTuple, packet: Packet): boolean {
  return (
    (proto === undefined || parseProtocol(proto) === packet.proto) &&
    (src === undefined || contains(parseCidr(src), packet.src)) &&
    (dst === undefined || contains(parseCidr(dst), packet.dst)) &&
    (dport === undefined || dport === packet.dport)
  );
}

/** NFW-10 (c): the first endpoint that saw the request and not the reply, if any. */
export function sawHalf(walk: Walk, packet: Packet): Stop | undefined {
  const [half] = [...walk.session.inspected].find(([, state]) => state === 'awaited') ?? [];
  if (half === undefined) return undefined;
  return stop('firewall', half.split(' ')[0], packet, 'asymmetric-inspection');
}
