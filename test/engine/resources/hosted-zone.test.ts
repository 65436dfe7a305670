/** What a document says of hosted zones, Resolver rules and Resolver endpoints, as the model has it. */
import { expect, test } from 'vitest';
import { readHoplight } from '../../../engine/formats/hoplight/read.ts';
import { formatAddress } from '../../../engine/ip/index.ts';

const vpcs = [{ id: 'vpc', name: 'shop', cidrBlock: '10.0.0.0/16' }];
const subnets = [{ id: 'net', vpc: 'vpc', cidrBlock: '10.0.1.0/24' }];

function zone(entry: object) {
  const { network, diagnostics } = readHoplight({
    vpcs,
    hostedZones: [{ id: 'z', domainName: 'Corp.Example.', ...entry }],
  });
  return {
    zone: network.hostedZones.get('z'),
    said: diagnostics.map(({ code, detail }) => `${code}: ${detail}`),
  };
}

test('a zone that names VPCs is private, and one that is private may not say where it answers', () => {
  expect(zone({ vpcs: 'shop' }).zone).toMatchObject({
    domainName: 'corp.example',
    privateZone: true,
    vpcs: ['vpc'],
  });
  expect(zone({ privateZone: true }).zone).toMatchObject({ privateZone: true, vpcs: undefined });
  expect(zone({}).zone).toMatchObject({ privateZone: false, records: undefined });
});

test('records hold addresses, a name, or what they are an alias of', () => {
  const records = [
    { name: 'db.corp.example', type: 'A', values: ['10.0.1.5', '10.0.1.6'] },
    { name: 'db.corp.example', type: 'AAAA', values: '2001:db8::5' },
    { name: 'WWW.corp.example.', type: 'CNAME', values: ['db.corp.example.'] },
    { name: 'corp.example', type: 'A', aliasTarget: 'dualstack.web-1.us-east-1.elb.amazonaws.com.' },
    { name: 'corp.example', type: 'TXT', values: ['"anything"'] },
  ];
  const { zone: read, said } = zone({ records });
  expect(said).toEqual([]);
  expect(
    read?.records?.map(({ name, type, addresses, canonicalName, aliasTarget }) => [
      name,
      type,
      addresses.map(formatAddress).join(),
      canonicalName ?? aliasTarget ?? '',
    ]),
  ).toEqual([
    ['db.corp.example', 'A', '10.0.1.5,10.0.1.6', ''],
    ['db.corp.example', 'AAAA', '2001:db8::5', ''],
    ['www.corp.example', 'CNAME', '', 'db.corp.example'],
    ['corp.example', 'A', '', 'dualstack.web-1.us-east-1.elb.amazonaws.com'],
    ['corp.example', 'TXT', '', ''],
  ]);
});

test('a record of another domain, and a value of another type, are told', () => {
  const { zone: read, said } = zone({
    records: [
      { name: 'db', type: 'A', values: '10.0.1.5' },
      { name: 'db.corp.example', type: 'A', values: ['2001:db8::5', '10.0.1.6'] },
      { name: 'www.corp.example', type: 'CNAME', values: 'no name' },
      { name: 'lb.corp.example', type: 'A', aliasTarget: 'web' },
    ],
  });
  expect(said).toEqual([
    'record-outside-zone: `db` is no name of zone `corp.example`. Write it in full, as `db.corp.example`.',
    'unreadable-record: `2001:db8::5` is not an IPv4 address.',
    'unreadable-record: `no name` is not a domain name.',
    expect.stringMatching(/^unresolved-reference: .*`web`/),
  ]);
  expect(read?.records?.map(({ addresses }) => addresses.map(formatAddress))).toEqual([['10.0.1.6'], [], []]);
});

test('a name that is none leaves the zone out', () => {
  const { zone: read, said } = zone({ domainName: 'two words' });
  expect(read).toBeUndefined();
  expect(said.join('\n')).toContain('is not a domain name: write one such as `corp.example`.');
});

test('a rule names its targets, its endpoint and its VPCs; the endpoint has interfaces', () => {
  const { network, diagnostics } = readHoplight({
    vpcs,
    subnets,
    resolverEndpoints: [
      {
        id: 'out',
        vpc: 'shop',
        direction: 'OUTBOUND',
        interfaces: [{ subnet: 'net', privateIp: '10.0.1.53' }],
      },
    ],
    resolverRules: [
      {
        id: 'rr',
        domainName: '.',
        targetIps: [{ ip: '192.168.1.53' }, { ip: '192.168.2.53', port: 5353 }],
        resolverEndpoint: 'out',
        vpcs: ['vpc'],
      },
    ],
  });
  expect(diagnostics).toEqual([]);
  expect(network.resolverEndpoints.get('out')).toMatchObject({
    vpc: 'vpc',
    direction: 'outbound',
    interfaces: ['eni:out:net'],
  });
  expect(network.lookup.componentOf('eni:out:net')?.id).toBe('out');
  const rule = network.resolverRules.get('rr');
  expect(rule).toMatchObject({ domainName: '', type: 'forward', resolverEndpoint: 'out', vpcs: ['vpc'] });
  expect(rule?.targets.map(({ address, port }) => `${formatAddress(address)}:${port}`)).toEqual([
    '192.168.1.53:53',
    '192.168.2.53:5353',
  ]);
});
