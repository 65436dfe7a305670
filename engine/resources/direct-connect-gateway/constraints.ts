/** Which associations AWS takes on one Direct Connect gateway (DX-4, DX-5, DX-10, DX-11). */
import { formatCidr, overlaps } from '../../ip/index.ts';
import type { Cidr } from '../../ip/index.ts';
import type { Refusal } from '../../rules/index.ts';

/** One association, with the blocks of the VPC behind a VGW. */
export interface Association {
  readonly gateway: string;
  readonly gatewayKind: 'vpn-gateway' | 'transit-gateway';
  readonly allowedPrefixes: readonly Cidr[];
  readonly vpcBlocks: readonly Cidr[];
  /** `undefined` when not known. */
  readonly asn: number | undefined;
}

const MOST_VPN_GATEWAYS = 20;
const MOST_TRANSIT_GATEWAYS = 6;

/** @param asn - of the Direct Connect gateway itself */
export function refuseAssociations(associations: readonly Association[], asn: number | undefined): Refusal[] {
  const refusals: Refusal[] = [];
  const refuse = (rule: Refusal['rule'], reason: string) => void refusals.push({ rule, reason });
  const transit = associations.filter(({ gatewayKind }) => gatewayKind === 'transit-gateway');
  const vpn = associations.filter(({ gatewayKind }) => gatewayKind === 'vpn-gateway');
  if (transit.length > 0 && vpn.length > 0) {
    refuse(
      'DX-4',
      'It is associated with virtual private gateways and with transit gateways. A Direct Connect gateway serves one kind; use two.',
    );
  }
  if (vpn.length > MOST_VPN_GATEWAYS || transit.length > MOST_TRANSIT_GATEWAYS) {
    refuse(
      'DX-4',
      `It has ${associations.length} associations. The most are ${MOST_VPN_GATEWAYS} virtual private gateways or ${MOST_TRANSIT_GATEWAYS} transit gateways.`,
    );
  }
  for (const [a, b] of pairs(vpn)) {
    const clash = clashOf(a.vpcBlocks, b.vpcBlocks);
    if (clash !== undefined) {
      refuse(
        'DX-5',
        `${clash} of the VPCs behind \`${a.gateway}\` and \`${b.gateway}\` overlap. VPCs on one Direct Connect gateway do not.`,
      );
    }
  }
  for (const [a, b] of pairs(transit)) {
    const clash = clashOf(a.allowedPrefixes, b.allowedPrefixes);
    if (clash !== undefined) {
      refuse(
        'DX-10',
        `${clash}, allowed for \`${a.gateway}\` and \`${b.gateway}\`, overlap. Prefixes of several transit gateways do not.`,
      );
    }
    if (a.asn !== undefined && a.asn === b.asn)
      refuse('DX-11', `\`${a.gateway}\` and \`${b.gateway}\` both have ASN \`${a.asn}\`. Give each its own.`);
  }
  const same = transit.find((each) => each.asn !== undefined && each.asn === asn);
  if (same !== undefined)
    refuse(
      'DX-11',
      `\`${same.gateway}\` has the ASN of the Direct Connect gateway, \`${asn ?? ''}\`. Give it another.`,
    );
  return refusals;
}

function pairs<T>(items: readonly T[]): [T, T][] {
  return items.flatMap((first, index) => items.slice(index + 1).map((second): [T, T] => [first, second]));
}

function clashOf(a: readonly Cidr[], b: readonly Cidr[]): string | undefined {
  for (const mine of a) {
    const theirs = b.find((block) => overlaps(mine, block));
    if (theirs !== undefined) return `\`${formatCidr(mine)}\` and \`${formatCidr(theirs)}\``;
  }
  return undefined;
}
