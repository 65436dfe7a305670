/** How people make and change an instance. */
import type { Editing } from '../../model/editing.ts';

export const editing: Editing = {
  group: 'compute',
  shape: 'endpoint',
  help: 'A virtual machine in a subnet.',
  idPrefix: 'i',
  namePrefix: 'instance',
  parents: [{ field: 'subnet', kind: 'subnet' }],
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
    state: { label: 'State' },
    vpcCni: {
      label: 'Pods of EKS',
      help: 'How the VPC CNI of an EKS node sends what its pods send.',
    },
    'vpcCni.externalSnat': {
      label: 'External source NAT',
      help: 'Pods keep their addresses beyond the VPC; else the node puts its own in.',
    },
    'vpcCni.excludeSnatCidrs': { label: 'Blocks without source NAT' },
    'vpcCni.podSecurityGroupEnforcingMode': { label: 'Enforcing mode of groups for pods' },
    metadataHttpEndpoint: { label: 'Instance metadata service' },
  },
  brings: [
    {
      field: 'subnet',
      kind: 'network-interface',
      idPrefix: 'eni:',
      members: [
        'subnet',
        'privateIp',
        'publicIp',
        'ipv6Addresses',
        'securityGroups',
        'sourceDestCheck',
        'forwarding',
      ],
      backField: 'instance',
    },
  ],
};
