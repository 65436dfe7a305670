import { describe, expect, test } from 'vitest';
import { explanations } from '../../../engine/index.ts';
import { lintCodes } from '../../../engine/diagnostics/lint-codes.ts';
import { complaints, lintOf, twoTier, vpcWith } from './lint-cases.ts';

describe('lint', () => {
  test('a healthy two-tier network gets nothing but infos', () => {
    expect(complaints(twoTier)).toEqual([]);
  });

  test('and few of those', () => {
    expect(lintOf(twoTier).map(({ code }) => code)).toEqual(['path-mtu-messages-blocked']);
  });

  test('an empty network gets nothing', () => {
    expect(lintOf({})).toEqual([]);
  });

  test('a VPC alone gets nothing but the hint that its gateway is unused', () => {
    expect(lintOf(vpcWith({})).map(({ code }) => code)).toEqual(['unused-internet-gateway']);
  });

  test('errors come before warnings, warnings before infos', () => {
    const severities = lintOf({
      ...twoTier,
      eips: [{ id: 'eip-1', publicIp: '198.51.100.77' }],
      subnets: [
        { id: 'public', vpc: 'vpc-a', cidrBlock: '10.0.0.0/24' },
        { id: 'second', vpc: 'vpc-a', cidrBlock: '10.0.0.0/25' },
        { id: 'private', vpc: 'vpc-a', cidrBlock: '10.0.2.0/24' },
      ],
    }).map(({ severity }) => severity);
    const order = { error: 0, warning: 1, info: 2 };
    expect(new Set(severities)).toEqual(new Set(['error', 'warning', 'info']));
    expect(severities).toEqual([...severities].sort((a, b) => order[a] - order[b]));
  });

  test('the same network gives the same diagnostics', () => {
    expect(lintOf(twoTier)).toEqual(lintOf(twoTier));
  });
});

describe('EVAL-8 what a partial model does not hold is not thereby wrong', () => {
  test('EVAL-8: interfaces, rules and routes that name things outside the input', () => {
    const partial = {
      vpcs: [{ id: 'vpc-a' }],
      subnets: [
        { id: 'subnet-1', vpc: 'vpc-a', cidrBlock: '10.0.0.0/24', routeTable: 'rtb-1', networkAcl: 'acl-1' },
      ],
      routeTables: [
        {
          id: 'rtb-2',
          vpc: 'vpc-a',
          routes: [
            { destination: '0.0.0.0/0', target: 'nat-1', state: 'active' },
            { destination: '10.9.0.0/16', target: 'tgw-1', state: 'active' },
          ],
        },
      ],
      securityGroups: [{ id: 'sg-1', vpc: 'vpc-a', ingress: [{ from: 'sg-elsewhere' }] }],
      networkInterfaces: [
        { id: 'eni-1', subnet: 'subnet-1', privateIp: '10.0.0.10', securityGroups: ['sg-1', 'sg-9'] },
      ],
      vpcPeeringConnections: [{ id: 'pcx-1', requester: 'vpc-a', accepter: { vpc: 'vpc-far' } }],
    };
    expect(complaints(partial)).toEqual([]);
  });

  test('EVAL-8: a table of which only a part is known', () => {
    const table = { id: 'rt-public', vpc: 'vpc-a', incomplete: true, routes: [] };
    const routeTables = [table, { id: 'rt-private', vpc: 'vpc-a', incomplete: true }];
    expect(complaints({ ...twoTier, routeTables })).toEqual([]);
  });
});

describe('the codes', () => {
  test.each(Object.entries(lintCodes))(
    '%s is explained in sentences without the names of our types',
    (code, definition) => {
      expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/);
      expect(definition.summary).toMatch(/^[A-Z].*\.$/);
      const explanation = explanations[code as keyof typeof lintCodes];
      expect(explanation).toMatch(/^[A-Z0-9].*\.$/s);
      expect(definition.summary + explanation).not.toMatch(/undefined|[a-z][A-Z][a-z]+\(/);
    },
  );
});

test('10,000 interfaces are looked over in a few seconds', () => {
  const { document, size } = largeNetwork();
  const start = performance.now();
  const { length } = lintOf(document);
  expect(size).toBe(10_000);
  expect(length).toBeLessThan(2000);
  expect(performance.now() - start).toBeLessThan(30_000);
});

function largeNetwork() {
  const range = (count: number) => Array.from({ length: count }, (_, index) => index);
  const vpcs = range(20);
  const subnets = vpcs.flatMap((vpc) => range(10).map((subnet) => ({ vpc, subnet })));
  const instances = subnets.flatMap(({ vpc, subnet }) => range(50).map((host) => ({ vpc, subnet, host })));
  const acl = (id: string, vpc: number, ports: string) => ({
    id,
    vpc: `vpc-${vpc}`,
    ingress: [{ ruleNumber: 100, ruleAction: 'allow', protocol: 'tcp', ports, cidrBlock: '10.0.0.0/8' }],
    egress: range(19).map((entry) => ({
      ruleNumber: 100 + entry,
      ruleAction: entry % 5 === 4 ? 'deny' : 'allow',
      protocol: 'tcp',
      ports: '1024-65535',
      cidrBlock: `10.${entry}.0.0/16`,
    })),
  });
  const document = {
    vpcs: vpcs.map((vpc) => ({
      id: `vpc-${vpc}`,
      cidrBlock: `10.${vpc}.0.0/16`,
      internetGateway: `igw-${vpc}`,
    })),
    subnets: subnets.map(({ vpc, subnet }) => ({
      id: `subnet-${vpc}-${subnet}`,
      vpc: `vpc-${vpc}`,
      cidrBlock: `10.${vpc}.${subnet}.0/24`,
      routeTable: `rt-${vpc}`,
      networkAcl: `acl-${vpc}-${subnet % 5}`,
    })),
    routeTables: vpcs.map((vpc) => ({
      id: `rt-${vpc}`,
      vpc: `vpc-${vpc}`,
      routes: [{ destination: '0.0.0.0/0', target: `igw-${vpc}` }],
    })),
    networkAcls: vpcs.flatMap((vpc) => range(5).map((index) => acl(`acl-${vpc}-${index}`, vpc, '443'))),
    securityGroups: vpcs.flatMap((vpc) =>
      range(20).map((group) => ({
        id: `sg-${vpc}-${group}`,
        vpc: `vpc-${vpc}`,
        ingress: range(20).flatMap((rule) => [
          { protocol: 'tcp', ports: 1000 + rule, from: `sg-${vpc}-${(group + rule) % 20}` },
          { protocol: 'tcp', ports: 2000 + rule, from: `10.${vpc}.${rule}.0/24` },
        ]),
      })),
    ),
    instances: instances.map(({ vpc, subnet, host }) => ({
      id: `i-${vpc}-${subnet}-${host}`,
      subnet: `subnet-${vpc}-${subnet}`,
      privateIp: `10.${vpc}.${subnet}.${host + 4}`,
      securityGroups: [`sg-${vpc}-${host % 20}`, `sg-${vpc}-${(host * 7) % 20}`],
    })),
  };
  return { document, size: instances.length };
}
