/**
 * The rules of the core packet path, by id: what each claims, where it is from and how sure it is.
 *
 * The ids are stable. Code, tests and explanations cite them; new ones go to the end of their group.
 */
import type { Rule } from './rule.ts';

export const coreRules = {
  // Order of evaluation
  'EVAL-1': {
    title: 'IPv4 and IPv6 are separate worlds',
    sources: ['doc: RTB', 'doc: NACL'],
    certainty: 'documented',
  },
  'EVAL-2': { title: 'Addresses are those seen at that hop', sources: ['doc: IGW'], certainty: 'documented' },
  'EVAL-3': {
    title: 'The reply is a new packet that looks up its own routes',
    sources: ['doc: RTB', 'doc: NACL', 'doc: SG'],
    certainty: 'documented',
  },
  'EVAL-4': {
    title: 'A reply is the reverse tuple of a packet that passed before',
    sources: ['doc: SG', 'doc: CT'],
    certainty: 'documented',
  },
  'EVAL-5': { title: 'A packet that comes back to where it was loops', sources: [], certainty: 'derived' },
  'EVAL-6': {
    title: 'The source must be running and have an address of the family',
    sources: ['RA: BAD_STATE', 'RA: UNASSOCIATED_COMPONENT'],
    certainty: 'documented',
  },
  'EVAL-7': {
    title: "A packet to the machine's own address never leaves the machine",
    sources: [],
    certainty: 'derived',
  },
  'EVAL-8': {
    title: 'What the model does not hold is unknown, not absent',
    sources: ['RA: UNKNOWN_RESOURCE', 'RA: UNKNOWN_PEERED_SGS', 'RA: UNKNOWN_DESTINATION'],
    certainty: 'derived',
  },
  'EVAL-9': {
    title: 'A VPC carries neither multicast nor broadcast',
    sources: ['doc: SUBSZ'],
    certainty: 'documented',
  },

  // Paths, step by step
  'PATH-1': { title: 'Within one subnet: security groups only', sources: [], certainty: 'derived' },
  'PATH-2': { title: 'Between two subnets of one VPC', sources: [], certainty: 'derived' },
  'PATH-3': {
    title: 'Out to the internet through a NAT gateway, and back',
    sources: ['doc: NATGW', 'doc: NACL', 'doc: FLOWEX'],
    certainty: 'documented',
  },
  'PATH-4': { title: 'From the internet to a public instance, and back', sources: [], certainty: 'derived' },
  'PATH-5': { title: 'From a public instance to the internet', sources: [], certainty: 'derived' },
  'PATH-6': { title: 'Between two VPCs over a peering connection', sources: [], certainty: 'derived' },
  'PATH-7': {
    title: 'Two hosts of one VPC by public address: a gateway hairpin',
    sources: ['doc: IGW', 'doc: SGR', 'RA: IGW_NAT_REFLECTION'],
    certainty: 'derived',
  },
  'PATH-7b': {
    title: "A neighbour's public address through a NAT gateway: seen as Elastic IP",
    sources: ['doc: IGW', 'doc: SGR', 'RA: IGW_NAT_REFLECTION'],
    certainty: 'derived',
  },
  'PATH-7c': {
    title: "A neighbour's public address without one's own: dropped at the gateway",
    sources: ['RA: IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS'],
    certainty: 'derived',
  },
  'PATH-8': { title: 'Out to the internet through a NAT instance', sources: [], certainty: 'derived' },
  'PATH-9': {
    title: 'Through a middlebox between two subnets',
    sources: ['doc: RTOPT', 'doc: RTB'],
    certainty: 'documented',
  },
  'PATH-10': {
    title: 'In from the internet through an appliance, by a gateway route table',
    sources: [
      'doc: RTB',
      'doc: RTOPT',
      'RA: INGRESS_RTB_NO_PUBLIC_IP',
      'RA: INGRESS_RTB_TRAFFIC_REDIRECTION',
    ],
    certainty: 'documented',
  },
  'PATH-11': {
    title: 'IPv6 by an internet gateway or an egress-only one',
    sources: [],
    certainty: 'derived',
  },
  'PATH-12': {
    title: 'From an IPv6-only host to an IPv4 server by NAT64',
    sources: ['doc: NAT64'],
    certainty: 'documented',
  },
  'PATH-13': { title: 'A bastion is two connections', sources: [], certainty: 'derived' },
  'PATH-14': {
    title: 'A private NAT gateway leads anywhere but to an internet gateway',
    sources: ['doc: NATGW'],
    certainty: 'derived',
  },
  'PATH-15': {
    title: 'To a public AWS service through a gateway endpoint',
    sources: [],
    certainty: 'derived',
  },
  'PATH-16': {
    title: 'A public address behind a NAT default route: the reply is lost',
    sources: [],
    certainty: 'uncertain',
  },

  // Addresses and CIDR
  'ADDR-1': { title: 'The private IPv4 ranges of RFC 1918', sources: ['doc: CIDR'], certainty: 'documented' },
  'ADDR-2': {
    title: '100.64.0.0/10 is shared address space, not RFC 1918',
    sources: ['doc: CIDR', 'RA: IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS'],
    certainty: 'documented',
  },
  'ADDR-3': { title: 'Link-local and other special ranges', sources: [], certainty: 'derived' },
  'ADDR-4': { title: 'Historic address classes', sources: [], certainty: 'derived' },
  'ADDR-5': {
    title: 'CIDR arithmetic: network, mask, wildcard, broadcast, hosts',
    sources: [],
    certainty: 'derived',
  },
  'ADDR-6': {
    title: 'AWS clears the host bits of a CIDR',
    sources: ['doc: CIDR', 'doc: SUBSZ', 'doc: NACL', 'api: CreateRoute', 'api: CreateNetworkAclEntry'],
    certainty: 'documented',
  },
  'ADDR-7': {
    title: 'A block splits into a power of two of smaller ones',
    sources: [],
    certainty: 'derived',
  },
  'ADDR-8': {
    title: 'An AWS subnet has five addresses fewer than its block',
    sources: [],
    certainty: 'derived',
  },

  // VPC CIDR blocks
  'VPC-1': { title: 'One primary IPv4 CIDR, /16 to /28', sources: ['doc: CIDR'], certainty: 'documented' },
  'VPC-2': { title: 'A VPC may use almost any IPv4 range', sources: ['doc: CIDR'], certainty: 'documented' },
  'VPC-3': {
    title: 'Further IPv4 CIDRs: /16 to /28, without overlap',
    sources: ['doc: CIDR'],
    certainty: 'documented',
  },
  'VPC-4': { title: 'Which range may join which on a VPC', sources: ['doc: CIDR'], certainty: 'uncertain' },
  'VPC-5': {
    title: 'A VPC in 10.0.0.0/15 takes no further block of 10.0.0.0/16',
    sources: ['doc: CIDR'],
    certainty: 'documented',
  },
  'VPC-6': {
    title: 'A new CIDR may not cover the destination of an existing route',
    sources: ['doc: CIDR'],
    certainty: 'documented',
  },
  'VPC-7': {
    title: 'Each CIDR brings a local route to every table',
    sources: ['doc: CIDR'],
    certainty: 'documented',
  },
  'VPC-8': {
    title: 'A peering restricts the CIDRs that its VPCs may add',
    sources: ['doc: CIDR'],
    certainty: 'documented',
  },
  'VPC-9': { title: 'A CIDR counts only while associated', sources: ['doc: CIDR'], certainty: 'documented' },
  'VPC-10': {
    title: 'IPv6 blocks of a VPC: /44 to /60 in steps of four',
    sources: ['doc: CIDR', 'api: CreateVpc'],
    certainty: 'documented',
  },
  'VPC-11': {
    title: 'What a default VPC comes with',
    sources: ['doc: DEFVPC', 'doc: IGW', 'doc: DNS'],
    certainty: 'documented',
  },
  'VPC-12': {
    title: 'What any other new VPC comes with',
    sources: ['doc: RTB', 'doc: IGW', 'doc: DNS'],
    certainty: 'documented',
  },

  // Subnets
  'SUB-1': {
    title: 'A subnet lies wholly within one CIDR of its VPC',
    sources: ['doc: SUBSZ', 'doc: SUBN'],
    certainty: 'documented',
  },
  'SUB-2': { title: 'Subnets of a VPC do not overlap', sources: ['doc: SUBSZ'], certainty: 'documented' },
  'SUB-3': {
    title: 'IPv6 blocks of a subnet: /44 to /64 in steps of four',
    sources: ['doc: SUBN', 'doc: SUBSZ'],
    certainty: 'documented',
  },
  'SUB-4': {
    title: 'Five IPv4 addresses of a subnet are taken',
    sources: ['doc: SUBSZ'],
    certainty: 'documented',
  },
  'SUB-5': {
    title: "The resolver answers at the primary CIDR's base plus two",
    sources: ['doc: SUBSZ', 'doc: DNS'],
    certainty: 'documented',
  },
  'SUB-6': {
    title: 'Five IPv6 addresses of a subnet are taken',
    sources: ['doc: SUBSZ'],
    certainty: 'documented',
  },
  'SUB-7': {
    title: 'A subnet is public if its table routes to an internet gateway',
    sources: ['doc: IGW', 'doc: SUBN'],
    certainty: 'documented',
  },
  'SUB-8': {
    title: 'A subnet has exactly one route table and one network ACL',
    sources: ['doc: RTB', 'doc: NACL'],
    certainty: 'documented',
  },
  'SUB-9': {
    title: 'Auto-assigning public addresses acts when an interface is made',
    sources: ['doc: ENI', 'doc: IPADDR'],
    certainty: 'documented',
  },
  'SUB-10': {
    title: "A shared subnet keeps its owner's routes and ACL",
    sources: ['doc: Share your VPC subnets with other accounts', 'doc: Regions and Zones'],
    certainty: 'documented',
  },
  'SUB-11': {
    title: 'Local Zone, Wavelength and Outpost subnets have their own ways out',
    sources: ['api: NetworkInterfaceAssociation', 'api: AssociateNatGatewayAddress'],
    certainty: 'derived',
  },
  'SUB-12': {
    title: 'A subnet with IPv6 needs no IPv6 way out',
    sources: ['doc: SUBN', 'doc: NAT64'],
    certainty: 'documented',
  },

  // Router and route tables
  'RT-1': {
    title: "The sender's table routes; the destination subnet's is not asked",
    sources: ['doc: RTB'],
    certainty: 'documented',
  },
  'RT-2': {
    title: 'The main table serves every subnet without one of its own',
    sources: ['doc: RTB'],
    certainty: 'documented',
  },
  'RT-3': {
    title: 'A custom table serves the subnets that name it',
    sources: ['doc: RTB'],
    certainty: 'documented',
  },
  'RT-4': {
    title: 'Every table has a local route for each CIDR of the VPC',
    sources: ['doc: RTB', 'doc: RTOPT', 'api: ReplaceRoute'],
    certainty: 'documented',
  },
  'RT-5': {
    title: 'More specific than local: a whole subnet, to a middlebox',
    sources: ['doc: RTB', 'doc: RTOPT'],
    certainty: 'documented',
  },
  'RT-6': {
    title: 'The longest prefix wins',
    sources: ['doc: PRIO', 'api: CreateRoute'],
    certainty: 'documented',
  },
  'RT-7': {
    title: 'Equal prefixes: local, static, prefix list, propagated',
    sources: ['doc: PRIO', 'doc: VPNRT'],
    certainty: 'documented',
  },
  'RT-8': { title: 'A propagated route never beats local', sources: ['doc: VPNRT'], certainty: 'documented' },
  'RT-9': {
    title: 'A prefix-list route competes entry by entry',
    sources: ['doc: PRIO', 'doc: RTB'],
    certainty: 'documented',
  },
  'RT-10': {
    title: 'A route whose target cannot take traffic is a blackhole',
    sources: ['api: Route', 'doc: NATGW', 'doc: PEERRT', 'doc: RTB'],
    certainty: 'uncertain',
  },
  'RT-11': {
    title: 'There is no fall-back from a blackhole',
    sources: ['RA: BAD_STATE_ROUTE'],
    certainty: 'uncertain',
  },
  'RT-12': {
    title: 'Without a matching route the packet is dropped',
    sources: ['doc: RTB', 'doc: RTOPT'],
    certainty: 'documented',
  },
  'RT-13': {
    title: 'Link-local service ranges cannot be routed',
    sources: ['doc: RTB'],
    certainty: 'documented',
  },
  'RT-14': {
    title: 'Each target of a route has its conditions',
    sources: ['doc: RTB', 'doc: RTOPT', 'api: CreateRoute'],
    certainty: 'documented',
  },
  'RT-15': { title: 'One static route for a destination', sources: ['doc: RTB'], certainty: 'derived' },
  'RT-16': {
    title: 'A gateway route table redirects whole subnets only',
    sources: ['doc: RTB'],
    certainty: 'documented',
  },
  'RT-17': {
    title: 'An ingress appliance must run and have a public address',
    sources: ['doc: RTB', 'RA: INGRESS_RTB_NO_PUBLIC_IP'],
    certainty: 'documented',
  },
  'RT-18': {
    title: 'Both directions must use the same middlebox',
    sources: ['doc: RTB'],
    certainty: 'uncertain',
  },
  'RT-19': {
    title: 'A redirected subnet cannot bypass its appliance',
    sources: ['RA: INGRESS_RTB_TRAFFIC_REDIRECTION'],
    certainty: 'uncertain',
  },
  'RT-20': {
    title: 'A middlebox stands in a subnet of its own',
    sources: ['doc: RTOPT'],
    certainty: 'documented',
  },
  'RT-21': {
    title: 'Local never passes an unassigned address on',
    sources: ['RA: VPC_LOCAL_ROUTE_CIDR_RESTRICTION'],
    certainty: 'documented',
  },
  'RT-22': { title: '0.0.0.0/0 says nothing about IPv6', sources: ['doc: RTB'], certainty: 'documented' },
  'RT-23': {
    title: 'A virtual private gateway needs propagation or a static route',
    sources: ['doc: RTB', 'doc: VPNRT'],
    certainty: 'documented',
  },
  'RT-24': {
    title: "An imported route's state counts as it stands",
    sources: ['api: Route'],
    certainty: 'api',
  },
  'RT-25': {
    title: 'A prefix list of unknown contents may match anything',
    sources: [],
    certainty: 'derived',
  },

  // Security groups
  'SG-1': {
    title: 'Security groups belong to interfaces',
    sources: ['doc: SG', 'api: AssociateSecurityGroupVpc'],
    certainty: 'documented',
  },
  'SG-2': {
    title: 'All rules of all groups form one union of allows',
    sources: ['doc: SGR'],
    certainty: 'documented',
  },
  'SG-3': { title: 'Groups are stateful: the reply passes', sources: ['doc: SG'], certainty: 'documented' },
  'SG-4': {
    title: 'A new group lets nothing in and everything out',
    sources: ['doc: SGR', 'doc: SG'],
    certainty: 'documented',
  },
  'SG-5': {
    title: 'The default group lets its own members in',
    sources: ['doc: DSG'],
    certainty: 'documented',
  },
  'SG-6': { title: 'Groups act within a subnet too', sources: [], certainty: 'derived' },
  'SG-7': {
    title: 'Group rules match the remote address and the destination port',
    sources: ['doc: SGR'],
    certainty: 'documented',
  },
  'SG-8': { title: 'Ports count for TCP and UDP only', sources: ['api: IpPermission'], certainty: 'api' },
  'SG-9': {
    title: 'ICMP rules match type and code',
    sources: ['api: IpPermission', 'doc: Security group rules for different use cases'],
    certainty: 'documented',
  },
  'SG-10': {
    title: 'Path-MTU messages need a rule of their own',
    sources: ['doc: MTU'],
    certainty: 'documented',
  },
  'SG-11': {
    title: 'What a rule may name as its peer',
    sources: ['doc: SGR', 'doc: PEERSG', 'doc: TGWATT'],
    certainty: 'documented',
  },
  'SG-12': {
    title: "A group reference matches members' private addresses",
    sources: ['doc: SGR', 'RA: SG_REFERENCES_NOT_PRESERVED'],
    certainty: 'documented',
  },
  'SG-13': {
    title: "What keeps a sender's groups, and what loses them",
    sources: ['doc: SGR', 'doc: PEERSG', 'doc: TGWATT', 'RA: SG_REFERENCES_NOT_PRESERVED'],
    certainty: 'uncertain',
  },
  'SG-14': {
    title: 'An outbound reference matches direct, private delivery only',
    sources: ['RA: SG_REFERENCES_NOT_PRESERVED'],
    certainty: 'uncertain',
  },
  'SG-15': {
    title: 'References over a transit gateway: inbound, if enabled',
    sources: ['doc: TGWATT', 'api: ModifyTransitGateway'],
    certainty: 'documented',
  },
  'SG-16': { title: 'A reference covers IPv4 and IPv6', sources: ['doc: DSG'], certainty: 'uncertain' },
  'SG-17': {
    title: 'A stale rule matches nothing',
    sources: ['doc: SGR', 'doc: PEERSG'],
    certainty: 'documented',
  },
  'SG-18': {
    title: 'How rules count against the quota',
    sources: ['doc: SGR', 'doc: AWS-managed prefix lists'],
    certainty: 'documented',
  },
  'SG-20': { title: 'Nearly every flow is tracked', sources: ['doc: CT'], certainty: 'documented' },
  'SG-21': {
    title: 'Flows open both ways to everyone are not tracked',
    sources: ['doc: CT'],
    certainty: 'uncertain',
  },
  'SG-22': {
    title: 'A tracked flow outlives the removal of its rule',
    sources: ['doc: CT'],
    certainty: 'documented',
  },
  'SG-23': {
    title: 'Idle timeouts of tracked flows',
    sources: ['api: ConnectionTrackingConfiguration'],
    certainty: 'api',
  },
  'SG-24': { title: 'Tracking does not change the verdict of a new flow', sources: [], certainty: 'derived' },
  'SG-25': {
    title: 'Interfaces that take no groups',
    sources: ['doc: NATGW', 'doc: Security groups for your Network Load Balancer'],
    certainty: 'documented',
  },
  'SG-26': {
    title: 'No groups is not the same as no rules',
    sources: ['api: NetworkInterface', 'RA: SG_HAS_NO_RULES'],
    certainty: 'documented',
  },
  'SG-27': { title: 'A group the model does not hold may allow anything', sources: [], certainty: 'derived' },
  'SG-28': {
    title: 'A self reference is an ordinary reference',
    sources: ['doc: DSG', 'doc: SGR'],
    certainty: 'documented',
  },

  // Network ACLs
  'NACL-1': {
    title: 'One network ACL per subnet, the default one if none is named',
    sources: ['doc: NACL'],
    certainty: 'documented',
  },
  'NACL-2': {
    title: 'The lowest-numbered matching rule decides',
    sources: ['doc: NACL', 'doc: QUOTA'],
    certainty: 'documented',
  },
  'NACL-3': {
    title: 'Traffic inside a subnet meets no network ACL',
    sources: ['doc: NACL'],
    certainty: 'documented',
  },
  'NACL-4': {
    title: 'Network ACLs are stateless: the reply is judged afresh',
    sources: ['doc: NACL'],
    certainty: 'documented',
  },
  'NACL-5': { title: 'The default ACL allows everything', sources: ['doc: NACL'], certainty: 'documented' },
  'NACL-6': { title: 'A new custom ACL denies everything', sources: ['doc: NACL'], certainty: 'documented' },
  'NACL-7': {
    title: 'ACL entries match the remote address and the destination port',
    sources: ['doc: NACL'],
    certainty: 'documented',
  },
  'NACL-8': {
    title: 'Peers are CIDRs, one family per rule',
    sources: ['doc: NACL', 'api: CreateNetworkAclEntry'],
    certainty: 'documented',
  },
  'NACL-9': {
    title: 'Ports count for TCP, UDP and ICMP only',
    sources: ['api: CreateNetworkAclEntry'],
    certainty: 'api',
  },
  'NACL-10': {
    title: 'An ACL sees private addresses of its own hosts',
    sources: ['doc: IGW', 'doc: FLOWEX'],
    certainty: 'derived',
  },
  'NACL-11': {
    title: "A NAT gateway's subnet ACL is crossed four times",
    sources: ['doc: NATGW', 'doc: NACL'],
    certainty: 'documented',
  },
  'NACL-12': {
    title: 'Ephemeral port ranges by kind of client',
    sources: ['doc: NACL'],
    certainty: 'documented',
  },
  'NACL-13': {
    title: 'Path-MTU messages must pass custom ACLs',
    sources: ['doc: NACL'],
    certainty: 'documented',
  },
  'NACL-14': {
    title: 'Rule numbers are unique per direction',
    sources: ['doc: NACL', 'api: CreateNetworkAclEntry'],
    certainty: 'documented',
  },
  'NACL-15': {
    title: 'ACLs do not filter local services',
    sources: ['doc: NACL', 'doc: SEC'],
    certainty: 'documented',
  },
  'NACL-16': {
    title: 'Traffic of every gateway crosses the ACLs',
    sources: ['doc: NACL'],
    certainty: 'documented',
  },
  'NACL-17': { title: 'First match: the order of deny and allow decides', sources: [], certainty: 'derived' },
  'NACL-18': {
    title: "A next hop in the sender's subnet: both crossings apply",
    sources: [],
    certainty: 'uncertain',
  },

  // Local services not filtered
  'LOC-1': {
    title: 'Local services are neither filtered nor routed',
    sources: ['doc: SEC', 'doc: NACL', 'doc: SGR'],
    certainty: 'uncertain',
  },
  'LOC-2': {
    title: 'Local services answer behind any filter',
    sources: ['doc: SEC', 'doc: DNS'],
    certainty: 'derived',
  },
  'LOC-3': {
    title: "A DNS server of one's own is ordinary traffic",
    sources: ['doc: SGR', 'doc: FLOW'],
    certainty: 'documented',
  },
  'LOC-4': {
    title: 'Local services do not answer other VPCs',
    sources: ['doc: PEER'],
    certainty: 'documented',
  },
  'LOC-5': {
    title: 'The resolver takes 1024 packets a second per interface',
    sources: ['doc: QUOTA'],
    certainty: 'documented',
  },
  'LOC-6': { title: "The exemption covers the service's own ports", sources: [], certainty: 'uncertain' },
  'LOC-7': {
    title: "The local addresses are those of the sender's VPC and subnet",
    sources: ['doc: SUBSZ'],
    certainty: 'documented',
  },

  // Internet gateway
  'IGW-1': {
    title: 'One internet gateway per VPC',
    sources: ['doc: QUOTA', 'doc: IGW'],
    certainty: 'documented',
  },
  'IGW-2': { title: 'What internet access needs, all of it', sources: ['doc: IGW'], certainty: 'documented' },
  'IGW-3': {
    title: 'The gateway maps private to public addresses 1:1',
    sources: ['doc: IGW'],
    certainty: 'documented',
  },
  'IGW-4': {
    title: 'Without a public address nothing leaves by the internet gateway',
    sources: ['RA: IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS', 'doc: ENI'],
    certainty: 'documented',
  },
  'IGW-5': {
    title: 'The internet gateway refuses private destinations',
    sources: [
      'RA: IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS',
      'RA: IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS',
    ],
    certainty: 'documented',
  },
  'IGW-6': {
    title: 'The internet gateway lets only mapped public addresses in',
    sources: [
      'RA: IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS',
      'RA: IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS',
      'doc: IPADDR',
    ],
    certainty: 'documented',
  },
  'IGW-7': {
    title: 'The internet gateway refuses sources of other networks',
    sources: ['RA: GATEWAY_REJECTS_SPOOFED_TRAFFIC'],
    certainty: 'documented',
  },
  'IGW-8': {
    title: 'Public addresses of AWS are internet traffic to filters',
    sources: [],
    certainty: 'derived',
  },
  'IGW-9': {
    title: "Inbound ignores the subnet's routes; the reply does not",
    sources: ['doc: IGW'],
    certainty: 'uncertain',
  },
  'IGW-10': { title: 'A detached gateway carries nothing', sources: ['api: Route'], certainty: 'api' },
  'IGW-11': {
    title: 'IPv6 is not translated; private IPv6 does not pass',
    sources: ['doc: IPADDR'],
    certainty: 'documented',
  },
  'IGW-12': {
    title: 'The MTU is 1500 over an internet gateway',
    sources: ['doc: MTU'],
    certainty: 'documented',
  },
  'IGW-13': {
    title: 'Outbound port 25 is blocked by default',
    sources: ['doc: Security group rules for different use cases'],
    certainty: 'documented',
  },
  'IGW-14': {
    title: 'An Elastic IP replaces the auto-assigned address',
    sources: ['doc: EIP', 'doc: ENI'],
    certainty: 'documented',
  },
  'IGW-15': { title: "The order in which the gateway's checks are named", sources: [], certainty: 'derived' },
  'IGW-16': { title: 'A host that calls its own public address hairpins', sources: [], certainty: 'derived' },
  'IGW-17': {
    title: 'What counts as a public mapping',
    sources: ['api: NetworkInterfaceAssociation', 'doc: EIP'],
    certainty: 'documented',
  },

  // NAT gateway
  'NAT-1': {
    title: 'A NAT gateway forwards only while available',
    sources: ['doc: NATGW', 'api: NatGateway'],
    certainty: 'uncertain',
  },
  'NAT-2': {
    title: 'Public gateways need an Elastic IP; private ones take none',
    sources: ['doc: NATGW', 'doc: NATTS'],
    certainty: 'documented',
  },
  'NAT-3': {
    title: 'A NAT gateway carries TCP, UDP and ICMP only',
    sources: ['doc: NATGW', 'doc: NATTS', 'doc: NATCMP'],
    certainty: 'documented',
  },
  'NAT-4': { title: 'A NAT gateway has no security group', sources: ['doc: NATGW'], certainty: 'documented' },
  'NAT-5': {
    title: "The source becomes the gateway's private address",
    sources: [
      'RA: NGW_SOURCE_ADDRESS_REASSIGN',
      'RA: NGW_DEST_ADDRESS_PRESERVATION',
      'RA: REMAP_EPHEMERAL_PORT',
      'doc: NAT64',
    ],
    certainty: 'documented',
  },
  'NAT-6': {
    title: "The NAT gateway's own subnet must have the way out",
    sources: ['doc: NATTS'],
    certainty: 'documented',
  },
  'NAT-7': {
    title: 'A NAT gateway lets nothing in uninvited',
    sources: ['doc: NATTS', 'doc: NATCMP'],
    certainty: 'documented',
  },
  'NAT-8': {
    title: 'A private NAT gateway cannot use an internet gateway',
    sources: ['doc: NATGW'],
    certainty: 'documented',
  },
  'NAT-9': {
    title: 'Only for senders of its own VPC',
    sources: ['doc: NATGW', 'RA: NGW_REQUIRES_SOURCE_IN_VPC', 'doc: RNAT', 'doc: NATUC'],
    certainty: 'documented',
  },
  'NAT-10': { title: "Traffic from a NAT gateway's own subnet loops", sources: [], certainty: 'uncertain' },
  'NAT-11': {
    title: 'A NAT gateway limits connections per destination',
    sources: ['doc: NATGW'],
    certainty: 'documented',
  },
  'NAT-12': {
    title: 'A NAT gateway ends idle connections after 350 seconds',
    sources: ['doc: NATTS', 'doc: NATCMP'],
    certainty: 'documented',
  },
  'NAT-13': {
    title: 'Clients in other zones can use a NAT gateway',
    sources: ['doc: NATGW'],
    certainty: 'documented',
  },
  'NAT-14': {
    title: 'A deleted NAT gateway leaves blackhole routes',
    sources: ['doc: NATGW'],
    certainty: 'documented',
  },
  'NAT-15': {
    title: 'Between subnets the far side sees the NAT gateway',
    sources: ['doc: RTOPT'],
    certainty: 'documented',
  },
  'NAT-16': { title: 'From a NAT gateway on over a peering', sources: [], certainty: 'uncertain' },
  'NAT-17': {
    title: 'A regional NAT gateway has a route table but no subnet',
    sources: ['doc: RNAT', 'RA: REGIONAL_NGW_ROUTE_AZ_RESTRICTION'],
    certainty: 'uncertain',
  },
  'NAT-18': { title: 'Five NAT gateways per zone', sources: ['doc: QUOTA'], certainty: 'documented' },
  'NAT-19': {
    title: "Any of a NAT gateway's addresses may be the source",
    sources: ['doc: NATGW', 'api: NatGatewayAddress'],
    certainty: 'documented',
  },
  'NAT-20': {
    title: "A NAT gateway's interface is an interface of its subnet",
    sources: ['doc: NATGW', 'doc: NATTS'],
    certainty: 'documented',
  },

  // NAT instance
  'NATI-1': { title: 'What a NAT instance needs', sources: ['doc: NATI'], certainty: 'documented' },
  'NATI-2': {
    title: 'With the check on, a NAT instance drops its clients',
    sources: ['doc: NATI', 'RA: ENI_SOURCE_DEST_CHECK_RESTRICTION'],
    certainty: 'documented',
  },
  'NATI-3': {
    title: "A NAT instance's group must allow both legs",
    sources: ['doc: NATI'],
    certainty: 'documented',
  },
  'NATI-4': { title: 'A stopped NAT instance is a blackhole', sources: ['api: Route'], certainty: 'derived' },
  'NATI-5': {
    title: 'A NAT instance can do more than a gateway',
    sources: ['doc: NATCMP'],
    certainty: 'documented',
  },
  'NATI-6': { title: "Traffic from a NAT instance's own subnet loops", sources: [], certainty: 'derived' },
  'NATI-7': { title: 'A peer cannot use a NAT instance', sources: ['doc: PEER'], certainty: 'derived' },
  'NATI-8': { title: 'A NAT instance drops a reply without state', sources: [], certainty: 'uncertain' },
  'NATI-9': { title: 'What an imported appliance does is a guess', sources: [], certainty: 'uncertain' },

  // IPv6
  'V6-1': {
    title: 'Reachability of IPv6 is a matter of routes and filters',
    sources: ['doc: IPADDR', 'doc: EIP'],
    certainty: 'documented',
  },
  'V6-2': {
    title: 'VPC, subnet and interface each need IPv6 addresses',
    sources: ['doc: IPADDR'],
    certainty: 'documented',
  },
  'V6-3': {
    title: 'IPv6 needs its own routes and rules',
    sources: ['doc: RTB', 'doc: NACL'],
    certainty: 'documented',
  },
  'V6-4': {
    title: 'An internet gateway carries IPv6 both ways',
    sources: ['doc: IGW'],
    certainty: 'documented',
  },
  'V6-5': {
    title: 'Private IPv6 never reaches the internet',
    sources: ['doc: IPADDR'],
    certainty: 'documented',
  },
  'V6-6': {
    title: 'Egress-only gateways carry flows opened from inside',
    sources: ['doc: EIGW'],
    certainty: 'documented',
  },
  'V6-7': { title: 'A NAT gateway translates no IPv6 but NAT64', sources: [], certainty: 'derived' },
  'V6-8': {
    title: 'DNS64 makes the addresses, NAT64 carries them',
    sources: ['doc: NAT64'],
    certainty: 'documented',
  },
  'V6-9': {
    title: 'A VPN on a virtual private gateway carries no IPv6',
    sources: ['doc: RTOPT', 'doc: VPNRT'],
    certainty: 'documented',
  },
  'V6-10': {
    title: 'With both IPv6 gateways, the reply leaves by the other',
    sources: ['doc: EIGW'],
    certainty: 'uncertain',
  },
  'V6-11': {
    title: "An interface's own IPv6 addresses",
    sources: ['api: NetworkInterface', 'api: IpPermission'],
    certainty: 'api',
  },
  'V6-12': { title: 'NAT64 reaches hosts of the same VPC', sources: ['doc: NAT64'], certainty: 'documented' },

  // Network interfaces and Elastic IPs
  'ENI-1': { title: 'What an interface has', sources: ['doc: ENI'], certainty: 'documented' },
  'ENI-2': {
    title: 'An interface keeps its subnet and moves with its addresses',
    sources: ['doc: ENI'],
    certainty: 'documented',
  },
  'ENI-3': {
    title: 'A primary interface stays with its instance',
    sources: ['doc: ENI'],
    certainty: 'documented',
  },
  'ENI-4': {
    title: 'An auto-assigned address does not survive a stop',
    sources: ['doc: EIP', 'doc: IPADDR', 'doc: Amazon EC2 instance IP addressing'],
    certainty: 'documented',
  },
  'ENI-5': {
    title: 'An Elastic IP has one private address at a time',
    sources: ['doc: EIP'],
    certainty: 'documented',
  },
  'ENI-6': { title: 'Each interface has groups of its own', sources: ['doc: SG'], certainty: 'documented' },
  'ENI-7': {
    title: "Source and destination must be the interface's own",
    sources: ['doc: ENI', 'doc: NATI', 'RA: ENI_SOURCE_DEST_CHECK_RESTRICTION'],
    certainty: 'documented',
  },
  'ENI-8': {
    title: 'Managed interfaces cross the ACLs like others',
    sources: ['doc: Requester-managed network interfaces'],
    certainty: 'documented',
  },
  'ENI-9': {
    title: 'The guest chooses the interface; the question names it',
    sources: [],
    certainty: 'derived',
  },
  'ENI-10': {
    title: 'A multi-homed guest answers by the interface asked',
    sources: ['doc: ENI'],
    certainty: 'uncertain',
  },
  'ENI-11': {
    title: 'What managed interfaces are',
    sources: [
      'api: NetworkInterfaceType',
      'api: NetworkInterface',
      'doc: Requester-managed network interfaces',
    ],
    certainty: 'documented',
  },
  'ENI-12': {
    title: 'Every address of a delegated prefix is its own',
    sources: ['api: NetworkInterface', 'doc: Assigning prefixes to network interfaces'],
    certainty: 'documented',
  },
  'ENI-13': {
    title: 'An unattached interface keeps its addresses and answers nothing',
    sources: ['api: NetworkInterface', 'api: NetworkInterfaceAttachment'],
    certainty: 'api',
  },

  // VPC peering
  'PEER-1': {
    title: 'Only an active peering carries traffic',
    sources: ['doc: PEER'],
    certainty: 'documented',
  },
  'PEER-2': { title: 'Overlapping VPCs cannot be peered', sources: ['doc: PEER'], certainty: 'documented' },
  'PEER-3': {
    title: 'Only destinations inside the far VPC cross',
    sources: ['RA: PCX_REQUIRES_ADDRESS_IN_VPC_CIDR', 'doc: PEER'],
    certainty: 'documented',
  },
  'PEER-4': {
    title: 'Both sides of a peering need routes',
    sources: ['doc: PEERRT'],
    certainty: 'documented',
  },
  'PEER-5': { title: 'Peering is not transitive', sources: ['doc: PEER'], certainty: 'documented' },
  'PEER-6': {
    title: "A peer's gateways are not usable from outside",
    sources: ['doc: PEER'],
    certainty: 'documented',
  },
  'PEER-7': {
    title: "Replies follow the replier's own routes",
    sources: ['doc: PEERPART'],
    certainty: 'documented',
  },
  'PEER-8': {
    title: 'Group references work within one Region only',
    sources: ['doc: PEERSG'],
    certainty: 'documented',
  },
  'PEER-9': {
    title: 'DNS resolution decides which address a name gives',
    sources: ['doc: PEER'],
    certainty: 'documented',
  },
  'PEER-10': {
    title: 'Private names of a peer do not resolve by default',
    sources: ['doc: PEER'],
    certainty: 'documented',
  },
  'PEER-11': {
    title: 'Peering carries IPv6; its MTU depends on the Region',
    sources: ['doc: PEER'],
    certainty: 'documented',
  },
  'PEER-12': {
    title: 'A route to an inactive peering is a blackhole',
    sources: ['doc: PEERRT'],
    certainty: 'documented',
  },
  'PEER-13': {
    title: 'Peering traffic meets the ACLs of both subnets',
    sources: ['doc: NACL'],
    certainty: 'derived',
  },
  'PEER-14': {
    title: 'Foreign sources get no answer over a peering',
    sources: ['doc: PEER', 'RA: GATEWAY_REJECTS_SPOOFED_TRAFFIC'],
    certainty: 'uncertain',
  },
  'PEER-15': {
    title: 'A far VPC outside the model is unknown',
    sources: ['api: VpcPeeringConnectionVpcInfo', 'RA: UNKNOWN_PEERED_SGS'],
    certainty: 'documented',
  },

  // DNS
  'DNS-1': {
    title: 'DNS support and DNS hostnames are two switches',
    sources: ['doc: DNS'],
    certainty: 'documented',
  },
  'DNS-2': {
    title: 'A public name gives the private address from inside',
    sources: ['doc: DNS'],
    certainty: 'documented',
  },
  'DNS-3': { title: 'Private zones need both switches', sources: ['doc: DNS'], certainty: 'documented' },
  'DNS-4': {
    title: 'Private names of other VPCs in the Region resolve',
    sources: ['doc: DNS'],
    certainty: 'documented',
  },
  'DNS-5': {
    title: 'Queries to the resolver are neither filtered nor logged',
    sources: ['doc: SEC', 'doc: FLOW'],
    certainty: 'documented',
  },

  // VPC Block Public Access
  'BPA-1': {
    title: 'Block Public Access is one setting per account and Region',
    sources: ['doc: BPA', 'api: VpcBlockPublicAccessOptions'],
    certainty: 'documented',
  },
  'BPA-2': {
    title: 'Block Public Access: mode and exclusion decide at the gateway',
    sources: ['doc: BPA'],
    certainty: 'uncertain',
  },
  'BPA-3': { title: 'What Block Public Access leaves alone', sources: ['doc: BPA'], certainty: 'uncertain' },
  'BPA-4': {
    title: "Block Public Access: an appliance's own subnet needs the exclusion",
    sources: ['doc: BPA'],
    certainty: 'documented',
  },
  'BPA-5': { title: 'Block Public Access stops hairpins as well', sources: [], certainty: 'derived' },
  'BPA-6': {
    title: 'A load balancer carries its exclusion to its targets',
    sources: ['doc: BPA'],
    certainty: 'documented',
  },
  'BPA-7': {
    title: 'A drop by Block Public Access is named after it',
    sources: ['RA: VPC_BLOCK_PUBLIC_ACCESS_ENABLED'],
    certainty: 'documented',
  },
  'BPA-8': {
    title: "The owner's Block Public Access setting counts",
    sources: ['doc: BPA', 'api: VpcBlockPublicAccessOptions'],
    certainty: 'uncertain',
  },
  'BPA-9': {
    title: 'Blocked ingress: a NAT hairpin fails on the way in',
    sources: ['doc: BPA'],
    certainty: 'derived',
  },

  // Bastion, ports
  'BAST-1': { title: 'What a bastion needs', sources: ['doc: IPADDR', 'doc: SEC'], certainty: 'documented' },
  'BAST-2': { title: 'Well-known ports', sources: [], certainty: 'derived' },

  // Typical blocks
  'BLK-1': { title: 'No inbound rule of the groups matches', sources: ['rule: SG-2'], certainty: 'derived' },
  'BLK-2': { title: 'No outbound rule of the groups matches', sources: ['rule: SG-4'], certainty: 'derived' },
  'BLK-3': {
    title: 'The rule names a group, the traffic lost it',
    sources: ['rule: SG-13'],
    certainty: 'derived',
  },
  'BLK-4': { title: 'The network ACL denies the request', sources: ['rule: NACL-2'], certainty: 'derived' },
  'BLK-5': {
    title: "The network ACL drops the reply's ephemeral port",
    sources: ['rule: NACL-4', 'rule: NACL-12'],
    certainty: 'derived',
  },
  'BLK-6': {
    title: "The NAT gateway's subnet ACL lacks a crossing",
    sources: ['rule: NACL-11'],
    certainty: 'derived',
  },
  'BLK-7': { title: 'There is no route', sources: ['rule: RT-12'], certainty: 'derived' },
  'BLK-8': {
    title: 'The route is a blackhole',
    sources: ['rule: RT-10', 'rule: RT-11'],
    certainty: 'derived',
  },
  'BLK-9': { title: 'A more specific route leads elsewhere', sources: ['rule: RT-6'], certainty: 'derived' },
  'BLK-10': {
    title: 'A gateway route, but no public address',
    sources: ['rule: IGW-4'],
    certainty: 'derived',
  },
  'BLK-11': {
    title: 'A public address, but no gateway route',
    sources: ['rule: IGW-9'],
    certainty: 'derived',
  },
  'BLK-12': {
    title: 'The NAT gateway has no way out',
    sources: ['rule: NAT-6', 'rule: NAT-8'],
    certainty: 'derived',
  },
  'BLK-13': {
    title: 'The NAT gateway does not carry the protocol',
    sources: ['rule: NAT-3'],
    certainty: 'derived',
  },
  'BLK-14': { title: 'The source/destination check is on', sources: ['rule: ENI-7'], certainty: 'derived' },
  'BLK-15': {
    title: 'The other side of the peering has no route',
    sources: ['rule: PEER-4'],
    certainty: 'derived',
  },
  'BLK-16': {
    title: 'Transit through a peer is not possible',
    sources: ['rule: PEER-5', 'rule: PEER-6'],
    certainty: 'derived',
  },
  'BLK-17': { title: 'IPv6 without IPv6 rules or routes', sources: ['rule: V6-3'], certainty: 'derived' },
  'BLK-18': { title: 'Block Public Access', sources: ['rule: BPA-2'], certainty: 'derived' },
  'BLK-19': { title: 'Nobody has the address', sources: ['rule: RT-21'], certainty: 'derived' },
  'BLK-20': {
    title: 'The reply takes another way',
    sources: ['rule: PEER-7', 'rule: PATH-16'],
    certainty: 'derived',
  },

  // Flow logs
  'FLOW-1': {
    title: 'The fields of a default flow log record',
    sources: ['doc: FLOW'],
    certainty: 'documented',
  },
  'FLOW-2': {
    title: 'Request and reply are separate records',
    sources: ['doc: FLOW'],
    certainty: 'documented',
  },
  'FLOW-3': {
    title: 'A record says accepted or rejected, not by which filter',
    sources: ['doc: FLOW'],
    certainty: 'documented',
  },
  'FLOW-4': {
    title: 'Flow log records at the destination',
    sources: ['doc: FLOWEX'],
    certainty: 'documented',
  },
  'FLOW-5': { title: 'Flow log records at the source', sources: [], certainty: 'derived' },
  'FLOW-6': { title: 'Other drops leave an accepting record only', sources: [], certainty: 'uncertain' },
  'FLOW-7': {
    title: "Records show the interface's primary private address",
    sources: ['doc: FLOWEX'],
    certainty: 'documented',
  },
  'FLOW-8': { title: 'Traffic that flow logs leave out', sources: ['doc: FLOW'], certainty: 'documented' },
  'FLOW-9': {
    title: 'Log status, ICMP ports, protocol numbers',
    sources: ['doc: FLOW', 'doc: FLOWEX'],
    certainty: 'documented',
  },
  'FLOW-10': {
    title: 'Extra fields of a record',
    sources: ['doc: FLOW', 'doc: FLOWEX'],
    certainty: 'documented',
  },
  'FLOW-11': {
    title: 'Scope and destinations of a flow log',
    sources: ['doc: FLOW'],
    certainty: 'documented',
  },

  // Quotas
  'LIM-1': { title: 'VPCs per Region', sources: ['doc: QUOTA'], certainty: 'documented' },
  'LIM-2': { title: 'IPv4 CIDRs per VPC', sources: ['doc: QUOTA'], certainty: 'documented' },
  'LIM-3': { title: 'IPv6 CIDRs per VPC', sources: ['doc: QUOTA'], certainty: 'documented' },
  'LIM-4': { title: 'Subnets per VPC', sources: ['doc: QUOTA'], certainty: 'documented' },
  'LIM-5': { title: 'Route tables per VPC', sources: ['doc: QUOTA'], certainty: 'documented' },
  'LIM-6': { title: 'Static routes per table and family', sources: ['doc: QUOTA'], certainty: 'documented' },
  'LIM-7': { title: 'Propagated routes per table', sources: ['doc: QUOTA'], certainty: 'documented' },
  'LIM-8': { title: 'Network ACLs per VPC', sources: ['doc: QUOTA'], certainty: 'documented' },
  'LIM-9': { title: 'Rules per network ACL and direction', sources: ['doc: QUOTA'], certainty: 'uncertain' },
  'LIM-10': { title: 'Security groups per Region', sources: ['doc: QUOTA'], certainty: 'documented' },
  'LIM-11': {
    title: 'Rules per security group, direction and family',
    sources: ['doc: QUOTA'],
    certainty: 'documented',
  },
  'LIM-12': { title: 'Security groups per interface', sources: ['doc: QUOTA'], certainty: 'documented' },
  'LIM-13': { title: 'Elastic IPs per Region', sources: ['doc: QUOTA'], certainty: 'documented' },
  'LIM-14': { title: 'Elastic IPs per public NAT gateway', sources: ['doc: QUOTA'], certainty: 'documented' },
  'LIM-15': { title: 'NAT gateways per zone', sources: ['doc: QUOTA'], certainty: 'documented' },
  'LIM-16': { title: 'Internet gateways per Region', sources: ['doc: QUOTA'], certainty: 'documented' },
  'LIM-17': { title: 'Carrier gateways per VPC', sources: ['doc: QUOTA'], certainty: 'documented' },
  'LIM-18': {
    title: 'Active peerings per VPC',
    sources: ['doc: QUOTA', 'doc: VPC peering connection quotas'],
    certainty: 'documented',
  },
  'LIM-19': { title: 'Interfaces per Region', sources: ['doc: QUOTA'], certainty: 'documented' },
  'LIM-20': { title: 'Endpoints per Region and per VPC', sources: ['doc: QUOTA'], certainty: 'documented' },
  'LIM-21': { title: 'Entries per prefix list', sources: ['doc: QUOTA'], certainty: 'documented' },
  'LIM-22': { title: 'Block Public Access exclusions', sources: ['doc: QUOTA'], certainty: 'documented' },
  'LIM-23': { title: 'Packets to the resolver', sources: ['doc: QUOTA'], certainty: 'documented' },
  'LIM-24': { title: 'Network address units per VPC', sources: ['doc: QUOTA'], certainty: 'documented' },
} as const satisfies Record<string, Rule>;
