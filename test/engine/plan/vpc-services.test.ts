import { expect, test } from 'vitest';

import { type Ipv4Cidr, formatAddress, parseCidr } from '../../../engine/ip/index.ts';
import { ROUTER_IPV6, amazonResolver, reservedAddresses } from '../../../engine/plan/index.ts';

function ipv4(text: string): Ipv4Cidr {
  const cidr = parseCidr(text);
  return cidr?.family === 4 ? cidr : expect.fail(text);
}

test('SUB-5 Amazon DNS: answers at the primary CIDR + 2, whose own subnets merely reserve theirs', () => {
  const { address, linkLocal, ipv6 } = amazonResolver(ipv4('10.0.0.0/16'));
  expect([address, linkLocal, ipv6].map(formatAddress)).toEqual([
    '10.0.0.2',
    '169.254.169.253',
    'fd00:ec2::253',
  ]);
  const inSubnet = reservedAddresses(ipv4('10.2.5.0/24')).find(({ purpose }) => purpose === 'dns');
  expect(inSubnet && formatAddress(inSubnet.address)).toBe('10.2.5.2');
});

test('SUB-6 IPv6 router: answers at fe80:ec2::1', () => {
  expect(formatAddress(ROUTER_IPV6)).toBe('fe80:ec2::1');
});
