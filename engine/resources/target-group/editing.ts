/** How people make and change a target group. */
import type { Editing } from '../../model/editing.ts';

export const editing: Editing = {
  group: 'paths',
  shape: 'none',
  help: 'What a load balancer forwards to.',
  idPrefix: 'tg',
  namePrefix: 'targets',
  parents: [{ field: 'vpc', kind: 'vpc' }],
  fields: {
    vpc: { label: 'VPC', references: ['vpc'] },
    targetType: { label: 'Target type' },
    protocol: { label: 'Protocol' },
    port: { label: 'Port', start: { value: 443 } },
    targets: { label: 'Targets' },
    'targets.id': {
      label: 'Target',
      help: 'An instance, an address, a function or a load balancer.',
      references: ['instance', 'lambda-function', 'load-balancer'],
      takesAddresses: true,
    },
    'targets.port': { label: 'Port' },
    'targets.availabilityZone': { label: 'Availability Zone' },
    'targets.health': { label: 'Health', help: 'Worked out from the health-check path when absent.' },
    crossZone: { label: 'Cross-zone load balancing', help: 'As the load balancer has it when not set.' },
    preserveClientIp: { label: 'Preserve client IP addresses' },
    healthCheckPort: { label: 'Health check port', help: 'The traffic port when absent.' },
    lambdaPermission: { label: 'Functions allow the call' },
    incomplete: { label: 'Has targets not listed here' },
  },
};
