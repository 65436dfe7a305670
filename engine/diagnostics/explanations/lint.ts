import type { lintCodes } from '../lint-codes.ts';

/** What the codes of checks of the configuration mean at length. */
export const lintExplanations: Readonly<Record<keyof typeof lintCodes, string>> = {
  'vpc-cidr-refused':
    'An IPv4 block of a VPC is /16 to /28, lies outside 0.0.0.0/8, 127.0.0.0/8, 169.254.0.0/16 and 224.0.0.0/4, and overlaps no other block of the VPC. Which private range may join which is restricted as well: a VPC of one RFC 1918 range takes no block of another, and private blocks come before public and 100.64.0.0/10 ones. IPv6 blocks are /44 to /60 in steps of four.',
  'vpc-cidr-doubtful':
    "AWS's table of allowed associations leaves the case open. It is taken as accepted; try it before building on it.",
  'subnet-cidr-refused':
    'An IPv4 subnet is /16 to /28, an IPv6 one /44 to /64 in steps of four. It lies wholly inside one block of its VPC and overlaps no other subnet of the VPC.',
  'interface-address-refused':
    'An address of an interface lies in its subnet and is none of the five that AWS keeps there: the first four and the last. Delegated prefixes are /28 for IPv4 and /80 for IPv6.',
  'duplicate-address':
    'A private address has one owner in its VPC, and a public one has one private address that it is mapped to. Traces go to the first owner listed.',
  'elastic-ip-refused':
    'An Elastic IP is mapped to one private address at a time, and a private address has one public mapping.',
  'instance-across-zones':
    'An interface belongs to a subnet and so to a zone, and can be attached to instances of that zone only.',
  'prefix-list-refused':
    'A prefix list holds entries of one family, no more than its maximum, and that is at most 1000.',
  'load-balancer-refused':
    'An application load balancer has subnets of /27 or larger in two zones, a network load balancer one subnet in each zone; a listener of a network load balancer forwards to target groups of its protocol; instances are targets in their own VPC only, and a classic load balancer has no other targets; a Gateway Load Balancer stands in no subnet that another account shares.',
  'lambda-function-refused': 'Functions do not run in a VPC whose instances have dedicated tenancy.',
  'database-refused': 'The subnets of a database subnet group lie in two Availability Zones at least.',
  'public-database-in-mixed-subnets':
    'A database of several zones may be in any subnet of its group after a failover. Where some of these have no route to an internet gateway, its public address works only now and then.',
  'traffic-mirror-refused':
    'An interface is a mirror source or a mirror target, not both. A target is an interface, a network load balancer with a UDP listener on port 4789, or a Gateway Load Balancer endpoint.',
  'hybrid-refused':
    'A VPC has one virtual private gateway; the ASNs of both sides differ; a Direct Connect gateway serves virtual private gateways or transit gateways, with VPCs and prefixes that do not overlap; a hosted connection carries one virtual interface, and connections have the speeds that AWS sells.',
  'transit-gateway-refused':
    'A VPC is attached to a transit gateway of its own Region, once, with one subnet in each zone; a table has one static route for a prefix; two gateways have one peering.',
  'vpc-endpoint-refused':
    'A route table uses one gateway endpoint for a service, and an interface endpoint has one subnet in each zone. An endpoint for S3 keeps its private names for resolver inbound endpoints only where a gateway endpoint for S3 stands beside it.',
  'route-refused':
    'A table has one static route for a destination. A route inside the VPC names exactly the block of a subnet and leads to a network interface, a NAT gateway or a Gateway Load Balancer endpoint. Ranges of local services take no route. Each kind of target has its conditions: an egress-only internet gateway takes IPv6, a NAT gateway IPv4 and 64:ff9b::/96, and all belong to the VPC of the table.',
  'gateway-route-refused':
    'A table that routes the inbound traffic of a gateway names whole blocks of the VPC or of its subnets, and leads to `local`, an interface or, for an internet gateway, a Gateway Load Balancer endpoint. It takes no prefix lists.',
  'route-table-refused':
    'A VPC has one main table. A table that routes the inbound traffic of a gateway is not the main one and has no propagated routes.',
  'second-gateway-refused':
    'A VPC has at most one internet gateway and at most one egress-only internet gateway.',
  'nat-gateway-refused':
    'A public NAT gateway needs an Elastic IP and an internet gateway on its VPC; a private one takes no Elastic IP. A regional one is public.',
  'peering-refused':
    'VPCs can be peered only if no block of the one overlaps a block of the other, whether or not the blocks are in use, and only once.',
  'group-reference-refused':
    'A rule can name a group of a peered VPC only within one Region and while the peering is active. Over anything else, name CIDR blocks.',
  'default-group-of-other-vpc':
    'Default groups serve their own VPC only, and cannot be associated with another one.',
  'acl-entry-refused':
    'Rule numbers go from 1 to 32766, and each stands once in a direction, for IPv4 and IPv6 together.',
  'quota-above-default':
    'AWS grants this number without being asked. More has to be requested, and takes time; an account that has the increase already can ignore the warning.',
  'quota-above-ceiling': 'The number is above the highest to which AWS raises the quota.',
  'container-bridge-range':
    '172.17.0.0/16 is allowed for a VPC. Container hosts use it for a network inside the machine by default, and some AWS services are built on such hosts, so they do not reach VPC addresses in that range.',
  'unassociated-elastic-ip':
    'Packets to an unassociated Elastic IP go nowhere. AWS charges for the address all the same.',
  'unused-internet-gateway':
    'Attaching the gateway is one of four things that internet access needs; the others are a route to it, a public address on the interface, and groups and ACLs that allow the traffic.',
  'public-subnet-without-gateway-route':
    'A subnet is public by its route table alone. Public addresses in a subnet whose table does not lead to an internet gateway do not work: requests from the internet may arrive, but their replies have no way out. The table in force is the main one unless the subnet names another, so a table with the right route may exist and not be associated.',
  'public-address-behind-nat':
    'Requests from the internet reach the address through the internet gateway. The reply follows the route table to the NAT device, which has no record of the connection and drops it.',
  'private-host-in-public-subnet':
    'An internet gateway maps private addresses to public ones and drops what has no mapping. A host without a public address reaches the internet only from a subnet that routes to a NAT device. Functions in a VPC never have one.',
  'gateway-route-in-wavelength-zone':
    'The way out of a Wavelength Zone is a carrier gateway, with carrier IP addresses.',
  'ipv6-without-default-route':
    '0.0.0.0/0 covers IPv4 alone. Programs usually try IPv6 first when the machine has an address of that family, and wait for it in vain.',
  'ipv4-only-egress':
    'A rule to 0.0.0.0/0 covers IPv4 alone. Groups written as code often lack the rule to ::/0 that a group made in the console for a dual-stack VPC has.',
  'outbound-mail-blocked':
    'Outbound TCP port 25 to the internet is blocked or throttled for EC2 until AWS lifts that on request.',
  'blackhole-route':
    'A route whose target is deleted, detached, stopped or failed stays in the table as a blackhole. If it is the most specific route for a packet, the packet is dropped: a shorter route does not take over.',
  'route-to-inactive-peering':
    'Only an active peering connection carries traffic. A request must be accepted in the other account or Region within seven days.',
  'route-to-missing-target':
    'In a design, a target that the design does not define cannot take traffic, so the route is a blackhole. Look for a misspelt name.',
  'ambiguous-route': 'AWS picks one of the two routes at random and keeps it. Traces follow both.',
  'propagated-route-ignored': 'Propagated routes never beat `local`, not even when they are more specific.',
  'nat-gateway-without-way-out':
    "What a NAT gateway has translated is routed by the table of the gateway's own subnet. A public NAT gateway belongs into a subnet that routes to the internet gateway; its clients are in other subnets.",
  'nat-gateway-loop':
    'The gateway and the clients share a route table, so the packet that the gateway has translated is sent to the gateway again, and dropped.',
  'private-nat-gateway-to-internet':
    'A private NAT gateway has no public address, and an internet gateway drops what has none. It serves transit and virtual private gateways.',
  'nat-gateway-in-other-zone':
    'It works. Traffic between zones is charged, and the loss of the one zone takes the internet from the others.',
  'forwarder-with-source-dest-check':
    'With the source/destination check on, an interface drops packets that are not from or to itself. NAT instances, firewalls and routers need it off.',
  'nat-instance-without-public-address':
    'A NAT instance puts its own private address into the packets, and the internet gateway maps that to its public one. Without one, everything is dropped there.',
  'appliance-loop':
    'The appliance stands in a subnet whose table sends the traffic to the appliance, so what it forwards comes back to it. The whole subnet loses the destination.',
  'middlebox-in-end-subnet':
    'Traffic within a subnet is delivered directly and passes no route. A middlebox has to be in another subnet than both ends.',
  'asymmetric-middlebox':
    'AWS supports routing through a middlebox only if requests and replies pass the same one. A firewall that keeps state drops connections of which it sees one half. Traces follow the routes as they are.',
  'virtual-interface-down':
    'AWS takes a BGP session of a private or transit virtual interface down when the site announces more than 100 prefixes of a family, and a link aggregation group when fewer links are up than its minimum.',
  'direct-connect-not-resilient':
    'Devices and locations are taken out of service for maintenance, and fail. AWS counts on one connection at each of two locations for 99.9 %, and on two devices at each of two locations for 99.99 %. A VPN is a cheaper second way.',
  'inspected-subnet-has-endpoint':
    'What comes out of a firewall or Gateway Load Balancer endpoint follows the route table of its own subnet. If that is the table that leads to the endpoint, the packet comes back to it and is dropped. The endpoint and what it inspects have to be in different subnets.',
  'endpoint-in-attachment-subnet':
    'In an inspection VPC the table of the attachment subnet leads to the endpoint, and the table of the endpoint subnet leads on and back to the transit gateway. These are opposite routes, so each needs a subnet of its own in every zone.',
  'inspection-without-appliance-mode':
    'Without appliance mode a transit gateway keeps each packet in the zone it came from. Requests and replies between machines in two zones then pass different endpoints, and one that did not see the request drops the reply. Appliance mode keeps both directions of a flow in one zone.',
  'asymmetric-inspection':
    'AWS Network Firewall needs both directions of a flow at the same endpoint. Where replies go around it, its stateful rules are not reliable: connections may fail, and names that it should block may get through. Traces of such flows are unknown.',
  'ingress-appliance-without-public-address':
    'A gateway route table can send inbound internet traffic to an interface only if that interface has a public address itself.',
  'redirected-subnet-bypasses-appliance':
    'Once the gateway route table redirects a subnet to an appliance, the internet gateway takes traffic of that subnet from the appliance only.',
  'overlapping-peers':
    'AWS allows it, since the two are not peered with each other. Replies follow the longest matching route, not the connection the request came from, so that one of the peers gets no replies unless the routes are more specific.',
  'peering-routed-on-one-side':
    'The request arrives, and its reply has no way back. Every table in use on both sides needs a route over the peering.',
  'peering-without-routes':
    'Peering alone moves no packet. Each side needs routes to the blocks of the other.',
  'peering-route-beyond-peer':
    "A peering carries only packets whose destination is in a block of the far VPC. It is not transitive, and the far VPC's internet gateway, NAT gateway, VPN and endpoints cannot be used through it.",
  'peer-block-without-route':
    'The table routes to other blocks of the peer but not to this one, often one that the peer got later. Its traffic follows the default route, and an internet gateway drops private destinations.',
  'acl-denies-everything':
    'A new network ACL denies everything until entries are added, in each direction separately. Without entries one way, neither requests nor replies pass.',
  'acl-drops-replies':
    'Network ACLs keep no state. The reply goes to the port that the client chose for its end of the connection: 32768–60999 on Linux, 49152–65535 on Windows, 1024–65535 for NAT gateways, load balancers and Lambda. The opposite direction needs an entry for those ports.',
  'acl-drops-some-replies':
    'The opposite direction allows a part of the ports that clients choose from. Connections work or hang depending on the port, so that the fault comes and goes.',
  'acl-narrow-ephemeral-range':
    'The ports that Linux and Windows clients choose from are allowed. Clients behind NAT gateways and load balancers, and older systems, use 1024–65535.',
  'nat-subnet-acl-lacks-crossing':
    'An exchange through a NAT gateway crosses the ACL of its subnet four times: in from the client, out to the server, in from the server to a port of 1024–65535, out to the client on its ephemeral port.',
  'shadowed-acl-entry':
    'The entry with the lowest number that matches decides. Entries with lower numbers match everything that this one does, and at least one of them does the opposite.',
  'redundant-acl-entry':
    'Entries with lower numbers already do the same for everything that this one matches.',
  'stale-group-reference':
    'The group is deleted, or it belongs to a VPC that no peering connection joins any more. AWS keeps such a rule and calls it stale; it matches nothing.',
  'group-reference-by-public-name':
    'A reference matches packets from a private address of a member that came straight over the peering. If public names of the peer resolve to public addresses, callers go out by the internet gateway, and the reference does not match.',
  'group-of-other-vpc':
    'A group belongs to one VPC. It can be associated with further VPCs of the Region, which the network does not record; without that AWS refuses it.',
  'unused-security-group': 'No interface carries the group and no rule names it.',
  'default-group-in-use':
    'Interfaces get the default group when no other is named. It lets its members reach each other on every port and lets nothing else in, which is rarely what a role needs.',
  'redundant-group-rule':
    'Another rule of the group lets everything through that this one does. Since rules only allow, and their order means nothing, it can be removed.',
  'path-mtu-messages-blocked':
    'A router that cannot forward a large packet says so by ICMP type 3 code 4. Groups do not let that in by themselves, and custom ACLs do not let it through. The sender then repeats packets that are too large, and connections hang when they carry much data. Over an internet gateway packets are at most 1500 bytes, inside a VPC up to 9001.',
  'silent-private-zone':
    'Private hosted zones answer only where DNS support and DNS hostnames of the VPC are both on. New VPCs other than the default one have DNS hostnames off.',
  'hidden-public-names':
    'The resolver of a VPC asks the most specific private zone alone. A name that this zone does not have does not exist there, though it has a public record.',
  'query-to-vpc-resolver':
    'The Amazon resolver of a VPC answers only what is asked inside the VPC. Other networks ask a Route 53 Resolver inbound endpoint.',
  'exclusion-without-effect':
    'Exclusions that allow egress only act in the bidirectional mode. Where an organization allows no exclusions, AWS does not say whether existing ones still act; traces ignore them.',
  'block-ingress-in-local-zone':
    'The mode needs a NAT gateway or an egress-only internet gateway, and Local Zones without them do not support it.',
};
