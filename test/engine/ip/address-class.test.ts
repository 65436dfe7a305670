import { describe, expect, test } from 'vitest';

import { addressClass, parseAddress } from '../../../engine/ip/index.ts';

function classOf(text: string) {
  const address = parseAddress(text);
  return address?.family === 4 ? addressClass(address) : undefined;
}

describe('ADDR-4', () => {
  test.each([
    ['0.0.0.0', 'A', 8],
    ['127.255.255.255', 'A', 8],
    ['128.0.0.0', 'B', 16],
    ['172.20.1.1', 'B', 16],
    ['191.255.255.255', 'B', 16],
    ['192.168.0.1', 'C', 24],
    ['223.255.255.255', 'C', 24],
    ['224.0.0.1', 'D', undefined],
    ['239.255.255.255', 'D', undefined],
    ['240.0.0.0', 'E', undefined],
    ['255.255.255.255', 'E', undefined],
  ])('ADDR-4 historic classes: %s is class %s', (text, name, defaultPrefixLength) => {
    expect(classOf(text)).toMatchObject({ name, defaultPrefixLength });
  });

  test('ADDR-4 historic classes: the leading bits are those of the first octets', () => {
    for (let octet = 0; octet < 256; octet++) {
      const { leadingBits, firstOctet } = classOf(`${octet}.0.0.0`) ?? { leadingBits: '?' };
      expect(octet.toString(2).padStart(8, '0').startsWith(leadingBits)).toBe(true);
      expect(firstOctet && firstOctet.from <= octet && octet <= firstOctet.to).toBe(true);
    }
  });
});
