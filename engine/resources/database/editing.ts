/** How people make and change a database. */
import type { Editing } from '../../model/editing.ts';

export const editing: Editing = {
  group: 'compute',
  shape: 'endpoint',
  help: 'A database instance that AWS runs in a subnet.',
  idPrefix: 'db',
  namePrefix: 'database',
  parents: [],
  fields: {
    port: { label: 'Port', start: { value: 5432 } },
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
    subnets: {
      label: 'Subnet group',
      help: 'Where it may be after a failover.',
      references: ['subnet'],
    },
    networkInterfaces: {
      label: 'Network interfaces',
      help: 'Those that have an entry of their own.',
      references: ['network-interface'],
    },
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
