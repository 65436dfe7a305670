/**
 * The answers that are read. A new one is a file and a line here; where it says something about the resources of
 * another answer, also a line in `passes`.
 */
import type { AnswerKind } from '../kind.ts';
import { addresses } from './addresses.ts';
import { availabilityZones } from './availability-zones.ts';
import { vpcBlockPublicAccessExclusions, vpcBlockPublicAccessOptions } from './block-public-access.ts';
import { egressOnlyInternetGateways, internetGateways } from './gateways.ts';
import { customerGateways, directConnectGateways, vpnGateways } from './hybrid.ts';
import { hostedZone, hostedZoneSummaries, hostedZones, resourceRecordSets } from './hosted-zones.ts';
import { instances, reservations } from './instances.ts';
import { natGateways } from './nat-gateways.ts';
import { networkAcls } from './network-acls.ts';
import { networkInterfaces } from './network-interfaces.ts';
import { otherResources } from './other-resources.ts';
import { prefixListEntries, prefixLists } from './prefix-lists.ts';
import {
  resolverEndpointAddresses,
  resolverEndpoints,
  resolverRuleAssociations,
  resolverRules,
} from './resolver.ts';
import { routeTables } from './route-tables.ts';
import { securityGroupRules } from './security-group-rules.ts';
import { securityGroups } from './security-groups.ts';
import { subnets } from './subnets.ts';
import { tags } from './tags.ts';
import {
  transitGatewayAttachments,
  transitGatewayConnectPeers,
  transitGatewayConnects,
  transitGatewayPeeringAttachments,
  transitGatewayPropagations,
  transitGatewayRoutes,
  transitGatewayRouteTablePropagations,
  transitGatewayRouteTables,
  transitGateways,
  transitGatewayStaticRoutes,
  transitGatewayVpcAttachments,
} from './transit-gateways.ts';
import { vpcAttribute } from './vpc-attribute.ts';
import { vpcEndpoints } from './vpc-endpoints.ts';
import { vpcPeeringConnections } from './vpc-peering-connections.ts';
import { directConnectGatewayAssociations, virtualInterfaces, vpnConnections } from './vpn-connections.ts';
import { vpcs } from './vpcs.ts';

/** Objects outside any answer are taken for the first kind whose marks they bear. */
export const answerKinds: readonly AnswerKind[] = [
  vpcs,
  vpcAttribute,
  subnets,
  routeTables,
  prefixLists,
  prefixListEntries,
  securityGroups,
  securityGroupRules,
  networkAcls,
  networkInterfaces,
  addresses,
  reservations,
  instances,
  internetGateways,
  egressOnlyInternetGateways,
  natGateways,
  vpcPeeringConnections,
  vpcEndpoints,
  transitGateways,
  transitGatewayAttachments,
  transitGatewayVpcAttachments,
  transitGatewayPeeringAttachments,
  transitGatewayConnects,
  transitGatewayConnectPeers,
  transitGatewayRouteTables,
  transitGatewayRoutes,
  transitGatewayStaticRoutes,
  transitGatewayPropagations,
  transitGatewayRouteTablePropagations,
  vpcBlockPublicAccessOptions,
  vpcBlockPublicAccessExclusions,
  availabilityZones,
  tags,
  vpnGateways,
  customerGateways,
  directConnectGateways,
  vpnConnections,
  virtualInterfaces,
  directConnectGatewayAssociations,
  hostedZones,
  hostedZone,
  hostedZoneSummaries,
  resourceRecordSets,
  resolverRules,
  resolverRuleAssociations,
  resolverEndpoints,
  resolverEndpointAddresses,
  ...otherResources,
];

/** The kinds by the keys under which AWS answers. */
export const kindByKey: ReadonlyMap<string, AnswerKind> = new Map(
  answerKinds.map((kind) => [kind.key, kind]),
);
