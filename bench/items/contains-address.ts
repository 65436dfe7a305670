import { BlockList } from 'node:net';

import { containsCidr as cidrToolsContains } from 'cidr-tools';
import IPCheck from 'ipcheck';
import ipaddr from 'ipaddr.js';
import { createChecker, isInSubnet } from 'is-in-subnet';
import { Netmask } from 'netmask';

import {
  type Address,
  type Cidr,
  containsAddress,
  ipv4Mask,
  parseAddress,
  parseCidr,
} from '../../engine/ip/index.ts';
import { addressesNear, ipv4Cidrs } from '../inputs/addresses.ts';
import type { BenchItem, Contender, Work } from '../item.ts';
import { randomFrom } from '../random.ts';

/** b, both given as text. */
export const containsTextItem: BenchItem = {
  id: 'b-text',
  title: 'is an address in a CIDR, both given as text',
  unit: 'question',
  prepare: prepareTexts,
};

/** b, with the CIDR prepared once. */
export const containsPreparedItem: BenchItem = {
  id: 'b-prepared',
  title: 'is an address, given as text, in a CIDR that was prepared',
  unit: 'question',
  prepare: preparePrepared,
};

function prepareTexts(): Work {
  const { cidrs, addresses } = texts();
  const cidr = (i: number) => cidrs[i] ?? '';
  const address = (i: number) => addresses[i] ?? '';
  return {
    count: cidrs.length,
    contenders: [
      asking('parseCidr and parseAddress', 'own', undefined, (i) => {
        const block = parseCidr(cidr(i));
        const inside = parseAddress(address(i));
        return block !== undefined && inside !== undefined && containsAddress(block, inside);
      }),
      asking('cidr-tools containsCidr', 'peer', 'cidr-tools', (i) => cidrToolsContains(cidr(i), address(i))),
      asking('ipcheck match', 'peer', 'ipcheck', (i) => IPCheck.match(address(i), cidr(i))),
      asking('is-in-subnet', 'peer', 'is-in-subnet', (i) => isInSubnet(address(i), cidr(i))),
      asking('netmask contains', 'peer', 'netmask', (i) => new Netmask(cidr(i)).contains(address(i))),
    ],
  };
}

function preparePrepared(): Work {
  const { cidrs, addresses } = texts();
  const address = (i: number) => addresses[i] ?? '';
  const blocks = cidrs.flatMap((text) => parseCidr(text) ?? []);
  const numbers = addresses.flatMap((text) => parseAddress(text) ?? []);
  const bases = Int32Array.from(blocks, (block) => (block.family === 4 ? block.bits : 0));
  const masks = Int32Array.from(blocks, ({ prefixLength }) => ipv4Mask(prefixLength));
  const bits = Int32Array.from(numbers, (number) => (number.family === 4 ? number.bits : 0));
  const netmasks = cidrs.map((text) => new Netmask(text));
  const checkers = cidrs.map((text) => createChecker(text));
  const checks = cidrs.map((text) => new IPCheck(text));
  const parsed = cidrs.map((text) => ipaddr.IPv4.parseCIDR(text));
  const lists = cidrs.map((text) => {
    const list = new BlockList();
    const [base = '', prefixLength] = text.split('/');
    list.addSubnet(base, Number(prefixLength));
    return list;
  });
  // INVARIANT: every list has an entry for each input.
  return {
    count: cidrs.length,
    contenders: [
      asking('containsAddress of parseAddress', 'own', undefined, (i) => {
        const inside = parseAddress(address(i));
        return inside !== undefined && containsAddress(blocks[i] as Cidr, inside);
      }),
      asking('containsAddress, address parsed', 'own', undefined, (i) =>
        containsAddress(blocks[i] as Cidr, numbers[i] as Address),
      ),
      asking('reference', 'reference', undefined, (i) => {
        return (((bits[i] as number) ^ (bases[i] as number)) & (masks[i] as number)) === 0;
      }),
      asking('ipcheck match', 'peer', 'ipcheck', (i) => new IPCheck(address(i)).match(checks[i] as IPCheck)),
      asking('netmask contains', 'peer', 'netmask', (i) => (netmasks[i] as Netmask).contains(address(i))),
      asking('is-in-subnet createChecker', 'peer', 'is-in-subnet', (i) => checkers[i]?.(address(i)) ?? false),
      asking('ipaddr.js parse and match', 'peer', 'ipaddr.js', (i) => {
        return ipaddr.IPv4.parse(address(i)).match(parsed[i] as [ipaddr.IPv4, number]);
      }),
      asking('node:net BlockList', 'peer', undefined, (i) => (lists[i] as BlockList).check(address(i))),
    ],
  };
}

function texts(): { cidrs: readonly string[]; addresses: readonly string[] } {
  const random = randomFrom(11);
  const cidrs = ipv4Cidrs(random, 1024);
  const addresses = addressesNear(
    random,
    cidrs.flatMap((text) => parseCidr(text) ?? []),
  );
  return { cidrs, addresses };
}

/** A contender whose whole answer is yes or no. */
function asking(
  name: string,
  role: Contender['role'],
  packageName: string | undefined,
  work: (input: number) => boolean,
): Contender {
  return { name, role, ...(packageName === undefined ? {} : { package: packageName }), work, answer: work };
}
