/** How people make and change a hosted zone. */
import type { Editing } from '../../model/editing.ts';

export const editing: Editing = {
  group: 'paths',
  shape: 'none',
  help: 'What the names of a domain give, for everybody or in some VPCs.',
  idPrefix: 'zone',
  namePrefix: 'zone',
  parents: [],
  fields: {
    domainName: {
      label: 'Domain name',
      help: 'Such as corp.example.',
      start: { value: 'corp.internal' },
      example: 'corp.example',
    },
    privateZone: { label: 'Private', help: 'It answers in its VPCs only.', start: { value: true } },
    vpcs: { label: 'VPCs', help: 'Those that a private zone answers in.', references: ['vpc'] },
    records: { label: 'Records', start: { value: [] } },
    'records.name': { label: 'Name', help: 'In full, such as db.corp.example.', example: 'db.corp.internal' },
    'records.type': { label: 'Type' },
    'records.values': {
      label: 'Values',
      help: 'Addresses, or the one name of a CNAME.',
      example: '10.0.0.10',
    },
    'records.aliasTarget': {
      label: 'Alias of',
      help: 'A load balancer, an endpoint, or a name.',
      references: ['load-balancer', 'vpc-endpoint'],
    },
  },
};
