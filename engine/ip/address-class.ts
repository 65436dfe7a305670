/** Historic address classes (ADDR-4), which a calculator shows and nothing evaluates. */

import type { Ipv4Address } from './address.ts';

export interface AddressClass {
  readonly name: 'A' | 'B' | 'C' | 'D' | 'E';
  /** The bits every address of the class begins with. */
  readonly leadingBits: string;
  /** First octets, inclusive. */
  readonly firstOctet: { readonly from: number; readonly to: number };
  /** Prefix length of the class's default mask; `undefined` for D and E, which have none. */
  readonly defaultPrefixLength: number | undefined;
  readonly use: 'unicast' | 'multicast' | 'reserved';
}

/** The class of an address by its leading bits; 0 and 127 count as A although they are reserved. */
export function addressClass(address: Ipv4Address): AddressClass {
  const octet = address.bits >>> 24;
  return classes.find(({ firstOctet }) => octet <= firstOctet.to) ?? classE;
}

const classE: AddressClass = {
  name: 'E',
  leadingBits: '1111',
  firstOctet: { from: 240, to: 255 },
  defaultPrefixLength: undefined,
  use: 'reserved',
};

const classes: readonly AddressClass[] = [
  { name: 'A', leadingBits: '0', firstOctet: { from: 0, to: 127 }, defaultPrefixLength: 8, use: 'unicast' },
  {
    name: 'B',
    leadingBits: '10',
    firstOctet: { from: 128, to: 191 },
    defaultPrefixLength: 16,
    use: 'unicast',
  },
  {
    name: 'C',
    leadingBits: '110',
    firstOctet: { from: 192, to: 223 },
    defaultPrefixLength: 24,
    use: 'unicast',
  },
  {
    name: 'D',
    leadingBits: '1110',
    firstOctet: { from: 224, to: 239 },
    defaultPrefixLength: undefined,
    use: 'multicast',
  },
  classE,
];
