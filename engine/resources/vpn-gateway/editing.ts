/** How people make and change a virtual private gateway. */
import type { Editing } from '../../model/editing.ts';

export const editing: Editing = {
  group: 'paths',
  shape: 'hop',
  help: 'The VPC’s side of VPN connections and of Direct Connect.',
  idPrefix: 'vgw',
  namePrefix: 'vgw',
  parents: [{ field: 'vpc', kind: 'vpc' }],
  onlyOne: true,
  fields: {
    vpc: { label: 'VPC', help: 'The VPC it is attached to.', references: ['vpc'] },
    amazonSideAsn: { label: 'Amazon side ASN' },
    state: { label: 'State' },
  },
};
