/** What is open and on screen: project, question, view, dialog; and the address that says so. */
import { createContext } from 'svelte';
import type { InputFile } from '../../engine/index.ts';
import type { Plan } from '../../engine/addresses.ts';
import { sameAsk, swapped, toAsk, toQuestion } from './ask.ts';
import type { Ask } from './ask.ts';
import { Commands } from './commands.svelte.ts';
import { Costs } from './costs.svelte.ts';
import { difference, reconcile } from '../../engine/editing.ts';
import type { PlainDocument } from '../../engine/editing.ts';
import { Editor } from './editor.svelte.ts';
import type { Renewal } from './editor.svelte.ts';
import type { EngineClient } from './engine-client.ts';
import type { Library, ScenarioEntry } from './library.svelte.ts';
import { KeyChoicesState } from './key-choices.svelte.ts';
import { linkIn, linkOf, readLink } from './link.ts';
import type { Place, View } from './link.ts';
import { Keeper } from './keeper.ts';
import type { Journal } from './keeper.ts';
import { Panels } from './panels.svelte.ts';
import { Pins } from './pins.svelte.ts';
import type { Planner } from './planner.svelte.ts';
import { Problems } from './problems.svelte.ts';
import { questionsFor } from './questions.ts';
import { SavedTests } from './saved-tests.svelte.ts';
import { Selection } from './selection.svelte.ts';
import type { KeptProject, ProjectStore } from './store.ts';
import { Tracer } from './tracer.svelte.ts';
import { Workspace } from './workspace.svelte.ts';
import type { Input, Project } from './workspace.svelte.ts';

export type Dialog = 'keys' | 'open' | 'read' | 'palette' | 'share' | 'snapshots';

/** The browser's address bar, as far as it is used. */
export interface Address {
  hash(): string;
  replace(hash: string): void;
  push(hash: string): void;
  /** The whole address of a place in the app. */
  whole(hash: string): string;
}

export interface AppParts {
  readonly engine: EngineClient;
  readonly store: ProjectStore;
  readonly library: Library;
  readonly address: Address;
  readonly journal: Journal;
  /** Slug of the scenario a first visit opens on. */
  readonly featured: string;
  /** Files that the server of this page was started with; `null` when there are none. */
  readonly servedInput: () => Promise<readonly InputFile[] | null>;
}

/** What has been edited and is not kept yet. */
interface Unkept {
  /** As the plan's own view has it; absent when it was not edited there. */
  readonly plan?: Plan;
  /** The network was edited. */
  readonly edited?: boolean;
}

export class App {
  readonly workspace: Workspace;
  readonly editor: Editor;
  readonly selection = new Selection();
  readonly panels = new Panels();
  readonly commands = new Commands();
  readonly keyChoices = new KeyChoicesState();
  readonly problems: Problems;
  readonly engine: EngineClient;
  readonly tracer: Tracer;
  readonly pins: Pins;
  readonly savedTests: SavedTests;
  readonly costs: Costs;
  readonly library: Library;
  readonly featured: string;
  #address: Address;
  #servedInput: AppParts['servedInput'];
  #keeper: Keeper<Unkept>;
  #planner: Planner | null = $state.raw(null);
  #loadingPlanner: Promise<Planner> | null = null;
  /** The project whose plan the planner has. */
  #planned: Project | null = null;
  /** The last input that was asked to be opened: whether it could be. */
  #opening: Promise<boolean> = Promise.resolve(false);
  #isOpening = false;
  #view: View = $state('trace');
  #dialog: Dialog | null = $state(null);
  #showing = $state(false);
  /** Typed since a dialog was asked for, before it was there. */
  typedAhead = '';
  #said = $state('');
  #unkept = $state(false);
  #newVersion: (() => void) | null = $state.raw(null);
  #restored = $state(false);
  #missing: string | null = $state(null);

  constructor({ engine, store, library, address, journal, featured, servedInput }: AppParts) {
    this.engine = engine;
    this.workspace = new Workspace(engine, store, (project) => this.#turnTo(project));
    this.problems = new Problems(this.workspace);
    this.tracer = new Tracer(engine);
    this.tracer.walk.chosen = () => this.#selectStep();
    this.pins = new Pins(engine);
    this.savedTests = new SavedTests(engine);
    this.costs = new Costs(engine, () => this.#repriced());
    this.editor = new Editor({
      engine,
      changed: () => this.#edited(),
      renewed: (renewal) => this.#renewed(renewal),
      say: (text) => this.say(text),
    });
    this.#keeper = new Keeper({
      journal,
      keep: (unkept) => this.#keep(unkept),
      text: (unkept) => this.#journalText(unkept),
    });
    this.library = library;
    this.featured = featured;
    this.#address = address;
    this.#view = readLink(address.hash())?.view ?? 'trace';
    this.#servedInput = servedInput;
  }

  get view(): View {
    return this.#view;
  }

  /** The plan's state, for what is on screen only once it is there: see {@link wantPlanner}. */
  get planner(): Planner {
    if (this.#planner === null) throw new Error('The planner is not loaded.');
    return this.#planner;
  }

  /** The plan's state, if it is loaded. */
  get loadedPlanner(): Planner | null {
    return this.#planner;
  }

  /** Loads the planner with its sums: a visit that only traces needs none of them. */
  wantPlanner(): Promise<Planner> {
    this.#loadingPlanner ??= this.#loadPlanner();
    return this.#loadingPlanner;
  }

  async #loadPlanner(): Promise<Planner> {
    const { Planner } = await import('./planner.svelte.ts');
    this.#planner = new Planner({
      engine: this.engine,
      changed: (plan) => {
        if (!this.editor.readOnly) this.#note({ plan });
      },
      readOnly: () => this.editor.readOnly,
      later: (work) => setTimeout(work, 60),
    });
    if (this.workspace.project !== null) this.#showPlan(this.workspace.project);
    return this.#planner;
  }

  get dialog(): Dialog | null {
    return this.#dialog;
  }

  set dialog(dialog: Dialog | null) {
    this.#dialog = dialog;
    this.typedAhead = '';
  }

  /** Something is being opened: it is read, or its first question is about to be asked. */
  get opening(): boolean {
    return this.#showing || this.workspace.reading !== null;
  }

  /** One short line that tells of something done, such as a copy: shown and spoken. */
  get said(): string {
    return this.#said;
  }

  /** Turns to a newer version of the app that is here already; `null` when there is none. */
  get newVersion(): (() => void) | null {
    return this.#newVersion;
  }

  set newVersion(turn: (() => void) | null) {
    this.#newVersion = turn;
  }

  /** Something was edited that is not kept yet. */
  get unkept(): boolean {
    return this.#unkept;
  }

  /** The project was brought back from an earlier visit. */
  get restored(): boolean {
    return this.#restored;
  }

  /** What a link named that is not here. */
  get missing(): string | null {
    return this.#missing;
  }

  /** The scenario that is open, if one is. */
  readonly scenario = $derived.by(() => {
    const slug = this.workspace.project?.scenario ?? null;
    return slug === null ? undefined : this.library.entry(slug);
  });

  /** The questions that come with the project. */
  readonly questions: readonly {
    readonly name: string;
    readonly ask: Ask;
    readonly expect: string | null;
  }[] = $derived.by(
    () =>
      this.scenario?.flows ??
      (this.workspace.project?.loaded.flows ?? []).map(({ name, question, expect }) => ({
        name,
        ask: toAsk(question),
        expect,
      })),
  );

  /** Opens what the page was served with, what the address says, what was open before, or the first example. */
  async start(): Promise<void> {
    this.costs.start();
    const before = this.#opening;
    const unkept = this.#keeper.found();
    const [served] = await Promise.all([this.#servedInput(), this.library.load()]);
    const place = readLink(this.#address.hash());
    if (served !== null && (await this.openInput({ what: 'the given input', files: served }))) {
      // A reload: the same question again.
      if (place?.scenario === null && place.ask !== null) await this.ask(place.ask);
    } else await this.follow(this.#address.hash(), before);
    if (unkept !== null) await this.#takeUp(unkept);
  }

  /** The page is about to go: what is not kept yet must not go with it. */
  leave(): void {
    this.#keeper.leave();
  }

  /**
   * Goes to an address: another view, scenario or question.
   *
   * @param before - the last input asked for when this began: a later one outweighs what the address names
   */
  async follow(hash: string, before = this.#opening): Promise<void> {
    const place = readLink(hash);
    if (await this.#hasOpenedSince(before)) return;
    this.#view = place?.view ?? 'trace';
    const isView =
      place?.scenario === null && place.ask === null && !place.plan && place.document === undefined;
    // It is a view of what is on its way.
    if (isView && this.#isOpening) return;
    if (place?.plan !== undefined) return this.#openLinkedPlan(place.plan);
    if (place?.document !== undefined) return this.#openLinkedProject(place, place.document);
    await this.library.load();
    if (await this.#hasOpenedSince(before)) return;
    const isOpen = this.workspace.project !== null;
    if (place?.view === 'learn' && isOpen) return;
    if (
      (place?.view === 'plan' || place?.view === 'design') &&
      place.ask === null &&
      isOpen &&
      place.scenario === (this.workspace.project?.scenario ?? null)
    )
      return;
    if (place?.scenario) {
      if (this.library.entry(place.scenario) !== undefined)
        return this.#showScenario(place.scenario, place.ask, before);
      this.#missing = `There is no scenario called “${place.scenario}”. This is another one.`;
      return this.#showScenario(this.featured, null, before);
    }
    if (this.workspace.project?.scenario === null) return this.#showOwn(place?.ask ?? null);
    // Before it is there: whoever sees it knows at once where it comes from.
    this.#restored = true;
    if (await this.workspace.restore()) return this.#showOwn(place?.ask ?? null);
    this.#restored = false;
    return this.#showScenario(this.featured, null, before);
  }

  show(view: View): void {
    if (view === this.#view) return;
    this.#view = view;
    this.#address.push(this.link());
  }

  /** Opens a scenario at one of its questions, as a new place to come back from. */
  async openScenario(slug: string, ask: Ask | null = null): Promise<void> {
    this.#missing = null;
    this.#view = 'trace';
    this.#address.push(linkOf({ view: 'trace', scenario: slug, ask }));
    await this.#showScenario(slug, ask);
  }

  /** @returns whether it could be opened; if not, all stays as it was and the workspace says why */
  openInput(input: Input): Promise<boolean> {
    const opening = this.#openInput(input);
    this.#opening = opening;
    this.#isOpening = true;
    const done = () => {
      if (this.#opening === opening) this.#isOpening = false;
    };
    void opening.then(done, done);
    return opening;
  }

  async #openInput(input: Input): Promise<boolean> {
    await this.#keeper.settle();
    const project = await this.workspace.openInput(input);
    if (this.workspace.opening?.opened === false) this.#dialog = 'read';
    if (project === null) return false;
    this.#missing = null;
    this.#restored = false;
    this.#view = project.loaded.resources === 0 ? 'plan' : 'trace';
    this.#address.push(linkOf({ view: this.#view, scenario: null, ask: null }));
    await this.#showOwn(null);
    return true;
  }

  /** An empty plan of 10.0.0.0/16 as a project of its own; what was open can be had back. */
  async newPlan(): Promise<void> {
    const { newPlanDocument } = await import('./plan-documents.ts');
    await this.openInput(newPlanDocument());
  }

  /** An empty network to draw in, as a project of its own; what was open can be had back. */
  async newNetwork(): Promise<void> {
    const text = JSON.stringify({ format: 'hoplight/1', name: 'New network' });
    const files = [{ path: 'a new network', text }];
    const opened = 'A new network, with nothing in it yet.';
    if (await this.openInput({ what: 'a new network', files, opened, mayBeEmpty: true })) this.show('design');
  }

  /** Makes a network of the plan: VPCs and subnets, and gateways for the public ones. */
  async planToNetwork(): Promise<void> {
    await this.#keeper.settle();
    const project = await this.workspace.planToNetwork(this.planner.plan);
    if (project === null) return;
    this.#address.push(this.link());
    await this.#lookAround();
  }

  /** Opens a project that was open before. */
  async openEarlier({ name, document }: KeptProject): Promise<void> {
    const files = [{ path: `${name}.json`, text: document }];
    await this.openInput({ what: name, files, opened: `${name} is open again.`, mayBeEmpty: true });
  }

  /** A link to the plan as it is now. */
  async planLink(): Promise<string> {
    const { packPlan } = await import('./plan-link.ts');
    const plan = await packPlan(this.planner.plan);
    return this.#address.whole(linkOf({ view: 'plan', scenario: null, ask: null, plan }));
  }

  /** A link that holds the whole project as it is now, with the view and the question. */
  async projectLink(): Promise<string> {
    const [text, { pack }] = await Promise.all([this.workspace.document('json'), import('./packed.ts')]);
    const document = await pack(text === null ? '{}' : JSON.stringify(JSON.parse(text)));
    const view = this.#view === 'learn' ? 'trace' : this.#view;
    const ask = this.tracer.answer?.ask ?? null;
    return this.#address.whole(linkOf({ view, scenario: null, ask, document }));
  }

  /** Opens text that someone pasted: a link of this app, or anything that can be read as a project. */
  async openText(text: string): Promise<void> {
    const link = linkIn(text);
    if (link !== undefined) return this.follow(link);
    if (text.trim() !== '')
      await this.openInput({ what: 'the pasted text', files: [{ path: 'pasted', text }] });
  }

  /**
   * Shows an object where it is drawn; beside a trace, in the inspector.
   *
   * @param keyboard - the keyboard goes there too
   */
  goTo(id: string, keyboard = false): void {
    this.selection.seek(id, { keyboard });
    if (this.#view === 'plan' || this.#view === 'learn') this.show('design');
    if (this.#view !== 'trace') return;
    if (keyboard) this.panels.enterInspector('trace');
    else this.panels.showInspector('trace', true);
  }

  /** What a question says for an object: its name where that is enough; `undefined` when it is no end of one. */
  endpointOf(id: string): string | undefined {
    const name = this.editor.diagram.nodes.find((node) => node.id === id)?.name;
    const ends = this.workspace.project?.loaded.endpoints ?? [];
    return ends.find(({ value }) => value === name || value === id)?.value;
  }

  /** Gives the project another name: one undo step. */
  rename(name: string): void {
    const { document } = this.editor;
    const trimmed = name.trim();
    if (document === null || trimmed === '' || trimmed === this.workspace.project?.name) return;
    const op = 'name' in document ? 'replace' : 'add';
    this.editor.apply(`Name the project ${trimmed}`, [{ op, path: '/name', value: trimmed }]);
  }

  async startFresh(): Promise<void> {
    this.#restored = false;
    await this.#keeper.settle();
    await this.workspace.forget();
    await this.openScenario(this.featured);
  }

  /** Keeps what is not kept yet, now. */
  settle(): Promise<void> {
    return this.#keeper.settle();
  }

  /** Another tab gave way: the project as it was left there, or, where that is another one, this one is kept again. */
  async takeUpFromOtherTab(): Promise<void> {
    if (await this.workspace.takeOver()) await this.#showOwn(this.tracer.answer?.ask ?? null);
  }

  keepRestored(): void {
    this.#restored = false;
  }

  /** Asks, and puts the question into the address. */
  async ask(ask: Ask = this.tracer.draft): Promise<void> {
    await this.tracer.run(ask);
    const answered = this.tracer.answer;
    if (
      answered !== null &&
      sameAsk(answered.ask, ask) &&
      (this.#view === 'trace' || this.#view === 'design')
    )
      this.#address.replace(this.link());
  }

  /** Asks the same the other way round. */
  swap(): Promise<void> {
    return this.ask(swapped(this.tracer.draft));
  }

  /** Back to the project that was open before the last one was opened. */
  async undoOpening(): Promise<void> {
    await this.#keeper.settle();
    const project = await this.workspace.undoOpening();
    if (project === null) return;
    if (this.#view === 'learn') this.#view = 'trace';
    this.#address.push(linkOf({ view: this.#view, scenario: project.scenario, ask: null }));
    const first =
      project.scenario === null ? null : (this.library.entry(project.scenario)?.flows[0]?.ask ?? null);
    if (project.scenario === null) return this.#showOwn(null);
    await this.ask(first ?? this.tracer.draft);
    await this.#lookAround();
  }

  /** The address of what is on screen. */
  link(): string {
    return linkOf({
      view: this.#view,
      scenario: this.workspace.project?.scenario ?? null,
      ask: this.tracer.answer?.ask ?? null,
    });
  }

  say(text: string): void {
    this.#said = text;
  }

  /** Whether someone has opened something of their own meanwhile. What could not be opened does not count. */
  async #hasOpenedSince(before: Promise<boolean>): Promise<boolean> {
    return this.#opening !== before && (await this.#opening);
  }

  async #showScenario(slug: string, ask: Ask | null, before = this.#opening): Promise<void> {
    const entry = this.library.entry(slug);
    if (entry === undefined) return;
    this.#showing = true;
    try {
      if (this.workspace.project?.scenario !== slug) {
        await this.#keeper.settle();
        const files = await this.library.files(slug);
        if (await this.#hasOpenedSince(before)) return;
        const project = await this.workspace.openScenario(slug, entry.title, [...files, flowsFile(entry)]);
        if (project === null) return;
      }
      const question = ask ?? entry.flows[0]?.ask;
      if (question !== undefined) await this.ask(question);
    } finally {
      this.#showing = false;
    }
    await this.#lookAround();
  }

  async #showOwn(ask: Ask | null): Promise<void> {
    const { project } = this.workspace;
    if (project === null) return;
    const { loaded } = project;
    const question = ask ?? (loaded.flows.length > 0 ? questionsFor(loaded)[0]?.ask : undefined);
    if (question !== undefined) await this.ask(question);
    await this.#lookAround();
  }

  /** What a project just opened can wait for until its question is answered: types to edit, saved tests, problems. */
  async #lookAround(): Promise<void> {
    const { project } = this.workspace;
    if (project === null) return;
    void this.editor.learnTypes();
    void this.savedTests.refresh(project.loaded);
    await this.workspace.check();
  }

  /** The object of the step that the reader went to becomes the selected one. */
  #selectStep(): void {
    const { current } = this.tracer;
    const [object] = current === undefined ? [] : current.step.component.split(', ');
    if (object !== undefined && this.editor.typeOf(object) !== undefined) this.selection.select(object);
  }

  /** All parts turn to a project that has just been opened. */
  #turnTo(project: Project): void {
    this.#said = '';
    // What was asked for is there: its dialog must not stand before it until it is kept as well.
    if (this.#isOpening) this.#dialog = null;
    this.selection.clear();
    this.editor.open(project.loaded);
    this.tracer.open(project.loaded);
    void this.pins.open(this.workspace.identity, project.loaded);
    this.#showPlan(project);
  }

  /** The document was changed by hand: what follows from it comes later. */
  #edited(): void {
    const wasExample = this.workspace.project?.scenario !== null;
    this.workspace.becomeOwn();
    // That a new network is empty is no longer so.
    if (this.workspace.opening?.isNew === true) this.workspace.putOpeningAway();
    // The edited example is the user's own now: its address would bring back the example instead.
    if (wasExample) {
      this.#address.replace(this.link());
      this.pins.belongTo(this.workspace.identity);
    }
    this.#note({ edited: true });
  }

  /** The engine has told what follows from an edit: plan, answer and problems are brought up to it. */
  #renewed(renewal: Renewal): void {
    this.workspace.renew(renewal);
    const { project } = this.workspace;
    if (project === null) return;
    const planHasChanged = renewal.touchesPlan || !project.planIsOwn;
    if (planHasChanged && this.#keeper.pending?.plan === undefined) this.#showPlan(project);
    void this.tracer.refresh(project.loaded);
    void this.pins.refresh(project.loaded);
    void this.savedTests.refresh(project.loaded);
    if (!this.editor.busy) void this.workspace.check();
  }

  /** Other prices hold: the answer on screen tells costs by those before. */
  #repriced(): void {
    const { project } = this.workspace;
    if (project !== null) void this.tracer.refresh(project.loaded);
  }

  #note(unkept: Unkept): void {
    this.#unkept = true;
    this.#keeper.note({ ...this.#keeper.pending, ...unkept });
  }

  async #keep(unkept: Unkept): Promise<void> {
    await this.#keepNow(unkept);
    this.#unkept = this.#keeper.pending !== unkept;
  }

  async #keepNow({ plan, edited }: Unkept): Promise<void> {
    if (edited === true) await this.editor.settled();
    if (this.editor.failure !== null)
      return this.workspace.keepEdited(this.#journalText({ edited: true, ...(plan && { plan }) }));
    if (plan === undefined) return this.workspace.keepEdited();
    const wasExample = this.workspace.project?.scenario !== null;
    this.editor.takePlan(this.planner.written(plan));
    await this.workspace.keepPlan(plan, this.planner.shownColumns);
    if (!wasExample) return;
    this.#address.replace(this.link());
    this.pins.belongTo(this.workspace.identity);
  }

  /** What is not kept yet as a document; nothing but the plan, when only that was edited. */
  #journalText({ plan, edited }: Unkept): string {
    const name = this.workspace.project?.name ?? '';
    const base: PlainDocument = edited === true ? (this.editor.document ?? {}) : {};
    return JSON.stringify({
      ...base,
      format: 'hoplight/1',
      name,
      ...(plan !== undefined && { plan: this.planner.written(plan) }),
    });
  }

  #showPlan(project: Project): void {
    const { plan, loaded, planIsOwn, scenario } = project;
    if (this.#planner === null) {
      // What is wrong with a plan of the project's own counts among its problems.
      if (planIsOwn) void this.wantPlanner();
      return;
    }
    if (this.#planned?.plan === plan && this.#planned.loaded.inUse === loaded.inUse) return;
    this.#planned = project;
    this.#planner.open(plan, loaded.inUse, scenario === null ? this.workspace.columns : null);
  }

  async #openLinkedPlan(packed: string): Promise<void> {
    const [{ unpackPlan }, { planDocument }, planner] = await Promise.all([
      import('./plan-link.ts'),
      import('./plan-documents.ts'),
      this.wantPlanner(),
    ]);
    const text = await unpackPlan(packed);
    const read = text === undefined ? null : await planner.read([{ path: 'link', text }]);
    if (read !== null && read.plan !== null) {
      const input = planDocument(read.plan, read.plan.name || 'Address plan', 'the link');
      await this.openInput({ ...input, leftOut: read.diagnostics.map(({ detail }) => detail) });
      return;
    }
    await this.follow('#/plan');
    this.#address.replace(this.link());
    this.workspace.refuse(
      'the link',
      'The link holds no plan that can be read: it may have been cut off. Nothing of yours was changed.',
    );
  }

  async #openLinkedProject({ view, ask }: Place, packed: string): Promise<void> {
    const { unpack } = await import('./packed.ts');
    const text = await unpack(packed);
    const opened =
      text !== undefined && (await this.openInput({ what: 'the link', files: [{ path: 'link', text }] }));
    if (opened) {
      this.#view = view;
      this.#address.replace(linkOf({ view, scenario: null, ask }));
      if (ask !== null) await this.ask(ask);
      return;
    }
    if (this.workspace.project === null) await this.follow(`#/${view}`);
    this.#address.replace(this.link());
    this.#dialog = null;
    this.workspace.refuse(
      'the link',
      text === undefined
        ? 'The link cannot be unpacked: it may have been cut off, or was made by a newer version. Nothing of yours was changed.'
        : 'The link holds no project that can be read. Nothing of yours was changed.',
    );
  }

  /** Goes on with what the last visit could not keep in time. */
  async #takeUp(text: string): Promise<void> {
    const document = documentIn(text);
    if (document === null) return;
    const { project } = this.workspace;
    const before = this.editor.document;
    const isOpen = project?.scenario === null && project.name === document['name'];
    if (!isOpen || before === null)
      return void (await this.openInput({ what: 'your last visit', files: [{ path: 'last visit', text }] }));
    const holdsMore = Object.keys(document).some((key) => !['format', 'name', 'plan'].includes(key));
    if (holdsMore) {
      const patch = difference(before, reconcile(before, document));
      return this.editor.apply('Last visit', patch, 'Your last changes are back.');
    }
    const planner = await this.wantPlanner();
    const { plan } = await planner.read([{ path: 'last visit', text }]);
    if (plan !== null) planner.replace(plan, 'Last visit', 'Your last changes are back.');
  }
}

/**
 * The questions of a scenario as a document: they stay with the network when someone makes it their own. Without what is
 * expected there, for that is the fault to be mended.
 */
function flowsFile({ flows }: ScenarioEntry): InputFile {
  const asked = flows.map(({ name, ask }) => ({ name, ...toQuestion(ask) }));
  return { path: 'flows.json', text: JSON.stringify({ format: 'hoplight/1', flows: asked }) };
}

function documentIn(text: string): PlainDocument | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null; // cut off while it was written: what the database holds is all there is
  }
}

export const [useApp, provideApp] = createContext<App>();
