/** How people make and change a NAT gateway. */
import type { Editing } from '../../model/editing.ts';

export const editing: Editing = {
  group: 'paths',
  shape: 'hop',
  help: 'Lets private addresses open connections outwards, under its own address.',
  idPrefix: 'nat',
  namePrefix: 'nat',
  parents: [
    { field: 'subnet', kind: 'subnet' },
    { field: 'vpc', kind: 'vpc' },
  ],
  needs: ['internet-gateway'],
  fields: {
    subnet: { label: 'Subnet', help: 'Where a zonal gateway stands.', references: ['subnet'] },
    vpc: {
      label: 'VPC',
      help: 'Named by a regional gateway, which stands in no subnet.',
      references: ['vpc'],
    },
    availabilityMode: { label: 'Availability mode' },
    autoScaling: { label: 'Serves new zones by itself', help: 'Regional gateways only.' },
    connectivityType: { label: 'Connectivity type' },
    state: { label: 'State' },
    privateIp: { label: 'Private IPv4 address', start: { find: 'private-address' } },
    publicIp: { label: 'Elastic IP address', start: { find: 'public-address' } },
    networkInterface: { label: 'Network interface', references: ['network-interface'] },
    addresses: { label: 'Further addresses' },
    'addresses.networkInterface': { label: 'Network interface', references: ['network-interface'] },
    'addresses.privateIp': { label: 'Private IPv4 address', start: { find: 'private-address' } },
    'addresses.publicIp': { label: 'Elastic IP address' },
    'addresses.availabilityZone': { label: 'Availability Zone' },
    'addresses.status': { label: 'Status', help: 'Only addresses that `succeeded` are used.' },
    routeTable: { label: 'Route table', help: 'Of a regional gateway.', references: ['route-table'] },
  },
  brings: [
    {
      field: 'privateIp',
      kind: 'network-interface',
      idPrefix: 'eni:',
      members: ['subnet', 'privateIp', 'publicIp'],
      isPart: true,
    },
  ],
};
