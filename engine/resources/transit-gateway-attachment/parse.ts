import type * as v from 'valibot';
import { asId } from '../../model/id.ts';
import type { VpcId } from '../../model/id.ts';
import type { ParseContext } from '../../model/resource-type.ts';
import type { Resource } from '../index.ts';
import type { Association } from '../transit-gateway/types.ts';
import type { transitGatewayAttachmentSchema } from './schema.ts';
import type { Attached } from './types.ts';

type Document = v.InferOutput<typeof transitGatewayAttachmentSchema>;

export function parseTransitGatewayAttachment(
  document: Document,
  context: ParseContext,
): readonly Resource[] {
  return [
    {
      kind: 'transit-gateway-attachment',
      id: document.id,
      name: document.name,
      // TGW-41: the gateway of another account need not be in the document.
      transitGateway: context.idOrText(document.transitGateway, 'transit-gateway'),
      state: document.state,
      attached: attachedOf(document, context),
      association: associationOf(document.routeTable, context, ['routeTable']),
      propagatesTo:
        document.propagatesTo === undefined
          ? 'default'
          : document.propagatesTo.map((table, index) =>
              context.idOf(table, ['propagatesTo', index], 'transit-gateway-route-table'),
            ),
    },
  ];
}

/** The association that a member states: a table, `none`, or the default one (TGW-39). */
export function associationOf(
  table: string | undefined,
  context: ParseContext,
  path: readonly (string | number)[],
): Association {
  if (table === undefined) return { kind: 'default' };
  if (table === 'none' && context.find(table, 'transit-gateway-route-table') === undefined)
    return { kind: 'none' };
  return { kind: 'table', table: context.idOf(table, path, 'transit-gateway-route-table') };
}

function attachedOf(document: Document, context: ParseContext): Attached {
  if (document.vpc !== undefined) {
    return {
      kind: 'vpc',
      vpc: asId<VpcId>(context.idOrText(document.vpc, 'vpc')),
      subnets: document.subnets.map((subnet, index) => context.idOf(subnet, ['subnets', index], 'subnet')),
      applianceMode: document.applianceModeSupport,
      ipv6Support: document.ipv6Support,
      dnsSupport: document.dnsSupport,
      securityGroupReferencing: document.securityGroupReferencingSupport,
    };
  }
  if (document.transportAttachment !== undefined) {
    const transport = context.idOf(
      document.transportAttachment,
      ['transportAttachment'],
      'transit-gateway-attachment',
    );
    return { kind: 'connect', transport, peers: document.connectPeers };
  }
  if (document.vpnConnection !== undefined)
    return {
      kind: 'vpn',
      connection: context.idOf(document.vpnConnection, ['vpnConnection'], 'vpn-connection'),
    };
  if (document.directConnectGateway !== undefined) {
    const gateway = context.idOf(
      document.directConnectGateway,
      ['directConnectGateway'],
      'direct-connect-gateway',
    );
    return { kind: 'direct-connect-gateway', gateway };
  }
  if (document.firewall !== undefined) {
    const firewall = context.idOf(document.firewall, ['firewall'], 'network-firewall');
    return { kind: 'firewall', firewall, zones: document.availabilityZones };
  }
  return {
    kind: 'other',
    resourceType: document.resourceType ?? 'unknown',
    resource: document.resource ?? document.id,
  };
}
