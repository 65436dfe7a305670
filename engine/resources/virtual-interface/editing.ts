/** How people make and change a virtual interface. */
import type { Editing } from '../../model/editing.ts';

export const editing: Editing = {
  group: 'paths',
  shape: 'hop',
  help: 'A site’s way into AWS over a Direct Connect connection.',
  idPrefix: 'dxvif',
  namePrefix: 'vif',
  parents: [],
  fields: {
    virtualInterfaceType: { label: 'Type' },
    vpnGateway: {
      label: 'Virtual private gateway',
      help: 'A private interface may lead straight to one.',
      references: ['vpn-gateway'],
    },
    directConnectGateway: {
      label: 'Direct Connect gateway',
      references: ['direct-connect-gateway'],
      start: { find: 'resource' },
    },
    onPremisesNetwork: {
      label: 'On-premises network',
      references: ['on-premises-network'],
      start: { find: 'resource' },
    },
    state: { label: 'State' },
    bgpStatus: { label: 'BGP status' },
    announces: {
      label: 'Announced blocks',
      help: 'What the site announces; all blocks of its network when absent.',
    },
    asPathLength: { label: 'AS path length' },
    localPreference: { label: 'Local preference' },
    mtu: { label: 'MTU', help: 'Bytes of the largest packet.' },
    connection: { label: 'Connection', help: 'What the interface runs on.' },
    'connection.id': { label: 'Connection ID' },
    'connection.location': { label: 'Location' },
    'connection.device': { label: 'Device', help: 'Of AWS, at the location.' },
    'connection.bandwidth': { label: 'Bandwidth', help: 'Such as 10Gbps.' },
    'connection.hosted': { label: 'Hosted', help: 'Ordered from a partner.' },
    'connection.encrypted': { label: 'Encrypted', help: 'MACsec is in use.' },
    'connection.lag': { label: 'Link aggregation group' },
    'connection.lag.links': { label: 'Links' },
    'connection.lag.linksUp': { label: 'Links that are up' },
    'connection.lag.minimumLinks': { label: 'Minimum of links' },
    siteLinkEnabled: { label: 'SiteLink', help: 'Lets sites reach each other over Direct Connect.' },
  },
};
