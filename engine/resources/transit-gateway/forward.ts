/**
 * The transit gateway on the walk: in by an attachment, through the route table associated with it, out by another
 * (TGW-3 to TGW-41).
 *
 *   subnet ─► attachment A ─► table of A ─► attachment B ─► its subnet in B ─► route table there
 */
import { containsAddress } from '../../ip/index.ts';
import type { Address } from '../../ip/index.ts';
import { lifecycleOf } from '../../model/lifecycle.ts';
import { vpcHolds } from '../../model/network.ts';
import type { Network } from '../../model/network.ts';
import { zoneOf } from '../../model/zone.ts';
import type { Packet } from '../../packet/index.ts';
import type { RuleId } from '../../rules/index.ts';
import type { Handed, Next, ThroughTransitGateway } from '../../trace/next.ts';
import type { Note } from '../../trace/note.ts';
import type { Evidence } from '../../trace/types.ts';
import type { Place, StepExtras, Walk } from '../../trace/walk.ts';
import type { Subnet } from '../subnet/types.ts';
import type { AttachedVpc, TransitGatewayAttachment } from '../transit-gateway-attachment/types.ts';
import type { TransitGatewayPeeringAttachment } from '../transit-gateway-peering-attachment/types.ts';
import { selectTransitRoutes } from '../transit-gateway-route-table/effective.ts';
import type { TransitRoute, TransitTable } from '../transit-gateway-route-table/effective.ts';
import { interfacesTo } from '../direct-connect-gateway/forward.ts';
import { propagatedBy } from '../transit-gateway-route-table/propagated.ts';
import { passFirewall } from '../network-firewall/forward.ts';
import { crossVirtualInterface } from '../virtual-interface/forward.ts';
import { crossVpnConnection } from '../vpn-connection/forward.ts';
import { landingSubnets } from './landing.ts';
import { attachmentOfVpc } from './state.ts';
import type { Association, TransitGateway } from './types.ts';

/** GEN-5. */
const MOST_BYTES = 8500;
const ANSWERED =
  'Since November 2024 a transit gateway tells a sender in a VPC by ICMP that its packet is too large; older pages say that it stays silent.';

/** A route of a VPC hands the packet over: the attachment must have a subnet in the sender's zone (TGW-3). */
export function sendToTransitGateway({ id, packet, tag, emitter }: Handed, walk: Walk): Next {
  const { network } = walk;
  const { subnet } = emitter;
  const attachment = attachmentOfVpc(network, id, subnet.vpc);
  if (attachment?.attached.kind !== 'vpc') {
    walk.undecided({ kind: 'transit-gateway', id }, 'tgw-attachment', packet, {
      detail: 'not-held',
      rules: ['TGW-41', 'EVAL-8'],
      notes: [assumption('TGW-41', `The attachment of ${subnet.vpc} to ${id} is not in the input.`)],
    });
    return { step: 'ended' };
  }
  const place = attachmentPlace(attachment);
  if (!walk.fits(place, 'tgw-attachment', packet, MOST_BYTES, ANSWERED)) return { step: 'ended' };
  const entry = entrySubnet(walk, attachment.attached, subnet);
  if (entry === undefined) {
    walk.undecided(place, 'tgw-attachment', packet, {
      detail: 'not-held',
      rules: ['TGW-3', 'EVAL-8'],
      notes: [assumption('EVAL-8', `The subnets of attachment ${attachment.id} are not in the input.`)],
    });
    return { step: 'ended' };
  }
  if (!entry.inZone) {
    const rules: RuleId[] = walk.leg === 'return' ? ['TGW-3', 'TGW-4'] : ['TGW-3'];
    if (!walk.drop(place, 'tgw-attachment', packet, { detail: 'az', rules, mendable: true }))
      return { step: 'ended' };
  } else {
    walk.record(place, 'tgw-attachment', 'passed', packet, {
      rules: ['TGW-3', 'TGW-15'],
      notes: [...entry.notes, ...stateNotes(attachment)],
    });
  }
  // TGW-20, TGW-22: the inbound rules of the attachment's subnet, by source, even where the sender sits in it.
  if (
    !walk.crossNetworkAcl(
      entry.subnet,
      'ingress',
      packet,
      [],
      [entry.subnet.id === subnet.id ? 'TGW-22' : 'TGW-20'],
    )
  )
    return { step: 'ended' };
  const zone = zoneOf(entry.inZone ? subnet : entry.subnet);
  return { step: 'transit-gateway', gateway: id, attachment: attachment.id, zone, packet, tag };
}

interface Entry {
  readonly subnet: Subnet;
  readonly inZone: boolean;
  readonly notes: readonly Note[];
}

/** TGW-3: the attachment's subnet in the sender's zone, else its first one for a walk that goes on all the same. */
function entrySubnet(walk: Walk, attached: AttachedVpc, from: Subnet): Entry | undefined {
  const held = attached.subnets.flatMap((id) => walk.network.subnets.get(id) ?? []);
  const [first] = held;
  if (first === undefined) return undefined;
  const zone = zoneOf(from);
  const own = held.find(({ id }) => id === from.id) ?? held.find((each) => zoneOf(each) === zone);
  if (own !== undefined && zone !== undefined) return { subnet: own, inZone: true, notes: [] };
  const unstated = held.find((each) => zoneOf(each) === undefined);
  if (zone !== undefined && unstated === undefined) return { subnet: first, inZone: false, notes: [] };
  const where = zone === undefined ? `subnet ${from.id}` : `attachment subnet ${(unstated ?? first).id}`;
  const text = `The input does not tell the zone of ${where}; the attachment is supposed to be enabled there.`;
  return { subnet: own ?? unstated ?? first, inZone: true, notes: [assumption('TGW-3', text)] };
}

/** A packet has come in by an attachment: the table associated with it says where it goes (TGW-5, TGW-8). */
export function crossTransitGateway(walk: Walk, through: ThroughTransitGateway): Next {
  const { network } = walk;
  const { gateway: id, attachment: inlet, packet } = through;
  walk.transitGateways.push(id);
  const association = associationOf(network, id, inlet);
  const gateway = network.transitGateways.get(id);
  if (association.kind === 'none') {
    const place = { kind: 'transit-gateway-attachment', id: inlet };
    const on = walk.drop(place, 'tgw-attachment', packet, {
      detail: 'no-association',
      rules: ['TGW-5'],
      mendable: true,
    });
    return on ? leaveByLikely(walk, through) : { step: 'ended' };
  }
  const table = association.kind === 'table' ? walk.compiled.transitTableOf(association.table) : undefined;
  if (table === undefined) return notVisible(walk, through);
  const choice = selectTransitRoutes(table, packet.dst, { vpnEcmp: gateway?.vpnEcmpSupport ?? true });
  if (choice.kind === 'none') {
    const on = walk.drop(gatewayPlace(id), 'tgw-route-table', packet, {
      component: tableOf(table),
      detail: 'no-route',
      rules: ['TGW-8', ...noRouteRules(network, table, packet.dst)],
      evidence: evidenceOf(table, undefined),
      mendable: true,
    });
    return on ? leaveByLikely(walk, through) : { step: 'ended' };
  }
  if (choice.kind === 'unknown') return notVisible(walk, through, table);
  // TGW-14: every equal path is traced.
  const route = walk.choose(tableOf(table), choice.routes, (each) => each.attachment ?? 'blackhole');
  const evidence = evidenceOf(table, route);
  const outlet = route.attachment;
  const isDead = outlet !== undefined && isUnusable(network, outlet);
  if (outlet === undefined || route.state === 'blackhole' || isDead) {
    const on = walk.drop(gatewayPlace(id), 'tgw-route-table', packet, {
      component: tableOf(table),
      detail: 'blackhole',
      rules: isDead ? ['TGW-38', 'TGW-10'] : ['TGW-10'],
      evidence,
      mendable: true,
    });
    return on ? leaveByLikely(walk, through) : { step: 'ended' };
  }
  if (walk.comesAgain(`${id} ${outlet}`, packet)) {
    walk.drop(gatewayPlace(id), 'tgw-route-table', packet, {
      component: tableOf(table),
      detail: 'loop',
      rules: ['TGW-29', 'EVAL-5'],
      evidence,
      mendable: false,
    });
    return { step: 'ended' };
  }
  walk.record(gatewayPlace(id), 'tgw-route-table', 'allowed', packet, {
    component: tableOf(table),
    rules: ['TGW-8', 'TGW-9', ...(choice.routes.length > 1 ? (['TGW-14'] as const) : [])],
    evidence,
    notes: equalCostNotes(choice.routes),
  });
  return leave(walk, through, outlet, gateway);
}

/** TGW-41, TGW-40: the table is not in the model, or not whole. What the model has is checked further on all the same. */
function notVisible(walk: Walk, through: ThroughTransitGateway, table?: TransitTable): Next {
  const { gateway: id, packet } = through;
  const extras: StepExtras =
    table === undefined
      ? {
          component: { kind: 'transit-gateway', id },
          rules: ['TGW-41', 'EVAL-8'],
          notes: [assumption('TGW-41', `The route tables of transit gateway ${id} are not in the input.`)],
        }
      : {
          component: tableOf(table),
          rules: ['TGW-40', 'EVAL-8'],
          evidence: evidenceOf(table, undefined),
          notes: [
            assumption(
              'TGW-40',
              `Table ${table.table.id} of ${id} is not fully held in the input, and the missing routes would decide.`,
            ),
          ],
        };
  walk.undecided(gatewayPlace(id), 'tgw-route-table', packet, { ...extras, detail: 'not-visible' });
  return leaveByLikely(walk, through);
}

/** For a walk that goes on past what a table does not say: out by the attachment of the VPC that holds the destination. */
function leaveByLikely(walk: Walk, through: ThroughTransitGateway): Next {
  const { network } = walk;
  const likely = network.lookup.attachmentsOf(through.gateway).find(({ id, attached, state }) => {
    if (attached.kind !== 'vpc' || id === through.attachment || lifecycleOf(state) === 'unusable')
      return false;
    const vpc = network.vpcs.get(attached.vpc);
    return vpc !== undefined && vpcHolds(vpc, through.packet.dst);
  });
  if (likely === undefined || walk.comesAgain(`${through.gateway} ${likely.id}`, through.packet))
    return { step: 'ended' };
  return leave(walk, through, likely.id, network.transitGateways.get(through.gateway));
}

/** Out by an attachment. */
function leave(
  walk: Walk,
  through: ThroughTransitGateway,
  outlet: string,
  gateway: TransitGateway | undefined,
): Next {
  const { network } = walk;
  const { packet } = through;
  const peering = network.transitGatewayPeeringAttachments.get(outlet);
  if (peering !== undefined) return leaveByPeering(walk, through, peering);
  const attachment = network.transitGatewayAttachments.get(outlet);
  const attached = attachment?.attached;
  if (attachment === undefined || attached === undefined) {
    walk.undecided({ kind: 'transit-gateway-attachment', id: outlet }, 'tgw-attachment', packet, {
      detail: 'not-held',
      rules: ['TGW-41', 'EVAL-8'],
      notes: [assumption('TGW-41', `Attachment ${outlet} is not in the input.`)],
    });
    return { step: 'ended' };
  }
  switch (attached.kind) {
    case 'vpc':
      return leaveIntoVpc(walk, through, attachment, attached, gateway);
    case 'vpn':
      return leaveByVpn(walk, attachment, attached.connection, packet);
    case 'direct-connect-gateway':
      return leaveByDirectConnect(walk, attachment, attached.gateway, packet);
    case 'firewall':
      return throughFirewall(walk, through, attachment, attached.firewall);
    default:
      return unmodelled(walk, attachment, packet);
  }
}

/** GEN-9: what is attached there is known by name only. */
function unmodelled(walk: Walk, attachment: TransitGatewayAttachment, packet: Packet): Next {
  const { attached } = attachment;
  const component =
    attached.kind === 'other'
      ? { kind: attached.resourceType, id: attached.resource }
      : { kind: 'transit-gateway-attachment', id: attachment.id };
  walk.undecided(attachmentPlace(attachment), 'unmodelled', packet, {
    component,
    rules: ['GEN-9', ...(attached.kind === 'connect' ? (['TGW-33'] as const) : [])],
    notes: [
      assumption(
        'GEN-9',
        `What becomes of the packet behind attachment ${attachment.id} (${component.id}) is not modelled.`,
      ),
    ],
  });
  return { step: 'ended' };
}

/** NFW-20, NFW-23: through the firewall, and back in by its own attachment. */
function throughFirewall(
  walk: Walk,
  { gateway, zone, packet }: ThroughTransitGateway,
  attachment: TransitGatewayAttachment,
  id: string,
): Next {
  const place = attachmentPlace(attachment);
  const held = walk.network.networkFirewalls.get(id)?.policy;
  const policy = held === undefined ? undefined : walk.network.firewallPolicies.get(held);
  walk.record(place, 'tgw-attachment', 'passed', packet, {
    rules: ['NFW-20'],
    notes: stateNotes(attachment),
  });
  // NFW-20: HOME_NET must be set; without a VPC nothing is home by default.
  if (!passFirewall(walk, place, attachment.id, policy && { policy, home: [] }, packet))
    return { step: 'ended' };
  return { step: 'transit-gateway', gateway, attachment: attachment.id, zone, packet, tag: [] };
}

function leaveByVpn(walk: Walk, attachment: TransitGatewayAttachment, id: string, packet: Packet): Next {
  const connection = walk.network.vpnConnections.get(id);
  if (connection === undefined) return unmodelled(walk, attachment, packet);
  walk.record(attachmentPlace(attachment), 'tgw-attachment', 'passed', packet, {
    notes: stateNotes(attachment),
  });
  if (!crossVpnConnection(walk, connection, packet)) return { step: 'ended' };
  return { step: 'to-site', network: connection.onPremisesNetwork, link: id, packet };
}

/** DX-12, DX-13: out by the Direct Connect gateway, over its best virtual interface. */
function leaveByDirectConnect(
  walk: Walk,
  attachment: TransitGatewayAttachment,
  gateway: string,
  packet: Packet,
): Next {
  const [virtual] = interfacesTo(walk.network, gateway, 'transit', packet.dst);
  const isHeld = propagatedBy(attachment, walk.network).known;
  if (virtual === undefined && !isHeld) return unmodelled(walk, attachment, packet);
  walk.record(attachmentPlace(attachment), 'tgw-attachment', 'passed', packet, {
    notes: stateNotes(attachment),
  });
  const place = { kind: 'direct-connect-gateway', id: gateway };
  if (virtual === undefined) {
    // DX-6: it knows what its virtual interfaces learn from sites, and nothing else.
    walk.drop(place, 'dx-gateway', packet, { detail: 'no-route', rules: ['DX-6'], mendable: false });
    return { step: 'ended' };
  }
  walk.record(place, 'dx-gateway', 'passed', packet, { rules: ['DX-4', 'DX-12'] });
  if (!crossVirtualInterface(walk, virtual, packet, ['DX-1', 'DX-13'])) return { step: 'ended' };
  return { step: 'to-site', network: virtual.onPremisesNetwork, link: virtual.id, packet };
}

/** TGW-31: on to the other gateway, whose own table decides there. */
function leaveByPeering(
  walk: Walk,
  { gateway, packet }: ThroughTransitGateway,
  peering: TransitGatewayPeeringAttachment,
): Next {
  const far = peering.requester.transitGateway === gateway ? peering.accepter : peering.requester;
  walk.record(
    { kind: 'transit-gateway-peering-attachment', id: peering.id },
    'tgw-attachment',
    'passed',
    packet,
    {
      rules: ['TGW-31'],
      notes: stateNotes(peering),
    },
  );
  // TGW-25: groups are not known beyond a peering.
  return {
    step: 'transit-gateway',
    gateway: far.transitGateway,
    attachment: peering.id,
    zone: undefined,
    packet,
    tag: [],
  };
}

/** TGW-13: whatever the destination, the packet goes on by the route table of the attachment's subnet. */
function leaveIntoVpc(
  walk: Walk,
  through: ThroughTransitGateway,
  attachment: TransitGatewayAttachment,
  attached: AttachedVpc,
  gateway: TransitGateway | undefined,
): Next {
  const { packet } = through;
  const place = attachmentPlace(attachment);
  const landing = landingSubnets(walk, through, attachment, attached);
  const subnet =
    landing.subnets.length === 0
      ? undefined
      : walk.choose(
          { kind: place.kind, id: attachment.id },
          landing.subnets,
          (each) => zoneOf(each) ?? each.id,
        );
  if (subnet === undefined) {
    walk.undecided(place, 'tgw-attachment', packet, {
      detail: 'not-held',
      rules: ['TGW-41', 'EVAL-8'],
      notes: [assumption('TGW-41', `The subnets of attachment ${attachment.id} are not in the input.`)],
    });
    return { step: 'ended' };
  }
  landing.keep(subnet);
  walk.record(place, 'tgw-attachment', 'passed', packet, {
    rules: [...landing.rules, 'TGW-13'],
    notes: [...landing.notes, ...stateNotes(attachment)],
  });
  walk.record({ kind: 'vpc', id: subnet.vpc, vpc: subnet.vpc }, 'router', 'passed', packet);
  // TGW-25: the sender's groups are known beyond the gateway only where all three sides have the option on.
  const inlet = walk.network.transitGatewayAttachments.get(through.attachment)?.attached;
  const keepsGroups =
    gateway?.securityGroupReferencing === true &&
    attached.securityGroupReferencing &&
    inlet?.kind === 'vpc' &&
    inlet.securityGroupReferencing &&
    !isAtEndpoint(walk.network, subnet, packet.dst);
  return {
    step: 'route',
    emitter: { device: attachment.id, kind: 'transit-gateway', networkInterface: undefined, subnet },
    packet,
    tag: keepsGroups ? through.tag : [],
  };
}

/** UNCERTAIN (TGW-25): the groups of an interface endpoint know no sender beyond a transit gateway. */
function isAtEndpoint({ lookup }: Network, { vpc }: Subnet, address: Address): boolean {
  const owner = lookup.ownerOf(vpc, address);
  return owner !== undefined && lookup.componentOf(owner.id)?.kind === 'vpc-endpoint';
}

function associationOf(network: Network, gateway: string, inlet: string): Association {
  const attachment = network.transitGatewayAttachments.get(inlet);
  if (attachment !== undefined) return attachment.association;
  const peering = network.transitGatewayPeeringAttachments.get(inlet);
  if (peering === undefined) return { kind: 'unknown' };
  return peering.requester.transitGateway === gateway
    ? peering.requester.association
    : peering.accepter.association;
}

function isUnusable(network: Network, attachment: string): boolean {
  const held =
    network.transitGatewayAttachments.get(attachment) ??
    network.transitGatewayPeeringAttachments.get(attachment);
  return held !== undefined && lifecycleOf(held.state) === 'unusable';
}

/** Why a table most likely lacks a route: a VPC that holds the destination does not propagate into it (TGW-6, TGW-37). */
function noRouteRules(network: Network, { table }: TransitTable, destination: Address): RuleId[] {
  const holders = network.lookup.attachmentsOf(table.transitGateway).filter(({ attached }) => {
    const vpc = attached.kind === 'vpc' ? network.vpcs.get(attached.vpc) : undefined;
    return vpc !== undefined && vpcHolds(vpc, destination);
  });
  const isKeptOut = holders.some(
    ({ attached, propagatesTo }) =>
      attached.kind === 'vpc' &&
      !attached.ipv6Support &&
      destination.family === 6 &&
      propagatesTo !== 'default' &&
      propagatesTo?.includes(table.id) === true,
  );
  if (isKeptOut) return ['TGW-37'];
  return holders.length > 0 ? ['TGW-6'] : [];
}

function tableOf({ table }: TransitTable) {
  return { kind: 'transit-gateway-route-table', id: table.id };
}

function evidenceOf(table: TransitTable, chosen: TransitRoute | undefined): Evidence {
  return {
    kind: 'routes',
    table: table.table.id,
    chosen,
    passedOver: () =>
      [...table.all]
        .filter((route) => route !== chosen)
        .sort((a, b) => b.destination.prefixLength - a.destination.prefixLength || a.rank - b.rank),
  };
}

function equalCostNotes(routes: readonly TransitRoute[]): Note[] {
  if (!routes.some(({ origin }) => origin === 'direct-connect-gateway') || routes.length < 2) return [];
  const text = 'Equal routes over Direct Connect gateways are taken to be used together.';
  return [{ kind: 'uncertain', rule: 'TGW-14', text }];
}

/** GEN-10. */
function stateNotes({ id, state }: { readonly id: string; readonly state: string | undefined }): Note[] {
  if (lifecycleOf(state) !== 'doubtful') return [];
  const text = `Attachment ${id} is ${state ?? ''}. AWS does not say that it passes traffic then; it is taken to.`;
  return [{ kind: 'uncertain', rule: 'GEN-10', text }];
}

function assumption(rule: RuleId, text: string): Note {
  return { kind: 'assumption', rule, text };
}

function gatewayPlace(id: string): Place {
  return { kind: 'transit-gateway', id };
}

function attachmentPlace({ id, attached }: TransitGatewayAttachment): Place {
  return {
    kind: 'transit-gateway-attachment',
    id,
    ...(attached.kind === 'vpc' ? { vpc: attached.vpc } : {}),
  };
}

/** Whether an address lies in the gateway's own blocks (TGW-33). */
export function isOwnBlock({ cidrBlocks }: TransitGateway, address: Address): boolean {
  return cidrBlocks.some((block) => containsAddress(block, address));
}
