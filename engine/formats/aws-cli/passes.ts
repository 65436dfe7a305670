/**
 * What is done once every object was read, in this order.
 */
import type { Pass } from './kind.ts';
import { applyZones } from './kinds/availability-zones.ts';
import { inferGateways } from './kinds/gateways.ts';
import { applyDirectConnectAssociations } from './kinds/hybrid.ts';
import { applyHostedZones } from './kinds/hosted-zones.ts';
import { addInterfacesOfInstances } from './kinds/instances.ts';
import { applyNetworkAclAssociations } from './kinds/network-acls.ts';
import { addElasticIps } from './kinds/network-interfaces.ts';
import { applyPrefixListEntries } from './kinds/prefix-lists.ts';
import { applyResolver } from './kinds/resolver.ts';
import {
  applyRouteTableAssociations,
  dropImpliedRoutes,
  rankPropagatedRoutes,
} from './kinds/route-tables.ts';
import { applySecurityGroupRules } from './kinds/security-group-rules.ts';
import { applyNames } from './kinds/tags.ts';
import { applyTransitGateways } from './kinds/transit-gateways.ts';
import { applyVpcAttributes } from './kinds/vpc-attribute.ts';
import { addNamed } from './named.ts';
import { isMissing } from './not-held.ts';

/** All passes, in order. */
export const passes: readonly Pass[] = [
  // Resources that answers of another kind bring along.
  addInterfacesOfInstances,
  addElasticIps,
  addNamed,
  applySecurityGroupRules,
  applyPrefixListEntries,
  // What one answer says about the resources of another.
  applyRouteTableAssociations,
  applyNetworkAclAssociations,
  applyVpcAttributes,
  applyTransitGateways,
  applyDirectConnectAssociations,
  applyHostedZones,
  applyResolver,
  applyZones,
  applyNames,
  dropImpliedRoutes,
  rankPropagatedRoutes,
  // What follows from all of it.
  (dump) => inferGateways(dump, (section, scope) => isMissing(dump, section, scope)),
];
