/**
 * The canvas as it stands: the drawing of the open project, what is focused, dragged and shown. Selection and document
 * are the app's; this is what only a drawing has.
 */
/* eslint-disable svelte/prefer-svelte-reactivity -- every collection here is made anew and never changed once it is shown */
import { untrack } from 'svelte';
import { MediaQuery } from 'svelte/reactivity';
import type { App } from '../state/app.svelte.ts';
import { applyPatch, isNote, notesFrom, writeNotes, writtenNotes } from '../../engine/editing.ts';
import type { Note } from '../../engine/editing.ts';
import type { DiagramNode } from '../../engine/index.ts';
import { aligned } from '../layout/canvas/align.ts';
import type { Alignment } from '../layout/canvas/align.ts';
import { around, bottom, centre, holdsPoint, overlap, right } from '../layout/canvas/boxes.ts';
import { visibleIn } from '../layout/canvas/detail.ts';
import { placedNotes } from '../layout/canvas/notes.ts';
import type { NoteGround } from '../layout/canvas/notes.ts';
import { pickerOf } from '../layout/canvas/pick.ts';
import { arrange, sceneOf, wantedLinks } from '../layout/canvas/scene.ts';
import { step } from '../layout/canvas/sizes.ts';
import { inTheWayOf } from '../layout/canvas/titles.ts';
import { trafficOf } from '../layout/canvas/traffic.ts';
import type { Box, Place, Point, SceneFrame, SceneNote, SceneShape, Wire } from '../layout/canvas/types.ts';
import { routing } from '../layout/canvas/wires.ts';
import { forgettingPlaces, hiddenIn, placesIn, placing, showing, writtenIn } from './drawing.ts';
import type { Layer } from './drawing.ts';
import { NoteWriting } from './note-writing.svelte.ts';
import { atOnce, inSlices } from './slices.ts';
import { spokenName } from './spoken.ts';
import { Viewport } from './viewport.svelte.ts';

/** Wires of so few links are there together with what they join; those of more come a moment later. */
const mostLinksAtOnce = 16;

export type Drawn = SceneFrame | SceneShape | SceneNote;

/** A hand holds objects over the drawing. */
export interface Drag {
  readonly ids: readonly string[];
  readonly dx: number;
  readonly dy: number;
}

export class Board {
  readonly app: App;
  readonly viewport = new Viewport((event) => this.mayPan(event));
  readonly writing = new NoteWriting(this);
  drag: Drag | null = $state.raw(null);
  marquee: Box | null = $state.raw(null);
  /** Frames that may take what is dragged, and the one under the hand. */
  legal: ReadonlySet<string> = $state.raw(new Set());
  target: string | null = $state(null);
  /** The object that has the keyboard. */
  #focused: string | null = $state(null);
  #opened: ReadonlySet<string> = $state.raw(new Set());
  #fitted = false;
  /** How the drawing was shown last: no state, for nobody is to be told. */
  #painted = false;

  constructor(app: App) {
    this.app = app;
    // Whoever comes with a selection goes on from there.
    this.#focused = app.selection.primary;
    $effect(() => {
      const { links } = this.#wanted;
      const { around: surroundings } = this.arrangement;
      return untrack(() => {
        const ways = routing(links, surroundings);
        if (links.length > mostLinksAtOnce) return inSlices(ways, (wires) => (this.#wires = wires));
        this.#wires = atOnce(ways);
        return undefined;
      });
    });
  }

  // Most edits change neither, and then nothing is laid out anew.
  readonly #writtenPlaces = $derived.by(() => writtenIn(this.app.editor.document, 'places'));
  readonly #writtenHidden = $derived.by(() => writtenIn(this.app.editor.document, 'hidden'));
  readonly #writtenNotes = $derived.by(() => writtenNotes(this.app.editor.document));
  readonly places = $derived.by(() => placesIn(this.#writtenPlaces));
  readonly hidden = $derived.by(() => hiddenIn(this.#writtenHidden));
  readonly arrangement = $derived.by(() =>
    arrange(this.app.editor.diagram, { places: this.places, opened: this.#opened }),
  );
  /** As the document has them, by id. */
  readonly #notes: ReadonlyMap<string, Note> = $derived.by(
    () => new Map(notesFrom(this.#writtenNotes).map((note) => [note.id, note])),
  );
  readonly #placedNotes: ReadonlyMap<string, SceneNote> = $derived.by(() => {
    const placed = placedNotes([...this.#notes.values()], (id) => this.groundOf(id));
    return new Map(placed.map((note) => [note.id, note]));
  });
  readonly #wanted = $derived.by(() =>
    wantedLinks(this.app.editor.diagram, this.arrangement, {
      selected: () => this.app.selection.ids,
      groups: !this.hidden.has('groups'),
    }),
  );
  /** Those found last: of what has just been moved they come a moment later. */
  #wires: readonly Wire[] = $state.raw([]);
  readonly scene = $derived.by(() => {
    const { middleOf } = this.arrangement.around;
    const wires = this.#wires.filter(({ from }) => middleOf(from) !== undefined);
    const notes = [...this.#placedNotes.values()];
    return sceneOf(this.app.editor.diagram, this.arrangement, { wires, sparse: this.#wanted.sparse, notes });
  });
  /** On paper there is all of the drawing, and nothing is painted: paper has no pixels. */
  readonly paper = new MediaQuery('print');
  readonly visible = $derived.by(() => {
    const scene = this.hidden.has('routes')
      ? { ...this.scene, wires: this.scene.wires.filter(({ kind }) => kind !== 'route') }
      : this.scene;
    if (this.paper.current) {
      const all = visibleIn(scene, scene.bounds, 1, { zooming: false, painted: false });
      return { ...all, many: false };
    }
    const visible = visibleIn(scene, this.viewport.window, this.viewport.scale, {
      zooming: this.viewport.zooming,
      painted: this.#painted,
    });
    this.#painted = visible.many;
    return visible;
  });
  readonly pick = $derived(pickerOf(this.scene));
  readonly traffic = $derived.by(() => {
    const { told, decisions } = this.app.tracer;
    if (told === null || this.hidden.has('traffic')) return null;
    return trafficOf(told, decisions, this.app.editor.diagram, this.arrangement);
  });
  /** What the titles of frames keep clear of. */
  readonly inTheWay = $derived.by(() => inTheWayOf(this.scene, this.traffic));
  readonly nodes: ReadonlyMap<string, DiagramNode> = $derived.by(
    () => new Map(this.app.editor.diagram.nodes.map((node) => [node.id, node])),
  );
  /** The heap that each of the objects too many to draw is part of. */
  readonly #heaps: ReadonlyMap<string, SceneShape> = $derived.by(
    () => new Map(this.arrangement.shapes.flatMap((shape) => shape.stands.map((id) => [id, shape]))),
  );
  /** The worst problem of each object. */
  readonly problems: ReadonlyMap<string, 'error' | 'warning'> = $derived.by(() => {
    const found = new Map<string, 'error' | 'warning'>();
    const { problems } = this.app.workspace;
    for (const { resource, severity } of problems) {
      if (resource === undefined || severity === 'info') continue;
      const drawn = this.drawnFor(resource)?.id ?? resource;
      if (found.get(drawn) !== 'error') found.set(drawn, severity);
    }
    return found;
  });

  get isEmpty(): boolean {
    const { frames, shapes, notes } = this.scene;
    return frames.length + shapes.length + notes.length === 0;
  }

  get focused(): string | null {
    return this.#focused;
  }

  /** Gives an object the keyboard, brings it into sight and says what it is. */
  focus(id: string, spoken = true): void {
    this.#focused = id;
    const drawn = this.drawn(id);
    if (drawn === undefined) return;
    this.viewport.show(drawn);
    if (spoken) this.app.say(spokenName(id, this.nodes));
  }

  /** Gives the keyboard to an object that was pressed: it is in sight, and the drawing stays where it is. */
  press(id: string): void {
    this.#focused = id;
  }

  drawn(id: string): Drawn | undefined {
    return this.#standing(id) ?? this.#placedNotes.get(id);
  }

  /** What stands for an object on the drawing: itself, the machine it is part of, its heap. */
  drawnFor(id: string): Drawn | undefined {
    return this.groundOf(id) ?? this.#placedNotes.get(id);
  }

  /** The same for all but notes: what a note can be on. */
  groundOf(id: string): NoteGround | undefined {
    const own = this.#standing(id);
    if (own !== undefined) return own;
    const heap = this.#heaps.get(id);
    if (heap !== undefined) return heap;
    const node = this.nodes.get(id);
    return node?.kind === 'network-interface' && node.parent !== null
      ? this.#standing(node.parent)
      : undefined;
  }

  #standing(id: string): NoteGround | undefined {
    return this.arrangement.around.frames.get(id) ?? this.arrangement.around.shapes.get(id);
  }

  isSelected(id: string): boolean {
    return this.app.selection.has(id);
  }

  /** All in sight, the first time it can be measured, and then for as long as nobody has looked elsewhere. */
  keepInSight(): void {
    if (this.viewport.width === 0 || this.isEmpty) return;
    if (this.#fitted) this.viewport.follow(this.scene.bounds);
    else this.viewport.fit(this.scene.bounds);
    this.#fitted = true;
  }

  fit(): void {
    this.viewport.fit(this.scene.bounds);
  }

  fitSelection(): void {
    const boxes = this.app.selection.ids.flatMap((id) => this.drawnFor(id) ?? []);
    if (boxes.length === 0) return this.fit();
    const box = around(boxes);
    this.viewport.fit(
      { x: box.x - 80, y: box.y - 80, width: box.width + 160, height: box.height + 160 },
      1.6,
    );
  }

  /** What is selected stays in sight, also where the inspector takes the place it was in. */
  revealSelection(): void {
    const { primary } = this.app.selection;
    const drawn = primary === null ? undefined : this.drawnFor(primary);
    if (drawn !== undefined && this.viewport.width > 0) this.viewport.reveal(drawn);
  }

  /** The focused object, or what is drawn of those around it; `undefined` when nothing is. */
  get focusedDrawn(): Drawn | undefined {
    let at = this.#focused;
    while (at !== null) {
      const drawn = this.drawnFor(at);
      if (drawn !== undefined) return drawn;
      at = this.nodes.get(at)?.parent ?? null;
    }
    return undefined;
  }

  /** Brings an object into sight that has just been made or asked for. @returns whether it is drawn already */
  reveal(id: string): boolean {
    const drawn = this.drawnFor(id);
    this.#focused = drawn?.id ?? id;
    if (drawn !== undefined) this.viewport.show(drawn);
    return drawn !== undefined;
  }

  /** Shows every endpoint of a subnet, or their number again. */
  toggleOpened(subnet: string): void {
    const opened = new Set(this.#opened);
    if (!opened.delete(subnet)) opened.add(subnet);
    this.#opened = opened;
  }

  /* layers and places */

  toggleLayer(layer: Layer): void {
    const { document } = this.app.editor;
    if (document === null) return;
    const hidden = new Set(this.hidden);
    const isHidden = hidden.delete(layer);
    if (!isHidden) hidden.add(layer);
    this.app.editor.apply(isHidden ? `Show ${layer}` : `Hide ${layer}`, showing(document, hidden));
  }

  /** Lays everything out again; what hands have placed gives up its place. */
  tidy(): void {
    const { document } = this.app.editor;
    if (document === null) return;
    const patch = forgettingPlaces(document);
    if (patch.length === 0) this.app.say('Everything stands in its place already.');
    else this.app.editor.apply('Tidy', patch);
    requestAnimationFrame(() => this.fit());
  }

  /** Moves what is selected by whole px; on the edge of a VPC along it. */
  nudge(dx: number, dy: number): void {
    this.#place('Nudge', this.#moved(this.#alike(this.#outermost(this.app.selection.ids), dx, dy), false));
  }

  /** Puts what is selected in line, or at even distances. */
  align(how: Alignment, step: string): void {
    const boxes = this.#outermost(this.app.selection.ids).flatMap((id) => {
      const drawn = this.drawn(id);
      return drawn === undefined ? [] : [[id, drawn] as const];
    });
    this.#place(step, this.#moved(aligned(new Map(boxes), how), false));
  }

  /** Puts objects down where the hand has let them go, in the frame they were in. */
  drop(ids: readonly string[], dx: number, dy: number): void {
    const [id = ''] = ids;
    this.#place(
      ids.length > 1 ? 'Move objects' : isNote(id) ? 'Move note' : `Move ${this.nameOf(id)}`,
      this.#moved(this.#alike(ids, dx, dy), true),
    );
  }

  /** Puts a note down where the hand has let it go. One that is about a symbol stays so; any other is on the frame beneath. */
  dropNote(id: string, dx: number, dy: number, frame: string | null): void {
    const drawn = this.#placedNotes.get(id);
    const on = this.#notes.get(id)?.on ?? null;
    if (drawn === undefined) return;
    const isTied = drawn.parent !== null && this.arrangement.around.shapes.has(drawn.parent);
    this.#ground(id, isTied ? on : frame, { x: drawn.x + dx, y: drawn.y + dy }, true);
  }

  /** Ties a note to another object, or to none; it stays where it stands. */
  tieNote(id: string, to: string | null): void {
    const drawn = this.#placedNotes.get(id);
    if (drawn !== undefined) this.#ground(id, to, drawn, false);
  }

  #ground(id: string, on: string | null, at: Point, onGrid: boolean): void {
    const { document } = this.app.editor;
    const note = this.#notes.get(id);
    if (document === null || note === undefined) return;
    const corner = this.cornerOf(on);
    const place = { x: at.x - corner.x, y: at.y - corner.y };
    const to = onGrid ? { x: snap(place.x), y: snap(place.y) } : place;
    const patch = writeNotes(document, new Map([[id, { text: note.text, on, ...to }]]));
    const ground = on === null ? 'on the drawing' : `on ${spokenName(on, this.nodes)}`;
    this.app.editor.apply('Move note', patch, `Move note, ${ground}.`);
  }

  /** What can be tied to by a note, nearest first. */
  groundsNear(id: string): readonly NoteGround[] {
    const note = this.#placedNotes.get(id);
    if (note === undefined) return [];
    const from = centre(note);
    const distance = (box: Box) => Math.hypot(centre(box).x - from.x, centre(box).y - from.y);
    return [...this.arrangement.frames, ...this.arrangement.shapes]
      .filter((ground) => this.nodes.has(ground.id) && ground.id !== note.parent)
      .sort((a, b) => distance(a) - distance(b));
  }

  /** What a note about an object is not to cover: everything but the frames around that. */
  takenAround(ground: NoteGround): readonly Box[] {
    const around = new Set([ground.id, ...this.ancestorsOf(ground.id)]);
    const { frames, shapes, notes } = this.scene;
    return [...frames.filter(({ id }) => !around.has(id)), ...shapes, ...notes];
  }

  /** The id by which a document names what is drawn: of a heap, that of the first in it. */
  nameable(ground: NoteGround): string {
    return ('stands' in ground ? ground.stands[0] : undefined) ?? ground.id;
  }

  /** Makes a frame as large as wanted; what is in it is the least. */
  resize(id: string, width: number, height: number): void {
    const frame = this.arrangement.around.frames.get(id);
    if (frame === undefined) return;
    const corner = this.cornerOf(frame.parent);
    const place = { x: frame.x - corner.x, y: frame.y - corner.y, width: snap(width), height: snap(height) };
    this.#place(`Resize ${frame.name}`, new Map([[id, place]]));
  }

  /** The place that a point of the drawing is for something in a frame. */
  placeAt(point: Point, parent: string | null): Place {
    const corner = this.cornerOf(parent);
    return { x: snap(point.x - corner.x), y: snap(point.y - corner.y) };
  }

  nameOf(id: string): string {
    return this.nodes.get(id)?.name ?? this.drawn(id)?.name ?? id;
  }

  /** All go the same way. */
  #alike(ids: readonly string[], x: number, y: number): ReadonlyMap<string, Point> {
    return new Map(ids.map((id) => [id, { x, y }]));
  }

  #moved(ways: ReadonlyMap<string, Point>, onGrid: boolean): Map<string, Place> {
    const changes = new Map<string, Place>();
    for (const [id, way] of ways) {
      const drawn = this.drawn(id);
      if (drawn === undefined) continue;
      const corner = this.cornerOf(drawn.parent);
      const kept = this.places[id];
      const to = { x: drawn.x - corner.x + way.x, y: drawn.y - corner.y + way.y };
      changes.set(id, {
        ...(onGrid ? { x: snap(to.x), y: snap(to.y) } : to),
        ...(kept?.width !== undefined && { width: kept.width }),
        ...(kept?.height !== undefined && { height: kept.height }),
      });
    }
    return changes;
  }

  #place(step: string, changes: ReadonlyMap<string, Place>): void {
    const { document } = this.app.editor;
    if (document === null || changes.size === 0) return;
    const [id] = changes.keys();
    const said = id === undefined ? null : `${step}. ${spokenName(id, this.nodes)}.`;
    const notes = new Map([...changes].flatMap(([each, at]) => this.#noteAt(each, at)));
    const patch = placing(document, new Map([...changes].filter(([each]) => !notes.has(each))));
    const moved = notes.size === 0 ? [] : writeNotes(applyPatch(document, patch), notes);
    this.app.editor.apply(step, [...patch, ...moved], said);
  }

  #noteAt(id: string, { x, y }: Place): [id: string, note: Omit<Note, 'id'>][] {
    const note = this.#notes.get(id);
    return note === undefined ? [] : [[id, { text: note.text, on: note.on, x, y }]];
  }

  /** Where what stands on an object has its origin. */
  cornerOf(parent: string | null): Point {
    const ground = parent === null ? undefined : this.groundOf(parent);
    return { x: ground?.x ?? 0, y: ground?.y ?? 0 };
  }

  /** Without what stands in another of them, which moves along. */
  #outermost(ids: readonly string[]): readonly string[] {
    const chosen = new Set(ids.flatMap((id) => this.drawnFor(id)?.id ?? []));
    return [...chosen].filter((id) => !this.ancestorsOf(id).some((above) => chosen.has(above)));
  }

  outermost(ids: readonly string[]): readonly string[] {
    return this.#outermost(ids);
  }

  /** These and everything that stands in them. */
  withContents(ids: readonly string[]): readonly string[] {
    const found = new Set(ids);
    for (const { id, parent } of this.#everything()) {
      if (parent !== null && found.has(parent)) found.add(id);
    }
    return [...found];
  }

  /** Each after what it stands in. */
  #everything(): readonly Drawn[] {
    const { frames, shapes, notes } = this.scene;
    return [...frames, ...shapes, ...notes];
  }

  /** The frames around an object, innermost first. */
  ancestorsOf(id: string): readonly string[] {
    const found: string[] = [];
    let at = this.drawn(id)?.parent ?? null;
    while (at !== null) {
      found.push(at);
      at = this.drawn(at)?.parent ?? null;
    }
    return found;
  }

  /* the pointer */

  mayPan(event: MouseEvent | TouchEvent): boolean {
    if (event.type === 'touchstart') return true;
    const isMiddle = 'button' in event && event.button === 1;
    if (isMiddle) return true;
    if (event.shiftKey || ('button' in event && event.button !== 0)) return false;
    return (
      event.target instanceof Element &&
      event.target.closest('[data-grip], [data-resize], [data-port]') === null
    );
  }

  /** The innermost frame at a point that is not one of `without` or in one of them. */
  frameAt(point: Point, without: readonly string[]): SceneFrame | undefined {
    const left = new Set(without);
    return [...this.scene.frames]
      .reverse()
      .find(
        (frame) =>
          holdsPoint(frame, point) &&
          !left.has(frame.id) &&
          !this.ancestorsOf(frame.id).some((above) => left.has(above)),
      );
  }

  /** Everything that a marquee holds, inner things rather than the frames around them. */
  inside(box: Box): readonly string[] {
    const shapes = [...this.scene.shapes, ...this.scene.notes]
      .filter((shape) => overlap(box, shape))
      .map(({ id }) => id);
    const frames = this.scene.frames
      .filter(
        (frame) =>
          frame.x >= box.x && frame.y >= box.y && right(frame) <= right(box) && bottom(frame) <= bottom(box),
      )
      .map(({ id }) => id);
    return this.#outermost([...frames, ...shapes]);
  }

  /* the keyboard */

  /** Every object in the order of the tree, children after their frame. */
  readonly order: readonly string[] = $derived.by(() => {
    const children = new Map<string | null, string[]>();
    for (const { id, parent } of this.#everything()) {
      const siblings = children.get(parent);
      if (siblings === undefined) children.set(parent, [id]);
      else siblings.push(id);
    }
    const list: string[] = [];
    const walk = (id: string) => {
      list.push(id);
      for (const child of children.get(id) ?? []) walk(child);
    };
    for (const id of children.get(null) ?? []) walk(id);
    return list;
  });

  /** Right and left: the next and previous sibling; down: into a frame; up: out to the frame. */
  step(direction: 'next' | 'previous' | 'in' | 'out'): void {
    const at = this.#focused;
    const drawn = at === null ? undefined : this.drawn(at);
    if (at === null || drawn === undefined) {
      const [first] = this.order;
      if (first !== undefined) this.focus(first);
      return;
    }
    if (direction === 'out') {
      if (drawn.parent !== null) this.focus(drawn.parent);
      return;
    }
    const siblings = this.order.filter(
      (id) => this.drawn(id)?.parent === (direction === 'in' ? at : drawn.parent),
    );
    const place = siblings.indexOf(at);
    const next =
      direction === 'in'
        ? siblings[0]
        : siblings[(place + (direction === 'next' ? 1 : -1) + siblings.length) % siblings.length];
    if (next !== undefined) this.focus(next);
  }
}

export function snap(value: number): number {
  return Math.round(value / step) * step;
}
