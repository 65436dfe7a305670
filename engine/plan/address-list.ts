/**
 * The addresses of a block, a page at a time.
 *
 * Not in this folder's index: it stands on a package that would come with every sum into the app, which lists nothing.
 */

import IPCIDR from 'ip-cidr';

import { type Address, type Cidr, addressCount, formatCidr, parseAddress } from '../ip/index.ts';
import { hexGroups } from './hex-view.ts';

export interface AddressPage {
  /** Ascending; fewer than were asked for at the end of the block. */
  readonly addresses: readonly Address[];
  /** Addresses in the block. */
  readonly total: bigint;
  /** Place of the first address of the next page; `undefined` when this page is the last. */
  readonly next: bigint | undefined;
}

/** The most addresses in a page. */
export const MAX_PAGE_SIZE = 4096;

/**
 * Lists addresses of a block, the network and broadcast address among them.
 *
 * @param from - place of the first one, 0 for the network address; a place beyond the end gives an empty page
 * @param size - how many; brought into 1–`MAX_PAGE_SIZE`
 */
export function addressPage(cidr: Cidr, from: bigint, size: number): AddressPage {
  const total = addressCount(cidr);
  const first = from < 0n ? 0n : from;
  if (first >= total) return { addresses: [], total, next: undefined };
  const limit = Math.min(Math.max(1, Math.trunc(size)), MAX_PAGE_SIZE);
  const texts = new IPCIDR(plainText(cidr)).toArray({ from: first, limit });
  const addresses = texts.flatMap((text) => parseAddress(text) ?? []);
  const next = first + BigInt(addresses.length);
  return { addresses, total, next: next < total ? next : undefined };
}

/** IPv6 in full, because the package reads mixed notation such as ::ffff:192.0.2.0/120 as IPv4. */
function plainText(cidr: Cidr): string {
  return cidr.family === 4 ? formatCidr(cidr) : `${hexGroups(cidr).join(':')}/${cidr.prefixLength}`;
}
