/** How people make and change a VPC endpoint. */
import type { Editing } from '../../model/editing.ts';
import {
  groupsOfInterfaces,
  managedInterfaces,
  statedInterfaces,
} from '../network-interface/managed-editing.ts';

export const editing: Editing = {
  group: 'paths',
  shape: 'hop',
  help: 'Leads to a service without crossing the internet.',
  idPrefix: 'vpce',
  namePrefix: 'endpoint',
  parents: [{ field: 'vpc', kind: 'vpc' }],
  fields: {
    vpc: { label: 'VPC', references: ['vpc'] },
    vpcEndpointType: { label: 'Type', start: { value: 'Interface' } },
    serviceName: { label: 'Service name', help: 'Such as com.amazonaws.us-east-1.sqs.' },
    serviceRegion: { label: 'Region of the service', help: 'Where it is not that of the VPC.' },
    state: { label: 'State' },
    routeTables: {
      label: 'Route tables',
      help: 'Of a gateway endpoint: the tables that lead to it.',
      references: ['route-table'],
    },
    prefixList: {
      label: 'Prefix list',
      help: 'Of a gateway endpoint: the addresses of the service.',
      references: ['prefix-list'],
    },
    // Without a public address, unlike those of other services.
    interfaces: {
      label: 'Interfaces',
      help: 'One in each of its subnets.',
      start: { find: 'own-subnet' },
    },
    'interfaces.subnet': { label: 'Subnet', references: ['subnet'] },
    'interfaces.privateIp': { label: 'Private IPv4 address' },
    'interfaces.ipv6Addresses': { label: 'IPv6 addresses' },
    'interfaces.networkInterface': { label: 'Interface ID', help: 'Made up when absent.' },
    networkInterfaces: statedInterfaces,
    securityGroups: groupsOfInterfaces,
    subnet: { label: 'Subnet', help: 'Of a Gateway Load Balancer endpoint.', references: ['subnet'] },
    privateDnsEnabled: { label: 'Private DNS names' },
    privateDnsOnlyForInboundResolverEndpoint: {
      label: 'Private DNS names for resolver inbound endpoints only',
    },
    dnsNames: { label: 'DNS names', help: 'That lead to it, as AWS lists them.' },
    policy: { label: 'Policy', help: 'What another one than the default lets through is not evaluated.' },
    ipAddressType: { label: 'IP address type' },
    resourceGateway: {
      label: 'Resource gateway',
      help: 'Its interfaces in the VPC of the resource.',
      references: ['network-interface'],
    },
    resourceAddress: { label: 'Address of the resource' },
    firewall: {
      label: 'Network firewall',
      help: 'The firewall whose endpoint this is.',
      references: ['network-firewall'],
    },
  },
  brings: [managedInterfaces()],
};
