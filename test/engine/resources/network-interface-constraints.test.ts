import { expect, test } from 'vitest';

import {
  refuseAddress,
  refuseDelegatedPrefix,
  refuseZonesOfInstance,
} from '../../../engine/resources/network-interface/constraints.ts';
import { address, cidr, cidrs, verdict } from './constraint-cases.ts';

const subnet = cidrs(['10.0.1.64/26', '2001:db8:1::/64']);

test.each([
  ['SUB-4: the network address', '10.0.1.64', 'SUB-4'],
  ['SUB-4: the router', '10.0.1.65', 'SUB-4'],
  ['SUB-4: the one for DNS', '10.0.1.66', 'SUB-4'],
  ['SUB-4: the one for future use', '10.0.1.67', 'SUB-4'],
  ['SUB-4: the last address', '10.0.1.127', 'SUB-4'],
  ['SUB-4: the first free one', '10.0.1.68', 'accepted'],
  ['SUB-6: the first four of IPv6', '2001:db8:1::3', 'SUB-6'],
  ['SUB-6: the first free one of IPv6', '2001:db8:1::4', 'accepted'],
  ['ENI-1: inside the subnet', '10.0.1.10', 'ENI-1'],
])('%s', (_claim, text, expected) => {
  expect(verdict(refuseAddress(address(text), subnet))).toBe(expected);
});

test('ENI-1: no IPv6 address where the subnet has no IPv6', () => {
  const [refusal] = refuseAddress(address('2001:db8::9'), cidrs(['10.0.1.0/24']));
  expect(refusal?.reason).toContain('no block of');
});

test.each([
  ['ENI-12: /28 of IPv4', '10.0.1.80/28', 'accepted'],
  ['ENI-12: /80 of IPv6', '2001:db8:1:0:1::/80', 'accepted'],
  ['ENI-12: nothing else', '10.0.1.96/27', 'ENI-12'],
])('%s', (_claim, prefix, expected) => {
  expect(verdict(refuseDelegatedPrefix(cidr(prefix)))).toBe(expected);
});

test('ENI-2: the interfaces of an instance are in one zone', () => {
  expect(verdict(refuseZonesOfInstance(['use1-az1', 'use1-az1', undefined]))).toBe('accepted');
  expect(verdict(refuseZonesOfInstance(['use1-az1', 'use1-az2']))).toBe('ENI-2');
});
