/** Answers about transit gateways, and what several of them say of one. */
import { describe, expect, test } from 'vitest';
import { only, read, readFiles, section } from './dump.ts';

const gateway = {
  TransitGateways: [
    {
      TransitGatewayId: 'tgw-a',
      TransitGatewayArn: 'arn:aws:ec2:us-east-2:111122223333:transit-gateway/tgw-a',
      OwnerId: '111122223333',
      State: 'available',
      Options: { AmazonSideAsn: 64512, VpnEcmpSupport: 'disable', SecurityGroupReferencingSupport: 'enable' },
      Tags: [{ Key: 'Name', Value: 'hub' }],
    },
  ],
};
const attachments = {
  TransitGatewayAttachments: [
    {
      TransitGatewayAttachmentId: 'tgw-attach-a',
      TransitGatewayId: 'tgw-a',
      ResourceType: 'vpc',
      ResourceId: 'vpc-a',
      State: 'available',
      Association: { TransitGatewayRouteTableId: 'tgw-rtb-a', State: 'associated' },
    },
    {
      TransitGatewayAttachmentId: 'tgw-attach-b',
      TransitGatewayId: 'tgw-a',
      ResourceType: 'vpn',
      ResourceId: 'vpn-b',
      State: 'available',
    },
  ],
};
const ofVpcs = {
  TransitGatewayVpcAttachments: [
    {
      TransitGatewayAttachmentId: 'tgw-attach-a',
      TransitGatewayId: 'tgw-a',
      VpcId: 'vpc-a',
      SubnetIds: ['subnet-a'],
      Options: { ApplianceModeSupport: 'enable', Ipv6Support: 'disable' },
    },
  ],
};
const tables = {
  TransitGatewayRouteTables: [
    {
      TransitGatewayRouteTableId: 'tgw-rtb-a',
      TransitGatewayId: 'tgw-a',
      DefaultAssociationRouteTable: true,
      DefaultPropagationRouteTable: false,
    },
  ],
};
const propagations = {
  TransitGatewayRouteTableId: 'tgw-rtb-a',
  TransitGatewayRouteTablePropagations: [
    { TransitGatewayAttachmentId: 'tgw-attach-a', State: 'enabled' },
    { TransitGatewayAttachmentId: 'tgw-attach-b', State: 'disabled' },
  ],
};
const search = {
  Routes: [
    {
      DestinationCidrBlock: '10.0.0.0/16',
      TransitGatewayAttachments: [{ TransitGatewayAttachmentId: 'tgw-attach-a' }],
      Type: 'propagated',
      State: 'active',
    },
    { DestinationCidrBlock: '10.9.0.0/16', Type: 'static', State: 'blackhole' },
  ],
  AdditionalRoutesAvailable: false,
};

test('a gateway with its options', () => {
  expect(only(read(gateway), 'transitGateways')).toMatchObject({
    id: 'tgw-a',
    name: 'hub',
    region: 'us-east-2',
    vpnEcmpSupport: false,
    securityGroupReferencingSupport: true,
  });
});

test('TGW-39 an attachment is associated as its answer says, never as defaults would have it', () => {
  const converted = read(gateway, attachments, ofVpcs, tables, propagations);
  expect(section(converted, 'transitGatewayAttachments')).toEqual([
    {
      id: 'tgw-attach-a',
      transitGateway: 'tgw-a',
      state: 'available',
      vpc: 'vpc-a',
      subnets: ['subnet-a'],
      applianceModeSupport: true,
      ipv6Support: false,
      routeTable: 'tgw-rtb-a',
      propagatesTo: ['tgw-rtb-a'],
    },
    {
      id: 'tgw-attach-b',
      transitGateway: 'tgw-a',
      state: 'available',
      vpnConnection: 'vpn-b',
      routeTable: 'none',
      propagatesTo: [],
    },
  ]);
});

describe('TGW-40 routes of a table', () => {
  test('in force, by the name of the file', () => {
    const converted = readFiles({ 'tables.json': tables, 'routes-tgw-rtb-a.json': search });
    expect(only(converted, 'transitGatewayRouteTables')).toEqual({
      id: 'tgw-rtb-a',
      transitGateway: 'tgw-a',
      defaultAssociationRouteTable: true,
      routesInForce: true,
      routes: [
        { destination: '10.0.0.0/16', attachment: ['tgw-attach-a'], type: 'propagated' },
        { destination: '10.9.0.0/16', type: 'static', state: 'blackhole' },
      ],
    });
  });

  test('of a cut answer the table is not whole', () => {
    const cut = { ...search, TransitGatewayRouteTableId: 'tgw-rtb-a', AdditionalRoutesAvailable: true };
    expect(only(read(tables, cut), 'transitGatewayRouteTables')).toMatchObject({ incomplete: true });
  });

  test('without any answer about its routes neither', () => {
    expect(only(read(tables), 'transitGatewayRouteTables')).toMatchObject({ incomplete: true });
  });
});

test('TGW-41 tables that no answer shows are not visible', () => {
  expect(only(read(gateway, attachments), 'transitGateways')).toMatchObject({ routeTablesVisible: false });
});

test('TGW-31 a peering, with the association of each side', () => {
  const peering = {
    TransitGatewayPeeringAttachments: [
      {
        TransitGatewayAttachmentId: 'tgw-attach-p',
        RequesterTgwInfo: { TransitGatewayId: 'tgw-a', OwnerId: '111122223333', Region: 'us-east-2' },
        AccepterTgwInfo: { TransitGatewayId: 'tgw-z', OwnerId: '111122223333', Region: 'eu-west-1' },
        State: 'available',
      },
    ],
  };
  const seen = {
    TransitGatewayAttachments: [
      {
        TransitGatewayAttachmentId: 'tgw-attach-p',
        TransitGatewayId: 'tgw-a',
        ResourceType: 'peering',
        ResourceId: 'tgw-z',
        State: 'available',
        Association: { TransitGatewayRouteTableId: 'tgw-rtb-a' },
      },
    ],
  };
  expect(only(read(peering, seen, tables), 'transitGatewayPeeringAttachments')).toMatchObject({
    requester: { transitGateway: 'tgw-a', routeTable: 'tgw-rtb-a' },
    accepter: { transitGateway: 'tgw-z', region: 'eu-west-1' },
  });
});

test('TGW-33 a Connect attachment and its peers', () => {
  const connect = {
    TransitGatewayConnects: [
      {
        TransitGatewayAttachmentId: 'tgw-attach-c',
        TransportTransitGatewayAttachmentId: 'tgw-attach-a',
        TransitGatewayId: 'tgw-a',
        State: 'available',
      },
    ],
  };
  const peers = {
    TransitGatewayConnectPeers: [
      {
        TransitGatewayConnectPeerId: 'tgw-connect-peer-1',
        TransitGatewayAttachmentId: 'tgw-attach-c',
        State: 'available',
        ConnectPeerConfiguration: { TransitGatewayAddress: '192.0.2.1', PeerAddress: '10.0.1.9' },
      },
    ],
  };
  expect(only(read(connect, peers), 'transitGatewayAttachments')).toEqual({
    id: 'tgw-attach-c',
    transitGateway: 'tgw-a',
    state: 'available',
    transportAttachment: 'tgw-attach-a',
    connectPeers: [{ transitGatewayAddress: '192.0.2.1', peerAddress: '10.0.1.9' }],
  });
});
