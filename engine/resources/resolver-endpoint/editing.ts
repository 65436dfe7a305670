/** How people make and change a Resolver endpoint. */
import type { Editing } from '../../model/editing.ts';

export const editing: Editing = {
  group: 'paths',
  shape: 'endpoint',
  help: 'Lets DNS queries into a VPC, or sends them out to other resolvers.',
  idPrefix: 'rslvr',
  namePrefix: 'resolver',
  parents: [{ field: 'vpc', kind: 'vpc' }],
  fields: {
    vpc: { label: 'VPC', references: ['vpc'] },
    direction: { label: 'Direction', help: 'Inbound lets queries in, outbound sends them out.' },
    interfaces: {
      label: 'Interfaces',
      help: 'One for each of its addresses.',
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
    securityGroups: {
      label: 'Security groups',
      help: 'The VPC’s default group when none is named.',
      references: ['security-group'],
    },
    status: { label: 'Status' },
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
