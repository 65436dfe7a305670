import { describe, expect, test } from 'vitest';

import {
  doubtsOfCidrAssociation,
  refuseCidrAssociation,
  refuseVpcCidr,
  refuseVpcPrefixLength,
} from '../../../engine/plan/vpc-placement.ts';
import { cidr, cidrs, verdict } from '../resources/constraint-cases.ts';

describe('refuseVpcCidr', () => {
  test.each([
    ['VPC-1: /16 is the largest', '10.0.0.0/16', 'accepted'],
    ['VPC-1: /28 is the smallest', '10.0.0.0/28', 'accepted'],
    ['VPC-1: /15 is too large', '10.0.0.0/15', 'VPC-1'],
    ['VPC-1: /29 is too small', '10.0.0.0/29', 'VPC-1'],
    ['VPC-2: a public range will do', '8.8.0.0/16', 'accepted'],
    ['VPC-2: shared address space will do', '100.64.0.0/16', 'accepted'],
    ['VPC-2: 172.17.0.0/16 is allowed', '172.17.0.0/16', 'accepted'],
    ['VPC-2: not link-local', '169.254.0.0/16', 'VPC-2'],
    ['VPC-2: not loopback', '127.0.0.0/16', 'VPC-2'],
    ['VPC-2: not multicast', '224.0.0.0/16', 'VPC-2'],
    ['VPC-2: not this network', '0.0.0.0/16', 'VPC-2'],
    ['VPC-10: /56 of IPv6', '2001:db8::/56', 'accepted'],
    ['VPC-10: not between the steps', '2001:db8::/54', 'VPC-10'],
  ])('%s (%s)', (_claim, candidate, expected) => {
    expect(verdict(refuseVpcCidr(cidr(candidate)))).toBe(expected);
  });
});

describe('refuseVpcPrefixLength', () => {
  test.each([
    ['VPC-10: /44', 6, 44, 'accepted'],
    ['VPC-10: /52', 6, 52, 'accepted'],
    ['VPC-10: /54', 6, 54, 'VPC-10'],
    ['VPC-10: /56', 6, 56, 'accepted'],
    ['VPC-10: /60', 6, 60, 'accepted'],
    ['VPC-10: /64', 6, 64, 'VPC-10'],
    ['VPC-10: a length that no block has', 6, 129, 'VPC-10'],
    ['VPC-1: /16', 4, 16, 'accepted'],
    ['VPC-1: /29', 4, 29, 'VPC-1'],
    ['VPC-1: a length that no block has', 4, 33, 'VPC-1'],
  ] as const)('%s', (_claim, family, prefixLength, expected) => {
    expect(verdict(refuseVpcPrefixLength(family, prefixLength))).toBe(expected);
  });
});

describe('VPC-4 which range may join which', () => {
  const ranges = ['10.5.0.0/16', '172.16.0.0/16', '192.168.0.0/17', '198.19.0.0/17', '100.64.0.0/16'];
  const second: Readonly<Record<string, string>> = {
    '10.5.0.0/16': '10.6.0.0/16',
    '172.16.0.0/16': '172.18.0.0/16',
    '192.168.0.0/17': '192.168.128.0/17',
    '198.19.0.0/17': '198.19.128.0/17',
    '100.64.0.0/16': '8.8.0.0/16',
  };
  const accepted: Readonly<Record<string, string>> = {
    '10.5.0.0/16': 'yes no no no yes',
    '172.16.0.0/16': 'no yes no no yes',
    '192.168.0.0/17': 'no no yes no yes',
    '198.19.0.0/17': 'no no no yes yes',
    '100.64.0.0/16': 'no no no no yes',
  };

  test.each(ranges)('VPC-4 the row of %s is as documented', (existing) => {
    const row = ranges.map((range) => {
      const candidate = cidr(second[range] ?? range);
      const found = verdict(refuseCidrAssociation(candidate, { existing: cidrs([existing]) }));
      return found === 'accepted' ? 'yes' : found === 'VPC-4' ? 'no' : found;
    });
    expect(row.join(' ')).toBe(accepted[existing]);
  });

  test.each([
    [
      'VPC-4: a candidate passes the row of every block',
      ['10.5.0.0/16', '100.64.0.0/16'],
      '172.16.0.0/16',
      'VPC-4 VPC-4',
    ],
    ['VPC-4: the order matters', ['100.64.0.0/16'], '10.5.0.0/16', 'VPC-4'],
    ['VPC-4: 172.31.0.0/16 is kept for default VPCs', ['172.16.0.0/16'], '172.31.0.0/20', 'VPC-4'],
    [
      'VPC-4: a second block of one range after a public one, default',
      ['10.5.0.0/16', '100.64.0.0/16'],
      '10.6.0.0/16',
      'accepted',
    ],
    ['VPC-5: a VPC in 10.0.0.0/15 takes none of 10.0.0.0/16', ['10.1.0.0/16'], '10.0.128.0/20', 'VPC-5'],
    ['VPC-5: 10.1.0.0/16 itself is no matter', ['10.0.0.0/16'], '10.1.0.0/16', 'accepted'],
    ['VPC-5: a VPC above takes it', ['10.2.0.0/16'], '10.0.128.0/20', 'accepted'],
    ['VPC-3: no overlap', ['10.2.0.0/16'], '10.2.128.0/20', 'VPC-3'],
    ['VPC-3: the sizes of the primary block', ['10.2.0.0/16'], '10.3.0.0/29', 'VPC-1'],
    [
      'VPC-10: IPv6 blocks do not meet the table',
      ['10.2.0.0/16', '2001:db8::/56'],
      '2001:db8:1::/56',
      'accepted',
    ],
    ['VPC-10: IPv6 blocks do not overlap', ['2001:db8::/52'], '2001:db8::/56', 'VPC-10'],
  ])('%s', (_claim, existing, candidate, expected) => {
    expect(verdict(refuseCidrAssociation(cidr(candidate), { existing: cidrs(existing) }))).toBe(expected);
  });

  test.each([
    [
      'a second block of a private range after a public one',
      ['10.5.0.0/16', '100.64.0.0/16'],
      '10.6.0.0/16',
      1,
    ],
    ['a second block of 198.19.0.0/16', ['198.19.0.0/17'], '198.19.128.0/17', 1],
    ['a second block of a private range', ['10.5.0.0/16'], '10.6.0.0/16', 0],
  ])('VPC-4: the doubt about %s is told', (_claim, existing, candidate, expected) => {
    expect(doubtsOfCidrAssociation(cidr(candidate), cidrs(existing))).toHaveLength(expected);
  });
});

test.each([
  ['VPC-6: the destination of a route', '10.0.0.0/24', 'VPC-6'],
  ['VPC-6: a block around it', '10.0.0.0/16', 'VPC-6'],
  ['VPC-6: a part of it will do', '10.0.0.0/25', 'accepted'],
])('%s', (_claim, candidate, expected) => {
  const vpc = { existing: cidrs(['10.2.0.0/16']), routeDestinations: cidrs(['10.0.0.0/24']) };
  expect(verdict(refuseCidrAssociation(cidr(candidate), vpc))).toBe(expected);
});

test.each([
  ['VPC-8: an active peer with the same addresses', 'active', 'requester', '10.8.0.0/17', 'VPC-8'],
  ['VPC-8: an active peer with other addresses', 'active', 'requester', '10.9.0.0/16', 'accepted'],
  ['VPC-8: a requester that waits adds nothing', 'pending-acceptance', 'requester', '10.9.0.0/16', 'VPC-8'],
  ['VPC-8: an accepter may', 'pending-acceptance', 'accepter', '10.9.0.0/16', 'accepted'],
  ['VPC-8: a deleted peering binds nobody', 'deleted', 'requester', '10.8.0.0/17', 'accepted'],
] as const)('%s', (_claim, status, role, candidate, expected) => {
  const peerings = [{ status, role, peerCidrs: cidrs(['10.8.0.0/16']) }];
  expect(
    verdict(refuseCidrAssociation(cidr(candidate), { existing: cidrs(['10.2.0.0/16']), peerings })),
  ).toBe(expected);
});
