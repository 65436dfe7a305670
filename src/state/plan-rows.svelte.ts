/** The rows of a plan as they are shown: folded, unfolded, sorted, chosen. Nothing here changes the plan. */
import { SvelteSet } from 'svelte/reactivity';
import {
  Outliner,
  cidrOf,
  containsCidr,
  nodeAt,
  parseCidr,
  placeIn,
  rowKey,
} from '../../engine/addresses.ts';
import type { Cidr, NodeRef, Outline, Plan, PlanBracket, PlanRow } from '../../engine/addresses.ts';
import { columns } from './plan-columns.ts';
import type { ColumnContext, ColumnId } from './plan-columns.ts';
import { keySet, placesOf } from './plan-lookups.ts';

export interface Sorting {
  readonly column: ColumnId;
  readonly falling: boolean;
}

/** The cells that can be typed in, in the order in which Tab goes through them. */
export const editableColumns = ['name', 'zone', 'kind', 'note'] as const;
export type EditableColumn = (typeof editableColumns)[number];

export class PlanRows {
  readonly #plan: () => Plan;
  readonly #context: () => ColumnContext;
  /** Keys of rows whose parts are hidden. */
  readonly folded = new SvelteSet<string>();
  /** Keys of rows whose reserved addresses are shown. */
  readonly unfolded = new SvelteSet<string>();
  #chosen: readonly string[] = $state.raw([]);
  #active: string | null = $state(null);
  #anchor: string | null = null;
  #sorting: Sorting | null = $state.raw(null);
  #editing: { readonly key: string; readonly column: EditableColumn } | null = $state.raw(null);
  #lit: PlanBracket | null = $state.raw(null);

  constructor(plan: () => Plan, context: () => ColumnContext) {
    this.#plan = plan;
    this.#context = context;
  }

  readonly #outliner = new Outliner();
  readonly outline: Outline = $derived.by(() => this.#outliner.outline(this.#plan(), this.folded));

  /** The rows in the order in which they are shown: by address, or all subnets by a column. */
  readonly shown: readonly PlanRow[] = $derived.by(() =>
    this.#sorting === null ? this.outline.rows : this.#sorted(this.#sorting),
  );

  /** Places of the rows by key, when they do not stand by address. */
  readonly #sortedPlaces: ReadonlyMap<string, number> = $derived(placesOf(this.shown));

  /** Where the row with this key is shown; `undefined` when it is not. */
  placeOf(key: string): number | undefined {
    if (this.#sorting !== null) return this.#sortedPlaces.get(key);
    const { block, cidr } = nodeOfKey(key);
    const place =
      cidr === undefined
        ? this.shown.findIndex((row) => row.key === key)
        : placeIn(this.shown, { block, cidr });
    return this.shown[place]?.key === key ? place : undefined;
  }

  get sorting(): Sorting | null {
    return this.#sorting;
  }

  /** The row that has the keyboard; the first when none was chosen. */
  get active(): PlanRow | undefined {
    return this.shown[this.place];
  }

  /** Where the active row is; when it is no longer shown, the row that stands for it. */
  readonly place: number = $derived.by(() => {
    if (this.#active === null) return 0;
    return this.#placeNear(nodeOfKey(this.#active)) ?? 0;
  });

  /** The rows that an action is for: those chosen, else the active one. */
  get chosen(): readonly PlanRow[] {
    const rows = this.#chosen.flatMap((key) => this.shown[this.placeOf(key) ?? -1] ?? []);
    return rows.length > 0 ? rows : this.active === undefined ? [] : [this.active];
  }

  isChosen(key: string): boolean {
    if (this.#chosen.length > 0) return this.#chosenKeys.has(key);
    return this.#active !== null && this.active?.key === key;
  }

  readonly #chosenKeys: ReadonlySet<string> = $derived(keySet(this.#chosen));

  get editing(): { readonly key: string; readonly column: EditableColumn } | null {
    return this.#editing;
  }

  /** The bracket under the pointer or the keyboard: its rows are lit. */
  get lit(): PlanBracket | null {
    return this.#lit;
  }

  set lit(bracket: PlanBracket | null) {
    this.#lit = bracket;
  }

  /** @param how - `extend` chooses all between, `toggle` one more or less */
  choose(key: string, how: 'only' | 'extend' | 'toggle' = 'only'): void {
    if (how === 'extend' && this.#anchor !== null) {
      const [from, to] = [this.placeOf(this.#anchor) ?? this.place, this.placeOf(key) ?? 0];
      this.#chosen = this.shown.slice(Math.min(from, to), Math.max(from, to) + 1).map((row) => row.key);
    } else if (how === 'toggle') {
      const all = this.#active === null ? this.#chosen : this.chosen.map((row) => row.key);
      this.#chosen = all.includes(key) ? all.filter((each) => each !== key) : [...all, key];
      this.#anchor = key;
    } else {
      this.#chosen = [];
      this.#anchor = key;
    }
    this.#active = key;
  }

  /** Chooses the row of a node, or else the first row in it, or the nearest around it. */
  chooseNode(ref: NodeRef): void {
    const row = this.shown[this.#placeNear(ref) ?? -1];
    if (row !== undefined) this.choose(row.key);
  }

  /** The place of a node's row, or else of the first row in it, or of the nearest around it. */
  #placeNear({ block, cidr }: RowNode): number | undefined {
    if (cidr !== undefined) {
      const own = this.placeOf(rowKey(block, cidr));
      if (own !== undefined) return own;
      const inside = this.shown.findIndex((row) => row.block === block && containsCidr(cidr, row.cidr));
      if (inside >= 0) return inside;
      for (let prefixLength = cidr.prefixLength - 1; prefixLength >= 0; prefixLength--) {
        const around = this.placeOf(rowKey(block, cidrOf(cidr, prefixLength)));
        if (around !== undefined) return around;
      }
    }
    return this.placeOf(`${block} block`);
  }

  move(by: number, how: 'only' | 'extend' = 'only'): void {
    const last = this.shown.length - 1;
    const row = this.shown[Math.min(Math.max(this.place + by, 0), last)];
    if (row === undefined) return;
    this.#anchor ??= this.active?.key ?? null;
    this.choose(row.key, how);
  }

  chooseAll(): void {
    this.#chosen = this.shown.map(({ key }) => key);
  }

  toggleFold({ key, folded }: PlanRow): void {
    if (folded === undefined) toggle(this.unfolded, key);
    else toggle(this.folded, key);
  }

  /** Folds every group from this depth on, 0 for all, and unfolds those above. */
  foldTo(keys: readonly string[]): void {
    this.folded.clear();
    for (const key of keys) this.folded.add(key);
  }

  sortBy(column: ColumnId): void {
    if (column === 'cidr') this.#sorting = null;
    else if (this.#sorting?.column !== column) this.#sorting = { column, falling: false };
    else this.#sorting = this.#sorting.falling ? null : { column, falling: true };
  }

  inAddressOrder(): void {
    this.#sorting = null;
  }

  edit(key: string, column: EditableColumn): void {
    this.choose(key);
    this.#editing = { key, column };
  }

  stopEditing(): void {
    this.#editing = null;
  }

  /** Nothing is folded or unfolded: the places of blocks have changed, and with them the keys of their rows. */
  unfoldAll(): void {
    this.folded.clear();
    this.unfolded.clear();
  }

  /** After another plan has been opened nothing is chosen, folded or sorted. */
  reset(): void {
    this.unfoldAll();
    this.#chosen = [];
    this.#active = null;
    this.#anchor = null;
    this.#sorting = null;
    this.#editing = null;
    this.#lit = null;
  }

  /** Whether a row's node is in the plan still; what is not is no longer chosen. */
  settle(): void {
    this.#chosen = this.#chosen.filter((key) => this.placeOf(key) !== undefined);
    if (this.#editing !== null && this.placeOf(this.#editing.key) === undefined) this.#editing = null;
    this.#lit = null;
  }

  /** The node of a row; `undefined` when the plan no longer has it. */
  node(row: PlanRow): ReturnType<typeof nodeAt> {
    return nodeAt(this.#plan(), row);
  }

  #sorted({ column, falling }: Sorting): readonly PlanRow[] {
    const { text, order = text } = columns.find(({ id }) => id === column) ?? {};
    if (order === undefined) return this.outline.rows;
    const context = this.#context();
    const keyed = this.outline.rows
      .filter(({ kind }) => kind === 'subnet' || kind === 'free')
      .map((row) => ({ row: row.depth === 0 ? row : { ...row, depth: 0 }, value: order(row, context) }));
    keyed.sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0) * (falling ? -1 : 1));
    return keyed.map(({ row }) => row);
  }
}

/** What a row is of: a block without a CIDR is the base block itself. */
interface RowNode {
  readonly block: number;
  readonly cidr: Cidr | undefined;
}

function nodeOfKey(key: string): RowNode {
  const [block, cidr] = key.split(' ');
  return { block: Number(block), cidr: parseCidr(cidr ?? '') };
}

function toggle(set: SvelteSet<string>, key: string): void {
  if (!set.delete(key)) set.add(key);
}
