/** How people make and change a database proxy. */
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
  help: 'Stands in front of a database and opens connections of its own to it.',
  idPrefix: 'db-proxy',
  namePrefix: 'proxy',
  parents: [],
  fields: {
    database: { label: 'Database', references: ['database'], start: { find: 'resource' } },
    ...managedFields(),
    networkInterfaces: statedInterfaces,
    securityGroups: groupsOfInterfaces,
  },
  brings: [managedInterfaces()],
};
