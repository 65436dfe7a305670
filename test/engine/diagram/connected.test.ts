/** How what a VPC connects to is drawn: where each thing stands, and what it is attached to. */
import { describe, expect, test } from 'vitest';
import { diagramOf, loadDocument } from '../../../engine/index.ts';

const network = {
  format: 'hoplight/1',
  vpcs: [{ id: 'vpc-a', cidrBlock: '10.0.0.0/16' }],
  subnets: [
    { id: 'one', vpc: 'vpc-a', cidrBlock: '10.0.1.0/24', availabilityZone: 'az1', routeTable: 'rt' },
    { id: 'two', vpc: 'vpc-a', cidrBlock: '10.0.2.0/24', availabilityZone: 'az2' },
  ],
  routeTables: [
    {
      id: 'rt',
      vpc: 'vpc-a',
      routes: [{ destination: '10.8.0.0/16', target: 'tgw' }],
      propagatingVgws: ['vgw'],
    },
  ],
  prefixLists: [{ id: 'pl-s3', entries: ['192.0.2.0/24'] }],
  instances: [{ id: 'web', subnet: 'one', privateIp: '10.0.1.10' }],
  transitGateways: [{ id: 'tgw' }],
  transitGatewayAttachments: [
    { id: 'att', transitGateway: 'tgw', vpc: 'vpc-a', subnets: ['one'] },
    { id: 'att-lost', transitGateway: 'tgw', vpnConnection: 'vpn', state: 'deleted' },
  ],
  transitGatewayPeeringAttachments: [
    { id: 'peer', requester: { transitGateway: 'tgw' }, accepter: { transitGateway: 'tgw-far' } },
  ],
  vpnGateways: [{ id: 'vgw', vpc: 'vpc-a' }],
  customerGateways: [{ id: 'cgw', ipAddress: '203.0.113.9', onPremisesNetwork: 'office' }],
  vpnConnections: [
    {
      id: 'vpn',
      vpnGateway: 'vgw',
      customerGateway: 'cgw',
      staticRoutesOnly: true,
      routes: ['192.168.0.0/16'],
    },
    { id: 'vpn-2', vpnGateway: 'vgw' },
  ],
  directConnectGateways: [{ id: 'dxgw', associations: [{ gateway: 'vgw' }] }],
  virtualInterfaces: [
    {
      id: 'vif',
      virtualInterfaceType: 'private',
      directConnectGateway: 'dxgw',
      onPremisesNetwork: 'office',
      bgpStatus: 'down',
    },
  ],
  onPremisesNetworks: [{ id: 'office', name: 'office', cidrBlocks: ['192.168.0.0/16'] }],
  vpcEndpoints: [
    {
      id: 'vpce-s3',
      vpc: 'vpc-a',
      vpcEndpointType: 'Gateway',
      serviceName: 'com.amazonaws.us-east-1.s3',
      prefixList: 'pl-s3',
      routeTables: ['rt'],
    },
    {
      id: 'vpce-own',
      vpc: 'vpc-a',
      vpcEndpointType: 'Interface',
      serviceName: 'svc',
      interfaces: [{ subnet: 'one', privateIp: '10.0.1.20' }],
    },
  ],
  vpcEndpointServices: [{ id: 'svc', loadBalancers: ['lb'] }],
  networkFirewalls: [{ id: 'fw', name: 'fw', vpc: 'vpc-a', subnetMappings: [{ subnet: 'two' }] }],
  loadBalancers: [
    {
      id: 'lb',
      name: 'front',
      vpc: 'vpc-a',
      type: 'network',
      nodes: [
        { subnet: 'one', privateIp: '10.0.1.30' },
        { subnet: 'two', privateIp: '10.0.2.30' },
      ],
      listeners: [{ port: 443, targetGroup: 'tg' }],
    },
  ],
  targetGroups: [
    { id: 'tg', vpc: 'vpc-a', targets: [{ id: 'web' }] },
    { id: 'tg-ip', vpc: 'vpc-a', targetType: 'ip', targets: [{ id: '10.0.1.10' }] },
  ],
  databases: [{ id: 'db', interfaces: [{ subnet: 'two', privateIp: '10.0.2.40' }] }],
  databaseProxies: [{ id: 'proxy', database: 'db', interfaces: [{ subnet: 'one', privateIp: '10.0.1.41' }] }],
  lambdaFunctions: [{ id: 'fn' }],
};

const loaded = loadDocument(network);
const { nodes, links } = diagramOf(loaded.network);
const node = (id: string) => nodes.find((each) => each.id === id);
const attachment = (from: string, to: string) =>
  links.find((link) => link.kind === 'attachment' && link.from === from && link.to === to);

test('the network is read without a complaint', () => {
  expect(loaded.diagnostics).toEqual([]);
});

describe('places', () => {
  test.each([
    ['tgw', null],
    ['vpn', null],
    ['cgw', null],
    ['dxgw', null],
    ['vif', null],
    ['svc', null],
  ])('%s stands outside of VPCs', (id, parent) => {
    expect(node(id)).toMatchObject({ shape: 'hop', parent });
  });

  test.each(['vgw', 'vpce-s3'])('%s stands on the edge of its VPC', (id) => {
    expect(node(id)).toMatchObject({ shape: 'hop', parent: 'vpc-a', edge: true });
  });

  test('a site stands outside as an end, with its blocks; one that only its link tells of is not stated', () => {
    expect(node('office')).toMatchObject({
      shape: 'endpoint',
      parent: null,
      detail: '192.168.0.0/16',
      stated: true,
    });
    expect(node('site:vpn-2')).toMatchObject({ shape: 'endpoint', name: 'on-premises', stated: false });
  });

  test('a transit gateway that only its peering names is drawn, and not stated', () => {
    expect(node('tgw-far')).toMatchObject({ kind: 'transit-gateway', shape: 'hop', stated: false });
  });

  test('a service with one interface stands where that is, and the interface is part of it', () => {
    expect(node('db')).toMatchObject({ shape: 'endpoint', parent: 'two', detail: '10.0.2.40' });
    expect(node('eni:db:two')).toMatchObject({ shape: 'none', parent: 'db', stated: false });
    expect(node('vpce-own')).toMatchObject({ shape: 'hop', parent: 'one', detail: '10.0.1.20' });
  });

  test('a service with several stands in its VPC, and each of them in its subnet', () => {
    expect(node('lb')).toMatchObject({ shape: 'hop', parent: 'vpc-a', edge: false, name: 'front' });
    expect(node('eni:lb:one')).toMatchObject({ shape: 'hop', parent: 'one', name: 'front' });
    expect(node('eni:lb:two')).toMatchObject({ shape: 'hop', parent: 'two' });
  });

  test('a function without VPC settings stands in none', () => {
    expect(node('fn')).toMatchObject({ shape: 'endpoint', parent: null });
  });

  test('the endpoint of a firewall stands in its subnet', () => {
    expect(node('fw')).toMatchObject({ shape: 'hop', parent: 'vpc-a' });
    expect(node('vpce:fw:two')).toMatchObject({ shape: 'hop', parent: 'two', name: 'fw endpoint' });
  });

  test('attachments, tables and target groups have no place of their own', () => {
    for (const id of ['att', 'peer', 'tg']) expect(node(id)).toMatchObject({ shape: 'none' });
  });
});

describe('attachments', () => {
  test.each([
    ['tgw', 'vpc-a'],
    ['tgw', 'tgw-far'],
    ['vgw', 'vpn'],
    ['vpn', 'cgw'],
    ['cgw', 'office'],
    ['vpn-2', 'site:vpn-2'],
    ['vgw', 'dxgw'],
    ['dxgw', 'vif'],
    ['vpce-own', 'svc'],
    ['svc', 'lb'],
    ['fw', 'vpce:fw:two'],
    ['lb', 'eni:lb:one'],
    ['lb', 'web'],
    ['proxy', 'db'],
  ])('%s is joined with %s', (from, to) => {
    expect(attachment(from, to)).toMatchObject({ state: 'active' });
  });

  test.each([
    ['tgw', 'vpn'],
    ['vif', 'office'],
  ])('%s and %s are joined by what takes no traffic', (from, to) => {
    expect(attachment(from, to)).toMatchObject({ state: 'blackhole' });
  });

  test('a target by address is what has the address', () => {
    const byAddress = {
      ...network,
      loadBalancers: network.loadBalancers.map((each) => ({
        ...each,
        listeners: [{ port: 80, targetGroup: 'tg-ip' }],
      })),
    };
    const drawn = diagramOf(loadDocument(byAddress).network);
    expect(drawn.links).toContainEqual(
      expect.objectContaining({ kind: 'attachment', from: 'lb', to: 'web' }),
    );
  });
});

test('routes that AWS adds are drawn too: those of a gateway endpoint and what a VPN gateway propagates', () => {
  const routes = links.filter(({ kind, from }) => kind === 'route' && from === 'one');
  expect(routes.map(({ to, label }) => [to, label])).toEqual([
    ['tgw', '10.8.0.0/16'],
    ['vgw', '192.168.0.0/16'],
    ['vpce-s3', 'pl-s3'],
  ]);
});

test('LAM-8 an address that is only supposed is not drawn', () => {
  const lambdaFunctions = [{ id: 'fn', interfaces: [{ subnet: 'one' }] }];
  const { nodes } = diagramOf(loadDocument({ ...network, lambdaFunctions }).network);
  expect(nodes.find(({ id }) => id === 'fn')).toMatchObject({ parent: 'one', detail: '' });
});
