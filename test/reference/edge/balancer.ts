/** Internal load balancers that ask their targets from their own address: edge.md section 8, F-9 rows 3 to R2. */
import { parseAddress } from '../address.ts';
import { choose, egress, evaluateChoices, note, stop, type Outcome, type Walk } from '../evaluate.ts';
import { headerKey, replyTo, TCP, type Packet } from '../packet.ts';
import { get, type Eni } from '../prepared.ts';
import type { HybridBalancer } from './hybrid.ts';

/** The port that a node asks from. Which one is not said; those of NAT devices are others. */
const NODE_PORT = 20002;

/** A packet that the groups of a node let in: on to a target by a connection of its own (ELB-11). */
export function balance(
  walk: Walk,
  node: Eni,
  balancer: HybridBalancer & { readonly id: string },
  packet: Packet,
): Outcome {
  const drop = (reason: string) => stop('load-balancer', balancer.id, packet, reason);
  if (packet.proto !== TCP || packet.dport !== balancer.port) return drop('no-listener'); // ELB-4, ELB-28
  if (balancer.targets.length === 0) return drop('no-target'); // ELB-37
  const enabled = Object.keys(balancer.nodes).map((id) => get(walk.net.enis, id).subnet.az);
  const inUse = targetsIn(balancer, enabled);
  if (inUse.length === 0) return drop('az-not-enabled'); // ELB-6
  // ELB-8: of every enabled zone with cross-zone on, else of the node's own.
  const isAcross = balancer.crossZone ?? balancer.type === 'application';
  const usable = isAcross ? inUse : targetsIn(balancer, [node.subnet.az]);
  if (usable.length === 0) return drop('no-target-in-zone');
  const healthy = usable.filter((target) => isHealthy(walk, node, balancer, target)); // ELB-7
  const target = choose(walk, `target of ${node.id}`, healthy.length > 0 ? healthy : usable);
  const [src] = node.ipv4;
  if (target === undefined || src === undefined) throw new Error(`${node.id} has nobody to ask`);
  const asked: Packet = {
    src,
    dst: parseAddress(target),
    proto: TCP,
    sport: NODE_PORT,
    dport: balancer.targetPort,
  };
  walk.session.translations.set(`${node.id} ${headerKey(replyTo(asked))}`, packet);
  note(walk, 'load-balancer', `${balancer.id} ${target}`, packet);
  return egress(walk, node, asked);
}

/** The targets of these zones, and those of none. */
function targetsIn({ targets }: HybridBalancer, zones: readonly (string | undefined)[]): string[] {
  return targets.filter(({ zone }) => zone === 'all' || zones.includes(zone)).map(({ ip }) => ip);
}

/** ELB-7: the health check is a flow of the node to the target, which is blocked when no way gets through. */
function isHealthy({ net }: Walk, node: Eni, { targetPort }: HybridBalancer, target: string): boolean {
  const check = { from: node.id, dst: target, sport: NODE_PORT, dport: targetPort };
  return evaluateChoices(net, check).some(({ verdict }) => verdict === 'reachable');
}
