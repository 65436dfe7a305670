/**
 * The internet gateway: out of a VPC, and in from the internet (IGW-1 to IGW-17, RT-16 to RT-19, GEN-5).
 */
import {
  containsAddress,
  firstAddress,
  isRfc1918,
  isRfc6598,
  isUniqueLocal,
  parseCidr,
  sameAddress,
} from '../../ip/index.ts';
import type { Address } from '../../ip/index.ts';
import type { VpcId } from '../../model/id.ts';
import type { Network } from '../../model/network.ts';
import { isReplyTo } from '../../packet/index.ts';
import type { Packet } from '../../packet/index.ts';
import type { Handed, Next } from '../../trace/next.ts';
import type { Note } from '../../trace/note.ts';
import type { DropExtras, Place, Walk } from '../../trace/walk.ts';
import { privateIpv4Of } from '../network-interface/addresses.ts';
import type { NetworkInterface } from '../network-interface/types.ts';
import { leaveModel } from '../other-resource/forward.ts';
import { enterEndpoint } from '../vpc-endpoint/forward.ts';
import { selectRoute } from '../route-table/effective.ts';
import type { Subnet } from '../subnet/types.ts';
import { evaluateBlockPublicAccess } from '../vpc-block-public-access-options/evaluate.ts';

/** GEN-5. */
const MOST_BYTES = 1500;
const SPLIT = 'An IPv4 packet that may be fragmented is split instead; most of today may not.';

/** Out: BPA, then the checks in the order of IGW-15, then the 1:1 translation (IGW-3). */
export function sendOutByInternetGateway(handed: Handed, walk: Walk): Next {
  const { packet, emitter } = handed;
  const { subnet } = emitter;
  const place = gatewayPlace(handed.id, subnet.vpc);
  const isHypothetical = walk.lenient && handed.id === `igw:${subnet.vpc}`;
  if (!walk.network.internetGateways.has(handed.id) && !isHypothetical) {
    // RT-24: the route is stated active and the model does not hold the gateway.
    walk.undecided(place, 'other-resource', packet, { detail: 'not-held', rules: ['RT-24', 'EVAL-8'] });
    return { step: 'ended' };
  }
  const access = evaluateBlockPublicAccess(walk.network, {
    subnet,
    byNatOrEgressOnly: emitter.kind === 'nat-gateway',
    openedFrom: walk.crossesGateway(subnet.vpc, 'out', packet),
  });
  if (!passAccess(walk, place, packet, access)) return { step: 'ended' };

  const owner = walk.network.lookup.ownerOf(subnet.vpc, packet.src);
  const isForeign = owner === undefined && emitter.kind !== 'unowned';
  const publicSource = publicAddressOf(walk.network, owner, packet.src);
  const redirect = redirectionOf(walk, handed.id, subnet, packet);
  const failing: DropExtras[] = [];
  const byTransit = emitter.kind === 'transit-gateway' ? (['GEN-7'] as const) : [];
  if (isForeign) {
    failing.push({ detail: 'foreign-source', rules: ['IGW-7', 'IGW-15', ...byTransit], mendable: false });
  } else if (publicSource === undefined) {
    const byNat = emitter.kind === 'nat-gateway' ? (['NAT-8'] as const) : [];
    // CNT-2: only the service can give its tasks a public address, and on instances none has one.
    const byTask = owner?.managedBy === 'ECS task' ? (['CNT-2'] as const) : [];
    const rules = [packet.src.family === 4 ? ('IGW-4' as const) : ('IGW-11' as const), ...byNat, ...byTask];
    const notes = byTask.length === 0 ? [] : [taskNote];
    failing.push({ detail: 'no-public-address', rules, notes, mendable: owner !== undefined });
  }
  if (isPrivate(packet.dst)) {
    const failure: DropExtras = { detail: 'private-destination', rules: ['IGW-5'], mendable: false };
    // TGW-26: a reply that a NAT gateway restored is told by where it should have gone, before whose it is.
    const isRestored = isForeign && emitter.kind === 'nat-gateway';
    if (isRestored) failing.unshift({ ...failure, rules: ['IGW-5', 'TGW-26'] });
    else failing.push(failure);
  }
  if (redirect !== undefined && redirect !== emitter.networkInterface?.id) {
    failing.push({ detail: 'ingress-redirection', rules: ['RT-19'], mendable: false });
  }
  // IGW-15: the first one decides; a lenient walk lists them all, and ends here if some can't be mended.
  for (const failure of failing) {
    if (!walk.drop(place, 'igw', packet, failure) && !walk.lenient) return { step: 'ended' };
  }
  if (failing.some(({ mendable }) => !mendable)) return { step: 'ended' };
  if (!walk.fits(place, 'igw', packet, MOST_BYTES, SPLIT)) return { step: 'ended' };
  const mapped =
    publicSource ??
    (owner !== undefined && packet.src.family === 4 ? walk.supposePublic(owner, packet.src) : packet.src);
  const notes: Note[] = [];
  if (redirect !== undefined) {
    const text =
      'What the appliance itself sends is taken to be exempt from the redirection of its own subnet.';
    notes.push({ kind: 'uncertain', rule: 'RT-19', text });
  }
  if (isNat64(packet.dst)) notes.push(nat64Note);
  const out: Packet = { ...packet, src: mapped };
  const translates = packet.src.family === 4;
  walk.record(place, 'igw', translates ? 'translated' : 'passed', packet, {
    ...(translates ? { rewritten: out } : {}),
    rules: [translates ? 'IGW-3' : 'V6-4'],
    notes,
  });
  return { step: 'internet', packet: out, from: subnet.vpc };
}

const taskNote: Note = {
  kind: 'hint',
  rule: 'CNT-2',
  text: 'A task of ECS has a public address only on Fargate, and only if its service assigns one. On instances it needs a NAT gateway or endpoints.',
};

/**
 * In: a packet from the internet to an address of the model (IGW-6, IGW-9, IGW-15, V6-10).
 *
 * The subnet's own route table is not asked on the way in; the gateway's is, if there is one (RT-16).
 */
export function enterFromInternet(packet: Packet, walk: Walk): Next {
  const { network } = walk;
  if (packet.dst.family === 6) return enterByIpv6(packet, walk);
  const found = network.lookup.publicOwnerOf(packet.dst) ?? walk.supposedPublicOwnerOf(packet.dst);
  const owner = found !== undefined && isMapped(network, found) ? found : undefined;
  if (found === undefined || owner === undefined) {
    const vpc = found?.networkInterface.vpc ?? vpcHolding(network, packet.dst);
    const place = vpc === undefined ? internetPlace : gatewayPlace(gatewayIdOf(network, vpc), vpc);
    walk.drop(place, 'igw', packet, { detail: 'no-owner', rules: ['IGW-6', 'IGW-17'], mendable: false });
    return { step: 'ended' };
  }
  const inside: Packet = { ...packet, dst: owner.privateIpv4.address };
  return enterVpc(walk, owner.networkInterface, packet, inside);
}

function enterByIpv6(packet: Packet, walk: Walk): Next {
  const { network } = walk;
  const vpc = network.lookup.vpcOfIpv6(packet.dst);
  const owner = vpc === undefined ? undefined : network.lookup.ownerOf(vpc, packet.dst);
  if (vpc === undefined || owner === undefined || !owner.attached || isUniqueLocal(packet.dst)) {
    const place = vpc === undefined ? internetPlace : gatewayPlace(gatewayIdOf(network, vpc), vpc);
    walk.drop(place, 'igw', packet, { detail: 'no-owner', rules: ['IGW-6', 'IGW-11'], mendable: false });
    return { step: 'ended' };
  }
  return enterVpc(walk, owner, packet, packet);
}

/** From "not attached" on, in the order of IGW-15. `inside` is the packet after the 1:1 translation. */
function enterVpc(walk: Walk, owner: NetworkInterface, packet: Packet, inside: Packet): Next {
  const { network } = walk;
  const { vpc } = owner;
  const egressOnly = network.lookup.egressOnlyInternetGatewayOf(vpc);
  const isEgressOnlyReply =
    egressOnly !== undefined &&
    walk.egressOnlyFlows.some((flow) => flow.gateway === egressOnly.id && isReplyTo(packet, flow.packet));
  if (isEgressOnlyReply) return enterByEgressOnly(walk, egressOnly.id, owner, packet);

  const gateway = network.lookup.internetGatewayOf(vpc);
  if (gateway === undefined && network.notHeld.has('internet-gateway')) {
    const text = `The input holds no internet gateways, and one may be attached to ${vpc}.`;
    walk.undecided(gatewayPlace(`igw:${vpc}`, vpc), 'igw', packet, {
      detail: 'not-held',
      rules: ['EVAL-8'],
      notes: [{ kind: 'assumption', rule: 'EVAL-8', text }],
    });
    return { step: 'ended' };
  }
  if (gateway === undefined && egressOnly !== undefined && packet.dst.family === 6) {
    const place = { kind: 'egress-only-internet-gateway', id: egressOnly.id, vpc };
    walk.drop(place, 'eigw', packet, { detail: 'no-state', rules: ['V6-6', 'V6-10'], mendable: false });
    return { step: 'ended' };
  }
  const place = gatewayPlace(gateway?.id ?? `igw:${vpc}`, vpc);
  if (gateway === undefined) {
    if (!walk.drop(place, 'igw', packet, { detail: 'not-attached', rules: ['IGW-10'], mendable: true })) {
      return { step: 'ended' };
    }
  }
  if (!walk.fits(place, 'igw', packet, MOST_BYTES, SPLIT)) return { step: 'ended' };
  const hop = gateway === undefined ? { kind: 'local' as const } : gatewayRoute(walk, gateway.id, inside.dst);
  const receiver = hop.kind === 'local' ? owner : (hop.networkInterface ?? owner);
  const entered = hop.kind === 'endpoint' ? hop.subnet : receiver.subnet;
  const subnet = entered === undefined ? undefined : network.subnets.get(entered);
  // Of what the walk does not go through the subnet is not known, and so neither is what BPA says there.
  if (subnet !== undefined && hop.kind !== 'beyond') {
    // BPA-4: what counts is the interface that talks to the gateway, which is the appliance's behind a redirection.
    const byNatOrEgressOnly = network.lookup.natGatewayOfInterface(receiver.id) !== undefined;
    const openedFrom = walk.crossesGateway(vpc, 'in', inside);
    const access = evaluateBlockPublicAccess(network, { subnet, byNatOrEgressOnly, openedFrom });
    if (!passAccess(walk, place, packet, access)) return { step: 'ended' };
  }
  const isFromPrivate = isPrivate(packet.src);
  if (isFromPrivate) {
    walk.drop(place, 'igw', packet, { detail: 'private-source', rules: ['IGW-6'], mendable: false });
    // IGW-15: a lenient walk lists what else fails at this crossing.
    if (!walk.lenient) return { step: 'ended' };
  }
  const translates = packet.dst.family === 4;
  const step = {
    ...(translates ? { rewritten: inside } : {}),
    rules: [translates ? ('IGW-3' as const) : ('V6-4' as const), 'IGW-9' as const],
    notes: returnRouteNotes(walk),
  };
  if (!isFromPrivate) walk.record(place, 'igw', translates ? 'translated' : 'passed', packet, step);
  if (hop.kind === 'interface' && packet.dst.family === 4 && !hasPublicAddress(hop.networkInterface)) {
    const detail = 'appliance-without-public-address';
    if (!walk.drop(place, 'igw', inside, { detail, rules: ['RT-17'], mendable: true }))
      return { step: 'ended' };
  }
  if (isFromPrivate) return { step: 'ended' };
  if (hop.kind === 'dead') {
    walk.drop(place, 'route-table', inside, {
      component: { kind: 'route-table', id: hop.table },
      detail: 'blackhole',
      rules: ['RT-17', 'RT-10'],
      mendable: false,
    });
    return { step: 'ended' };
  }
  if (hop.kind === 'endpoint') {
    walk.record(place, 'gateway-route-table', 'allowed', inside, {
      component: { kind: 'route-table', id: hop.table },
      rules: ['RT-16', 'GWLB-6'],
    });
    return enterEndpoint(walk, hop.id, inside);
  }
  if (hop.kind === 'beyond') return leaveModel({ id: hop.id, packet: inside }, walk);
  if (hop.kind === 'interface') {
    if (walk.comesAgain(hop.networkInterface.id, inside)) {
      walk.drop(place, 'route-table', inside, {
        component: { kind: 'route-table', id: hop.table },
        detail: 'routing-loop',
        rules: ['EVAL-5'],
        mendable: false,
      });
      return { step: 'ended' };
    }
    walk.record(place, 'gateway-route-table', 'allowed', inside, {
      component: { kind: 'route-table', id: hop.table },
      rules: ['RT-16', 'RT-17'],
    });
    return { step: 'hand-over', networkInterface: hop.networkInterface, packet: inside, tag: [] };
  }
  walk.record({ kind: 'vpc', id: vpc, vpc }, 'router', 'passed', inside);
  return { step: 'deliver', vpc, sameSubnet: undefined, packet: inside, tag: [] };
}

/** V6-6: the reply of a flow that the egress-only gateway let out. */
function enterByEgressOnly(walk: Walk, gateway: string, owner: NetworkInterface, packet: Packet): Next {
  const { vpc } = owner;
  const place = { kind: 'egress-only-internet-gateway', id: gateway, vpc };
  const subnet = walk.network.subnets.get(owner.subnet);
  if (subnet !== undefined) {
    const crossing = { subnet, byNatOrEgressOnly: true, openedFrom: 'inside' as const };
    if (!passAccess(walk, place, packet, evaluateBlockPublicAccess(walk.network, crossing)))
      return { step: 'ended' };
  }
  walk.record(place, 'eigw', 'passed', packet, { rules: ['V6-6'] });
  walk.record({ kind: 'vpc', id: vpc, vpc }, 'router', 'passed', packet);
  return { step: 'deliver', vpc, sameSubnet: undefined, packet, tag: [] };
}

/** BPA-7. */
export function passAccess(
  walk: Walk,
  place: Place,
  packet: Packet,
  access: { readonly allowed: boolean; readonly notes: readonly Note[] },
): boolean {
  if (!access.allowed) {
    return walk.drop(place, 'bpa', packet, {
      rules: ['BPA-2', 'BPA-7'],
      notes: access.notes,
      mendable: true,
    });
  }
  if (access.notes.length > 0)
    walk.record(place, 'bpa', 'allowed', packet, { rules: ['BPA-2'], notes: access.notes });
  return true;
}

const NAT64 = parseCidr('64:ff9b::/96');

function isNat64(address: Address): boolean {
  return NAT64 !== undefined && containsAddress(NAT64, address);
}

const nat64Note: Note = {
  kind: 'uncertain',
  rule: 'V6-8',
  text: '64:ff9b::/96 is not routed on the internet: NAT64 needs a route for it to a NAT gateway. The packet is followed out of the gateway all the same.',
};

type GatewayRoute =
  | { readonly kind: 'local' }
  | { readonly kind: 'interface'; readonly networkInterface: NetworkInterface; readonly table: string }
  /** GWLB-6: an endpoint, whose subnet the packet enters. */
  | {
      readonly kind: 'endpoint';
      readonly networkInterface: undefined;
      readonly id: string;
      readonly subnet: string | undefined;
      readonly table: string;
    }
  | {
      readonly kind: 'dead';
      readonly networkInterface: NetworkInterface | undefined;
      readonly table: string;
    }
  /** Something that the walk does not go through, or that only the route's own state speaks for (RT-24). */
  | { readonly kind: 'beyond'; readonly networkInterface: undefined; readonly id: string };

/** Where the gateway's own route table sends a private address (RT-16, RT-17, PATH-10). */
function gatewayRoute(walk: Walk, gateway: string, destination: Address): GatewayRoute {
  const table = walk.network.lookup.gatewayRouteTableOf(gateway);
  const effective = table === undefined ? undefined : walk.compiled.tableOf(table.id);
  const choice = effective === undefined ? undefined : selectRoute(effective, destination);
  if (table === undefined || choice?.kind !== 'route' || choice.route.target.kind === 'local')
    return { kind: 'local' };
  const { target } = choice.route;
  const endpoint = target.kind === 'vpc-endpoint' ? walk.network.vpcEndpoints.get(target.id) : undefined;
  if (endpoint?.type === 'gateway-load-balancer' && choice.route.state !== 'blackhole') {
    return {
      kind: 'endpoint',
      networkInterface: undefined,
      id: endpoint.id,
      subnet: endpoint.subnet,
      table: table.id,
    };
  }
  const candidates =
    target.kind === 'instance'
      ? walk.network.lookup.interfacesOfInstance(target.id)
      : [walk.network.networkInterfaces.get(target.id)];
  const networkInterface = candidates.length === 1 ? candidates[0] : undefined;
  // RT-16, RT-24: a Gateway Load Balancer endpoint takes the traffic, and so does what the model lacks and AWS calls active.
  const isStatedActive = choice.route.state === 'active' && !walk.network.byId.has(target.id);
  if (choice.route.state !== 'blackhole' && (walk.network.otherResources.has(target.id) || isStatedActive)) {
    return { kind: 'beyond', networkInterface: undefined, id: target.id };
  }
  const isStatedDead = choice.route.state === 'blackhole' || choice.route.state === 'filtered';
  if (networkInterface === undefined || !walk.isUp(networkInterface) || isStatedDead) {
    return { kind: 'dead', networkInterface, table: table.id };
  }
  return { kind: 'interface', networkInterface, table: table.id };
}

/**
 * RT-19: the interface that the gateway's table redirects a subnet's traffic to. The table's routes cover whole subnets
 * (RT-16), so any address of the subnet tells.
 */
function redirectionOf(walk: Walk, gateway: string, subnet: Subnet, packet: Packet): string | undefined {
  const block = packet.src.family === 4 ? subnet.cidrBlock : subnet.ipv6CidrBlocks[0];
  if (block === undefined) return undefined;
  const hop = gatewayRoute(walk, gateway, firstAddress(block));
  if (hop.kind === 'beyond') return hop.id;
  return hop.kind === 'interface' ? hop.networkInterface.id : undefined;
}

/** IGW-9, PATH-16: delivery does not ask the subnet's table, the reply does; which half fails is not documented. */
function returnRouteNotes(walk: Walk): Note[] {
  if (walk.leg === 'return') return [];
  return [
    {
      kind: 'hint',
      rule: 'IGW-9',
      text: "On the way in the subnet's route table is not asked; the reply's way out is.",
    },
  ];
}

/** The address a source has on the internet: mapped 1:1 in IPv4 (IGW-3, IGW-4), its own in IPv6 unless private (IGW-11). */
function publicAddressOf(
  network: Network,
  owner: NetworkInterface | undefined,
  source: Address,
): Address | undefined {
  // The source must be an attached interface (IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS).
  if (owner === undefined || !owner.attached) return undefined;
  if (source.family === 6) return isUniqueLocal(source) ? undefined : source;
  const own = privateIpv4Of(owner, source);
  return own === undefined || !isMapped(network, { networkInterface: owner, privateIpv4: own })
    ? undefined
    : own.publicIp;
}

/** IGW-17: an unattached interface maps nothing; a stopped instance keeps its Elastic IP only. */
function isMapped(
  network: Network,
  {
    networkInterface,
    privateIpv4,
  }: { networkInterface: NetworkInterface; privateIpv4: { publicIpIsElastic: boolean } },
): boolean {
  if (!networkInterface.attached) return false;
  const state =
    networkInterface.instance === undefined
      ? undefined
      : network.instances.get(networkInterface.instance)?.state;
  return privateIpv4.publicIpIsElastic || state === undefined || state === 'running' || state === 'pending';
}

function hasPublicAddress(networkInterface: NetworkInterface): boolean {
  return networkInterface.privateIpv4.some(({ publicIp }) => publicIp !== undefined);
}

function isPrivate(address: Address): boolean {
  return isRfc1918(address) || isRfc6598(address) || isUniqueLocal(address);
}

/** The VPC that an address which nobody answers for belongs to, so that a drop can name a gateway. */
function vpcHolding(network: Network, address: Address): VpcId | undefined {
  for (const vpc of network.vpcs.values()) {
    if (network.lookup.ownerOf(vpc.id, address) !== undefined) return vpc.id;
  }
  const unassociated = [...network.eips.values()].some((eip) => sameAddress(eip.publicIp, address));
  const [only, another] = [...network.internetGateways.values()];
  return unassociated && another === undefined ? only?.vpc : undefined;
}

function gatewayIdOf(network: Network, vpc: VpcId): string {
  return network.lookup.internetGatewayOf(vpc)?.id ?? `igw:${vpc}`;
}

function gatewayPlace(id: string, vpc: VpcId): Place {
  return { kind: 'internet-gateway', id, vpc };
}

const internetPlace: Place = { kind: 'internet', id: 'internet' };
