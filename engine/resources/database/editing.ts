/** How people make and change a database. */
import type { Editing } from '../../model/editing.ts';
import {
  groupsOfInterfaces,
  managedFields,
  managedInterfaces,
  statedInterfaces,
} from '../network-interface/managed-editing.ts';

export const editing: Editing = {
  group: 'compute',
  shape: 'endpoint',
  help: 'A database instance that AWS runs in a subnet.',
  idPrefix: 'db',
  namePrefix: 'database',
  parents: [],
  fields: {
    port: { label: 'Port', start: { value: 5432 } },
    ...managedFields(),
    subnets: {
      label: 'Subnet group',
      help: 'Where it may be after a failover.',
      references: ['subnet'],
    },
    networkInterfaces: statedInterfaces,
    securityGroups: groupsOfInterfaces,
  },
  brings: [managedInterfaces()],
};
