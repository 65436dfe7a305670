import { expect, test } from 'vitest';
import { builtInPrices, load, standingReport } from '../../../engine/index.ts';
import { freeWords, monthWords, resourceCosts } from '../../../src/app/costs/resource-costs.ts';

const text = `
format: hoplight/1
vpcs: [{ id: vpc-a, cidrBlock: 10.0.0.0/16, internetGateway: igw-a }]
subnets: [{ id: subnet-a, vpc: vpc-a, cidrBlock: 10.0.1.0/24 }]
otherResources: [{ id: lb-a, type: "AWS::ElasticLoadBalancingV2::LoadBalancer" }]
natGateways: [{ id: nat-a, name: out, subnet: subnet-a, privateIp: 10.0.1.5, publicIp: 198.51.100.5 }]
instances: [{ id: web, subnet: subnet-a, privateIp: 10.0.1.9, publicIp: 198.51.100.9 }]
`;
const { network } = load([{ path: 'network.yaml', text }]);
const report = standingReport(network, { list: builtInPrices });

test('costs stand by resource, the dearest first and what is not known last', () => {
  expect(
    resourceCosts(report).map(({ name, items, usdPerMonth }) => [
      name,
      items.map(({ key }) => key),
      usdPerMonth,
    ]),
  ).toEqual([
    ['out', ['nat', 'publicIpv4'], 36.5],
    ['web', ['publicIpv4'], 3.65],
    ['lb-a', [null], 0],
  ]);
});

test('the sum says when it is only the least it can be', () => {
  expect(monthWords(report)).toBe('at least $40.15 a month');
  expect(monthWords({ ...report, unknown: 0 })).toBe('$40.15 a month');
});

test('what costs nothing to have is counted', () => {
  expect(freeWords(report)).toContain('1 VPC, 1 subnet');
});
