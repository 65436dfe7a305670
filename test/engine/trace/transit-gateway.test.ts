/**
 * The transit gateway, rule by rule. Two VPCs `a` (10.1.0.0/16) and `b` (10.2.0.0/16), each with a subnet for machines
 * and one for the attachment; what a test is about it states.
 */
import { describe, expect, test } from 'vitest';
import { lint } from '../../../engine/index.ts';
import { ask, networkOf, stepAt, stepsOf } from './network.ts';
import type { Sketch } from './network.ts';

type Entry = Readonly<Record<string, unknown>>;

interface Parts {
  readonly gateway?: Entry;
  readonly a?: Entry;
  readonly b?: Entry;
  readonly tables?: readonly Entry[];
  readonly zones?: { readonly a?: string; readonly b?: string };
  readonly more?: Sketch;
}

/** `client` in a asks `server` in b. */
function hub({ gateway, a, b, tables, zones, more }: Parts = {}): Sketch {
  const toAll = [{ destination: '10.0.0.0/8', target: 'tgw' }];
  return {
    ...more,
    vpcs: [
      { id: 'vpc-a', cidrBlock: '10.1.0.0/16' },
      { id: 'vpc-b', cidrBlock: '10.2.0.0/16' },
      ...(more?.vpcs ?? []),
    ],
    routeTables: [
      { id: 'rt-a', vpc: 'vpc-a', routes: toAll },
      { id: 'rt-b', vpc: 'vpc-b', routes: toAll },
      ...(more?.routeTables ?? []),
    ],
    subnets: [
      {
        id: 'app-a',
        vpc: 'vpc-a',
        cidrBlock: '10.1.1.0/24',
        availabilityZone: zones?.a ?? 'az1',
        routeTable: 'rt-a',
      },
      { id: 'tgw-a', vpc: 'vpc-a', cidrBlock: '10.1.255.0/28', availabilityZone: 'az1' },
      {
        id: 'app-b',
        vpc: 'vpc-b',
        cidrBlock: '10.2.1.0/24',
        availabilityZone: zones?.b ?? 'az1',
        routeTable: 'rt-b',
      },
      { id: 'tgw-b', vpc: 'vpc-b', cidrBlock: '10.2.255.0/28', availabilityZone: 'az1' },
      ...(more?.subnets ?? []),
    ],
    securityGroups: [
      { id: 'sg-a', vpc: 'vpc-a', ingress: [{ from: ['0.0.0.0/0'] }] },
      { id: 'sg-b', vpc: 'vpc-b', ingress: [{ from: ['0.0.0.0/0'] }] },
      ...(more?.securityGroups ?? []),
    ],
    instances: [
      { id: 'client', subnet: 'app-a', privateIp: '10.1.1.10', securityGroups: ['sg-a'] },
      { id: 'server', subnet: 'app-b', privateIp: '10.2.1.20', securityGroups: ['sg-b'] },
      ...(more?.instances ?? []),
    ],
    transitGateways: [{ id: 'tgw', ...gateway }, ...(more?.transitGateways ?? [])],
    transitGatewayAttachments: [
      { id: 'att-a', transitGateway: 'tgw', vpc: 'vpc-a', subnets: ['tgw-a'], ...a },
      { id: 'att-b', transitGateway: 'tgw', vpc: 'vpc-b', subnets: ['tgw-b'], ...b },
      ...(more?.transitGatewayAttachments ?? []),
    ],
    ...(tables === undefined
      ? {}
      : { transitGatewayRouteTables: tables.map((table) => ({ transitGateway: 'tgw', ...table })) }),
  };
}

const across = { from: 'client', to: 'server' };
const askHub = (parts: Parts = {}) => ask(networkOf(hub(parts)), across);

describe('TGW-7 the default table takes every new attachment', () => {
  test('with defaults on all reach all', () => {
    expect(askHub().verdict).toBe('reachable');
    expect(stepAt(askHub(), 'tgw-route-table').component).toBe('default:tgw');
  });

  test('with association off a packet has no table', () => {
    expect(askHub({ gateway: { defaultRouteTableAssociation: false } })).toMatchObject({
      verdict: 'forward_blocked',
      at: 'tgw-attachment',
      detail: 'no-association',
      component: 'att-a',
    });
  });

  test('with propagation off there is no route', () => {
    expect(askHub({ gateway: { defaultRouteTablePropagation: false } })).toMatchObject({
      verdict: 'forward_blocked',
      at: 'tgw-route-table',
      detail: 'no-route',
      code: 'TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT',
    });
  });
});

describe('TGW-39 the flagged default tables may be two', () => {
  const tables = [
    { id: 't-in', defaultAssociationRouteTable: true },
    { id: 't-out', defaultPropagationRouteTable: true },
  ];
  test('associated with one, propagated into the other', () => {
    expect(askHub({ tables })).toMatchObject({
      at: 'tgw-route-table',
      component: 't-in',
      detail: 'no-route',
    });
  });

  test('what an attachment states decides over the defaults', () => {
    const own = { routeTable: 't-out' };
    expect(askHub({ tables, a: own, b: own }).verdict).toBe('reachable');
  });
});

describe('TGW-1 attachments', () => {
  const errorsOf = (sketch: Sketch) =>
    lint(networkOf(sketch)).flatMap(({ severity, rule, resource }) =>
      severity === 'error' ? [`${resource} ${rule}`] : [],
    );

  test('a VPC is attached to a gateway once', () => {
    const more = {
      transitGatewayAttachments: [{ id: 'att-2', transitGateway: 'tgw', vpc: 'vpc-a', subnets: ['app-a'] }],
    };
    expect(errorsOf(hub({ more }))).toEqual(['vpc-a TGW-1']);
  });

  test('GEN-10 one that is deleted does not count', () => {
    const more = {
      transitGatewayAttachments: [
        { id: 'att-2', transitGateway: 'tgw', vpc: 'vpc-a', subnets: ['app-a'], state: 'Deleted' },
      ],
    };
    expect(errorsOf(hub({ more }))).toEqual([]);
  });

  test('TGW-36 a VPC of another Region', () => {
    const sketch = hub({ gateway: { region: 'us-west-2' } });
    const vpcs = (sketch.vpcs ?? []).map((vpc) => ({ ...vpc, region: 'us-east-1' }));
    expect(errorsOf({ ...sketch, vpcs })).toEqual(['att-a TGW-36', 'att-b TGW-36']);
  });

  test('TGW-31 two gateways have one peering', () => {
    const peering = (id: string) => ({
      id,
      requester: { transitGateway: 'tgw' },
      accepter: { transitGateway: 'tgw-2' },
    });
    const more = {
      transitGateways: [{ id: 'tgw-2' }],
      transitGatewayPeeringAttachments: [peering('p1'), peering('p2')],
    };
    expect(errorsOf(hub({ more }))).toEqual(['p1 TGW-31']);
  });
});

describe('TGW-3 a sender in a Local Zone counts as being in its parent zone', () => {
  const inLocalZone = (parentZone?: string) => {
    const sketch = hub();
    const subnets = (sketch.subnets ?? []).map((subnet) =>
      subnet['id'] === 'app-a'
        ? {
            ...subnet,
            availabilityZone: 'az1-lax',
            zoneType: 'local-zone',
            ...(parentZone ? { parentZone } : {}),
          }
        : subnet,
    );
    return ask(networkOf({ ...sketch, subnets }), across);
  };

  test('which has a subnet', () => {
    expect(inLocalZone('az1').verdict).toBe('reachable');
  });

  test('GEN-4 zones are compared as they are written, ids before names', () => {
    expect(inLocalZone('az9')).toMatchObject({
      at: 'tgw-attachment',
      detail: 'az',
      code: 'TGW_ROUTE_AZ_RESTRICTION',
    });
  });
});

describe('TGW-9 order of equal prefixes', () => {
  test('a static route beats a propagated one', () => {
    const tables = [{ id: 't', routes: [{ destination: '10.2.0.0/16', state: 'blackhole' }] }];
    expect(askHub({ tables })).toMatchObject({ at: 'tgw-route-table', detail: 'blackhole', component: 't' });
  });

  test('a static route beats a prefix list, and that a propagated route', () => {
    const more = {
      prefixLists: [{ id: 'pl-b', entries: ['10.2.0.0/16'] }],
      transitGatewayAttachments: [
        {
          id: 'att-x',
          transitGateway: 'tgw',
          resourceType: 'vpn-concentrator',
          resource: 'x',
          propagatesTo: [],
        },
      ],
    };
    const list = { destination: 'pl-b', attachment: 'att-x' };
    expect(askHub({ more, tables: [{ id: 't', routes: [list] }] })).toMatchObject({
      verdict: 'unknown',
      at: 'unmodelled',
    });
    const routes = [list, { destination: '10.2.0.0/16', attachment: 'att-b' }];
    expect(askHub({ more, tables: [{ id: 't', routes }] }).verdict).toBe('reachable');
  });
});

test('TGW-12 of overlapping VPCs the one attached later is not propagated', () => {
  const more = {
    vpcs: [{ id: 'vpc-c', cidrBlock: '10.2.0.0/17' }],
    subnets: [{ id: 'tgw-c', vpc: 'vpc-c', cidrBlock: '10.2.127.0/28', availabilityZone: 'az1' }],
    transitGatewayAttachments: [{ id: 'att-c', transitGateway: 'tgw', vpc: 'vpc-c', subnets: ['tgw-c'] }],
  };
  const report = askHub({ more });
  expect(report.verdict).toBe('reachable');
  expect(stepAt(report, 'tgw-route-table').matched?.action).toBe('att-b');
});

describe('TGW-14 equal-cost routes', () => {
  const connect = (id: string) => ({
    id,
    transitGateway: 'tgw',
    transportAttachment: 'att-a',
    connectPeers: [
      { transitGatewayAddress: '192.0.2.1', peerAddress: '10.1.1.10', announces: ['172.20.0.0/16'] },
    ],
  });
  const more = {
    transitGatewayAttachments: [connect('con-1'), connect('con-2')],
    routeTables: [],
  };

  test('over Connect peers every path is traced', () => {
    const sketch = hub({ more });
    const routeTables = (sketch.routeTables ?? []).map((table) => ({
      ...table,
      routes: [{ destination: '0.0.0.0/0', target: 'tgw' }],
    }));
    const report = ask(networkOf({ ...sketch, routeTables }), { from: 'client', to: '172.20.0.9' });
    expect(report.paths.map(({ choices }) => choices[0]?.taken)).toEqual(['con-1', 'con-2']);
    // TGW-33, GEN-9: what the appliance behind the GRE peer does is not modelled.
    expect(report).toMatchObject({ verdict: 'unknown', at: 'unmodelled' });
  });
});

test('TGW-18 an end beyond a peering has no zone, so that any of an appliance VPC may be taken', () => {
  const report = ask(
    networkOf(
      hub({
        tables: [
          { id: 't', routes: [{ destination: '10.3.0.0/16', attachment: 'att-b' }] },
          { id: 't2', transitGateway: 'tgw-2' },
        ],
        a: { routeTable: 't', propagatesTo: ['t'] },
        b: { routeTable: 't', propagatesTo: ['t'], applianceModeSupport: true, subnets: ['tgw-b', 'tgw-b2'] },
        more: {
          vpcs: [{ id: 'vpc-c', cidrBlock: '10.3.0.0/16' }],
          subnets: [
            { id: 'tgw-b2', vpc: 'vpc-b', cidrBlock: '10.2.254.0/28', availabilityZone: 'az2' },
            { id: 'app-c', vpc: 'vpc-c', cidrBlock: '10.3.1.0/24', availabilityZone: 'az1' },
          ],
          securityGroups: [{ id: 'sg-c', vpc: 'vpc-c' }],
          instances: [{ id: 'far', subnet: 'app-c', privateIp: '10.3.1.20', securityGroups: ['sg-c'] }],
          transitGateways: [{ id: 'tgw-2' }],
          transitGatewayAttachments: [
            { id: 'att-c', transitGateway: 'tgw-2', vpc: 'vpc-c', subnets: ['app-c'] },
          ],
        },
      }),
    ),
    { from: 'client', to: '10.3.1.20' },
  );
  expect(report.paths.map(({ choices }) => choices[0]?.taken)).toEqual(['az1', 'az2']);
});

test('ELB-7 a target stays in use while one way of its health check gets through', () => {
  const acl = (id: string, ruleAction: string) => ({
    id,
    vpc: 'vpc-b',
    ingress: [{ ruleNumber: 100, ruleAction: 'allow', cidrBlock: '0.0.0.0/0' }],
    egress: [{ ruleNumber: 100, ruleAction, cidrBlock: '0.0.0.0/0' }],
  });
  const landing = (id: string, availabilityZone: string, third: number, networkAcl: string) => ({
    id,
    vpc: 'vpc-b',
    cidrBlock: `10.2.${third}.0/28`,
    availabilityZone,
    networkAcl,
  });
  const report = ask(
    networkOf(
      hub({
        zones: { a: 'az4', b: 'az2' },
        a: { subnets: ['tgw-a4'] },
        b: { subnets: ['tgw-b2', 'tgw-b3'] },
        more: {
          subnets: [
            { id: 'tgw-a4', vpc: 'vpc-a', cidrBlock: '10.1.254.0/28', availabilityZone: 'az4' },
            landing('tgw-b2', 'az2', 252, 'acl-shut'),
            landing('tgw-b3', 'az3', 253, 'acl-open'),
          ],
          networkAcls: [acl('acl-shut', 'deny'), acl('acl-open', 'allow')],
          loadBalancers: [
            {
              id: 'nlb',
              vpc: 'vpc-a',
              type: 'network',
              scheme: 'internal',
              nodes: [{ subnet: 'app-a', privateIp: '10.1.1.40' }],
              listeners: [{ port: 443, targetGroup: 'tg' }],
            },
          ],
          targetGroups: [
            {
              id: 'tg',
              vpc: 'vpc-a',
              targetType: 'ip',
              port: 443,
              targets: [
                { id: '10.1.1.10', availabilityZone: 'az4' },
                { id: '10.2.1.20', availabilityZone: 'all' },
              ],
            },
          ],
        },
      }),
    ),
    { from: 'client', to: '10.1.1.40', port: 443 },
  );
  // Both targets, and for the far one both zones.
  expect(report.verdict).toBe('partial');
  expect(report.paths.map(({ verdict }) => verdict).sort()).toEqual([
    'forward_blocked',
    'reachable',
    'reachable',
  ]);
});

describe('TGW-25 a group beyond the gateway', () => {
  const referring: Parts = {
    gateway: { securityGroupReferencingSupport: true },
    more: {
      securityGroups: [
        { id: 'sg-in', vpc: 'vpc-b', ingress: [{ protocol: 'tcp', ports: '443', from: 'sg-a' }] },
      ],
      instances: [{ id: 'inner', subnet: 'app-b', privateIp: '10.2.1.30', securityGroups: ['sg-in'] }],
      vpcEndpoints: [
        {
          id: 'vpce',
          vpc: 'vpc-b',
          vpcEndpointType: 'Interface',
          interfaces: [{ subnet: 'app-b', privateIp: '10.2.1.40' }],
          securityGroups: ['sg-in'],
        },
      ],
    },
  };
  const asked = (to: string) => ask(networkOf(hub(referring)), { from: 'client', to });

  test('is known to the groups of a machine', () => {
    expect(asked('10.2.1.30').verdict).toBe('reachable');
  });

  test('is not known to those of an interface endpoint', () => {
    const report = asked('10.2.1.40');
    expect(report).toMatchObject({ verdict: 'forward_blocked', at: 'sg-ingress' });
    expect(report.rules).toContain('TGW-25');
  });
});

describe('TGW-16 without appliance mode a packet keeps its zone', () => {
  const twoZones = (b: Entry = {}, zones = { a: 'az1', b: 'az1' }) => ({
    zones,
    b: { subnets: ['tgw-b', 'tgw-b2'], ...b },
    a: { subnets: ['tgw-a', 'tgw-a2'] },
    more: {
      subnets: [
        { id: 'tgw-a2', vpc: 'vpc-a', cidrBlock: '10.1.254.0/28', availabilityZone: 'az2' },
        { id: 'tgw-b2', vpc: 'vpc-b', cidrBlock: '10.2.254.0/28', availabilityZone: 'az2' },
      ],
    },
  });
  const zonesOf = (parts: Parts) => {
    const report = askHub(parts);
    return report.paths.length === 0 ? 'one way' : report.paths.map(({ choices }) => choices[0]?.taken);
  };

  test('if the target attachment has it', () => {
    expect(zonesOf(twoZones())).toBe('one way');
    expect(stepsOf(askHub(twoZones())).map(({ hop }) => hop)).not.toContain('tgw-b2');
  });

  test('else any enabled zone', () => {
    const parts = twoZones({}, { a: 'az2', b: 'az1' });
    expect(zonesOf({ ...parts, b: { subnets: ['tgw-b'] } })).toBe('one way');
  });

  test('TGW-18 in appliance mode it is one of the zones of the two ends, both ways', () => {
    const report = askHub(twoZones({ applianceModeSupport: true }, { a: 'az1', b: 'az2' }));
    expect(report.verdict).toBe('reachable');
    expect(report.paths.map(({ choices }) => choices.map(({ taken }) => taken))).toEqual([['az1'], ['az2']]);
  });
});

describe('network ACLs at the attachment', () => {
  test('TGW-22 from a shared subnet to the gateway both directions of the ACL apply', () => {
    const networkAcls = [
      {
        id: 'acl',
        vpc: 'vpc-a',
        ingress: [
          { ruleNumber: 90, ruleAction: 'deny', protocol: '-1', cidrBlock: '10.1.1.0/24' },
          { ruleNumber: 100, ruleAction: 'allow', protocol: '-1', cidrBlock: '0.0.0.0/0' },
        ],
        egress: [{ ruleNumber: 100, ruleAction: 'allow', protocol: '-1', cidrBlock: '0.0.0.0/0' }],
      },
    ];
    const sketch = hub({ a: { subnets: ['app-a'] } });
    const subnets = (sketch.subnets ?? []).map((subnet) =>
      subnet['id'] === 'app-a' ? { ...subnet, networkAcl: 'acl' } : subnet,
    );
    const report = ask(networkOf({ ...sketch, subnets, networkAcls }), across);
    expect(report).toMatchObject({ verdict: 'forward_blocked', at: 'nacl-ingress', component: 'acl' });
    expect(report.rules).toContain('TGW-22');
  });
});

test('TGW-24 no group stands at the gateway, and the receiver sees the original source', () => {
  const report = askHub();
  const steps = stepsOf(report);
  expect(steps.filter(({ at }) => at.startsWith('sg-')).map(({ hop }) => hop)).toEqual([
    'eni:client',
    'eni:server',
    'eni:server',
    'eni:client',
  ]);
  expect(stepAt(report, 'sg-ingress').packet.src).toBe('10.1.1.10');
});

test('TGW-27 in one table with a default route spokes still reach each other', () => {
  const tables = [{ id: 't', routes: [{ destination: '0.0.0.0/0', attachment: 'att-a' }] }];
  expect(askHub({ tables }).verdict).toBe('reachable');
});

test('TGW-35 who owns the gateway does not change the path', () => {
  expect(askHub({ gateway: { ownerId: '222222222222' } }).verdict).toBe('reachable');
});

describe('GEN-8 routes to what is gone still win and drop', () => {
  test('TGW-38 a VPC route to a gateway without a usable attachment', () => {
    expect(askHub({ a: { state: 'deleting' } })).toMatchObject({
      verdict: 'forward_blocked',
      at: 'route-table',
      component: 'rt-a',
      detail: 'blackhole',
    });
  });

  test('TGW-38 a propagated route to an attachment that failed', () => {
    expect(askHub({ b: { state: 'failed' } })).toMatchObject({
      at: 'tgw-route-table',
      detail: 'blackhole',
      code: 'TGW_RTB_BAD_STATE_ROUTE',
    });
  });
});

describe('TGW-40 routes in force', () => {
  const inForce = (more: Entry) => [{ id: 't', routesInForce: true, ...more }];

  test('decide over what is propagated', () => {
    expect(askHub({ tables: inForce({ routes: [] }) })).toMatchObject({
      at: 'tgw-route-table',
      detail: 'no-route',
    });
  });

  test('of a cut answer no match says nothing', () => {
    const report = askHub({ tables: inForce({ incomplete: true }) });
    expect(report).toMatchObject({
      verdict: 'unknown',
      at: 'tgw-route-table',
      component: 't',
      detail: 'not-visible',
    });
  });
});

describe('GEN-9 what is known by name only', () => {
  const more = {
    transitGatewayAttachments: [
      {
        id: 'att-x',
        transitGateway: 'tgw',
        resourceType: 'tgw-peering',
        resource: 'core-network',
        propagatesTo: [],
      },
    ],
  };
  const tables = [{ id: 't', routes: [{ destination: '10.2.1.0/24', attachment: 'att-x' }] }];

  test('is unknown, and named', () => {
    expect(askHub({ more, tables })).toMatchObject({
      verdict: 'unknown',
      at: 'unmodelled',
      component: 'core-network',
      code: 'UNSUPPORTED_COMPONENT',
    });
  });
});

test('a lenient walk names what else blocks beyond a table without a route', () => {
  const gateway = { defaultRouteTablePropagation: false };
  const sketch = hub({ gateway });
  const securityGroups = [
    { id: 'sg-a', vpc: 'vpc-a', ingress: [] },
    { id: 'sg-b', vpc: 'vpc-b', ingress: [] },
  ];
  const report = ask(networkOf({ ...sketch, securityGroups }), across);
  expect(report.at).toBe('tgw-route-table');
  expect(report.alsoBlockedBy.map(({ at, leg }) => `${leg} ${at}`)).toEqual([
    'forward sg-ingress',
    'return tgw-route-table',
  ]);
});

describe('TGW-34 multicast', () => {
  const attached: Sketch = {
    instances: [{ id: 'a', privateIp: '10.0.1.10' }],
    transitGateways: [{ id: 'tgw' }],
    transitGatewayAttachments: [{ id: 'att', transitGateway: 'tgw', vpc: 'vpc', subnets: ['net'] }],
  };
  const otherResources = [{ id: 'domain', type: 'AWS::EC2::TransitGatewayMulticastDomain' }];
  const toGroup = (sketch: Sketch, to: string) =>
    ask(networkOf(sketch), { from: 'a', to, protocol: 'udp', port: 5000 });

  test('goes nowhere without a multicast domain, and the trace says what it needs', () => {
    const report = toGroup(attached, '239.1.1.1');
    expect(report).toMatchObject({ verdict: 'forward_blocked', at: 'no-such-host', detail: 'multicast' });
    expect(stepAt(report, 'no-such-host').rules).toEqual(['EVAL-9', 'TGW-34']);
  });

  test('in a domain its receivers are not known', () => {
    expect(toGroup({ ...attached, otherResources }, '239.1.1.1')).toMatchObject({
      verdict: 'unknown',
      at: 'unmodelled',
      component: 'domain',
    });
  });

  test('in a domain it is told what receivers need, and what members need to join', () => {
    const notes = stepAt(toGroup({ ...attached, otherResources }, '239.1.1.1'), 'unmodelled').notes;
    expect(notes.map(({ kind, rule }) => [kind, rule])).toEqual([
      ['assumption', 'TGW-34'],
      ['hint', 'TGW-34'],
    ]);
    expect(notes.at(-1)?.text).toMatch(/protocol 2 must be let in from 0\.0\.0\.0\/32/);
  });

  test('in a domain the ACL of the sender decides before', () => {
    const egress = [
      { ruleNumber: 90, ruleAction: 'deny', protocol: 'udp', cidrBlock: '239.0.0.0/8' },
      { ruleNumber: 100, ruleAction: 'allow', cidrBlock: '0.0.0.0/0' },
    ];
    const filtered = { ...attached, otherResources, networkAcls: [{ id: 'acl', isDefault: true, egress }] };
    expect(toGroup(filtered, '239.1.1.1')).toMatchObject({ verdict: 'forward_blocked', at: 'nacl-egress' });
    expect(toGroup(filtered, '238.1.1.1').verdict).toBe('unknown');
  });

  test('in a domain the security group of the sender decides before', () => {
    const securityGroups = [{ id: 'sg', egress: [] }];
    const instances = [{ id: 'a', privateIp: '10.0.1.10', securityGroups: ['sg'] }];
    expect(toGroup({ ...attached, otherResources, securityGroups, instances }, '239.1.1.1')).toMatchObject({
      verdict: 'forward_blocked',
      at: 'sg-egress',
    });
  });

  test('what a VPN brings to a transit gateway finds no domain', () => {
    const site: Sketch = {
      ...attached,
      otherResources,
      onPremisesNetworks: [
        {
          id: 'site',
          cidrBlocks: ['192.168.0.0/16'],
          routes: [{ destination: '239.0.0.0/8', target: 'vpn' }],
        },
      ],
      customerGateways: [{ id: 'cgw' }],
      vpnConnections: [{ id: 'vpn', customerGateway: 'cgw', onPremisesNetwork: 'site' }],
      transitGatewayAttachments: [
        { id: 'att', transitGateway: 'tgw', vpc: 'vpc', subnets: ['net'] },
        { id: 'att-vpn', transitGateway: 'tgw', vpnConnection: 'vpn' },
      ],
      transitGatewayRouteTables: [
        {
          id: 'tgw-rt',
          transitGateway: 'tgw',
          defaultAssociationRouteTable: true,
          routes: [{ destination: '239.0.0.0/8', attachment: 'att' }],
        },
      ],
    };
    const report = ask(networkOf(site), { from: 'site', to: '239.1.1.1', protocol: 'udp', port: 5000 });
    expect(report).toMatchObject({ verdict: 'forward_blocked', at: 'no-such-host', detail: 'multicast' });
  });

  test('a domain serves subnets of attachments only', () => {
    const apart = { ...attached, otherResources, transitGatewayAttachments: [] };
    expect(toGroup(apart, '239.1.1.1').verdict).toBe('forward_blocked');
  });
});
