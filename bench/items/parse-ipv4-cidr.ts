import { parseCidr as cidrToolsParse } from 'cidr-tools';
import { parse as fastParse } from 'fast-cidr-tools';
import { Address4 } from 'ip-address';
import ipaddr from 'ipaddr.js';
import { Netmask } from 'netmask';

import { parseCidr, parseIpv4Cidr } from '../../engine/ip/index.ts';
import { ipv4Cidrs } from '../inputs/addresses.ts';
import type { BenchItem, Work } from '../item.ts';
import { randomFrom } from '../random.ts';
import { referenceIpv4Cidr } from '../ref/parse.ts';

/** a4: the texts are canonical, so that base and first address are the same for every peer. */
export const parseIpv4CidrItem: BenchItem = {
  id: 'a4',
  title: 'parse the text of an IPv4 CIDR',
  unit: 'text',
  prepare,
};

function prepare(): Work {
  const texts = ipv4Cidrs(randomFrom(4), 1024);
  const text = (i: number) => texts[i] ?? '';
  const blocks = (base: number, prefixLength: number) => base * 64 + prefixLength;
  return {
    count: texts.length,
    contenders: [
      {
        name: 'parseCidr',
        role: 'own',
        answer: (i) => {
          const cidr = parseCidr(text(i));
          return cidr?.family === 4 ? blocks(cidr.bits, cidr.prefixLength) : -1;
        },
        work: (i) => parseCidr(text(i))?.prefixLength ?? -1,
      },
      {
        name: 'parseIpv4Cidr, numbers only',
        role: 'own',
        answer: (i) => parseIpv4Cidr(text(i)),
        work: (i) => parseIpv4Cidr(text(i)),
      },
      {
        name: 'reference',
        role: 'reference',
        answer: (i) => referenceIpv4Cidr(text(i)),
        work: (i) => referenceIpv4Cidr(text(i)),
      },
      {
        name: 'cidr-tools parseCidr',
        role: 'peer',
        package: 'cidr-tools',
        answer: (i) => {
          const { start, prefix } = cidrToolsParse(text(i));
          return blocks(Number(start), Number(prefix));
        },
        work: (i) => cidrToolsParse(text(i)).version,
      },
      {
        name: 'fast-cidr-tools parse',
        role: 'peer',
        package: 'fast-cidr-tools',
        answer: (i) => {
          const [start, end] = fastParse(text(i));
          return blocks(Number(start), 32 - Math.log2(Number(end - start) + 1));
        },
        work: (i) => fastParse(text(i))[2],
      },
      {
        name: 'ip-address Address4',
        role: 'peer',
        package: 'ip-address',
        answer: (i) => {
          const address = new Address4(text(i));
          return blocks(Number(address.bigInt()), address.subnetMask);
        },
        work: (i) => new Address4(text(i)).subnetMask,
      },
      {
        name: 'netmask Netmask',
        role: 'peer',
        package: 'netmask',
        answer: (i) => {
          const { netLong, bitmask } = new Netmask(text(i));
          return blocks(netLong, bitmask);
        },
        work: (i) => new Netmask(text(i)).bitmask,
      },
      {
        name: 'ipaddr.js parseCIDR',
        role: 'peer',
        package: 'ipaddr.js',
        answer: (i) => {
          const [address, prefixLength] = ipaddr.IPv4.parseCIDR(text(i));
          return blocks(
            address.octets.reduce((sum, octet) => sum * 256 + octet, 0),
            prefixLength,
          );
        },
        work: (i) => ipaddr.parseCIDR(text(i))[1],
      },
    ],
  };
}
