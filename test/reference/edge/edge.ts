/**
 * The reference evaluator for hybrid networks: what a VPC connects to, written from edge.md as `evaluate.ts` is from
 * core.md. A packet that a route hands to a component of this part comes to `take`, and goes on by the core's steps when
 * it enters a VPC again.
 */
import { formatCidr } from '../address.ts';
import type { Beyond } from '../beyond.ts';
import { prepare, type PreparedTopology } from '../evaluate.ts';
import { get, type AddedRoute, type RouteTable, type Subnet } from '../prepared.ts';
import type { Topology, TopologyEni, TopologySecurityGroup } from '../topology.ts';
import { balance } from './balancer.ts';
import {
  endpointOf,
  interfacesOfEndpoints,
  leaveByGatewayEndpoint,
  refuseAtInterfaceEndpoint,
} from './endpoints.ts';
import { sawHalf, throughFirewall } from './firewall.ts';
import type { HybridBalancer, HybridFirewall, HybridTopology } from './hybrid.ts';
import { linksOf, passesTraffic, prepareEdge, type PreparedEdge } from './prepared-edge.ts';
import { siteEnd } from './site.ts';
import { enterFromVpc, usableAttachment } from './transit-gateway.ts';
import { leaveByVpnGateway } from './vpn-gateway.ts';

/** What the functions of this part share. */
export interface Edge {
  readonly prepared: PreparedEdge;
  readonly net: () => PreparedTopology;
  readonly subnets: () => ReadonlyMap<string, Subnet>;
  /** The route table associated with a virtual private gateway. */
  readonly gatewayTable: (vgw: string) => RouteTable | undefined;
  /** By interface: the interface endpoint it belongs to. */
  readonly endpointInterfaces: ReadonlyMap<string, string>;
}

/** Reads a hybrid network once; `evaluate` then takes any number of flows on it. */
export function prepareHybrid(topology: HybridTopology): PreparedTopology {
  const prepared = prepareEdge(topology);
  const { gatewayEndpoints = {}, interfaceEndpoints = {}, tgws = {}, vgws = {} } = topology;
  const firewallEndpoints = Object.values(topology.firewalls ?? {}).flatMap(({ endpoints }) =>
    Object.keys(endpoints),
  );
  const ids = new Set([
    ...Object.keys(tgws),
    ...Object.keys(vgws),
    ...Object.keys(gatewayEndpoints),
    ...firewallEndpoints,
  ]);
  const routes = [...propagated(topology, prepared), ...toGatewayEndpoints(topology)];
  const net = prepare(withEndpointInterfaces(topology), { ids, routes });
  const edge: Edge = {
    prepared,
    net: () => net,
    subnets: () => net.subnets,
    gatewayTable: (vgw) => (vgws[vgw]?.gatewayTable ? get(net.tables, gatewayTableId(vgw)) : undefined),
    endpointInterfaces: interfacesOfEndpoints(interfaceEndpoints),
  };
  return { ...net, beyond: beyondOf(edge, topology) };
}

function beyondOf(edge: Edge, topology: HybridTopology): Beyond {
  const { gatewayEndpoints = {}, interfaceEndpoints = {}, tgws = {}, vgws = {} } = topology;
  const balancerOf = (node: string): (HybridBalancer & { readonly id: string }) | undefined => {
    const found = Object.entries(topology.balancers ?? {}).find(([, { nodes }]) => nodes[node] !== undefined);
    return found && { ...found[1], id: found[0] };
  };
  const firewallOf = (id: string): HybridFirewall | undefined =>
    Object.values(topology.firewalls ?? {}).find(({ endpoints }) => endpoints[id] !== undefined);
  return {
    isUsable(vpc, id) {
      if (tgws[id]) return usableAttachment(edge, vpc, id) !== undefined; // TGW-38
      const vgw = vgws[id];
      if (vgw) return vgw.vpc === vpc.id && passesTraffic(vgw.state);
      if (firewallOf(id)) return firewallOf(id)?.vpc === vpc.id;
      const endpoint = gatewayEndpoints[id];
      return endpoint?.vpc === vpc.id && passesTraffic(endpoint.state);
    },
    take(walk, emitter, id, packet) {
      if (tgws[id]) return enterFromVpc(edge, walk, emitter, id, packet);
      if (vgws[id]) return leaveByVpnGateway(edge, walk, emitter, id, packet);
      const firewall = firewallOf(id);
      if (firewall) {
        const subnet = get(edge.subnets(), firewall.endpoints[id] ?? '');
        return throughFirewall(walk, emitter, { id, subnet, firewall }, packet);
      }
      const endpoint = gatewayEndpoints[id];
      if (!endpoint) throw new Error(`nothing is known of ${id}`);
      return leaveByGatewayEndpoint(walk, emitter, id, endpoint, packet);
    },
    findEnd(id) {
      const site = edge.prepared.sites.get(id);
      return site && siteEnd(edge, site);
    },
    receive(walk, eni, packet) {
      const balancer = balancerOf(eni.id);
      // What answers a health check comes to the node itself.
      if (balancer) return walk.half === 'forward' ? balance(walk, eni, balancer, packet) : undefined;
      const id = edge.endpointInterfaces.get(eni.id);
      if (id === undefined) return undefined;
      return refuseAtInterfaceEndpoint(walk, id, endpointOf(interfaceEndpoints, id), packet);
    },
    doubt: sawHalf,
  };
}

/** VPN-3: the prefixes that a gateway knows, in the tables it is propagated into. */
function propagated({ vgws = {} }: HybridTopology, prepared: PreparedEdge): AddedRoute[] {
  return Object.entries(vgws).flatMap(([target, { propagatesTo = [] }]) =>
    linksOf(prepared, target).flatMap(({ prefixes }) =>
      propagatesTo.flatMap((table) =>
        prefixes.map((cidr) => ({ table, destination: formatCidr(cidr), target, isPropagated: true })),
      ),
    ),
  );
}

/** VPCE-1. With an endpoint that is gone AWS takes its routes away. */
function toGatewayEndpoints({ gatewayEndpoints = {} }: HybridTopology): AddedRoute[] {
  return Object.entries(gatewayEndpoints).flatMap(([target, { service, tables, state }]) =>
    (passesTraffic(state) ? tables : []).map((table) => ({
      table,
      destination: service,
      target,
      isPropagated: false,
    })),
  );
}

/**
 * VPCE-12, ELB-1: the interfaces of endpoints and load balancers are interfaces of their subnets; the tables of VPN gateways
 * are tables.
 */
function withEndpointInterfaces(topology: HybridTopology): Topology {
  const { interfaceEndpoints = {}, balancers = {}, vgws = {} } = topology;
  const nodes = Object.values(balancers).flatMap((balancer) =>
    Object.entries(balancer.nodes).map(([id, { subnet, ip }]): [string, TopologyEni] => [
      id,
      { subnet, ip, sgs: balancer.sgs ?? [noGroups] },
    ]),
  );
  const enis = Object.values(interfaceEndpoints).flatMap(({ interfaces, sgs }) =>
    Object.entries(interfaces).map(([id, { subnet, ip }]): [string, TopologyEni] => [
      id,
      { subnet, ip, sgs },
    ]),
  );
  const tables = Object.entries(vgws).flatMap(([id, { gatewayTable }]) =>
    gatewayTable ? [[gatewayTableId(id), gatewayTable] as const] : [],
  );
  return {
    ...topology,
    enis: { ...topology.enis, ...Object.fromEntries([...enis, ...nodes]) },
    sgs: { ...topology.sgs, [noGroups]: everything },
    routeTables: { ...topology.routeTables, ...Object.fromEntries(tables) },
  };
}

/** SG-26, ELB-23: a network load balancer without groups filters nothing. */
const noGroups = 'no groups';
const everything: TopologySecurityGroup = {
  in: [['-1', '*', '0.0.0.0/0']],
  out: [['-1', '*', '0.0.0.0/0']],
};

function gatewayTableId(vgw: string): string {
  return `gateway:${vgw}`;
}
