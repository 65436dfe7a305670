/** How people change the interfaces of a service that documents write beside it: the forms of what `managed.ts` reads. */
import type { Brought, Editing, FieldFacts, Start } from '../../model/editing.ts';

interface ListFacts {
  readonly label: string;
  readonly help: string;
  readonly start: Start;
}

const oneInEach: ListFacts = {
  label: 'Interfaces',
  help: 'One in each of its subnets.',
  start: { find: 'own-subnet' },
};

/**
 * The list of interfaces, with what each of them states.
 *
 * @param list - the field that holds it
 */
export function managedFields(list = 'interfaces', facts: ListFacts = oneInEach): Editing['fields'] {
  return {
    [list]: facts,
    [`${list}.subnet`]: { label: 'Subnet', references: ['subnet'] },
    [`${list}.privateIp`]: { label: 'Private IPv4 address' },
    [`${list}.publicIp`]: { label: 'Public IPv4 address' },
    [`${list}.ipv6Addresses`]: { label: 'IPv6 addresses' },
    [`${list}.networkInterface`]: { label: 'Interface ID', help: 'Made up when absent.' },
  };
}

/** Each of them is a network interface. */
export function managedInterfaces(list = 'interfaces'): Brought {
  return {
    field: list,
    kind: 'network-interface',
    idPrefix: 'eni:',
    members: [],
    isPart: true,
    each: { id: 'networkInterface', otherwise: 'subnet' },
  };
}

/** The field `networkInterfaces` of a service. */
export const statedInterfaces: FieldFacts = {
  label: 'Network interfaces',
  help: 'Those that have an entry of their own.',
  references: ['network-interface'],
};

/** The field `securityGroups` of a service whose interfaces always have some. */
export const groupsOfInterfaces: FieldFacts = {
  label: 'Security groups',
  help: 'The VPC’s default group when none is named.',
  references: ['security-group'],
};
