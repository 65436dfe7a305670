/**
 * The rules of what a VPC connects to, by id: transit, hybrid, endpoints, inspection, load balancers, services, names,
 * cost. Ids that the core has too bear the prefix `edge:`.
 */
import type { Rule } from './rule.ts';

export const edgeRules = {
  // Shared by several components
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
  'TGW-18': {
    title: 'Appliance mode keeps a flow in one zone',
    sources: ['doc: TGW-app', 'doc: AWS networking blog', 'doc: Cloud WAN guide'],
    certainty: 'uncertain',
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
  'DX-18': {
    title: 'Arrival from Direct Connect in a VPC',
    sources: ['doc: RTOPT'],
    certainty: 'documented',
  },

  // IPv6
  'edge:V6-7': {
    title: 'Which links carry IPv6',
    sources: ['doc: VPN-v6', 'doc: RTOPT', 'doc: TGW-how', 'api: DescribeSubnets'],
    certainty: 'documented',
  },
} as const satisfies Readonly<Record<string, Rule>>;
