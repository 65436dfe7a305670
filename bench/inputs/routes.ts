/** Random route tables and the addresses looked up in them. */

import {
  type Address,
  type Cidr,
  addressAt,
  cidrOf,
  firstAddress,
  formatAddress,
  formatCidr,
  wholeFamily,
} from '../../engine/ip/index.ts';
import { type Random, flatTexts } from '../random.ts';

export interface RouteInputs {
  /** A default route and distinct blocks; a route's answer is its position here. */
  readonly routes: readonly Cidr[];
  readonly queries: readonly Address[];
  readonly queryTexts: readonly string[];
}

const VPC_LENGTHS = [8, 12, 16, 16, 18, 20, 20, 22, 24, 24, 24, 26, 28, 32] as const;
const INTERNET_LENGTHS = [
  12, 16, 17, 18, 19, 20, 21, 22, 22, 23, 23, 24, 24, 24, 24, 24, 24, 24, 28, 32,
] as const;
const IPV6_LENGTHS = [29, 32, 32, 32, 36, 40, 44, 48, 48, 48, 48, 56, 64, 64, 128] as const;
const QUERIES = 4096;

/** Up to 1,000 routes lie inside 10.0.0.0/8, as a VPC's do; more are spread over the internet. */
export function ipv4Routes(random: Random, count: number): RouteInputs {
  const inVpc = count <= 1000;
  const address = (): Address => ({
    family: 4,
    bits: inVpc ? 0x0a000000 + random.integer(2 ** 24) : random.integer(2 ** 32),
  });
  return routeInputs(random, count, 4, address, inVpc ? VPC_LENGTHS : INTERNET_LENGTHS);
}

/** Routes of 2001::/10, all lengths from /29 to /128. */
export function ipv6Routes(random: Random, count: number): RouteInputs {
  const word = () => random.integer(2 ** 32);
  const address = (): Address => ({
    family: 6,
    w0: 0x20000000 + random.integer(2 ** 22),
    w1: word(),
    w2: word(),
    w3: word(),
  });
  return routeInputs(random, count, 6, address, IPV6_LENGTHS);
}

function routeInputs(
  random: Random,
  count: number,
  family: 4 | 6,
  address: () => Address,
  lengths: readonly [number, ...number[]],
): RouteInputs {
  const byText = new Map<string, Cidr>([['default', wholeFamily(family)]]);
  while (byText.size < count) {
    const cidr = cidrOf(address(), random.pick(lengths));
    byText.set(formatCidr(cidr), cidr);
  }
  const routes = [...byText.values()];
  const queries = Array.from({ length: QUERIES }, () => {
    const route = routes[random.integer(count)];
    return route === undefined || random.chance(0.3) ? address() : addressIn(random, route, address);
  });
  return { routes, queries, queryTexts: flatTexts(queries.map(formatAddress)) };
}

/** An address of the block; of an IPv6 block one of its first 2^52. */
function addressIn(random: Random, cidr: Cidr, address: () => Address): Address {
  const hostBits = (cidr.family === 4 ? 32 : 128) - cidr.prefixLength;
  return addressAt(firstAddress(cidr), random.integer(2 ** Math.min(hostBits, 52))) ?? address();
}
