/** Ties the open project to the browser's lock: while another tab edits what this browser keeps, this one only shows it. */
import type { App } from '../state/app.svelte.ts';
import { Tabs } from '../state/tabs.ts';

const PATIENCE_MS = 1500;

export function tabsOf(app: App): Tabs {
  return new Tabs({
    locks: 'locks' in navigator ? navigator.locks : null,
    channel: 'BroadcastChannel' in globalThis ? new BroadcastChannel('hoplight') : null,
    settle: () => app.settle(),
    changed: (elsewhere) => (app.editor.readOnly = elsewhere),
    patience: PATIENCE_MS,
  });
}
