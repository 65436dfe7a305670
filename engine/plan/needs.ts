/** What is to be allocated, as people list it, and the subnets that the list comes to. */
import { type Family, addressWidth } from '../ip/index.ts';
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
  /** Put on each of its subnets. */
  readonly note?: string;
  /** 4 when absent. */
  readonly family?: Family;
}

/**
 * In which order needs are placed, and where.
 *
 * - `largest-first`: fits whenever any order fits; each goes into the smallest free block that holds it.
 * - `in-order`: one after the other, never going back, as Terraform's `cidrsubnets`.
 * - `next-free`: each in turn into the lowest gap; nothing that has a place of its size moves.
 * - `keep-gap`: as `largest-first`, with as much free space behind each subnet as it has itself; pinned ones apart.
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
 * zones that end alike the whole name stands: `app-eastus-1`. A need without a name gives `subnet`. No two subnets of a
 * family are called alike: of needs that come to the same name, the later one's gets the next number that is free, so
 * that a need added at the end renames nothing.
 *
 * @returns the first need that has no size (none given, or one that no block of the family has), needs more than any
 *   subnet of the cloud holds, or brings the list above `MAX_WANTED` subnets; a count that is no number counts as none
 */
export function wantedSubnets(needs: readonly Need[], cloud: Cloud): Wanted {
  const subnets: WantedSubnet[] = [];
  const naming: Readonly<Record<Family, Naming>> = { 4: new Map(), 6: new Map() };
  for (const [place, need] of needs.entries()) {
    const { family = 4, count = 1, kind, note } = need;
    const prefixLength = prefixLengthOf(need, cloud);
    if (typeof prefixLength === 'string') return { ok: false, need: place, reason: prefixLength };
    if (!(count >= 1)) continue;
    const zones = (need.zones ?? []).map((zone) => zone.trim()).filter((zone) => zone !== '');
    if (subnets.length + count * Math.max(1, zones.length) > MAX_WANTED)
      return { ok: false, need: place, reason: 'too-many' };
    for (const zone of zones.length === 0 ? [undefined] : zones) {
      const base = need.name.trim() || 'subnet';
      const inZone = zone === undefined ? base : `${base}-${shortZone(zone, zones)}`;
      for (let number = 1; number <= count; number++) {
        const name = unusedName(count > 1 ? `${inZone}-${number}` : inZone, naming[family]);
        subnets.push({
          need: place,
          label: { name, ...(zone && { zone }), ...(kind && { kind }), ...(note && { note }) },
          family,
          prefixLength,
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
  const { family = 4, prefixLength } = need;
  if (prefixLength !== undefined) {
    const isLength = Number.isInteger(prefixLength) && prefixLength >= 0;
    return isLength && prefixLength <= addressWidth(family) ? prefixLength : 'no-size';
  }
  const hosts = hostsWanted(need);
  if (hosts === undefined) return family === 6 ? 64 : 'no-size';
  if (Number.isNaN(hosts)) return 'no-size';
  return smallestSubnetPrefix(hosts, cloud, family) ?? 'too-large';
}

/** `a` for us-east-1a among us-east-1a and us-east-1b. */
function shortZone(zone: string, zones: readonly string[]): string {
  const letter = /[0-9]([a-z])$/.exec(zone)?.[1];
  if (letter === undefined) return zone;
  return zones.some((other) => other !== zone && other.endsWith(letter)) ? zone : letter;
}

/** Names in use, each with the last number that was tried behind it. */
type Naming = Map<string, number>;

function unusedName(wish: string, naming: Naming): string {
  const last = naming.get(wish);
  if (last === undefined) {
    naming.set(wish, 1);
    return wish;
  }
  let number = last + 1;
  while (naming.has(`${wish}-${number}`)) number++;
  naming.set(wish, number);
  naming.set(`${wish}-${number}`, 1);
  return `${wish}-${number}`;
}
