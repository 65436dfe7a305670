/** The address plan that is open: every edit with its way back, what is wrong with it, and what was said of the last step. */
import {
  MAX_LEAVES,
  addBlock,
  assignVpc,
  bulkSplit,
  canSplit,
  carve,
  checkPlan,
  cloudRules,
  compareAddresses,
  createPlan,
  foldableFrom,
  formatCidr,
  join,
  lastAddress,
  leavesOf,
  nodeAt,
  parentOf,
  parseAddress,
  planMember,
  rebase,
  relabel,
  release,
  removeBlock,
  rename,
  rowKey,
  rowsThatBreak,
  sameCidr,
  setCloud,
  split,
} from '../../engine/addresses.ts';
import type {
  Address,
  Cidr,
  Cloud,
  LabelChange,
  NodeRef,
  Plan,
  PlanFinding,
  PlanRow,
  Rebased,
} from '../../engine/addresses.ts';
import type { InputFile, PlanFormat } from '../../engine/index.ts';
import type { RawFile, ReadPlan } from '../worker/protocol.ts';
import type { EngineClient } from './engine-client.ts';
import { advance, back, forth, NO_HISTORY } from './history.ts';
import type { History } from './history.ts';
import { columns, countText, grouped, usualColumns } from './plan-columns.ts';
import type { ColumnId } from './plan-columns.ts';
import { findingsByRow, zonesOf } from './plan-lookups.ts';
import { PlanRows } from './plan-rows.svelte.ts';

/** What was just done, and whether it can be taken back from where it is said. */
export interface Toast {
  readonly text: string;
  readonly undo: boolean;
}

/** What is open over the plan. */
export type PlanDialog =
  | { readonly kind: 'allocate' | 'bulk' | 'add' | 'export' | 'import' }
  | { readonly kind: 'split'; readonly row: PlanRow }
  /** The cloud asked for, and the rows that would not fit it. */
  | { readonly kind: 'cloud'; readonly cloud: Cloud; readonly misfits: readonly NodeRef[] };

export interface PlannerParts {
  readonly engine: EngineClient;
  /** Called after each step, also back and forth. */
  readonly changed: (plan: Plan) => void;
  /** Runs later, when the page has painted; the last one given wins. */
  readonly later: (work: () => void) => void;
  /** Another tab has the project: nothing can be changed here. */
  readonly readOnly?: () => boolean;
}

export class Planner {
  #parts: PlannerParts;
  #plan: Plan = $state.raw(createPlan('aws', []));
  #history: History<Plan> = $state.raw(NO_HISTORY);
  #inUse: readonly Address[] = $state.raw([]);
  #settled: Plan = $state.raw(createPlan('aws', []));
  #findings: readonly PlanFinding[] = $state.raw([]);
  #toast: Toast | null = $state.raw(null);
  #dialog: PlanDialog | null = $state.raw(null);
  #shownColumns: readonly ColumnId[] = $state.raw(usualColumns);
  readonly rows: PlanRows;

  constructor(parts: PlannerParts) {
    this.#parts = parts;
    this.rows = new PlanRows(
      () => this.#plan,
      () => this.context,
    );
  }

  readonly context = $derived.by(() => ({
    cloud: this.#plan.cloud,
    inUse: (cidr: Cidr) => this.addressesIn(cidr).length,
  }));

  get plan(): Plan {
    return this.#plan;
  }

  /** The plan as of the last check, which waits until a step has been painted: for what may come a moment later. */
  get settled(): Plan {
    return this.#settled;
  }

  /** What is wrong with the plan: of the moment before last while a check is due. */
  get findings(): readonly PlanFinding[] {
    return this.#findings;
  }

  /** The gravest finding of each row, by key. */
  readonly findingsByRow: ReadonlyMap<string, PlanFinding> = $derived(findingsByRow(this.#findings));

  get toast(): Toast | null {
    return this.#toast;
  }

  get dialog(): PlanDialog | null {
    return this.#dialog;
  }

  set dialog(dialog: PlanDialog | null) {
    this.#dialog = dialog;
  }

  /** Columns of the table, in the order in which they stand. */
  get shownColumns(): readonly ColumnId[] {
    return this.#shownColumns;
  }

  toggleColumn(column: ColumnId): void {
    const shown = this.#shownColumns;
    const wanted = shown.includes(column) ? shown.filter((id) => id !== column) : [...shown, column];
    this.#shownColumns = columns.flatMap(({ id }) => (wanted.includes(id) ? [id] : []));
    this.#parts.changed(this.#plan);
  }

  putToastAway(): void {
    this.#toast = null;
  }

  get canUndo(): boolean {
    return this.#history.past.length > 0;
  }

  get canRedo(): boolean {
    return this.#history.future.length > 0;
  }

  /** Places of the base blocks that the chosen rows are in; the first one's is the active block. */
  get activeBlock(): number {
    return Math.min(this.rows.active?.block ?? 0, Math.max(this.#plan.blocks.length - 1, 0));
  }

  /** Addresses of interfaces in a block, ascending. */
  addressesIn(cidr: Cidr): readonly Address[] {
    const from = lowerBound(this.#inUse, cidr);
    const last = lastAddress(cidr);
    let to = from;
    while (to < this.#inUse.length && compareAddresses(this.#inUse[to] as Address, last) <= 0) to++;
    return this.#inUse.slice(from, to);
  }

  /**
   * Another plan takes the place of the open one; there is no way back over this but opening that again.
   *
   * @param kept - names of the columns to show; the usual ones when none of them is known
   */
  open(plan: Plan, inUse: readonly string[] = [], kept: readonly string[] | null = null): void {
    const shown = columns.flatMap(({ id }) => (kept?.includes(id) === true ? [id] : []));
    this.#plan = plan;
    this.#history = NO_HISTORY;
    this.#toast = null;
    this.#dialog = null;
    this.#shownColumns = shown.length > 0 ? shown : usualColumns;
    this.#inUse = inUse.flatMap((text) => parseAddress(text) ?? []).sort(compareAddresses);
    this.rows.reset();
    this.#settle(plan);
  }

  /** A plan as a document holds it. */
  written(plan: Plan): unknown {
    return planMember(plan);
  }

  /** The plan after a step that other parts worked out, such as an import or an allocation. */
  replace(plan: Plan, step: string, said = step): void {
    this.#take(plan, step, said);
  }

  undo(): void {
    const travel = back(this.#history, this.#plan);
    if (travel === undefined || this.#refuses()) return;
    this.#show(travel.value, travel.history);
    this.#toast = { text: `Undone: ${travel.step}`, undo: false };
  }

  redo(): void {
    const travel = forth(this.#history, this.#plan);
    if (travel === undefined || this.#refuses()) return;
    this.#show(travel.value, travel.history);
    this.#toast = { text: `Done again: ${travel.step}`, undo: true };
  }

  /** Halves the chosen leaves; IPv6 goes by nibbles, sixteen parts at a time. */
  splitChosen(): void {
    let plan = this.#plan;
    // Each is tried on what those before have left: the plan may be full by then.
    const rows = this.rows.chosen.filter((row) => {
      const before = plan;
      plan = split(plan, row, halfOf(row.cidr));
      return plan !== before;
    });
    const [first] = rows;
    if (first === undefined) {
      this.#say(
        this.rows.active === undefined ? 'Nothing is chosen.' : 'This row cannot be divided further.',
      );
      return;
    }
    const what = rows.length === 1 ? formatCidr(first.cidr) : `${rows.length} rows`;
    this.#take(plan, `Split ${what}`, `${what} split.`);
    this.rows.chooseNode({ block: first.block, cidr: { ...first.cidr, prefixLength: halfOf(first.cidr) } });
  }

  /** Opens the choices of how to split the active row. */
  askSplit(): void {
    const row = this.rows.active;
    if (row === undefined || row.kind === 'block' || nodeAt(this.#plan, row)?.kind !== 'leaf')
      this.#say('Choose a subnet or free space to split.');
    else this.#dialog = { kind: 'split', row };
  }

  splitInto(row: NodeRef, prefixLength: number): void {
    if (!canSplit(this.#plan, row, prefixLength)) return;
    const parts = 2 ** (prefixLength - row.cidr.prefixLength);
    const what = formatCidr(row.cidr);
    this.#take(
      split(this.#plan, row, prefixLength),
      `Split ${what} into /${prefixLength}`,
      `${what} split into ${grouped(parts)} of /${prefixLength}.`,
    );
    this.rows.chooseNode({ block: row.block, cidr: { ...row.cidr, prefixLength } });
  }

  /** Joins the active row with the other half of the block around it. */
  joinChosen(): void {
    const row = this.rows.active;
    if (row === undefined) return;
    const node = nodeAt(this.#plan, row);
    // A group is a block of its own: joining it makes one subnet of it.
    const ref = node?.kind === 'branch' ? row : parentOf(this.#plan, row);
    if (ref === undefined) this.#say('This is the whole block: there is nothing to join it with.');
    else this.join(ref);
  }

  join(ref: NodeRef): void {
    const joined = join(this.#plan, ref);
    if (joined === undefined) return;
    const what = formatCidr(ref.cidr);
    const lost = joined.lost.map((each) => words[each] ?? each);
    const remarks = [
      joined.notesJoined ? ' Both notes were kept.' : '',
      lost.length > 0 ? ` Different ${lost.join(' and ')} could not be kept.` : '',
    ];
    this.#take(joined.plan, `Join ${what}`, `${what} joined.${remarks.join('')}`);
    this.rows.chooseNode(ref);
  }

  bulkSplit(prefixLength: number, scope?: readonly NodeRef[]): void {
    const { plan, before, after } = bulkSplit(this.#plan, prefixLength, scope);
    if (plan === undefined || before.length === 0) return;
    const rows = `${grouped(before.length)} ${before.length === 1 ? 'row' : 'rows'}`;
    this.#take(
      plan,
      `Split ${rows} into /${prefixLength}`,
      `${rows} split into ${grouped(after)} of /${prefixLength}.`,
    );
  }

  /** Changes what is said about a row; a base block has its VPC's name only. */
  relabel(row: PlanRow, change: LabelChange): void {
    if (row.kind === 'block') {
      const vpc = change.name?.trim() ?? '';
      if ('name' in change && vpc !== this.#plan.blocks[row.block]?.vpc)
        this.#take(assignVpc(this.#plan, row.block, vpc), 'Name a VPC', null);
      return;
    }
    const [what = 'label'] = Object.keys(change);
    this.#take(
      relabel(this.#plan, row, change),
      `Change the ${words[what] ?? what} of ${formatCidr(row.cidr)}`,
      null,
    );
  }

  /** Blocks around a row that have no row of their own, smallest first: each can become a group by a name. */
  unnamedAround(row: PlanRow): readonly NodeRef[] {
    const around: NodeRef[] = [];
    if (row.kind === 'block') return around;
    for (let ref = parentOf(this.#plan, row); ref !== undefined; ref = parentOf(this.#plan, ref))
      if (Object.keys(nodeAt(this.#plan, ref)?.label ?? {}).length === 0) around.push(ref);
    return around;
  }

  /** Makes a group of a divided block, and lets its name be typed. */
  group(ref: NodeRef): void {
    const name = `Group ${formatCidr(ref.cidr)}`;
    this.#take(relabel(this.#plan, ref, { name }), `Group ${formatCidr(ref.cidr)}`, null);
    this.rows.edit(rowKey(ref.block, ref.cidr), 'name');
  }

  /** The same change for all chosen rows, as one step. */
  relabelChosen(change: LabelChange, step: string): void {
    const plan = this.rows.chosen
      .filter(({ kind }) => kind !== 'block')
      .reduce((current, row) => relabel(current, row, change), this.#plan);
    this.#take(plan, step, null);
  }

  togglePin(): void {
    const pinned = this.rows.chosen.every(({ kind, label }) => kind === 'block' || label.pinned === true);
    this.relabelChosen({ pinned: pinned ? undefined : true }, pinned ? 'Unpin' : 'Pin');
  }

  /** Gives the chosen rows back to free space; a base block goes altogether. */
  releaseChosen(): void {
    const rows = this.rows.chosen;
    const [first] = rows;
    if (first === undefined) return;
    if (first.kind === 'block' && rows.length === 1) return this.removeBlock(first.block);
    // The last blocks go first, each after its rows, so that the places of the others hold.
    const plan = [...rows]
      .sort((a, b) => b.block - a.block || Number(a.kind === 'block') - Number(b.kind === 'block'))
      .reduce(
        (current, row) => (row.kind === 'block' ? removeBlock(current, row.block) : release(current, row)),
        this.#plan,
      );
    const what = rows.length === 1 ? formatCidr(first.cidr) : `${rows.length} rows`;
    this.#take(plan, `Free ${what}`, `${what} ${rows.length === 1 ? 'is' : 'are'} free again.`);
    this.rows.chooseNode(first);
  }

  /** Makes a subnet of part of the free space. */
  carve(ref: NodeRef): void {
    const plan = carve(this.#plan, ref);
    if (plan === this.#plan) return;
    this.#take(plan, `Take ${formatCidr(ref.cidr)}`, `${formatCidr(ref.cidr)} is a subnet now.`);
    this.rows.chooseNode(ref);
  }

  addBlock(cidr: Cidr, vpc = ''): void {
    const block = this.#plan.blocks.length;
    this.#take(addBlock(this.#plan, cidr, vpc), `Add ${formatCidr(cidr)}`, `${formatCidr(cidr)} added.`);
    if (this.#plan.blocks.length > block) this.rows.choose(`${block} block`);
    else this.#say(FULL);
  }

  /** Adds the blocks of another plan, rows and all, after those of this one. */
  addBlocksOf(plan: Plan): void {
    if (leavesOf(this.#plan) + leavesOf(plan) > MAX_LEAVES) return this.#say(FULL);
    const count = plan.blocks.length;
    this.#take(
      { ...this.#plan, blocks: [...this.#plan.blocks, ...plan.blocks] },
      'Add blocks',
      `${grouped(count)} ${count === 1 ? 'block' : 'blocks'} added.`,
    );
  }

  removeBlock(block: number): void {
    const cidr = this.#plan.blocks[block]?.cidr;
    if (cidr === undefined) return;
    this.rows.unfoldAll();
    this.#take(
      removeBlock(this.#plan, block),
      `Remove ${formatCidr(cidr)}`,
      `${formatCidr(cidr)} removed with all its rows.`,
    );
    this.rows.choose(`${Math.min(block, this.#plan.blocks.length - 1)} block`);
  }

  /** @param corrected - what was changed of the text that was typed */
  rebase(block: number, cidr: Cidr, corrected: string | undefined): void {
    const before = this.#plan.blocks[block]?.cidr;
    if (before === undefined) return this.addBlock(cidr);
    const { plan, rows } = rebase(this.#plan, block, cidr);
    if (rows === 'same') {
      if (!sameCidr(before, cidr)) this.#say(FULL);
      else if (corrected !== undefined) this.#say(`${corrected}: host bits cleared.`);
      return;
    }
    const note = corrected === undefined ? '' : ` ${corrected}: host bits cleared.`;
    this.#take(
      plan,
      `Change ${formatCidr(before)} to ${formatCidr(cidr)}`,
      `${formatCidr(before)} is ${formatCidr(cidr)} now${rebasedText[rows]}.${note}`,
    );
  }

  /** Counts for another cloud; asks first when subnets would not fit there. */
  chooseCloud(cloud: Cloud): void {
    const misfits = rowsThatBreak(this.#plan, cloud);
    if (misfits.length > 0) this.#dialog = { kind: 'cloud', cloud, misfits };
    else this.setCloud(cloud);
  }

  setCloud(cloud: Cloud): void {
    if (cloud === this.#plan.cloud) return;
    const { label } = cloudRules(cloud);
    this.#take(
      setCloud(this.#plan, cloud),
      `Count for ${label}`,
      `Reserved addresses and sizes of ${label}.`,
    );
  }

  /** The plan in another form. */
  write(format: PlanFormat): Promise<string> {
    return this.#parts.engine.ask({ kind: 'write-plan', plan: this.#plan, format });
  }

  /** Reads files of any form as a plan; the open one stays as it is. */
  read(files: readonly (InputFile | RawFile)[]): Promise<ReadPlan> {
    return this.#parts.engine.ask({ kind: 'read-plan', files });
  }

  /** What is wrong with text that is no block: one or two sentences. */
  explain(text: string): Promise<string> {
    return this.#parts.engine.ask({ kind: 'explain-block', text });
  }

  /** Zones that the plan names, in order. */
  get zones(): readonly string[] {
    return zonesOf(this.#plan);
  }

  rename(name: string): void {
    if (name.trim() !== this.#plan.name) this.#take(rename(this.#plan, name), 'Rename the plan', null);
  }

  /** Folds every group that lies at least `depth` rows deep, and opens the others. */
  foldTo(depth: number): void {
    this.rows.foldTo(foldableFrom(this.#plan, depth));
  }

  /** `25,088 of 65,536`. */
  readonly usedText: string = $derived.by(() => {
    const { inSubnets, addresses } = this.rows.outline.totals;
    return `${countText(inSubnets)} of ${countText(addresses)}`;
  });

  #say(text: string): void {
    this.#toast = { text, undo: false };
  }

  /** @param said - what to tell of it with a way back; `null` for what is plain to see */
  #take(plan: Plan, step: string, said: string | null): void {
    if (plan === this.#plan || this.#refuses()) return;
    this.#show(plan, advance(this.#history, this.#plan, step));
    this.#toast = said === null ? null : { text: said, undo: true };
  }

  #refuses(): boolean {
    const isReadOnly = this.#parts.readOnly?.() === true;
    if (isReadOnly) this.#say('Another tab has this project: press Take over to edit it here.');
    return isReadOnly;
  }

  #show(plan: Plan, history: History<Plan>): void {
    this.#plan = plan;
    this.#history = history;
    this.rows.settle();
    this.#parts.changed(plan);
    this.#parts.later(() => {
      if (this.#plan === plan) this.#settle(plan);
    });
  }

  #settle(plan: Plan): void {
    this.#settled = plan;
    this.#findings = checkPlan(plan);
  }
}

const FULL = `A plan holds at most ${grouped(MAX_LEAVES)} rows. Join some first.`;

const words: Readonly<Record<string, string>> = { pinned: 'pin', tint: 'colour' };

const rebasedText: Readonly<Record<Rebased, string>> = {
  same: '',
  moved: '',
  grown: ', with its rows in place',
  cut: ', with the rows that lie in it',
  'started-anew': '; its rows had no place in it',
};

/** The prefix length that one press of S gives: a bit longer, or to the next nibble. */
export function halfOf({ family, prefixLength }: Cidr): number {
  return family === 4 ? prefixLength + 1 : (Math.floor(prefixLength / 4) + 1) * 4;
}

function lowerBound(addresses: readonly Address[], from: Address): number {
  let low = 0;
  let high = addresses.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareAddresses(addresses[middle] as Address, from) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
