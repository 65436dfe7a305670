/** What each cloud asks of a subnet: its sizes, and the addresses at its ends that interfaces can't have. */

import type { Family } from '../ip/index.ts';

/** `standard` is a subnet on no cloud: network and broadcast (ADDR-5), any size. */
export type Cloud = 'standard' | 'aws' | 'azure' | 'gcp' | 'oci';

/** Every cloud, in the order to offer them. */
export const clouds: readonly Cloud[] = ['standard', 'aws', 'azure', 'gcp', 'oci'];

/** Prefix lengths that a subnet may have: `shortest`, and every `step`th up to `longest`, both inclusive. */
export interface SubnetLimits {
  /** Of the largest subnet. */
  readonly shortest: number;
  /** Of the smallest subnet. */
  readonly longest: number;
  readonly step: number;
}

/** What a reserved address is for; `reserved` where the cloud names no purpose. */
export type ReservedPurpose =
  'network' | 'vpc-router' | 'gateway' | 'dns' | 'future-use' | 'broadcast' | 'system' | 'reserved';

/** Reservations at one end of a subnet, ascending, each of `unit` addresses. */
export interface Reservation {
  readonly leading: readonly ReservedPurpose[];
  readonly trailing: readonly ReservedPurpose[];
  /** Addresses that one reservation takes: 1, or 2^32 where whole IPv6 /96 ranges are reserved. */
  readonly unit: number;
}

export interface CloudRules {
  /** The name people know it by: `Azure`. */
  readonly label: string;
  readonly limits: Readonly<Record<Family, SubnetLimits>>;
  readonly reserved: Readonly<Record<Family, Reservation>>;
  /** Where the cloud, or the standard, says so. */
  readonly source: string;
}

/** Every address is an interface's to have. */
export const NO_RESERVATION: Reservation = { leading: [], trailing: [], unit: 1 };

export function cloudRules(cloud: Cloud): CloudRules {
  return rules[cloud];
}

/** The sizes that the cloud allows a subnet; for `standard` all there are. */
export function subnetLimits(cloud: Cloud, family: Family): SubnetLimits {
  return rules[cloud].limits[family];
}

/** What a reserved address is for, in words: `Default gateway`. */
export function purposeText(purpose: ReservedPurpose, cloud: Cloud = 'aws'): string {
  // No cloud carries broadcasts; each keeps the address all the same.
  return purpose === 'broadcast' && cloud !== 'standard' ? 'Broadcast, not supported' : purposeTexts[purpose];
}

const purposeTexts: Readonly<Record<ReservedPurpose, string>> = {
  network: 'Network address',
  'vpc-router': 'VPC router',
  gateway: 'Default gateway',
  dns: 'Reserved for DNS',
  'future-use': 'Kept for future use',
  broadcast: 'Broadcast',
  system: 'Kept for the cloud’s own use',
  reserved: 'Reserved, no purpose named',
};

const only64: SubnetLimits = { shortest: 64, longest: 64, step: 1 };

const rules: Readonly<Record<Cloud, CloudRules>> = {
  standard: {
    label: 'Standard',
    limits: { 4: { shortest: 0, longest: 32, step: 1 }, 6: { shortest: 0, longest: 128, step: 1 } },
    reserved: {
      4: { leading: ['network'], trailing: ['broadcast'], unit: 1 },
      // IPv6 has no broadcast (RFC 4291 section 2), and its all-zeros address is an address of the routers on the link,
      // not one lost to the subnet: `subnetRouterAnycast` names it instead.
      6: NO_RESERVATION,
    },
    source: 'RFC 950, RFC 3021, RFC 4291',
  },
  aws: {
    label: 'AWS',
    // SUB-1, SUB-3.
    limits: { 4: { shortest: 16, longest: 28, step: 1 }, 6: { shortest: 44, longest: 64, step: 4 } },
    reserved: {
      // SUB-4.
      4: { leading: ['network', 'vpc-router', 'dns', 'future-use'], trailing: ['broadcast'], unit: 1 },
      // SUB-6.
      6: { leading: ['reserved', 'reserved', 'reserved', 'reserved'], trailing: ['reserved'], unit: 1 },
    },
    source: 'https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html',
  },
  azure: {
    label: 'Azure',
    limits: { 4: { shortest: 2, longest: 29, step: 1 }, 6: only64 },
    reserved: {
      4: { leading: ['network', 'gateway', 'dns', 'dns'], trailing: ['broadcast'], unit: 1 },
      // UNCERTAIN: the page says five addresses "within each subnet" and shows IPv4 only; the same five are supposed.
      6: { leading: ['reserved', 'reserved', 'reserved', 'reserved'], trailing: ['reserved'], unit: 1 },
    },
    source: 'https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq',
  },
  gcp: {
    label: 'Google Cloud',
    // The largest valid range that the page lists is 240.0.0.0/4.
    limits: { 4: { shortest: 4, longest: 29, step: 1 }, 6: only64 },
    reserved: {
      // Of a primary range; secondary ranges lose none.
      4: { leading: ['network', 'gateway'], trailing: ['future-use', 'broadcast'], unit: 1 },
      // The first and the last /96 of an internal /64.
      6: { leading: ['system'], trailing: ['system'], unit: 2 ** 32 },
    },
    source: 'https://cloud.google.com/vpc/docs/subnets',
  },
  oci: {
    label: 'Oracle Cloud',
    // A VCN is /16 to /30, and a subnet may fill it.
    limits: { 4: { shortest: 16, longest: 30, step: 1 }, 6: only64 },
    reserved: {
      4: { leading: ['network', 'gateway'], trailing: ['broadcast'], unit: 1 },
      // UNCERTAIN: "the first two and the last one in each subnet's CIDR" is said of IPv4; the same is supposed.
      6: { leading: ['reserved', 'reserved'], trailing: ['reserved'], unit: 1 },
    },
    source: 'https://docs.oracle.com/iaas/Content/Network/Concepts/overview.htm',
  },
};
