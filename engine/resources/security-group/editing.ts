/** How people make and change a security group. */
import type { Editing } from '../../model/editing.ts';

export const editing: Editing = {
  group: 'filters',
  shape: 'none',
  help: 'A stateful filter at network interfaces, with rules that allow.',
  idPrefix: 'sg',
  namePrefix: 'group',
  parents: [{ field: 'vpc', kind: 'vpc' }],
  fields: {
    vpc: { label: 'VPC', references: ['vpc'] },
    ownerId: { label: 'Account', help: 'Id of the AWS account that owns it.' },
    isDefault: { label: 'Default security group', help: 'In force where no group is named.' },
    ingress: { label: 'Inbound rules' },
    egress: {
      label: 'Outbound rules',
      help: 'All traffic when absent; nothing new gets out when empty.',
      start: {
        value: [
          { protocol: '-1', to: ['0.0.0.0/0'] },
          { protocol: '-1', to: ['::/0'] },
        ],
      },
    },
    'ingress.from': {
      label: 'Source',
      help: 'CIDR blocks, addresses, security groups and prefix lists.',
      references: ['security-group', 'prefix-list'],
      takesAddresses: true,
    },
    'egress.to': {
      label: 'Destination',
      help: 'CIDR blocks, addresses, security groups and prefix lists.',
      references: ['security-group', 'prefix-list'],
      takesAddresses: true,
    },
    incomplete: { label: 'Has rules not listed here' },
  },
  filledIn: {
    idPrefix: 'default-group:',
    entry: { isDefault: true, ingress: [{ protocol: '-1', from: ['@id'] }] },
  },
};
