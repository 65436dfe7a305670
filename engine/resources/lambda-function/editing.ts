/** How people make and change a Lambda function. */
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
  help: 'A function, with interfaces in subnets of a VPC.',
  idPrefix: 'lambda',
  namePrefix: 'function',
  parents: [],
  fields: {
    ...managedFields(),
    networkInterfaces: statedInterfaces,
    inVpc: { label: 'In a VPC', help: 'Off: it runs in a network of Lambda’s own.' },
    securityGroups: groupsOfInterfaces,
  },
  brings: [managedInterfaces()],
};
