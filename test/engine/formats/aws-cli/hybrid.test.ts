/** Answers about VPN and Direct Connect. */
import { expect, test } from 'vitest';
import { only, read } from './dump.ts';

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
