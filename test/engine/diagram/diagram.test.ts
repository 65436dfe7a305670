/** What a network is told as to be drawn: places, tiers, links, and what AWS fills in. */
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { diagramOf, load, loadDocument } from '../../../engine/index.ts';
import type { Diagram, DiagramNode } from '../../../engine/index.ts';

function diagram(document: object): Diagram {
  return diagramOf(loadDocument({ format: 'hoplight/1', ...document }).network);
}

function node(of: Diagram, id: string): DiagramNode {
  const found = of.nodes.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no node ${id}`);
  return found;
}

const vpcs = [
  { id: 'vpc-a', name: 'shop', cidrBlock: '10.0.0.0/16', internetGateway: 'igw-a', region: 'us-east-1' },
];
const subnet = (id: string, cidrBlock: string, more: object = {}) => ({
  id,
  vpc: 'vpc-a',
  cidrBlock,
  availabilityZone: 'us-east-1a',
  ...more,
});
const shop = {
  vpcs,
  subnets: [
    subnet('public', '10.0.0.0/24', { routeTable: 'rt-public' }),
    subnet('private', '10.0.1.0/24', { routeTable: 'rt-private' }),
    subnet('isolated', '10.0.2.0/24', { availabilityZone: undefined }),
    subnet('broken', '10.0.3.0/24', { routeTable: 'rt-broken' }),
  ],
  routeTables: [
    { id: 'rt-public', vpc: 'vpc-a', routes: [{ destination: '0.0.0.0/0', target: 'igw-a' }] },
    { id: 'rt-private', vpc: 'vpc-a', routes: [{ destination: '0.0.0.0/0', target: 'nat-a' }] },
    {
      id: 'rt-broken',
      vpc: 'vpc-a',
      routes: [{ destination: '0.0.0.0/0', target: 'igw-a', state: 'blackhole' }],
    },
  ],
  natGateways: [{ id: 'nat-a', subnet: 'public', privateIp: '10.0.0.9', publicIp: '198.51.100.24' }],
  securityGroups: [
    { id: 'sg-web', vpc: 'vpc-a' },
    { id: 'sg-db', vpc: 'vpc-a', ingress: [{ protocol: 'tcp', ports: 5432, from: 'sg-web' }] },
  ],
  instances: [
    { id: 'i-web', name: 'web-1', subnet: 'public', privateIp: '10.0.0.10', securityGroups: 'sg-web' },
    { id: 'i-db', name: 'db-1', subnet: 'isolated', privateIp: '10.0.2.10', securityGroups: 'sg-db' },
  ],
};

describe('places', () => {
  const drawn = diagram(shop);

  test('region, VPC, zone, subnet and machine stand in each other', () => {
    const chain: string[] = [];
    for (let at: string | null = 'i-web'; at !== null; at = node(drawn, at).parent) chain.push(at);
    expect(chain).toEqual(['i-web', 'public', 'zone:vpc-a/us-east-1a', 'vpc-a', 'region:us-east-1']);
  });

  test('a subnet of no stated zone stands in its VPC', () => {
    expect(node(drawn, 'isolated').parent).toBe('vpc-a');
  });

  test('a machine has the address of its interface, which is part of it', () => {
    expect(node(drawn, 'i-web')).toMatchObject({
      name: 'web-1',
      detail: '10.0.0.10',
      shape: 'endpoint',
      uses: ['sg-web'],
    });
    expect(node(drawn, 'eni:i-web')).toMatchObject({ shape: 'none', parent: 'i-web', stated: false });
  });

  test('an internet gateway is on the edge of its VPC, the internet outside', () => {
    expect(node(drawn, 'igw-a')).toMatchObject({ parent: 'vpc-a', edge: true, shape: 'hop' });
    expect(node(drawn, 'internet')).toMatchObject({ parent: null, stated: false });
  });

  test('what AWS fills in is there, and not stated', () => {
    expect(node(drawn, 'main:vpc-a')).toMatchObject({ kind: 'route-table', stated: false, shape: 'none' });
    expect(node(drawn, 'isolated').uses).toEqual(['main:vpc-a', 'default:vpc-a']);
  });

  test('parents come before what stands in them, and every id is there once', () => {
    const ids = drawn.nodes.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [at, { parent }] of drawn.nodes.entries()) {
      if (parent !== null) expect(ids.indexOf(parent)).toBeLessThan(at);
    }
  });

  test('a second interface of a machine stands in its own subnet, attached to the machine', () => {
    const both = diagram({
      ...shop,
      networkInterfaces: [{ id: 'eni-2', subnet: 'private', instance: 'i-web', deviceIndex: 1 }],
    });
    expect(node(both, 'eni-2')).toMatchObject({ shape: 'endpoint', parent: 'private' });
    expect(both.links).toContainEqual(
      expect.objectContaining({ from: 'i-web', to: 'eni-2', kind: 'attachment' }),
    );
  });
});

describe('tiers', () => {
  test.each([
    ['public', 'public'],
    ['private', 'private'],
    ['isolated', 'isolated'],
    ['broken', 'isolated'],
  ])('%s is %s', (id, tier) => {
    expect(node(diagram(shop), id).tier).toBe(tier);
  });

  test('a route to a NAT gateway that is deleted is no way out', () => {
    const gone = { ...shop, natGateways: [{ ...shop.natGateways[0], state: 'deleted' }] };
    expect(node(diagram(gone), 'private').tier).toBe('isolated');
  });
});

describe('links', () => {
  const { links } = diagram(shop);

  test('each route of each subnet, with its table, destination and state', () => {
    expect(
      links
        .filter(({ kind }) => kind === 'route')
        .map(({ from, to, label, state }) => [from, to, label, state]),
    ).toEqual([
      ['public', 'igw-a', '0.0.0.0/0', 'active'],
      ['private', 'nat-a', '0.0.0.0/0', 'active'],
      ['broken', 'igw-a', '0.0.0.0/0', 'blackhole'],
    ]);
  });

  test('a route to the interface of a machine leads to the machine', () => {
    const routed = diagram({
      ...shop,
      routeTables: [
        { id: 'rt-public', vpc: 'vpc-a', routes: [{ destination: '0.0.0.0/0', target: 'eni:i-web' }] },
      ],
    });
    expect(routed.links.find(({ from, kind }) => from === 'public' && kind === 'route')?.to).toBe('i-web');
  });

  test('who may speak to whom by a group', () => {
    expect(links.filter(({ kind }) => kind === 'group')).toMatchObject([
      { from: 'i-web', to: 'i-db', label: 'tcp 5432', via: 'sg-db' },
    ]);
  });

  test('of a rule between large groups, some of the pairs, and none of a machine with itself', () => {
    const instances = Array.from({ length: 12 }, (_, at) => ({
      id: `i-${at}`,
      subnet: 'subnet-a',
      securityGroups: ['sg-a'],
    }));
    const { links: all } = diagram({
      format: 'hoplight/1',
      vpcs: [{ id: 'vpc-a', cidrBlock: '10.0.0.0/16' }],
      subnets: [{ id: 'subnet-a', vpc: 'vpc-a', cidrBlock: '10.0.0.0/24' }],
      securityGroups: [{ id: 'sg-a', vpc: 'vpc-a', ingress: [{ protocol: 'tcp', ports: 22, from: 'sg-a' }] }],
      instances,
    });
    const pairs = all.filter(({ kind }) => kind === 'group');
    expect(pairs).toHaveLength(60);
    expect(pairs[0]).toMatchObject({ from: 'i-0', to: 'i-1' });
    expect(pairs.some(({ from, to }) => from === to)).toBe(false);
  });

  test('a peering leads to both VPCs, the one known by name only included', () => {
    const peered = diagram({
      ...shop,
      vpcPeeringConnections: [
        { id: 'pcx-1', requester: 'vpc-a', accepter: { vpc: 'vpc-far', cidrBlocks: ['10.20.0.0/16'] } },
      ],
    });
    expect(node(peered, 'vpc-far')).toMatchObject({ kind: 'vpc', detail: '10.20.0.0/16', stated: false });
    expect(peered.links.filter(({ from }) => from === 'pcx-1').map(({ to }) => to)).toEqual([
      'vpc-a',
      'vpc-far',
    ]);
  });
});

const folder = new URL('../../../scenarios/', import.meta.url);
const slugs = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe('every scenario', () => {
  test.each(slugs.map(({ name }) => name))('%s', (slug) => {
    const file = readdirSync(new URL(`${slug}/`, folder)).find((name) => name.startsWith('scenario.')) ?? '';
    const { network } = load([
      { path: file, text: readFileSync(new URL(`${slug}/${file}`, folder), 'utf8') },
    ]);
    const drawn = diagramOf(network);
    const ids = new Set(drawn.nodes.map(({ id }) => id));
    for (const id of network.byId.keys()) expect(ids).toContain(id);
    for (const { parent } of drawn.nodes) if (parent !== null) expect(ids).toContain(parent);
    expect(new Set(drawn.links.map(({ id }) => id)).size).toBe(drawn.links.length);
    expect(structuredClone(drawn)).toEqual(drawn);
  });
});
