import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  eachLeaf,
  formatCidr,
  lint,
  loadDocument,
  planFromNetwork,
  planIntoDocument,
} from '../../../../engine/index.ts';
import type { Plan, PlainDocument } from '../../../../engine/index.ts';
import { plan, planOf } from './arbitraries.ts';

const EMPTY: PlainDocument = { format: 'hoplight/1' };
const section = (document: PlainDocument, name: string) =>
  document[name] as readonly Record<string, unknown>[] | undefined;
const codes = (each: Plan, document = EMPTY) =>
  planIntoDocument(each, document).diagnostics.map(({ code }) => code);

const shop = planOf({
  '10.0.0.0/16 main': {
    '10.0.0.0/24': { name: 'public-a', zone: 'us-east-1a', kind: 'public' },
    '10.0.1.0/24': { name: 'Büro (Süd)', kind: 'private' },
    '10.0.2.0/24': {},
  },
  '10.1.0.0/16 main': { '10.1.0.0/20': { name: 'public-a', kind: 'isolated' } },
});

describe('into an empty document', () => {
  test('VPC, blocks, subnets, and a way out for the public one', () => {
    const { document, added, diagnostics } = planIntoDocument(shop, EMPTY);
    expect(document).toEqual({
      format: 'hoplight/1',
      vpcs: [{ id: 'main', cidrBlock: '10.0.0.0/16', cidrBlocks: ['10.1.0.0/16'] }],
      subnets: [
        {
          id: 'public-a',
          vpc: 'main',
          cidrBlock: '10.0.0.0/24',
          availabilityZone: 'us-east-1a',
          routeTable: 'main-public',
        },
        { id: 'B-ro-S-d', name: 'Büro (Süd)', vpc: 'main', cidrBlock: '10.0.1.0/24' },
        { id: 'subnet-10-0-2-0-24', vpc: 'main', cidrBlock: '10.0.2.0/24' },
        { id: 'public-a-2', name: 'public-a', vpc: 'main', cidrBlock: '10.1.0.0/20' },
      ],
      internetGateways: [{ id: 'igw-main', vpc: 'main' }],
      routeTables: [
        { id: 'main-public', vpc: 'main', routes: [{ destination: '0.0.0.0/0', target: 'igw-main' }] },
      ],
    });
    expect(added).toEqual({
      vpcs: ['main'],
      cidrBlocks: [],
      subnets: ['public-a', 'B-ro-S-d', 'subnet-10-0-2-0-24', 'public-a-2'],
      internetGateways: ['igw-main'],
      routeTables: ['main-public'],
    });
    expect(diagnostics).toMatchObject([
      { code: 'subnets-without-way-out', severity: 'info', resource: 'main' },
    ]);
    const { network, diagnostics: read } = loadDocument(document);
    expect(read).toEqual([]);
    expect(lint(network).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('both families of a name are one subnet', () => {
    const dual = planOf({
      '10.0.0.0/16 main': { '10.0.0.0/24': { name: 'app', zone: 'us-east-1a', kind: 'public' } },
      '2001:db8::/56 main': { '2001:db8::/64': { name: 'app' } },
    });
    const { document } = planIntoDocument(dual, EMPTY);
    expect(section(document, 'vpcs')).toEqual([
      { id: 'main', cidrBlock: '10.0.0.0/16', ipv6CidrBlocks: ['2001:db8::/56'] },
    ]);
    expect(section(document, 'subnets')).toEqual([
      {
        id: 'app',
        vpc: 'main',
        cidrBlock: '10.0.0.0/24',
        ipv6CidrBlock: '2001:db8::/64',
        availabilityZone: 'us-east-1a',
        routeTable: 'main-public',
      },
    ]);
    expect(section(document, 'routeTables')?.[0]?.['routes']).toEqual([
      { destination: '0.0.0.0/0', target: 'igw-main' },
      { destination: '::/0', target: 'igw-main' },
    ]);
  });

  test('blocks without a name are VPCs by themselves', () => {
    const { added } = planIntoDocument(planOf({ '10.0.0.0/16': {}, '10.1.0.0/16': {} }), EMPTY);
    expect(added.vpcs).toEqual(['vpc-1', 'vpc-2']);
  });
});

describe('into a document that has something', () => {
  const base: PlainDocument = {
    format: 'hoplight/1',
    vpcs: [{ id: 'vpc-a', name: 'main', cidrBlock: '10.0.0.0/16', tags: { owner: 'me' } }],
    subnets: [
      { id: 'subnet-a', name: 'mine', vpc: 'main', cidrBlock: '10.0.0.0/24', tags: { keep: 'this' } },
      { id: 'subnet-b', vpc: 'vpc-a', cidrBlock: '10.0.1.0/25' },
    ],
  };

  test('what is there with the same block stays untouched; what overlaps is refused', () => {
    const { document, added, diagnostics } = planIntoDocument(shop, base);
    expect(section(document, 'subnets')?.slice(0, 2)).toEqual(base['subnets']);
    expect(added).toMatchObject({
      vpcs: [],
      cidrBlocks: ['10.1.0.0/16'],
      subnets: ['subnet-10-0-2-0-24', 'public-a'],
    });
    expect(section(document, 'vpcs')).toEqual([
      {
        id: 'vpc-a',
        name: 'main',
        cidrBlock: '10.0.0.0/16',
        tags: { owner: 'me' },
        cidrBlocks: ['10.1.0.0/16'],
      },
    ]);
    expect(diagnostics).toMatchObject([
      { code: 'subnet-cidr-refused', rule: 'SUB-2', detail: expect.stringContaining('10.0.1.0/25') },
    ]);
  });

  test('twice is once', () => {
    for (const each of [shop, planOf({ '10.0.0.0/16': { '10.0.5.0/24': {} } })]) {
      const { document } = planIntoDocument(each, EMPTY);
      const again = planIntoDocument(each, document);
      expect(again.document).toBe(document);
      expect(Object.values(again.added).flat()).toEqual([]);
    }
  });

  test('a subnet of one family gets the other that is planned', () => {
    const each = planOf({
      '10.0.0.0/16 main': { '10.0.0.0/24': { name: 'mine' } },
      '2001:db8::/56 main': { '2001:db8::/64': { name: 'mine' } },
    });
    const { document, added } = planIntoDocument(each, base);
    expect(section(document, 'subnets')?.[0]).toEqual({
      id: 'subnet-a',
      name: 'mine',
      vpc: 'main',
      cidrBlock: '10.0.0.0/24',
      tags: { keep: 'this' },
      ipv6CidrBlocks: ['2001:db8::/64'],
    });
    expect(added).toMatchObject({ cidrBlocks: ['2001:db8::/56', '2001:db8::/64'], subnets: [] });
  });

  test('gateways and public tables are used again', () => {
    const open = {
      ...base,
      internetGateways: [{ id: 'igw-x', vpc: 'vpc-a' }],
      routeTables: [{ id: 'rtb-x', vpc: 'vpc-a', routes: [{ destination: '0.0.0.0/0', target: 'igw-x' }] }],
    };
    const each = planOf({ '10.0.0.0/16 main': { '10.0.5.0/24': { name: 'web', kind: 'public' } } });
    const { document, added } = planIntoDocument(each, open);
    expect(section(document, 'subnets')?.at(-1)).toMatchObject({ id: 'web', routeTable: 'rtb-x' });
    expect([added.internetGateways, added.routeTables]).toEqual([[], []]);
  });

  test('where the main table leads out, private subnets get one that does not', () => {
    const open = {
      ...base,
      internetGateways: [{ id: 'igw-x', vpc: 'vpc-a' }],
      routeTables: [
        { id: 'rtb-x', vpc: 'vpc-a', main: true, routes: [{ destination: '0.0.0.0/0', target: 'igw-x' }] },
      ],
    };
    const each = planOf({ '10.0.0.0/16 main': { '10.0.5.0/24': { name: 'db', kind: 'isolated' } } });
    const { document } = planIntoDocument(each, open);
    expect(section(document, 'subnets')?.at(-1)).toMatchObject({ id: 'db', routeTable: 'vpc-a-private' });
    const kinds = planFromNetwork(loadDocument(document).network).plan.blocks.map(({ root }) =>
      JSON.stringify(root),
    );
    expect(kinds.join()).toContain('"kind":"isolated"');
  });

  test('ids that anything goes by are left to it', () => {
    const named = { ...base, instances: [{ id: 'i-1', name: 'web', subnet: 'subnet-a' }] };
    const each = planOf({ '10.0.0.0/16 main': { '10.0.5.0/24': { name: 'web' } } });
    expect(planIntoDocument(each, named).added.subnets).toEqual(['web-2']);
  });

  test('no id is an address or a word that stands for something else', () => {
    const each = planOf({
      '10.0.0.0/16 main': { '10.0.5.0/24': { name: '10.0.0.10' }, '10.0.6.0/24': { name: 'internet' } },
    });
    expect(planIntoDocument(each, base).added.subnets).toEqual(['subnet-10-0-5-0-24', 'internet-2']);
  });

  test('two names of one VPC are that VPC', () => {
    const each = planOf({
      '10.0.0.0/16 main': { '10.0.5.0/24': {} },
      '10.1.0.0/16 vpc-a': { '10.1.0.0/24': {} },
    });
    expect(planIntoDocument(each, base).added).toMatchObject({ vpcs: [], cidrBlocks: ['10.1.0.0/16'] });
  });
});

describe('what AWS would refuse is left out and told', () => {
  test.each([
    ['VPC-1 a block too large', planOf({ '10.0.0.0/8 big': { '10.0.0.0/24': { name: 'a' } } }), 'VPC-1'],
    ['VPC-2 a range of no VPC', planOf({ '169.254.0.0/16 big': {} }), 'VPC-2'],
    ['VPC-1 IPv6 alone', planOf({ '2001:db8::/56 six': {} }), 'VPC-1'],
    [
      'VPC-3 blocks that overlap',
      planOf({ '10.0.0.0/16 a': { '10.0.0.0/24': {} }, '10.0.0.0/20 a': { '10.0.0.0/24': {} } }),
      'VPC-3',
    ],
    [
      'VPC-4 ranges that may not join',
      planOf({ '10.0.0.0/16 a': { '10.0.0.0/24': {} }, '192.168.0.0/16 a': {} }),
      'VPC-4',
    ],
    ['SUB-1 a subnet too small', planOf({ '10.0.0.0/16 a': { '10.0.0.0/30': { name: 'tiny' } } }), 'SUB-1'],
    [
      'SUB-3 an IPv6 subnet of no size',
      planOf({ '10.0.0.0/16 a': { '10.0.0.0/24': {} }, '2001:db8::/56 a': { '2001:db8::/62': {} } }),
      'SUB-3',
    ],
  ])('%s', (_, each, rule) => {
    const { document, diagnostics } = planIntoDocument(each, EMPTY);
    expect(diagnostics.map((told) => told.rule)).toContain(rule);
    expect(lint(loadDocument(document).network).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('how many subnets were lost with a block', () => {
    const each = planOf({ '10.0.0.0/8 big': { '10.0.0.0/24': {}, '10.1.0.0/24': {} } });
    expect(planIntoDocument(each, EMPTY).diagnostics[0]?.detail).toContain(
      'Its 2 subnets were left out with it.',
    );
  });

  test('a plan of another cloud says so', () => {
    expect(codes(planOf({ '10.0.0.0/16': {} }, { cloud: 'azure' }))).toEqual(['plan-of-another-cloud']);
  });
});

/** Every subnet of a plan: block, name, zone and VPC. */
function rowsOf(each: Plan): string[] {
  return each.blocks.flatMap(({ root, cidr, vpc }) => {
    const rows: string[] = [];
    eachLeaf(root, cidr, ({ free, label }, at) => {
      if (!free)
        rows.push(JSON.stringify([vpc, formatCidr(at), label.name, label.zone, label.kind === 'public']));
    });
    return rows;
  });
}

describe('plan → document → network → plan', () => {
  test('has the same subnets, but for those that were refused', () => {
    const property = fc.property(plan, (each) => {
      const { document, added, diagnostics } = planIntoDocument(each, EMPTY);
      const loaded = loadDocument(document);
      expect(loaded.diagnostics).toEqual([]);
      const { plan: again, diagnostics: found } = planFromNetwork(loaded.network);
      expect(found).toEqual([]);
      expect(loaded.network.subnets.size).toBe(added.subnets.length);
      const before = each.blocks.flatMap(({ root, cidr }) => leaves(root, cidr));
      for (const cidr of again.blocks.flatMap(({ root, cidr }) => leaves(root, cidr)))
        expect(before).toContain(cidr);
      const refused = diagnostics.some(({ code }) => code.endsWith('-refused'));
      if (!refused)
        expect(again.blocks.flatMap(({ root, cidr }) => leaves(root, cidr)).sort()).toEqual(before.sort());
      // What it says twice, it does once.
      expect(Object.values(planIntoDocument(each, document).added).flat()).toEqual([]);
    });
    fc.assert(property, { seed: 1, numRuns: 300 });
  });

  test('keeps names, zones and what is public, where names say which row is meant', () => {
    const named = planOf({
      '10.0.0.0/16 main': {
        '10.0.0.0/24': { name: '=1+1 🙂', zone: 'us-east-1a', kind: 'public' },
        '10.0.1.0/24': { name: '__proto__', kind: 'private' },
        '10.0.2.0/24': { name: '\u202e"><b>', zone: '${x}' },
      },
    });
    const { document } = planIntoDocument(named, EMPTY);
    expect(rowsOf(planFromNetwork(loadDocument(document).network).plan)).toEqual(rowsOf(named));
  });

  function leaves(root: Plan['blocks'][number]['root'], cidr: Plan['blocks'][number]['cidr']): string[] {
    const found: string[] = [];
    eachLeaf(root, cidr, ({ free }, at) => {
      if (!free) found.push(formatCidr(at));
    });
    return found;
  }
});
