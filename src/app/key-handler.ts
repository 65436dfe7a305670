/** Finds the command of a key and runs it, when something on screen can. */
import type { App } from '../state/app.svelte.ts';
import { commandOf } from '../state/keys.ts';

export function keyHandler(getApp: () => App): (event: KeyboardEvent) => void {
  return (event) => {
    const app = getApp();
    if (event.defaultPrevented || document.querySelector('dialog[open]') !== null) return;
    const target = event.target instanceof HTMLElement ? event.target : null;
    const typing = isIn(target, 'input:not([type=range]), textarea, select, [contenteditable]');
    const pressable = isIn(target, 'button, a, summary, [role=slider]');
    const command = commandOf(event, app.view, typing, pressable, app.keyChoices.current);
    if (command !== undefined && app.commands.run(command)) event.preventDefault();
  };
}

function isIn(target: HTMLElement | null, selector: string): boolean {
  return target !== null && target.closest(selector) !== null;
}
