/** How people make and change a traffic mirror target. */
import type { Editing } from '../../model/editing.ts';

export const editing: Editing = {
  group: 'filters',
  shape: 'none',
  help: 'Where mirrored packets go: an interface, a network load balancer or a Gateway Load Balancer endpoint.',
  idPrefix: 'tmt',
  namePrefix: 'mirror-target',
  parents: [],
  fields: {
    networkInterface: {
      label: 'Network interface',
      help: 'Name one of the three.',
      references: ['network-interface'],
    },
    networkLoadBalancer: {
      label: 'Network Load Balancer',
      help: 'With a UDP listener on port 4789.',
      references: ['load-balancer'],
    },
    gatewayLoadBalancerEndpoint: { label: 'Gateway Load Balancer endpoint', references: ['vpc-endpoint'] },
  },
};
