/** The note that is being written in its place on the drawing. Whichever way the writer leaves it, what stands there is kept. */
import { centre, overlap } from '../layout/canvas/boxes.ts';
import { placeFor } from '../layout/canvas/notes.ts';
import type { NoteGround } from '../layout/canvas/notes.ts';
import { note as sizes } from '../layout/canvas/sizes.ts';
import type { Point } from '../layout/canvas/types.ts';
import { keepNote, noteOf } from '../state/notes.ts';
import type { Board } from './board.svelte.ts';

interface Writing {
  /** `null` for one that is not there yet. */
  readonly id: string | null;
  readonly on: string | null;
  /** From the corner of what it is on. */
  readonly at: Point;
  /** The open project as it is numbered: another one gets nothing of it. */
  readonly project: number | undefined;
}

/** Room for a few lines of a note that has no text yet. */
const blank = { width: 160, height: 48 };

export class NoteWriting {
  readonly #board: Board;
  #writing: Writing | null = $state.raw(null);
  text = $state('');

  constructor(board: Board) {
    this.#board = board;
  }

  get isOpen(): boolean {
    return this.#writing !== null;
  }

  /** The note whose text is being changed; `null` while none is, or a new one is written. */
  get id(): string | null {
    return this.#writing?.id ?? null;
  }

  /** Where its corner is on the drawing. */
  readonly corner: Point = $derived.by(() => {
    if (this.#writing === null) return { x: 0, y: 0 };
    const { on, at } = this.#writing;
    const ground = this.#board.cornerOf(on);
    return { x: ground.x + at.x, y: ground.y + at.y };
  });

  /** @returns whether there is such a note, and it may be changed */
  open(id: string): boolean {
    const { editor } = this.#board.app;
    const note = noteOf(editor, id);
    if (note === undefined || editor.readOnly) return false;
    this.close();
    this.#begin({ id, on: note.on, at: { x: note.x, y: note.y } }, note.text);
    return true;
  }

  /** A new one, about what is selected; about nothing, in the middle of what is in sight. */
  begin(): void {
    const board = this.#board;
    const { primary } = board.app.selection;
    const ground = primary === null ? undefined : board.groundOf(primary);
    this.beginAt(
      ground === undefined ? this.#inSight() : placeFor(ground, blank, board.takenAround(ground)),
      ground,
    );
  }

  /** In the middle of what is in sight, under the notes that are there already. */
  #inSight(): Point {
    const { viewport, scene } = this.#board;
    const { x, y } = centre(viewport.window);
    const box = { ...blank, x: x - blank.width / 2, y: y - blank.height / 2 };
    for (let under = box; ; under = { ...under, y: under.y + blank.height + sizes.gap }) {
      if (!scene.notes.some((note) => overlap(note, under))) return { x: under.x, y: under.y };
    }
  }

  /** A new one at a point of the drawing. */
  beginAt(point: Point, ground: NoteGround | undefined): void {
    const board = this.#board;
    if (board.app.editor.document === null || board.app.editor.readOnly) return;
    this.close();
    const on = ground === undefined ? null : board.nameable(ground);
    this.#begin({ id: null, on, at: board.placeAt(point, on) }, '');
    board.viewport.reveal({ ...point, width: sizes.widest, height: blank.height });
  }

  /** @returns the id of the note as it is kept; `null` when there is none */
  close(): string | null {
    const writing = this.#writing;
    if (writing === null) return null;
    this.#writing = null;
    const { editor, workspace } = this.#board.app;
    if (workspace.project?.loaded.project !== writing.project) return null;
    return keepNote(editor, writing.id, { text: this.text, on: writing.on, ...writing.at });
  }

  #begin(writing: Omit<Writing, 'project'>, text: string): void {
    this.text = text;
    this.#writing = { ...writing, project: this.#board.app.workspace.project?.loaded.project };
  }
}
