/** What is to be allocated, as people list it, and the subnets that the list comes to. */
import type { Family } from '../ip/index.ts';
import type { Cloud } from './clouds.ts';
import type { Label, SubnetKind } from './plan.ts';
import { smallestSubnetPrefix } from './subnet-addresses.ts';

/** One line of the list: `count` subnets in each of its zones. */
export interface Need {
  readonly name: string;
  /** Addresses that must be usable in each subnet, before growth. */
  readonly hosts?: number;
  /** The size of each subnet, instead of `hosts`. */
  readonly prefixLength?: number;
  /** Percent added to `hosts`. */
  readonly growth?: number;
  /** Subnets in each zone; 1 when absent. */
  readonly count?: number;
  /** None: subnets without a zone. */
  readonly zones?: readonly string[];
  readonly kind?: SubnetKind;
  /** 4 when absent. */
  readonly family?: Family;
}

/**
 * In which order needs are placed, and where.
 *
 * - `largest-first`: fits whenever any order fits; each goes into the smallest free block that holds it.
 * - `in-order`: one after the other, never going back, as Terraform's `cidrsubnets`.
 * - `next-free`: each in turn into the lowest gap; nothing that has a place moves.
 * - `keep-gap`: as `largest-first`, with as much free space behind each subnet as it has itself.
 */
export type Strategy = 'largest-first' | 'in-order' | 'next-free' | 'keep-gap';

export const strategies: readonly Strategy[] = ['largest-first', 'in-order', 'next-free', 'keep-gap'];

/** One subnet of a need. */
export interface WantedSubnet {
  /** Place of its need in the list. */
  readonly need: number;
  readonly label: Label & { readonly name: string };
  readonly family: Family;
  readonly prefixLength: number;
}

/** The most subnets that a list of needs may come to. */
export const MAX_WANTED = 4096;

export type Wanted =
  | { readonly ok: true; readonly subnets: readonly WantedSubnet[] }
  | { readonly ok: false; readonly need: number; readonly reason: 'no-size' | 'too-large' | 'too-many' };

/**
 * The subnets that a list of needs comes to, in its order: need by need, zone by zone.
 *
 * They are called after need and zone, `app-a` in us-east-1a, with a number when a zone has several: `app-a-2`. Of
 * zones that end alike the whole name stands: `app-eastus-1`.
 *
 * @returns the first need that has no size, needs more than any subnet of the cloud holds, or brings the list above
 *   `MAX_WANTED` subnets
 */
export function wantedSubnets(needs: readonly Need[], cloud: Cloud): Wanted {
  const subnets: WantedSubnet[] = [];
  for (const [place, need] of needs.entries()) {
    const { family = 4, count = 1 } = need;
    const size = prefixLengthOf(need, cloud);
    if (typeof size === 'string') return { ok: false, need: place, reason: size };
    if (subnets.length + count * Math.max(1, need.zones?.length ?? 0) > MAX_WANTED)
      return { ok: false, need: place, reason: 'too-many' };
    const { zones = [] } = need;
    for (const zone of zones.length === 0 ? [undefined] : zones) {
      for (let number = 1; number <= count; number++) {
        const name = [need.name, zone && shortZone(zone, zones), count > 1 && String(number)]
          .filter((part) => typeof part === 'string' && part !== '')
          .join('-');
        subnets.push({
          need: place,
          label: { name, ...(zone && { zone }), ...(need.kind && { kind: need.kind }) },
          family,
          prefixLength: size,
        });
      }
    }
  }
  return { ok: true, subnets };
}

/** Usable addresses that each subnet of a need must have, growth included; `undefined` when it asks for a size. */
export function hostsWanted({ hosts, growth = 0 }: Need): number | undefined {
  // Rounded to a millionth of an address first, or 10 % of 100 would come to one more than 110.
  return hosts === undefined ? undefined : Math.ceil(Number((hosts * (1 + growth / 100)).toFixed(6)));
}

function prefixLengthOf(need: Need, cloud: Cloud): number | 'no-size' | 'too-large' {
  if (need.prefixLength !== undefined) return need.prefixLength;
  const hosts = hostsWanted(need);
  if (hosts === undefined) return need.family === 6 ? 64 : 'no-size';
  return smallestSubnetPrefix(hosts, cloud, need.family ?? 4) ?? 'too-large';
}

/** `a` for us-east-1a among us-east-1a and us-east-1b. */
function shortZone(zone: string, zones: readonly string[]): string {
  const letter = /[0-9]([a-z])$/.exec(zone)?.[1];
  const clashes = zones.filter((other) => other !== zone && other.endsWith(letter ?? '')).length > 0;
  return letter === undefined || clashes ? zone : letter;
}
