/**
 * Which subnets AWS takes into a VPC attachment (TGW-2), and how many attachments it allows (TGW-1).
 */
import type { Refusal } from '../../rules/index.ts';
import type { ZoneType } from '../subnet/types.ts';

/** A subnet that an attachment names. */
export interface AttachmentSubnet {
  readonly id: string;
  /** `undefined` when not known. */
  readonly zone: string | undefined;
  readonly zoneType: ZoneType;
  readonly hasIpv4: boolean;
}

/** Whether AWS makes a VPC attachment of these subnets: at least one, one a zone, in Availability Zones, with IPv4 (TGW-2). */
export function refuseAttachmentSubnets(subnets: readonly AttachmentSubnet[]): Refusal[] {
  const refusals: Refusal[] = [];
  const refuse = (reason: string) => void refusals.push({ rule: 'TGW-2', reason });
  if (subnets.length === 0) refuse('A VPC attachment needs a subnet in at least one zone. Name one.');
  const first = new Map<string, string>();
  for (const { id, zone, zoneType, hasIpv4 } of subnets) {
    const other = zone === undefined ? undefined : first.get(zone);
    if (zone !== undefined && other !== undefined)
      refuse(
        `\`${other}\` and \`${id}\` are both in \`${zone}\`. An attachment has one subnet a zone; keep one.`,
      );
    else if (zone !== undefined) first.set(zone, id);
    if (zoneType === 'local-zone')
      refuse(
        `\`${id}\` is in a Local Zone, where a transit gateway has no interface. Name a subnet of the parent zone.`,
      );
    if (!hasIpv4) refuse(`\`${id}\` has no IPv4 block. An attachment subnet is not IPv6-only.`);
  }
  return refusals;
}

/** How many transit gateways a VPC may be attached to (TGW-1). */
const MOST_GATEWAYS_OF_VPC = 5;

/**
 * Whether a VPC may have these attachments in use: one to a gateway, to at most five gateways (TGW-1).
 *
 * @param gateways - the gateway of each attachment
 */
export function refuseAttachments(gateways: readonly string[]): Refusal[] {
  const refusals: Refusal[] = [];
  const repeated = gateways.find((gateway, index) => gateways.indexOf(gateway) !== index);
  if (repeated !== undefined) {
    refusals.push({
      rule: 'TGW-1',
      reason: `\`${repeated}\` has more than one attachment of the VPC. A VPC is attached to a transit gateway once; add subnets to that attachment instead.`,
    });
  }
  const number = new Set(gateways).size;
  if (number > MOST_GATEWAYS_OF_VPC) {
    refusals.push({
      rule: 'TGW-1',
      reason: `The VPC is attached to ${number} transit gateways, and ${MOST_GATEWAYS_OF_VPC} are the most. Remove some.`,
    });
  }
  return refusals;
}

/** Whether AWS attaches a VPC of one Region to a transit gateway of another: never (TGW-36). */
export function refuseRegion(vpc: string | undefined, gateway: string | undefined): Refusal[] {
  if (vpc === undefined || gateway === undefined || vpc === gateway) return [];
  return [
    {
      rule: 'TGW-36',
      reason: `The VPC is in \`${vpc}\` and the transit gateway in \`${gateway}\`. Attach it to one of its own Region and peer the two gateways.`,
    },
  ];
}
