import { expect, test } from 'vitest';

import { mergePatch, type Topology } from './topology.ts';

const topology: Topology = {
  vpcs: { A: { cidrs: ['10.0.0.0/16'], igw: true } },
  subnets: {},
  routeTables: {},
  enis: { a: { subnet: 's', ip: '10.0.0.10', sgs: ['sg-a', 'sg-b'] } },
};

test('RFC 7386: null removes, objects merge, arrays are replaced, the original stays', () => {
  const before = structuredClone(topology);
  expect(
    mergePatch(topology, {
      vpcs: { A: { igw: null } },
      enis: { a: { sgs: ['sg-c'] } },
      nats: { n: { eip: null } },
    }),
  ).toEqual({
    vpcs: { A: { cidrs: ['10.0.0.0/16'] } },
    subnets: {},
    routeTables: {},
    enis: { a: { subnet: 's', ip: '10.0.0.10', sgs: ['sg-c'] } },
    nats: { n: {} },
  });
  expect(topology).toEqual(before);
});
