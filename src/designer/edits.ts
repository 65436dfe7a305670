/** What can be done to objects of the drawing: each is one undo step of the app's editor. */
import {
  applyPatch,
  copyText,
  createResource,
  duplicate,
  isNote,
  moveInto,
  paste,
  relationsBetween,
  removeResources,
} from '../../engine/editing.ts';
import type { Catalogue, PlainDocument, Relation, TypeDescription } from '../../engine/editing.ts';
import type { App } from '../state/app.svelte.ts';
import { noteOf } from '../state/notes.ts';
import type { Place, Point } from '../layout/canvas/types.ts';
import type { Board } from './board.svelte.ts';
import { placing } from './drawing.ts';
import type { Part } from './palette.ts';
import { startOf } from './starts.ts';
import type { StartName } from './starts.ts';

interface Open {
  readonly document: PlainDocument;
  readonly catalogue: Catalogue;
}

/** What an edit needs; `null` while there is none, or nothing may be changed. */
function openIn({ editor }: App): Open | null {
  const { document, catalogue, readOnly } = editor;
  return document === null || catalogue === null || readOnly ? null : { document, catalogue };
}

export interface AddOptions {
  /** Where it is to stand, or near what; the selection when it is left out. */
  readonly parent?: string | undefined;
  /** The keyboard goes to what was added. */
  readonly keyboard?: boolean;
}

/** Adds a resource, selects it and brings it into sight. */
export function addResource(
  app: App,
  type: TypeDescription,
  { parent, keyboard = false }: AddOptions = {},
): void {
  const open = openIn(app);
  if (open === null) return;
  const near = parent ?? app.selection.primary ?? undefined;
  const made = createResource(
    open.document,
    open.catalogue,
    type,
    near === undefined ? {} : { parent: near },
  );
  app.editor.apply(`Add ${nameAfter(open.document, made.patch, made.id)}`, made.patch);
  app.selection.seek(made.id, { keyboard, done: 'Add' });
}

function nameAfter(before: PlainDocument, patch: Parameters<typeof applyPatch>[1], id: string): string {
  const document = applyPatch(before, patch);
  for (const section of Object.values(document)) {
    if (!Array.isArray(section)) continue;
    for (const entry of section as readonly { readonly id?: unknown; readonly name?: unknown }[]) {
      if (entry?.id === id) return typeof entry.name === 'string' ? entry.name : id;
    }
  }
  return id;
}

/** One of the common beginnings, on a canvas that has nothing yet. */
export function addStart(app: App, name: StartName): void {
  const { document } = app.editor;
  if (document === null || app.editor.readOnly) return;
  const { title, sections } = startOf(name);
  const patch = Object.entries(sections).map(([section, entries]) => ({
    op: 'add' as const,
    path: `/${section}`,
    value: [...listIn(document, section), ...entries],
  }));
  app.editor.apply(`Start with ${title}`, patch);
}

function listIn(document: PlainDocument, section: string): readonly unknown[] {
  const list = document[section];
  return Array.isArray(list) ? list : [];
}

export function removeSelected(app: App): void {
  const open = openIn(app);
  const ids = stated(app, app.selection.ids);
  if (open === null || ids.length === 0) {
    if (app.selection.ids.length > 0) app.say('AWS makes this by itself: it cannot be deleted.');
    return;
  }
  const patch = removeResources(open.document, open.catalogue, ids);
  app.editor.apply(ids.length === 1 ? `Delete ${labelOf(app, ids)}` : `Delete ${ids.length} objects`, patch);
  app.selection.clear();
}

export function duplicateSelected(app: App): void {
  const open = openIn(app);
  const ids = stated(app, app.selection.ids);
  if (open === null || ids.length === 0) return;
  const made = duplicate(open.document, open.catalogue, ids);
  app.editor.apply(`Duplicate ${labelOf(app, ids)}`, made.patch);
  const [id] = made.ids;
  if (made.ids.length === 1 && id !== undefined) app.selection.seek(id, { keyboard: true });
  else app.selection.select(made.ids);
}

/** The selection as text for the clipboard; `null` when there is nothing to copy. */
export function copied(app: App): string | null {
  const open = openIn(app);
  const ids = stated(app, app.selection.ids);
  if (open === null || ids.length === 0) return null;
  return copyText(open.document, open.catalogue, ids);
}

/** @returns whether the text was a piece of a network */
export function pasteText(app: App, text: string): boolean {
  const open = openIn(app);
  if (open === null || !/^\s*\{/.test(text)) return false;
  const made = paste(open.document, open.catalogue, text, app.selection.primary ?? undefined);
  if ('refused' in made) {
    app.say(made.refused);
    return false;
  }
  app.editor.apply(made.ids.length === 1 ? 'Paste 1 object' : `Paste ${made.ids.length} objects`, made.patch);
  app.selection.select(made.ids);
  return true;
}

/** The frames that all of these may be moved into. */
export function legalParents({ app, scene, nodes }: Board, ids: readonly string[]): ReadonlySet<string> {
  const kinds = ids.map((id) => new Set(app.editor.typeOf(id)?.parents.map(({ kind }) => kind) ?? []));
  if (kinds.length === 0) return new Set();
  return new Set(
    scene.frames
      .filter(({ id, kind }) => {
        const as = kind === 'zone' ? 'vpc' : kind;
        return !ids.includes(id) && kinds.every((legal) => legal.has(as as 'vpc')) && nodes.has(id);
      })
      .map(({ id }) => id),
  );
}

/**
 * Puts objects into another frame; says why when they may not be there.
 *
 * @param by - how far the hand has moved them; `null` lets them be laid out
 */
export function moveObjects(
  board: Board,
  ids: readonly string[],
  target: string | null,
  by: Point | null,
): void {
  const { app } = board;
  const open = openIn(app);
  if (open === null) return;
  if (target === null) {
    app.say(`${board.nameOf(ids[0] ?? '')} stays where it was: it has to stand in a frame.`);
    return;
  }
  if (!legalParents(board, ids).has(target)) {
    app.say(`${board.nameOf(ids[0] ?? '')} stays where it was: it cannot stand in ${board.nameOf(target)}.`);
    return;
  }
  const moved = moveInto(open.document, open.catalogue, ids, target);
  if ('refused' in moved) {
    app.say(moved.refused);
    return;
  }
  const places = new Map<string, Place | null>();
  for (const id of ids) {
    const drawn = board.drawn(id);
    if (drawn === undefined) continue;
    places.set(id, by === null ? null : board.placeAt({ x: drawn.x + by.x, y: drawn.y + by.y }, target));
  }
  const after = applyPatch(open.document, moved);
  app.editor.apply(`Move ${labelOf(app, ids)} to ${board.nameOf(target)}`, [
    ...moved,
    ...placing(after, places),
  ]);
}

/** Drops a part of the palette onto the drawing. */
export function dropPart(board: Board, type: Part, at: Point): void {
  const frame = board.frameAt(at, []);
  if (type.kind === 'note') {
    const found = board.pick(at);
    const shape = found !== undefined && 'stands' in found ? found : undefined;
    board.writing.beginAt(at, shape ?? frame);
    return;
  }
  const legal = partParents(board, type);
  const chain = frame === undefined ? [] : [frame.id, ...board.ancestorsOf(frame.id)];
  const parent = chain.find((id) => legal.has(id));
  if (parent === undefined && type.parents.length > 0 && frame !== undefined) {
    board.app.say(
      `${withArticle(type.label)} does not stand in ${frame.name}. The frames that take one were lit.`,
    );
    return;
  }
  // What stands in no frame may still be for the one that it was dropped on: a database's subnet.
  addResource(board.app, type, {
    parent: parent ?? (type.parents.length === 0 ? frame?.id : undefined),
  });
}

/** The frames that a part of the palette may be dropped into; a note may be put anywhere. */
export function partParents({ scene }: Board, type: Part): ReadonlySet<string> {
  if (type.kind === 'note') return new Set();
  const kinds: ReadonlySet<string> = new Set(type.parents.map(({ kind }) => kind));
  return new Set(
    scene.frames
      .filter(({ kind }) => kinds.has(kind) || (kind === 'zone' && kinds.has('vpc')))
      .map(({ id }) => id),
  );
}

/** What may join two objects: only what would be valid. */
export function relationsOf(app: App, from: string, to: string): readonly Relation[] {
  const open = openIn(app);
  return open === null ? [] : relationsBetween(open.document, open.catalogue, from, to);
}

/** Those that the document has: what AWS makes by itself cannot be changed. */
export function stated(app: App, ids: readonly string[]): readonly string[] {
  return ids.filter((id) => app.editor.resource(id) !== undefined || noteOf(app.editor, id) !== undefined);
}

function labelOf(app: App, ids: readonly string[]): string {
  const [id = ''] = ids;
  if (ids.length > 1) return `${ids.length} objects`;
  const name = isNote(id) ? 'note' : app.editor.resource(id)?.['name'];
  return typeof name === 'string' ? name : id;
}

export function withArticle(label: string): string {
  return `${/^[aeio]/i.test(label) ? 'An' : 'A'} ${/^[A-Z]{2}/.test(label) ? label : label.toLowerCase()}`;
}
