/** How people make and change a traffic mirror filter. */
import type { Editing } from '../../model/editing.ts';

const everything = [{ ruleNumber: 100, ruleAction: 'accept' }];

export const editing: Editing = {
  group: 'filters',
  shape: 'none',
  help: 'Which packets of a mirror source are copied.',
  idPrefix: 'tmf',
  namePrefix: 'mirror-filter',
  parents: [],
  fields: {
    ingress: {
      label: 'Inbound rules',
      help: 'Of packets that the source receives; what no rule accepts is not copied.',
      start: { value: everything },
    },
    egress: {
      label: 'Outbound rules',
      help: 'Of packets that the source sends; what no rule accepts is not copied.',
      start: { value: everything },
    },
    incomplete: { label: 'Has rules not listed here' },
  },
};
