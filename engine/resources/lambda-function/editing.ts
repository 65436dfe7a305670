/** How people make and change a Lambda function. */
import type { Editing } from '../../model/editing.ts';

export const editing: Editing = {
  group: 'compute',
  shape: 'endpoint',
  help: 'A function, with interfaces in subnets of a VPC.',
  idPrefix: 'lambda',
  namePrefix: 'function',
  parents: [],
  fields: {
    interfaces: {
      label: 'Interfaces',
      help: 'One in each of its subnets.',
      start: { find: 'own-subnet' },
    },
    'interfaces.subnet': { label: 'Subnet', references: ['subnet'] },
    'interfaces.privateIp': { label: 'Private IPv4 address' },
    'interfaces.publicIp': { label: 'Public IPv4 address' },
    'interfaces.ipv6Addresses': { label: 'IPv6 addresses' },
    'interfaces.networkInterface': { label: 'Interface ID', help: 'Made up when absent.' },
    networkInterfaces: {
      label: 'Network interfaces',
      help: 'Those that have an entry of their own.',
      references: ['network-interface'],
    },
    inVpc: { label: 'In a VPC', help: 'Off: it runs in a network of Lambda’s own.' },
    securityGroups: {
      label: 'Security groups',
      help: 'The VPC’s default group when none is named.',
      references: ['security-group'],
    },
  },
  brings: [
    {
      field: 'interfaces',
      kind: 'network-interface',
      idPrefix: 'eni:',
      members: [],
      isPart: true,
      each: { id: 'networkInterface', otherwise: 'subnet' },
    },
  ],
};
