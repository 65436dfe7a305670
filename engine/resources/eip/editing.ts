/** How people make and change an Elastic IP address. */
import type { Editing } from '../../model/editing.ts';

export const editing: Editing = {
  group: 'paths',
  shape: 'none',
  help: 'A public IPv4 address that stays yours.',
  idPrefix: 'eip',
  namePrefix: 'address',
  parents: [],
  fields: {
    publicIp: { label: 'Public IPv4 address', start: { find: 'public-address' } },
    networkInterface: { label: 'Network interface', references: ['network-interface'] },
    instance: { label: 'Instance', references: ['instance'] },
    privateIp: { label: 'Private IPv4 address', help: 'The primary one of the interface when absent.' },
  },
};
