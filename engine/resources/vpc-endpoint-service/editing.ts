/** How people make and change an endpoint service. */
import type { Editing } from '../../model/editing.ts';

export const editing: Editing = {
  group: 'paths',
  shape: 'hop',
  help: 'Offers what stands behind a load balancer to VPC endpoints.',
  idPrefix: 'vpce-svc',
  namePrefix: 'service',
  parents: [],
  fields: {
    serviceName: { label: 'Service name', help: 'What endpoints give; the ID when absent.' },
    loadBalancers: {
      label: 'Load balancers',
      help: 'Network or Gateway Load Balancers.',
      references: ['load-balancer'],
    },
    state: { label: 'State' },
  },
};
