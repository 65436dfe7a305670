/** How people make and change a network firewall. */
import type { Editing } from '../../model/editing.ts';

export const editing: Editing = {
  group: 'filters',
  shape: 'hop',
  help: 'Inspects what routes lead to its endpoints.',
  idPrefix: 'firewall',
  namePrefix: 'firewall',
  parents: [{ field: 'vpc', kind: 'vpc' }],
  fields: {
    vpc: { label: 'VPC', help: 'None when it is attached to a transit gateway.', references: ['vpc'] },
    firewallPolicy: {
      label: 'Firewall policy',
      references: ['firewall-policy'],
      start: { find: 'resource' },
    },
    subnetMappings: {
      label: 'Subnets',
      help: 'Each gets an endpoint, which routes name.',
      start: { find: 'own-subnet' },
    },
    'subnetMappings.subnet': { label: 'Subnet', references: ['subnet'] },
    'subnetMappings.endpoint': { label: 'Endpoint ID', help: 'Made up when absent.' },
  },
  brings: [
    {
      field: 'subnetMappings',
      kind: 'vpc-endpoint',
      idPrefix: 'vpce:',
      members: [],
      isPart: true,
      each: { id: 'endpoint', otherwise: 'subnet' },
    },
  ],
};
