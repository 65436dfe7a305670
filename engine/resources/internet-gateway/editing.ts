/** How people make and change an internet gateway. */
import type { Editing } from '../../model/editing.ts';

export const editing: Editing = {
  group: 'paths',
  shape: 'hop',
  help: 'Leads to the internet and back, for what has a public address.',
  idPrefix: 'igw',
  namePrefix: 'igw',
  parents: [{ field: 'vpc', kind: 'vpc' }],
  onlyOne: true,
  fields: {
    vpc: { label: 'VPC', help: 'The VPC it is attached to.', references: ['vpc'] },
  },
};
