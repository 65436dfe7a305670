/**
 * The notation of hybrid networks: a topology of the core cases, and what its VPCs connect to.
 *
 * Objects are keyed by id, and a field that is absent has the default its comment names, as in `topology.ts`. Routes of
 * VPC tables name transit gateways and virtual private gateways by id.
 */
import type { ById, Topology, TopologyRouteTable } from '../topology.ts';

export interface HybridTopology extends Topology {
  readonly tgws?: ById<HybridTransitGateway>;
  readonly tgwTables?: ById<HybridTransitTable>;
  readonly attachments?: ById<HybridAttachment>;
  /** Peering attachments, by id. */
  readonly tgwPeerings?: ById<HybridTransitPeering>;
  readonly vgws?: ById<HybridVpnGateway>;
  readonly sites?: ById<HybridSite>;
  readonly vpns?: ById<HybridVpn>;
  readonly vifs?: ById<HybridVirtualInterface>;
  readonly dxgws?: ById<HybridDirectConnectGateway>;
  readonly gatewayEndpoints?: ById<HybridGatewayEndpoint>;
  readonly interfaceEndpoints?: ById<HybridInterfaceEndpoint>;
  readonly firewalls?: ById<HybridFirewall>;
  readonly balancers?: ById<HybridBalancer>;
}

export interface HybridTransitGateway {
  readonly region?: string;
  /** Default false, as AWS has it (TGW-25). */
  readonly groupReferences?: boolean;
  /** VPN ECMP support, default true. */
  readonly ecmp?: boolean;
  /** False: the tables belong to an account that is not in the model (TGW-41). */
  readonly tablesVisible?: boolean;
}

export interface HybridTransitTable {
  readonly tgw: string;
  /** Static routes: a CIDR to an attachment or peering attachment, or to `blackhole`. */
  readonly routes: ById<string>;
}

/** Exactly one of `vpc`, `vpn` and `dxgw`. */
export interface HybridAttachment {
  readonly tgw: string;
  readonly vpc?: string;
  /** Of a VPC: one subnet for each enabled zone. */
  readonly subnets?: readonly string[];
  readonly vpn?: string;
  readonly dxgw?: string;
  /** The associated table; absent for no association. */
  readonly table?: string;
  readonly propagatesTo?: readonly string[];
  /** Default false. */
  readonly applianceMode?: boolean;
  /** Default false. */
  readonly ipv6?: boolean;
  /** Default true. */
  readonly groupReferences?: boolean;
  /** A word of GEN-10; default `available`. */
  readonly state?: string;
}

export interface HybridTransitPeering {
  readonly a: HybridPeeringSide;
  readonly b: HybridPeeringSide;
  /** Default `available`. */
  readonly state?: string;
}

export interface HybridPeeringSide {
  readonly tgw: string;
  /** The table for what comes over the peering; absent for no association. */
  readonly table?: string;
}

export interface HybridVpnGateway {
  /** Absent when it is detached. */
  readonly vpc?: string;
  /** VPC tables that its routes are propagated into. */
  readonly propagatesTo?: readonly string[];
  /** The route table associated with it (VPN-9), in the words of VPC tables. */
  readonly gatewayTable?: TopologyRouteTable;
  /** Default `attached`. */
  readonly state?: string;
}

export interface HybridSite {
  /** Of both families. */
  readonly cidrs: readonly string[];
  /** Routes that its router has beside those learnt by BGP: a CIDR to a VPN connection or virtual interface. */
  readonly routes?: ById<string>;
}

export interface HybridVpn {
  readonly site: string;
  /** Absent when an attachment names the connection. */
  readonly vgw?: string;
  /** Static routes of the connection; absent for a connection with BGP. */
  readonly static?: readonly string[];
  /** By BGP; default all IPv4 blocks of the site. */
  readonly announces?: readonly string[];
  /** Default 1. */
  readonly asPath?: number;
  /** Default 0. */
  readonly med?: number;
  /** Default both up. */
  readonly tunnels?: readonly ('up' | 'down')[];
  /** Default `available`. */
  readonly state?: string;
}

export interface HybridVirtualInterface {
  readonly site: string;
  readonly type: 'private' | 'transit';
  /** One of `vgw` and `dxgw`. */
  readonly vgw?: string;
  readonly dxgw?: string;
  /** Default all blocks of the site. */
  readonly announces?: readonly string[];
  /** Default true. */
  readonly bgpUp?: boolean;
  /** Default 1. */
  readonly asPath?: number;
  /** Default `medium`. */
  readonly preference?: 'low' | 'medium' | 'high';
  /** Default false. */
  readonly siteLink?: boolean;
}

export interface HybridDirectConnectGateway {
  /** By virtual private gateway or transit gateway: the allowed prefixes. */
  readonly associations: ById<readonly string[]>;
}

export interface HybridGatewayEndpoint {
  readonly vpc: string;
  /** The prefix list of the service, `pl-x{a,b}`. */
  readonly service: string;
  /** The route tables that lead to it. */
  readonly tables: readonly string[];
  /** Default `full`: everybody may do everything. */
  readonly policy?: EndpointPolicy;
  /** Default `available`. */
  readonly state?: string;
}

export interface HybridInterfaceEndpoint {
  readonly vpc: string;
  /** By the id of the interface. */
  readonly interfaces: ById<{ readonly subnet: string; readonly ip: string }>;
  readonly sgs: readonly string[];
  /** Default `full`. */
  readonly policy?: EndpointPolicy;
  /** Default `available`. */
  readonly state?: string;
}

/** `deny` refuses every call, and what `other` lets through depends on the call. */
export type EndpointPolicy = 'full' | 'deny' | 'other';

/** A Network Firewall with endpoints in a VPC, which routes name. */
export interface HybridFirewall {
  readonly vpc: string;
  /** By endpoint: its subnet. */
  readonly endpoints: ById<string>;
  /** In any order. */
  readonly stateless: readonly HybridStatelessRule[];
  readonly statelessDefault: StatelessAction;
  /** `strict` order has default actions; absent: none, and what no rule names passes. */
  readonly order: 'action' | 'strict';
  readonly strictDefault?: 'aws:drop_strict';
  /** In the order in which they are written. */
  readonly stateful: readonly HybridStatefulRule[];
}

export type StatelessAction = 'pass' | 'drop' | 'forward';

/** Two rules never have the same priority. */
export interface HybridStatelessRule extends HybridFirewallTuple {
  readonly priority: number;
  readonly action: StatelessAction;
}

export interface HybridStatefulRule extends HybridFirewallTuple {
  readonly action: 'pass' | 'drop' | 'reject' | 'alert';
}

/** What is absent is any. */
export interface HybridFirewallTuple {
  readonly proto?: 'tcp' | 'udp' | 'icmp';
  readonly src?: string;
  readonly dst?: string;
  /** tcp and udp only. */
  readonly dport?: number;
}

/** An internal load balancer with targets by address, which it asks from its own: it keeps no client's address. */
export interface HybridBalancer {
  readonly vpc: string;
  readonly type: 'application' | 'network';
  /** By the id of the interface. */
  readonly nodes: ById<{ readonly subnet: string; readonly ip: string }>;
  /** Absent on a network load balancer without groups. */
  readonly sgs?: readonly string[];
  /** The one listener, for TCP. */
  readonly port: number;
  readonly targetPort: number;
  /** Addresses with their zone, or `all` for one outside the VPC. */
  readonly targets: readonly { readonly ip: string; readonly zone: string }[];
  /** Default: on for an application load balancer, off for a network load balancer. */
  readonly crossZone?: boolean;
}
