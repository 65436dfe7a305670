import { expect, test } from 'vitest';

import { refuseElasticIps } from '../../../engine/resources/eip/constraints.ts';
import { address, verdict } from './constraint-cases.ts';

const eip = (id: string, publicIp: string, networkInterface?: string, privateIp?: string) => ({
  id,
  publicIp: address(publicIp),
  networkInterface,
  privateIp: privateIp === undefined ? undefined : address(privateIp),
});

test.each([
  ['ENI-5: an address is allocated once', [eip('e-1', '198.51.100.1'), eip('e-2', '198.51.100.1')], 'ENI-5'],
  [
    'ENI-1: two on one primary address',
    [eip('e-1', '198.51.100.1', 'eni-1'), eip('e-2', '198.51.100.2', 'eni-1')],
    'ENI-1',
  ],
  [
    'IGW-14: each private address may have one',
    [eip('e-1', '198.51.100.1', 'eni-1', '10.0.0.10'), eip('e-2', '198.51.100.2', 'eni-1', '10.0.0.11')],
    'accepted',
  ],
  [
    'ENI-5: unassociated ones do not clash',
    [eip('e-1', '198.51.100.1'), eip('e-2', '198.51.100.2')],
    'accepted',
  ],
])('%s', (_claim, eips, expected) => {
  expect(verdict(refuseElasticIps(eips))).toBe(expected);
});

test('ENI-5: the later of two is the one refused', () => {
  expect(
    refuseElasticIps([eip('e-1', '198.51.100.1'), eip('e-2', '198.51.100.1')]).map((refusal) => refusal.eip),
  ).toEqual(['e-2']);
});
