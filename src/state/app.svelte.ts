/** What is open and on screen: project, question, view, dialog; and the address that says so. */
import { createContext } from 'svelte';
import type { InputFile } from '../../engine/index.ts';
import { createPlan, parseCidr, planMember } from '../../engine/addresses.ts';
import type { Plan } from '../../engine/addresses.ts';
import { sameAsk, swapped } from './ask.ts';
import type { Ask } from './ask.ts';
import type { EngineClient } from './engine-client.ts';
import type { Library } from './library.svelte.ts';
import { linkOf, readLink } from './link.ts';
import type { View } from './link.ts';
import { PlanKeeper } from './plan-keeper.ts';
import type { Journal } from './plan-keeper.ts';
import { packPlan, unpackPlan } from './plan-link.ts';
import { Planner } from './planner.svelte.ts';
import { columns, usualColumns } from './plan-columns.ts';
import { questionsFor } from './questions.ts';
import type { KeptProject, ProjectStore } from './store.ts';
import { Tracer } from './tracer.svelte.ts';
import { Workspace } from './workspace.svelte.ts';
import type { Input, Project } from './workspace.svelte.ts';

export type Dialog = 'keys' | 'open' | 'problems' | 'read';

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

export class App {
  readonly workspace: Workspace;
  readonly tracer: Tracer;
  readonly planner: Planner;
  readonly library: Library;
  readonly featured: string;
  #address: Address;
  #servedInput: AppParts['servedInput'];
  #keeper: PlanKeeper;
  /** The project whose plan the planner has. */
  #planned: Project | null = null;
  #view: View = $state('trace');
  #dialog: Dialog | null = $state(null);
  #said = $state('');
  #restored = $state(false);
  #missing: string | null = $state(null);

  constructor({ engine, store, library, address, journal, featured, servedInput }: AppParts) {
    this.workspace = new Workspace(engine, store);
    this.tracer = new Tracer(engine);
    this.#keeper = new PlanKeeper(journal, (plan) => this.#keepPlan(plan));
    this.planner = new Planner({
      engine,
      changed: (plan) => this.#keeper.note(plan),
      later: (work) => setTimeout(work, 60),
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

  get dialog(): Dialog | null {
    return this.#dialog;
  }

  set dialog(dialog: Dialog | null) {
    this.#dialog = dialog;
  }

  /** One short line that tells of something done, such as a copy: shown and spoken. */
  get said(): string {
    return this.#said;
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

  /** Opens what the page was served with, what the address says, what was open before, or the first example. */
  async start(): Promise<void> {
    const unkept = this.#keeper.found();
    const served = await this.#servedInput();
    const place = readLink(this.#address.hash());
    if (served !== null && (await this.openInput({ what: 'the given input', files: served }))) {
      // A reload: the same question again.
      if (place?.scenario === null && place.ask !== null) await this.ask(place.ask);
    } else await this.follow(this.#address.hash());
    if (unkept !== null) await this.#takeUp(unkept);
  }

  /** The page is about to go: what is not kept yet must not go with it. */
  leave(): void {
    this.#keeper.leave(this.workspace.project?.name ?? '');
  }

  /** Goes to an address: another view, scenario or question. */
  async follow(hash: string): Promise<void> {
    const place = readLink(hash);
    this.#view = place?.view ?? 'trace';
    if (place?.plan !== undefined) return this.#openLinkedPlan(place.plan);
    const isOpen = this.workspace.project !== null;
    if (place?.view === 'learn' && isOpen) return;
    if (place?.view === 'plan' && isOpen && place.scenario === (this.workspace.project?.scenario ?? null))
      return;
    if (place?.scenario) {
      if (this.library.entry(place.scenario) !== undefined)
        return this.#showScenario(place.scenario, place.ask);
      this.#missing = `There is no scenario called “${place.scenario}”. This is another one.`;
      return this.#showScenario(this.featured, null);
    }
    if (this.workspace.project?.scenario === null) return this.#showOwn(place?.ask ?? null);
    if (await this.workspace.restore()) {
      this.#restored = true;
      return this.#showOwn(place?.ask ?? null);
    }
    return this.#showScenario(this.featured, null);
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
  async openInput(input: Input): Promise<boolean> {
    await this.#keeper.settle();
    const project = await this.workspace.openInput(input);
    this.#dialog = this.workspace.opening?.opened === false ? 'read' : null;
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
    const cidr = parseCidr('10.0.0.0/16');
    const plan = createPlan('aws', cidr === undefined ? [] : [cidr]);
    await this.openInput({ ...documentOf(plan, 'Address plan', 'a new plan'), opened: 'A new plan.' });
  }

  /** Makes a network of the plan: VPCs and subnets, and gateways for the public ones. */
  async planToNetwork(): Promise<void> {
    await this.#keeper.settle();
    const project = await this.workspace.planToNetwork(this.planner.plan);
    if (project === null) return;
    this.#showPlan(project);
    this.tracer.open(project.loaded);
    this.#address.push(this.link());
    await this.workspace.check();
  }

  /** Opens a project that was open before. */
  async openEarlier({ name, document }: KeptProject): Promise<void> {
    const files = [{ path: `${name}.json`, text: document }];
    await this.openInput({ what: name, files, opened: `${name} is open again.` });
  }

  /** A link to the plan as it is now. */
  async planLink(): Promise<string> {
    const plan = await packPlan(this.planner.plan);
    return this.#address.whole(linkOf({ view: 'plan', scenario: null, ask: null, plan }));
  }

  async startFresh(): Promise<void> {
    this.#restored = false;
    await this.#keeper.settle();
    await this.workspace.forget();
    await this.openScenario(this.featured);
  }

  keepRestored(): void {
    this.#restored = false;
  }

  /** Asks, and puts the question into the address. */
  async ask(ask: Ask = this.tracer.draft): Promise<void> {
    await this.tracer.run(ask);
    const answered = this.tracer.answer;
    if (answered !== null && sameAsk(answered.ask, ask) && this.#view === 'trace')
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
    this.#showPlan(project);
    this.tracer.open(project.loaded);
    if (this.#view === 'learn') this.#view = 'trace';
    this.#address.push(linkOf({ view: this.#view, scenario: project.scenario, ask: null }));
    const first =
      project.scenario === null ? null : (this.library.entry(project.scenario)?.flows[0]?.ask ?? null);
    if (project.scenario === null) return this.#showOwn(null);
    await this.ask(first ?? this.tracer.draft);
    await this.workspace.check();
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

  async #showScenario(slug: string, ask: Ask | null): Promise<void> {
    const entry = this.library.entry(slug);
    if (entry === undefined) return;
    if (this.workspace.project?.scenario !== slug) {
      await this.#keeper.settle();
      const files = await this.library.files(slug);
      const project = await this.workspace.openScenario(slug, entry.title, files);
      if (project === null) return;
      this.tracer.open(project.loaded);
      this.#showPlan(project);
    }
    const question = ask ?? entry.flows[0]?.ask;
    if (question !== undefined) await this.ask(question);
    await this.workspace.check();
  }

  async #showOwn(ask: Ask | null): Promise<void> {
    const { project } = this.workspace;
    if (project === null) return;
    const { loaded } = project;
    this.#showPlan(project);
    if (this.tracer.project !== loaded) this.tracer.open(loaded);
    const question = ask ?? (loaded.flows.length > 0 ? questionsFor(loaded)[0]?.ask : undefined);
    if (question !== undefined) await this.ask(question);
    await this.workspace.check();
  }

  async #keepPlan(plan: Plan): Promise<void> {
    const wasExample = this.workspace.project?.scenario !== null;
    await this.workspace.keepPlan(plan, this.planner.shownColumns);
    // The edited example is the user's own now: its address would bring back the example instead.
    if (wasExample) this.#address.replace(this.link());
  }

  #showPlan(project: Project): void {
    if (this.#planned?.loaded === project.loaded) return;
    this.#planned = project;
    const kept = project.scenario === null ? this.workspace.columns : null;
    const shown = columns.flatMap(({ id }) => (kept?.includes(id) ? [id] : []));
    this.planner.open(project.plan, project.loaded.inUse, shown.length > 0 ? shown : usualColumns);
  }

  async #openLinkedPlan(packed: string): Promise<void> {
    const text = await unpackPlan(packed);
    const read = text === undefined ? null : await this.planner.read([{ path: 'link', text }]);
    if (read !== null && read.plan !== null) {
      const input = documentOf(read.plan, read.plan.name || 'Address plan', 'the link');
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

  /** Goes on with what the last visit could not keep in time. */
  async #takeUp(text: string): Promise<void> {
    const { plan } = await this.planner.read([{ path: 'last visit', text }]);
    if (plan === null) return;
    const { project } = this.workspace;
    if (project?.scenario === null && project.name === nameIn(text))
      this.planner.replace(plan, 'Last visit', 'Your last changes are back.');
    else await this.openInput({ what: 'your last visit', files: [{ path: 'last visit', text }] });
  }
}

/** A document with nothing but a plan. */
function documentOf(plan: Plan, name: string, what: string): Input {
  const text = JSON.stringify({ format: 'hoplight/1', name, plan: planMember(plan) });
  return { what, files: [{ path: what, text }] };
}

function nameIn(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null && 'name' in value ? value.name : undefined;
}

export const [useApp, provideApp] = createContext<App>();
