/** How people make and change what the engine knows only by name. */
import type { Editing } from '../../model/editing.ts';

export const editing: Editing = {
  group: 'paths',
  shape: 'hop',
  help: 'Something that routes lead to and that traces do not walk through.',
  idPrefix: 'other',
  namePrefix: 'other',
  parents: [{ field: 'vpc', kind: 'vpc' }],
  fields: {
    type: { label: 'Type', help: 'What it is, in your words.', start: { value: 'Other' } },
    vpc: { label: 'VPC', references: ['vpc'] },
  },
};
