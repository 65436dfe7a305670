/** How people make and change a VPC Block Public Access exclusion. */
import type { Editing } from '../../model/editing.ts';

export const editing: Editing = {
  group: 'account',
  shape: 'none',
  help: 'Exempts a VPC or a subnet from VPC Block Public Access.',
  idPrefix: 'bpa-exclude',
  namePrefix: 'exclusion',
  parents: [
    { field: 'vpc', kind: 'vpc' },
    { field: 'subnet', kind: 'subnet' },
  ],
  fields: {
    vpc: { label: 'VPC', references: ['vpc'] },
    subnet: { label: 'Subnet', references: ['subnet'] },
    internetGatewayExclusionMode: { label: 'Exclusion mode' },
  },
};
