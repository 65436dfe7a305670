/** What the pointer does on the drawing: press selects, a drag moves, resizes, connects or draws a marquee. */
import { isNote } from '../../engine/editing.ts';
import { between } from '../layout/canvas/boxes.ts';
import type { Point } from '../layout/canvas/types.ts';
import type { Board } from './board.svelte.ts';
import { legalParents, moveObjects } from './edits.ts';

/** A press that goes less far than this is a press. */
const slack = 4;

interface Grip {
  readonly type: 'move' | 'resize' | 'connect' | 'marquee';
  readonly id: string;
  readonly from: Point;
  readonly page: Point;
}

export interface HandOptions {
  /** Something was dragged from the port of one object to another. */
  readonly onconnect: (from: string, to: string, at: { readonly x: number; readonly y: number }) => void;
}

export class Hand {
  readonly #board: Board;
  readonly #options: HandOptions;
  #grip: Grip | null = null;
  #moving = false;

  constructor(board: Board, options: HandOptions) {
    this.#board = board;
    this.#options = options;
  }

  readonly down = (event: PointerEvent): void => {
    if (event.button !== 0 || !(event.target instanceof Element) || event.pointerType === 'touch') return;
    const grip = gripAt(event.target);
    const type = grip?.type ?? (event.shiftKey ? 'marquee' : undefined);
    if (type === undefined || (type !== 'marquee' && this.#board.app.editor.readOnly)) return;
    this.#grip = {
      type,
      id: grip?.id ?? '',
      from: this.#board.viewport.at(event),
      page: { x: event.clientX, y: event.clientY },
    };
    this.#moving = false;
  };

  readonly move = (event: PointerEvent): void => {
    const grip = this.#grip;
    if (grip === null) return;
    const { x, y } = grip.page;
    if (!this.#moving && Math.abs(event.clientX - x) + Math.abs(event.clientY - y) < slack) return;
    if (!this.#moving && event.currentTarget instanceof Element)
      event.currentTarget.setPointerCapture(event.pointerId);
    this.#moving = true;
    const at = this.#board.viewport.at(event);
    if (grip.type === 'marquee') this.#board.marquee = between(grip.from, at);
    else this.#carry(grip, at);
  };

  readonly up = (event: PointerEvent): void => {
    const grip = this.#grip;
    this.#grip = null;
    if (grip === null || !this.#moving) return;
    const at = this.#board.viewport.at(event);
    const { drag, marquee, target } = this.#board;
    this.#letGo();
    if (grip.type === 'marquee') {
      if (marquee !== null)
        this.#board.app.selection.select([...this.#board.app.selection.ids, ...this.#board.inside(marquee)]);
    } else if (grip.type === 'resize') {
      const frame = this.#board.drawn(grip.id);
      if (frame !== undefined)
        this.#board.resize(grip.id, frame.width + at.x - grip.from.x, frame.height + at.y - grip.from.y);
    } else if (grip.type === 'connect') {
      const to = this.#board.pick(at)?.id;
      if (to !== undefined && to !== grip.id)
        this.#options.onconnect(grip.id, to, { x: event.clientX, y: event.clientY });
    } else if (drag !== null) this.#drop(drag.ids, drag.dx, drag.dy, target);
  };

  /** Escape: as if nothing had been moved. */
  cancel(): boolean {
    const wasMoving = this.#moving && this.#grip !== null;
    this.#grip = null;
    this.#letGo();
    return wasMoving;
  }

  /** The press that ends a drag selects nothing. */
  get justMoved(): boolean {
    const moved = this.#moving;
    this.#moving = false;
    return moved;
  }

  #letGo(): void {
    this.#board.drag = null;
    this.#board.marquee = null;
    this.#board.legal = new Set();
    this.#board.target = null;
  }

  #carry(grip: Grip, at: Point): void {
    const board = this.#board;
    const [dx, dy] = [at.x - grip.from.x, at.y - grip.from.y];
    if (grip.type === 'resize' || grip.type === 'connect') {
      board.drag = { ids: [grip.id], dx, dy };
      if (grip.type === 'connect') board.target = board.pick(at)?.id ?? null;
      return;
    }
    const ids =
      board.drag?.ids ?? (board.isSelected(grip.id) ? board.outermost(board.app.selection.ids) : [grip.id]);
    if (board.drag === null)
      board.legal = legalParents(
        board,
        ids.filter((id) => !isNote(id)),
      );
    board.drag = { ids, dx, dy };
    const frame = board.frameAt(at, ids);
    board.target = frame?.id ?? null;
  }

  #drop(ids: readonly string[], dx: number, dy: number, target: string | null): void {
    const board = this.#board;
    const [only] = ids;
    if (ids.length === 1 && only !== undefined && isNote(only)) return board.dropNote(only, dx, dy, target);
    // Notes may be anywhere, and go along.
    const objects = ids.filter((id) => !isNote(id));
    const stays = objects.every((id) => {
      const drawn = board.drawn(id);
      return (
        drawn === undefined ||
        drawn.parent === target ||
        isOnEdge(board, id) ||
        (target === null && drawn.parent === null)
      );
    });
    const isFree = objects.every((id) => board.drawn(id)?.parent === null);
    if (stays || isFree) board.drop(ids, dx, dy);
    else moveObjects(board, objects, target, { x: dx, y: dy });
  }
}

function isOnEdge(board: Board, id: string): boolean {
  return board.nodes.get(id)?.edge === true;
}

function gripAt(target: Element): { readonly type: Grip['type']; readonly id: string } | undefined {
  const resize = target.closest<SVGElement>('[data-resize]');
  if (resize !== null) return { type: 'resize', id: resize.dataset['resize'] ?? '' };
  const port = target.closest<SVGElement>('[data-port]');
  if (port !== null) return { type: 'connect', id: port.dataset['port'] ?? '' };
  const grip = target.closest<SVGElement>('[data-grip]');
  return grip === null ? undefined : { type: 'move', id: grip.dataset['grip'] ?? '' };
}
