/**
 * Groups the hops of one half of a trace into stations: what a reader sees as one place on the path.
 *
 * A machine and its interface are one station. The border of a subnet is a station of its own beside an end of the
 * conversation, and part of the device where a gateway or appliance stands in that subnet:
 *
 *     api-1 │ app-a edge │ nat-a with both borders of public-a │ igw-main │ internet
 *
 * A VPC's router is a place of its own only when it stops the packet.
 */
import type { HopReport, PlaceReport, StepReport } from '../../engine/index.ts';

/** Where in a station a step happens, in travel order: on the way in, at the device, on the way out. */
export type Side = 'in' | 'at' | 'out';

export interface StationStep {
  /** Position among all steps that are shown, forward before return; −1 for one that is not. */
  readonly index: number;
  readonly step: StepReport;
  readonly side: Side;
}

export interface Station {
  readonly type: 'device' | 'border';
  /** Kind of the machine, gateway or container that gives the station its name. */
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  /** Ids of every hop in it, its subnet's included when a border was folded in. */
  readonly ids: ReadonlySet<string>;
  readonly subnet: PlaceReport | null;
  readonly vpc: PlaceReport | null;
  readonly steps: readonly StationStep[];
}

interface Draft {
  type: 'device' | 'border';
  kind: string;
  id: string;
  name: string;
  ids: Set<string>;
  subnet: PlaceReport | null;
  vpc: PlaceReport | null;
  steps: StationStep[];
}

/** Kinds that stand for a container's border rather than for a device. */
const borderKinds = new Set(['subnet', 'vpc', 'availability-zone']);

/**
 * @param hops - in travel order
 * @param firstIndex - index of the first step of this half
 * @param isEnd - whether a hop is one of the two ends of the conversation
 */
export function stationsOf(
  hops: readonly HopReport[],
  firstIndex: number,
  isEnd: (hop: HopReport) => boolean,
): readonly Station[] {
  const drafts = joinMachines(hops, firstIndex);
  return foldBorders(drafts, (draft) => hops.some((hop) => draft.ids.has(hop.id) && isEnd(hop)));
}

/** How many steps of these hops are shown. */
export function shownSteps(hops: readonly HopReport[]): number {
  return hops.flatMap((hop) => hop.steps.filter((step) => !isQuiet(hop, step))).length;
}

/** A step that only says that the packet goes on, as it does between any two others. */
function isQuiet(hop: HopReport, { at, outcome, notes }: StepReport): boolean {
  if (outcome !== 'passed' || notes.length > 0) return false;
  return at === 'router' || (at === 'sent' && hop.kind !== 'internet');
}

/** One draft a device or border; a machine and the interfaces next to it are one. */
function joinMachines(hops: readonly HopReport[], firstIndex: number): Draft[] {
  const drafts: Draft[] = [];
  /** Steps that belong to whatever comes next. */
  let held: StationStep[] = [];
  let index = firstIndex;
  hops.forEach((hop, at) => {
    const steps = hop.steps.map((step): StationStep => ({
      index: isQuiet(hop, step) ? -1 : index++,
      step,
      side: 'at',
    }));
    const isLast = at === hops.length - 1;
    if (!isLast && isNoPlace(hop)) {
      held = [...held, ...steps];
      return;
    }
    const last = drafts.at(-1);
    const all = [...held, ...steps];
    held = [];
    if (last !== undefined && belongsTo(last, hop, hops[at - 1], hops[at + 1])) take(last, hop, all);
    else drafts.push(draftOf(hop, all));
  });
  return drafts;
}

/** Passing through a router, or staying inside a subnet, is no place on the way. */
function isNoPlace({ steps }: HopReport): boolean {
  return (
    steps.length > 0 &&
    steps.every(({ at, outcome }) => (at === 'router' && outcome === 'passed') || at === 'same-subnet')
  );
}

function belongsTo(
  last: Draft,
  hop: HopReport,
  before: HopReport | undefined,
  after: HopReport | undefined,
): boolean {
  if (borderKinds.has(hop.kind)) return last.type === 'border' && last.id === hop.id && before?.id === hop.id;
  if (last.ids.has(hop.id)) return true;
  if (hop.kind === 'network-interface') {
    return before?.kind === 'instance' && after?.kind !== 'instance' && last.type === 'device';
  }
  return hop.kind === 'instance' && last.kind === 'network-interface';
}

function draftOf(hop: HopReport, steps: StationStep[]): Draft {
  return {
    type: borderKinds.has(hop.kind) ? 'border' : 'device',
    kind: hop.kind,
    id: hop.id,
    name: hop.name ?? hop.id,
    ids: new Set([hop.id]),
    subnet: hop.subnet,
    vpc: hop.vpc,
    steps,
  };
}

function take(draft: Draft, hop: HopReport, steps: readonly StationStep[]): void {
  draft.ids.add(hop.id);
  draft.steps.push(...steps);
  if (hop.kind === 'instance') {
    draft.kind = hop.kind;
    draft.id = hop.id;
    draft.name = hop.name ?? hop.id;
  }
  draft.subnet ??= hop.subnet;
  draft.vpc ??= hop.vpc;
}

/** Puts the border of a subnet into the device that stands in it, unless that device is an end. */
function foldBorders(drafts: readonly Draft[], isEnd: (draft: Draft) => boolean): Draft[] {
  const folded: Draft[] = [];
  drafts.forEach((draft, at) => {
    const previous = folded.at(-1);
    const next = drafts[at + 1];
    if (draft.type === 'border' && next !== undefined && standsBehind(draft, next) && !isEnd(next)) {
      next.steps.unshift(...draft.steps.map((step): StationStep => ({ ...step, side: 'in' })));
      next.ids.add(draft.id);
    } else if (
      draft.type === 'border' &&
      previous !== undefined &&
      standsBehind(draft, previous) &&
      !isEnd(previous)
    ) {
      previous.steps.push(...draft.steps.map((step): StationStep => ({ ...step, side: 'out' })));
      previous.ids.add(draft.id);
    } else {
      folded.push(draft);
    }
  });
  return folded;
}

function standsBehind(border: Draft, device: Draft): boolean {
  return device.type === 'device' && device.subnet !== null && device.subnet.id === border.id;
}
