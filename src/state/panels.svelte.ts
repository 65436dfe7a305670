/**
 * The panels around a view: how large they are, which are folded, and which part of each is open. Kept in this browser;
 * what was kept is checked, since anyone may have written it.
 */
import type { View } from './link.ts';
import { Persisted } from './persisted.svelte.ts';

export type Panel = 'rail' | 'inspector' | 'drawer';

/** Parts of the rail. */
export type RailPart = 'add' | 'project' | 'questions' | 'story';

/** Parts of the drawer. */
export type DrawerPart = 'problems' | 'cost' | 'text' | 'trace';

/** Places of the inspector that the keyboard can be sent to. */
export type InspectorPlace = 'tabs' | 'name';

interface Limits {
  readonly least: number;
  readonly most: number;
  readonly usual: number;
}

/** Pixels: widths of the side panels, the height of the drawer. */
export const panelLimits: Readonly<Record<Panel, Limits>> = {
  rail: { least: 200, most: 480, usual: 240 },
  inspector: { least: 280, most: 640, usual: 320 },
  drawer: { least: 120, most: 800, usual: 280 },
};

const railParts: readonly RailPart[] = ['add', 'project', 'questions', 'story'];
const drawerParts: readonly DrawerPart[] = ['problems', 'cost', 'text', 'trace'];

/** Which parts of the rail a view has, in their order. */
export const partsOf: Readonly<Record<View, readonly RailPart[]>> = {
  plan: [],
  design: ['add', 'project'],
  trace: ['project', 'questions', 'story'],
  learn: [],
};

interface Kept {
  readonly sizes: Readonly<Record<Panel, number>>;
  /** The part of the rail that is open in each view; `null` when it is folded there. */
  readonly rail: Readonly<Record<'design' | 'trace', RailPart | null>>;
  /** Views in which the inspector is wanted. */
  readonly inspector: Readonly<Record<'design' | 'trace', boolean>>;
  readonly drawer: DrawerPart;
}

const usual: Kept = {
  sizes: {
    rail: panelLimits.rail.usual,
    inspector: panelLimits.inspector.usual,
    drawer: panelLimits.drawer.usual,
  },
  rail: { design: 'add', trace: null },
  inspector: { design: true, trace: false },
  drawer: 'problems',
};

export class Panels {
  #store = new Persisted<string>('panels', '', (text): text is string => text !== '');
  #kept: Kept = $state.raw(usual);
  #drawerOpen = $state(false);
  #drawerTakesFocus = false;
  #inspectorTakesFocus: InspectorPlace | null = $state(null);
  #viewTakesFocus = $state(false);
  /** Where there is no room beside the view, a part lies over it until it is left. */
  #over: RailPart | null = $state(null);

  #zoom: number | null = $state(null);

  constructor() {
    this.#kept = readKept(this.#store.current);
  }

  size(panel: Panel): number {
    return this.#kept.sizes[panel];
  }

  resize(panel: Panel, pixels: number): void {
    const { least, most } = panelLimits[panel];
    const size = Math.round(Math.min(most, Math.max(least, pixels)));
    this.#keep({ ...this.#kept, sizes: { ...this.#kept.sizes, [panel]: size } });
  }

  /** The part of the rail that is open beside a view; `null` when the rail is folded to icons. */
  railPart(view: View): RailPart | null {
    return view === 'design' || view === 'trace' ? this.#kept.rail[view] : null;
  }

  /** Opens a part of the rail; `null` folds it. */
  openRail(view: View, part: RailPart | null): void {
    if (view !== 'design' && view !== 'trace') return;
    this.#keep({ ...this.#kept, rail: { ...this.#kept.rail, [view]: part } });
  }

  /** The part of the rail that lies over the view for now. */
  get over(): RailPart | null {
    return this.#over;
  }

  set over(part: RailPart | null) {
    this.#over = part;
  }

  /** How large the drawing is shown, for the status line; `null` when none is. */
  get zoom(): number | null {
    return this.#zoom;
  }

  set zoom(zoom: number | null) {
    this.#zoom = zoom;
  }

  wantsInspector(view: View): boolean {
    return (view === 'design' || view === 'trace') && this.#kept.inspector[view];
  }

  showInspector(view: View, wanted: boolean): void {
    if (view !== 'design' && view !== 'trace') return;
    this.#keep({ ...this.#kept, inspector: { ...this.#kept.inspector, [view]: wanted } });
  }

  /** Opens the inspector of a view and sends the keyboard there. */
  enterInspector(view: View, place: InspectorPlace = 'tabs'): void {
    this.showInspector(view, true);
    this.#inspectorTakesFocus = place;
  }

  /** Where the inspector is to take the keyboard as soon as it shows something; `null` when it is not. */
  get inspectorTakesFocus(): InspectorPlace | null {
    return this.#inspectorTakesFocus;
  }

  /** It has taken it. */
  inspectorEntered(): void {
    this.#inspectorTakesFocus = null;
  }

  /** Sends the keyboard from a panel back to what the view shows. */
  leaveToView(): void {
    this.#viewTakesFocus = true;
  }

  get viewTakesFocus(): boolean {
    return this.#viewTakesFocus;
  }

  /** The view has taken the keyboard. */
  viewEntered(): void {
    this.#viewTakesFocus = false;
  }

  /** The part of the drawer that is open; `null` while it is shut. */
  get drawer(): DrawerPart | null {
    return this.#drawerOpen ? this.#kept.drawer : null;
  }

  /** @param focus - the keyboard is to go there */
  openDrawer(part: DrawerPart = this.#kept.drawer, focus = false): void {
    this.#drawerOpen = true;
    this.#drawerTakesFocus = focus;
    this.#keep({ ...this.#kept, drawer: part });
  }

  shutDrawer(): void {
    this.#drawerOpen = false;
  }

  toggleDrawer(part?: DrawerPart): void {
    if (this.#drawerOpen && (part === undefined || part === this.#kept.drawer)) this.shutDrawer();
    else this.openDrawer(part, true);
  }

  /** Whether the drawer is to take the keyboard; says so once. */
  takeDrawerFocus(): boolean {
    const takes = this.#drawerTakesFocus;
    this.#drawerTakesFocus = false;
    return takes;
  }

  #keep(kept: Kept): void {
    this.#kept = kept;
    this.#store.current = JSON.stringify(kept);
  }
}

/** What was kept, as far as it makes sense; the usual for the rest. */
function readKept(text: string): Kept {
  const kept = membersOf(parsed(text));
  const sizes = membersOf(kept['sizes']);
  const rail = membersOf(kept['rail']);
  const inspector = membersOf(kept['inspector']);
  return {
    sizes: {
      rail: readSize('rail', sizes['rail']),
      inspector: readSize('inspector', sizes['inspector']),
      drawer: readSize('drawer', sizes['drawer']),
    },
    rail: {
      design: readRail('design', rail['design']),
      trace: readRail('trace', rail['trace']),
    },
    inspector: {
      design: typeof inspector['design'] === 'boolean' ? inspector['design'] : usual.inspector.design,
      trace: typeof inspector['trace'] === 'boolean' ? inspector['trace'] : usual.inspector.trace,
    },
    drawer: drawerParts.find((part) => part === kept['drawer']) ?? usual.drawer,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // nothing kept, or not by this app
  }
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function readSize(panel: Panel, value: unknown): number {
  const { least, most, usual: size } = panelLimits[panel];
  return typeof value === 'number' && value >= least && value <= most ? value : size;
}

function readRail(view: 'design' | 'trace', value: unknown): RailPart | null {
  if (value === null) return null;
  const part = railParts.find((known) => known === value);
  return part !== undefined && partsOf[view].includes(part) ? part : usual.rail[view];
}
