/** How people make and change a Resolver rule. */
import type { Editing } from '../../model/editing.ts';

export const editing: Editing = {
  group: 'paths',
  shape: 'none',
  help: 'Sends the queries for a domain to other resolvers.',
  idPrefix: 'rslvr-rr',
  namePrefix: 'resolver-rule',
  parents: [],
  fields: {
    domainName: {
      label: 'Domain name',
      help: 'A dot alone is every name.',
      start: { value: 'corp.internal' },
      example: 'corp.example',
    },
    ruleType: { label: 'Type', help: 'System leaves the queries to the VPC’s own resolver.' },
    targetIps: { label: 'Target IP addresses', help: 'The resolvers that are asked.' },
    'targetIps.ip': { label: 'IP address' },
    'targetIps.port': { label: 'Port' },
    resolverEndpoint: {
      label: 'Outbound endpoint',
      help: 'By which queries leave.',
      references: ['resolver-endpoint'],
    },
    vpcs: { label: 'VPCs', help: 'Those it is associated with.', references: ['vpc'] },
  },
};
