import { describe, expect, test } from 'vitest';

import { refuseEgressOnlyInternetGateways } from '../../../engine/resources/egress-only-internet-gateway/constraints.ts';
import {
  refuseAttachments,
  refuseInternetGateways,
} from '../../../engine/resources/internet-gateway/constraints.ts';
import { refuseNatGateway } from '../../../engine/resources/nat-gateway/constraints.ts';
import { verdict } from './constraint-cases.ts';

test('IGW-1: a VPC has one internet gateway', () => {
  expect(verdict(refuseInternetGateways(['igw-a']))).toBe('accepted');
  expect(verdict(refuseInternetGateways(['igw-a', 'igw-b']))).toBe('IGW-1');
});

test('IGW-1: an internet gateway has one VPC', () => {
  expect(verdict(refuseAttachments(['vpc-a']))).toBe('accepted');
  expect(verdict(refuseAttachments(['vpc-a', 'vpc-b']))).toBe('IGW-1');
});

test('V6-6: a VPC has one egress-only internet gateway', () => {
  expect(verdict(refuseEgressOnlyInternetGateways([]))).toBe('accepted');
  expect(verdict(refuseEgressOnlyInternetGateways(['eigw-a', 'eigw-b']))).toBe('V6-6');
});

describe('refuseNatGateway', () => {
  const plan = {
    connectivityType: 'public',
    availabilityMode: 'zonal',
    elasticIps: 1,
    hasInternetGateway: true,
  } as const;

  test.each([
    ['NAT-2: a public one with an Elastic IP', {}, 'accepted'],
    ['NAT-2: a public one without', { elasticIps: 0 }, 'NAT-2'],
    ['NAT-2: without an internet gateway on the VPC', { hasInternetGateway: false }, 'NAT-2'],
    [
      'NAT-2: a VPC of which nothing is known is not held against it',
      { hasInternetGateway: undefined },
      'accepted',
    ],
    [
      'NAT-2: a private one',
      { connectivityType: 'private', elasticIps: 0, hasInternetGateway: false },
      'accepted',
    ],
    ['NAT-2: a private one takes no Elastic IP', { connectivityType: 'private' }, 'NAT-2'],
    [
      'NAT-17: a regional one chooses its own addresses',
      { availabilityMode: 'regional', elasticIps: 0 },
      'accepted',
    ],
    [
      'NAT-17: and is public',
      { availabilityMode: 'regional', connectivityType: 'private', elasticIps: 0 },
      'NAT-17',
    ],
    ['LIM-14: up to eight Elastic IPs', { elasticIps: 8 }, 'accepted'],
    ['LIM-14: not nine', { elasticIps: 9 }, 'LIM-14'],
    ['LIM-14: a regional one up to 32 in a zone', { availabilityMode: 'regional', elasticIps: 33 }, 'LIM-14'],
  ] as const)('%s', (_claim, change, expected) => {
    expect(verdict(refuseNatGateway({ ...plan, ...change }))).toBe(expected);
  });
});
