import type { DiagnosticDefinition } from './codes.ts';

/**
 * Codes of the configuration checks in `lint/`. Errors: AWS refuses it, or the traffic it is about is surely broken.
 * Warnings: it will surprise. Infos: worth knowing.
 */
export const lintCodes = {
  // What AWS would refuse.
  'vpc-cidr-refused': {
    severity: 'error',
    summary: 'AWS would not give this CIDR block to the VPC.',
  },
  'vpc-cidr-doubtful': {
    severity: 'info',
    summary: 'AWS does not say whether it accepts this combination of CIDR blocks.',
  },
  'subnet-cidr-refused': {
    severity: 'error',
    summary: 'AWS would not give this CIDR block to the subnet.',
  },
  'interface-address-refused': {
    severity: 'error',
    summary: 'AWS would not give this address to the interface.',
  },
  'duplicate-address': {
    severity: 'error',
    summary: 'Two interfaces have the same address.',
  },
  'elastic-ip-refused': {
    severity: 'error',
    summary: 'AWS would not associate the Elastic IP like this.',
  },
  'instance-across-zones': {
    severity: 'error',
    summary: 'An instance has interfaces in several zones.',
  },
  'prefix-list-refused': {
    severity: 'error',
    summary: 'AWS would not accept the prefix list.',
  },
  'load-balancer-refused': {
    severity: 'error',
    summary: 'AWS would not accept this part of a load balancer.',
  },
  'lambda-function-refused': {
    severity: 'error',
    summary: 'AWS would not accept the VPC settings of the function.',
  },
  'database-refused': {
    severity: 'error',
    summary: 'AWS would not make the database like this.',
  },
  'public-database-in-mixed-subnets': {
    severity: 'warning',
    summary: 'A failover may take a public database out of reach.',
  },
  'traffic-mirror-refused': {
    severity: 'error',
    summary: 'AWS would not accept this part of traffic mirroring.',
  },
  'hybrid-refused': {
    severity: 'error',
    summary: 'AWS would not accept this part of a link to a network outside.',
  },
  'transit-gateway-refused': {
    severity: 'error',
    summary: 'AWS would not accept this part of a transit gateway.',
  },
  'vpc-endpoint-refused': {
    severity: 'error',
    summary: 'AWS would not make the VPC endpoint like this.',
  },
  'route-refused': {
    severity: 'error',
    summary: 'AWS would not accept the route.',
  },
  'gateway-route-refused': {
    severity: 'error',
    summary: 'AWS would not accept the route in a gateway route table.',
  },
  'route-table-refused': {
    severity: 'error',
    summary: 'AWS would not accept the route table.',
  },
  'second-gateway-refused': {
    severity: 'error',
    summary: 'A VPC has more gateways of a kind than AWS allows.',
  },
  'nat-gateway-refused': {
    severity: 'error',
    summary: 'AWS would not make the NAT gateway.',
  },
  'peering-refused': {
    severity: 'error',
    summary: 'AWS would not make the peering connection.',
  },
  'group-reference-refused': {
    severity: 'error',
    summary: 'AWS would not accept a rule that names this group.',
  },
  'default-group-of-other-vpc': {
    severity: 'error',
    summary: 'An interface carries the default group of another VPC.',
  },
  'acl-entry-refused': {
    severity: 'error',
    summary: 'AWS would not accept the entries of the network ACL.',
  },

  // Quotas.
  'quota-above-default': {
    severity: 'warning',
    summary: 'The network needs more than a default quota.',
  },
  'quota-above-ceiling': {
    severity: 'error',
    summary: 'The network needs more than AWS can grant.',
  },

  // Addresses and internet access.
  'container-bridge-range': {
    severity: 'warning',
    summary: 'A VPC uses the range of container bridges.',
  },
  'unassociated-elastic-ip': {
    severity: 'info',
    summary: 'An Elastic IP is mapped to nothing.',
  },
  'unused-internet-gateway': {
    severity: 'info',
    summary: 'An internet gateway is attached and no table leads to it.',
  },
  'public-subnet-without-gateway-route': {
    severity: 'warning',
    summary: 'A subnet meant to be public has no route to an internet gateway.',
  },
  'public-address-behind-nat': {
    severity: 'warning',
    summary: 'A public address is in a subnet that routes to a NAT device.',
  },
  'private-host-in-public-subnet': {
    severity: 'info',
    summary: 'A host in a public subnet has no public address.',
  },
  'gateway-route-in-wavelength-zone': {
    severity: 'warning',
    summary: 'A subnet in a Wavelength Zone routes to an internet gateway.',
  },
  'ipv6-without-default-route': {
    severity: 'warning',
    summary: 'Hosts with IPv6 addresses have a default route for IPv4 only.',
  },
  'ipv4-only-egress': {
    severity: 'warning',
    summary: 'A group lets everything out by IPv4 and nothing by IPv6.',
  },
  'outbound-mail-blocked': {
    severity: 'info',
    summary: 'A group allows outbound mail, which EC2 blocks by default.',
  },

  // Routes.
  'blackhole-route': {
    severity: 'warning',
    summary: 'A route leads to something that takes no traffic.',
  },
  'route-to-inactive-peering': {
    severity: 'warning',
    summary: 'A route leads to a peering connection that is not active.',
  },
  'route-to-missing-target': {
    severity: 'warning',
    summary: 'A route leads to something that the network does not hold.',
  },
  'ambiguous-route': {
    severity: 'warning',
    summary: 'Two prefix lists route the same block to different targets.',
  },
  'propagated-route-ignored': {
    severity: 'info',
    summary: 'A propagated route inside the VPC has no effect.',
  },

  // NAT gateways and appliances.
  'nat-gateway-without-way-out': {
    severity: 'error',
    summary: 'A NAT gateway stands in a subnet without a way out.',
  },
  'nat-gateway-loop': {
    severity: 'error',
    summary: 'A NAT gateway uses the very routes that lead to it.',
  },
  'private-nat-gateway-to-internet': {
    severity: 'error',
    summary: 'A private NAT gateway is routed to an internet gateway.',
  },
  'nat-gateway-in-other-zone': {
    severity: 'info',
    summary: 'Subnets use a NAT gateway in another zone.',
  },
  'forwarder-with-source-dest-check': {
    severity: 'error',
    summary: 'Routes lead to an interface that drops foreign packets.',
  },
  'nat-instance-without-public-address': {
    severity: 'error',
    summary: 'A NAT instance has no public address.',
  },
  'appliance-loop': {
    severity: 'error',
    summary: 'An appliance uses the very route that leads to it.',
  },
  'middlebox-in-end-subnet': {
    severity: 'warning',
    summary: 'A middlebox stands in a subnet whose traffic it should carry.',
  },
  'asymmetric-middlebox': {
    severity: 'warning',
    summary: 'Only one direction passes the middlebox.',
  },
  'virtual-interface-down': {
    severity: 'warning',
    summary: 'A virtual interface of Direct Connect carries nothing.',
  },
  'direct-connect-not-resilient': {
    severity: 'info',
    summary: 'A site depends on one Direct Connect location.',
  },
  'inspected-subnet-has-endpoint': {
    severity: 'warning',
    summary: 'An endpoint that inspects uses the very route that leads to it.',
  },
  'endpoint-in-attachment-subnet': {
    severity: 'warning',
    summary: 'An endpoint that inspects shares the subnet of a transit gateway attachment.',
  },
  'inspection-without-appliance-mode': {
    severity: 'warning',
    summary: 'Firewalls in several zones stand behind an attachment without appliance mode.',
  },
  'asymmetric-inspection': {
    severity: 'warning',
    summary: 'A firewall sees the requests and not the replies.',
  },
  'ingress-appliance-without-public-address': {
    severity: 'error',
    summary: 'An appliance for inbound internet traffic has no public address.',
  },
  'redirected-subnet-bypasses-appliance': {
    severity: 'error',
    summary: 'A subnet goes around the appliance that its inbound traffic passes.',
  },

  // Peering.
  'overlapping-peers': {
    severity: 'warning',
    summary: 'Two peers of a VPC have the same addresses.',
  },
  'peering-routed-on-one-side': {
    severity: 'error',
    summary: 'Only one side of a peering connection has routes.',
  },
  'peering-without-routes': {
    severity: 'info',
    summary: 'A peering connection is active and unused.',
  },
  'peering-route-beyond-peer': {
    severity: 'warning',
    summary: 'A route over a peering connection covers more than the peer.',
  },
  'peer-block-without-route': {
    severity: 'info',
    summary: 'A block of a peered VPC has no route.',
  },

  // Network ACLs.
  'acl-denies-everything': {
    severity: 'warning',
    summary: 'A network ACL in use lets nothing through.',
  },
  'acl-drops-replies': {
    severity: 'error',
    summary: 'A network ACL lets requests through and not their replies.',
  },
  'acl-drops-some-replies': {
    severity: 'warning',
    summary: 'A network ACL lets only some of the replies through.',
  },
  'acl-narrow-ephemeral-range': {
    severity: 'info',
    summary: 'A network ACL serves common clients, but not all.',
  },
  'nat-subnet-acl-lacks-crossing': {
    severity: 'error',
    summary: "The ACL of a NAT gateway's subnet does not let a whole exchange through.",
  },
  'shadowed-acl-entry': {
    severity: 'warning',
    summary: 'An entry of a network ACL is never reached, and says otherwise.',
  },
  'redundant-acl-entry': {
    severity: 'info',
    summary: 'An entry of a network ACL is never reached.',
  },

  // Security groups.
  'stale-group-reference': {
    severity: 'warning',
    summary: 'A rule names a group that it cannot match.',
  },
  'group-reference-by-public-name': {
    severity: 'info',
    summary: 'A group reference over a peering works by private address only.',
  },
  'group-of-other-vpc': {
    severity: 'warning',
    summary: 'An interface carries a group of another VPC.',
  },
  'unused-security-group': {
    severity: 'info',
    summary: 'A security group is not in use.',
  },
  'default-group-in-use': {
    severity: 'info',
    summary: 'Interfaces are in the default group.',
  },
  'redundant-group-rule': {
    severity: 'info',
    summary: 'A rule of a security group adds nothing.',
  },
  'path-mtu-messages-blocked': {
    severity: 'info',
    summary: 'Messages of path-MTU discovery are not let in.',
  },

  // Names.
  'silent-private-zone': {
    severity: 'warning',
    summary: 'A private zone does not answer in a VPC that it is associated with.',
  },
  'hidden-public-names': {
    severity: 'info',
    summary: 'A private zone hides public names of its domain.',
  },
  'query-to-vpc-resolver': {
    severity: 'warning',
    summary: 'Queries are sent to the resolver of a VPC from outside of it.',
  },

  // Block Public Access.
  'exclusion-without-effect': {
    severity: 'info',
    summary: 'An exclusion from Block Public Access has no effect.',
  },
  'block-ingress-in-local-zone': {
    severity: 'warning',
    summary: 'Blocking ingress is not supported in this Local Zone.',
  },
} as const satisfies Record<string, DiagnosticDefinition>;

export type LintCode = keyof typeof lintCodes;
