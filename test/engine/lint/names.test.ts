import { describe, expect, test } from 'vitest';

import { load, fixesFor, lint } from '../../../engine/index.ts';
import { complaints, detailOf, found } from './lint-cases.ts';

const VPC = { id: 'vpc-a', cidrBlock: '10.0.0.0/16', enableDnsHostnames: true };
const zone = (more: object = {}) => ({
  id: 'zone-1',
  domainName: 'corp.example',
  vpcs: ['vpc-a'],
  records: [],
  ...more,
});

test('edge:DNS-6: a private zone in a VPC with both attributes is as it should be', () => {
  expect(complaints({ vpcs: [VPC], hostedZones: [zone()] })).toEqual([]);
});

describe('edge:DNS-6 a private zone that does not answer', () => {
  test.each([
    ['edge:DNS-6: without DNS hostnames', { enableDnsHostnames: false }],
    ['edge:DNS-6: without DNS support', { enableDnsSupport: false }],
  ])('%s', (_, attributes) => {
    const vpcs = [
      { ...VPC, ...attributes },
      { ...VPC, id: 'vpc-b' },
    ];
    const document = { vpcs, hostedZones: [zone({ vpcs: ['vpc-a', 'vpc-b'] })] };
    expect(found(document, 'silent-private-zone')).toEqual(['zone-1 edge:DNS-6']);
    expect(detailOf(document, 'silent-private-zone')).toContain('associated with `vpc-a`, where');
  });

  test('edge:DNS-6: is fixed by turning both on', () => {
    const text = JSON.stringify({
      format: 'hoplight/1',
      vpcs: [{ ...VPC, enableDnsSupport: false, enableDnsHostnames: false }],
      hostedZones: [zone()],
    });
    const loaded = load([{ path: 'network.json', text }]);
    const problem = lint(loaded.network).find(({ code }) => code === 'silent-private-zone');
    const fixes = problem === undefined ? [] : fixesFor(loaded, problem);
    expect(fixes.map(({ title }) => title)).toEqual(['Turn on DNS support and DNS hostnames in vpc-a']);
  });
});

describe('edge:DNS-7 public names that a private zone hides', () => {
  const record = (name: string) => ({ name, type: 'A', values: '198.51.100.80' });
  const shop = zone({
    id: 'public',
    vpcs: undefined,
    records: [record('www.corp.example'), record('help.corp.example'), record('*.corp.example')],
  });

  test('edge:DNS-7: are told by name', () => {
    const document = { vpcs: [VPC], hostedZones: [shop, zone({ records: [record('help.corp.example')] })] };
    expect(found(document, 'hidden-public-names')).toEqual(['zone-1 edge:DNS-7']);
    expect(detailOf(document, 'hidden-public-names')).toContain('hides `www.corp.example`, which');
  });

  test.each([
    ['edge:DNS-7: not where a wildcard answers', zone({ records: [record('*.corp.example')] })],
    ['edge:DNS-7: not of another domain', zone({ domainName: 'inside.corp.example' })],
    ['edge:DNS-7: not where the records are not in the input', zone({ records: undefined })],
  ])('%s', (_, hiding) => {
    expect(found({ vpcs: [VPC], hostedZones: [shop, hiding] }, 'hidden-public-names')).toEqual([]);
  });
});

describe('edge:DNS-9 queries to the resolver of a VPC', () => {
  test('edge:DNS-9: from a rule, and from a site', () => {
    const document = {
      vpcs: [VPC],
      resolverRules: [
        { id: 'rr', domainName: 'a.example', targetIps: [{ ip: '10.0.0.2' }], vpcs: ['vpc-a'] },
        { id: 'rr-2', domainName: 'b.example', targetIps: [{ ip: '192.168.1.53' }], vpcs: ['vpc-a'] },
      ],
      onPremisesNetworks: [
        {
          id: 'office',
          cidrBlocks: '192.168.0.0/16',
          dnsForwarders: [{ domainName: 'corp.example', targetIps: ['169.254.169.253', '10.0.1.53'] }],
        },
      ],
    };
    expect(found(document, 'query-to-vpc-resolver')).toEqual(['rr edge:DNS-9', 'office edge:DNS-9']);
  });
});
