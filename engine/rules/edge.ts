/**
 * The rules of what a VPC connects to, by id: transit, hybrid, endpoints, inspection, load balancers, services, names,
 * cost. Ids that the core has too bear the prefix `edge:`.
 */
import type { Rule } from './rule.ts';

export const edgeRules = {
  // Shared by several components
  'GEN-1': {
    title: 'Interfaces of services use the table and ACL of their subnet',
    sources: ['doc: RTB', 'doc: TGW-nacl', 'doc: GWLBE'],
    certainty: 'documented',
  },
  'GEN-2': {
    title: 'No transit through the gateways of another VPC',
    sources: [
      'doc: PEER',
      'doc: GWE',
      'doc: TGW-nat',
      'doc: TGW-app',
      'RA: VGW_PRIVATE_IP_ASSOCIATION_FOR_EGRESS',
    ],
    certainty: 'documented',
  },
  'GEN-3': {
    title: 'Group references match private addresses of direct senders only',
    sources: ['doc: RTOPT', 'doc: NLB-sg'],
    certainty: 'documented',
  },
  'GEN-4': {
    title: 'Zones of different accounts are compared by id',
    sources: ['doc: TGW-share', 'doc: GWLBE', 'doc: EPS'],
    certainty: 'documented',
  },
  'GEN-5': {
    title: 'A packet larger than the path takes is dropped',
    sources: ['doc: TGW-quota', 'doc: MTU', 'doc: VPN-how', 'doc: GWE', 'doc: GWLB', 'doc: DX-vif'],
    certainty: 'uncertain',
  },
  'GEN-6': {
    title: 'The Amazon resolver is asked without filters, routes or firewalls',
    sources: ['doc: DNS'],
    certainty: 'documented',
  },
  'GEN-7': {
    title: 'A foreign source never leaves by an internet gateway',
    sources: ['doc: TGW-nat', 'doc: RTB'],
    certainty: 'documented',
  },
  'GEN-8': {
    title: 'Routes to what is gone still win and drop',
    sources: ['doc: RTB', 'doc: EIGW'],
    certainty: 'documented',
  },
  'GEN-9': {
    title: 'What is known by name only ends as unknown',
    sources: ['api: CreateRoute', 'RA: UNSUPPORTED_COMPONENT'],
    certainty: 'documented',
  },
  'GEN-10': {
    title: 'Only components in a working state pass traffic',
    sources: ['doc: TGWATT', 'doc: DX-pfx', 'api: DescribeTransitGatewayAttachments'],
    certainty: 'uncertain',
  },
  'GEN-11': {
    title: 'An interface of a service is that service, not a machine',
    sources: ['api: DescribeNetworkInterfaces'],
    certainty: 'api',
  },

  // Transit gateway
  'TGW-1': {
    title: 'Kinds of attachment, one for each VPC',
    sources: ['doc: TGW-how', 'doc: TGW-quota'],
    certainty: 'documented',
  },
  'TGW-2': {
    title: 'A VPC attachment has one subnet in each enabled zone',
    sources: ['doc: TGW-how', 'doc: TGWATT'],
    certainty: 'documented',
  },
  'TGW-3': {
    title: 'A sender needs an attachment subnet in its own zone',
    sources: ['doc: TGWATT'],
    certainty: 'documented',
  },
  'TGW-4': {
    title: 'Towards a VPC any enabled zone reaches every subnet',
    sources: ['doc: TGW-how', 'doc: TGWATT'],
    certainty: 'documented',
  },
  'TGW-5': {
    title: 'Each attachment is associated with at most one table',
    sources: ['doc: TGW-how', 'doc: TGW-skill'],
    certainty: 'documented',
  },
  'TGW-6': {
    title: 'Propagation makes an attachment reachable for a table',
    sources: ['doc: TGW-how', 'doc: TGW-peer'],
    certainty: 'documented',
  },
  'TGW-7': {
    title: 'The default table takes every new attachment',
    sources: ['doc: TGW-how', 'doc: TGW-skill'],
    certainty: 'documented',
  },
  'TGW-8': {
    title: 'The longest prefix of the associated table decides',
    sources: ['doc: TGW-how', 'doc: TGW-iso'],
    certainty: 'documented',
  },
  'TGW-9': {
    title: 'Order of equal prefixes in a transit gateway table',
    sources: ['doc: TGW-how'],
    certainty: 'documented',
  },
  'TGW-10': { title: 'A blackhole drops what it wins', sources: ['doc: TGW-how'], certainty: 'documented' },
  'TGW-11': {
    title: 'One static route for a prefix in a table',
    sources: ['doc: TGW-quota'],
    certainty: 'documented',
  },
  'TGW-12': {
    title: 'Overlapping VPC blocks: the later one is not propagated',
    sources: ['doc: TGWATT'],
    certainty: 'documented',
  },
  'TGW-13': {
    title: "A transit gateway does not check the destination's VPC",
    sources: ['doc: TGW-nat'],
    certainty: 'documented',
  },
  'TGW-14': {
    title: 'Equal-cost routes are used together',
    sources: ['doc: TGW-how', 'doc: TGW-conn', 'doc: VPNRT'],
    certainty: 'uncertain',
  },
  'TGW-15': {
    title: 'VPC subnets need their own routes to the transit gateway',
    sources: ['doc: TGW-how', 'doc: RTOPT'],
    certainty: 'documented',
  },
  'TGW-16': {
    title: 'Without appliance mode a packet keeps its zone',
    sources: ['doc: TGW-app'],
    certainty: 'documented',
  },
  'TGW-17': {
    title: 'Appliances in two zones see half of the flow each',
    sources: ['doc: TGW-app', 'doc: NFW-asym'],
    certainty: 'documented',
  },
  'TGW-18': {
    title: 'Appliance mode keeps a flow in one zone',
    sources: ['doc: TGW-app', 'doc: AWS networking blog', 'doc: Cloud WAN guide'],
    certainty: 'uncertain',
  },
  'TGW-19': {
    title: 'Ends in one zone stay in it without appliance mode',
    sources: ['doc: TGW-app'],
    certainty: 'documented',
  },
  'TGW-20': {
    title: "Towards the gateway the attachment subnet's inbound rules apply",
    sources: ['doc: TGW-nacl'],
    certainty: 'documented',
  },
  'TGW-21': {
    title: "From the gateway the attachment subnet's outbound rules apply",
    sources: ['doc: TGW-nacl'],
    certainty: 'documented',
  },
  'TGW-22': {
    title: 'From a shared subnet to the gateway both directions apply',
    sources: ['doc: TGW-nacl'],
    certainty: 'documented',
  },
  'TGW-23': {
    title: 'From the gateway into a shared subnet no rule applies',
    sources: ['doc: TGW-nacl'],
    certainty: 'documented',
  },
  'TGW-24': {
    title: 'No security group at the transit gateway',
    sources: ['doc: TGW-how'],
    certainty: 'documented',
  },
  'TGW-25': {
    title: 'Group references across a transit gateway: inbound and switched on',
    sources: ['doc: TGW-sg', 'doc: TGWATT'],
    certainty: 'uncertain',
  },
  'TGW-26': {
    title: 'Central egress through the NAT gateway of another VPC',
    sources: ['doc: TGW-nat'],
    certainty: 'documented',
  },
  'TGW-27': {
    title: 'Spokes of one table reach each other',
    sources: ['doc: TGW-nat'],
    certainty: 'documented',
  },
  'TGW-28': {
    title: 'Isolated spokes with shared services',
    sources: ['doc: TGW-iso'],
    certainty: 'documented',
  },
  'TGW-29': {
    title: 'Inspection needs a table of its own',
    sources: ['doc: TGW-skill'],
    certainty: 'documented',
  },
  'TGW-30': {
    title: 'Attachments and endpoints that inspect have subnets of their own',
    sources: ['doc: TGW-skill', 'doc: TGW-app'],
    certainty: 'documented',
  },
  'TGW-31': {
    title: 'Peered transit gateways have static routes on both sides',
    sources: ['doc: TGW-peer', 'doc: TGW-quota'],
    certainty: 'documented',
  },
  'TGW-32': {
    title: 'A static VPN needs static routes in the table',
    sources: ['doc: TGW-how', 'doc: TGW-skill'],
    certainty: 'documented',
  },
  'TGW-33': {
    title: 'Connect attachments carry GRE and BGP',
    sources: ['doc: TGW-conn', 'doc: TGW-quota'],
    certainty: 'documented',
  },
  'TGW-34': {
    title: 'Multicast needs a multicast domain of a transit gateway',
    sources: ['doc: TGW-mc'],
    certainty: 'documented',
  },
  'TGW-35': {
    title: 'Sharing does not change the path',
    sources: ['doc: TGW-share'],
    certainty: 'documented',
  },
  'TGW-36': {
    title: 'A transit gateway serves its own Region',
    sources: ['doc: TGW-how'],
    certainty: 'documented',
  },
  'TGW-37': {
    title: 'IPv6 support decides about propagation only',
    sources: ['api: DescribeTransitGateways'],
    certainty: 'api',
  },
  'TGW-38': {
    title: 'A route to an unusable attachment is a blackhole',
    sources: ['doc: TGWATT', 'doc: TGW-how'],
    certainty: 'documented',
  },
  'TGW-39': {
    title: 'Default tables act when an attachment is made',
    sources: ['api: DescribeTransitGateways', 'doc: TGW-how'],
    certainty: 'documented',
  },
  'TGW-40': {
    title: 'Routes in force decide over what should be there',
    sources: ['api: SearchTransitGatewayRoutes'],
    certainty: 'api',
  },
  'TGW-41': {
    title: 'Tables of another account are not visible',
    sources: ['doc: TGW-share', 'api: DescribeTransitGateways'],
    certainty: 'documented',
  },

  // Virtual private gateway and Site-to-Site VPN
  'VPN-1': {
    title: 'One virtual private gateway for a VPC, and one VPC for it',
    sources: ['doc: VPN-how'],
    certainty: 'documented',
  },
  'VPN-2': {
    title: 'One tunnel up makes a VPN connection usable',
    sources: ['doc: VPN-how', 'doc: VPNRT'],
    certainty: 'documented',
  },
  'VPN-3': {
    title: 'VPC routes to a site: static or propagated',
    sources: ['doc: VPNRT', 'doc: RTB'],
    certainty: 'documented',
  },
  'VPN-4': {
    title: 'A virtual private gateway forwards to prefixes that it knows only',
    sources: ['doc: VPNRT'],
    certainty: 'documented',
  },
  'VPN-5': {
    title: 'Prefixes of a site: static routes, or learnt by BGP',
    sources: ['doc: VPNRT', 'doc: VPN-how'],
    certainty: 'documented',
  },
  'VPN-6': {
    title: 'For an equal prefix a static VPC route beats a propagated one',
    sources: ['doc: RTB', 'doc: VPNRT'],
    certainty: 'documented',
  },
  'VPN-7': {
    title: 'Local beats propagated routes, more specific ones too',
    sources: ['doc: VPNRT'],
    certainty: 'documented',
  },
  'VPN-8': {
    title: 'Preference among equal prefixes in a virtual private gateway',
    sources: ['doc: VPNRT'],
    certainty: 'documented',
  },
  'VPN-9': {
    title: 'From a virtual private gateway into its VPC',
    sources: ['doc: RTB'],
    certainty: 'documented',
  },
  'VPN-10': {
    title: 'Sites reach interfaces of the VPC, not its gateways or peers',
    sources: ['doc: PEER', 'doc: IFE', 'doc: NLB'],
    certainty: 'documented',
  },
  'VPN-11': {
    title: 'No IPv6 over a VPN on a virtual private gateway',
    sources: ['doc: VPN-v6', 'doc: RTOPT'],
    certainty: 'documented',
  },
  'VPN-12': {
    title: 'A customer gateway may be behind NAT',
    sources: ['doc: VPN-how'],
    certainty: 'documented',
  },
  'VPN-13': {
    title: 'CloudHub: sites on one gateway reach each other by BGP',
    sources: ['doc: VPN-hub'],
    certainty: 'uncertain',
  },
  'VPN-14': {
    title: 'Accelerated VPN does not change the path',
    sources: ['doc: VPN-acc'],
    certainty: 'documented',
  },
  'VPN-15': {
    title: 'Private IP VPN ranks before VPN over the internet',
    sources: ['doc: VPN-priv'],
    certainty: 'documented',
  },
  'VPN-16': {
    title: 'Tunnel bandwidth has no verdict effect',
    sources: ['doc: VPN-how', 'doc: VPN-skill'],
    certainty: 'documented',
  },
  'VPN-17': {
    title: 'VPN spreads over equal paths on a transit gateway only',
    sources: ['doc: VPNRT'],
    certainty: 'documented',
  },
  'VPN-18': {
    title: 'ASNs of both sides of a VPN differ',
    sources: ['doc: VPN-skill'],
    certainty: 'documented',
  },
  'VPN-19': {
    title: 'A site sends only what its router has a route for',
    sources: ['doc: TGW-how', 'doc: VPNRT'],
    certainty: 'documented',
  },
  'VPN-20': {
    title: 'All tunnels down stop traffic, one down does not',
    sources: ['api: DescribeVpnConnections', 'doc: VPN-how'],
    certainty: 'uncertain',
  },

  // Direct Connect
  'DX-1': { title: 'Kinds of virtual interface', sources: ['doc: DX-vif'], certainty: 'documented' },
  'DX-2': {
    title: 'Private interfaces lead to no public address, nor the reverse',
    sources: ['doc: DX-vif', 'doc: DX-bgp'],
    certainty: 'documented',
  },
  'DX-3': {
    title: 'A public virtual interface takes announced sources only',
    sources: ['doc: DX-bgp'],
    certainty: 'documented',
  },
  'DX-4': {
    title: 'A Direct Connect gateway serves one kind of gateway',
    sources: ['doc: DX-gw', 'doc: DX-misc', 'doc: DX-skill'],
    certainty: 'documented',
  },
  'DX-5': {
    title: 'VPCs on one Direct Connect gateway do not overlap',
    sources: ['doc: DX-gw'],
    certainty: 'documented',
  },
  'DX-6': {
    title: 'No transit between VPCs or sites through a Direct Connect gateway',
    sources: ['doc: DX-gw'],
    certainty: 'documented',
  },
  'DX-7': {
    title: 'A supernet from the site joins VPCs on one Direct Connect gateway',
    sources: ['doc: DX-gw', 'doc: DX-skill'],
    certainty: 'uncertain',
  },
  'DX-8': {
    title: 'SiteLink on at both ends joins sites',
    sources: ['doc: DX-vif', 'doc: DX-skill'],
    certainty: 'documented',
  },
  'DX-9': {
    title: 'Allowed prefixes filter what a virtual private gateway announces',
    sources: ['doc: DX-pfx'],
    certainty: 'documented',
  },
  'DX-10': {
    title: 'Allowed prefixes are what a transit gateway association announces',
    sources: ['doc: DX-pfx', 'doc: DX-skill'],
    certainty: 'documented',
  },
  'DX-11': {
    title: 'ASNs around a Direct Connect gateway differ',
    sources: ['doc: DX-gw'],
    certainty: 'documented',
  },
  'DX-12': {
    title: 'Direct Connect before VPN for an equal prefix',
    sources: ['doc: VPNRT', 'doc: TGW-how'],
    certainty: 'documented',
  },
  'DX-13': {
    title: 'Preference among virtual interfaces',
    sources: ['doc: DX-bgp'],
    certainty: 'documented',
  },
  'DX-14': {
    title: 'Direct Connect does not encrypt by itself',
    sources: ['doc: DX-misc', 'doc: VPN-priv'],
    certainty: 'documented',
  },
  'DX-15': {
    title: 'A link aggregation group needs its minimum of links',
    sources: ['doc: DX-misc'],
    certainty: 'documented',
  },
  'DX-16': {
    title: 'Resiliency is counted in devices and locations',
    sources: ['doc: DX-skill'],
    certainty: 'documented',
  },
  'DX-17': {
    title: 'Speeds of connections, and one interface on a hosted one',
    sources: ['doc: DX-skill', 'doc: DX-misc'],
    certainty: 'documented',
  },
  'DX-18': {
    title: 'Arrival from Direct Connect in a VPC',
    sources: ['doc: RTOPT'],
    certainty: 'documented',
  },
  'DX-19': {
    title: 'Too many prefixes take a BGP session down',
    sources: ['doc: DX-misc'],
    certainty: 'documented',
  },

  // VPC endpoints
  'VPCE-1': {
    title: 'A gateway endpoint is a route target for one service',
    sources: ['doc: GWE', 'RA: VPCE_GATEWAY_PROTOCOL_RESTRICTION'],
    certainty: 'documented',
  },
  'VPCE-2': {
    title: 'A longer route beats a gateway endpoint',
    sources: ['doc: GWE'],
    certainty: 'documented',
  },
  'VPCE-3': {
    title: 'A gateway endpoint covers its own Region only',
    sources: ['doc: GWE'],
    certainty: 'documented',
  },
  'VPCE-4': {
    title: 'Groups must let traffic out to the service',
    sources: ['doc: GWE'],
    certainty: 'documented',
  },
  'VPCE-5': {
    title: "Network ACLs see the service's public addresses",
    sources: ['doc: GWE'],
    certainty: 'documented',
  },
  'VPCE-6': {
    title: 'The service sees the private address of the sender',
    sources: ['doc: GWE'],
    certainty: 'documented',
  },
  'VPCE-7': {
    title: 'A gateway endpoint serves its own VPC only',
    sources: ['doc: GWE', 'doc: PEER'],
    certainty: 'uncertain',
  },
  'VPCE-8': {
    title: 'Behind a gateway endpoint names give public addresses',
    sources: ['doc: GWE'],
    certainty: 'documented',
  },
  'VPCE-9': {
    title: 'A policy of its own decides by the call',
    sources: ['doc: GWE'],
    certainty: 'documented',
  },
  'VPCE-10': {
    title: 'A table uses one gateway endpoint for a service',
    sources: ['doc: GWE'],
    certainty: 'documented',
  },
  'VPCE-11': {
    title: 'Address families of a gateway endpoint',
    sources: ['doc: GWE', 'doc: GWE-new'],
    certainty: 'documented',
  },
  'VPCE-12': {
    title: 'An interface endpoint has one interface in each subnet',
    sources: ['doc: IFE'],
    certainty: 'documented',
  },
  'VPCE-13': {
    title: 'The groups of an interface endpoint let clients in',
    sources: ['doc: IFE'],
    certainty: 'documented',
  },
  'VPCE-14': {
    title: 'An endpoint opens no connections into its VPC',
    sources: ['doc: IFE'],
    certainty: 'documented',
  },
  'VPCE-15': {
    title: 'Clients anywhere in the VPC use any endpoint interface',
    sources: ['doc: IFE'],
    certainty: 'documented',
  },
  'VPCE-16': {
    title: 'Private DNS of an endpoint answers the whole VPC',
    sources: ['doc: IFE', 'doc: DNS'],
    certainty: 'documented',
  },
  'VPCE-17': {
    title: 'Interface endpoints are reached over peering, transit and VPN',
    sources: ['doc: IFE', 'doc: LAM', 'doc: PHZ'],
    certainty: 'documented',
  },
  'VPCE-18': {
    title: 'Private names of S3 may be for resolver inbound endpoints',
    sources: ['doc: IFE', 'api: DnsOptions'],
    certainty: 'documented',
  },
  'VPCE-19': {
    title: 'An endpoint leads to its own Region unless it states another',
    sources: ['doc: EPS'],
    certainty: 'uncertain',
  },
  'VPCE-20': {
    title: 'An interface endpoint must be available',
    sources: ['doc: IFE', 'doc: EPS'],
    certainty: 'documented',
  },
  'VPCE-21': {
    title: 'PrivateLink: endpoint, load balancer, target, no routes between VPCs',
    sources: ['doc: EPS', 'doc: AWS VPC Connectivity Options'],
    certainty: 'documented',
  },
  'VPCE-22': {
    title: 'Targets behind PrivateLink see the load balancer',
    sources: ['doc: NLB'],
    certainty: 'documented',
  },
  'VPCE-23': {
    title: 'Load balancer groups see the client behind PrivateLink',
    sources: ['doc: NLB-sg'],
    certainty: 'documented',
  },
  'VPCE-24': {
    title: "PrivateLink uses the load balancer's node of the same zone",
    sources: ['doc: EPS', 'doc: NLB'],
    certainty: 'documented',
  },
  'VPCE-25': {
    title: 'A service of a customer has private names as others do',
    sources: ['doc: EPS'],
    certainty: 'documented',
  },
  'VPCE-26': {
    title: 'A resource endpoint reaches one resource through a resource gateway',
    sources: ['doc: RES'],
    certainty: 'documented',
  },
  'VPCE-27': {
    title: 'The resource sees the resource gateway',
    sources: ['doc: RES'],
    certainty: 'uncertain',
  },
  'VPCE-28': {
    title: 'Service network endpoints are unknown beyond their interface',
    sources: ['doc: RES'],
    certainty: 'uncertain',
  },
  'VPCE-29': {
    title: 'Names of an endpoint give interfaces of all zones or one',
    sources: ['doc: IFE', 'doc: EPS'],
    certainty: 'documented',
  },
  'VPCE-30': {
    title: 'Without private DNS the usual name stays public',
    sources: ['doc: S3PL'],
    certainty: 'documented',
  },
  'VPCE-31': {
    title: 'Private names may answer resolver inbound endpoints only',
    sources: ['api: DnsOptions'],
    certainty: 'documented',
  },
  'VPCE-32': {
    title: 'Beyond an endpoint of another account nothing is checked',
    sources: ['doc: EPS'],
    certainty: 'documented',
  },

  // Gateway Load Balancer
  'GWLB-1': {
    title: 'GENEVE carries every packet to appliances and back',
    sources: ['doc: GWLB'],
    certainty: 'documented',
  },
  'GWLB-2': { title: 'Appliance groups must let GENEVE in', sources: ['doc: GWLB'], certainty: 'documented' },
  'GWLB-3': {
    title: 'A Gateway Load Balancer endpoint is a route target in one subnet',
    sources: ['doc: GWLBE'],
    certainty: 'documented',
  },
  'GWLB-4': {
    title: "After inspection the endpoint's subnet routes on",
    sources: ['doc: GWLB'],
    certainty: 'documented',
  },
  'GWLB-5': {
    title: 'Endpoints and what they inspect are in different subnets',
    sources: ['doc: GWLB'],
    certainty: 'documented',
  },
  'GWLB-6': {
    title: 'Inspection of what comes from the internet',
    sources: ['doc: RTB'],
    certainty: 'documented',
  },
  'GWLB-7': {
    title: "A virtual private gateway's table cannot use such an endpoint",
    sources: ['doc: RTB'],
    certainty: 'documented',
  },
  'GWLB-8': {
    title: 'Appliances drop replies whose request did not pass them',
    sources: ['doc: GWLB'],
    certainty: 'documented',
  },
  'GWLB-9': {
    title: "Appliances of the endpoint's own zone unless cross-zone is on",
    sources: ['doc: GWLB'],
    certainty: 'uncertain',
  },
  'GWLB-10': {
    title: 'No Gateway Load Balancer in a shared subnet, no oversized packet',
    sources: ['doc: GWLB'],
    certainty: 'documented',
  },
  'GWLB-11': {
    title: 'Inspection between subnets, never inside one',
    sources: ['doc: RTB', 'doc: RTOPT'],
    certainty: 'documented',
  },
  'GWLB-12': {
    title: 'A plain appliance: check off, running, a subnet of its own',
    sources: ['doc: RTB', 'doc: RTOPT'],
    certainty: 'documented',
  },

  // Network Firewall
  'NFW-1': {
    title: 'Firewall endpoints are Gateway Load Balancer endpoints',
    sources: ['doc: VPC guide', 'doc: NFW-asym'],
    certainty: 'documented',
  },
  'NFW-2': {
    title: 'Stateless rules by priority, the first match wins',
    sources: ['doc: NFW-proc'],
    certainty: 'documented',
  },
  'NFW-3': {
    title: 'Stateless actions: pass, drop, forward',
    sources: ['doc: NFW-proc'],
    certainty: 'documented',
  },
  'NFW-4': {
    title: 'Without a stateless match the default action applies',
    sources: ['doc: NFW-proc'],
    certainty: 'documented',
  },
  'NFW-5': {
    title: 'Action order: pass before drop, no match passes',
    sources: ['doc: NFW-ord'],
    certainty: 'documented',
  },
  'NFW-6': {
    title: 'A flow that was passed stays passed',
    sources: ['doc: NFW-ord'],
    certainty: 'documented',
  },
  'NFW-7': {
    title: 'Strict order: the first match decides',
    sources: ['doc: NFW-ord'],
    certainty: 'documented',
  },
  'NFW-8': {
    title: 'Default actions of strict order',
    sources: ['doc: NFW-ord', 'api: StatefulDefaultActions'],
    certainty: 'uncertain',
  },
  'NFW-9': {
    title: 'The reply of a passed flow needs no rule',
    sources: ['doc: VPC guide'],
    certainty: 'documented',
  },
  'NFW-10': {
    title: 'Both directions must cross the same firewall endpoint',
    sources: ['doc: NFW-asym', 'doc: RTB'],
    certainty: 'uncertain',
  },
  'NFW-11': {
    title: 'A one-way stateless pass shows half of a flow',
    sources: ['doc: NFW-asym'],
    certainty: 'documented',
  },
  'NFW-12': {
    title: 'Home of a firewall is its VPC unless set',
    sources: ['doc: NFW-tgw', 'doc: NFW-proc'],
    certainty: 'documented',
  },
  'NFW-13': {
    title: 'An allow list of domains drops other names only',
    sources: ['doc: NFW-ord'],
    certainty: 'uncertain',
  },
  'NFW-14': {
    title: 'A firewall does not translate addresses',
    sources: ['doc: NFW-asym'],
    certainty: 'documented',
  },
  'NFW-15': {
    title: 'Egress by firewall and NAT needs the way back',
    sources: ['doc: NFW-asym'],
    certainty: 'documented',
  },
  'NFW-16': {
    title: 'What a firewall does not see',
    sources: ['doc: Network Firewall guide'],
    certainty: 'documented',
  },
  'NFW-17': {
    title: 'Firewalls behind a transit gateway need appliance mode',
    sources: ['doc: NFW-asym'],
    certainty: 'documented',
  },
  'NFW-18': {
    title: 'Flows that start mid-stream follow the stream exception policy',
    sources: ['api: StatefulEngineOptions'],
    certainty: 'api',
  },
  'NFW-19': {
    title: 'Action order where the order is not stated',
    sources: ['api: StatefulEngineOptions'],
    certainty: 'api',
  },
  'NFW-20': {
    title: 'A firewall attached to a transit gateway',
    sources: ['doc: NFW-tgw'],
    certainty: 'documented',
  },
  'NFW-21': {
    title: 'Managed rule groups cannot be read',
    sources: ['doc: NFW-ord', 'api: StatefulRuleGroupOverride'],
    certainty: 'uncertain',
  },
  'NFW-22': {
    title: 'Rules with options that are not modelled',
    sources: ['doc: AWS reachability detail codes'],
    certainty: 'documented',
  },
  'NFW-23': {
    title: 'An attached firewall has no subnets, tables or groups',
    sources: ['doc: NFW-tgw'],
    certainty: 'documented',
  },

  // Elastic Load Balancing
  'ELB-1': {
    title: 'A node in each enabled zone, asked by name',
    sources: ['doc: ELB-how'],
    certainty: 'documented',
  },
  'ELB-2': {
    title: 'An internet-facing load balancer needs its way out',
    sources: ['doc: ELB-how'],
    certainty: 'documented',
  },
  'ELB-3': {
    title: 'An internal load balancer has no public address',
    sources: ['doc: ELB-how', 'doc: NLB'],
    certainty: 'documented',
  },
  'ELB-4': {
    title: 'The listener decides port and protocol',
    sources: ['doc: ELB-how', 'doc: NLB'],
    certainty: 'documented',
  },
  'ELB-5': {
    title: 'Types of target, and where they may be',
    sources: ['doc: NLB', 'doc: ALB'],
    certainty: 'documented',
  },
  'ELB-6': {
    title: 'Targets in zones that are not enabled are unused',
    sources: ['doc: ELB-how'],
    certainty: 'documented',
  },
  'ELB-7': {
    title: 'Only healthy targets get traffic, all if none is',
    sources: ['doc: ELB-how', 'doc: NLB', 'doc: ALB'],
    certainty: 'documented',
  },
  'ELB-8': {
    title: 'Cross-zone balancing and its defaults',
    sources: ['doc: ELB-how', 'doc: NLB'],
    certainty: 'documented',
  },
  'ELB-9': {
    title: 'An application load balancer needs two zones',
    sources: ['doc: ALB'],
    certainty: 'documented',
  },
  'ELB-10': {
    title: "The load balancer's groups let clients in",
    sources: ['doc: ALB'],
    certainty: 'documented',
  },
  'ELB-11': {
    title: "The second leg comes from the node's private address",
    sources: ['doc: ALB', 'doc: ELB-how'],
    certainty: 'documented',
  },
  'ELB-12': {
    title: "The load balancer's groups let the second leg out",
    sources: ['doc: ALB'],
    certainty: 'documented',
  },
  'ELB-13': {
    title: 'Targets answer the node by its private address',
    sources: ['doc: ELB-how'],
    certainty: 'documented',
  },
  'ELB-14': {
    title: 'Network ACLs on both legs',
    sources: ['doc: ALB', 'doc: NLB'],
    certainty: 'documented',
  },
  'ELB-15': {
    title: 'Clients in the VPC reach a public load balancer from outside',
    sources: ['rule: GEN-3'],
    certainty: 'derived',
  },
  'ELB-16': {
    title: 'An internal load balancer sees private sources and groups',
    sources: ['doc: ALB'],
    certainty: 'documented',
  },
  'ELB-17': {
    title: 'Internal load balancers refuse IPv6 from internet gateways',
    sources: ['doc: ALB', 'doc: NLB', 'api: LoadBalancerAttribute'],
    certainty: 'documented',
  },
  'ELB-18': {
    title: 'A function as target has no leg into a VPC',
    sources: ['doc: ALB'],
    certainty: 'documented',
  },
  'ELB-19': {
    title: 'A network load balancer has one address in each zone',
    sources: ['doc: NLB'],
    certainty: 'documented',
  },
  'ELB-20': {
    title: "When the client's address is kept",
    sources: ['doc: NLB', 'doc: NLB-sg'],
    certainty: 'documented',
  },
  'ELB-21': {
    title: 'Kept: only the destination is rewritten',
    sources: ['doc: NLB'],
    certainty: 'documented',
  },
  'ELB-22': {
    title: "Targets for which the client's address cannot be kept",
    sources: ['doc: NLB', 'doc: NLB-sg'],
    certainty: 'uncertain',
  },
  'ELB-23': {
    title: 'Without groups a network load balancer filters nothing',
    sources: ['doc: NLB'],
    certainty: 'documented',
  },
  'ELB-24': {
    title: 'Groups of a network load balancer go along',
    sources: ['doc: NLB-sg'],
    certainty: 'documented',
  },
  'ELB-25': {
    title: 'The reply of a kept flow goes back through the load balancer',
    sources: ['doc: NLB'],
    certainty: 'uncertain',
  },
  'ELB-26': {
    title: 'A target that calls itself through its load balancer',
    sources: ['doc: NLB'],
    certainty: 'documented',
  },
  'ELB-27': {
    title: "Network ACLs where the client's address is kept",
    sources: ['doc: NLB'],
    certainty: 'uncertain',
  },
  'ELB-28': { title: 'No listener, no packet', sources: ['doc: NLB'], certainty: 'documented' },
  'ELB-29': { title: 'UDP targets must be inside the VPC', sources: ['doc: NLB'], certainty: 'uncertain' },
  'ELB-30': {
    title: 'An application load balancer as target',
    sources: ['doc: ALB', 'doc: NLB'],
    certainty: 'documented',
  },
  'ELB-31': {
    title: 'A network load balancer is asked by name too',
    sources: ['doc: NLB'],
    certainty: 'documented',
  },
  'ELB-32': {
    title: 'A classic load balancer is a proxy for instances',
    sources: ['doc: ELB-how', 'RA: ELB_ACL_RESTRICTION'],
    certainty: 'documented',
  },
  'ELB-33': {
    title: 'The name leaves out nodes without a healthy target',
    sources: ['doc: NLB', 'doc: ALB'],
    certainty: 'documented',
  },
  'ELB-34': {
    title: 'Dual-stack load balancers need IPv6 rules',
    sources: ['doc: ALB', 'doc: NLB'],
    certainty: 'documented',
  },
  'ELB-35': {
    title: 'Which listener forwards to which target group',
    sources: ['doc: NLB', 'doc: ALB'],
    certainty: 'documented',
  },
  'ELB-36': {
    title: 'Targets outside the VPC by address',
    sources: ['doc: NLB', 'doc: ALB', 'rule: ELB-13', 'api: TargetDescription'],
    certainty: 'uncertain',
  },
  'ELB-37': { title: 'No registered target', sources: ['doc: ALB', 'doc: NLB'], certainty: 'documented' },
  'ELB-38': {
    title: 'An internal load balancer called from elsewhere',
    sources: ['rule: ELB-3', 'doc: ELB-how', 'doc: NLB'],
    certainty: 'documented',
  },
  'ELB-39': {
    title: 'A function needs to permit its load balancer',
    sources: ['doc: ALB'],
    certainty: 'documented',
  },

  // Lambda
  'LAM-1': {
    title: 'Without VPC settings a function runs outside your VPCs',
    sources: ['doc: LAM'],
    certainty: 'documented',
  },
  'LAM-2': { title: 'A function may use any of its subnets', sources: ['doc: LAM'], certainty: 'documented' },
  'LAM-3': {
    title: "A function's interface never has a public address",
    sources: ['doc: LAM'],
    certainty: 'documented',
  },
  'LAM-4': {
    title: 'A function reaches the internet through NAT',
    sources: ['doc: LAM'],
    certainty: 'documented',
  },
  'LAM-5': {
    title: "Nothing connects to a function's interface",
    sources: ['doc: LAM'],
    certainty: 'documented',
  },
  'LAM-6': {
    title: 'Calling Lambda from a VPC without internet takes an endpoint',
    sources: ['doc: LAM'],
    certainty: 'documented',
  },
  'LAM-7': {
    title: 'No functions in a VPC of dedicated tenancy',
    sources: ['doc: LAM'],
    certainty: 'documented',
  },
  'LAM-8': {
    title: 'One interface serves functions of equal subnet and groups',
    sources: ['doc: LAM', 'api: NetworkInterface'],
    certainty: 'documented',
  },

  // Databases
  'RDS-1': {
    title: 'A database is an interface in its subnet group',
    sources: ['doc: RDS'],
    certainty: 'documented',
  },
  'RDS-2': {
    title: 'A publicly accessible database needs a way out',
    sources: ['doc: RDS'],
    certainty: 'documented',
  },
  'RDS-3': { title: 'RDS Proxy has two legs', sources: ['doc: RDS'], certainty: 'documented' },
  'RDS-4': {
    title: 'A failover may move a database to any subnet of its group',
    sources: ['doc: RDS'],
    certainty: 'documented',
  },
  'RDS-5': {
    title: 'How interfaces of databases appear in dumps',
    sources: ['doc: RDS', 'api: NetworkInterface'],
    certainty: 'documented',
  },

  // File systems
  'EFS-1': { title: 'Mount targets answer on 2049', sources: ['doc: EFS'], certainty: 'documented' },

  // Containers
  'CNT-1': {
    title: 'A task in awsvpc mode has an interface of its own',
    sources: ['doc: ECS'],
    certainty: 'documented',
  },
  'CNT-2': {
    title: 'Only services on Fargate give tasks public addresses',
    sources: ['doc: ECS'],
    certainty: 'documented',
  },
  'CNT-3': {
    title: 'A pod has an address of an interface of its node',
    sources: ['doc: EKS'],
    certainty: 'documented',
  },
  'CNT-4': {
    title: "Beyond the VPC a pod has its node's address",
    sources: ['doc: EKS'],
    certainty: 'uncertain',
  },
  'CNT-5': {
    title: 'Groups for pods stand at branch interfaces',
    sources: ['doc: EKS'],
    certainty: 'uncertain',
  },

  // Traffic mirroring
  'MIR-1': {
    title: 'A session has a source, a target and a filter',
    sources: ['doc: MIR', 'api: CreateTrafficMirrorSession'],
    certainty: 'documented',
  },
  'MIR-2': {
    title: 'A mirror filter accepts nothing by default',
    sources: ['doc: MIR', 'api: TrafficMirrorFilterRule'],
    certainty: 'documented',
  },
  'MIR-3': {
    title: 'The lowest session whose filter accepts a packet has it',
    sources: ['doc: MIR'],
    certainty: 'uncertain',
  },
  'MIR-4': {
    title: 'A copy is VXLAN from the primary address of its source',
    sources: ['doc: MIR'],
    certainty: 'documented',
  },
  'MIR-5': {
    title: "A copy follows the route table of the source's subnet",
    sources: ['doc: MIR'],
    certainty: 'documented',
  },
  'MIR-6': {
    title: "Outbound rules of the source's groups do not see the copy",
    sources: ['doc: MIR'],
    certainty: 'uncertain',
  },
  'MIR-7': {
    title: 'What groups or ACLs drop at the source is not mirrored',
    sources: ['doc: MIR'],
    certainty: 'documented',
  },
  'MIR-8': {
    title: 'Load balancers and endpoints as mirror targets',
    sources: ['doc: MIR', 'doc: NLB', 'rule: ELB-20'],
    certainty: 'documented',
  },

  // Names
  'edge:DNS-1': {
    title: 'The resolver of a VPC answers only where it is on',
    sources: ['doc: DNS'],
    certainty: 'documented',
  },
  'edge:DNS-2': {
    title: 'Public names need both attributes and a public address',
    sources: ['doc: DNS'],
    certainty: 'documented',
  },
  'edge:DNS-3': {
    title: 'A public name gives the private address inside its VPC',
    sources: ['doc: DNS'],
    certainty: 'documented',
  },
  'edge:DNS-4': {
    title: 'Across a peering a public name may give the private address',
    sources: ['doc: DNS'],
    certainty: 'documented',
  },
  'edge:DNS-5': {
    title: 'Across a transit gateway a public name may give the private address',
    sources: ['doc: TGWATT', 'doc: TGW-peer'],
    certainty: 'documented',
  },
  'edge:DNS-6': {
    title: 'A private zone answers in its VPCs only',
    sources: ['doc: PHZ'],
    certainty: 'documented',
  },
  'edge:DNS-7': {
    title: 'The most specific zone answers alone',
    sources: ['doc: PHZ'],
    certainty: 'documented',
  },
  'edge:DNS-8': {
    title: 'A Resolver rule goes before a private zone',
    sources: ['doc: PHZ', 'doc: RSLV'],
    certainty: 'documented',
  },
  'edge:DNS-9': {
    title: 'The resolver of a VPC answers nobody outside',
    sources: ['doc: RSLV'],
    certainty: 'documented',
  },
  'edge:DNS-10': {
    title: 'An inbound endpoint answers as its VPC sees it',
    sources: ['doc: RSLV'],
    certainty: 'documented',
  },
  'edge:DNS-11': {
    title: 'Queries leave by the interfaces of an outbound endpoint',
    sources: ['doc: RSLV'],
    certainty: 'documented',
  },
  'edge:DNS-12': {
    title: 'Private DNS of an endpoint is like a zone of its VPC',
    sources: ['doc: IFE'],
    certainty: 'documented',
  },
  'edge:DNS-13': {
    title: 'DNS64 makes IPv6 addresses of IPv4 ones',
    sources: ['doc: NAT64'],
    certainty: 'documented',
  },
  'edge:DNS-14': { title: 'A zone filters nothing', sources: ['doc: PHZ'], certainty: 'documented' },

  // IPv6
  'edge:V6-1': { title: 'An IPv4 rule never covers IPv6', sources: ['doc: RTB'], certainty: 'documented' },
  'edge:V6-2': {
    title: 'IPv6 addresses are as public as their route makes them',
    sources: ['doc: EIGW'],
    certainty: 'documented',
  },
  'edge:V6-3': {
    title: 'An egress-only gateway lets nothing in',
    sources: ['doc: EIGW'],
    certainty: 'documented',
  },
  'edge:V6-4': {
    title: 'An IPv6 route to an internet gateway lets both sides open connections',
    sources: ['doc: NAT64'],
    certainty: 'documented',
  },
  'edge:V6-5': {
    title: 'A NAT gateway takes IPv6 for 64:ff9b::/96 only',
    sources: ['doc: NAT64', 'doc: RTOPT'],
    certainty: 'documented',
  },
  'edge:V6-6': { title: 'NAT64 to the IPv4 internet', sources: ['doc: NAT64'], certainty: 'documented' },
  'edge:V6-7': {
    title: 'Which links carry IPv6',
    sources: ['doc: VPN-v6', 'doc: RTOPT', 'doc: TGW-how', 'api: DescribeSubnets'],
    certainty: 'documented',
  },
  'edge:V6-8': {
    title: 'Gateway route tables redirect IPv6 at internet gateways only',
    sources: ['doc: RTB', 'doc: RTOPT'],
    certainty: 'documented',
  },
  'edge:V6-9': {
    title: 'Endpoints and load balancers serve the families they have',
    sources: ['doc: ALB', 'doc: NLB', 'api: DescribeVpcEndpoints'],
    certainty: 'documented',
  },
  'edge:V6-10': {
    title: "No way out by another VPC's egress-only gateway",
    sources: ['rule: edge:V6-3'],
    certainty: 'uncertain',
  },
} as const satisfies Readonly<Record<string, Rule>>;
