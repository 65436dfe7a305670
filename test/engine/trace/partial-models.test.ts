/** Networks held in part, and sources that are not what they say: each was once answered wrongly. */
import { describe, expect, test } from 'vitest';
import { readHoplight } from '../../../engine/formats/hoplight/read.ts';
import { ask } from './network.ts';

const open = { id: 'open', vpc: 'a', ingress: [{ from: '0.0.0.0/0' }] };

/** A VPC with a public and a private subnet, a NAT gateway, and one machine in each; `changes` replace sections. */
function network(changes: Readonly<Record<string, unknown>> = {}) {
  return readHoplight({
    format: 'hoplight/1',
    vpcs: [{ id: 'a', cidrBlock: '10.0.0.0/16', internetGateway: 'igw' }],
    subnets: [
      { id: 'pub', vpc: 'a', cidrBlock: '10.0.0.0/24', routeTable: 'rt-pub' },
      { id: 'priv', vpc: 'a', cidrBlock: '10.0.1.0/24', routeTable: 'rt-priv' },
    ],
    routeTables: [
      { id: 'rt-pub', vpc: 'a', routes: [{ destination: '0.0.0.0/0', target: 'igw' }] },
      { id: 'rt-priv', vpc: 'a', routes: [{ destination: '0.0.0.0/0', target: 'nat' }] },
    ],
    natGateways: [{ id: 'nat', subnet: 'pub', privateIp: '10.0.0.200', publicIp: '198.51.100.200' }],
    securityGroups: [open],
    instances: [
      {
        id: 'web',
        subnet: 'pub',
        privateIp: '10.0.0.10',
        publicIp: '198.51.100.10',
        securityGroups: ['open'],
      },
      { id: 'app', subnet: 'priv', privateIp: '10.0.1.10', sourceDestCheck: false, securityGroups: ['open'] },
    ],
    ...changes,
  }).network;
}

describe('EVAL-5 a source forged as the translating device goes in no endless circle', () => {
  test.each([
    ['ICMP', { protocol: 'icmp' }],
    ['TCP from the port that the gateway picks', { protocol: 'tcp', port: 443, srcPort: 20001 }],
  ])('%s', (_, traffic) => {
    const report = ask(network(), { from: 'app', to: '203.0.113.5', fromIp: '10.0.0.200', ...traffic });
    expect(report).toMatchObject({ verdict: 'return_blocked', at: 'nat-gateway', detail: 'routing-loop' });
  });
});

describe('RT-21 an address that nobody has does not answer itself', () => {
  test('asked from the very address', () => {
    const report = ask(network(), { from: 'priv:10.0.1.99', to: '10.0.1.99', port: 80 });
    expect(report).toMatchObject({ verdict: 'forward_blocked', at: 'no-such-host' });
  });
});

describe('RT-7 a prefix-list entry equal to the VPC block does not replace the local route', () => {
  test('machines of the VPC reach each other', () => {
    const held = network({
      prefixLists: [{ id: 'pl-corp', entries: ['10.0.0.0/16', '10.1.0.0/16'] }],
      routeTables: [
        { id: 'rt-pub', vpc: 'a', routes: [{ destination: 'pl-corp', target: 'nat' }] },
        { id: 'rt-priv', vpc: 'a', routes: [{ destination: 'pl-corp', target: 'nat' }] },
      ],
    });
    expect(ask(held, { from: 'app', to: 'web', port: 443 }).verdict).toBe('reachable');
  });
});

describe('SG-14 an outbound group reference is not refused where the route is not known', () => {
  test('the table is not held: its local route is', () => {
    const held = network({
      subnets: [
        { id: 'pub', vpc: 'a', cidrBlock: '10.0.0.0/24', routeTable: 'rt-owner' },
        { id: 'priv', vpc: 'a', cidrBlock: '10.0.1.0/24', routeTable: 'rt-owner' },
      ],
      securityGroups: [{ ...open, egress: [{ protocol: 'tcp', ports: 443, to: 'open' }] }],
    });
    expect(ask(held, { from: 'app', to: 'web', port: 443 }).verdict).toBe('reachable');
  });
});

describe('EVAL-8 what the input does not hold is not taken for absent', () => {
  test('internet gateways', () => {
    const held = network({
      notHeld: ['internetGateways'],
      vpcs: [{ id: 'a', cidrBlock: '10.0.0.0/16' }],
      routeTables: [
        { id: 'rt-pub', vpc: 'a', routes: [{ destination: '0.0.0.0/0', target: 'igw-1', state: 'active' }] },
        { id: 'rt-priv', vpc: 'a', routes: [] },
      ],
    });
    expect(ask(held, { from: 'web', to: '203.0.113.5', port: 443 }).verdict).toBe('unknown');
    expect(ask(held, { from: 'internet', to: 'web', port: 443 }).verdict).toBe('unknown');
  });

  test('network interfaces: an address may have one, a reserved address has none', () => {
    const held = network({ notHeld: ['networkInterfaces'] });
    expect(ask(held, { from: 'web', to: '10.0.1.77', port: 5432 }).verdict).toBe('unknown');
    expect(ask(held, { from: 'web', to: '10.0.1.2', port: 5432 })).toMatchObject({
      at: 'no-such-host',
      detail: 'reserved',
    });
  });

  test('the far blocks of a peering', () => {
    const held = network({
      vpcPeeringConnections: [{ id: 'pcx', requester: 'a', accepter: { vpc: 'far' } }],
      routeTables: [
        { id: 'rt-pub', vpc: 'a', routes: [{ destination: '10.8.0.0/16', target: 'pcx' }] },
        { id: 'rt-priv', vpc: 'a', routes: [] },
      ],
    });
    expect(ask(held, { from: 'web', to: '10.8.1.1', port: 80 })).toMatchObject({
      verdict: 'unknown',
      at: 'pcx',
    });
  });
});

describe('IGW-6 a machine that was asked for is not found on the internet', () => {
  test('a public range as the block of another VPC', () => {
    const held = network({
      vpcs: [
        { id: 'a', cidrBlock: '10.0.0.0/16', internetGateway: 'igw' },
        { id: 'b', cidrBlock: '44.10.0.0/16' },
      ],
      subnets: [
        { id: 'pub', vpc: 'a', cidrBlock: '10.0.0.0/24', routeTable: 'rt-pub' },
        { id: 'priv', vpc: 'a', cidrBlock: '10.0.1.0/24', routeTable: 'rt-priv' },
        { id: 'far', vpc: 'b', cidrBlock: '44.10.1.0/24' },
      ],
      instances: [
        {
          id: 'web',
          subnet: 'pub',
          privateIp: '10.0.0.10',
          publicIp: '198.51.100.10',
          securityGroups: ['open'],
        },
        { id: 'odd', subnet: 'far', privateIp: '44.10.1.10' },
      ],
    });
    expect(ask(held, { from: 'web', to: 'odd', port: 80 })).toMatchObject({
      verdict: 'forward_blocked',
      at: 'misdelivered',
    });
  });
});

describe('EVAL-4 an ICMP query is answered by its own answering type', () => {
  test('a timestamp request (13) by a timestamp reply (14)', () => {
    const held = network({
      subnets: [
        { id: 'pub', vpc: 'a', cidrBlock: '10.0.0.0/24', routeTable: 'rt-pub' },
        { id: 'priv', vpc: 'a', cidrBlock: '10.0.1.0/24', routeTable: 'rt-priv', networkAcl: 'acl' },
      ],
      networkAcls: [
        {
          id: 'acl',
          vpc: 'a',
          ingress: [
            { ruleNumber: 100, ruleAction: 'allow', protocol: 'icmp', icmpType: 14, cidrBlock: '0.0.0.0/0' },
          ],
          egress: [{ ruleNumber: 100, ruleAction: 'allow', cidrBlock: '0.0.0.0/0' }],
        },
      ],
    });
    const report = ask(held, { from: 'app', to: 'web', protocol: 'icmp', icmpType: 13 });
    expect(report.verdict).toBe('reachable');
  });
});
