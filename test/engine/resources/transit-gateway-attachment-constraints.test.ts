/** Which subnets a VPC attachment may name. */
import { describe, expect, test } from 'vitest';
import { refuseAttachmentSubnets } from '../../../engine/resources/transit-gateway-attachment/constraints.ts';
import type { AttachmentSubnet } from '../../../engine/resources/transit-gateway-attachment/constraints.ts';

const subnet = (id: string, more: Partial<AttachmentSubnet> = {}): AttachmentSubnet => ({
  id,
  zone: 'az1',
  zoneType: 'availability-zone',
  hasIpv4: true,
  ...more,
});

describe('TGW-2 a VPC attachment', () => {
  const reasons = (...subnets: AttachmentSubnet[]) =>
    refuseAttachmentSubnets(subnets).map(({ rule, reason }) => `${rule} ${reason}`);

  test('has one subnet in each of its zones', () => {
    expect(reasons(subnet('a'))).toEqual([]);
    expect(reasons(subnet('a'), subnet('b', { zone: 'az2' }))).toEqual([]);
  });

  test.each<[string, readonly AttachmentSubnet[], RegExp]>([
    ['none at all', [], /needs a subnet in at least one zone/],
    ['two in one zone', [subnet('a'), subnet('b')], /`a` and `b` are both in `az1`/],
    ['one in a Local Zone', [subnet('a', { zoneType: 'local-zone' })], /Local Zone/],
    ['one for IPv6 only', [subnet('a', { hasIpv4: false })], /is not IPv6-only/],
  ])('does not have %s', (_what, subnets, reason) => {
    expect(reasons(...subnets)).toEqual([expect.stringMatching(reason)]);
  });

  test('is not refused for zones that are not known', () => {
    expect(reasons(subnet('a', { zone: undefined }), subnet('b', { zone: undefined }))).toEqual([]);
  });
});
