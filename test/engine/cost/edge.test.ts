/** What a GB costs through what a VPC connects to, and what that costs while it stands. */
import { describe, expect, test } from 'vitest';
import { readHoplight } from '../../../engine/formats/hoplight/read.ts';
import { builtInPrices, standingReport, traceReport } from '../../../engine/index.ts';
import type { Network, TraceReport } from '../../../engine/index.ts';
import { itemsOf } from './network.ts';
import type { Entry, Sections } from './network.ts';

const open = [{ from: ['0.0.0.0/0'] }];

/** A VPC with a client in zone a, a public subnet in zone a, and subnets for what is connected in zones a and b. */
const base: Sections = {
  vpcs: [{ id: 'vpc', cidrBlock: '10.0.0.0/16', internetGateway: 'igw' }],
  routeTables: [
    { id: 'rt-app', vpc: 'vpc' },
    { id: 'rt-public', vpc: 'vpc', routes: [{ destination: '0.0.0.0/0', target: 'igw' }] },
    { id: 'rt-edge', vpc: 'vpc' },
  ],
  subnets: [
    subnet('app', '10.0.1.0/24', 'a', 'rt-app'),
    subnet('public', '10.0.2.0/24', 'a', 'rt-public'),
    subnet('edge-a', '10.0.3.0/24', 'a', 'rt-edge'),
    subnet('edge-b', '10.0.4.0/24', 'b', 'rt-edge'),
  ],
  securityGroups: [{ id: 'sg', vpc: 'vpc', ingress: open }],
  instances: [
    { id: 'client', subnet: 'app', privateIp: '10.0.1.10', securityGroups: ['sg'] },
    { id: 'near', subnet: 'edge-a', privateIp: '10.0.3.10', securityGroups: ['sg'] },
    { id: 'far', subnet: 'edge-b', privateIp: '10.0.4.10', securityGroups: ['sg'] },
  ],
};

function subnet(id: string, cidrBlock: string, zone: string, routeTable: string) {
  return { id, vpc: 'vpc', cidrBlock, availabilityZone: `us-east-1${zone}`, routeTable };
}

function networkOf(sections: Sections): Network {
  const { network, diagnostics } = readHoplight({ format: 'hoplight/1', ...base, ...sections });
  expect(diagnostics).toEqual([]);
  return network;
}

function traced(sections: Sections, from: string, to: string): TraceReport {
  const answer = traceReport(networkOf(sections), { from, to, port: 443 });
  if (!answer.ok) throw new Error(answer.errors.map(({ message }) => message).join('\n'));
  return answer.report;
}

const itemsFor = (sections: Sections, from: string, to: string) => {
  const { verdict, reason, cost } = traced(sections, from, to);
  expect(verdict, reason).toBe('reachable');
  return itemsOf(cost);
};

const standing = (sections: Sections) =>
  standingReport(networkOf(sections), { list: builtInPrices }).items.map(
    ({ key, component, count, usdPerHour }) => [key, component, count, usdPerHour],
  );

/** The sections of the base, some of them with more in them. */
function more(added: Sections): Sections {
  return Object.fromEntries(
    Object.entries(added).map(([name, entries]) => [name, [...(base[name] ?? []), ...entries]]),
  );
}

describe('COST-8 an interface endpoint', () => {
  const endpoint = (serviceName = 'com.amazonaws.us-east-1.ssm', type = 'Interface') => ({
    id: 'vpce',
    vpc: 'vpc',
    vpcEndpointType: type,
    serviceName,
    interfaces: [
      { subnet: 'edge-a', privateIp: '10.0.3.8' },
      { subnet: 'edge-b', privateIp: '10.0.4.8' },
    ],
    securityGroups: ['sg'],
  });
  const processed = ['vpce.interface.processed', 0.01];

  test.each(['10.0.3.8', '10.0.4.8'])('bills a GB each way and no crossing of zones: %s', (address) => {
    const items = itemsFor({ vpcEndpoints: [endpoint()] }, 'client', address);
    expect(items).toEqual({ there: [processed], back: [processed] });
  });

  test('costs by the hour in each zone', () => {
    expect(standing({ vpcEndpoints: [endpoint()] })).toEqual([['vpce.interface.perAz', 'vpce', 2, 0.02]]);
  });

  test('bills nothing for what its group refuses', () => {
    const securityGroups = [...(base['securityGroups'] ?? []), { id: 'none', vpc: 'vpc', ingress: [] }];
    const closed = { ...endpoint(), securityGroups: ['none'] };
    const { verdict, cost } = traced({ vpcEndpoints: [closed], securityGroups }, 'client', '10.0.3.8');
    expect([verdict, cost.request.usdPerGb]).toEqual(['forward_blocked', 0]);
  });

  test('for resources has prices of its own, which are not known', () => {
    const vpcEndpoints = [endpoint('com.amazonaws.vpce.us-east-1.r', 'Resource')];
    expect(standing({ vpcEndpoints })).toEqual([[null, 'vpce', 1, null]]);
    expect(itemsFor({ vpcEndpoints }, 'client', '10.0.3.8').there).toEqual([
      ['vpce.resource.processed', null],
    ]);
  });
});

test('COST-9 a gateway endpoint costs nothing, by the hour or by the GB', () => {
  const sections: Sections = {
    prefixLists: [{ id: 'pl-s3', name: 'com.amazonaws.us-east-1.s3', entries: ['192.0.2.0/24'] }],
    vpcEndpoints: [
      {
        id: 'vpce',
        vpc: 'vpc',
        vpcEndpointType: 'Gateway',
        serviceName: 'com.amazonaws.us-east-1.s3',
        prefixList: 'pl-s3',
        routeTables: ['rt-app'],
      },
    ],
  };
  expect(itemsFor(sections, 'client', '192.0.2.7')).toEqual({
    there: [['vpce.gateway', 0]],
    back: [['vpce.gateway', 0]],
  });
  expect(standing(sections)).toEqual([]);
  expect(standingReport(networkOf(sections), { list: builtInPrices }).free).toContainEqual({
    kind: 'vpc-endpoint',
    what: 'endpoint',
    count: 1,
  });
});

/** The way out leads through an inspection endpoint in zone a. */
function inspected(endpoint: Readonly<Record<string, unknown>>): Sections {
  return {
    ...more({
      instances: [
        {
          id: 'web',
          subnet: 'public',
          privateIp: '10.0.2.10',
          publicIp: '198.51.100.9',
          securityGroups: ['sg'],
        },
      ],
    }),
    routeTables: [
      { id: 'rt-app', vpc: 'vpc' },
      { id: 'rt-public', vpc: 'vpc', routes: [{ destination: '0.0.0.0/0', target: 'fwe' }] },
      { id: 'rt-edge', vpc: 'vpc', routes: [{ destination: '0.0.0.0/0', target: 'igw' }] },
      {
        id: 'rt-igw',
        vpc: 'vpc',
        gateway: 'igw',
        routes: [{ destination: '10.0.2.0/24', target: 'fwe' }],
      },
    ],
    vpcEndpoints: [
      { id: 'fwe', vpc: 'vpc', vpcEndpointType: 'GatewayLoadBalancer', subnet: 'edge-a', ...endpoint },
    ],
  };
}

const policy = (action: 'pass' | 'drop') => ({
  id: 'policy',
  statelessRuleGroups: [{ rules: [{ priority: 1, action }] }],
});
const firewall: Sections = {
  firewallPolicies: [policy('pass')],
  networkFirewalls: [
    {
      id: 'fw',
      vpc: 'vpc',
      firewallPolicy: 'policy',
      subnetMappings: [{ subnet: 'edge-a', endpoint: 'fwe' }],
    },
  ],
};

describe('COST-12 a Network Firewall', () => {
  const sections: Sections = { ...inspected({}), vpcEndpoints: [], ...firewall };

  test('bills each GB that its endpoint inspects, on top of the transfer', () => {
    expect(itemsFor(sections, 'web', 'internet')).toEqual({
      there: [
        ['nfw.processed', 0.065],
        ['dt.internet.out', 0.09],
      ],
      back: [
        ['dt.internet.in', 0],
        ['nfw.processed', 0.065],
      ],
    });
    expect(standing(sections)).toContainEqual(['nfw.endpoint', 'fwe', 1, 0.395]);
  });

  test('bills for what it drops, too', () => {
    const dropping = { ...sections, firewallPolicies: [policy('drop')] };
    const { verdict, cost } = traced(dropping, 'web', 'internet');
    expect([verdict, cost.request.usdPerGb]).toEqual(['forward_blocked', 0.065]);
  });

  test('includes the GB of a NAT gateway in its chain, and the note says so of its hours', () => {
    const chain: Sections = {
      ...sections,
      natGateways: [{ id: 'nat', subnet: 'public', privateIp: '10.0.2.5', publicIp: '198.51.100.25' }],
      routeTables: [
        { id: 'rt-app', vpc: 'vpc', routes: [{ destination: '0.0.0.0/0', target: 'nat' }] },
        ...(sections['routeTables'] ?? []).slice(1),
      ],
    };
    const { cost } = traced(chain, 'client', 'internet');
    expect(itemsOf(cost).there).toEqual([
      ['dt.sameAz.private', 0],
      ['nat.processed', 0],
      ['nfw.processed', 0.065],
      ['dt.internet.out', 0.09],
    ]);
    expect(cost.request.lines[1]?.text).toContain('nothing beside the firewall of the same chain');
    const { notes } = standingReport(networkOf(chain), { list: builtInPrices });
    expect(notes.join(' ')).toContain('not billed, one for one');
  });

  test('at a transit gateway stands in each zone of its attachment', () => {
    const attached: Sections = {
      ...firewall,
      networkFirewalls: [{ id: 'fw', firewallPolicy: 'policy' }],
      transitGateways: [{ id: 'tgw' }],
      transitGatewayAttachments: [
        { id: 'att', transitGateway: 'tgw', firewall: 'fw', availabilityZones: ['us-east-1a', 'us-east-1b'] },
      ],
    };
    expect(standing(attached)).toEqual([
      ['tgw.attachment', 'att', 1, 0.05],
      ['nfw.endpoint', 'fw', 2, 0.79],
    ]);
  });
});

describe('COST-13 a Gateway Load Balancer and its endpoints', () => {
  const gateway = (zone: 'near' | 'far'): Sections => ({
    ...inspected({ serviceName: 'svc' }),
    vpcEndpointServices: [{ id: 'svc', loadBalancers: ['gwlb'] }],
    loadBalancers: [
      {
        id: 'gwlb',
        vpc: 'vpc',
        type: 'gateway',
        crossZone: true,
        nodes: [{ subnet: 'edge-a', privateIp: '10.0.3.9', networkInterface: 'node' }],
        listeners: [{ protocol: 'geneve', port: 6081, targetGroup: 'tg' }],
      },
    ],
    targetGroups: [{ id: 'tg', vpc: 'vpc', protocol: 'geneve', port: 6081, targets: [{ id: zone }] }],
  });
  const billed = [
    ['gwlb.lcuBytes', 0.004],
    ['vpce.gwlbe.processed', 0.0035],
  ];

  test('bill each GB both ways, and the way of the data is not that to the appliance', () => {
    expect(itemsFor(gateway('near'), 'web', 'internet')).toEqual({
      there: [...billed, ['dt.internet.out', 0.09]],
      back: [['dt.internet.in', 0], ...billed],
    });
  });

  test('COST-15 bill an appliance of another zone as crossing zones', () => {
    expect(itemsFor(gateway('far'), 'web', 'internet').there).toEqual([
      ['dt.crossAz.out', 0.01],
      ['dt.crossAz.in', 0.01],
      ...billed,
      ['dt.internet.out', 0.09],
    ]);
  });

  test('cost by the hour', () => {
    expect(standing(gateway('near'))).toEqual(
      expect.arrayContaining([
        ['vpce.gwlbe', 'fwe', 1, 0.01],
        ['gwlb', 'gwlb', 1, 0.0125],
      ]),
    );
  });
});

describe('COST-14 a load balancer', () => {
  const balancer = (type: string, target: string, crossZone = true): Sections => ({
    loadBalancers: [
      {
        id: 'lb',
        vpc: 'vpc',
        type,
        scheme: 'internal',
        crossZone,
        nodes: [
          { subnet: 'edge-a', privateIp: '10.0.3.9', networkInterface: 'node-a' },
          { subnet: 'edge-b', privateIp: '10.0.4.9', networkInterface: 'node-b' },
        ],
        securityGroups: ['sg'],
        listeners: [{ protocol: type === 'application' ? 'http' : 'tcp', port: 443, targetGroup: 'tg' }],
      },
    ],
    targetGroups: [
      {
        id: 'tg',
        vpc: 'vpc',
        protocol: type === 'application' ? 'http' : 'tcp',
        port: 443,
        targets: [{ id: target }],
      },
    ],
  });
  const same = ['dt.sameAz.private', 0];

  test('bills the bytes of a capacity unit both ways', () => {
    expect(itemsFor(balancer('application', 'near'), 'client', '10.0.3.9')).toEqual({
      there: [same, ['alb.lcuBytes', 0.008]],
      back: [['alb.lcuBytes', 0.008], same],
    });
    expect(itemsFor(balancer('network', 'near'), 'client', '10.0.3.9')).toEqual({
      there: [same, ['nlb.lcuBytes', 0.006], same],
      back: [same, ['nlb.lcuBytes', 0.006], same],
    });
  });

  const across = [
    ['dt.crossAz.out', 0.01],
    ['dt.crossAz.in', 0.01],
  ];

  test('COST-15 an application load balancer carries free to a target of another zone', () => {
    expect(itemsFor(balancer('application', 'far'), 'client', '10.0.3.9')).toEqual({
      there: [same, ['alb.lcuBytes', 0.008]],
      back: [['alb.lcuBytes', 0.008], same],
    });
  });

  test('COST-15 a network load balancer does not, in either direction', () => {
    const { cost } = traced(balancer('network', 'far'), 'client', '10.0.3.9');
    expect(itemsOf(cost)).toEqual({
      there: [same, ['nlb.lcuBytes', 0.006], ...across],
      back: [...across, ['nlb.lcuBytes', 0.006], same],
    });
    expect(cost.request.lines[2]?.rule).toBe('COST-15');
    expect(cost.cheaper, 'its nodes stand in both zones already').toEqual([]);
  });

  test('costs by the hour, and its capacity on top', () => {
    expect(standing(balancer('network', 'near'))).toEqual([['nlb', 'lb', 1, 0.0225]]);
    const { notes } = standingReport(networkOf(balancer('network', 'near')), { list: builtInPrices });
    expect(notes.join(' ')).toContain('capacity units');
  });

  test('COST-16 each node that faces the internet has an address, stated or not', () => {
    const facing = balancer('application', 'near');
    const [lb = {}] = facing['loadBalancers'] ?? [];
    const nodes = [
      { subnet: 'edge-a', privateIp: '10.0.3.9', publicIp: '198.51.100.30' },
      { subnet: 'edge-b', privateIp: '10.0.4.9' },
    ];
    const loadBalancers = [{ ...lb, scheme: 'internet-facing', nodes }];
    expect(standing({ ...facing, loadBalancers })).toEqual([
      ['alb', 'lb', 1, 0.0225],
      ['publicIpv4', 'lb', 1, 0.005],
      ['publicIpv4', 'lb', 1, 0.005],
    ]);
  });
});

/** The client's way to 192.168.0.0/16 leads over a VPN connection or Direct Connect. */
function site(links: Sections): Sections {
  return {
    routeTables: [
      { id: 'rt-app', vpc: 'vpc', routes: [{ destination: '192.168.0.0/16', target: 'vgw' }] },
      { id: 'rt-public', vpc: 'vpc' },
      { id: 'rt-edge', vpc: 'vpc' },
    ],
    vpnGateways: [{ id: 'vgw', vpc: 'vpc' }],
    onPremisesNetworks: [
      {
        id: 'site',
        cidrBlocks: ['192.168.0.0/16'],
        hosts: [{ id: 'desk', address: '192.168.1.50' }],
      },
    ],
    ...links,
  };
}
const vpn = (part: Readonly<Record<string, unknown>> = {}) => ({
  id: 'vpn',
  vpnGateway: 'vgw',
  onPremisesNetwork: 'site',
  ...part,
});

describe('COST-17 data to a site by VPN', () => {
  test('costs what the internet does, and in nothing', () => {
    expect(itemsFor(site({ vpnConnections: [vpn()] }), 'client', 'desk')).toEqual({
      there: [['vpn.out', 0.09]],
      back: [['vpn.in', 0]],
    });
  });

  test('with acceleration costs more, which is not known', () => {
    const vpnConnections = [vpn({ enableAcceleration: true })];
    expect(itemsFor(site({ vpnConnections }), 'client', 'desk').there).toEqual([
      ['vpn.out', 0.09],
      ['vpn.accelerated', null],
    ]);
    expect(standing(site({ vpnConnections }))).toEqual([
      ['vpn.connection', 'vpn', 1, 0.05],
      ['vpn.accelerated', 'vpn', 1, null],
      ['publicIpv4', 'vpn', 2, 0.01],
    ]);
  });
});

describe('COST-18 data to a site by Direct Connect', () => {
  const virtualInterfaces = [
    { id: 'vif', virtualInterfaceType: 'private', vpnGateway: 'vgw', onPremisesNetwork: 'site' },
  ];

  test('has a price of its own out, and comes in for nothing', () => {
    expect(itemsFor(site({ virtualInterfaces }), 'client', 'desk')).toEqual({
      there: [['dx.out.usLocation', 0.02]],
      back: [['dx.in', 0]],
    });
  });

  test('needs a port whose speed the input does not tell', () => {
    const { items } = standingReport(networkOf(site({ virtualInterfaces })), { list: builtInPrices });
    expect(items).toMatchObject([{ component: 'vif', usdPerHour: null, rule: 'COST-18' }]);
    expect(items[0]?.unknown).toContain('by its speed');
  });
});

describe('COST-10 a transit gateway', () => {
  const attachments = [
    { id: 'att', transitGateway: 'tgw', vpc: 'vpc', subnets: ['edge-a'] },
    { id: 'att-vpn', transitGateway: 'tgw', vpnConnection: 'vpn' },
  ];
  const sections: Sections = {
    ...site({ vpnConnections: [{ id: 'vpn', onPremisesNetwork: 'site' }] }),
    vpnGateways: [],
    routeTables: [
      { id: 'rt-app', vpc: 'vpc', routes: [{ destination: '192.168.0.0/16', target: 'tgw' }] },
      { id: 'rt-public', vpc: 'vpc' },
      { id: 'rt-edge', vpc: 'vpc' },
    ],
    transitGateways: [{ id: 'tgw', ownerId: '111122223333' }],
    transitGatewayAttachments: attachments,
  };

  test('bills what a VPC sends into it to its owner, and what a site does to its own', () => {
    const { cost } = traced(sections, 'client', 'desk');
    expect(itemsOf(cost)).toEqual({
      there: [
        ['tgw.processed', 0.02],
        ['vpn.out', 0.09],
      ],
      back: [
        ['vpn.in', 0],
        ['tgw.processed', 0.02],
      ],
    });
    expect(cost.request.lines[0]?.payer).toEqual({ account: null, vpc: 'vpc' });
    expect(cost.reply?.lines[1]?.payer).toEqual({ account: '111122223333', vpc: null });
  });

  test('costs by attachment and hour, a peering at each side that is held', () => {
    const peering = {
      id: 'peering',
      requester: { transitGateway: 'tgw', region: 'us-east-1' },
      accepter: { transitGateway: 'tgw-elsewhere', region: 'us-east-1' },
    };
    expect(standing({ ...sections, transitGatewayPeeringAttachments: [peering] })).toEqual([
      ['tgw.attachment', 'att', 1, 0.05],
      ['tgw.attachment', 'att-vpn', 1, 0.05],
      ['tgw.attachment', 'peering', 1, 0.05],
      ['vpn.connection', 'vpn', 1, 0.05],
      ['publicIpv4', 'vpn', 2, 0.01],
    ]);
  });

  test('bills nothing for an attachment that is gone', () => {
    const gone = attachments.map((each) => ({ ...each, state: 'deleted' }));
    const left = standing({ ...sections, transitGatewayAttachments: gone }).map(([key]) => key);
    expect(left).not.toContain('tgw.attachment');
  });
});

test('COST-19 a mirror session costs by the hour', () => {
  const sections = {
    trafficMirrorSessions: [
      { id: 'tms', networkInterface: 'eni:client', trafficMirrorTarget: 'tmt', trafficMirrorFilter: 'tmf' },
    ],
    trafficMirrorTargets: [{ id: 'tmt', networkInterface: 'eni:near' }],
    trafficMirrorFilters: [{ id: 'tmf' }],
  };
  expect(standing(sections)).toEqual([['mirror.session', 'tms', 1, 0.015]]);
});

describe('COST-20 names', () => {
  const zone = (id: string, more: Entry = {}): Entry => ({
    id,
    domainName: `${id}.example`,
    records: [{ name: `db.${id}.example`, type: 'A', values: ['10.0.3.10'] }],
    ...more,
  });
  const endpoint = (
    id: string,
    vpc: string,
    direction: string,
    subnet: string,
    privateIp: string,
  ): Entry => ({
    id,
    vpc,
    direction,
    interfaces: [{ subnet, privateIp }],
    securityGroups: [vpc === 'vpc' ? 'sg' : 'sg-dns'],
  });
  const notes = (sections: Sections, name: string) =>
    traced(sections, 'client', name).cost.notes.filter((note) => note.includes('COST-20'));

  test('a Resolver endpoint costs by interface and hour', () => {
    const resolverEndpoints = [
      {
        id: 'in',
        vpc: 'vpc',
        direction: 'INBOUND',
        interfaces: [{ subnet: 'edge-a' }, { subnet: 'edge-b' }],
      },
      {
        id: 'gone',
        vpc: 'vpc',
        direction: 'INBOUND',
        interfaces: [{ subnet: 'edge-a' }],
        status: 'DELETING',
      },
    ];
    expect(standing({ resolverEndpoints })).toEqual([['resolver.endpointEni', 'in', 2, 0.25]]);
  });

  test('a hosted zone costs by the month, private or not, and less from the 26th on', () => {
    const hostedZones = Array.from({ length: 27 }, (_, index) =>
      zone(`z${index}`, index === 0 ? { vpcs: ['vpc'] } : {}),
    );
    const report = standingReport(networkOf({ hostedZones }), { list: builtInPrices });
    const [first, last] = [report.items[0], report.items.at(-1)];
    expect(first).toMatchObject({ key: 'hostedZone', usdPerMonth: 0.5, usdPerHour: null, unknown: null });
    expect(first?.usdPerHourText).toBe('by the month');
    expect(last).toMatchObject({ component: 'z26', usdPerMonth: 0.1, rule: 'COST-20' });
    expect([report.usdPerMonth, report.usdPerHour, report.unknown]).toEqual([12.7, 0, 0]);
    expect(report.notes).toContain('Queries for names come on top; a trace that asks for one tells them.');
  });

  test('a list without the price leaves it open', () => {
    const list = { ...builtInPrices, perMonth: new Map(), perMillion: new Map() };
    const [item] = standingReport(networkOf({ hostedZones: [zone('z')] }), { list }).items;
    expect(item).toMatchObject({ usdPerMonth: null, unknown: 'The price list has no row `hostedZone`.' });
    const asked = traceReport(
      networkOf({ hostedZones: [zone('z')] }),
      { from: 'client', to: 'db.z.example', port: 443 },
      { pricing: { list } },
    );
    expect(asked.ok && asked.report.cost.notes.join(' ')).toContain('at a price that is not known (COST-20)');
  });

  test('a query costs where a public zone answers it, and not where a private one does', () => {
    expect(notes({ hostedZones: [zone('z')] }, 'db.z.example')).toEqual([
      'A query for `db.z.example` is answered by hosted zone z and costs 0.40 USD a million (COST-20).',
    ]);
    expect(notes({ hostedZones: [zone('z', { vpcs: ['vpc'] })] }, 'db.z.example')).toEqual([]);
  });

  test('an alias to a load balancer costs nothing to ask, and one to a name of the zone once', () => {
    const loadBalancers = [
      {
        id: 'nlb',
        type: 'network',
        vpc: 'vpc',
        scheme: 'internal',
        nodes: [{ subnet: 'edge-a', privateIp: '10.0.3.20' }],
      },
    ];
    const alias = (aliasTarget: string) => ({ name: 'db.z.example', type: 'A', aliasTarget });
    const toBalancer = { records: [alias('nlb')] };
    expect(notes({ loadBalancers, hostedZones: [zone('z', toBalancer)] }, 'db.z.example')).toEqual([]);
    const inZone = {
      records: [alias('own.z.example'), { name: 'own.z.example', type: 'A', values: ['10.0.3.10'] }],
    };
    expect(notes({ hostedZones: [zone('z', inZone)] }, 'db.z.example')).toHaveLength(1);
  });

  test('a query costs at each Resolver endpoint that it passes', () => {
    const sections: Sections = {
      vpcs: [...(base['vpcs'] ?? []), { id: 'dns', cidrBlock: '10.9.0.0/16' }],
      vpcPeeringConnections: [{ id: 'pcx', requester: { vpc: 'vpc' }, accepter: { vpc: 'dns' } }],
      routeTables: [
        ...(base['routeTables'] ?? []).filter(({ id }) => id !== 'rt-edge'),
        { id: 'rt-edge', vpc: 'vpc', routes: [{ destination: '10.9.0.0/16', target: 'pcx' }] },
        { id: 'rt-dns', vpc: 'dns', routes: [{ destination: '10.0.0.0/16', target: 'pcx' }] },
      ],
      subnets: [...(base['subnets'] ?? []), { ...subnet('dns-a', '10.9.1.0/24', 'a', 'rt-dns'), vpc: 'dns' }],
      securityGroups: [...(base['securityGroups'] ?? []), { id: 'sg-dns', vpc: 'dns', ingress: open }],
      resolverEndpoints: [
        endpoint('out', 'vpc', 'OUTBOUND', 'edge-a', '10.0.3.53'),
        endpoint('in', 'dns', 'INBOUND', 'dns-a', '10.9.1.53'),
      ],
      resolverRules: [
        {
          id: 'rule',
          domainName: 'z.example',
          targetIps: [{ ip: '10.9.1.53' }],
          resolverEndpoint: 'out',
          vpcs: ['vpc'],
        },
      ],
      hostedZones: [zone('z', { vpcs: ['dns'] })],
    };
    expect(notes(sections, 'db.z.example')).toEqual([
      'A query for `db.z.example` passes Resolver endpoint out and costs 0.40 USD a million (COST-20).',
      'A query for `db.z.example` passes Resolver endpoint in and costs 0.40 USD a million (COST-20).',
    ]);
    const down = (sections['resolverEndpoints'] ?? []).map((each) => ({ ...each, status: 'DELETING' }));
    expect(notes({ ...sections, resolverEndpoints: down }, 'db.z.example')).toEqual([]);
  });
});
