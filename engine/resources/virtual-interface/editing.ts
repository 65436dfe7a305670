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
    siteLinkEnabled: { label: 'SiteLink', help: 'Lets sites reach each other over Direct Connect.' },
  },
};
