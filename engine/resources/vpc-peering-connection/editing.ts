/** How people make and change a VPC peering connection. */
import type { Editing } from '../../model/editing.ts';

export const editing: Editing = {
  group: 'paths',
  shape: 'hop',
  help: 'Joins two VPCs whose addresses do not overlap.',
  idPrefix: 'pcx',
  namePrefix: 'peering',
  parents: [],
  fields: {
    requester: { label: 'Requester' },
    'requester.vpc': { label: 'VPC', references: ['vpc'], start: { find: 'resource' } },
    'requester.cidrBlocks': { label: 'IPv4 CIDR blocks', help: 'Of a VPC that this project does not hold.' },
    'requester.ipv6CidrBlocks': {
      label: 'IPv6 CIDR blocks',
      help: 'Of a VPC that this project does not hold.',
    },
    'requester.region': { label: 'Region' },
    'requester.ownerId': { label: 'Account' },
    'requester.allowDnsResolutionFromRemoteVpc': { label: 'DNS resolution from the other VPC' },
    accepter: { label: 'Accepter' },
    'accepter.vpc': { label: 'VPC', references: ['vpc'], start: { find: 'resource' } },
    'accepter.cidrBlocks': { label: 'IPv4 CIDR blocks', help: 'Of a VPC that this project does not hold.' },
    'accepter.ipv6CidrBlocks': {
      label: 'IPv6 CIDR blocks',
      help: 'Of a VPC that this project does not hold.',
    },
    'accepter.region': { label: 'Region' },
    'accepter.ownerId': { label: 'Account' },
    'accepter.allowDnsResolutionFromRemoteVpc': { label: 'DNS resolution from the other VPC' },
    status: { label: 'Status', help: 'Only an active connection carries traffic.' },
  },
};
