/** The views that work today, in the order of their tabs and number keys. */
import type { View } from '../state/link.ts';

export const viewTabs: readonly { readonly view: View; readonly label: string }[] = [
  { view: 'plan', label: 'Plan' },
  { view: 'design', label: 'Design' },
  { view: 'trace', label: 'Trace' },
  { view: 'learn', label: 'Learn' },
];
