import { describe, expect, test } from 'vitest';

import { readHoplight } from '../../../engine/formats/hoplight/read.ts';
import { ruleFindings } from '../../../engine/lint/index.ts';
import { entries, vpcWith } from './lint-cases.ts';
import type { Document } from './lint-cases.ts';

/** `list index kind: text` of each finding. */
function findings(document: Document, id: string): string[] {
  const { network } = readHoplight(document);
  return ruleFindings(network, id).map(({ list, index, kind, text }) => `${list} ${index} ${kind}: ${text}`);
}

const subnets = [{ id: 'a', vpc: 'vpc-a', cidrBlock: '10.0.0.0/24' }];

describe('ruleFindings: network ACLs', () => {
  const acl = (...lines: string[]) =>
    findings(
      vpcWith({
        subnets,
        networkAcls: [{ id: 'acl-1', vpc: 'vpc-a', ingress: entries(...lines), egress: [] }],
      }),
      'acl-1',
    );

  test('NACL-2: an entry that a lower number covers never matches', () => {
    expect(acl('100 allow tcp 443 0.0.0.0/0', '110 allow tcp 443 10.0.0.0/24')).toEqual([
      'ingress 1 redundant: Never matches: rule `100` covers it',
    ]);
  });

  test('NACL-2: one that the entries before it decide otherwise is shadowed', () => {
    expect(acl('100 allow tcp 1-1000 0.0.0.0/0', '120 deny tcp 443 10.0.0.0/24')).toEqual([
      'ingress 1 shadowed: Never matches: rule `100` allows it first',
    ]);
  });

  test('an entry for a part of the VPC without subnets is unused; one for the world outside is not', () => {
    expect(acl('100 allow tcp 443 10.0.9.0/24', '110 allow tcp 443 192.0.2.0/24')).toEqual([
      'ingress 0 unused: Unused: no subnet lies in `10.0.9.0/24`',
    ]);
  });

  test('nothing is said of entries that decide over something', () => {
    expect(acl('100 deny tcp 443 10.0.0.0/28', '110 allow tcp 443 10.0.0.0/24')).toEqual([]);
  });
});

describe('ruleFindings: security groups', () => {
  const group = (ingress: Record<string, unknown>[]) =>
    findings(
      vpcWith({
        subnets,
        instances: [{ id: 'web', subnet: 'a', privateIp: '10.0.0.10', securityGroups: 'sg-web' }],
        securityGroups: [
          { id: 'sg-web', vpc: 'vpc-a', ingress, egress: [] },
          { id: 'sg-idle', vpc: 'vpc-a' },
        ],
      }),
      'sg-web',
    );

  test('SG-2: a rule that a wider one covers adds nothing', () => {
    expect(
      group([
        { protocol: 'tcp', ports: '443', from: '10.0.0.0/24' },
        { protocol: 'tcp', from: '0.0.0.0/0' },
      ]),
    ).toEqual(['ingress 0 redundant: Adds nothing: all tcp from `0.0.0.0/0` covers it']);
  });

  test('a rule for a group that no interface carries is unused', () => {
    expect(
      group([
        { protocol: 'tcp', ports: '22', from: 'sg-idle' },
        { protocol: 'tcp', ports: '22', from: 'sg-web' },
      ]),
    ).toEqual(['ingress 0 unused: Unused: no interface carries `sg-idle`']);
  });

  test('SG-27: of a group that the project does not hold nothing is said', () => {
    expect(group([{ protocol: 'tcp', ports: '22', from: 'sg-elsewhere' }])).toEqual([]);
  });
});

describe('ruleFindings: route tables', () => {
  const table = (routes: Record<string, unknown>[]) =>
    findings(
      vpcWith({
        subnets,
        natGateways: [{ id: 'nat-1', subnet: 'a', state: 'deleted' }],
        routeTables: [{ id: 'rt', vpc: 'vpc-a', routes }],
      }),
      'rt',
    );

  test('RT-10: a route to a gateway that is deleted drops what it matches', () => {
    expect(table([{ destination: '0.0.0.0/0', target: 'nat-1' }])).toEqual([
      'routes 0 dead: Blackhole: `nat-1` takes no traffic from this VPC now',
    ]);
  });

  test('RT-24: a route to what the project does not hold leads nowhere', () => {
    expect(table([{ destination: '0.0.0.0/0', target: 'nat-9' }])).toEqual([
      'routes 0 dead: Leads nowhere: the project holds no `nat-9`',
    ]);
  });

  test('RT-7: a propagated route is beaten by a static one to the same block', () => {
    const routes = [
      { destination: '172.16.0.0/12', target: 'igw-a' },
      { destination: '172.16.0.0/12', target: 'vgw-1', propagation: 'vpn-bgp' },
    ];
    expect(table(routes)).toContain('routes 1 shadowed: Never used: the route to `igw-a` comes first');
  });

  test('a route inside a wider one to the same target changes nothing, unless one between leads elsewhere', () => {
    const wide = { destination: '0.0.0.0/0', target: 'igw-a' };
    const narrow = { destination: '192.0.2.0/25', target: 'igw-a' };
    expect(table([wide, narrow])).toEqual([
      'routes 1 redundant: Changes nothing: `0.0.0.0/0` leads there too',
    ]);
    const between = { destination: '192.0.2.0/24', target: 'local' };
    expect(table([wide, between, narrow]).filter((text) => text.startsWith('routes 2'))).toEqual([]);
  });
});

test('ruleFindings says nothing of what has no rules, or is not there', () => {
  expect(findings(vpcWith({ subnets }), 'a')).toEqual([]);
  expect(findings(vpcWith({ subnets }), 'nobody')).toEqual([]);
});
