/** Fixes keep what they promise: the problem is gone, and no error has come in its place. */
import { describe, expect, test } from 'vitest';
import { applyPatch, fixesFor, lint, load, loadDocument } from '../../../engine/index.ts';
import type { Diagnostic, LoadResult } from '../../../engine/index.ts';
import { scenario, scenarios } from './scenarios.ts';

const all = (loaded: LoadResult): readonly Diagnostic[] => [...loaded.diagnostics, ...lint(loaded.network)];
const keysOf = (list: readonly Diagnostic[]) => list.map(({ code, resource }) => `${code} ${resource ?? ''}`);

function titles(loaded: LoadResult, code: Diagnostic['code']): readonly string[] {
  const found = all(loaded).find((each) => each.code === code);
  if (found === undefined) throw new Error(`No ${code} here: ${keysOf(all(loaded)).join(', ')}`);
  return fixesFor(loaded, found).map(({ title }) => title);
}

function network(text: string): LoadResult {
  return load([{ path: 'network.yaml', text: `format: hoplight/1\n${text}` }]);
}

describe('every fix removes its problem and brings no error', () => {
  test.each(scenarios)('$slug', ({ loaded }) => {
    const problems = all(loaded);
    const before = new Set(keysOf(problems));
    for (const problem of problems) {
      for (const { title, patch } of fixesFor(loaded, problem)) {
        const after = all(loadDocument(applyPatch(loaded.document, patch)));
        expect(
          after.filter(({ code, detail }) => code === problem.code && detail === problem.detail),
          title,
        ).toEqual([]);
        const errors = keysOf(after.filter(({ severity }) => severity === 'error'));
        expect(
          errors.filter((key) => !before.has(key)),
          title,
        ).toEqual([]);
      }
    }
  });
});

describe('which fixes there are', () => {
  test('a subnet that overlaps another gets the next free block', () => {
    const loaded = network(`
vpcs: [{ id: vpc, cidrBlock: 10.0.0.0/16 }]
subnets:
  - { id: a, vpc: vpc, cidrBlock: 10.0.0.0/24 }
  - { id: b, vpc: vpc, cidrBlock: 10.0.0.0/24 }
`);
    expect(titles(loaded, 'subnet-cidr-refused')).toEqual([
      expect.stringMatching(/^Give [ab] the free block 10\.0\.1\.0\/24$/),
    ]);
  });

  test('a subnet outside its VPC comes into it', () => {
    const loaded = network(`
vpcs: [{ id: vpc, cidrBlock: 10.0.0.0/16 }]
subnets: [{ id: a, vpc: vpc, cidrBlock: 192.168.0.0/24 }]
`);
    expect(titles(loaded, 'subnet-cidr-refused')).toEqual(['Give a the free block 10.0.0.0/24']);
  });

  test.each([
    [
      'default-route-in-the-spare-table',
      'public-subnet-without-gateway-route',
      'Associate web with rt-public',
    ],
    ['nat-in-the-wrong-subnet', 'nat-gateway-without-way-out', 'Move nat-b to public'],
    ['deleted-nat-gateway', 'blackhole-route', 'Point 0.0.0.0/0 of rt-app-a at nat-new'],
    [
      'wrong-ephemeral-range',
      'acl-drops-some-replies',
      'Allow TCP replies out of acl-data, ports 1024-65535',
    ],
    ['reply-never-came-home', 'shadowed-acl-entry', 'Remove inbound rule 120 of acl-app'],
    [
      'peering-never-accepted',
      'route-to-inactive-peering',
      'Accept peering connection pcx-stock, and route to it on both sides',
    ],
    [
      'nat-instance-checks-addresses',
      'forwarder-with-source-dest-check',
      'Turn off the source/destination check of nat-1',
    ],
  ] as const)('%s: %s', (slug, code, title) => {
    expect(titles(scenario(slug).loaded, code)[0]).toBe(title);
  });

  test('a group that nothing uses is deleted', () => {
    const loaded = network(`
vpcs: [{ id: vpc, cidrBlock: 10.0.0.0/16 }]
subnets: [{ id: net, vpc: vpc, cidrBlock: 10.0.1.0/24 }]
instances: [{ id: i-web, subnet: net, privateIp: 10.0.1.10 }]
securityGroups: [{ id: sg-old, vpc: vpc }]
`);
    expect(titles(loaded, 'unused-security-group')).toEqual(['Delete security group sg-old']);
  });

  test('a route to a deleted internet gateway goes to the one that the VPC has now', () => {
    const loaded = network(`
vpcs: [{ id: vpc, cidrBlock: 10.0.0.0/16, internetGateway: igw-new }]
subnets: [{ id: a, vpc: vpc, cidrBlock: 10.0.0.0/24, routeTable: rtb }]
routeTables: [{ id: rtb, vpc: vpc, routes: [{ destination: 0.0.0.0/0, target: igw-old }] }]
`);
    expect(titles(loaded, 'route-to-missing-target')).toEqual([
      'Point 0.0.0.0/0 of rtb at igw-new',
      expect.stringMatching(/^Remove /),
    ]);
  });

  test('a problem of another project has no fix here', () => {
    const { loaded } = scenario('deleted-nat-gateway');
    const [foreign] = all(scenario('wrong-ephemeral-range').loaded);
    if (foreign === undefined) throw new Error('The scenario has no problem.');
    expect(fixesFor(loaded, foreign)).toEqual([]);
  });
});
