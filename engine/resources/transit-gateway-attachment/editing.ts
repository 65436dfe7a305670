/** How people make and change a transit gateway attachment. */
import type { Editing } from '../../model/editing.ts';

export const editing: Editing = {
  group: 'paths',
  shape: 'none',
  help: 'Attaches a VPC, a VPN connection or a Direct Connect gateway to a transit gateway.',
  idPrefix: 'tgw-attach',
  namePrefix: 'attachment',
  parents: [],
  fields: {
    transitGateway: { label: 'Transit gateway', references: ['transit-gateway'] },
    state: { label: 'State' },
    vpc: { label: 'VPC', references: ['vpc'], start: { find: 'resource' } },
    subnets: {
      label: 'Subnets',
      help: 'Of a VPC: one in each zone that is to reach the transit gateway.',
      references: ['subnet'],
      start: { find: 'zone-subnets' },
    },
    applianceModeSupport: {
      label: 'Appliance mode',
      help: 'Keeps both directions of a flow in one zone, for firewalls.',
    },
    ipv6Support: { label: 'IPv6 support' },
    dnsSupport: { label: 'DNS support' },
    securityGroupReferencingSupport: { label: 'Security group referencing support' },
    vpnConnection: { label: 'VPN connection', references: ['vpn-connection'] },
    directConnectGateway: { label: 'Direct Connect gateway', references: ['direct-connect-gateway'] },
    transportAttachment: {
      label: 'Transport attachment',
      help: 'What carries a Connect attachment.',
      references: ['transit-gateway-attachment'],
    },
    connectPeers: { label: 'Connect peers' },
    'connectPeers.transitGatewayAddress': { label: 'Transit gateway address' },
    'connectPeers.peerAddress': { label: 'Peer address' },
    'connectPeers.announces': { label: 'Announced blocks' },
    firewall: { label: 'Network firewall', references: ['network-firewall'] },
    availabilityZones: { label: 'Availability Zones', help: 'Of a firewall: where it is enabled.' },
    resourceType: { label: 'Resource type', help: 'Of anything else that is attached.' },
    resource: { label: 'Resource ID', help: 'Of anything else that is attached.' },
    routeTable: {
      label: 'Associated route table',
      help: 'For packets that come from here; the default table when none is chosen.',
      references: ['transit-gateway-route-table'],
      words: ['none'],
    },
    propagatesTo: {
      label: 'Propagates to',
      help: 'Tables that get its routes; the default table when none is chosen.',
      references: ['transit-gateway-route-table'],
    },
  },
};
