import { describe, expect, test } from 'vitest';

import { load, ruleLines, traceReport } from '../../../engine/index.ts';
import type { TraceReport } from '../../../engine/index.ts';
import { inTrace } from '../../../src/inspector/in-trace.ts';
import { finalHit, hitOf, visitsOf } from '../../../src/inspector/rules/hits.ts';
import type { RuleRow } from '../../../src/worker/protocol.ts';

const document = {
  vpcs: [{ id: 'vpc-a', cidrBlock: '10.0.0.0/16' }],
  subnets: [
    { id: 'left', vpc: 'vpc-a', cidrBlock: '10.0.0.0/24' },
    { id: 'right', vpc: 'vpc-a', cidrBlock: '10.0.1.0/24', networkAcl: 'acl' },
  ],
  networkAcls: [
    {
      id: 'acl',
      vpc: 'vpc-a',
      ingress: [
        { ruleNumber: 90, ruleAction: 'allow', protocol: 'udp', ports: '53', cidrBlock: '0.0.0.0/0' },
        { ruleNumber: 100, ruleAction: 'allow', protocol: 'tcp', ports: '443', cidrBlock: '10.0.0.0/16' },
        { ruleNumber: 110, ruleAction: 'allow', protocol: 'tcp', ports: '22', cidrBlock: '10.0.0.0/16' },
      ],
      egress: [],
    },
  ],
  securityGroups: [
    {
      id: 'sg',
      vpc: 'vpc-a',
      ingress: [
        { protocol: 'tcp', ports: '22', from: '10.9.0.0/16' },
        { protocol: 'tcp', ports: '443', from: ['192.0.2.0/24', '10.0.0.0/16'] },
      ],
    },
  ],
  instances: [
    { id: 'a', subnet: 'left', privateIp: '10.0.0.10', securityGroups: 'sg' },
    { id: 'b', subnet: 'right', privateIp: '10.0.1.10', securityGroups: 'sg' },
  ],
};
const { network } = load([{ path: 'a.json', text: JSON.stringify({ format: 'hoplight/1', ...document }) }]);

function reportOf(): TraceReport {
  const answer = traceReport(network, { from: 'a', to: 'b', port: 443 });
  if (!answer.ok) throw new Error('the question is understood');
  return answer.report;
}
const report = reportOf();

function rows(id: string, entry: Readonly<Record<string, unknown>> | undefined): readonly RuleRow[] {
  return ruleLines(network, id, entry).map((line) => ({ ...line, finding: null }));
}

describe('what the current trace found at rules', () => {
  const [dns, https, ssh] = rows('acl', document.networkAcls[0]).filter(({ list }) => list === 'ingress');
  const inbound = visitsOf(report, 'acl', 'ingress');

  test('NACL-2: entries before the one that matched were passed over, those after it never read', () => {
    expect(hitOf(dns === undefined ? [] : [dns], inbound)).toEqual({
      state: 'passed',
      words: 'The request passes it: tcp is not udp.',
    });
    expect(hitOf(https === undefined ? [] : [https], inbound)).toMatchObject({ state: 'allowed' });
    expect(hitOf(ssh === undefined ? [] : [ssh], inbound)).toBeNull();
    expect(finalHit(inbound)).toBeNull();
  });

  test('the final deny that ends the trace decides', () => {
    expect(finalHit(visitsOf(report, 'acl', 'egress'))).toEqual({
      state: 'decides',
      words: 'The reply matches and is dropped.',
    });
  });

  test('rules of groups are told apart by what they say, and an item has the hits of its peers', () => {
    const lines = rows('sg', document.securityGroups[0]).filter(({ list }) => list === 'ingress');
    const visits = visitsOf(report, 'sg', 'ingress');
    expect(
      hitOf(
        lines.filter(({ item }) => item === 0),
        visits,
      ),
    ).toMatchObject({ state: 'passed' });
    expect(
      hitOf(
        lines.filter(({ item }) => item === 1),
        visits,
      ),
    ).toMatchObject({ state: 'allowed' });
  });

  test('a route that was taken matched', () => {
    const visits = visitsOf(report, 'main:vpc-a', 'routes');
    expect(visits.map(({ matched, entry }) => [matched, entry.remote])).toContainEqual([true, '10.0.0.0/16']);
  });
});

describe('inTrace', () => {
  test('says what an object did, and which of it decides', () => {
    expect(inTrace(report, 'acl')).toEqual([
      { text: 'Rule 100 lets the request from a to b, port 443 through.', decides: false },
      { text: 'Rule * drops the reply from b to a, port 40000.', decides: true },
    ]);
  });

  test('names a rule of a group by what it says', () => {
    expect(inTrace(report, 'sg').map(({ text }) => text)).toContain(
      'The rule for tcp 443 from 10.0.0.0/16 lets the request from a to b, port 443 through.',
    );
  });

  test('what the trace never met has nothing to say', () => {
    expect(inTrace(report, 'nobody')).toEqual([]);
  });
});
