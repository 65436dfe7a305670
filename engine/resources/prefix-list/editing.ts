/** How people make and change a prefix list. */
import type { Editing } from '../../model/editing.ts';

export const editing: Editing = {
  group: 'filters',
  shape: 'none',
  help: 'CIDR blocks under one name, for routes and rules.',
  idPrefix: 'pl',
  namePrefix: 'prefixes',
  parents: [],
  fields: {
    entries: { label: 'Entries', help: 'CIDR blocks; absent when they are not known.', start: { value: [] } },
    maxEntries: { label: 'Max entries', help: 'Counts in full against the quotas of what uses the list.' },
  },
};
