/** How people make and change a VPC. */
import type { Editing } from '../../model/editing.ts';

export const editing: Editing = {
  group: 'containers',
  shape: 'frame',
  help: 'A network of your own, with address blocks that its subnets divide.',
  idPrefix: 'vpc',
  namePrefix: 'vpc',
  parents: [],
  fields: {
    cidrBlock: { label: 'IPv4 CIDR block', help: 'From /16 to /28.', start: { find: 'vpc-block' } },
    cidrBlocks: { label: 'Further IPv4 CIDR blocks' },
    ipv6CidrBlock: { label: 'IPv6 CIDR block', help: 'A /56 as AWS assigns it, or your own.' },
    ipv6CidrBlocks: { label: 'Further IPv6 CIDR blocks' },
    internetGateway: {
      label: 'Internet gateway',
      help: 'Attached to this VPC.',
      references: ['internet-gateway'],
    },
    egressOnlyInternetGateway: {
      label: 'Egress-only internet gateway',
      references: ['egress-only-internet-gateway'],
    },
    region: { label: 'Region', help: 'Such as us-east-1.', start: { find: 'region' } },
    ownerId: { label: 'Account', help: 'Id of the AWS account that owns it.' },
    isDefault: { label: 'Default VPC' },
    instanceTenancy: { label: 'Tenancy' },
    enableDnsSupport: { label: 'DNS resolution' },
    enableDnsHostnames: { label: 'DNS hostnames' },
  },
  brings: [
    { field: 'internetGateway', kind: 'internet-gateway', members: [], backField: 'vpc' },
    {
      field: 'egressOnlyInternetGateway',
      kind: 'egress-only-internet-gateway',
      members: [],
      backField: 'vpc',
    },
  ],
};
