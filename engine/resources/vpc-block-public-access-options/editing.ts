/** How people make and change VPC Block Public Access. */
import type { Editing } from '../../model/editing.ts';

export const editing: Editing = {
  group: 'account',
  shape: 'none',
  help: 'Keeps internet gateways of a whole Region from passing traffic.',
  idPrefix: 'bpa',
  namePrefix: 'block-public-access',
  parents: [],
  fields: {
    region: { label: 'Region', start: { find: 'region' } },
    ownerId: { label: 'Account' },
    internetGatewayBlockMode: { label: 'Block mode', start: { value: 'off' } },
    exclusionsAllowed: { label: 'Exclusions allowed' },
  },
};
