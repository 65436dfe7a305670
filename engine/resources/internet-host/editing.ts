/** How people make and change an internet host. */
import type { Editing } from '../../model/editing.ts';

export const editing: Editing = {
  group: 'compute',
  shape: 'endpoint',
  help: 'A machine on the internet that traffic comes from or goes to.',
  idPrefix: 'host',
  namePrefix: 'host',
  parents: [],
  fields: { address: { label: 'Public address', start: { find: 'public-address' } } },
};
