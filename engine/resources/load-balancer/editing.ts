/** How people make and change a load balancer. */
import type { Editing } from '../../model/editing.ts';
import { managedFields, managedInterfaces, statedInterfaces } from '../network-interface/managed-editing.ts';

export const editing: Editing = {
  group: 'paths',
  shape: 'hop',
  help: 'Spreads connections over targets: application, network, gateway or classic.',
  idPrefix: 'lb',
  namePrefix: 'balancer',
  parents: [{ field: 'vpc', kind: 'vpc' }],
  fields: {
    ownerId: { label: 'Owner', help: 'The account that has it, where it is not that of the VPC.' },
    vpc: { label: 'VPC', references: ['vpc'] },
    // One subnet is enough for a network load balancer; an application load balancer needs two zones (ELB-9).
    type: { label: 'Type', start: { value: 'network' } },
    scheme: { label: 'Scheme', start: { value: 'internal' } },
    ...managedFields('nodes', {
      label: 'Nodes',
      help: 'One in each of its subnets.',
      start: { find: 'zone-subnets' },
    }),
    networkInterfaces: statedInterfaces,
    securityGroups: {
      label: 'Security groups',
      help: 'A network load balancer without any filters nothing.',
      references: ['security-group'],
    },
    listeners: { label: 'Listeners' },
    'listeners.protocol': { label: 'Protocol' },
    'listeners.port': { label: 'Port' },
    'listeners.targetGroup': { label: 'Target group', references: ['target-group'] },
    'listeners.forward': { label: 'Weighted target groups' },
    'listeners.forward.targetGroup': { label: 'Target group', references: ['target-group'] },
    'listeners.forward.weight': { label: 'Weight' },
    'listeners.answer': { label: 'Answers itself', help: 'Instead of forwarding.' },
    crossZone: {
      label: 'Cross-zone load balancing',
      help: 'On for application load balancers and off for others when not set.',
    },
    ipv6DenyAllIgwTraffic: {
      label: 'Refuse IPv6 from internet gateways',
      help: 'On for internal load balancers when not set.',
    },
    enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: {
      label: 'Inbound rules filter PrivateLink traffic',
    },
    incomplete: { label: 'Has listeners not listed here' },
  },
  brings: [managedInterfaces('nodes')],
};
