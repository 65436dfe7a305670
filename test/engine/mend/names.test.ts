/** What is offered where a name gives no address: each has been tried, with the name asked again. */
import { describe, expect, test } from 'vitest';
import { loadDocument, suggestionsOf, traceReport } from '../../../engine/index.ts';
import { applyPatch } from '../../../engine/edit/patch.ts';

type Section = readonly Readonly<Record<string, unknown>>[];
type Document = Readonly<Record<string, Section>>;

/** Two peered VPCs with a machine in each; `parts` replaces sections. The zone is one of VPC `b`, where `db` stands. */
function peered(parts: Document = {}): Document {
  return {
    vpcs: [vpc('a'), vpc('b')],
    vpcPeeringConnections: [{ id: 'pcx', requester: { vpc: 'a' }, accepter: { vpc: 'b' } }],
    routeTables: ['a', 'b'].map((id) => ({
      id: `rt-${id}`,
      vpc: id,
      main: true,
      routes: [{ destination: id === 'a' ? '10.2.0.0/16' : '10.1.0.0/16', target: 'pcx' }],
    })),
    subnets: ['a', 'b'].map((id, at) => ({ id: `net-${id}`, vpc: id, cidrBlock: `10.${at + 1}.1.0/24` })),
    securityGroups: ['a', 'b'].map((id) => ({ id: `sg-${id}`, vpc: id, ingress: [{ from: '10.0.0.0/8' }] })),
    instances: [
      { id: 'app', subnet: 'net-a', privateIp: '10.1.1.10', securityGroups: ['sg-a'] },
      { id: 'db', subnet: 'net-b', privateIp: '10.2.1.10', securityGroups: ['sg-b'] },
    ],
    hostedZones: [zone({ vpcs: ['a'] })],
    ...parts,
  };
}

function vpc(id: 'a' | 'b', more: object = {}) {
  return { id, cidrBlock: `10.${id === 'a' ? 1 : 2}.0.0/16`, enableDnsHostnames: true, ...more };
}

const known = { name: 'db.corp.internal', type: 'A', values: ['10.2.1.10'] };

function zone(more: object = {}) {
  return { id: 'zone', domainName: 'corp.internal', privateZone: true, records: [known], ...more };
}

const question = { from: 'app', to: 'db.corp.internal', port: 5432 };

function offered(document: Document, asked = question) {
  const { network, diagnostics } = loadDocument({ format: 'hoplight/1', ...document });
  expect(diagnostics.map(({ detail }) => detail)).toEqual([]);
  return suggestionsOf(network, asked).map(({ title, verdict, patch }) => {
    const changed = loadDocument(applyPatch(network.document ?? {}, patch)).network;
    const answer = traceReport(changed, asked, { suggest: false });
    expect(answer.ok && answer.report.verdict).toBe(verdict);
    return `${title}: ${verdict}`;
  });
}

test('nothing where the name gives the address', () => {
  expect(offered(peered())).toEqual([]);
});

describe('edge:DNS-6 a private zone', () => {
  const ofB = { hostedZones: [zone({ vpcs: ['b'] })] };

  test('is associated with the VPC of the sender', () => {
    expect(offered(peered(ofB))).toEqual(['Associate zone zone with a: reachable']);
  });

  test('is associated where both attributes are on, which is part of it', () => {
    const vpcs = [vpc('a', { enableDnsHostnames: false }), vpc('b')];
    expect(offered(peered({ ...ofB, vpcs }))).toEqual([
      'Associate zone zone with a, and turn on DNS hostnames there: reachable',
    ]);
  });

  test('answers where both attributes are on', () => {
    const vpcs = [vpc('a', { enableDnsHostnames: false }), vpc('b')];
    expect(offered(peered({ vpcs }))).toEqual(['Turn on DNS hostnames of a: reachable']);
  });

  test('is not associated for a sender that has no VPC', () => {
    const onPremisesNetworks = [{ id: 'site', cidrBlocks: ['192.168.0.0/16'] }];
    expect(offered(peered({ ...ofB, onPremisesNetworks }), { ...question, from: 'site' })).toEqual([]);
  });
});

describe('edge:DNS-1 the resolver of a VPC', () => {
  test('is turned on', () => {
    const vpcs = [vpc('a', { enableDnsSupport: false }), vpc('b')];
    expect(offered(peered({ vpcs }))).toEqual(['Turn on DNS support of a: reachable']);
  });

  test('together with what else keeps the name from giving an address', () => {
    const vpcs = [vpc('a', { enableDnsSupport: false }), vpc('b')];
    expect(offered(peered({ vpcs, hostedZones: [zone({ vpcs: ['b'] })] }))).toEqual([
      'Turn on DNS support of a; associate zone zone with a: reachable',
    ]);
  });
});

describe('edge:DNS-7 a record that is missing', () => {
  const empty = { hostedZones: [zone({ vpcs: ['a'], records: [] })] };

  test('is made for the one resource of that name', () => {
    expect(offered(peered(empty))).toEqual(['Add a record for db to zone zone: reachable']);
  });

  test('is made for an alias that leads nowhere', () => {
    const records = [{ name: 'data.corp.internal', type: 'A', aliasTarget: 'db.corp.internal' }];
    const asked = { ...question, to: 'data.corp.internal' };
    expect(offered(peered({ hostedZones: [zone({ vpcs: ['a'], records })] }), asked)).toEqual([
      'Add a record for db to zone zone: reachable',
    ]);
  });

  test('is not guessed where two resources bear the name, or none', () => {
    const named = { name: 'db', subnet: 'net-b', securityGroups: ['sg-b'] };
    const instances = [
      { id: 'app', subnet: 'net-a', privateIp: '10.1.1.10', securityGroups: ['sg-a'] },
      { ...named, id: 'i-1', privateIp: '10.2.1.11' },
      { ...named, id: 'i-2', privateIp: '10.2.1.12' },
    ];
    expect(offered(peered({ ...empty, instances }))).toEqual([]);
    expect(offered(peered(empty), { ...question, to: 'cache.corp.internal' })).toEqual([]);
  });

  test('together with what else blocks on the way there', () => {
    const securityGroups = [
      { id: 'sg-a', vpc: 'a' },
      { id: 'sg-b', vpc: 'b' },
    ];
    const [first] = offered(peered({ ...empty, securityGroups }));
    expect(first).toMatch(/^Add a record for db to zone zone; .*: reachable$/);
  });
});

test('a change elsewhere keeps to what the name gives after it', () => {
  const securityGroups = [
    { id: 'sg-a', vpc: 'a' },
    { id: 'sg-b', vpc: 'b' },
  ];
  const titles = offered(peered({ securityGroups }));
  expect(titles.length).toBeGreaterThan(0);
  expect(titles.every((title) => title.endsWith(': reachable'))).toBe(true);
});
