/** Answers of Route 53 and Route 53 Resolver. */
import { describe, expect, test } from 'vitest';
import { loadDocument } from '../../../../engine/formats/load.ts';
import { traceReport } from '../../../../engine/index.ts';
import { codes, detailsOf, networkInterface, only, read, readFiles, section, subnet, vpc } from './dump.ts';

const zone = (Id: string, Name: string, PrivateZone: boolean) => ({
  Id: `/hostedzone/${Id}`,
  Name,
  CallerReference: '1',
  Config: { Comment: '', PrivateZone },
  ResourceRecordSetCount: 3,
});
const head = (name: string, server: string) => [
  { Name: name, Type: 'NS', TTL: 172800, ResourceRecords: [{ Value: server }] },
  { Name: name, Type: 'SOA', TTL: 900, ResourceRecords: [{ Value: `${server} hostmaster. 1 1 1 1 1` }] },
];
const PRIVATE_SERVER = 'ns-512.awsdns-00.net.';
const PUBLIC_SERVER = 'ns-100.awsdns-12.com.';
const a = (Name: string, ...values: string[]) => ({
  Name,
  Type: 'A',
  TTL: 300,
  ResourceRecords: values.map((Value) => ({ Value })),
});
const recordSets = (...ResourceRecordSets: object[]) => ({
  ResourceRecordSets,
  IsTruncated: false,
  MaxItems: '100',
});

const counted = (converted: ReturnType<typeof read>) =>
  converted.counts.map(({ kind, read: whole, inPart, skipped }) => [kind, whole, inPart, skipped]);

describe('hosted zones', () => {
  test('a list tells names and which are private, and not where these answer', () => {
    const converted = read({
      HostedZones: [zone('Z111AAA', 'Corp.Example.', true), zone('Z222BBB', 'example.com.', false)],
      IsTruncated: false,
      MaxItems: '100',
    });
    expect(section(converted, 'hostedZones')).toEqual([
      { id: 'Z111AAA', domainName: 'corp.example', privateZone: true },
      { id: 'Z222BBB', domainName: 'example.com' },
    ]);
    expect(counted(converted)).toEqual([['HostedZones', 2, 0, 0]]);
    expect(codes(converted)).not.toContain('not-modelled');
  });

  test('one zone tells its VPCs, and a public one has none', () => {
    const converted = read(
      { HostedZones: [zone('Z111AAA', 'corp.example.', true)] },
      {
        HostedZone: zone('Z111AAA', 'corp.example.', true),
        VPCs: [{ VPCRegion: 'us-east-1', VPCId: 'vpc-a' }],
      },
      {
        HostedZone: zone('Z222BBB', 'example.com.', false),
        DelegationSet: { NameServers: [PUBLIC_SERVER] },
      },
    );
    expect(section(converted, 'hostedZones')).toEqual([
      { id: 'Z111AAA', domainName: 'corp.example', privateZone: true, vpcs: ['vpc-a'] },
      { id: 'Z222BBB', domainName: 'example.com' },
    ]);
    expect(codes(converted)).not.toContain('unknown-answer');
  });

  test('the zones of a VPC, which stands in the name of the file; those of AWS services are left out', () => {
    const summaries = {
      HostedZoneSummaries: [
        { HostedZoneId: 'Z111AAA', Name: 'corp.example.', Owner: { OwningAccount: '111122223333' } },
        { HostedZoneId: 'Z999ZZZ', Name: 'sqs.example.', Owner: { OwningService: 'vpce.amazonaws.com' } },
      ],
      MaxItems: '100',
    };
    const converted = readFiles({
      'zones-vpc-0a1b.json': summaries,
      'zones-vpc-0c2d.json': { HostedZoneSummaries: summaries.HostedZoneSummaries.slice(0, 1) },
    });
    expect(only(converted, 'hostedZones')).toEqual({
      id: 'Z111AAA',
      domainName: 'corp.example',
      privateZone: true,
      vpcs: ['vpc-0a1b', 'vpc-0c2d'],
    });
    expect(counted(converted)).toEqual([['HostedZoneSummaries', 2, 0, 1]]);
    expect(counted(read(summaries))).toEqual([['HostedZoneSummaries', 0, 1, 1]]);
  });

  test('an id or a name that is missing, or no name, is told', () => {
    const converted = read({
      HostedZones: [
        { Name: 'corp.example.', CallerReference: '1' },
        { Id: 'Z111AAA', Name: 'no name.' },
      ],
    });
    expect(section(converted, 'hostedZones')).toEqual([]);
    expect(detailsOf(converted, 'missing-value')).toHaveLength(1);
    expect(detailsOf(converted, 'invalid-value')[0]).toContain('`no name.`, which is no domain name');
  });
});

describe('records', () => {
  const both = {
    HostedZones: [zone('Z111AAA', 'example.com.', true), zone('Z222BBB', 'example.com.', false)],
  };
  const recordsOf = (converted: ReturnType<typeof read>) =>
    section(converted, 'hostedZones').map(({ id, records }) => [
      id,
      Array.isArray(records)
        ? (records as { name: string; type: string }[]).map(({ name, type }) => `${name} ${type}`)
        : records,
    ]);

  test('go to the zone in the name of the file', () => {
    const converted = readFiles({
      'zones.json': both,
      'records-Z222BBB.json': recordSets(a('www.example.com.', '198.51.100.80')),
    });
    expect(recordsOf(converted)).toEqual([
      ['Z111AAA', undefined],
      ['Z222BBB', ['www.example.com A']],
    ]);
  });

  test('without a name of the file, to the one zone whose head they bear, private or public by its servers', () => {
    const converted = read(
      both,
      recordSets(...head('example.com.', PRIVATE_SERVER)),
      recordSets(...head('example.com.', PUBLIC_SERVER), a('www.example.com.', '198.51.100.80')),
    );
    expect(recordsOf(converted)).toEqual([
      ['Z111AAA', ['example.com NS', 'example.com SOA']],
      ['Z222BBB', ['example.com NS', 'example.com SOA', 'www.example.com A']],
    ]);
  });

  test('of no zone that is known are told once', () => {
    const converted = read(
      recordSets(a('www.example.com.', '198.51.100.80'), a('db.example.com.', '10.0.0.1')),
    );
    expect(detailsOf(converted, 'records-without-zone')).toHaveLength(1);
    expect(section(converted, 'hostedZones')).toEqual([]);
  });

  test('alone make a zone, with the id of the file', () => {
    const converted = readFiles({ 'Z111AAA.json': recordSets(...head('corp.example.', PRIVATE_SERVER)) });
    expect(only(converted, 'hostedZones')).toMatchObject({
      id: 'Z111AAA',
      domainName: 'corp.example',
      privateZone: true,
    });
  });

  test('addresses, names and aliases are kept, wildcards are written out, texts are not read', () => {
    const alias = {
      HostedZoneId: 'Z35SX',
      DNSName: 'dualstack.web-1.us-east-1.elb.amazonaws.com.',
      EvaluateTargetHealth: false,
    };
    const converted = readFiles({
      'Z111AAA.json': recordSets(
        ...head('corp.example.', PRIVATE_SERVER),
        a('\\052.corp.example.', '10.0.0.5', '10.0.0.6'),
        {
          Name: 'app.corp.example.',
          Type: 'CNAME',
          TTL: 60,
          ResourceRecords: [{ Value: 'db.corp.example' }],
        },
        { Name: 'www.corp.example.', Type: 'A', AliasTarget: alias },
        { Name: 'corp.example.', Type: 'TXT', TTL: 60, ResourceRecords: [{ Value: '"secret"' }] },
      ),
    });
    expect(only(converted, 'hostedZones')['records']).toEqual([
      { name: 'corp.example', type: 'NS' },
      { name: 'corp.example', type: 'SOA' },
      { name: '*.corp.example', type: 'A', values: ['10.0.0.5', '10.0.0.6'] },
      { name: 'app.corp.example', type: 'CNAME', values: ['db.corp.example'] },
      { name: 'www.corp.example', type: 'A', aliasTarget: 'dualstack.web-1.us-east-1.elb.amazonaws.com' },
      { name: 'corp.example', type: 'TXT' },
    ]);
    expect(JSON.stringify(converted.document)).not.toContain('secret');
  });

  test('that are not all there leave the records of the zone unknown', () => {
    const first = {
      ...recordSets(...head('corp.example.', PRIVATE_SERVER)),
      IsTruncated: true,
      NextRecordName: 'x',
    };
    const cut = readFiles({ 'Z111AAA-1.json': first });
    expect(only(cut, 'hostedZones')).not.toHaveProperty('records');
    const whole = readFiles({
      'Z111AAA-1.json': first,
      'Z111AAA-2.json': recordSets(a('x.corp.example.', '10.0.0.5')),
    });
    expect(only(whole, 'hostedZones')['records']).toHaveLength(3);
    const odd = readFiles({
      'Z111AAA.json': recordSets(...head('corp.example.', PRIVATE_SERVER), {
        Name: 'a b.corp.example.',
        Type: 'A',
      }),
    });
    expect(only(odd, 'hostedZones')).not.toHaveProperty('records');
  });
});

describe('Resolver', () => {
  const forward = {
    Id: 'rslvr-rr-1',
    Arn: 'arn:aws:route53resolver:us-east-1:111122223333:resolver-rule/rslvr-rr-1',
    DomainName: 'corp.example.',
    Status: 'COMPLETE',
    RuleType: 'FORWARD',
    Name: 'to-office',
    TargetIps: [{ Ip: '192.168.1.53', Port: 53 }, { Ip: '192.168.2.53', Port: 5353 }, { Ip: 'nowhere' }],
    ResolverEndpointId: 'rslvr-out-1',
  };
  const internet = {
    Id: 'rslvr-autodefined-rr-internet-resolver',
    DomainName: '.',
    RuleType: 'RECURSIVE',
    Name: 'Internet Resolver',
  };

  test('rules, with what they are associated with as far as any association is told', () => {
    const rules = { ResolverRules: [forward, internet] };
    const [own, other] = section(read(rules), 'resolverRules');
    expect(own).toEqual({
      id: 'rslvr-rr-1',
      name: 'to-office',
      domainName: 'corp.example',
      ruleType: 'FORWARD',
      targetIps: [{ ip: '192.168.1.53' }, { ip: '192.168.2.53', port: 5353 }],
      resolverEndpoint: 'rslvr-out-1',
    });
    expect(other).toMatchObject({ domainName: '.', ruleType: 'RECURSIVE' });
    const associations = {
      ResolverRuleAssociations: [
        { Id: 'a-1', ResolverRuleId: 'rslvr-rr-1', VPCId: 'vpc-a', Status: 'COMPLETE' },
        { Id: 'a-2', ResolverRuleId: 'rslvr-rr-1', VPCId: 'vpc-b', Status: 'FAILED' },
      ],
    };
    const converted = read(rules, associations);
    expect(section(converted, 'resolverRules').map(({ vpcs }) => vpcs)).toEqual([['vpc-a'], []]);
    expect(counted(converted)).toEqual([
      ['ResolverRules', 1, 1, 0],
      ['ResolverRuleAssociations', 1, 0, 1],
    ]);
  });

  test('a rule of a type that is not known is kept by name', () => {
    const converted = read({ ResolverRules: [{ ...forward, RuleType: 'DELEGATE' }] });
    expect(only(converted, 'otherResources')).toMatchObject({ type: 'AWS::Route53Resolver::ResolverRule' });
    expect(codes(converted)).toContain('not-modelled');
  });

  const endpoint = {
    Id: 'rslvr-in-0a1b',
    Name: 'in',
    Direction: 'INBOUND',
    HostVPCId: 'vpc-a',
    SecurityGroupIds: ['sg-a'],
    Status: 'OPERATIONAL',
    IpAddressCount: 2,
  };
  const entry = {
    id: 'rslvr-in-0a1b',
    name: 'in',
    vpc: 'vpc-a',
    direction: 'INBOUND',
    securityGroups: ['sg-a'],
    status: 'OPERATIONAL',
  };

  test('endpoints have the interfaces that say so', () => {
    const own = networkInterface('eni-in', '10.0.0.53', {
      Description: 'Route 53 Resolver: rslvr-in-0a1b:rni-1',
      RequesterManaged: true,
    });
    const converted = read({ ResolverEndpoints: [endpoint] }, { NetworkInterfaces: [own] });
    expect(only(converted, 'resolverEndpoints')).toEqual({ ...entry, networkInterfaces: ['eni-in'] });
  });

  test('without them, the addresses of their own answer, by the name of the file', () => {
    const addresses = {
      IpAddresses: [{ IpId: 'rni-1', SubnetId: 'subnet-a', Ip: '10.0.0.53', Status: 'ATTACHED' }],
    };
    const named = readFiles({
      'e.json': { ResolverEndpoints: [endpoint] },
      'ips-rslvr-in-0a1b.json': addresses,
    });
    expect(only(named, 'resolverEndpoints')).toEqual({
      ...entry,
      interfaces: [{ subnet: 'subnet-a', privateIp: '10.0.0.53', networkInterface: 'rni-1' }],
    });
    const unnamed = read({ ResolverEndpoints: [endpoint] }, addresses);
    expect(only(unnamed, 'resolverEndpoints')).toEqual(entry);
    expect(counted(unnamed)).toContainEqual(['IpAddresses', 0, 0, 1]);
  });
});

test('edge:DNS-13 a subnet says that DNS64 is on', () => {
  const converted = read(
    { Vpcs: [vpc()] },
    { Subnets: [subnet('subnet-a', '10.0.0.0/24', { EnableDns64: true })] },
  );
  expect(only(converted, 'subnets')).toMatchObject({ enableDns64: true });
});

test('a name of a dump is asked as it would be in the account', () => {
  const converted = readFiles({
    'vpcs.json': { Vpcs: [vpc()] },
    'support.json': { VpcId: 'vpc-a', EnableDnsHostnames: { Value: true } },
    'subnets.json': { Subnets: [subnet()] },
    'enis.json': { NetworkInterfaces: [networkInterface(), networkInterface('eni-b', '10.0.0.20')] },
    'zone.json': { HostedZone: zone('Z111AAA', 'corp.example.', true), VPCs: [{ VPCId: 'vpc-a' }] },
    'Z111AAA.json': recordSets(...head('corp.example.', PRIVATE_SERVER), a('db.corp.example.', '10.0.0.20')),
  });
  const { network } = loadDocument(converted.document);
  const answer = traceReport(network, { from: 'eni-a', to: 'db.corp.example', port: 5432 });
  expect(answer.ok && answer.report.flow.dst).toBe('10.0.0.20');
});
