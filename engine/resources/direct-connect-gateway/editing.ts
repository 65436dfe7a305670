/** How people make and change a Direct Connect gateway. */
import type { Editing } from '../../model/editing.ts';

export const editing: Editing = {
  group: 'paths',
  shape: 'hop',
  help: 'Joins virtual interfaces with the gateways of VPCs in any Region.',
  idPrefix: 'dxgw',
  namePrefix: 'dxgw',
  parents: [],
  fields: {
    amazonSideAsn: { label: 'Amazon side ASN' },
    state: { label: 'State' },
    associations: {
      label: 'Associations',
      help: 'Virtual private gateways or transit gateways, never both.',
    },
    'associations.gateway': { label: 'Gateway', references: ['vpn-gateway', 'transit-gateway'] },
    'associations.allowedPrefixes': {
      label: 'Allowed prefixes',
      help: 'What is announced to the site.',
    },
    'associations.state': { label: 'State' },
  },
};
