/** How people make and change a peering of transit gateways. */
import type { Editing } from '../../model/editing.ts';

export const editing: Editing = {
  group: 'paths',
  shape: 'none',
  help: 'Joins two transit gateways, in one Region or two.',
  idPrefix: 'tgw-peer',
  namePrefix: 'transit-peering',
  parents: [],
  fields: {
    requester: { label: 'Requester' },
    'requester.transitGateway': { label: 'Transit gateway', references: ['transit-gateway'] },
    'requester.region': { label: 'Region' },
    'requester.ownerId': { label: 'Account' },
    'requester.routeTable': {
      label: 'Associated route table',
      help: 'For packets that come over the peering to this side.',
      references: ['transit-gateway-route-table'],
      words: ['none'],
    },
    accepter: { label: 'Accepter' },
    'accepter.transitGateway': { label: 'Transit gateway', references: ['transit-gateway'] },
    'accepter.region': { label: 'Region' },
    'accepter.ownerId': { label: 'Account' },
    'accepter.routeTable': {
      label: 'Associated route table',
      help: 'For packets that come over the peering to this side.',
      references: ['transit-gateway-route-table'],
      words: ['none'],
    },
    state: { label: 'State', help: 'Only an available peering carries traffic.' },
  },
};
