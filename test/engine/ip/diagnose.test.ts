import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { explainMalformedAddress, parseAddress, parseCidr } from '../../../engine/ip/index.ts';
import { fixed } from './arbitraries.ts';

describe('explainMalformedAddress', () => {
  test.each([
    ['', 'The address is empty; write one such as `10.0.0.1`, or a block such as `10.0.0.0/16`.'],
    [' 10.0.0.1', '` 10.0.0.1` has spaces around it. Write `10.0.0.1`.'],
    ['10.0.0.5', '`10.0.0.5` has no prefix length; write `10.0.0.5/32` for this one address.'],
    ['10.0.0.0/24', '`10.0.0.0/24` is a block of addresses; write one address without the `/`.'],
    [
      '010.0.0.1',
      '`010.0.0.1` has a leading zero in `010`, which some programs read as octal; write 10 for the decimal number. Programs that accept it read it as `8.0.0.1`.',
    ],
    [
      '0x7f.0.0.1',
      '`0x7f.0.0.1` is written in hexadecimal; the parts of an IPv4 address are decimal. Programs that accept it read it as `127.0.0.1`.',
    ],
    [
      '10.1',
      '`10.1` has 2 parts, where an IPv4 address has four. Programs that accept it read it as `10.0.0.1`.',
    ],
    ['10/8', '`10/8` has 1 part, where an IPv4 address has four. Write `10.0.0.0/8`.'],
    ['10.0.0.256', '`10.0.0.256` has the part 256, but a part is at most 255.'],
    ['10.0..1', '`10.0..1` has an empty part between its dots.'],
    [
      '10.0.0.0/33',
      '`10.0.0.0/33` has the prefix length 33, but an IPv4 address has only 32 bits; use 0 to 32.',
    ],
    ['::/129', '`::/129` has the prefix length 129, but an IPv6 address has only 128 bits; use 0 to 128.'],
    ['10.0.0.0/', '`10.0.0.0/` lacks the prefix length after `/`; write `10.0.0.0/32` for this one address.'],
    ['10.0.0.0/08', '`10.0.0.0/08` has a leading zero in its prefix length. Write `10.0.0.0/8`.'],
    ['10.0.0.0/x', '`10.0.0.0/x` has `x` after the `/`, where a prefix length from 0 to 32 is needed.'],
    [
      '10.0.0.0/255.255.0.0',
      '`10.0.0.0/255.255.0.0` gives a mask, where a prefix length is needed. Write `10.0.0.0/16`.',
    ],
    [
      '10.0.0.0/0.0.0.255',
      '`10.0.0.0/0.0.0.255` gives a mask, where a prefix length is needed. Write `10.0.0.0/24`.',
    ],
    [
      '10.0.0.0/255.0.255.0',
      '`10.0.0.0/255.0.255.0` has a mask whose ones do not all come first, so it has no prefix length.',
    ],
    [
      '10.0.0.0-10.0.0.255',
      '`10.0.0.0-10.0.0.255` is a range of addresses, where a CIDR is needed; the same addresses are `10.0.0.0/24`.',
    ],
    ['10.0.0.9-10.0.0.1', '`10.0.0.9-10.0.0.1` is a range that ends before it begins.'],
    [
      '10.0.*.*',
      '`10.0.*.*` has `*` for the parts left open, where a CIDR gives a prefix length. Write `10.0.0.0/16`.',
    ],
    ['*', '`*` is not a CIDR; write `0.0.0.0/0` for every IPv4 address or `::/0` for every IPv6 one.'],
    ['10.0.0.1:443', '`10.0.0.1:443` ends with a port. Write `10.0.0.1`.'],
    ['http://10.0.0.1/', '`http://10.0.0.1/` is a URL; write only the address of its host.'],
    [
      'example.com',
      '`example.com` is not an IP address; write four decimal parts such as `10.0.0.1`, not a name.',
    ],
    ['[2001:db8::1]:443', '`[2001:db8::1]:443` has brackets, which belong in URLs. Write `2001:db8::1`.'],
    [
      'fe80::1%eth0',
      '`fe80::1%eth0` has a zone id, which only means something on one host. Write `fe80::1`.',
    ],
    ['1::2::3', '`1::2::3` has `::` twice, which leaves open how many zero groups each stands for.'],
    [':::1', '`:::1` has three colons in a row; `::` stands for the zero groups left out.'],
    ['12345::', '`12345::` has the group `12345`, but a group has at most four hexadecimal digits.'],
    [
      '2001:db8::g',
      '`2001:db8::g` has the character `g`, which no IPv6 address has; groups are hexadecimal digits.',
    ],
    [
      '1:2:3',
      '`1:2:3` has 3 groups, where an IPv6 address has eight unless `::` stands for the missing ones.',
    ],
    ['1:2:3:4::5:6:7:8', '`1:2:3:4::5:6:7:8` has eight groups already, so its `::` stands for none.'],
    ['::1.2.3.999', '`::1.2.3.999` has an IPv4 part that is malformed or not at the end.'],
    ['1:2', '`1:2` has 2 groups, where an IPv6 address has eight unless `::` stands for the missing ones.'],
    ['10.0.0.0/8/8', '`10.0.0.0/8/8` has more than one `/`; a CIDR is one address, `/` and a prefix length.'],
  ])('%j', (text, sentence) => {
    expect(explainMalformedAddress(text)).toBe(sentence);
  });

  test('is a full sentence for any text, and every proposal in it can be read', () => {
    const piece = fc.constantFrom(...'0123456789abfx.:/-%*[] ', '::', '255', '10.0.0.0', '/24', '2001:db8');
    const text = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 10 }).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(text, (malformed) => {
        const sentence = explainMalformedAddress(malformed);
        expect(sentence).toMatch(/\.$/);
        expect(sentence).not.toContain('undefined');
        const proposal = / Write `([^`]*)`\.$/.exec(sentence)?.[1];
        if (proposal !== undefined) expect(parseAddress(proposal) ?? parseCidr(proposal)).toBeDefined();
      }),
      { ...fixed, numRuns: 5000 },
    );
  });
});
