/**
 * Transit gateways as AWS would not make them (TGW-1, TGW-2, TGW-11, TGW-31, TGW-36).
 */
import type { Diagnostic } from '../diagnostics/index.ts';
import { lifecycleOf } from '../model/lifecycle.ts';
import { zoneOf } from '../model/zone.ts';
import {
  refuseAttachments,
  refuseAttachmentSubnets,
  refuseRegion,
} from '../resources/transit-gateway-attachment/constraints.ts';
import type { AttachedVpc, TransitGatewayAttachment } from '../resources/transit-gateway-attachment/types.ts';
import { refusePeerings } from '../resources/transit-gateway-peering-attachment/constraints.ts';
import { refuseStaticRoutes } from '../resources/transit-gateway-route-table/constraints.ts';
import { grouped } from './check.ts';
import type { Check, LintContext } from './check.ts';
import { named, refused } from './words.ts';

export const transitGateways: Check = (context) => {
  const { network } = context;
  const attachments = [...network.transitGatewayAttachments.values()].filter(isLive);
  const peerings = [...network.transitGatewayPeeringAttachments.values()].filter(isLive);
  const pairs = grouped(peerings, ({ requester, accepter }) => [
    [requester.transitGateway, accepter.transitGateway].sort().join(' '),
  ]);
  const byVpc = grouped(attachments, ({ attached }) => (attached.kind === 'vpc' ? [attached.vpc] : []));
  return [
    ...attachments.flatMap((attachment) => attachmentDiagnostics(context, attachment)),
    ...[...byVpc].flatMap(([vpc, own]) =>
      refused(
        'transit-gateway-refused',
        vpc,
        `AWS would not attach VPC \`${vpc}\` like this`,
        refuseAttachments(own.map(({ transitGateway }) => transitGateway)),
      ),
    ),
    ...[...network.transitGatewayRouteTables.values()]
      .filter(({ routesInForce }) => !routesInForce)
      .flatMap((table) =>
        refused(
          'transit-gateway-refused',
          table.id,
          `AWS would not accept the routes of transit gateway route table ${named(table)}`,
          refuseStaticRoutes(table.routes),
        ),
      ),
    ...[...pairs.values()].flatMap((same) =>
      refused(
        'transit-gateway-refused',
        same[0]?.id ?? '',
        'AWS would not peer two transit gateways more than once',
        refusePeerings(same.map(({ id }) => id)),
      ),
    ),
  ];
};

function isLive({ state }: { readonly state: string | undefined }): boolean {
  return lifecycleOf(state) !== 'unusable';
}

function attachmentDiagnostics(context: LintContext, attachment: TransitGatewayAttachment): Diagnostic[] {
  const { network } = context;
  const { attached } = attachment;
  if (attached.kind !== 'vpc') return [];
  const region = network.vpcs.get(attached.vpc)?.region;
  return refused(
    'transit-gateway-refused',
    attachment.id,
    `AWS would not make attachment ${named(attachment)} of VPC \`${attached.vpc}\``,
    [
      ...refuseAttachmentSubnets(subnetsOf(context, attached)),
      ...refuseRegion(region, network.transitGateways.get(attachment.transitGateway)?.region),
    ],
  );
}

/** EVAL-8: of a subnet that the input only names nothing is known. */
function subnetsOf({ network }: LintContext, { subnets }: AttachedVpc) {
  return subnets.map((id) => {
    const subnet = network.subnets.get(id);
    return {
      id,
      zone: subnet === undefined ? undefined : zoneOf(subnet),
      zoneType: subnet?.zoneType ?? ('availability-zone' as const),
      hasIpv4: subnet?.cidrBlock !== undefined || subnet?.ipv6CidrBlocks.length === 0 || subnet === undefined,
    };
  });
}
