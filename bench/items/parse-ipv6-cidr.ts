import { parseCidr as cidrToolsParse } from 'cidr-tools';
import { Address6 } from 'ip-address';
import ipaddr from 'ipaddr.js';

import { addressToBigInt, ipv6FromWords, parseCidr, parseIpv6Cidr } from '../../engine/ip/index.ts';
import { ipv6Cidrs } from '../inputs/addresses.ts';
import type { BenchItem, Work } from '../item.ts';
import { randomFrom } from '../random.ts';
import { referenceIpv6Cidr } from '../ref/parse.ts';

/** a6 */
export const parseIpv6CidrItem: BenchItem = {
  id: 'a6',
  title: 'parse the text of an IPv6 CIDR',
  unit: 'text',
  prepare,
};

function prepare(): Work {
  const texts = ipv6Cidrs(randomFrom(6), 1024);
  const text = (i: number) => texts[i] ?? '';
  const words = new Uint32Array(4);
  const block = (base: bigint, prefixLength: number | string) => `${base} ${prefixLength}`;
  const wordsAsBlock = (prefixLength: number) => block(addressToBigInt(ipv6FromWords(words)), prefixLength);
  return {
    count: texts.length,
    contenders: [
      {
        name: 'parseCidr',
        role: 'own',
        answer: (i) => {
          const cidr = parseCidr(text(i));
          return cidr === undefined ? 'malformed' : block(addressToBigInt(cidr), cidr.prefixLength);
        },
        work: (i) => parseCidr(text(i))?.prefixLength ?? -1,
      },
      {
        name: 'parseIpv6Cidr, numbers only',
        role: 'own',
        answer: (i) => wordsAsBlock(parseIpv6Cidr(text(i), words)),
        work: (i) => parseIpv6Cidr(text(i), words),
      },
      {
        name: 'reference',
        role: 'reference',
        answer: (i) => wordsAsBlock(referenceIpv6Cidr(text(i), words)),
        work: (i) => referenceIpv6Cidr(text(i), words),
      },
      {
        name: 'cidr-tools parseCidr',
        role: 'peer',
        package: 'cidr-tools',
        answer: (i) => {
          const { start, prefix } = cidrToolsParse(text(i));
          return block(start, prefix);
        },
        work: (i) => cidrToolsParse(text(i)).version,
      },
      {
        name: 'ipaddr.js parseCIDR',
        role: 'peer',
        package: 'ipaddr.js',
        answer: (i) => {
          const [address, prefixLength] = ipaddr.IPv6.parseCIDR(text(i));
          return block(
            address.parts.reduce((sum, part) => (sum << 16n) | BigInt(part), 0n),
            prefixLength,
          );
        },
        work: (i) => ipaddr.parseCIDR(text(i))[1],
      },
      {
        name: 'ip-address Address6',
        role: 'peer',
        package: 'ip-address',
        answer: (i) => {
          const address = new Address6(text(i));
          return block(address.bigInt(), address.subnetMask);
        },
        work: (i) => new Address6(text(i)).subnetMask,
      },
    ],
  };
}
