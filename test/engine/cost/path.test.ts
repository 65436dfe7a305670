/** What a GB costs on paths, rule by rule. */
import { describe, expect, test } from 'vitest';
import { builtInPrices, costOfHops, totalOf, usdNumber } from '../../../engine/cost/index.ts';
import { parseAddress } from '../../../engine/ip/index.ts';
import type { Hop, Step } from '../../../engine/trace/index.ts';
import { itemsOf, networkOf, open, peered, reportOf } from './network.ts';
import type { Sections } from './network.ts';

const costOf = (sections: Sections, from: string, to: string, options = {}) =>
  reportOf(networkOf(sections), from, to, options).cost;

const free = ['dt.gatewayService.sameRegion', 0];
const across = [
  ['dt.crossAz.out', 0.01],
  ['dt.crossAz.in', 0.01],
];

test('COST-1 a GB there and a GB back are summed apart, item by item, by payer, without noise in the sums', () => {
  const { request, reply } = costOf({}, 'app', 'internet');
  expect(request.usdPerGb).toBe(0.155);
  expect(reply?.usdPerGb).toBe(0.065);
  expect(request.byPayer).toEqual([{ account: null, vpc: 'vpc', usdPerGb: 0.155 }]);
  expect(request.lines.at(2)).toMatchObject({
    key: 'nat.processed',
    usdPerGb: 0.045,
    component: 'nat',
    rule: 'COST-7',
    asOf: '2026-11',
    source: expect.stringContaining('AWS price list') as string,
    confidence: 'high',
  });
});

test('COST-1 each owner pays its part, and hourly items are listed by the hour', () => {
  const sections = peered({ a: { ownerId: '111111111111' }, b: { ownerId: '222222222222' } });
  const zones = (sections['subnets'] ?? []).map((subnet, index) => ({
    ...subnet,
    availabilityZoneId: `use1-az${index + 1}`,
  }));
  const { request } = costOf({ ...sections, subnets: zones }, 'client', 'server');
  expect(request.byPayer).toEqual([
    { account: '111111111111', vpc: 'vpc-a', usdPerGb: 0.01 },
    { account: '222222222222', vpc: 'vpc-b', usdPerGb: 0.01 },
  ]);
  const { perHour } = costOf({}, 'app', 'internet');
  expect(perHour.map(({ key, usdPerHour }) => [key, usdPerHour])).toEqual([
    ['nat', 0.045],
    ['publicIpv4', 0.005],
  ]);
});

describe('COST-2 private addresses in one zone cost nothing', () => {
  const inA = (id: string, more = {}) => ({ id, vpc: 'vpc', availabilityZone: 'us-east-1a', ...more });

  test('in two subnets of a zone', () => {
    const subnets = [
      inA('private', { cidrBlock: '10.0.1.0/24', routeTable: 'rt-private' }),
      inA('public', { cidrBlock: '10.0.2.0/24', routeTable: 'rt-public' }),
    ];
    expect(itemsOf(costOf({ subnets }, 'app', 'web'))).toEqual({
      there: [['dt.sameAz.private', 0]],
      back: [['dt.sameAz.private', 0]],
    });
  });

  test('within a subnet whose zone nobody states', () => {
    const subnets = [{ id: 'public', vpc: 'vpc', cidrBlock: '10.0.0.0/16', routeTable: 'rt-public' }];
    const instances = ['10.0.2.10', '10.0.2.11'].map((privateIp, index) => ({
      id: `i-${index}`,
      subnet: 'public',
      privateIp,
      securityGroups: ['sg'],
    }));
    expect(costOf({ subnets, instances }, 'i-0', 'i-1').request.usdPerGb).toBe(0);
  });
});

describe('COST-3 crossing zones is paid at both ends', () => {
  test('0.01 by the sender and 0.01 by the receiver', () => {
    expect(itemsOf(costOf({}, 'app', 'web'))).toEqual({ there: across, back: across });
  });

  test('zones that nobody states are not guessed: between nothing and both', () => {
    const subnets = ['private', 'public'].map((id, index) => ({
      id,
      vpc: 'vpc',
      cidrBlock: `10.0.${index + 1}.0/24`,
      routeTable: `rt-${id}`,
    }));
    const { request } = costOf({ subnets }, 'app', 'web');
    expect(request).toMatchObject({ usdPerGb: null, atLeastUsdPerGb: 0, atMostUsdPerGb: 0.02 });
    expect(request.lines[0]?.text).toContain('whose zones are not both known: 0.01 USD if they differ');
  });

  test('a Local Zone has prices that the list does not hold', () => {
    const subnets = [
      { id: 'private', vpc: 'vpc', cidrBlock: '10.0.1.0/24', availabilityZone: 'us-east-1a' },
      {
        id: 'public',
        vpc: 'vpc',
        cidrBlock: '10.0.2.0/24',
        availabilityZone: 'us-east-1-bos-1a',
        zoneType: 'local-zone',
      },
    ];
    const { request } = costOf({ subnets, routeTables: [], natGateways: [] }, 'app', 'web');
    expect(request).toMatchObject({ usdPerGb: null, atLeastUsdPerGb: null, atMostUsdPerGb: null });
  });
});

describe('COST-4 public addresses within a Region are paid at both ends', () => {
  test('in one zone too, and offers the private address, tried out', () => {
    const instances = ['10', '11'].map((end) => ({
      id: `i-${end}`,
      subnet: 'public',
      privateIp: `10.0.2.${end}`,
      publicIp: `198.51.100.${end}`,
      securityGroups: ['sg'],
    }));
    const { request, cheaper } = costOf({ instances }, 'i-10', '198.51.100.11');
    expect(request.lines.map(({ key, usdPerGb }) => [key, usdPerGb])).toEqual([
      ['dt.publicIp.sameRegion.out', 0.01],
      ['dt.publicIp.sameRegion.in', 0.01],
    ]);
    expect(cheaper).toMatchObject([{ kind: 'private-address', requestUsdPerGb: 0, replyUsdPerGb: 0 }]);
    expect(cheaper[0]?.text).toBe(
      'Ask for 10.0.2.11, the private address of i-11, instead of 198.51.100.11; that is reachable too. A GB then costs 0 instead of 0.02 USD there, and 0 instead of 0.02 USD back.',
    );
  });

  test('a private address that is not reachable is not offered', () => {
    const instances = ['private', 'public'].map((subnet, index) => ({
      id: `i-${subnet}`,
      subnet,
      privateIp: `10.0.${index + 1}.10`,
      ...(subnet === 'public'
        ? { publicIp: '198.51.100.210', securityGroups: ['sg-nat'] }
        : { securityGroups: ['sg'] }),
    }));
    const securityGroups = [
      open('sg', 'vpc'),
      { id: 'sg-nat', vpc: 'vpc', ingress: [{ from: ['198.51.100.25/32'] }] },
    ];
    const { verdict, cost } = reportOf(
      networkOf({ instances, securityGroups }),
      'i-private',
      '198.51.100.210',
    );
    expect(verdict).toBe('reachable');
    expect(cost.cheaper.map(({ kind }) => kind)).toEqual(['nat-gateway-in-zone']);
  });

  test('IPv6 to another VPC of the Region likewise', () => {
    const { request } = costOf(peered({}), 'client', 'server', { family: 6 });
    expect(request.lines.map(({ key }) => key)).toEqual([
      'dt.ipv6.otherVpc.sameRegion.out',
      'dt.ipv6.otherVpc.sameRegion.in',
    ]);
  });
});

describe('COST-5 the sender pays for data to another Region', () => {
  const between = (region: string, zone: string) =>
    peered({ a: { region: 'us-east-1' }, b: { region }, zones: ['us-east-1a', zone] });

  test('0.02 to most; what the other Region bills for the reply is not known', () => {
    const { request, reply, notes } = costOf(between('us-west-2', 'us-west-2a'), 'client', 'server');
    expect(request.lines).toMatchObject([
      { key: 'dt.interRegion.default.out', usdPerGb: 0.02, payer: { vpc: 'vpc-a' } },
    ]);
    expect(reply?.lines).toMatchObject([
      { key: 'dt.interRegion.default.out', usdPerGb: null, payer: { vpc: 'vpc-b' } },
    ]);
    expect(notes.join(' ')).toContain('What things cost in us-west-2 is not known');
  });

  test('0.01 between us-east-1 and us-east-2, both ways', () => {
    const { request, reply } = costOf(between('us-east-2', 'us-east-2a'), 'client', 'server');
    expect([request.usdPerGb, reply?.usdPerGb]).toEqual([0.01, 0.01]);
  });

  test('prices taken for every Region answer for the other one too', () => {
    const options = { anyRegion: true };
    const { request, reply } = costOf(between('us-west-2', 'us-west-2a'), 'client', 'server', options);
    expect([request.usdPerGb, reply?.usdPerGb]).toEqual([0.02, 0.02]);
  });
});

describe('COST-6 data out to the internet costs in steps, data in nothing', () => {
  test.each([
    [undefined, 0.09],
    [50, 0],
    [100, 0],
    [101, 0.09],
    [10_240, 0.09],
    [20_000, 0.085],
    [60_000, 0.07],
    [200_000, 0.05],
  ])('at %s GB a month %s', (monthlyGb, usdPerGb) => {
    const { request } = costOf({}, 'web', 'internet', { monthlyGb });
    expect(itemsOf({ ...costOf({}, 'web', 'internet', { monthlyGb }) }).back).toEqual([
      ['dt.internet.in', 0],
    ]);
    expect(request.usdPerGb).toBe(usdPerGb);
  });

  test('asked from outside it is the reply that costs', () => {
    const { request, reply } = costOf({}, 'internet', 'web');
    expect([request.usdPerGb, reply?.usdPerGb]).toEqual([0, 0.09]);
  });
});

describe('COST-7 a NAT gateway costs by the hour and by the GB', () => {
  test('in both directions, and crossing zones to it besides', () => {
    expect(itemsOf(costOf({}, 'app', 'internet'))).toEqual({
      there: [...across, ['nat.processed', 0.045], ['dt.internet.out', 0.09]],
      back: [['dt.internet.in', 0], ['nat.processed', 0.045], ...across],
    });
  });

  test('one in the own zone would be cheaper: what it costs, and from when it pays', () => {
    const [offer] = costOf({}, 'app', 'internet').cheaper;
    expect(offer).toMatchObject({
      kind: 'nat-gateway-in-zone',
      requestUsdPerGb: 0.135,
      replyUsdPerGb: 0.045,
    });
    // 0.045 and 0.005 an hour are 36.50 a month, and each GB there and back saves 0.04.
    expect(offer?.text).toContain('It costs 36.50 USD a month, and pays from 913 GB a month each way.');
  });

  test('one that stands there already is named', () => {
    const here = { id: 'web-a', vpc: 'vpc', cidrBlock: '10.0.3.0/24', availabilityZone: 'us-east-1a' };
    const network = networkOf();
    const subnets = [...network.subnets.values()].map(({ id, vpc, availabilityZone }, index) => ({
      id,
      vpc,
      cidrBlock: `10.0.${index + 1}.0/24`,
      availabilityZone,
      routeTable: `rt-${id}`,
    }));
    const natGateways = [
      { id: 'nat', subnet: 'public', privateIp: '10.0.2.5', publicIp: '198.51.100.25' },
      { id: 'nat-a', subnet: 'web-a', privateIp: '10.0.3.5', publicIp: '198.51.100.26' },
    ];
    const [offer] = costOf(
      { subnets: [...subnets, { ...here, routeTable: 'rt-public' }], natGateways },
      'app',
      'internet',
    ).cheaper;
    expect(offer?.text).toMatch(/^Route subnet private to NAT gateway nat-a, which is in us-east-1a/);
  });
});

describe('COST-9 S3 and DynamoDB of the same Region cost no transfer', () => {
  const s3 = (region: string): Sections => ({
    vpcs: [{ id: 'vpc', cidrBlock: '10.0.0.0/16', internetGateway: 'igw', region: 'us-east-1' }],
    prefixLists: [{ id: 'pl-s3', name: `com.amazonaws.${region}.s3`, entries: ['192.0.2.0/24'] }],
  });

  test('by a NAT gateway its work remains, and a gateway endpoint would take it away', () => {
    const { request, cheaper } = costOf(s3('us-east-1'), 'app', 'internet:192.0.2.7');
    expect(request.usdPerGb).toBe(0.065);
    expect(request.lines.at(-1)).toMatchObject({ key: 'dt.gatewayService.sameRegion', usdPerGb: 0 });
    expect(cheaper).toMatchObject([{ kind: 'gateway-endpoint', requestUsdPerGb: 0, replyUsdPerGb: 0 }]);
    expect(cheaper[0]?.text).toMatch(
      /^A gateway endpoint for S3 in VPC vpc takes the place of NAT gateway nat/,
    );
  });

  test('by the internet gateway nothing either', () => {
    expect(costOf(s3('us-east-1'), 'web', 'internet:192.0.2.7').request.usdPerGb).toBe(0);
  });

  test.each([
    's3',
    'dynamodb',
    'com.amazonaws.us-east-1.s3',
    'bucket.s3.us-east-1.amazonaws.com',
    'bucket.s3.amazonaws.com',
    's3.dualstack.us-east-1.amazonaws.com',
    'dynamodb.us-east-1.amazonaws.com',
    '111122223333.ddb.us-east-1.amazonaws.com',
  ])('asked by name, whether or not the input has its addresses: %s', (name) => {
    const own = { vpcs: s3('us-east-1')['vpcs'] ?? [] };
    const direct = costOf(own, 'web', name);
    expect(itemsOf(direct)).toEqual({ there: [free], back: [free] });
    const { request, cheaper } = costOf(own, 'app', name);
    expect(request.lines.at(-1)).toMatchObject({
      key: 'dt.gatewayService.sameRegion',
      usdPerGb: 0,
      rule: 'COST-9',
      text: 'S3 or DynamoDB in the same Region',
    });
    expect(cheaper).toMatchObject([{ kind: 'gateway-endpoint', requestUsdPerGb: 0 }]);
  });

  test.each(['com.amazonaws.us-east-1.sqs', 'sqs.us-east-1.amazonaws.com'])(
    'other services cost what the internet does: %s',
    (name) => {
      expect(costOf({}, 'web', name).request.lines.at(-1)).toMatchObject({ key: 'dt.internet.out' });
    },
  );
});

describe('COST-22 S3', () => {
  const here: Sections = {
    vpcs: [{ id: 'vpc', cidrBlock: '10.0.0.0/16', internetGateway: 'igw', region: 'us-east-1' }],
  };

  test.each([
    ['com.amazonaws.us-west-2.s3', 'dt.interRegion.default.out', 0.02],
    ['bucket.s3-us-west-2.amazonaws.com', 'dt.interRegion.default.out', 0.02],
    ['s3.us-east-2.amazonaws.com', 'dt.interRegion.us-east-2.out', 0.01],
  ])('of another Region costs what any data to that Region does: %s', (name, key, usd) => {
    const { request, cheaper } = costOf(here, 'web', name);
    expect(request.lines).toMatchObject([{ key, usdPerGb: usd, rule: 'COST-22' }]);
    // VPCE-3: a gateway endpoint does not lead there.
    expect(costOf(here, 'app', name).cheaper.map(({ kind }) => kind)).not.toContain('gateway-endpoint');
    expect(cheaper).toEqual([]);
  });

  test('of another Region sends back by the prices of that one, which this list does not hold', () => {
    const { reply } = costOf(here, 'web', 'com.amazonaws.us-west-2.s3');
    expect(reply?.lines).toMatchObject([{ key: 'dt.interRegion.default.out', usdPerGb: null }]);
    const anyRegion = costOf(here, 'web', 'com.amazonaws.us-west-2.s3', { anyRegion: true });
    expect(anyRegion.reply?.usdPerGb).toBe(0.02);
  });

  test('is told by its addresses too', () => {
    const prefixLists = [{ id: 'pl', name: 'com.amazonaws.us-west-2.s3', entries: ['192.0.2.0/24'] }];
    const cost = costOf({ ...here, prefixLists }, 'web', 'internet:192.0.2.7');
    expect(cost.request.usdPerGb).toBe(0.02);
  });

  test('accelerated costs that on top, and no gateway endpoint leads to an edge location', () => {
    const name = 'bucket.s3-accelerate.amazonaws.com';
    expect(itemsOf(costOf(here, 'web', name))).toEqual({
      there: [free, ['s3.accelerated', 0.04]],
      back: [free, ['s3.accelerated', 0.04]],
    });
    const { request, cheaper } = costOf(here, 'app', name);
    expect(request.lines.at(-1)).toMatchObject({ rule: 'COST-22', confidence: 'low' });
    expect(cheaper.map(({ kind }) => kind)).not.toContain('gateway-endpoint');
  });
});

describe('COST-22 CloudFront', () => {
  const edges: Sections = {
    prefixLists: [
      {
        id: 'pl-edges',
        name: 'com.amazonaws.global.cloudfront.origin-facing',
        entries: ['192.0.2.0/24'],
      },
      {
        id: 'pl-edges-6',
        name: 'com.amazonaws.global.ipv6.cloudfront.origin-facing',
        entries: ['2001:db8:ffff::/48'],
      },
    ],
  };
  const toEdges = ['dt.cloudfront.out', 0];

  test('takes what an origin answers for nothing, and what it asks is in from the internet', () => {
    const cost = costOf(edges, 'internet:192.0.2.7', 'web');
    expect(itemsOf(cost)).toEqual({ there: [['dt.internet.in', 0]], back: [toEdges] });
    expect(cost.reply?.lines).toMatchObject([
      { rule: 'COST-22', confidence: 'high', text: 'out to CloudFront by igw' },
    ]);
  });

  test('takes what is sent to it for nothing, by IPv6 too', () => {
    const ipv6: Sections = {
      ...edges,
      vpcs: [{ id: 'vpc', cidrBlock: '10.0.0.0/16', ipv6CidrBlock: '2001:db8::/56', internetGateway: 'igw' }],
      routeTables: [{ id: 'rt', vpc: 'vpc', main: true, routes: [{ destination: '::/0', target: 'igw' }] }],
      subnets: [{ id: 'six', vpc: 'vpc', cidrBlock: '10.0.2.0/24', ipv6CidrBlock: '2001:db8::/64' }],
      natGateways: [],
      instances: [
        {
          id: 'web',
          subnet: 'six',
          privateIp: '10.0.2.10',
          ipv6Addresses: ['2001:db8::10'],
          securityGroups: ['sg'],
        },
      ],
    };
    const cost = costOf(ipv6, 'web', 'internet:2001:db8:ffff::7', { family: 6 });
    expect(itemsOf(cost)).toEqual({ there: [toEdges], back: [['dt.internet.in', 0]] });
  });

  test('does not make a NAT gateway before it free, and no gateway endpoint leads to it', () => {
    const cost = costOf(edges, 'app', 'internet:192.0.2.7');
    expect(itemsOf(cost).there).toEqual([...across, ['nat.processed', 0.045], toEdges]);
    expect(cost.cheaper.map(({ kind }) => kind)).not.toContain('gateway-endpoint');
  });

  test('is told by lists of AWS only', () => {
    const prefixLists = [{ id: 'pl', name: 'my.cloudfront.origin-facing', entries: ['192.0.2.0/24'] }];
    const { request } = costOf({ prefixLists }, 'web', 'internet:192.0.2.7');
    expect(request.lines).toMatchObject([{ key: 'dt.internet.out' }]);
  });
});

test('COST-5 a table of DynamoDB in another Region costs what any data to that Region does', () => {
  const sections: Sections = {
    vpcs: [{ id: 'vpc', cidrBlock: '10.0.0.0/16', internetGateway: 'igw', region: 'us-east-1' }],
  };
  const [line] = costOf(sections, 'web', 'dynamodb.eu-west-1.amazonaws.com').request.lines;
  expect(line).toMatchObject({ key: 'dt.interRegion.default.out', usdPerGb: 0.02, rule: 'COST-5' });
});

test('COST-11 a peering is free, and zones cost across it as elsewhere', () => {
  const oneZone = peered({ zones: ['us-east-1a', 'us-east-1a'] });
  expect(itemsOf(costOf(oneZone, 'client', 'server')).there).toEqual([['dt.sameAz.private', 0]]);
  expect(costOf(oneZone, 'client', 'server').request.lines[0]?.rule).toBe('COST-11');
  expect(itemsOf(costOf(peered({}), 'client', 'server')).there).toEqual(across);
});

test('COST-11 names of zones in two accounts do not tell whether they are one', () => {
  const sections = peered({ a: { ownerId: '111111111111' }, b: { ownerId: '222222222222' } });
  expect(costOf(sections, 'client', 'server').request.usdPerGb).toBeNull();
});

describe('COST-10 a transit gateway bills what is sent into it', () => {
  const network = networkOf(peered({}));
  const packet = {
    src: parseAddress('10.1.1.10'),
    dst: parseAddress('10.2.1.10'),
  } as Step['packet'];
  const hop = (kind: string, id: string, more: Partial<Hop> = {}): Hop => ({
    kind,
    id,
    subnet: undefined,
    vpc: undefined,
    steps: [{ at: 'router', outcome: 'passed', packet } as Step],
    ...more,
  });
  const machine = (id: string) => hop('network-interface', `eni-${id}`, { subnet: id, vpc: `vpc-${id}` });
  const priced = (hops: readonly Hop[], extent: 'complete' | 'blocked' = 'complete') => {
    const { lines } = costOfHops(network, { leg: 'forward', hops, extent }, { list: builtInPrices });
    const total = totalOf(lines);
    return {
      lines: lines.map(({ key, payer }) => [key, payer.vpc]),
      usdPerGb: total === undefined ? undefined : usdNumber(total),
    };
  };

  test('to the owner of the sending attachment, and no crossing of zones', () => {
    const way = [
      machine('a'),
      hop('transit-gateway-attachment', 'att-a', { vpc: 'vpc-a' }),
      hop('transit-gateway', 'tgw'),
      hop('transit-gateway-attachment', 'att-b', { vpc: 'vpc-b' }),
      machine('b'),
    ];
    expect(priced(way)).toEqual({ lines: [['tgw.processed', 'vpc-a']], usdPerGb: 0.02 });
  });

  test('two passes cost twice', () => {
    const pass = (vpc: string) => [
      hop('transit-gateway-attachment', `att-${vpc}`, { vpc }),
      hop('transit-gateway', 'tgw'),
      hop('transit-gateway-attachment', 'att-b', { vpc: 'vpc-b' }),
    ];
    const way = [machine('a'), ...pass('vpc-a'), hop('vpc', 'vpc-b'), ...pass('vpc-b'), machine('b')];
    expect(priced(way).usdPerGb).toBe(0.04);
  });

  test('COST-5 what comes over a peering is not billed again; another Region is, to the sender', () => {
    const regions = networkOf(
      peered({ a: { region: 'us-east-1' }, b: { region: 'us-west-2' }, zones: ['us-east-1a', 'us-west-2a'] }),
    );
    const way = [
      machine('a'),
      hop('transit-gateway-attachment', 'att-a', { vpc: 'vpc-a' }),
      hop('transit-gateway', 'tgw-a'),
      hop('transit-gateway-peering-attachment', 'att-peer'),
      hop('transit-gateway', 'tgw-b'),
      hop('transit-gateway-attachment', 'att-b', { vpc: 'vpc-b' }),
      machine('b'),
    ];
    const { lines } = costOfHops(
      regions,
      { leg: 'forward', hops: way, extent: 'complete' },
      { list: builtInPrices },
    );
    expect(lines.map(({ key }) => key)).toEqual([
      'tgw.processed',
      'tgw.peering.received',
      'dt.interRegion.default.out',
    ]);
    expect(usdNumber(totalOf(lines) ?? 0n)).toBe(0.04);
  });

  test('COST-23 dropped in its table, what was sent into it is billed', () => {
    const way = [
      machine('a'),
      hop('transit-gateway-attachment', 'att-a', { vpc: 'vpc-a' }),
      hop('transit-gateway', 'tgw'),
    ];
    expect(priced(way, 'blocked').usdPerGb).toBe(0.02);
  });
});

describe('COST-23 dropped data costs what processed it before', () => {
  const closed = { securityGroups: [open('sg', 'vpc'), { id: 'none', vpc: 'vpc', ingress: [] }] };

  test('nothing to a machine whose group refuses it, and there is no reply', () => {
    const instances = [
      { id: 'app', subnet: 'private', privateIp: '10.0.1.10', securityGroups: ['sg'] },
      { id: 'web', subnet: 'public', privateIp: '10.0.2.10', securityGroups: ['none'] },
    ];
    const { request, reply } = costOf({ ...closed, instances }, 'app', 'web');
    expect(request).toMatchObject({ usdPerGb: 0, lines: [], extent: 'blocked' });
    expect(reply).toBeNull();
  });

  test('the NAT gateway that it passed, and the way there', () => {
    const routeTables = [
      { id: 'rt-private', vpc: 'vpc', routes: [{ destination: '0.0.0.0/0', target: 'nat' }] },
      { id: 'rt-public', vpc: 'vpc', routes: [] },
    ];
    const { request } = costOf({ routeTables }, 'app', 'internet');
    expect(request.lines.map(({ key }) => key)).toEqual(['dt.crossAz.out', 'dt.crossAz.in', 'nat.processed']);
    expect(request.usdPerGb).toBe(0.065);
  });
});

test('where the input does not hold the rest of the way the sum is not known', () => {
  const sections: Sections = {
    otherResources: [{ id: 'vgw-1', type: 'AWS::EC2::VPNGateway' }],
    routeTables: [
      { id: 'rt-private', vpc: 'vpc', routes: [{ destination: '192.168.0.0/16', target: 'vgw-1' }] },
      { id: 'rt-public', vpc: 'vpc', routes: [] },
    ],
  };
  const { verdict, cost } = reportOf(networkOf(sections), 'app', '192.168.1.1');
  expect(verdict).toBe('unknown');
  expect(cost.request).toMatchObject({ usdPerGb: null, extent: 'open' });
});

test('prices of another Region than that of the list are not known', () => {
  const subnets = ['a', 'b'].map((zone, index) => ({
    id: index === 0 ? 'private' : 'public',
    vpc: 'vpc',
    cidrBlock: `10.0.${index + 1}.0/24`,
    availabilityZone: `eu-west-1${zone}`,
    routeTable: index === 0 ? 'rt-private' : 'rt-public',
  }));
  const { request, cheaper, notes } = costOf({ subnets }, 'app', 'internet');
  expect(request.usdPerGb).toBeNull();
  expect(request.lines.every(({ usdPerGb }) => usdPerGb === null)).toBe(true);
  expect(cheaper).toEqual([]);
  expect(notes).toEqual([expect.stringContaining('eu-west-1')]);
});
