/** NAT gateways: what they translate, where it goes, what they refuse, and the regional kind (NAT-1 to NAT-20). */
import { describe, expect, test } from 'vitest';
import { quotas } from '../../../engine/lint/quotas.ts';
import { rules } from '../../../engine/index.ts';
import { trackingAlong } from '../../../engine/tracking/index.ts';
import { resolveQuestion, trace } from '../../../engine/trace/index.ts';
import {
  allow,
  ask,
  checksOf,
  deny,
  hopIds,
  lintRules,
  networkOf,
  notesOn,
  packetText,
  seenAt,
  stepAt,
} from './network.ts';
import type { Sketch } from './network.ts';

const nat = { id: 'nat', subnet: 'pub', privateIp: '10.0.1.200', publicIp: '198.51.100.200' };
const toGateway = { id: 'rt-pub', routes: [{ destination: '0.0.0.0/0', target: 'igw' }] };
const toNat = { id: 'rt-priv', routes: [{ destination: '0.0.0.0/0', target: 'nat' }] };
const subnets = [
  { id: 'priv', cidrBlock: '10.0.2.0/24', routeTable: 'rt-priv', availabilityZone: 'us-east-1a' },
  { id: 'pub', cidrBlock: '10.0.1.0/24', routeTable: 'rt-pub', availabilityZone: 'us-east-1a' },
];
const client = { id: 'a', subnet: 'priv', privateIp: '10.0.2.10' };

/** A private subnet that routes to a NAT gateway in a public one. */
function behindNat(rest: Sketch = {}, missing: readonly string[] = []) {
  return networkOf(
    { subnets, routeTables: [toGateway, toNat], natGateways: [nat], instances: [client], ...rest },
    missing,
  );
}

const toServer = { from: 'a', to: '203.0.113.5' };

describe('NAT-1 a zonal NAT gateway stands in one subnet and forwards only while it is available', () => {
  test('available', () => {
    const report = ask(behindNat(), toServer);
    expect(report.verdict).toBe('reachable');
    expect(report.forward.hops.find(({ id }) => id === 'nat')?.subnet?.id).toBe('pub');
  });

  test.each(['pending', 'failed', 'deleting', 'deleted'])('%s: its routes are blackholes', (state) => {
    const report = ask(behindNat({ natGateways: [{ ...nat, state }] }), toServer);
    expect(report).toMatchObject({
      verdict: 'forward_blocked',
      at: 'route-table',
      detail: 'blackhole',
      component: 'rt-priv',
    });
    expect(report.reason).toContain(`nat, which is ${state};`);
    // While it is deleted it "may still" pass traffic; that it does not is a default.
    expect(notesOn(report, 'NAT-1')).toEqual(state === 'deleting' ? ['uncertain'] : []);
  });
});

describe('NAT-2 a public one has an Elastic IP and an internet gateway to go to, a private one has none', () => {
  test.each<[string, Sketch, boolean]>([
    ['public, with both', {}, false],
    ['public, without an Elastic IP', { natGateways: [{ ...nat, publicIp: undefined }] }, true],
    [
      'public, without an internet gateway on the VPC',
      { vpcs: [{ id: 'vpc', cidrBlock: '10.0.0.0/16' }], internetGateways: [{ id: 'igw' }] },
      true,
    ],
    ['private, with an Elastic IP', { natGateways: [{ ...nat, connectivityType: 'private' }] }, true],
    [
      'private, without',
      { natGateways: [{ ...nat, connectivityType: 'private', publicIp: undefined }] },
      false,
    ],
  ])('%s', (_, rest, refused) => {
    expect(lintRules(behindNat(rest)).includes('NAT-2')).toBe(refused);
  });

  test('without the internet gateway nothing passes', () => {
    const detached = { vpcs: [{ id: 'vpc', cidrBlock: '10.0.0.0/16' }], internetGateways: [{ id: 'igw' }] };
    expect(ask(behindNat(detached), toServer)).toMatchObject({ at: 'route-table', component: 'rt-pub' });
  });
});

describe('NAT-3 it carries TCP, UDP and ICMP, and no other protocol', () => {
  test.each(['tcp', 'udp', 'icmp'])('%s passes', (protocol) => {
    expect(ask(behindNat(), { ...toServer, protocol }).verdict).toBe('reachable');
  });

  test.each(['esp', 'gre', 'sctp', '41'])('%s is dropped', (protocol) => {
    expect(ask(behindNat(), { ...toServer, protocol })).toMatchObject({
      verdict: 'forward_blocked',
      at: 'nat-gateway',
      detail: 'protocol',
      component: 'nat',
      code: 'PROTOCOL_RESTRICTION',
    });
  });
});

describe('NAT-4 it has no security group; the ACL of its subnet applies', () => {
  test('no group is asked at it', () => {
    const checks = [
      ...checksOf(ask(behindNat(), toServer), 'forward'),
      ...checksOf(ask(behindNat(), toServer), 'return'),
    ];
    expect(checks.filter((check) => check.includes(' sg-')).map((check) => check.split(' ')[0])).toEqual([
      'eni:a',
      'eni:a',
    ]);
  });

  test('the ACL of its subnet can drop', () => {
    const acl = { id: 'acl', ingress: [deny(100, '10.0.2.0/24')], egress: [allow(100, '0.0.0.0/0')] };
    const closed = behindNat({
      subnets: subnets.map((subnet) => (subnet.id === 'pub' ? { ...subnet, networkAcl: 'acl' } : subnet)),
      networkAcls: [acl],
    });
    expect(ask(closed, toServer)).toMatchObject({ at: 'nacl-ingress', subnet: 'pub', entry: '100' });
  });
});

describe('NAT-5 the source becomes its private address and a port of 1024-65535; the destination stays', () => {
  const report = ask(behindNat(), toServer);

  test('the Elastic IP appears at the internet gateway only', () => {
    const { packet, rewritten } = stepAt(report, 'nat-gateway');
    expect(packetText(packet)).toBe('10.0.2.10:40000 → 203.0.113.5:443');
    expect(rewritten).toMatchObject({ src: '10.0.1.200', dst: '203.0.113.5', dstPort: 443 });
    expect(rewritten?.srcPort).not.toBe(40000);
    expect(rewritten?.srcPort).toBeGreaterThanOrEqual(1024);
    expect(seenAt(report, 'igw')[0]).toMatch(/^10\.0\.1\.200:/);
    expect(seenAt(report, 'internet')[0]).toMatch(/^198\.51\.100\.200:/);
  });

  test('the reply gets its address and port back', () => {
    const { rewritten } = stepAt(report, 'nat-gateway', 'return');
    expect(rewritten === null ? null : packetText(rewritten)).toBe('203.0.113.5:443 → 10.0.2.10:40000');
  });

  test('an echo request keeps its type', () => {
    expect(seenAt(ask(behindNat(), { ...toServer, protocol: 'icmp' }), 'igw')[0]).toBe(
      '10.0.1.200 → 203.0.113.5 icmp 8',
    );
  });
});

describe('NAT-6 what it has translated is routed by the table of its own subnet', () => {
  test('without a way out there it is dropped there', () => {
    const report = ask(behindNat({ routeTables: [{ id: 'rt-pub' }, toNat] }), toServer);
    expect(report).toMatchObject({
      verdict: 'forward_blocked',
      at: 'route-table',
      detail: 'no-route',
      component: 'rt-pub',
      subnet: 'pub',
      codes: ['X_NAT_SUBNET_NO_EGRESS'],
    });
    expect(seenAt(report, 'route-table')).toHaveLength(2);
  });
});

describe('NAT-7 it starts nothing, answers nothing, and lets nothing in uninvited', () => {
  test.each([
    ['a connection from the internet to its Elastic IP', { from: 'internet', to: '198.51.100.200' }],
    ['a ping from the internet', { from: 'internet', to: '198.51.100.200', protocol: 'icmp' }],
    ['a ping of its private address from inside', { from: 'a', to: '10.0.1.200', protocol: 'icmp' }],
  ])('%s', (_, question) => {
    expect(ask(behindNat(), question)).toMatchObject({
      verdict: 'forward_blocked',
      at: 'nat-gateway',
      detail: 'no-state',
      component: 'nat',
      code: 'X_NAT_NO_STATE',
    });
  });

  test('a reply that it has an entry for does come in', () => {
    expect(ask(behindNat(), toServer).return?.hops.map(({ id }) => id)).toContain('nat');
  });
});

describe('NAT-8 a private NAT gateway routed to an internet gateway is dropped there', () => {
  test('it has no public address to leave by', () => {
    const network = behindNat({
      natGateways: [{ ...nat, connectivityType: 'private', publicIp: undefined }],
    });
    expect(ask(network, toServer)).toMatchObject({
      verdict: 'forward_blocked',
      at: 'igw',
      detail: 'no-public-address',
      component: 'igw',
      codes: expect.arrayContaining(['X_NAT_PRIVATE_TO_INTERNET']),
    });
    expect(lintRules(network)).toContain('NAT-8');
  });
});

describe('NAT-9 it serves senders of its own VPC only', () => {
  test('what an appliance passes on for others is refused', () => {
    const appliance = { ...client, sourceDestCheck: false };
    expect(ask(behindNat({ instances: [appliance] }), { ...toServer, fromIp: '192.168.5.5' })).toMatchObject({
      verdict: 'forward_blocked',
      at: 'nat-gateway',
      detail: 'foreign-client',
      code: 'NGW_REQUIRES_SOURCE_IN_VPC',
    });
    expect(ask(behindNat({ instances: [appliance] }), toServer).verdict).toBe('reachable');
  });

  test('a table of another VPC does not reach it', () => {
    const network = behindNat({
      vpcs: [
        { id: 'vpc', cidrBlock: '10.0.0.0/16', internetGateway: 'igw' },
        { id: 'other', cidrBlock: '10.1.0.0/16' },
      ],
      subnets: [...subnets, { id: 'far', vpc: 'other', cidrBlock: '10.1.1.0/24', routeTable: 'rt-far' }],
      routeTables: [toGateway, toNat, { ...toNat, id: 'rt-far', vpc: 'other' }],
      instances: [{ ...client, subnet: 'far', privateIp: '10.1.1.10' }],
    });
    expect(ask(network, toServer)).toMatchObject({
      at: 'route-table',
      detail: 'blackhole',
      component: 'rt-far',
    });
  });
});

describe('NAT-10 in its own subnet it uses the very route that leads to it', () => {
  const sharing = networkOf({
    subnets: [{ id: 'one', cidrBlock: '10.0.1.0/24', routeTable: 'rt-priv' }],
    routeTables: [toNat],
    natGateways: [{ ...nat, subnet: 'one' }],
    instances: [{ id: 'a', privateIp: '10.0.1.10' }],
  });

  test('so the packet goes in a circle', () => {
    expect(ask(sharing, toServer)).toMatchObject({
      verdict: 'forward_blocked',
      at: 'nat-gateway',
      detail: 'routing-loop',
      component: 'nat',
      code: 'X_ROUTE_LOOP',
    });
    expect(lintRules(sharing)).toContain('NAT-10');
  });

  test('NAT64 takes another route and does not, with a note', () => {
    const network = networkOf({
      vpcs: [
        { id: 'vpc', cidrBlock: '10.0.0.0/16', ipv6CidrBlock: '2001:db8:1::/56', internetGateway: 'igw' },
      ],
      subnets: [
        { id: 'one', cidrBlock: '10.0.1.0/24', ipv6CidrBlock: '2001:db8:1:1::/64', routeTable: 'rt' },
      ],
      routeTables: [
        {
          id: 'rt',
          routes: [
            { destination: '64:ff9b::/96', target: 'nat' },
            { destination: '0.0.0.0/0', target: 'igw' },
          ],
        },
      ],
      natGateways: [{ ...nat, subnet: 'one' }],
      instances: [{ id: 'a', ipv6Addresses: '2001:db8:1:1::10' }],
    });
    const report = ask(network, { from: 'a', to: '64:ff9b::cb00:7105' });
    expect(report.verdict).toBe('reachable');
    expect(notesOn(report, 'NAT-10')).toContain('uncertain');
    expect(notesOn(ask(behindNat(), toServer), 'NAT-10')).toEqual([]);
  });
});

describe('NAT-11 connections per destination are limited by the address: more addresses, not another verdict', () => {
  test('up to 8 Elastic IPs, 2 without asking', () => {
    expect(quotas['LIM-14']).toMatchObject({ initial: 2, ceiling: 8 });
    expect(rules['NAT-11']).toMatchObject({ certainty: 'documented', sources: ['doc: NATGW'] });
  });

  test('a further address adds a way, and nothing is decided by the load', () => {
    const addresses = [{ privateIp: '10.0.1.201', publicIp: '198.51.100.201' }];
    const report = ask(behindNat({ natGateways: [{ ...nat, addresses }] }), toServer);
    expect(report.verdict).toBe('reachable');
    expect(report.paths).toHaveLength(2);
  });
});

describe('NAT-12 flows through it are always tracked by the groups', () => {
  const trackedBy = (network: ReturnType<typeof networkOf>, to: string) => {
    const resolved = resolveQuestion(network, { from: 'a', to, port: 443 });
    if (!resolved.ok) throw new Error('the question has no answer');
    const [path] = trace(network, resolved.flow).paths;
    return path === undefined ? [] : trackingAlong(network, path).map(({ tracking }) => tracking);
  };

  test('even where the rules are open both ways', () => {
    expect(trackedBy(behindNat(), '203.0.113.5')).toMatchObject([
      { tracked: true, reason: 'service', service: 'nat-gateway' },
    ]);
    const direct = behindNat({
      instances: [{ ...client, subnet: 'pub', privateIp: '10.0.1.10', publicIp: '198.51.100.10' }],
    });
    expect(trackedBy(direct, '203.0.113.5')).toMatchObject([{ tracked: false, reason: 'open-both-ways' }]);
  });
});

describe('NAT-13 clients in other zones can use it', () => {
  const otherZone = behindNat({
    subnets: subnets.map((subnet) =>
      subnet.id === 'priv' ? { ...subnet, availabilityZone: 'us-east-1b' } : subnet,
    ),
  });

  test('it works, and is pointed out', () => {
    expect(ask(otherZone, toServer).verdict).toBe('reachable');
    expect(lintRules(otherZone)).toContain('NAT-13');
    expect(lintRules(behindNat())).not.toContain('NAT-13');
  });
});

describe('NAT-14 deleted, it leaves its routes as blackholes', () => {
  const deleted = behindNat({ natGateways: [{ ...nat, state: 'deleted' }] });

  test('nothing takes over, and AWS has a word for it', () => {
    expect(ask(deleted, toServer)).toMatchObject({
      at: 'route-table',
      detail: 'blackhole',
      entry: '0.0.0.0/0',
      code: 'BAD_STATE_ROUTE',
    });
  });

  test('its Elastic IP is kept, and leads nowhere', () => {
    expect(ask(deleted, { from: 'internet', to: '198.51.100.200' })).toMatchObject({
      at: 'igw',
      detail: 'no-owner',
    });
  });
});

describe('NAT-15 between two subnets the far side sees its private address', () => {
  const network = (ingress: object[]) =>
    networkOf({
      subnets: [
        { id: 'A', cidrBlock: '10.0.2.0/24', routeTable: 'rt-a' },
        { id: 'B', cidrBlock: '10.0.3.0/24' },
        { id: 'pub', cidrBlock: '10.0.1.0/24' },
      ],
      routeTables: [{ id: 'rt-a', routes: [{ destination: '10.0.3.0/24', target: 'nat' }] }],
      natGateways: [nat],
      securityGroups: [{ id: 'sg-a' }, { id: 'sg-b', ingress }],
      instances: [
        { id: 'a', subnet: 'A', privateIp: '10.0.2.10', securityGroups: ['sg-a'] },
        { id: 'b', subnet: 'B', privateIp: '10.0.3.20', securityGroups: ['sg-b'] },
      ],
    });

  test("a rule for that address lets it in, a rule for the client's group or address does not", () => {
    const report = ask(network([{ from: '10.0.1.200/32' }]), { from: 'a', to: 'b' });
    expect(report.verdict).toBe('reachable');
    expect(seenAt(report, 'sg-ingress')[0]).toMatch(/^10\.0\.1\.200:\d+ → 10\.0\.3\.20:443$/);
    expect(ask(network([{ from: 'sg-a' }]), { from: 'a', to: 'b' })).toMatchObject({
      at: 'sg-ingress',
      codes: ['SG_REFERENCES_NOT_PRESERVED'],
    });
    expect(ask(network([{ from: '10.0.2.10/32' }]), { from: 'a', to: 'b' })).toMatchObject({
      at: 'sg-ingress',
    });
  });
});

describe('NAT-16 on over a peering connection: taken to work, with a note', () => {
  const network = networkOf({
    vpcs: [
      { id: 'vpc', cidrBlock: '10.0.0.0/16', internetGateway: 'igw' },
      { id: 'far', cidrBlock: '10.1.0.0/16' },
    ],
    subnets: [...subnets, { id: 'far-net', vpc: 'far', cidrBlock: '10.1.1.0/24', routeTable: 'rt-far' }],
    routeTables: [
      { id: 'rt-priv', routes: [{ destination: '10.1.0.0/16', target: 'nat' }] },
      { id: 'rt-pub', routes: [{ destination: '10.1.0.0/16', target: 'pcx' }] },
      { id: 'rt-far', vpc: 'far', routes: [{ destination: '10.0.0.0/16', target: 'pcx' }] },
    ],
    vpcPeeringConnections: [{ id: 'pcx', requester: 'vpc', accepter: 'far' }],
    natGateways: [nat],
    instances: [client, { id: 'b', subnet: 'far-net', privateIp: '10.1.1.20' }],
  });

  test('the far side sees its private address', () => {
    const report = ask(network, { from: 'a', to: 'b' });
    expect(report.verdict).toBe('reachable');
    expect(seenAt(report, 'sg-ingress')[0]).toMatch(/^10\.0\.1\.200:/);
    expect(notesOn(report, 'NAT-16')).toEqual(['uncertain']);
  });
});

describe('NAT-17 a regional NAT gateway has no subnet, a table of its own, and serves zones', () => {
  const inZoneA = { publicIp: '198.51.100.201', availabilityZone: 'us-east-1a' };
  const inZoneB = { publicIp: '198.51.100.202', availabilityZone: 'us-east-1b' };
  const regional = (given: object, rest: Sketch = {}, missing: readonly string[] = []) =>
    behindNat(
      {
        natGateways: [
          { id: 'nat', vpc: 'vpc', availabilityMode: 'regional', addresses: [inZoneA], ...given },
        ],
        ...rest,
      },
      missing,
    );
  const clientIn = (availabilityZone: string) => ({
    subnets: subnets.map((subnet) => (subnet.id === 'priv' ? { ...subnet, availabilityZone } : subnet)),
  });

  test('it leaves by its public address, and only the ACL of the client is crossed', () => {
    const report = ask(regional({}), toServer);
    expect(report.verdict).toBe('reachable');
    expect(seenAt(report, 'internet')[0]).toMatch(/^198\.51\.100\.201:\d+ → 203\.0\.113\.5:443$/);
    const crossings = checksOf(report, 'forward').concat(checksOf(report, 'return'));
    expect(
      crossings.filter((check) => check.includes('nacl-')).map((check) => check.split(' ', 2).join(' ')),
    ).toEqual(['priv nacl-egress', 'priv nacl-ingress']);
    expect(notesOn(report, 'NAT-17')).toEqual(['uncertain']);
  });

  test.each([
    ['automatic', true, 'us-east-1a', '198.51.100.201'],
    ['automatic', true, 'us-east-1b', '198.51.100.202'],
    ['manual', false, 'us-east-1b', '198.51.100.202'],
  ])('%s mode (%s), a client in %s: served by %s', (_, autoScaling, zone, source) => {
    const network = regional({ autoScaling, addresses: [inZoneA, inZoneB] }, clientIn(zone));
    const report = ask(network, toServer);
    expect(report).toMatchObject({ verdict: 'reachable', paths: [] });
    expect(seenAt(report, 'internet')[0]).toContain(`${source}:`);
  });

  test('a zone where it is not is served from another in automatic mode', () => {
    const report = ask(regional({ autoScaling: true }, clientIn('us-east-1c')), toServer);
    expect(report.verdict).toBe('reachable');
    expect(seenAt(report, 'internet')[0]).toContain('198.51.100.201:');
  });

  test('and refused in manual mode', () => {
    expect(ask(regional({ autoScaling: false }, clientIn('us-east-1c')), toServer)).toMatchObject({
      verdict: 'forward_blocked',
      at: 'nat-gateway',
      detail: 'zone',
      component: 'nat',
      code: 'REGIONAL_NGW_ROUTE_AZ_RESTRICTION',
    });
  });

  test('what the input does not tell is not known: the zone of the client, the addresses AWS gives', () => {
    const zoneless = {
      subnets: subnets.map(({ id, cidrBlock, routeTable }) => ({ id, cidrBlock, routeTable })),
    };
    const unknown = { verdict: 'unknown', at: 'nat-gateway', component: 'nat' };
    expect(ask(regional({ autoScaling: false }, zoneless), toServer)).toMatchObject(unknown);
    expect(ask(regional({ addresses: [] }), toServer)).toMatchObject(unknown);
  });

  const withTable = (routes: object[], rest: Sketch = {}) =>
    regional(
      { routeTable: 'rt-nat' },
      { routeTables: [toGateway, toNat, { id: 'rt-nat', routes }], ...rest },
    );

  test('its own table decides where it goes', () => {
    expect(ask(withTable([{ destination: '0.0.0.0/0', target: 'igw' }]), toServer).verdict).toBe('reachable');
    expect(ask(withTable([]), toServer)).toMatchObject({
      verdict: 'forward_blocked',
      at: 'route-table',
      detail: 'no-route',
      component: 'rt-nat',
    });
    expect(
      ask(
        withTable([{ destination: '0.0.0.0/0', target: 'igw-old' }], {
          internetGateways: [{ id: 'igw-old' }],
        }),
        toServer,
      ),
    ).toMatchObject({
      at: 'route-table',
      detail: 'blackhole',
      component: 'rt-nat',
    });
    const toTransitGateway = withTable([{ destination: '0.0.0.0/0', target: 'tgw' }], {
      otherResources: [{ id: 'tgw', type: 'AWS::EC2::TransitGateway' }],
    });
    expect(ask(toTransitGateway, toServer)).toMatchObject({ verdict: 'unknown', component: 'tgw' });
  });

  test('a table that the input names and lacks is not known', () => {
    const network = regional({ routeTable: 'rtb-gone' }, {}, ['rtb-gone']);
    expect(ask(network, toServer)).toMatchObject({
      verdict: 'unknown',
      at: 'route-table',
      component: 'rtb-gone',
    });
  });

  test('private destinations are refused at the internet gateway, those of the VPC are not followed', () => {
    expect(ask(regional({}), { from: 'a', to: '192.168.1.1' })).toMatchObject({
      verdict: 'forward_blocked',
      at: 'igw',
      detail: 'private-destination',
    });
    const inside = regional(
      {},
      {
        routeTables: [toGateway, { id: 'rt-priv', routes: [{ destination: '10.0.1.0/24', target: 'nat' }] }],
        instances: [client, { id: 'b', subnet: 'pub', privateIp: '10.0.1.20' }],
      },
    );
    expect(ask(inside, { from: 'a', to: 'b' })).toMatchObject({ verdict: 'unknown', component: 'vpc' });
  });

  test('it lets nothing in uninvited', () => {
    expect(ask(regional({}), { from: 'internet', to: '198.51.100.201' })).toMatchObject({
      verdict: 'forward_blocked',
      at: 'nat-gateway',
      detail: 'no-state',
    });
  });

  test('it is public only', () => {
    expect(lintRules(regional({ connectivityType: 'private', addresses: [] }))).toContain('NAT-17');
    expect(lintRules(regional({}))).not.toContain('NAT-17');
  });
});

describe('NAT-18 five in a zone without asking', () => {
  const many = (count: number, state: (index: number) => string) =>
    behindNat({
      natGateways: Array.from({ length: count }, (_, index) => ({
        id: `nat-${index}`,
        subnet: 'pub',
        privateIp: `10.0.1.${200 + index}`,
        publicIp: `198.51.100.${200 + index}`,
        state: state(index),
      })),
      routeTables: [toGateway, { id: 'rt-priv' }],
    });

  test('a sixth needs a higher quota; one that is gone does not count', () => {
    expect(lintRules(many(5, () => 'available'))).not.toContain('LIM-15');
    expect(lintRules(many(6, () => 'available'))).toContain('LIM-15');
    expect(lintRules(many(6, (index) => (index === 5 ? 'deleted' : 'available')))).not.toContain('LIM-15');
  });
});

describe('NAT-19 any of several addresses may be the source', () => {
  const second = { privateIp: '10.0.1.201', publicIp: '198.51.100.201' };
  const network = (from: string[], addresses: object[] = [second]) =>
    behindNat({
      natGateways: [{ ...nat, addresses }],
      securityGroups: [{ id: 'listed', ingress: from.map((cidr) => ({ from: cidr })) }],
      instances: [
        client,
        {
          id: 'b',
          subnet: 'pub',
          privateIp: '10.0.1.20',
          publicIp: '198.51.100.20',
          securityGroups: ['listed'],
        },
      ],
    });
  const question = { from: 'a', to: '198.51.100.20' };

  test('an allow-list with all of them', () => {
    const report = ask(network(['198.51.100.200/32', '198.51.100.201/32']), question);
    expect(report.verdict).toBe('reachable');
    expect(report.paths.map(({ choices }) => choices[0]?.taken)).toEqual([
      '10.0.1.200 / 198.51.100.200',
      '10.0.1.201 / 198.51.100.201',
    ]);
  });

  test('with one of them: partial', () => {
    const report = ask(network(['198.51.100.200/32']), question);
    expect(report.verdict).toBe('partial');
    expect(report.paths.map(({ choices, verdict, at }) => [choices[0]?.component, verdict, at])).toEqual([
      ['nat', 'reachable', null],
      ['nat', 'forward_blocked', 'sg-ingress'],
    ]);
  });

  test('with none of them', () => {
    expect(ask(network(['192.0.2.1/32']), question)).toMatchObject({
      verdict: 'forward_blocked',
      at: 'sg-ingress',
    });
  });

  test('an address that is not in use yet does not count', () => {
    const report = ask(network(['198.51.100.200/32'], [{ ...second, status: 'associating' }]), question);
    expect(report).toMatchObject({ verdict: 'reachable', paths: [] });
  });
});

describe('NAT-20 its interface is an interface of its subnet, and answers nobody', () => {
  const acl = (ingress: object[]) => ({
    subnets: [...subnets.map((subnet) => (subnet.id === 'pub' ? { ...subnet, networkAcl: 'acl' } : subnet))],
    networkAcls: [{ id: 'acl', ingress, egress: [allow(100, '0.0.0.0/0')] }],
  });
  const noState = { verdict: 'forward_blocked', at: 'nat-gateway', detail: 'no-state', component: 'nat' };

  test('from inside the VPC: the ACL first, then no entry', () => {
    const open = ask(behindNat(acl([allow(100, '0.0.0.0/0')])), { from: 'a', to: '10.0.1.200' });
    expect(open).toMatchObject(noState);
    expect(stepAt(open, 'nacl-ingress').hop).toBe('pub');
    const closed = ask(behindNat(acl([deny(100, '0.0.0.0/0')])), { from: 'a', to: '10.0.1.200' });
    expect(closed).toMatchObject({ at: 'nacl-ingress', subnet: 'pub' });
  });

  test('from its own subnet no ACL is met', () => {
    const neighbour = { id: 'n', subnet: 'pub', privateIp: '10.0.1.10' };
    const network = behindNat({ ...acl([deny(100, '0.0.0.0/0')]), instances: [neighbour] });
    expect(ask(network, { from: 'n', to: '10.0.1.200' })).toMatchObject(noState);
  });

  test('from a peer', () => {
    const network = behindNat({
      vpcs: [
        { id: 'vpc', cidrBlock: '10.0.0.0/16', internetGateway: 'igw' },
        { id: 'far', cidrBlock: '10.1.0.0/16' },
      ],
      subnets: [...subnets, { id: 'far-net', vpc: 'far', cidrBlock: '10.1.1.0/24', routeTable: 'rt-far' }],
      routeTables: [
        toGateway,
        toNat,
        { id: 'rt-far', vpc: 'far', routes: [{ destination: '10.0.0.0/16', target: 'pcx' }] },
      ],
      vpcPeeringConnections: [{ id: 'pcx', requester: 'vpc', accepter: 'far' }],
      instances: [{ id: 'b', subnet: 'far-net', privateIp: '10.1.1.20' }],
    });
    const report = ask(network, { from: 'b', to: '10.0.1.200' });
    expect(report).toMatchObject(noState);
    expect(hopIds(report)).toContain('pcx');
  });

  test('its Elastic IP maps to its private address like any other', () => {
    const report = ask(behindNat(), { from: 'internet:203.0.113.7', to: '198.51.100.200' });
    const { rewritten } = stepAt(report, 'igw');
    expect(rewritten === null ? null : packetText(rewritten)).toBe('203.0.113.7:40000 → 10.0.1.200:443');
  });
});
