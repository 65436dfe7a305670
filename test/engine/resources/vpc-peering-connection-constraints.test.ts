import { expect, test } from 'vitest';

import {
  refuseConnections,
  refusePeering,
} from '../../../engine/resources/vpc-peering-connection/constraints.ts';
import { cidrs, verdict } from './constraint-cases.ts';

test.each([
  ['PEER-2: blocks apart', ['10.0.0.0/16'], ['10.1.0.0/16'], 'accepted'],
  [
    'PEER-2: unused blocks count',
    ['10.0.0.0/16', '100.64.0.0/16'],
    ['10.1.0.0/16', '100.64.128.0/17'],
    'PEER-2',
  ],
  ['PEER-2: IPv6 blocks count', ['10.0.0.0/16', '2001:db8::/56'], ['10.1.0.0/16', '2001:db8::/56'], 'PEER-2'],
  ['PEER-2: families do not meet', ['0.0.0.0/0'], ['::/0'], 'accepted'],
])('%s', (_claim, requester, accepter, expected) => {
  expect(verdict(refusePeering(cidrs(requester), cidrs(accepter)))).toBe(expected);
});

test.each([
  ['PEER-2: one connection between two VPCs', ['active'], 'accepted'],
  ['PEER-2: not two', ['active', 'pending-acceptance'], 'PEER-2'],
  ['PEER-2: deleted ones do not count', ['active', 'deleted', 'rejected'], 'accepted'],
] as const)('%s', (_claim, statuses, expected) => {
  expect(verdict(refuseConnections(statuses.map((status, index) => ({ id: `pcx-${index}`, status }))))).toBe(
    expected,
  );
});
