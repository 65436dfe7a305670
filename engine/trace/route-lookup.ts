/**
 * E6 and E7: the route table of the emitting subnet, and the hand-over to the route's target (RT-6 to RT-13, EVAL-5).
 */
import { containsAddress, isRfc1918, isRfc6598, isUniqueLocal } from '../ip/index.ts';
import type { Address } from '../ip/index.ts';
import { vpcHolds } from '../model/index.ts';
import { lifecycleOf } from '../model/lifecycle.ts';
import type { Packet } from '../packet/index.ts';
import { routeTargetOf } from '../resources/index.ts';
import { isUnroutable, routesPassedOver, selectRoute } from '../resources/route-table/effective.ts';
import type { EffectiveRoute, EffectiveTable } from '../resources/route-table/effective.ts';
import type { Subnet } from '../resources/subnet/types.ts';
import { prefixListOf } from '../resources/vpc-endpoint/routes.ts';
import type { Arriving, Emitter, Next } from './next.ts';
import type { Note } from './note.ts';
import { subnetPlace } from './places.ts';
import type { Evidence } from './types.ts';
import type { Walk } from './walk.ts';

/** E6: the table of the emitting subnet. */
export function lookUpRoute(walk: Walk, emitter: Emitter, arriving: Arriving): Next {
  const { subnet } = emitter;
  const { packet } = arriving;
  const { network } = walk;
  const place = subnetPlace(subnet);
  const component = { kind: 'route-table', id: subnet.routeTable };
  const table = walk.compiled.tableOf(subnet.routeTable);
  if (table === undefined) return withoutTable(walk, emitter, arriving);
  const choice = selectRoute(table, packet.dst);
  const evidence = (chosen: EffectiveRoute | undefined) => routeEvidence(table, packet.dst, chosen);

  if (choice.kind === 'unknown') {
    walk.undecided(place, 'route-table', packet, {
      component,
      detail: 'not-held',
      rules: ['RT-25', 'EVAL-8'],
      evidence: evidence(undefined),
      notes: [
        {
          kind: 'assumption',
          rule: 'EVAL-8',
          text:
            choice.prefixList === undefined && !table.table.incomplete
              ? `Propagated routes of ${table.table.id} are alike, and what AWS chooses by (AS path, MED) is not in the input.`
              : choice.prefixList === undefined
                ? `Route table ${table.table.id} is not fully held in the input, and the missing routes would decide.`
                : `The contents of prefix list ${choice.prefixList} are not in the input, and they would decide.`,
        },
      ],
    });
    return { step: 'ended' };
  }
  if (choice.kind === 'none') {
    const on = walk.drop(place, 'route-table', packet, {
      component,
      detail: 'no-route',
      rules: [
        isUnroutable(packet.dst) ? 'RT-13' : 'RT-12',
        ...(subnet.routeTableIsMain ? (['RT-2'] as const) : []),
      ],
      evidence: evidence(undefined),
      notes: walk.lostReplyNotes(subnet.vpc, packet),
      // RT-13: to these ranges no route would help.
      mendable: !isUnroutable(packet.dst),
    });
    const mended = on ? likelyRoute(walk, emitter, packet.dst) : undefined;
    return mended === undefined
      ? { step: 'ended' }
      : mended.forward({ ...arriving, id: mended.id, emitter }, walk);
  }
  const chosen =
    choice.kind === 'route'
      ? choice.route
      : walk.choose(component, onePerTarget(choice.candidates), ({ target }) => target.id);
  const notes = routeNotes(table, chosen, choice.kind === 'ambiguous');
  const { target } = chosen;
  if (target.kind === 'local') {
    walk.record(place, 'route-table', 'allowed', packet, {
      component,
      rules: ['RT-6', 'RT-4'],
      evidence: evidence(chosen),
      notes,
    });
    return deliverLocally(walk, subnet, arriving);
  }

  const behaviour = routeTargetOf(target.kind);
  const { vpc } = subnet;
  const state = behaviour.state(target.id, vpc, network);
  // RT-10, RT-24: a stated blackhole drops; a dead target drops; an absent one drops unless the route is stated active.
  const isBlackhole =
    chosen.state === 'blackhole' ||
    chosen.state === 'filtered' ||
    state === 'dead' ||
    (state === 'not-held' && chosen.state !== 'active');
  if (isBlackhole) {
    const on = walk.drop(place, 'route-table', packet, {
      component,
      detail: 'blackhole',
      rules: ['RT-10', 'RT-11', ...(state === 'not-held' ? (['RT-24'] as const) : [])],
      evidence: evidence(chosen),
      notes: [...notes, ...blackholeNotes(walk, chosen), ...walk.lostReplyNotes(vpc, packet)],
      mendable: state !== 'not-held',
    });
    if (!on) return { step: 'ended' };
  }
  const device = behaviour.device?.(target.id, network) ?? target.id;
  // EVAL-5 (a): the route points to the very device that has just emitted the packet; (b) the packet comes to an
  // interface or gateway a second time.
  const comesBack = behaviour.findsLoops !== true && walk.comesAgain(device, packet);
  if (device === emitter.device || comesBack)
    return loops(walk, emitter, packet, target.kind, target.id, evidence(chosen));
  if (!isBlackhole && walk.recording) {
    walk.record(place, 'route-table', 'allowed', packet, {
      component,
      rules: ['RT-6'],
      evidence: evidence(chosen),
      notes,
    });
  }
  walk.record({ kind: 'vpc', id: vpc, vpc }, 'router', 'passed', packet);
  const next = behaviour.forward({ ...arriving, id: target.id, emitter }, walk);
  // NACL-18: at the border of the next hop's subnet it matters where the packet comes from.
  return next.step === 'hand-over' ? { ...next, from: subnet } : next;
}

function deliverLocally(walk: Walk, subnet: Subnet, arriving: Arriving): Next {
  walk.record({ kind: 'vpc', id: subnet.vpc, vpc: subnet.vpc }, 'router', 'passed', arriving.packet);
  return {
    step: 'deliver',
    vpc: subnet.vpc,
    sameSubnet: undefined,
    packet: arriving.packet,
    tag: arriving.tag,
  };
}

/** EVAL-8: the subnet's table is not in the model. That every table has local routes is known all the same (RT-4). */
function withoutTable(walk: Walk, emitter: Emitter, arriving: Arriving): Next {
  const { subnet } = emitter;
  const place = subnetPlace(subnet);
  const component = { kind: 'route-table', id: subnet.routeTable };
  const vpc = walk.network.vpcs.get(subnet.vpc);
  if (vpc !== undefined && vpcHolds(vpc, arriving.packet.dst)) {
    const text = `Route table ${subnet.routeTable} is not in the input; its local route is supposed to be untouched.`;
    walk.record(place, 'route-table', 'allowed', arriving.packet, {
      component,
      rules: ['RT-4', 'EVAL-8'],
      notes: [{ kind: 'assumption', rule: 'EVAL-8', text }],
    });
    return deliverLocally(walk, subnet, arriving);
  }
  walk.undecided(place, 'route-table', arriving.packet, {
    component,
    detail: 'not-held',
    rules: ['EVAL-8'],
    notes: [
      {
        kind: 'assumption',
        rule: 'EVAL-8',
        text: `Route table ${subnet.routeTable} of subnet ${subnet.id} is not in the input, and its routes would decide.`,
      },
    ],
  });
  return { step: 'ended' };
}

/** EVAL-5: dropped before any further ACL or group is asked, at the NAT gateway or at the table that sent it back. */
function loops(
  walk: Walk,
  emitter: Emitter,
  packet: Packet,
  targetKind: string,
  targetId: string,
  evidence: Evidence,
): Next {
  const { subnet } = emitter;
  if (targetKind === 'nat-gateway') {
    walk.drop(
      { kind: 'nat-gateway', id: targetId, subnet: subnet.id, vpc: subnet.vpc },
      'nat-gateway',
      packet,
      {
        detail: 'routing-loop',
        rules: ['NAT-10', 'EVAL-5'],
        mendable: false,
      },
    );
  } else {
    walk.drop(subnetPlace(subnet), 'route-table', packet, {
      component: { kind: 'route-table', id: subnet.routeTable },
      detail: 'routing-loop',
      rules: ['EVAL-5', 'NATI-6'],
      evidence,
      mendable: false,
    });
  }
  return { step: 'ended' };
}

/**
 * For a lenient walk: the route that a missing one most likely is (IGW-2: report the missing ones together): to a
 * peering whose far side holds the destination, to a gateway endpoint whose service has it, else, for a public destination, to the VPC's internet gateway, which
 * may be missing as well.
 */
function likelyRoute(walk: Walk, emitter: Emitter, destination: Address) {
  const { network } = walk;
  const { vpc } = emitter.subnet;
  const peering = [...network.vpcPeeringConnections.values()].find(({ requester, accepter }) => {
    const far = requester.vpc === vpc ? accepter.vpc : accepter.vpc === vpc ? requester.vpc : undefined;
    const farVpc = far === undefined ? undefined : network.vpcs.get(far);
    return farVpc !== undefined && vpcHolds(farVpc, destination);
  });
  if (peering !== undefined)
    return { id: peering.id, forward: routeTargetOf('vpc-peering-connection').forward };
  const endpoint = endpointServing(walk, vpc, destination);
  if (endpoint !== undefined) return { id: endpoint, forward: routeTargetOf('vpc-endpoint').forward };
  if (isRfc1918(destination) || isRfc6598(destination) || isUniqueLocal(destination)) return undefined;
  // IGW-10: that none is attached is found when the reply comes in.
  const id = network.lookup.internetGatewayOf(vpc)?.id ?? `igw:${vpc}`;
  return { id, forward: routeTargetOf('internet-gateway').forward };
}

/** VPCE-1: a gateway endpoint of the VPC for the service that has the address, which the table is not associated with. */
function endpointServing({ network }: Walk, vpc: string, destination: Address): string | undefined {
  const serving = [...network.vpcEndpoints.values()].find((endpoint) => {
    if (endpoint.vpc !== vpc || endpoint.type !== 'gateway' || lifecycleOf(endpoint.state) === 'unusable')
      return false;
    const entries = network.prefixLists.get(prefixListOf(endpoint, network))?.entries ?? [];
    return entries.some((block) => containsAddress(block, destination));
  });
  return serving?.id;
}

function onePerTarget(routes: readonly EffectiveRoute[]): EffectiveRoute[] {
  return [...new Map(routes.map((candidate) => [candidate.target.id, candidate])).values()];
}

function routeEvidence(
  table: EffectiveTable,
  destination: Address,
  chosen: EffectiveRoute | undefined,
): Evidence {
  return {
    kind: 'routes',
    table: table.table.id,
    chosen,
    passedOver: () => routesPassedOver(table, destination, chosen),
  };
}

function routeNotes(table: EffectiveTable, chosen: EffectiveRoute, ambiguous: boolean): Note[] {
  const notes: Note[] = [];
  if (ambiguous) {
    notes.push({
      kind: 'uncertain',
      rule: 'RT-9',
      text: `Two prefix lists of route table ${table.table.id} cover the destination alike; AWS picks one at random and keeps it. Taken here: ${chosen.target.id}.`,
    });
  }
  if (table.table.incomplete && chosen.target.kind === 'local') {
    notes.push({
      kind: 'assumption',
      rule: 'EVAL-8',
      text: `Route table ${table.table.id} is not fully held in the input; its local route is supposed to be untouched.`,
    });
  }
  return notes;
}

function blackholeNotes(walk: Walk, chosen: EffectiveRoute): Note[] {
  if (chosen.state === 'filtered') {
    return [
      { kind: 'uncertain', rule: 'RT-10', text: 'A route in state `filtered` is treated as unusable.' },
    ];
  }
  if (walk.network.natGateways.get(chosen.target.id)?.state === 'deleting') {
    const text = `NAT gateway ${chosen.target.id} is being deleted. AWS says it "may still" pass traffic; it is taken not to.`;
    return [{ kind: 'uncertain', rule: 'NAT-1', text }];
  }
  const peering = walk.network.vpcPeeringConnections.get(chosen.target.id);
  if (peering?.status === 'pending-acceptance') {
    const text = `Peering ${peering.id} is pending acceptance. AWS says such a route "has no effect"; it is taken to drop the packet, not to fall back to a shorter route.`;
    return [{ kind: 'uncertain', rule: 'RT-11', text }];
  }
  return [];
}
