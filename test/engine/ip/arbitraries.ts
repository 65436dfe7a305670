import fc from 'fast-check';

import { type Address, type Cidr, cidrOf } from '../../../engine/ip/index.ts';

/** Every property of this folder runs from one seed, so that a failure repeats. */
export const fixed = { seed: 20240501, numRuns: 2000 };

const word = fc.oneof(
  fc.integer({ min: 0, max: 0xffffffff }),
  fc.constantFrom(0, 1, 0xffff, 0xffff0000, 0xffffffff),
);

export const ipv4Address: fc.Arbitrary<Address> = word.map((bits) => ({ family: 4, bits }));

export const ipv6Address: fc.Arbitrary<Address> = fc
  .tuple(word, word, word, word)
  .map(([w0, w1, w2, w3]) => ({ family: 6, w0, w1, w2, w3 }));

export const anyAddress = fc.oneof(ipv4Address, ipv6Address);

export const ipv4Cidr = fc
  .tuple(ipv4Address, fc.integer({ min: 0, max: 32 }))
  .map(([address, prefixLength]) => cidrOf(address, prefixLength));

export const ipv6Cidr = fc
  .tuple(ipv6Address, fc.integer({ min: 0, max: 128 }))
  .map(([address, prefixLength]) => cidrOf(address, prefixLength));

export const anyCidr = fc.oneof(ipv4Cidr, ipv6Cidr);

/** Blocks crowded into few addresses of both families, so that they nest, repeat and touch. */
export const crowdedCidr: fc.Arbitrary<Cidr> = fc.oneof(
  fc
    .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 23, max: 32 }))
    .map(([low, prefixLength]) => cidrOf({ family: 4, bits: 0x0a000000 + low }, prefixLength)),
  fc
    .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 119, max: 128 }))
    .map(([low, prefixLength]) => cidrOf({ family: 6, w0: 0x20010db8, w1: 0, w2: 0, w3: low }, prefixLength)),
  fc.constantFrom(
    cidrOf({ family: 4, bits: 0 }, 0),
    cidrOf({ family: 6, w0: 0, w1: 0, w2: 0, w3: 0 }, 0),
    cidrOf({ family: 4, bits: 0xffffffff }, 32),
  ),
);

/** Addresses in and around the crowded blocks. */
export const crowdedAddress: fc.Arbitrary<Address> = fc.oneof(
  fc.integer({ min: 0x09ffff00, max: 0x0a0002ff }).map((bits): Address => ({ family: 4, bits })),
  fc.integer({ min: 0, max: 600 }).map((w3): Address => ({ family: 6, w0: 0x20010db8, w1: 0, w2: 0, w3 })),
  anyAddress,
);
