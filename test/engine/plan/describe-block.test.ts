import { describe, expect, test } from 'vitest';

import { type Address, formatAddress, formatCidr } from '../../../engine/ip/index.ts';
import { type Ipv4BlockDescription, describeBlock } from '../../../engine/plan/index.ts';

function ipv4Block(text: string): Ipv4BlockDescription {
  const block = describeBlock(text);
  return block?.family === 4 ? block : expect.fail(text);
}

function shown(address: Address | undefined): string | undefined {
  return address && formatAddress(address);
}

describe('describeBlock', () => {
  test('ADDR-5 CIDR arithmetic: 192.168.123.132/24 has both masks, its wildcard and its classic hosts', () => {
    const block = ipv4Block('192.168.123.132/24');
    expect({
      cidr: formatCidr(block.cidr),
      given: shown(block.givenAddress),
      network: shown(block.network),
      netmask: shown(block.netmask),
      classMask: shown(block.classMask),
      wildcard: shown(block.wildcard),
      broadcast: shown(block.broadcast),
      hosts: [shown(block.classicHosts.first), shown(block.classicHosts.last), block.classicHosts.count],
    }).toEqual({
      cidr: '192.168.123.0/24',
      given: '192.168.123.132',
      network: '192.168.123.0',
      netmask: '255.255.255.0',
      classMask: '255.255.255.0',
      wildcard: '0.0.0.255',
      broadcast: '192.168.123.255',
      hosts: ['192.168.123.1', '192.168.123.254', 254],
    });
    expect(block.addressCount).toBe(256n);
  });

  test('ADDR-5 CIDR arithmetic: the binary view parts network and host bits', () => {
    const { binary } = ipv4Block('172.20.1.1/20');
    expect(binary).toEqual({
      networkBits: 20,
      hostBits: 12,
      address: ['10101100', '00010100', '00000001', '00000001'],
      network: ['10101100', '00010100', '00000000', '00000000'],
      netmask: ['11111111', '11111111', '11110000', '00000000'],
      wildcard: ['00000000', '00000000', '00001111', '11111111'],
      last: ['10101100', '00010100', '00001111', '11111111'],
      classMask: ['11111111', '11111111', '00000000', '00000000'],
    });
  });

  test.each([
    ['10.0.0.0/31', 2, '10.0.0.0', '10.0.0.1'],
    ['10.0.0.9/32', 1, '10.0.0.9', '10.0.0.9'],
  ])('ADDR-5 CIDR arithmetic: %s has %d classic hosts and no broadcast', (text, count, first, last) => {
    const block = ipv4Block(text);
    expect(block.broadcast).toBeUndefined();
    expect(block.classicHosts.count).toBe(count);
    expect([shown(block.classicHosts.first), shown(block.classicHosts.last)]).toEqual([first, last]);
  });

  test('ADDR-6 host bits: a canonical block has no note', () => {
    expect(describeBlock('100.68.0.0/18')?.givenAddress).toBeUndefined();
    expect(shown(describeBlock('100.68.0.18/18')?.givenAddress)).toBe('100.68.0.18');
  });

  test('ADDR-4 historic classes: class D has no default mask', () => {
    const block = ipv4Block('224.0.0.0/24');
    expect(block.addressClass.name).toBe('D');
    expect(block.classMask).toBeUndefined();
    expect(block.binary.classMask).toBeUndefined();
  });

  test.each([
    ['ADDR-1', '10.1.0.0/16', 'Private', 'RFC 1918'],
    ['ADDR-2', '100.64.0.0/16', 'Shared address space', 'RFC 6598'],
    ['ADDR-3', '203.0.113.0/28', 'Documentation (TEST-NET-3)', 'RFC 5737'],
  ])('%s: %s is labelled %s', (_rule, text, label, rfc) => {
    expect(describeBlock(text)?.specialRange).toMatchObject({ label, rfc });
  });

  test('ADDR-1 a block wider than a special range names it as a part', () => {
    const block = ipv4Block('192.0.0.0/8');
    expect(block.specialRange).toBeUndefined();
    expect(block.specialRangesWithin.map(({ cidr }) => formatCidr(cidr))).toContain('192.168.0.0/16');
  });

  test('ADDR-8 AWS view: a /28 is the smallest subnet and a /29 is none', () => {
    expect(describeBlock('10.0.0.0/28')?.aws).toMatchObject({
      vpc: { fits: true },
      subnet: { fits: true },
      usableAddressCount: 11n,
    });
    expect(describeBlock('10.0.0.0/29')?.aws).toMatchObject({
      vpc: { fits: false, reason: 'too-small' },
      subnet: { fits: false, reason: 'too-small' },
    });
  });

  test('SUB-6 AWS view: an IPv6 /64 is a subnet but no VPC', () => {
    const block = describeBlock('2001:db8:0:1::5/64');
    expect(block?.family === 6 && formatAddress(block.routerAddress)).toBe('fe80:ec2::1');
    expect(block?.aws).toMatchObject({ vpc: { fits: false }, subnet: { fits: true } });
    expect(block?.aws.reserved).toHaveLength(5);
    expect(block && formatCidr(block.cidr)).toBe('2001:db8:0:1::/64');
  });

  test('ADDR-5 CIDR arithmetic: IPv6 has mask, wildcard, both views and its routers’ anycast address', () => {
    const block = describeBlock('2001:db8:0:1::5/64');
    if (block?.family !== 6) return expect.fail();
    expect([block.netmask, block.wildcard, block.last, block.routerAnycast].map(shown)).toEqual([
      'ffff:ffff:ffff:ffff::',
      '::ffff:ffff:ffff:ffff',
      '2001:db8:0:1:ffff:ffff:ffff:ffff',
      '2001:db8:0:1::',
    ]);
    expect(block.hex.address.join(':')).toBe('2001:0db8:0000:0001:0000:0000:0000:0005');
    expect(block.hex.classMask).toBeUndefined();
    expect(block.binary).toMatchObject({ networkBits: 64, hostBits: 64 });
    expect(block.binary.netmask[3]).toBe('1'.repeat(16));
  });

  test.each([
    ['0.0.0.0/0', '0.0.0.0', '255.255.255.255', '255.255.255.255', 2n ** 32n],
    [
      '::/0',
      '::',
      'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
      'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
      2n ** 128n,
    ],
  ])('ADDR-5 CIDR arithmetic: %s is everything', (text, mask, hosts, last, count) => {
    const block = describeBlock(text);
    expect(block && [block.netmask, block.wildcard, block.last].map(shown)).toEqual([mask, hosts, last]);
    expect(block?.addressCount).toBe(count);
  });

  test('the hexadecimal view of an IPv4 block has its numbers octet by octet', () => {
    expect(ipv4Block('172.20.1.1/20').hex).toEqual({
      address: ['ac', '14', '01', '01'],
      network: ['ac', '14', '00', '00'],
      netmask: ['ff', 'ff', 'f0', '00'],
      wildcard: ['00', '00', '0f', 'ff'],
      last: ['ac', '14', '0f', 'ff'],
      classMask: ['ff', 'ff', '00', '00'],
    });
  });

  test('the subnet is that of the cloud asked about', () => {
    expect(describeBlock('10.0.0.0/29')?.subnet).toMatchObject({ cloud: 'aws', fit: { fits: false } });
    const subnet = describeBlock('10.0.0.0/29', 'gcp')?.subnet;
    expect(subnet).toMatchObject({ cloud: 'gcp', fit: { fits: true }, usableAddressCount: 4n });
    expect([shown(subnet?.usable?.first), shown(subnet?.usable?.last)]).toEqual(['10.0.0.2', '10.0.0.5']);
    expect(subnet?.reserved).toHaveLength(4);
    expect(describeBlock('10.0.0.0/30', 'gcp')?.subnet.usable).toBeUndefined();
  });

  test.each(['', '10.0.0.0', '10.0.0.0/33', 'ten/8', '/8'])('gives nothing for %j', (text) => {
    expect(describeBlock(text)).toBeUndefined();
  });
});
