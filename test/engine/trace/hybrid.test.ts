/**
 * Virtual private gateways, VPN connections, Direct Connect and on-premises networks, rule by rule. A VPC `vpc` with a
 * machine `server` (10.0.1.20), a site `site` (192.168.0.0/16) with `desk` (192.168.1.50), and a link between them.
 */
import { describe, expect, test } from 'vitest';
import { lint } from '../../../engine/index.ts';
import { ask, networkOf, stepAt, stepsOf } from './network.ts';
import type { Sketch } from './network.ts';

type Entry = Readonly<Record<string, unknown>>;

const site = { id: 'site', cidrBlocks: ['192.168.0.0/16'], hosts: [{ id: 'desk', address: '192.168.1.50' }] };

function withLink(
  links: Sketch,
  routes: readonly Entry[] = [{ destination: '192.168.0.0/16', target: 'vgw' }],
): Sketch {
  return {
    vpnGateways: [{ id: 'vgw', vpc: 'vpc' }],
    onPremisesNetworks: [site],
    routeTables: [{ id: 'rt', routes }],
    subnets: [{ id: 'net', cidrBlock: '10.0.1.0/24', routeTable: 'rt' }],
    instances: [{ id: 'server', privateIp: '10.0.1.20' }],
    ...links,
  };
}

const vpn = (more: Entry = {}) => ({ id: 'vpn', vpnGateway: 'vgw', onPremisesNetwork: 'site', ...more });
const vif = (more: Entry = {}) => ({
  id: 'vif',
  virtualInterfaceType: 'private',
  vpnGateway: 'vgw',
  onPremisesNetwork: 'site',
  ...more,
});
const byVpn = (more: Entry = {}, links: Sketch = {}) => withLink({ vpnConnections: [vpn(more)], ...links });
const byDirectConnect = (more: Entry = {}, links: Sketch = {}) =>
  withLink({ virtualInterfaces: [vif(more)], ...links });
const outward = (sketch: Sketch) => ask(networkOf(sketch), { from: 'server', to: '192.168.1.50' });
const inward = (sketch: Sketch) => ask(networkOf(sketch), { from: 'desk', to: 'server' });
const errorsOf = (sketch: Sketch) =>
  lint(networkOf(sketch)).flatMap(({ severity, rule, resource }) =>
    severity === 'error' ? [`${resource} ${rule}`] : [],
  );

test('VPN-1 a VPC has one virtual private gateway', () => {
  const vpnGateways = [
    { id: 'vgw', vpc: 'vpc' },
    { id: 'vgw-2', vpc: 'vpc' },
  ];
  expect(errorsOf(byVpn({}, { vpnGateways }))).toEqual(['vpc VPN-1']);
});

describe('VPN-5 the prefixes of a site', () => {
  test('of BGP: what it announces, else all its blocks', () => {
    expect(outward(byVpn()).verdict).toBe('reachable');
    expect(outward(byVpn({ announces: ['192.168.9.0/24'] }))).toMatchObject({
      at: 'vgw',
      detail: 'unknown-prefix',
    });
  });

  test('of a static connection: its static routes alone', () => {
    expect(outward(byVpn({ staticRoutesOnly: true }))).toMatchObject({ at: 'vgw', detail: 'unknown-prefix' });
    expect(outward(byVpn({ staticRoutesOnly: true, routes: ['192.168.0.0/16'] })).verdict).toBe('reachable');
  });

  test('of BGP to a network that is not in the input: unknown', () => {
    const sketch = byVpn({ onPremisesNetwork: undefined });
    const network = networkOf({ ...sketch, vpnConnections: [{ id: 'vpn', vpnGateway: 'vgw' }] });
    expect(ask(network, { from: 'server', to: '192.168.1.50' })).toMatchObject({
      verdict: 'unknown',
      at: 'vgw',
    });
  });
});

const warningsOf = (sketch: Sketch) =>
  lint(networkOf(sketch)).flatMap(({ code, rule }) =>
    code.startsWith('virtual-interface') || code.startsWith('direct-connect') ? [`${code} ${rule}`] : [],
  );

describe('DX-14 Direct Connect does not encrypt', () => {
  test('which the trace says and which decides nothing', () => {
    const report = outward(byDirectConnect());
    expect(report.verdict).toBe('reachable');
    expect(stepAt(report, 'dx').notes).toMatchObject([{ kind: 'hint', rule: 'DX-14' }]);
  });

  test('unless MACsec does', () => {
    const report = outward(byDirectConnect({ connection: { encrypted: true } }));
    expect(report.verdict).toBe('reachable');
    expect(stepAt(report, 'dx').notes).toEqual([]);
  });
});

describe('DX-15 a link aggregation group', () => {
  const onGroup = (lag: Entry, more: Entry = {}) => byDirectConnect({ connection: { lag, ...more } });

  test('is up with its minimum of links', () => {
    expect(inward(onGroup({ links: 3, linksUp: 2, minimumLinks: 2 })).verdict).toBe('reachable');
    expect(errorsOf(onGroup({ links: 4 }))).toEqual([]);
  });

  test('and down below it', () => {
    const short = onGroup({ links: 3, linksUp: 1, minimumLinks: 2 });
    expect(outward(short)).toMatchObject({ at: 'vgw', detail: 'unknown-prefix' });
    expect(warningsOf(short)).toEqual(['virtual-interface-down DX-15']);
    const none = onGroup({ links: 3, linksUp: 0 });
    expect(outward(none).verdict).toBe('forward_blocked');
  });

  test.each([
    ['five links', { links: 5 }, {}],
    ['three links of 100 Gbps', { links: 3 }, { bandwidth: '100Gbps' }],
    ['hosted links', { links: 2 }, { hosted: true }],
    ['more needed than there are', { links: 2, minimumLinks: 3 }, {}],
  ])('has no %s', (_title, lag, more) => {
    expect(errorsOf(onGroup(lag, more))).toEqual(['vif DX-15']);
  });
});

describe('DX-16 resiliency', () => {
  const at = (...places: readonly (readonly [string, string])[]) =>
    byDirectConnect(
      {},
      {
        virtualInterfaces: places.map(([location, device], index) =>
          vif({ id: `vif-${index}`, connection: { location, device } }),
        ),
      },
    );

  test.each([
    ['one device', [['EqDC2', 'a']], ['direct-connect-not-resilient DX-16']],
    [
      'two devices at one location',
      [
        ['EqDC2', 'a'],
        ['EqDC2', 'b'],
      ],
      ['direct-connect-not-resilient DX-16'],
    ],
    [
      'two locations',
      [
        ['EqDC2', 'a'],
        ['EqSV5', 'a'],
      ],
      [],
    ],
  ] as const)('%s', (_title, places, expected) => {
    expect(warningsOf(at(...places))).toEqual(expected);
  });

  test('a VPN is a second way, and of what is not known nothing is said', () => {
    const backed = { ...at(['EqDC2', 'a']), vpnConnections: [vpn()] };
    expect(warningsOf(backed)).toEqual([]);
    expect(warningsOf(byDirectConnect())).toEqual([]);
  });
});

describe('DX-17 a connection', () => {
  const on = (connection: Entry) => errorsOf(byDirectConnect({ connection }));

  test.each(['1Gbps', '10Gbps', '100Gbps', '400Gbps'])("of one's own has %s", (bandwidth) => {
    expect(on({ bandwidth })).toEqual([]);
  });

  test.each(['50Mbps', '500Mbps', '25Gbps'])(
    "that is hosted has %s, and one of one's own has not",
    (bandwidth) => {
      expect(on({ bandwidth, hosted: true })).toEqual([]);
      expect(on({ bandwidth })).toEqual(['vif DX-17']);
    },
  );

  test('that is hosted carries one virtual interface', () => {
    const two = (hosted: boolean) =>
      byDirectConnect(
        {},
        {
          virtualInterfaces: ['vif', 'vif-2'].map((id) => vif({ id, connection: { id: 'dxcon', hosted } })),
        },
      );
    expect(errorsOf(two(true))).toEqual(['vif DX-17']);
    expect(errorsOf(two(false))).toEqual([]);
  });
});

describe('DX-19 a site that announces more than 100 prefixes', () => {
  const prefixes = (count: number) => Array.from({ length: count }, (_, index) => `192.168.${index}.0/24`);

  test('of a family loses its session', () => {
    expect(outward(byDirectConnect({ announces: prefixes(100) })).verdict).toBe('reachable');
    const many = byDirectConnect({ announces: prefixes(101) });
    expect(outward(many)).toMatchObject({ at: 'vgw', detail: 'unknown-prefix' });
    expect(inward(many).verdict).toBe('forward_blocked');
    expect(warningsOf(many)).toEqual(['virtual-interface-down DX-19']);
  });

  test('counts each family by itself', () => {
    const announces = [...prefixes(100), '2001:db8:1::/48'];
    expect(outward(byDirectConnect({ announces })).verdict).toBe('reachable');
  });
});

describe('VPN-12 a customer gateway', () => {
  const withGateway = (more: Entry) =>
    byVpn({ customerGateway: 'cgw' }, { customerGateways: [{ id: 'cgw', ...more }] });

  test.each([
    ['with its own address', { ipAddress: '198.51.100.9', bgpAsn: 65010 }],
    ['with that of the NAT device in front of it', { ipAddress: '203.0.113.9', bgpAsn: 65010 }],
    ['without any, by certificate', { bgpAsn: 65010 }],
  ])('%s carries the same both ways', (_title, more) => {
    expect(outward(withGateway(more)).verdict).toBe('reachable');
    expect(inward(withGateway(more)).verdict).toBe('reachable');
    expect(errorsOf(withGateway(more))).toEqual([]);
  });
});

describe('VPN-9 into the VPC', () => {
  test('local delivery, whatever the subnet table says of the way in', () => {
    const report = inward(byVpn());
    expect(report.verdict).toBe('reachable');
    expect(stepAt(report, 'sg-ingress').packet.src).toBe('192.168.1.50');
  });

  test('by the table of the gateway to an appliance', () => {
    const sketch = byVpn();
    const report = ask(
      networkOf({
        ...sketch,
        networkInterfaces: [
          {
            id: 'eni-fw',
            instance: 'fw',
            privateIp: '10.0.1.9',
            sourceDestCheck: false,
            forwarding: 'router',
          },
        ],
        instances: [...(sketch.instances ?? []), { id: 'fw' }],
        routeTables: [
          ...(sketch.routeTables ?? []),
          { id: 'rt-edge', gateway: 'vgw', routes: [{ destination: '10.0.0.0/16', target: 'eni-fw' }] },
        ],
      }),
      { from: 'desk', to: 'server' },
    );
    expect(stepsOf(report).map(({ hop }) => hop)).toContain('eni-fw');
    expect(stepAt(report, 'gateway-route-table').component).toBe('rt-edge');
  });
});

test.each([
  ['VPN-14 an accelerated connection', { enableAcceleration: true }],
  ['VPN-16 a connection of any bandwidth', {}],
])('%s has the same path', (_, more) => {
  expect(outward(byVpn(more)).verdict).toBe('reachable');
});

describe('on a transit gateway', () => {
  const connection = (id: string, more: Entry = {}) => ({ id, onPremisesNetwork: 'site', ...more });
  const attachment = (id: string, more: Entry) => ({ id, transitGateway: 'tgw', ...more });
  const hub = (connections: readonly Entry[], more: Sketch = {}, gateway: Entry = {}): Sketch => ({
    onPremisesNetworks: [site],
    routeTables: [{ id: 'rt', routes: [{ destination: '192.168.0.0/16', target: 'tgw' }] }],
    subnets: [{ id: 'net', cidrBlock: '10.0.1.0/24', routeTable: 'rt' }],
    instances: [{ id: 'server', privateIp: '10.0.1.20' }],
    transitGateways: [{ id: 'tgw', ...gateway }],
    vpnConnections: connections,
    ...more,
    transitGatewayAttachments: [
      attachment('att-vpc', { vpc: 'vpc', subnets: ['net'] }),
      ...connections.map(({ id }) => attachment(`att-${String(id)}`, { vpnConnection: id })),
      ...(more.transitGatewayAttachments ?? []),
    ],
  });
  const outlets = (sketch: Sketch) => {
    const report = outward(sketch);
    if (report.paths.length > 0) return report.paths.map(({ choices }) => choices[0]?.taken);
    return stepsOf(report).find(({ at }) => at === 'tgw-route-table')?.matched?.action;
  };

  test('VPN-17, TGW-14 equal BGP paths are all traced, unless the option is off', () => {
    const both = [connection('vpn-1'), connection('vpn-2')];
    expect(outlets(hub(both))).toEqual(['att-vpn-1', 'att-vpn-2']);
    expect(outlets(hub(both, {}, { vpnEcmpSupport: false }))).toBe('att-vpn-1');
  });

  test('TGW-14 of unequal BGP paths the shortest AS path alone is used', () => {
    const longer = connection('vpn-1', { asPathLength: 2 });
    expect(outlets(hub([longer, connection('vpn-2')]))).toBe('att-vpn-2');
  });

  test('VPN-15, TGW-9 a VPN over Direct Connect comes before one over the internet', () => {
    const both = [connection('vpn-1'), connection('vpn-2', { outsideIpAddressType: 'private' })];
    expect(outlets(hub(both))).toBe('att-vpn-2');
  });

  test('TGW-32 a static VPN needs its prefixes as static routes in the table', () => {
    const fixed = [connection('vpn-1', { staticRoutesOnly: true, routes: ['192.168.0.0/16'] })];
    expect(outward(hub(fixed))).toMatchObject({ at: 'tgw-route-table', detail: 'no-route' });
    const transitGatewayRouteTables = [
      {
        id: 't',
        transitGateway: 'tgw',
        routes: [{ destination: '192.168.0.0/16', attachment: 'att-vpn-1' }],
      },
    ];
    expect(outward(hub(fixed, { transitGatewayRouteTables })).verdict).toBe('reachable');
  });

  test('VPN-19 the site learns the routes of the table that its attachment is associated with', () => {
    expect(inward(hub([connection('vpn-1')])).verdict).toBe('reachable');
    const closed = { defaultRouteTablePropagation: false };
    expect(inward(hub([connection('vpn-1')], {}, closed))).toMatchObject({
      verdict: 'forward_blocked',
      at: 'customer-router',
      component: 'site',
    });
  });

  test('VPN-19, TGW-9 nor does it learn what a static blackhole has taken', () => {
    const transitGatewayRouteTables = [
      { id: 't', transitGateway: 'tgw', routes: [{ destination: '10.0.0.0/16' }] },
    ];
    expect(inward(hub([connection('vpn-1')], { transitGatewayRouteTables }))).toMatchObject({
      at: 'customer-router',
      detail: 'no-route',
    });
  });

  test('VPN-19, TGW-5 nor anything over an attachment without a table, to answer by', () => {
    const sketch = hub([connection('vpn-1')]);
    const [first, second] = sketch.transitGatewayAttachments ?? [];
    const transitGatewayAttachments = [first ?? {}, { ...second, routeTable: 'none' }];
    expect(outward({ ...sketch, transitGatewayAttachments })).toMatchObject({
      verdict: 'return_blocked',
      at: 'customer-router',
      component: 'site',
    });
  });

  describe('VPN-11 tunnels that carry IPv4', () => {
    const dual: Sketch = {
      vpcs: [{ id: 'vpc', cidrBlock: '10.0.0.0/16', ipv6CidrBlock: '2001:db8:a::/56' }],
      subnets: [{ id: 'net', cidrBlock: '10.0.1.0/24', ipv6CidrBlock: '2001:db8:a::/64', routeTable: 'rt' }],
      routeTables: [{ id: 'rt', routes: [{ destination: '2001:db8:50::/48', target: 'tgw' }] }],
      instances: [{ id: 'server', privateIp: '10.0.1.20', ipv6Addresses: '2001:db8:a::20' }],
      onPremisesNetworks: [
        { id: 'site', cidrBlocks: ['2001:db8:50::/48'], hosts: [{ id: 'desk6', address: '2001:db8:50::9' }] },
      ],
    };
    const transit = (more: Sketch, attached: readonly Entry[] = []) =>
      networkOf({
        ...hub([connection('vpn-1')], { ...dual, ...more }),
        transitGatewayAttachments: [
          attachment('att-vpc', { vpc: 'vpc', subnets: ['net'], ipv6Support: true }),
          attachment('att-vpn-1', { vpnConnection: 'vpn-1' }),
          ...attached,
        ],
      });

    test('announce no IPv6 block of the site', () => {
      const report = ask(transit({}), { from: 'server', to: '2001:db8:50::9' });
      expect(report).toMatchObject({ at: 'tgw-route-table', detail: 'no-route' });
    });

    test('are passed over by the router for a shorter prefix over Direct Connect', () => {
      const more: Sketch = {
        directConnectGateways: [
          { id: 'dxgw', associations: [{ gateway: 'tgw', allowedPrefixes: ['2001:db8::/32'] }] },
        ],
        virtualInterfaces: [
          vif({ virtualInterfaceType: 'transit', vpnGateway: undefined, directConnectGateway: 'dxgw' }),
        ],
      };
      const network = transit(more, [attachment('att-dx', { directConnectGateway: 'dxgw' })]);
      expect(ask(network, { from: 'desk6', to: '2001:db8:a::20' }).verdict).toBe('reachable');
    });
  });

  describe('with Direct Connect', () => {
    const links = (allowed: string, more: Sketch = {}) =>
      hub([], {
        directConnectGateways: [
          { id: 'dxgw', associations: [{ gateway: 'tgw', allowedPrefixes: [allowed] }] },
        ],
        virtualInterfaces: [
          vif({ virtualInterfaceType: 'transit', vpnGateway: undefined, directConnectGateway: 'dxgw' }),
        ],
        transitGatewayAttachments: [attachment('att-dx', { directConnectGateway: 'dxgw' })],
        ...more,
      });

    test('DX-6 the gateway takes nothing that no virtual interface announces', () => {
      const routes = [{ destination: '172.20.0.0/16', attachment: 'att-dx' }];
      const sketch = links('10.0.0.0/16', {
        transitGatewayRouteTables: [{ id: 't', transitGateway: 'tgw', routes }],
      });
      const routeTables = [{ id: 'rt', routes: [{ destination: '172.16.0.0/12', target: 'tgw' }] }];
      expect(ask(networkOf({ ...sketch, routeTables }), { from: 'server', to: '172.20.0.9' })).toMatchObject({
        verdict: 'forward_blocked',
        at: 'dx-gateway',
        detail: 'no-route',
        component: 'dxgw',
      });
    });

    test('DX-10 from a transit virtual interface only the allowed prefixes', () => {
      expect(inward(links('10.0.0.0/16')).verdict).toBe('reachable');
      expect(inward(links('10.9.0.0/16'))).toMatchObject({ at: 'customer-router', detail: 'no-route' });
    });
  });
});

test('VPN-18 the ASNs of both sides differ', () => {
  const links = {
    vpnGateways: [{ id: 'vgw', vpc: 'vpc', amazonSideAsn: 65000 }],
    customerGateways: [{ id: 'cgw', bgpAsn: 65000, onPremisesNetwork: 'site' }],
  };
  expect(errorsOf(byVpn({ customerGateway: 'cgw', onPremisesNetwork: undefined }, links))).toEqual([
    'vpn VPN-18',
  ]);
});

test('VPN-19 a static connection and a router whose routes are not stated: supposed, and said', () => {
  const report = inward(byVpn({ staticRoutesOnly: true, routes: ['192.168.0.0/16'] }));
  expect(report.verdict).toBe('reachable');
  expect(report.notes.map(({ rule }) => rule)).toContain('VPN-19');
});

describe('VPN-19, DX-9 an answer needs a route of the site as well', () => {
  const lost = { verdict: 'return_blocked', at: 'customer-router', detail: 'no-route', component: 'site' };
  const filtered = (allowed: string) =>
    byDirectConnect(
      { vpnGateway: undefined, directConnectGateway: 'dxgw' },
      {
        directConnectGateways: [
          { id: 'dxgw', associations: [{ gateway: 'vgw', allowedPrefixes: [allowed] }] },
        ],
      },
    );

  test('DX-9 an allowed prefix narrower than the VPC is not announced', () => {
    expect(outward(filtered('10.0.0.0/16')).verdict).toBe('reachable');
    const report = outward(filtered('10.0.1.0/24'));
    expect(report).toMatchObject(lost);
    expect(report.rules).toContain('DX-9');
  });

  test('VPN-19 nor is there one where the router has other static routes alone', () => {
    const routed = (destination: string) =>
      byVpn(
        { staticRoutesOnly: true, routes: ['192.168.0.0/16'] },
        { onPremisesNetworks: [{ ...site, routes: [{ destination, target: 'vpn' }] }] },
      );
    expect(outward(routed('10.0.0.0/16')).verdict).toBe('reachable');
    expect(outward(routed('10.7.0.0/16'))).toMatchObject(lost);
  });
});

test('a site firewall lets in what answers, and nothing else', () => {
  const closed = { ...site, ingress: [], egress: [{ protocol: 'tcp', ports: 443, to: '10.0.0.0/8' }] };
  const links = { onPremisesNetworks: [closed] };
  expect(inward(byVpn({}, links)).verdict).toBe('reachable');
  expect(outward(byVpn({}, links))).toMatchObject({
    at: 'customer-router',
    detail: 'firewall',
    component: 'site',
  });
});

describe('GEN-10 a VPN connection that is gone', () => {
  const gone = { state: 'deleted', staticRoutesOnly: true, routes: ['192.168.0.0/16'] };
  const routes = [{ destination: '10.0.0.0/16', target: 'vpn' }];

  test('takes nothing from the site', () => {
    const report = inward(byVpn(gone, { onPremisesNetworks: [{ ...site, routes }] }));
    expect(report).toMatchObject({ verdict: 'forward_blocked', at: 'vpn', component: 'vpn' });
    expect(report.rules).toContain('GEN-10');
  });

  test('leaves its static routes to no gateway', () => {
    expect(outward(byVpn(gone))).toMatchObject({ at: 'vgw', detail: 'unknown-prefix' });
  });
});

describe('VPN-13 which sites of a gateway are told of each other', () => {
  const second = {
    id: 'site-2',
    cidrBlocks: ['192.0.2.0/24'],
    hosts: [{ id: 'desk-2', address: '192.0.2.9' }],
    routes: [],
  };
  const sites = { onPremisesNetworks: [{ ...site, routes: [] }, second] };
  const other = vpn({ id: 'vpn-2', onPremisesNetwork: 'site-2' });
  const between = (links: Sketch) =>
    ask(networkOf(withLink({ ...sites, ...links })), { from: 'desk-2', to: '192.168.1.50' });

  test('those on a VPN with BGP and those on a virtual interface', () => {
    expect(between({ vpnConnections: [vpn(), other] }).verdict).toBe('reachable');
    expect(between({ vpnConnections: [other], virtualInterfaces: [vif()] }).verdict).toBe('reachable');
  });

  test('not those with static routing', () => {
    const fixed = vpn({ staticRoutesOnly: true, routes: ['192.168.0.0/16'] });
    expect(between({ vpnConnections: [fixed, other] })).toMatchObject({
      at: 'customer-router',
      component: 'site-2',
      detail: 'no-route',
    });
  });
});

test('PEER-7 an answer that comes to another site is told by that site', () => {
  const report = inward(
    byVpn(
      {},
      {
        onPremisesNetworks: [site, { id: 'site-2', cidrBlocks: ['192.168.1.0/24'] }],
        virtualInterfaces: [vif({ onPremisesNetwork: 'site-2' })],
      },
    ),
  );
  expect(report).toMatchObject({ verdict: 'return_blocked', at: 'misdelivered', component: 'site-2' });
});

describe('DX-1 a virtual interface carries traffic while its BGP session is up', () => {
  test('up', () => {
    expect(outward(byDirectConnect()).verdict).toBe('reachable');
  });

  test('down', () => {
    expect(outward(byDirectConnect({ bgpStatus: 'down' }))).toMatchObject({
      at: 'vgw',
      detail: 'unknown-prefix',
    });
  });
});

describe('DX-2 addresses that are not private ones of the VPC', () => {
  const publicLink = vif({ virtualInterfaceType: 'public', vpnGateway: undefined });
  const routes = [{ destination: '0.0.0.0/0', target: 'vif' }];
  const links = (more: Entry, source = site) => ({
    virtualInterfaces: [{ ...publicLink, ...more }],
    onPremisesNetworks: [{ ...source, routes }],
  });

  test('a private interface leads to no public address', () => {
    const sketch = byDirectConnect({}, { onPremisesNetworks: [{ ...site, routes }] });
    expect(ask(networkOf(sketch), { from: 'desk', to: '52.216.1.1' })).toMatchObject({
      verdict: 'forward_blocked',
      at: 'vgw',
      detail: 'not-local',
    });
  });

  test('a public one leads to no private address', () => {
    expect(inward(withLink(links({ announces: ['192.168.0.0/16'] })))).toMatchObject({
      at: 'dx',
      detail: 'private-destination',
    });
  });

  test('DX-3 a public one takes announced sources only', () => {
    const sketch = withLink(links({ announces: ['198.51.100.0/24'] }));
    expect(ask(networkOf(sketch), { from: 'desk', to: '52.216.1.1' })).toMatchObject({
      at: 'dx',
      detail: 'foreign-source',
    });
  });
});

describe('Direct Connect gateways', () => {
  const second: Sketch = {
    vpcs: [
      { id: 'vpc', cidrBlock: '10.0.0.0/16' },
      { id: 'vpc-b', cidrBlock: '10.1.0.0/16' },
    ],
    vpnGateways: [
      { id: 'vgw', vpc: 'vpc' },
      { id: 'vgw-b', vpc: 'vpc-b' },
    ],
    subnets: [
      { id: 'net', cidrBlock: '10.0.1.0/24', routeTable: 'rt' },
      { id: 'net-b', vpc: 'vpc-b', cidrBlock: '10.1.1.0/24', routeTable: 'rt-b' },
    ],
    routeTables: [
      { id: 'rt', routes: [{ destination: '10.1.0.0/16', target: 'vgw' }] },
      { id: 'rt-b', vpc: 'vpc-b', routes: [{ destination: '10.0.0.0/16', target: 'vgw-b' }] },
    ],
    securityGroups: [{ id: 'open-b', vpc: 'vpc-b', ingress: [{ from: '0.0.0.0/0' }] }],
    instances: [
      { id: 'server', privateIp: '10.0.1.20' },
      { id: 'other', subnet: 'net-b', privateIp: '10.1.1.20', securityGroups: ['open-b'] },
    ],
    directConnectGateways: [
      {
        id: 'dxgw',
        associations: [
          { gateway: 'vgw', allowedPrefixes: ['10.0.0.0/8'] },
          { gateway: 'vgw-b', allowedPrefixes: ['10.0.0.0/8'] },
        ],
      },
    ],
  };
  const announcing = (announces: string[]) =>
    byDirectConnect({ vpnGateway: undefined, directConnectGateway: 'dxgw', announces }, second);

  test('DX-7 a supernet that the site announces joins two VPCs, with doubt', () => {
    const report = ask(networkOf(announcing(['10.0.0.0/8'])), { from: 'server', to: 'other' });
    expect(report.verdict).toBe('reachable');
    expect(report.notes).toContainEqual(expect.objectContaining({ kind: 'uncertain', rule: 'DX-7' }));
  });

  test('DX-6 without it they do not meet', () => {
    const report = ask(networkOf(announcing(['192.168.0.0/16'])), { from: 'server', to: 'other' });
    expect(report).toMatchObject({ at: 'vgw', detail: 'unknown-prefix' });
    expect(report.rules).toContain('DX-6');
  });

  test('DX-5 overlapping VPCs', () => {
    const vpcs = [
      { id: 'vpc', cidrBlock: '10.0.0.0/16' },
      { id: 'vpc-b', cidrBlock: '10.0.0.0/16' },
    ];
    const sketch = { ...announcing([]), vpcs, subnets: [], instances: [], routeTables: [] };
    expect(errorsOf(sketch)).toEqual(['dxgw DX-5']);
  });

  test('DX-11 ASNs', () => {
    const sketch: Sketch = {
      transitGateways: [
        { id: 'tgw-1', amazonSideAsn: 64512 },
        { id: 'tgw-2', amazonSideAsn: 64513 },
      ],
      directConnectGateways: [
        {
          id: 'dxgw',
          amazonSideAsn: 64512,
          associations: [
            { gateway: 'tgw-1', allowedPrefixes: ['10.0.0.0/16'] },
            { gateway: 'tgw-2', allowedPrefixes: ['10.1.0.0/16'] },
          ],
        },
      ],
    };
    expect(errorsOf(sketch)).toEqual(['dxgw DX-11']);
  });
});

test('DX-13 among virtual interfaces the local preference decides, then the AS path', () => {
  const via = (first: Entry, second: Entry) => {
    const virtualInterfaces = [
      vif({
        id: 'vif-1',
        virtualInterfaceType: 'transit',
        vpnGateway: undefined,
        directConnectGateway: 'dxgw',
        ...first,
      }),
      vif({
        id: 'vif-2',
        virtualInterfaceType: 'transit',
        vpnGateway: undefined,
        directConnectGateway: 'dxgw',
        ...second,
      }),
    ];
    const sketch = withLink(
      {
        virtualInterfaces,
        directConnectGateways: [
          { id: 'dxgw', associations: [{ gateway: 'tgw', allowedPrefixes: ['10.0.0.0/16'] }] },
        ],
        transitGateways: [{ id: 'tgw' }],
        transitGatewayAttachments: [
          { id: 'att', transitGateway: 'tgw', vpc: 'vpc', subnets: ['net'] },
          { id: 'att-dx', transitGateway: 'tgw', directConnectGateway: 'dxgw' },
        ],
      },
      [{ destination: '192.168.0.0/16', target: 'tgw' }],
    );
    return stepAt(outward(sketch), 'dx').hop;
  };
  expect(via({ localPreference: 'low' }, {})).toBe('vif-2');
  expect(via({ asPathLength: 3 }, {})).toBe('vif-2');
  expect(via({}, { asPathLength: 3 })).toBe('vif-1');
});

describe('edge:V6-7, DX-18 which links carry IPv6', () => {
  const dual = (links: Sketch) => {
    const sketch = withLink(links, [{ destination: '2001:db8:50::/48', target: 'vgw' }]);
    return ask(
      networkOf({
        ...sketch,
        vpcs: [{ id: 'vpc', cidrBlock: '10.0.0.0/16', ipv6CidrBlock: '2001:db8:a::/56' }],
        subnets: [
          { id: 'net', cidrBlock: '10.0.1.0/24', ipv6CidrBlock: '2001:db8:a::/64', routeTable: 'rt' },
        ],
        instances: [{ id: 'server', privateIp: '10.0.1.20', ipv6Addresses: '2001:db8:a::20' }],
        onPremisesNetworks: [
          {
            id: 'site',
            cidrBlocks: ['2001:db8:50::/48'],
            hosts: [{ id: 'desk6', address: '2001:db8:50::9' }],
          },
        ],
      }),
      { from: 'desk6', to: 'server' },
    );
  };

  test('Direct Connect does', () => {
    const report = dual({ virtualInterfaces: [vif()] });
    expect(report.verdict).toBe('reachable');
    expect(stepAt(report, 'vgw').rules).toContain('DX-18');
  });

  test('a VPN on a virtual private gateway does not', () => {
    expect(dual({ vpnConnections: [vpn()] })).toMatchObject({ verdict: 'forward_blocked', detail: 'family' });
  });
});

test('GEN-2 a source that is no interface of the VPC does not leave by its virtual private gateway', () => {
  const sketch = byVpn();
  const network = networkOf({
    ...sketch,
    vpcs: [
      { id: 'vpc', cidrBlock: '10.0.0.0/16' },
      { id: 'vpc-b', cidrBlock: '10.1.0.0/16' },
    ],
    subnets: [
      ...(sketch.subnets ?? []),
      { id: 'net-b', vpc: 'vpc-b', cidrBlock: '10.1.1.0/24', routeTable: 'rt-b' },
    ],
    routeTables: [
      ...(sketch.routeTables ?? []),
      { id: 'rt-b', vpc: 'vpc-b', routes: [{ destination: '192.168.0.0/16', target: 'tgw' }] },
    ],
    securityGroups: [{ id: 'open-b', vpc: 'vpc-b', ingress: [{ from: '0.0.0.0/0' }] }],
    instances: [
      ...(sketch.instances ?? []),
      { id: 'other', subnet: 'net-b', privateIp: '10.1.1.20', securityGroups: ['open-b'] },
    ],
    transitGateways: [{ id: 'tgw' }],
    transitGatewayAttachments: [
      { id: 'att', transitGateway: 'tgw', vpc: 'vpc', subnets: ['net'] },
      { id: 'att-b', transitGateway: 'tgw', vpc: 'vpc-b', subnets: ['net-b'] },
    ],
    transitGatewayRouteTables: [
      { id: 't', transitGateway: 'tgw', routes: [{ destination: '192.168.0.0/16', attachment: 'att' }] },
    ],
  });
  expect(ask(network, { from: 'other', to: '192.168.1.50' })).toMatchObject({
    at: 'vgw',
    detail: 'not-local',
  });
});
