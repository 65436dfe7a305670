/** How people make and change an egress-only internet gateway. */
import type { Editing } from '../../model/editing.ts';

export const editing: Editing = {
  group: 'paths',
  shape: 'hop',
  help: 'Leads IPv6 out to the internet, and only answers back.',
  idPrefix: 'eigw',
  namePrefix: 'eigw',
  parents: [{ field: 'vpc', kind: 'vpc' }],
  onlyOne: true,
  fields: {
    vpc: { label: 'VPC', help: 'The VPC it is attached to.', references: ['vpc'] },
  },
};
