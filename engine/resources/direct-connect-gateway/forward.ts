/**
 * Direct Connect: from a virtual interface to what a Direct Connect gateway serves, and out by a virtual interface
 * (DX-1 to DX-13).
 */
import { containsAddress } from '../../ip/index.ts';
import type { Address } from '../../ip/index.ts';
import { lifecycleOf } from '../../model/lifecycle.ts';
import { vpcHolds } from '../../model/network.ts';
import type { Network } from '../../model/network.ts';
import type { Packet } from '../../packet/index.ts';
import type { Next } from '../../trace/next.ts';
import type { Note } from '../../trace/note.ts';
import type { Walk } from '../../trace/walk.ts';
import { attachmentOf } from '../on-premises-network/learned.ts';
import { announcedBy } from '../virtual-interface/announced.ts';
import { crossVirtualInterface } from '../virtual-interface/forward.ts';
import type { VirtualInterface } from '../virtual-interface/types.ts';
import type { DirectConnectGateway } from './types.ts';

/** A packet of the site enters by a virtual interface. */
export function crossDirectConnect(walk: Walk, virtual: VirtualInterface, packet: Packet): Next {
  const { network } = walk;
  const place = { kind: 'virtual-interface', id: virtual.id };
  if (!crossVirtualInterface(walk, virtual, packet, ['DX-1'])) return { step: 'ended' };
  if (virtual.type === 'public') return overPublicInterface(walk, virtual, packet);
  if (virtual.vpnGateway !== undefined)
    return { step: 'vpn-gateway', gateway: virtual.vpnGateway, link: virtual.id, packet };
  const gateway =
    virtual.directConnectGateway === undefined
      ? undefined
      : network.directConnectGateways.get(virtual.directConnectGateway);
  if (gateway === undefined) {
    walk.undecided(place, 'dx-gateway', packet, { detail: 'not-held', rules: ['EVAL-8'] });
    return { step: 'ended' };
  }
  return throughGateway(walk, gateway, virtual, packet);
}

/** DX-4, DX-6, DX-8: to the VPC or transit gateway that serves the destination; to another site by SiteLink only. */
function throughGateway(
  walk: Walk,
  gateway: DirectConnectGateway,
  virtual: VirtualInterface,
  packet: Packet,
): Next {
  const { network } = walk;
  const place = { kind: 'direct-connect-gateway', id: gateway.id };
  const passed = () => walk.record(place, 'dx-gateway', 'passed', packet, { rules: ['DX-4'] });
  for (const association of gateway.associations) {
    if (lifecycleOf(association.state) === 'unusable') continue;
    const { gateway: id, gatewayKind, allowedPrefixes } = association;
    if (gatewayKind === 'vpn-gateway' && virtual.type === 'private' && serves(network, id, packet.dst)) {
      passed();
      return { step: 'vpn-gateway', gateway: id, link: virtual.id, packet };
    }
    const isAllowed = allowedPrefixes.some((block) => containsAddress(block, packet.dst));
    if (gatewayKind === 'transit-gateway' && virtual.type === 'transit' && isAllowed) {
      const attachment = attachmentOf(network, 'direct-connect-gateway', gateway.id, id);
      if (attachment === undefined) continue;
      passed();
      return {
        step: 'transit-gateway',
        gateway: id,
        attachment: attachment.id,
        zone: undefined,
        packet,
        tag: [],
      };
    }
  }
  return toOtherSite(walk, gateway, virtual, packet);
}

function toOtherSite(
  walk: Walk,
  gateway: DirectConnectGateway,
  virtual: VirtualInterface,
  packet: Packet,
): Next {
  const place = { kind: 'direct-connect-gateway', id: gateway.id };
  const other = [...walk.network.virtualInterfaces.values()].find(
    (each) =>
      each.id !== virtual.id &&
      each.directConnectGateway === gateway.id &&
      announcedBy(each, walk.network).blocks.some((block) => containsAddress(block, packet.dst)),
  );
  if (other !== undefined && other.siteLink && virtual.siteLink) {
    walk.record(place, 'dx-gateway', 'passed', packet, { rules: ['DX-8'] });
    return { step: 'to-site', network: other.onPremisesNetwork, link: other.id, packet };
  }
  walk.drop(place, 'dx-gateway', packet, {
    detail: other === undefined ? 'no-route' : 'vif-to-vif',
    rules: other === undefined ? ['DX-6'] : ['DX-8', 'DX-6'],
    mendable: false,
  });
  return { step: 'ended' };
}

/** Whether the VPC behind a VGW holds an address. */
function serves(network: Network, gateway: string, address: Address): boolean {
  const vpc = network.vpnGateways.get(gateway)?.vpc;
  const held = vpc === undefined ? undefined : network.vpcs.get(vpc);
  return held !== undefined && vpcHolds(held, address);
}

/** DX-2, DX-3: Amazon's public addresses only, from addresses that the site announced; what answers there is not modelled. */
function overPublicInterface(walk: Walk, virtual: VirtualInterface, packet: Packet): Next {
  const place = { kind: 'virtual-interface', id: virtual.id };
  const own = announcedBy(virtual, walk.network).blocks.some((block) => containsAddress(block, packet.src));
  const inVpc = [...walk.network.vpcs.values()].some((vpc) => vpcHolds(vpc, packet.dst));
  if (!own || inVpc) {
    walk.drop(place, 'dx', packet, {
      detail: own ? 'private-destination' : 'foreign-source',
      rules: own ? ['DX-2'] : ['DX-3'],
      mendable: false,
    });
    return { step: 'ended' };
  }
  const text =
    'Which public addresses are Amazon’s is not in the input: what becomes of the packet is not known.';
  walk.undecided(place, 'dx', packet, {
    detail: 'not-held',
    rules: ['DX-3', 'EVAL-8'],
    notes: [{ kind: 'assumption', rule: 'DX-3', text }],
  });
  return { step: 'ended' };
}

/** The virtual interfaces over which a Direct Connect gateway reaches a destination, those of best preference (DX-13). */
export function interfacesTo(
  network: Network,
  gateway: string,
  type: 'private' | 'transit',
  destination: Address,
): VirtualInterface[] {
  const found = [...network.virtualInterfaces.values()].flatMap((virtual) => {
    if (virtual.directConnectGateway !== gateway || virtual.type !== type) return [];
    const lengths = announcedBy(virtual, network).blocks.flatMap((block) =>
      containsAddress(block, destination) ? [block.prefixLength] : [],
    );
    return lengths.length === 0 ? [] : [{ virtual, length: Math.max(...lengths) }];
  });
  found.sort(
    (a, b) =>
      b.length - a.length ||
      b.virtual.localPreference - a.virtual.localPreference ||
      a.virtual.asPathLength - b.virtual.asPathLength,
  );
  return found.map(({ virtual }) => virtual);
}

/** DX-7: at the Direct Connect end a packet turns round to another VPC whose blocks the site's announcement covers. */
export function turnAround(
  walk: Walk,
  virtual: VirtualInterface,
  from: string,
  packet: Packet,
): Next | undefined {
  const { network } = walk;
  const gateway =
    virtual.directConnectGateway === undefined
      ? undefined
      : network.directConnectGateways.get(virtual.directConnectGateway);
  const other = gateway?.associations.find(
    ({ gateway: id, gatewayKind }) =>
      gatewayKind === 'vpn-gateway' && id !== from && serves(network, id, packet.dst),
  );
  if (gateway === undefined || other === undefined) return undefined;
  const text =
    'AWS says both that VPCs on one Direct Connect gateway cannot reach each other and that they can where the site announces a block around both; the latter is followed.';
  const note: Note = { kind: 'uncertain', rule: 'DX-7', text };
  walk.record({ kind: 'direct-connect-gateway', id: gateway.id }, 'dx-gateway', 'passed', packet, {
    rules: ['DX-7'],
    notes: [note],
  });
  return { step: 'vpn-gateway', gateway: other.gateway, link: virtual.id, packet };
}
