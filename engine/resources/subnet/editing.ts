/** How people make and change a subnet. */
import type { Editing } from '../../model/editing.ts';

export const editing: Editing = {
  group: 'containers',
  shape: 'frame',
  help: 'A part of a VPC’s addresses in one availability zone.',
  idPrefix: 'subnet',
  namePrefix: 'subnet',
  parents: [{ field: 'vpc', kind: 'vpc' }],
  fields: {
    vpc: { label: 'VPC', references: ['vpc'] },
    cidrBlock: {
      label: 'IPv4 CIDR block',
      help: 'Inside a block of the VPC, from /16 to /28.',
      start: { find: 'subnet-block' },
    },
    ipv6CidrBlock: { label: 'IPv6 CIDR block', help: 'A /64 inside an IPv6 block of the VPC.' },
    ipv6CidrBlocks: { label: 'Further IPv6 CIDR blocks' },
    availabilityZone: { label: 'Availability Zone', start: { find: 'zone' } },
    availabilityZoneId: { label: 'Availability Zone ID' },
    zoneType: { label: 'Zone type' },
    parentZone: { label: 'Parent zone', help: 'Of a Local Zone: the zone of the Region that it belongs to.' },
    routeTable: {
      label: 'Route table',
      help: 'The VPC’s main route table when none is chosen.',
      references: ['route-table'],
    },
    networkAcl: {
      label: 'Network ACL',
      help: 'The VPC’s default network ACL when none is chosen.',
      references: ['network-acl'],
    },
    mapPublicIpOnLaunch: { label: 'Auto-assign public IPv4 address' },
    enableDns64: { label: 'DNS64', help: 'Names without IPv6 addresses get ones that lead to NAT64.' },
    ownerId: { label: 'Account', help: 'Id of the AWS account that owns it.' },
  },
};
