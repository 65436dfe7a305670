/** Finds the command of a key and runs it, when something on screen can. */
import type { App } from '../state/app.svelte.ts';
import { commandOf } from '../state/keys.ts';

export function keyHandler(getApp: () => App): (event: KeyboardEvent) => void {
  return (event) => {
    const app = getApp();
    if (event.defaultPrevented || document.querySelector('dialog[open]') !== null) return;
    if (app.dialog !== null) return ahead(app, event);
    const target = event.target instanceof HTMLElement ? event.target : null;
    const typing = isIn(target, 'input:not([type=range]), textarea, select, [contenteditable]');
    const pressable = isIn(target, 'button, a, summary, [role=slider]');
    const command = commandOf(event, app.view, typing, pressable, app.keyChoices.current);
    if (command !== undefined && app.commands.run(command)) event.preventDefault();
  };
}

/** A dialog was asked for and is not there yet: what is typed is meant for it, and no command. */
function ahead(app: App, event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Escape') app.dialog = null;
  else if (event.key.length === 1) app.typedAhead += event.key;
  else return;
  event.preventDefault();
}

function isIn(target: HTMLElement | null, selector: string): boolean {
  return target !== null && target.closest(selector) !== null;
}
