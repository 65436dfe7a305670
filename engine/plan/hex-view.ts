/** Addresses as hexadecimal digits with nothing left out. */

import type { Address } from '../ip/index.ts';
import { groupsOf } from './binary-view.ts';

/**
 * The hexadecimal digits of an address, grouped as its text is: four octets of two digits, or eight groups of four.
 *
 * 192.168.0.1 is `c0`, `a8`, `00`, `01`; ::1 is `0000` seven times and `0001`.
 */
export function hexGroups(address: Address): readonly string[] {
  const digits = address.family === 4 ? 2 : 4;
  return groupsOf(address).map((group) => group.toString(16).padStart(digits, '0'));
}
