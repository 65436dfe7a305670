import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hoplight, inFolder } from './hoplight.ts';

const network = [
  'format: hoplight/1',
  'vpcs: [{ id: vpc-a, cidrBlock: 10.0.0.0/16, internetGateway: igw-a }]',
  'subnets:',
  '  - { id: private, vpc: vpc-a, cidrBlock: 10.0.1.0/24, availabilityZone: us-east-1a, routeTable: rt-private }',
  '  - { id: public, vpc: vpc-a, cidrBlock: 10.0.2.0/24, availabilityZone: us-east-1b, routeTable: rt-public }',
  'routeTables:',
  '  - { id: rt-private, vpc: vpc-a, routes: [{ destination: 0.0.0.0/0, target: nat-a }] }',
  '  - { id: rt-public, vpc: vpc-a, routes: [{ destination: 0.0.0.0/0, target: igw-a }] }',
  'natGateways: [{ id: nat-a, subnet: public, privateIp: 10.0.2.5, publicIp: 198.51.100.5 }]',
  'instances: [{ id: app-1, subnet: private, privateIp: 10.0.1.10 }]',
].join('\n');
const toInternet = ['--from', 'app-1', '--to', 'internet', '--port', '443'];
const cost = (...args: string[]) => hoplight(['cost', '-', ...args], { input: network });

describe('cost', () => {
  test('sums what stands there, in a table', async () => {
    const { status, stdout, stderr } = await cost();
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^NAT gateway +nat-a +0\.045 +32\.85 +COST-7$/m);
    expect(stdout).toMatch(/^public IPv4 198\.51\.100\.5 +nat-a +0\.005 +3\.65 +COST-16$/m);
    expect(stdout).toMatch(/^36\.50 USD a month$/m);
    expect(status).toBe(0);
  });

  test('with --from and --to says what a GB costs there and back, and what would be cheaper', async () => {
    const { status, stdout } = await cost(...toInternet);
    expect(stdout).toMatch(/^ {2}there +0\.155$/m);
    expect(stdout).toMatch(/^ {2}back +0\.065$/m);
    expect(stdout).toMatch(/^ +0\.09 +dt\.internet\.out +out to the internet by igw-a$/m);
    expect(stdout).toMatch(/^ {2}cheaper {2}Make a NAT gateway in us-east-1a/m);
    expect(status).toBe(0);
  });

  test('--json gives both as data, with the date and source of each price', async () => {
    const { status, stdout } = await cost(...toInternet, '--monthly-gb', '20000', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      format: 'hoplight-cost/1',
      region: 'us-east-1',
      asOf: '2026-11',
      usdPerMonth: 36.5,
      unknown: 0,
      path: {
        verdict: 'reachable',
        monthlyGb: 20000,
        request: {
          usdPerGb: 0.15,
          lines: expect.arrayContaining([
            expect.objectContaining({
              key: 'dt.internet.out',
              usdPerGb: 0.085,
              asOf: '2026-11',
              rule: 'COST-6',
            }),
          ]) as unknown,
        },
      },
    });
    expect(status).toBe(0);
  });

  test('ends with 1 when a price is not known or the flow is blocked', async () => {
    const other = `${network}\notherResources: [{ id: lb-1, type: "AWS::ElasticLoadBalancingV2::LoadBalancer" }]`;
    const { status, stdout } = await hoplight(['cost', '-'], { input: other });
    expect(stdout).toMatch(/^at least 36\.50 USD a month$/m);
    expect(stdout).toContain('1 item has no known price.');
    expect(status).toBe(1);
    const blocked = await cost('--from', 'internet', '--to', 'app-1', '--port', '443');
    expect(blocked.stdout).toContain('Blocked');
    expect(blocked.status).toBe(1);
  });

  test('--prices takes prices of one’s own; bad rows are told, the good part is used', async () => {
    await inFolder(async (folder) => {
      const file = join(folder, 'prices.yaml');
      writeFileSync(
        file,
        'format: hoplight-prices/1\nregion: us-east-1\nasOf: 2026-12\nperHour: { nat: 1, publicIpv4: cheap }\n',
      );
      const { status, stdout, stderr } = await cost('--prices', file);
      expect(stdout).toMatch(/^NAT gateway +nat-a +1 +730\.00 +COST-7/m);
      expect(stdout).toMatch(/^at least 730\.00 USD a month$/m);
      expect(stderr).toContain('price-left-out');
      expect(status).toBe(1);
      const traced = await hoplight(['trace', '-', ...toInternet, '--prices', file], { input: network });
      expect(traced.stdout).toMatch(/^ {2}there +not known$/m);
      expect(traced.status).toBe(0);
    });
  });

  test('--any-region takes the prices for another Region too', async () => {
    const elsewhere = network.replaceAll('us-east-1', 'eu-west-1');
    const strict = await hoplight(['cost', '-'], { input: elsewhere });
    expect(strict.stdout).toMatch(/^at least 0\.00 USD a month$/m);
    expect(strict.status).toBe(1);
    const { status, stdout } = await hoplight(['cost', '-', '--any-region'], { input: elsewhere });
    expect(stdout).toMatch(/^36\.50 USD a month$/m);
    expect(stdout).toContain('taken for eu-west-1 too');
    expect(status).toBe(0);
  });

  test('--show-prices writes the list, which --prices reads again', async () => {
    await inFolder(async (folder) => {
      const shown = await hoplight(['cost', '--show-prices', '--json']);
      expect(JSON.parse(shown.stdout)).toMatchObject({
        format: 'hoplight-prices/1',
        perGb: { 'nat.processed': { usd: 0.045, asOf: '2026-11', confidence: 'high' } },
      });
      const file = join(folder, 'prices.json');
      writeFileSync(file, shown.stdout);
      const [own, builtIn] = await Promise.all([cost('--prices', file), cost()]);
      expect(own).toEqual(builtIn);
      expect((await hoplight(['cost', '--show-prices'])).stdout).toMatch(/^nat\.processed +GB +0\.045/m);
    });
  });

  test.each([
    [['cost'], 'Name a file or folder'],
    [['cost', 'x.yaml', '--show-prices'], 'reads no network'],
    [['cost', '-', '--from', 'app-1'], 'The cost of a path needs --to too.'],
    [['cost', '-', '--prices', 'none.yaml'], '`none.yaml` cannot be read'],
    [['cost', '-', '--prices', 'package.json'], 'holds no price list that can be used'],
    [['cost', '-', '--monthly-gb', '-1'], 'monthly-gb'],
    [['cost', 'none.yaml'], 'There is no file or folder'],
  ])('%j is a wrong call', async (args, message) => {
    const { status, stdout, stderr } = await hoplight(args, { input: network });
    expect(stderr).toContain(message);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });
});

test('trace tells the cost of the path, in text and as `cost`', async () => {
  const { stdout } = await hoplight(['trace', '-', ...toInternet], { input: network });
  expect(stdout).toContain('Cost of a GB in USD  list prices of us-east-1, 2026-11');
  const { stdout: json } = await hoplight(['trace', '-', ...toInternet, '--json'], { input: network });
  expect(JSON.parse(json)).toMatchObject({
    format: 'hoplight-trace/1',
    cost: { currency: 'USD', request: { usdPerGb: 0.155 }, reply: { usdPerGb: 0.065 } },
  });
});
