/** How people make and change a Resolver endpoint. */
import type { Editing } from '../../model/editing.ts';
import {
  groupsOfInterfaces,
  managedFields,
  managedInterfaces,
  statedInterfaces,
} from '../network-interface/managed-editing.ts';

export const editing: Editing = {
  group: 'paths',
  shape: 'endpoint',
  help: 'Lets DNS queries into a VPC, or sends them out to other resolvers.',
  idPrefix: 'rslvr',
  namePrefix: 'resolver',
  parents: [{ field: 'vpc', kind: 'vpc' }],
  fields: {
    vpc: { label: 'VPC', references: ['vpc'] },
    direction: { label: 'Direction', help: 'Inbound lets queries in, outbound sends them out.' },
    ...managedFields('interfaces', {
      label: 'Interfaces',
      help: 'One for each of its addresses.',
      start: { find: 'own-subnet' },
    }),
    networkInterfaces: statedInterfaces,
    securityGroups: groupsOfInterfaces,
    status: { label: 'Status' },
  },
  brings: [managedInterfaces()],
};
