/** What a network costs by the hour and the month. */
import { describe, expect, test } from 'vitest';
import { builtInPrices, standingCosts } from '../../../engine/cost/index.ts';
import { standingReport } from '../../../engine/index.ts';
import type { Network } from '../../../engine/index.ts';
import { networkOf } from './network.ts';

const itemsOf = (network: Network) =>
  standingReport(network, { list: builtInPrices }).items.map(({ key, component, address, usdPerMonth }) => [
    key,
    component,
    address,
    usdPerMonth,
  ]);

test('COST-7 COST-16 a NAT gateway and every public address are summed by the month, exactly', () => {
  const report = standingReport(networkOf(), { list: builtInPrices });
  expect(itemsOf(networkOf())).toEqual([
    ['nat', 'nat', null, 32.85],
    ['publicIpv4', 'nat', '198.51.100.25', 3.65],
    ['publicIpv4', 'web', '198.51.100.210', 3.65],
  ]);
  expect(report).toMatchObject({
    usdPerHour: 0.055,
    usdPerMonth: 40.15,
    usdPerMonthText: '40.15',
    unknown: 0,
  });
  expect(report.byPayer).toEqual([{ account: null, vpc: 'vpc', usdPerMonth: 40.15 }]);
});

describe('COST-7 a NAT gateway', () => {
  test('that is gone or never came up costs nothing', () => {
    const natGateways = ['deleted', 'failed'].map((state, index) => ({
      id: `nat-${index}`,
      subnet: 'public',
      publicIp: `198.51.100.${index + 1}`,
      state,
    }));
    const routeTables = [
      { id: 'rt-private', vpc: 'vpc' },
      { id: 'rt-public', vpc: 'vpc' },
    ];
    expect(itemsOf(networkOf({ natGateways, routeTables, instances: [] }))).toEqual([]);
  });

  test('that is regional is billed by zones that are not counted: not known, and said so', () => {
    const natGateways = [{ id: 'nat', vpc: 'vpc', availabilityMode: 'regional' }];
    const { items, unknown } = standingReport(networkOf({ natGateways, instances: [] }), {
      list: builtInPrices,
    });
    expect(items).toMatchObject([{ component: 'nat', usdPerMonth: null }]);
    expect(items[0]?.unknown).toContain('billed by its zones');
    expect(unknown).toBe(1);
  });
});

describe('COST-16 public IPv4 addresses', () => {
  test('an Elastic IP costs in use and idle, and once however often it is named', () => {
    const eips = [
      { id: 'eip-web', publicIp: '198.51.100.210', instance: 'web' },
      { id: 'eip-idle', publicIp: '198.51.100.99' },
    ];
    expect(itemsOf(networkOf({ eips, natGateways: [], routeTables: tables }))).toEqual([
      ['publicIpv4', 'web', '198.51.100.210', 3.65],
      ['publicIpv4', 'eip-idle', '198.51.100.99', 3.65],
    ]);
  });

  test('a stopped instance keeps only its Elastic IP', () => {
    const stopped = { subnet: 'public', state: 'stopped', securityGroups: ['sg'] };
    const instances = [
      { ...stopped, id: 'lent', privateIp: '10.0.2.10', publicIp: '198.51.100.1' },
      { ...stopped, id: 'kept', privateIp: '10.0.2.11' },
    ];
    const eips = [{ id: 'eip', publicIp: '198.51.100.2', instance: 'kept' }];
    expect(itemsOf(networkOf({ instances, eips, natGateways: [], routeTables: tables }))).toEqual([
      ['publicIpv4', 'kept', '198.51.100.2', 3.65],
    ]);
  });
});

const tables = [
  { id: 'rt-private', vpc: 'vpc' },
  { id: 'rt-public', vpc: 'vpc' },
];

test('COST-17 a Site-to-Site VPN connection costs by the hour, with its two outside addresses', () => {
  const otherResources = [{ id: 'vpn-1', type: 'AWS::EC2::VPNConnection' }];
  const empty = { natGateways: [], instances: [], routeTables: tables };
  expect(itemsOf(networkOf({ ...empty, otherResources }))).toEqual([
    ['vpn.connection', 'vpn-1', null, 36.5],
    ['publicIpv4', 'vpn-1', null, 7.3],
  ]);
});

test('COST-20 a Resolver endpoint costs by the hour for each of its interfaces, of which it has two at least', () => {
  const otherResources = [{ id: 'rslvr-in-1', type: 'AWS::Route53Resolver::ResolverEndpoint' }];
  const empty = { natGateways: [], instances: [], routeTables: tables };
  expect(itemsOf(networkOf({ ...empty, otherResources }))).toEqual([
    ['resolver.endpointEni', 'rslvr-in-1', null, 182.5],
  ]);
});

test('COST-21 VPCs, subnets, tables, filters, gateways and peerings are free, and counted', () => {
  const otherResources = [{ id: 'vgw-1', type: 'AWS::EC2::VPNGateway' }];
  const network = networkOf({ natGateways: [], instances: [], routeTables: tables, otherResources });
  const { items, free, usdPerMonthText } = standingReport(network, { list: builtInPrices });
  expect(items).toEqual([]);
  expect(usdPerMonthText).toBe('0.00');
  expect(Object.fromEntries(free.map(({ what, count }) => [what, count]))).toMatchObject({
    VPC: 1,
    subnet: 2,
    'internet gateway': 1,
    resource: 1,
  });
});

test('what Hoplight does not work out is listed as not known, and the sum is the least it can be', () => {
  const otherResources = [{ id: 'lb-1', type: 'AWS::ElasticLoadBalancingV2::LoadBalancer' }];
  const { items, unknown, usdPerMonth } = standingReport(networkOf({ otherResources }), {
    list: builtInPrices,
  });
  expect(items.find(({ component }) => component === 'lb-1')).toMatchObject({
    key: null,
    type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    usdPerMonth: null,
  });
  expect(unknown).toBe(1);
  expect(usdPerMonth).toBe(40.15);
});

test('what stands in another Region than that of the prices is not known', () => {
  const vpcs = [{ id: 'vpc', cidrBlock: '10.0.0.0/16', internetGateway: 'igw', region: 'eu-west-1' }];
  const { items, usdPerHour, unknown } = standingCosts(networkOf({ vpcs }), { list: builtInPrices });
  expect(items.every((item) => item.unknown === 'region')).toBe(true);
  expect(usdPerHour).toBe(0n);
  expect(unknown).toBe(3);
});

test('prices may be taken for every Region, which is said', () => {
  const vpcs = [{ id: 'vpc', cidrBlock: '10.0.0.0/16', internetGateway: 'igw', region: 'eu-west-1' }];
  const network = networkOf({ vpcs });
  expect(standingReport(network, { list: builtInPrices })).toMatchObject({
    usdPerMonth: 0,
    notes: [expect.stringContaining('eu-west-1 is not known')],
  });
  expect(standingReport(network, { list: builtInPrices, anyRegion: true })).toMatchObject({
    usdPerMonth: 40.15,
    unknown: 0,
    notes: ['The prices are those of us-east-1, taken for eu-west-1 too: there they differ a little.'],
  });
});
