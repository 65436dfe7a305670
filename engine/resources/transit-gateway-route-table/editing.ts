/** How people make and change a transit gateway route table. */
import type { Editing } from '../../model/editing.ts';

export const editing: Editing = {
  group: 'paths',
  shape: 'none',
  help: 'Where a transit gateway sends packets of the attachments that use it.',
  idPrefix: 'tgw-rtb',
  namePrefix: 'transit-routes',
  parents: [{ field: 'transitGateway', kind: 'transit-gateway' }],
  fields: {
    transitGateway: { label: 'Transit gateway', references: ['transit-gateway'] },
    routes: { label: 'Routes', help: 'Static ones; what attachments propagate is worked out.' },
    'routes.destination': {
      label: 'Destination',
      help: 'A CIDR block or a prefix list.',
      references: ['prefix-list'],
      takesAddresses: true,
    },
    'routes.attachment': {
      label: 'Attachment',
      help: 'None makes a blackhole.',
      references: ['transit-gateway-attachment', 'transit-gateway-peering-attachment'],
    },
    'routes.type': { label: 'Type' },
    'routes.state': { label: 'State' },
    routesInForce: {
      label: 'Lists every route in force',
      help: 'Propagated ones stand among the routes and are not worked out.',
    },
    defaultAssociationRouteTable: { label: 'Default association route table' },
    defaultPropagationRouteTable: { label: 'Default propagation route table' },
    incomplete: { label: 'Has routes not listed here' },
  },
};
