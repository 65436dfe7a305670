/** How people make and change a route table. */
import type { Editing } from '../../model/editing.ts';

export const editing: Editing = {
  group: 'paths',
  shape: 'none',
  help: 'Where packets go that leave a subnet or enter by a gateway.',
  idPrefix: 'rtb',
  namePrefix: 'routes',
  parents: [{ field: 'vpc', kind: 'vpc' }],
  fields: {
    vpc: { label: 'VPC', references: ['vpc'] },
    main: { label: 'Main route table', help: 'Used by subnets that name no table.' },
    gateway: {
      label: 'Edge association',
      help: 'The gateway whose inbound traffic this table routes.',
      references: ['internet-gateway', 'vpn-gateway', 'other-resource'],
    },
    routes: { label: 'Routes', help: 'The local route is implied.' },
    'routes.destination': {
      label: 'Destination',
      help: 'A CIDR block or a prefix list.',
      references: ['prefix-list'],
      takesAddresses: true,
    },
    'routes.target': {
      label: 'Target',
      references: [
        'internet-gateway',
        'nat-gateway',
        'egress-only-internet-gateway',
        'vpc-peering-connection',
        'transit-gateway',
        'vpn-gateway',
        'vpc-endpoint',
        'network-interface',
        'instance',
        'other-resource',
      ],
      words: ['local'],
    },
    'routes.state': { label: 'Status', help: 'As AWS reported it; in a design the target decides.' },
    'routes.propagation': { label: 'Propagated', help: 'How the route came here; nothing for a static one.' },
    propagatingVgws: {
      label: 'Route propagation',
      help: 'Virtual private gateways that put their routes into this table.',
      references: ['vpn-gateway', 'other-resource'],
    },
    incomplete: { label: 'Has routes not listed here' },
  },
  filledIn: { idPrefix: 'main:', entry: { main: true } },
};
