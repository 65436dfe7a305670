/** The parts of the rail: their names, and which of them can be opened now. */
import BookOpen from '@lucide/svelte/icons/book-open';
import FolderTree from '@lucide/svelte/icons/folder-tree';
import List from '@lucide/svelte/icons/list';
import Plus from '@lucide/svelte/icons/plus';
import type { View } from '../../state/link.ts';
import { partsOf } from '../../state/panels.svelte.ts';
import type { RailPart } from '../../state/panels.svelte.ts';

export const railIcons: Readonly<Record<RailPart, typeof Plus>> = {
  add: Plus,
  project: FolderTree,
  questions: List,
  story: BookOpen,
};

export const railLabels: Readonly<Record<RailPart, string>> = {
  add: 'Add',
  project: 'Project',
  questions: 'Questions',
  story: 'Story',
};

/** @param hasStory - the open project is a scenario */
export function railParts(view: View, hasStory: boolean): readonly RailPart[] {
  return partsOf[view].filter((part) => part !== 'story' || hasStory);
}
