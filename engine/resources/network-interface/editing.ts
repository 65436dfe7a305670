/** How people make and change a network interface. */
import type { Editing } from '../../model/editing.ts';

export const editing: Editing = {
  group: 'compute',
  shape: 'endpoint',
  help: 'A place in a subnet with addresses and security groups of its own.',
  idPrefix: 'eni',
  namePrefix: 'interface',
  parents: [
    { field: 'subnet', kind: 'subnet' },
    { field: 'instance', kind: 'instance' },
  ],
  fields: {
    subnet: { label: 'Subnet', references: ['subnet'] },
    privateIp: { label: 'Private IPv4 address', start: { find: 'private-address' } },
    publicIp: {
      label: 'Public IPv4 address',
      help: 'Mapped to the private address by the internet gateway.',
    },
    ipv6Addresses: { label: 'IPv6 addresses' },
    securityGroups: {
      label: 'Security groups',
      help: 'The VPC’s default group when none is named.',
      references: ['security-group'],
    },
    sourceDestCheck: {
      label: 'Source/destination check',
      help: 'Turned off for what forwards packets of others.',
    },
    forwarding: { label: 'Forwarding', help: 'What the machine does with packets of others.' },
    secondaryPrivateIps: { label: 'Secondary private addresses' },
    prefixes: { label: 'Delegated prefixes' },
    instance: { label: 'Instance', help: 'What it is attached to.', references: ['instance'] },
    trunk: {
      label: 'Trunk interface',
      help: 'Of a branch interface: the one of the node that it is on.',
      references: ['network-interface'],
    },
    deviceIndex: { label: 'Device index', help: '0 is the primary interface of its instance.' },
    status: { label: 'Status', help: 'An `available` interface is not attached and answers nothing.' },
    interfaceType: { label: 'Interface type' },
    managedBy: { label: 'Managed by' },
    description: { label: 'Description' },
  },
};
