/** Runs the commands of the key table. */
import type { App } from '../state/app.svelte.ts';
import { commandOf } from '../state/keys.ts';
import type { Command } from '../state/keys.ts';

export interface PageActions {
  readonly focusSearch: () => void;
  readonly copyText: () => void;
  readonly copyLink: () => void;
}

export function keyHandler(getApp: () => App, page: PageActions): (event: KeyboardEvent) => void {
  return (event) => {
    const app = getApp();
    if (event.defaultPrevented || document.querySelector('dialog[open]') !== null) return;
    const target = event.target instanceof HTMLElement ? event.target : null;
    const typing = isIn(target, 'input:not([type=range]), textarea, select');
    const pressable = isIn(target, 'button, a, summary, [role=slider]');
    const command = commandOf(event, app.view, typing, pressable);
    if (command === undefined) return;
    if (typing && command !== 'copy-link') return;
    event.preventDefault();
    run(command, app, page);
  };
}

function isIn(target: HTMLElement | null, selector: string): boolean {
  return target !== null && target.closest(selector) !== null;
}

function run(command: Command, app: App, page: PageActions): void {
  const { walk } = app.tracer;
  switch (command) {
    case 'view-plan':
      return app.show('plan');
    case 'view-trace':
      return app.show('trace');
    case 'view-learn':
      return app.show('learn');
    case 'keys':
    case 'open':
    case 'problems':
      app.dialog = command;
      return;
    case 'search':
      return page.focusSearch();
    case 'new-trace':
      app.show('trace');
      requestAnimationFrame(page.focusSearch);
      return;
    case 'back':
      return walk.back();
    case 'on':
      return walk.on();
    case 'play':
      return walk.togglePlay();
    case 'blocker':
      return walk.nextBlocker();
    case 'swap':
      void app.swap();
      return;
    case 'copy-text':
      return page.copyText();
    case 'copy-link':
      return page.copyLink();
    case 'undo':
      return app.planner.undo();
    case 'redo':
      return app.planner.redo();
    case 'split':
      return app.planner.splitChosen();
    case 'join':
      return app.planner.joinChosen();
    case 'pin':
      return app.planner.togglePin();
    case 'split-into':
      return app.planner.askSplit();
    case 'bulk-split':
      app.planner.dialog = { kind: 'bulk' };
      return;
    case 'allocate':
    case 'export':
    case 'import':
      app.planner.dialog = { kind: command };
      return;
    default:
      return command satisfies never;
  }
}
