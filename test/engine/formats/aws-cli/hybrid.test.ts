/** Answers about VPN and Direct Connect. */
import { expect, test } from 'vitest';
import { load } from '../../../../engine/formats/load.ts';
import { detailsOf, only, read, section } from './dump.ts';

test('VPN-20 a VPN connection with its tunnels, and without its secrets', () => {
  const converted = read({
    VpnConnections: [
      {
        VpnConnectionId: 'vpn-a',
        CustomerGatewayId: 'cgw-a',
        VpnGatewayId: 'vgw-a',
        State: 'available',
        CustomerGatewayConfiguration: '<pre_shared_key>secret</pre_shared_key>',
        Options: { StaticRoutesOnly: true, TunnelOptions: [{ PreSharedKey: 'secret' }] },
        Routes: [{ DestinationCidrBlock: '192.168.0.0/16', State: 'available' }],
        VgwTelemetry: [{ Status: 'UP' }, { Status: 'DOWN' }],
      },
    ],
  });
  expect(only(converted, 'vpnConnections')).toEqual({
    id: 'vpn-a',
    customerGateway: 'cgw-a',
    vpnGateway: 'vgw-a',
    state: 'available',
    staticRoutesOnly: true,
    routes: ['192.168.0.0/16'],
    tunnels: ['up', 'down'],
  });
  expect(JSON.stringify(converted.document)).not.toContain('secret');
});

test('a virtual private gateway and its VPC; one that is detached has none', () => {
  const gateway = (State: string) => ({
    VpnGateways: [
      { VpnGatewayId: 'vgw-a', AmazonSideAsn: 64512, VpcAttachments: [{ State, VpcId: 'vpc-a' }] },
    ],
  });
  expect(only(read(gateway('attached')), 'vpnGateways')).toEqual({
    id: 'vgw-a',
    vpc: 'vpc-a',
    amazonSideAsn: 64512,
  });
  expect(only(read(gateway('detached')), 'vpnGateways')).toEqual({ id: 'vgw-a', amazonSideAsn: 64512 });
});

test('a customer gateway', () => {
  const answer = {
    CustomerGateways: [{ CustomerGatewayId: 'cgw-a', BgpAsn: '65000', IpAddress: '198.51.100.1' }],
  };
  expect(only(read(answer), 'customerGateways')).toEqual({
    id: 'cgw-a',
    ipAddress: '198.51.100.1',
    bgpAsn: 65000,
  });
});

test('DX-9 a Direct Connect gateway with the prefixes allowed for its associations', () => {
  const converted = read(
    {
      directConnectGateways: [
        { directConnectGatewayId: 'dx-a', directConnectGatewayName: 'hub', amazonSideAsn: 64512 },
      ],
    },
    {
      directConnectGatewayAssociations: [
        {
          directConnectGatewayId: 'dx-a',
          associationState: 'associated',
          associatedGateway: { id: 'vgw-a', type: 'virtualPrivateGateway' },
          allowedPrefixesToDirectConnectGateway: [{ cidr: '10.0.0.0/16' }],
        },
      ],
    },
  );
  expect(only(converted, 'directConnectGateways')).toEqual({
    id: 'dx-a',
    name: 'hub',
    amazonSideAsn: 64512,
    associations: [{ gateway: 'vgw-a', allowedPrefixes: ['10.0.0.0/16'], state: 'associated' }],
  });
});

test('DX-1 a virtual interface', () => {
  const converted = read({
    virtualInterfaces: [
      {
        virtualInterfaceId: 'dxvif-a',
        virtualInterfaceType: 'private',
        virtualGatewayId: 'vgw-a',
        virtualInterfaceState: 'available',
        authKey: 'secret',
        bgpPeers: [{ bgpStatus: 'down', authKey: 'secret' }],
      },
    ],
  });
  expect(only(converted, 'virtualInterfaces')).toEqual({
    id: 'dxvif-a',
    virtualInterfaceType: 'private',
    vpnGateway: 'vgw-a',
    state: 'available',
    bgpStatus: 'down',
  });
  expect(JSON.stringify(converted.document)).not.toContain('secret');
});

const gateway = {
  directConnectGateways: [{ directConnectGatewayId: 'dx-a', directConnectGatewayState: 'available' }],
};
const virtualInterface = (more: object = {}) => ({
  virtualInterfaces: [
    {
      virtualInterfaceId: 'dxvif-a',
      virtualInterfaceType: 'transit',
      virtualInterfaceState: 'available',
      connectionId: 'dxcon-a',
      virtualGatewayId: '',
      directConnectGatewayId: '',
      ...more,
    },
  ],
});
const attachment = (more: object = {}) => ({
  directConnectGatewayAttachments: [
    {
      directConnectGatewayId: 'dx-a',
      virtualInterfaceId: 'dxvif-a',
      virtualInterfaceRegion: 'us-east-1',
      attachmentState: 'attached',
      attachmentType: 'TransitVirtualInterface',
      ...more,
    },
  ],
});

test.each([
  [1500, undefined],
  [8500, 8500],
  [9001, 9001],
  [65535, undefined],
])('GEN-5 the largest packet of a virtual interface: %s', (mtu, expected) => {
  expect(only(read(gateway, virtualInterface({ mtu })), 'virtualInterfaces')['mtu']).toBe(expected);
});

test('DX-1 an attachment tells the gateway of a virtual interface', () => {
  const converted = read(gateway, virtualInterface(), attachment());
  expect(only(converted, 'virtualInterfaces')).toEqual({
    id: 'dxvif-a',
    virtualInterfaceType: 'transit',
    directConnectGateway: 'dx-a',
    state: 'available',
  });
  const detached = read(gateway, virtualInterface(), attachment({ attachmentState: 'detached' }));
  expect(only(detached, 'virtualInterfaces')).not.toHaveProperty('directConnectGateway');
});

test('DX-1 an attached virtual interface of another account is added, and said', () => {
  const converted = read(gateway, attachment({ attachmentType: 'PrivateVirtualInterface' }));
  expect(only(converted, 'virtualInterfaces')).toEqual({
    id: 'dxvif-a',
    virtualInterfaceType: 'private',
    directConnectGateway: 'dx-a',
  });
  expect(detailsOf(converted, 'named-not-listed').join()).toContain('describe-virtual-interfaces');
  expect(section(read(attachment()), 'virtualInterfaces')).toEqual([]);
});

test.each([
  ['a connection', { connections: [{ connectionId: 'dxcon-a', connectionState: 'down' }] }, 'dxcon-a'],
  [
    'a group of connections',
    {
      lags: [
        {
          lagId: 'dxlag-a',
          lagState: 'down',
          minimumLinks: 2,
          connections: [{ connectionId: 'dxcon-b', connectionState: 'available' }],
        },
      ],
    },
    'dxlag-a',
  ],
])('DX-15 %s that is down takes its virtual interfaces along', (_, answer, connectionId) => {
  const converted = read(virtualInterface({ connectionId }), answer);
  expect(only(converted, 'virtualInterfaces')['state']).toBe('down');
  expect(detailsOf(converted, 'carrier-down').join()).toContain(`\`${connectionId}\``);
});

test('a connection that is up, or whose state AWS has not heard, changes nothing', () => {
  for (const connectionState of ['available', 'unknown']) {
    const converted = read(virtualInterface(), {
      connections: [{ connectionId: 'dxcon-a', connectionState }],
    });
    expect(only(converted, 'virtualInterfaces')['state']).toBe('available');
    expect(converted.counts).toMatchObject([{ read: 1 }, { kind: 'connections', read: 1 }]);
  }
});

test('answers of Direct Connect are told from documents that have the same words', () => {
  const files = [
    { path: 'vifs.json', text: JSON.stringify(virtualInterface()) },
    { path: 'gateways.json', text: JSON.stringify(gateway) },
  ];
  const { network, diagnostics } = load(files);
  expect([...network.virtualInterfaces.keys()]).toEqual(['dxvif-a']);
  expect([...network.directConnectGateways.keys()]).toEqual(['dx-a']);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const document = 'virtualInterfaces: [{ id: dxvif-b, virtualInterfaceType: public }]';
  expect([...load([{ path: 'net.yaml', text: document }]).network.virtualInterfaces.keys()]).toEqual([
    'dxvif-b',
  ]);
});
