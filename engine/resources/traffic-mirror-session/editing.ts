/** How people make and change a traffic mirror session. */
import type { Editing } from '../../model/editing.ts';

export const editing: Editing = {
  group: 'filters',
  shape: 'none',
  help: 'Copies what an interface sends and receives to a traffic mirror target.',
  idPrefix: 'tms',
  namePrefix: 'mirror',
  parents: [],
  fields: {
    networkInterface: {
      label: 'Mirror source',
      references: ['network-interface'],
      start: { find: 'resource' },
    },
    trafficMirrorTarget: {
      label: 'Mirror target',
      references: ['traffic-mirror-target'],
      start: { find: 'resource' },
    },
    trafficMirrorFilter: {
      label: 'Filter',
      references: ['traffic-mirror-filter'],
      start: { find: 'resource' },
    },
    sessionNumber: {
      label: 'Session number',
      help: 'Of several sessions on one source the lowest that accepts a packet has it.',
    },
    virtualNetworkId: { label: 'VNI', help: 'The VXLAN network identifier; AWS picks one when absent.' },
    packetLength: { label: 'Packet length', help: 'Bytes of each packet that are copied; all when absent.' },
  },
};
