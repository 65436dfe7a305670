import { expect, test } from 'vitest';

import { type Address, addressToBigInt, parseAddress } from '../../../engine/ip/index.ts';
import { binaryGroups } from '../../../engine/plan/binary-view.ts';
import { hexGroups } from '../../../engine/plan/hex-view.ts';

const address = (text: string): Address => parseAddress(text) ?? expect.fail(text);

test('ADDR-5 the binary view has four octets, or eight groups of sixteen digits', () => {
  expect(binaryGroups(address('192.168.0.1'))).toEqual(['11000000', '10101000', '00000000', '00000001']);
  expect(binaryGroups(address('2001:db8::1')).slice(0, 3)).toEqual([
    '0010000000000001',
    '0000110110111000',
    '0000000000000000',
  ]);
});

test('the hexadecimal view leaves nothing out', () => {
  expect(hexGroups(address('192.168.0.1'))).toEqual(['c0', 'a8', '00', '01']);
  expect(hexGroups(address('2001:db8::1')).join(':')).toBe('2001:0db8:0000:0000:0000:0000:0000:0001');
});

test.each(['0.0.0.0', '255.255.255.255', '::', '2001:db8:ffff::8000:1'])(
  'both views of %s are its number',
  (text) => {
    const number = addressToBigInt(address(text));
    expect(BigInt(`0b${binaryGroups(address(text)).join('')}`)).toBe(number);
    expect(BigInt(`0x${hexGroups(address(text)).join('')}`)).toBe(number);
  },
);
