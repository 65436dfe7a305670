/** Kind `calc`: address arithmetic, asked of engine/ip and engine/plan. */
import {
  addressClass,
  addressCount,
  broadcastAddress,
  classicHostRange,
  firstAddress,
  formatAddress,
  formatCidr,
  hasHostBits,
  isRfc1918,
  isRfc6598,
  lastAddress,
  netmask,
  parseAddress,
  parseCidr,
  specialRange,
  specialRangeOfCidr,
  splitCidr,
  wildcard,
} from '../../../engine/ip/index.ts';
import type { Address, Cidr, Ipv4Cidr } from '../../../engine/ip/index.ts';
import {
  amazonResolver,
  reservedAddresses,
  smallestSubnetPrefix,
  splitIntoParts,
  usableAddressCount,
} from '../../../engine/plan/index.ts';
import { brief, eachAt, membersAt, textsAt, unreadable } from '../case.ts';
import type { Members, Solver } from '../case.ts';

export const solveCalc: Solver = ({ members }, { asked, expect }) => {
  const given = membersAt(members, 'given');
  const answered = asked.map((key) => [key, answerOf(key)?.(given)] as const);
  // Hosts may be asked for as a count, or as the first and the last of them.
  const answers = answered.map(([key, answer]) =>
    key === 'hosts' && Array.isArray(expect['hosts']) && given['prefixes'] === undefined
      ? [key, [answerOf('firstHost')?.(given), answerOf('lastHost')?.(given)]]
      : [key, answer],
  );
  return Object.fromEntries(answers) as Members;
};

function answerOf(key: string): ((given: Members) => unknown) | undefined {
  if (key === 'verdict') return () => 'value';
  const answer = Object.hasOwn(answers, key) ? answers[key] : undefined;
  return answer ?? unreadable(`the runner computes no \`${key}\``);
}

const answers: Readonly<Record<string, (given: Members) => unknown>> = {
  usable: (given) =>
    given['prefixes'] === undefined
      ? ofBlock(given, (block) => usableAddressCount(block))
      : ofPrefixes(given, (block) => usableAddressCount(block)),
  total: (given) =>
    given['prefixes'] === undefined
      ? ofBlock(given, (block) => addressCount(block))
      : ofPrefixes(given, (block) => addressCount(block)),
  size: (given) => answers['total']?.(given),
  hosts: (given) =>
    given['prefixes'] === undefined
      ? ofBlock(given, (block) => classicHostRange(ipv4(block)).count)
      : ofPrefixes(given, (block) => classicHostRange(ipv4(block)).count),
  reserved: (given) =>
    ofBlock(given, (block) => reservedAddresses(block).map(({ address }) => formatAddress(address))),
  prefix: (given) =>
    given['interfaces'] === undefined
      ? ofBlock(given, (block) => block.prefixLength)
      : eachAt(given, 'interfaces', (count) => smallestSubnetPrefix(Number(count)) ?? null),
  classes: (given) => textsAt(given, 'addresses').map(classOf),
  class: (given) => {
    const classes = textsAt(given, given['address'] === undefined ? 'addresses' : 'address').map(classOf);
    return classes.length === 1 ? classes[0] : classes;
  },
  kinds: (given) =>
    given['addresses'] === undefined
      ? ofBlock(given, (block) => specialRangeOfCidr(block)?.kind ?? null)
      : textsAt(given, 'addresses').map((text) => specialRange(addressOf(text))?.kind ?? null),
  private: (given) => textsAt(given, 'addresses').map((text) => isRfc1918(addressOf(text))),
  shared: (given) => textsAt(given, 'addresses').map((text) => isRfc6598(addressOf(text))),
  canonical: (given) => ofBlock(given, formatCidr),
  hasHostBits: (given) => eachAt(given, blockKey(given), (text) => hasHostBits(String(text))),
  cidrs: (given) => ofBlock(given, (block) => partsOf(given, block)),
  network: (given) => ofBlock(given, (block) => formatAddress(firstAddress(block))),
  first: (given) => answers['network']?.(given),
  last: (given) => ofBlock(given, (block) => formatAddress(lastAddress(block))),
  broadcast: (given) => ofBlock(given, (block) => written(broadcastAddress(ipv4(block)))),
  mask: (given) => ofBlock(given, (block) => formatAddress(netmask(block))),
  netmask: (given) => answers['mask']?.(given),
  wildcard: (given) => ofBlock(given, (block) => formatAddress(wildcard(block))),
  firstHost: (given) => ofBlock(given, (block) => formatAddress(classicHostRange(ipv4(block)).first)),
  lastHost: (given) => ofBlock(given, (block) => formatAddress(classicHostRange(ipv4(block)).last)),
  resolver: (given) => {
    const [primary] = textsAt(given, given['vpcCidrs'] === undefined ? 'vpcCidr' : 'vpcCidrs');
    return primary === undefined
      ? unreadable('`vpcCidrs` is needed for `resolver`')
      : formatAddress(amazonResolver(ipv4(blockOf(primary))).address);
  },
  reservedInSubnet: (given) => ofBlock(given, (block) => purpose(block, 'dns')),
  router: (given) => ofBlock(given, (block) => purpose(block, 'vpc-router')),
};

function purpose(block: Cidr, wanted: string): string | null {
  return written(reservedAddresses(block).find((reserved) => reserved.purpose === wanted)?.address);
}

/** Answers for the block or blocks a case gives, as `subnet` or `cidr`. */
function ofBlock<T>(given: Members, answer: (block: Cidr) => T): T | readonly T[] {
  return eachAt(given, blockKey(given), (text) => answer(blockOf(text)));
}

function blockKey(given: Members): string {
  return given['subnet'] === undefined ? 'cidr' : 'subnet';
}

/** One answer for each prefix length, by its text. Lengths that IPv4 has no room for are IPv6's. */
function ofPrefixes(given: Members, answer: (block: Cidr) => unknown): Members {
  const prefixes = Array.isArray(given['prefixes']) ? given['prefixes'] : [given['prefixes']];
  return Object.fromEntries(
    prefixes.map((prefix) => {
      const length = Number(String(prefix).replace('/', ''));
      const isIpv6 = length > 32 || given['family'] === 6;
      return [String(prefix), answer(blockOf(`${isIpv6 ? '::' : '0.0.0.0'}/${length}`))];
    }),
  );
}

/** `parts` blocks, or all blocks of a longer `prefix`. */
function partsOf(given: Members, block: Cidr): readonly string[] | null {
  const { parts } = given;
  const prefix = given['prefix'] ?? given['newPrefix'];
  if (parts === undefined && prefix === undefined) unreadable('`parts` or `prefix` is needed for `cidrs`');
  const blocks =
    parts === undefined
      ? splitCidr(block, Number(String(prefix).replace('/', '')))
      : splitIntoParts(block, Number(parts));
  return blocks?.map(formatCidr) ?? null;
}

function classOf(text: string): string {
  const address = addressOf(text);
  return address.family === 4
    ? addressClass(address).name
    : unreadable(`\`${text}\` has no class: it is IPv6`);
}

function addressOf(text: string): Address {
  return parseAddress(text) ?? unreadable(`\`${text}\` is not an address`);
}

function blockOf(text: unknown): Cidr {
  const block = typeof text === 'string' ? parseCidr(text) : undefined;
  return block ?? unreadable(`${brief(text)} is not a CIDR`);
}

function ipv4(block: Cidr): Ipv4Cidr {
  return block.family === 4 ? block : unreadable(`\`${formatCidr(block)}\` is not IPv4`);
}

function written(address: Address | undefined): string | null {
  return address === undefined ? null : formatAddress(address);
}
