/** The keys of the drawing while it has the keyboard; letters that work anywhere in the view are in the key table. */
import { isNote } from '../../engine/editing.ts';
import type { Board } from './board.svelte.ts';

export interface CanvasKeyActions {
  /** @returns whether a drag was under way */
  readonly cancel: () => boolean;
}

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** With nothing selected, arrows move the focus; what is selected they nudge, 8 px or with Shift 1 px. */
export function canvasKeys(board: Board, actions: CanvasKeyActions): (event: KeyboardEvent) => void {
  const { app, viewport } = board;
  return (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a') {
      const { shapes, notes } = board.scene;
      app.selection.select([...shapes, ...notes].map(({ id }) => id));
      event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = arrows[event.key];
    if (arrow !== undefined) {
      const [x, y] = arrow;
      const focused = board.focused;
      if (focused !== null && board.isSelected(focused) && !app.editor.readOnly) {
        const by = event.shiftKey ? 1 : 8;
        board.nudge(x * by, y * by);
      } else if (y !== 0) board.step(y > 0 ? 'in' : 'out');
      else board.step(x > 0 ? 'next' : 'previous');
    } else if (event.key === 'Enter' || event.key === ' ') {
      const { focused } = board;
      if (focused === null) return;
      const heap = board.scene.shapes.find(({ id, stands }) => id === focused && stands.length > 0);
      if (typeof heap?.parent === 'string') board.toggleOpened(heap.parent);
      else if (event.key === ' ' || event.shiftKey) app.selection.toggle(focused);
      else if (isNote(focused) && board.writing.open(focused)) app.selection.select(focused);
      else {
        app.selection.select(focused);
        app.panels.enterInspector(app.view);
      }
    } else if (event.key === 'Escape') {
      if (!actions.cancel()) app.selection.clear();
    } else if (event.key === '+' || event.key === '=') viewport.zoomBy(1.25);
    else if (event.key === '-') viewport.zoomBy(0.8);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}
