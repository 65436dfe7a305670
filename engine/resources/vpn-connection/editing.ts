/** How people make and change a VPN connection. */
import type { Editing } from '../../model/editing.ts';

export const editing: Editing = {
  group: 'paths',
  shape: 'hop',
  help: 'Two encrypted tunnels between AWS and a customer gateway.',
  idPrefix: 'vpn',
  namePrefix: 'vpn',
  parents: [],
  fields: {
    vpnGateway: {
      label: 'Virtual private gateway',
      help: 'None on a transit gateway, whose attachment names the connection.',
      references: ['vpn-gateway'],
      start: { find: 'resource' },
    },
    customerGateway: {
      label: 'Customer gateway',
      references: ['customer-gateway'],
      start: { find: 'resource' },
    },
    onPremisesNetwork: {
      label: 'On-premises network',
      help: 'At the other end, where the customer gateway does not name it.',
      references: ['on-premises-network'],
    },
    state: { label: 'State' },
    staticRoutesOnly: { label: 'Static routing', help: 'Instead of BGP.' },
    routes: { label: 'Static routes', help: 'CIDR blocks of the site.' },
    announces: {
      label: 'Announced blocks',
      help: 'What the site announces by BGP; all blocks of its network when absent.',
    },
    asPathLength: { label: 'AS path length' },
    med: { label: 'MED' },
    tunnels: { label: 'Tunnels', help: 'The state of each.' },
    tunnelInsideIpVersion: { label: 'IP version inside the tunnels' },
    outsideIpAddressType: {
      label: 'Outside IP address type',
      help: 'Private for a VPN over Direct Connect.',
    },
    enableAcceleration: { label: 'Acceleration' },
  },
};
