/** Services that answer on the host itself: nothing filters them, and they answer on their own ports only (LOC-1 to LOC-7). */
import { describe, expect, test } from 'vitest';
import { quotas } from '../../../engine/lint/index.ts';
import { allow, ask, checksOf, networkOf, notesOn, seenAt } from './network.ts';
import type { Sketch } from './network.ts';

/** A host that nothing may leave or enter: a group without rules, an ACL that denies everything, no routes. */
function closedHost(rest: Sketch & { host?: object } = {}) {
  const { host = {}, ...sketch } = rest;
  return networkOf({
    vpcs: [{ id: 'vpc', cidrBlock: '10.0.0.0/16', ipv6CidrBlock: '2001:db8:1::/56' }],
    subnets: [
      { id: 'net', cidrBlock: '10.0.1.0/24', ipv6CidrBlock: '2001:db8:1:a::/64', networkAcl: 'closed' },
      { id: 'far', cidrBlock: '10.0.2.0/24' },
    ],
    networkAcls: [{ id: 'closed' }],
    securityGroups: [{ id: 'sg-closed', egress: [] }],
    instances: [
      {
        id: 'a',
        privateIp: '10.0.1.10',
        ipv6Addresses: '2001:db8:1:a::10',
        securityGroups: ['sg-closed'],
        ...host,
      },
    ],
    ...sketch,
  });
}

describe('LOC-1 neither groups nor ACLs nor routes see what goes to a local service', () => {
  test.each([
    ['Amazon DNS at VPC base+2', '10.0.0.2', 'udp', 53],
    ['Amazon DNS, link-local', '169.254.169.253', 'udp', 53],
    ['Amazon DNS by TCP', '169.254.169.253', 'tcp', 53],
    ['Amazon DNS, IPv6', 'fd00:ec2::253', 'udp', 53],
    ['DHCP', '255.255.255.255', 'udp', 67],
    ['instance metadata', '169.254.169.254', 'tcp', 80],
    ['instance metadata, IPv6', 'fd00:ec2::254', 'tcp', 80],
    ['ECS task metadata', '169.254.170.2', 'tcp', 80],
    ['Amazon Time Sync', '169.254.169.123', 'udp', 123],
    ['Amazon Time Sync, IPv6', 'fd00:ec2::123', 'udp', 123],
    ['Windows licence activation', '169.254.169.250', 'tcp', 1688],
    ['the router of the subnet', '10.0.1.1', 'tcp', 443],
  ])('%s', (_, to, protocol, port) => {
    const report = ask(closedHost(), { from: 'a', to, protocol, port });
    expect(report).toMatchObject({ verdict: 'reachable', at: 'local-service' });
    expect(report.rules).toContain('LOC-1');
    expect(checksOf(report, 'forward')).toHaveLength(1);
  });

  test('anything else is filtered', () => {
    expect(ask(closedHost(), { from: 'a', to: '203.0.113.5' })).toMatchObject({ at: 'sg-egress' });
  });

  test('a route cannot redirect it', () => {
    const network = closedHost({
      subnets: [{ id: 'net', cidrBlock: '10.0.1.0/24', networkAcl: 'closed', routeTable: 'rt' }],
      routeTables: [{ id: 'rt', routes: [{ destination: '0.0.0.0/0', target: 'eni-dead' }] }],
      networkInterfaces: [{ id: 'eni-dead', privateIp: '10.0.1.99', status: 'available' }],
      host: { ipv6Addresses: [] },
    });
    expect(ask(network, { from: 'a', to: '169.254.169.254', port: 80 }).verdict).toBe('reachable');
  });

  test('the addresses of licence activation are a supposition, and noted', () => {
    const activation = ask(closedHost(), { from: 'a', to: '169.254.169.251', port: 1688 });
    expect(notesOn(activation, 'LOC-1')).toEqual(['uncertain']);
    expect(notesOn(ask(closedHost(), { from: 'a', to: '169.254.169.254', port: 80 }), 'LOC-1')).toEqual([]);
  });
});

describe('LOC-2 the answer is reachable with a note, unless the service is off', () => {
  const dns = { from: 'a', to: '10.0.0.2', protocol: 'udp', port: 53 };
  const metadata = { from: 'a', to: '169.254.169.254', port: 80 };

  test('reachable, and the note says that nothing filters it', () => {
    expect(notesOn(ask(closedHost(), metadata), 'LOC-2')).toEqual(['hint']);
  });

  test('without DNS support the resolver does not answer', () => {
    const network = closedHost({
      vpcs: [
        { id: 'vpc', cidrBlock: '10.0.0.0/16', ipv6CidrBlock: '2001:db8:1::/56', enableDnsSupport: false },
      ],
    });
    expect(ask(network, dns)).toMatchObject({
      verdict: 'forward_blocked',
      at: 'local-service',
      detail: 'dns-support-off',
      code: 'X_LOCAL_SERVICE',
    });
    expect(ask(network, { ...dns, to: '169.254.169.253' })).toMatchObject({ detail: 'dns-support-off' });
    expect(ask(network, metadata).verdict).toBe('reachable');
  });

  test('the metadata service may be off for an instance', () => {
    const network = closedHost({ host: { metadataHttpEndpoint: 'disabled' } });
    expect(ask(network, metadata)).toMatchObject({
      verdict: 'forward_blocked',
      at: 'local-service',
      detail: 'metadata-off',
    });
    expect(ask(network, dns).verdict).toBe('reachable');
  });
});

describe("LOC-3 one's own DNS server is ordinary traffic", () => {
  const network = (egress: object[], acl: object[]) =>
    networkOf({
      subnets: [
        { id: 'A', cidrBlock: '10.0.1.0/24' },
        { id: 'B', cidrBlock: '10.0.2.0/24', networkAcl: 'acl' },
      ],
      networkAcls: [{ id: 'acl', ingress: acl, egress: [allow(100, '0.0.0.0/0')] }],
      securityGroups: [{ id: 'sg-a', egress }],
      instances: [
        { id: 'a', subnet: 'A', privateIp: '10.0.1.10', securityGroups: ['sg-a'] },
        { id: 'dns', subnet: 'B', privateIp: '10.0.2.53' },
      ],
    });
  const query = { from: 'a', to: 'dns', protocol: 'udp', port: 53 };
  const toDns = [{ protocol: 'udp', ports: 53, to: '10.0.2.53/32' }];

  test.each([
    ['the group lets it out and the ACL in', toDns, [allow(100, '0.0.0.0/0', 'udp', 53)], 'reachable', null],
    ['the group does not', [], [allow(100, '0.0.0.0/0', 'udp', 53)], 'forward_blocked', 'sg-egress'],
    ['the ACL does not', toDns, [], 'forward_blocked', 'nacl-ingress'],
  ])('%s', (_, egress, acl, verdict, at) => {
    expect(ask(network(egress, acl), query)).toMatchObject({ verdict, at });
  });
});

describe("LOC-4 a peer cannot ask this VPC's resolver", () => {
  test('its +2 is a reserved address for whoever comes over the peering', () => {
    const network = networkOf({
      vpcs: [
        { id: 'A', cidrBlock: '10.0.0.0/16' },
        { id: 'B', cidrBlock: '10.1.0.0/16' },
      ],
      subnets: [
        { id: 'A1', cidrBlock: '10.0.1.0/24', routeTable: 'rt-a' },
        { id: 'B0', vpc: 'B', cidrBlock: '10.1.0.0/24' },
      ],
      routeTables: [{ id: 'rt-a', routes: [{ destination: '10.1.0.0/16', target: 'pcx' }] }],
      vpcPeeringConnections: [{ id: 'pcx', requester: 'A', accepter: 'B' }],
      instances: [
        { id: 'a', subnet: 'A1', privateIp: '10.0.1.10' },
        { id: 'b', subnet: 'B0', privateIp: '10.1.0.10' },
      ],
    });
    const query = { to: '10.1.0.2', protocol: 'udp', port: 53 };
    expect(ask(network, { from: 'a', ...query })).toMatchObject({
      verdict: 'forward_blocked',
      at: 'no-such-host',
      component: 'B',
      detail: 'reserved',
    });
    expect(ask(network, { from: 'b', ...query })).toMatchObject({
      verdict: 'reachable',
      at: 'local-service',
    });
  });
});

describe('LOC-5 the resolver takes 1024 packets a second from an interface, which no trace counts', () => {
  test('a fixed quota', () => {
    expect(quotas['LIM-23']).toMatchObject({ per: 'interface', initial: 1024, ceiling: 1024 });
  });
});

describe('LOC-6 a service answers on its own ports; what else lies in those ranges is not forwarded', () => {
  test.each([
    ['10.0.0.2', 'tcp', 443],
    ['169.254.169.253', 'udp', 5353],
    ['169.254.169.254', 'tcp', 443],
    ['169.254.169.254', 'udp', 80],
    ['169.254.170.2', 'tcp', 8080],
    ['169.254.169.123', 'tcp', 123],
    ['169.254.169.250', 'tcp', 443],
  ])('%s %s %i gets no answer, which is a supposition and noted', (to, protocol, port) => {
    const report = ask(closedHost(), { from: 'a', to, protocol, port });
    expect(report).toMatchObject({
      verdict: 'forward_blocked',
      at: 'local-service',
      detail: 'port',
      component: 'eni:a',
    });
    expect(notesOn(report, 'LOC-6')).toEqual(['uncertain']);
  });

  test('no ping either', () => {
    expect(ask(closedHost(), { from: 'a', to: '10.0.0.2', protocol: 'icmp' })).toMatchObject({
      detail: 'port',
    });
  });

  test.each(['169.254.168.1', '169.254.171.255', 'fd00:ec2::1'])(
    '%s has no route, whatever the table says',
    (to) => {
      const network = closedHost({
        vpcs: [
          { id: 'vpc', cidrBlock: '10.0.0.0/16', ipv6CidrBlock: '2001:db8:1::/56', internetGateway: 'igw' },
        ],
        subnets: [
          { id: 'net', cidrBlock: '10.0.1.0/24', ipv6CidrBlock: '2001:db8:1:a::/64', routeTable: 'rt' },
        ],
        routeTables: [
          {
            id: 'rt',
            routes: [
              { destination: '0.0.0.0/0', target: 'igw' },
              { destination: '::/0', target: 'igw' },
            ],
          },
        ],
        host: { securityGroups: ['open'], publicIp: '198.51.100.10' },
      });
      expect(ask(network, { from: 'a', to })).toMatchObject({
        verdict: 'forward_blocked',
        at: 'route-table',
        detail: 'no-route',
        component: 'rt',
      });
    },
  );

  test("the router's address is taken to answer, with a note", () => {
    const report = ask(closedHost(), { from: 'a', to: '10.0.1.1', protocol: 'icmp' });
    expect(report).toMatchObject({ verdict: 'reachable', at: 'local-service' });
    expect(notesOn(report, 'LOC-6')).toEqual(['uncertain']);
  });
});

describe("LOC-7 base+2 is that of the primary block of the sender's VPC, base+1 that of its own subnet", () => {
  const network = closedHost({
    vpcs: [{ id: 'vpc', cidrBlocks: ['10.0.0.0/16', '10.9.0.0/16'] }],
    subnets: [
      { id: 'net', cidrBlock: '10.0.1.0/24' },
      { id: 'far', cidrBlock: '10.0.2.0/24' },
      { id: 'second', cidrBlock: '10.9.0.0/24' },
    ],
    host: { ipv6Addresses: [], securityGroups: ['open'] },
  });
  const query = { from: 'a', protocol: 'udp', port: 53 };

  test('base+2 of the primary block answers', () => {
    expect(ask(network, { ...query, to: '10.0.0.2' })).toMatchObject({
      verdict: 'reachable',
      at: 'local-service',
    });
  });

  test.each([
    ['+2 of its own subnet', '10.0.1.2'],
    ['+2 of another subnet', '10.0.2.2'],
    ['+2 of a secondary block', '10.9.0.2'],
    ['+1 of another subnet', '10.0.2.1'],
  ])('%s is reserved and answers nothing', (_, to) => {
    const report = ask(network, { ...query, to });
    expect(report).toMatchObject({
      verdict: 'forward_blocked',
      at: 'no-such-host',
      component: 'vpc',
      detail: 'reserved',
    });
    expect(seenAt(report, 'local-service')).toEqual([]);
  });
});
