/** How people make and change a customer gateway. */
import type { Editing } from '../../model/editing.ts';

export const editing: Editing = {
  group: 'paths',
  shape: 'hop',
  help: 'Your end of VPN connections: a router outside AWS.',
  idPrefix: 'cgw',
  namePrefix: 'router',
  parents: [],
  fields: {
    ipAddress: {
      label: 'IP address',
      help: 'Of the device, or of the NAT in front of it.',
      start: { find: 'public-address' },
    },
    bgpAsn: { label: 'BGP ASN' },
    state: { label: 'State' },
    onPremisesNetwork: {
      label: 'On-premises network',
      help: 'The network behind it.',
      references: ['on-premises-network'],
      start: { find: 'resource' },
    },
  },
};
