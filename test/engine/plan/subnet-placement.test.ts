import { expect, test } from 'vitest';

import { refuseSubnetCidr, refuseSubnetPrefixLength } from '../../../engine/plan/subnet-placement.ts';
import { cidr, cidrs, verdict } from '../resources/constraint-cases.ts';

const placement = {
  vpcCidrs: cidrs(['10.4.0.0/17', '10.4.128.0/17', '2001:db8::/56']),
  existingSubnets: cidrs(['10.4.1.0/24', '2001:db8:0:1::/64']),
};

test.each([
  ['SUB-1: inside one block of the VPC', '10.4.2.0/24', 'accepted'],
  ['SUB-1: it may equal the block', '10.4.128.0/17', 'accepted'],
  ['SUB-1: not inside the union of two', '10.4.0.0/16', 'SUB-1 SUB-2'],
  ['SUB-1: not outside', '10.5.0.0/24', 'SUB-1'],
  ['SUB-1: /29 is too small', '10.4.2.0/29', 'SUB-1'],
  ['SUB-2: no overlap', '10.4.1.128/25', 'SUB-2'],
  ['SUB-3: /64 inside the IPv6 block', '2001:db8:0:2::/64', 'accepted'],
  ['SUB-3: in steps of four', '2001:db8:0:4::/62', 'SUB-3'],
  ['SUB-3: not outside the IPv6 block', '2001:db8:1::/64', 'SUB-3'],
  ['SUB-2: no overlap of IPv6 blocks', '2001:db8::/60', 'SUB-2'],
])('%s (%s)', (_claim, candidate, expected) => {
  expect(verdict(refuseSubnetCidr(cidr(candidate), placement))).toBe(expected);
});

test('SUB-3: a VPC without IPv6 has no place for an IPv6 subnet', () => {
  const [refusal] = refuseSubnetCidr(cidr('2001:db8::/64'), {
    vpcCidrs: cidrs(['10.4.0.0/16']),
    existingSubnets: [],
  });
  expect(refusal?.reason).toContain('has none of that family');
});

test.each([
  ['SUB-3: /60', 6, 60, 'accepted'],
  ['SUB-3: /62', 6, 62, 'SUB-3'],
  ['SUB-3: /64', 6, 64, 'accepted'],
  ['SUB-3: /44', 6, 44, 'accepted'],
  ['SUB-3: a length that no block has', 6, 200, 'SUB-3'],
  ['SUB-1: /16', 4, 16, 'accepted'],
  ['SUB-1: /15', 4, 15, 'SUB-1'],
  ['SUB-1: a length that no block has', 4, -1, 'SUB-1'],
] as const)('%s', (_claim, family, prefixLength, expected) => {
  expect(verdict(refuseSubnetPrefixLength(family, prefixLength))).toBe(expected);
});
