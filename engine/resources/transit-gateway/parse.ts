import type * as v from 'valibot';
import type { Resource } from '../index.ts';
import type { transitGatewaySchema } from './schema.ts';

export function parseTransitGateway(
  document: v.InferOutput<typeof transitGatewaySchema>,
): readonly Resource[] {
  return [
    {
      kind: 'transit-gateway',
      id: document.id,
      name: document.name,
      region: document.region,
      ownerId: document.ownerId,
      asn: document.amazonSideAsn,
      cidrBlocks: document.transitGatewayCidrBlocks,
      state: document.state,
      vpnEcmpSupport: document.vpnEcmpSupport,
      securityGroupReferencing: document.securityGroupReferencingSupport,
      dnsSupport: document.dnsSupport,
      defaultRouteTableAssociation: document.defaultRouteTableAssociation,
      defaultRouteTablePropagation: document.defaultRouteTablePropagation,
      routeTablesVisible: document.routeTablesVisible,
    },
  ];
}
