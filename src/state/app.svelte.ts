/** What is open and on screen: project, question, view, dialog; and the address that says so. */
import { createContext } from 'svelte';
import type { InputFile } from '../../engine/index.ts';
import { sameAsk, swapped } from './ask.ts';
import type { Ask } from './ask.ts';
import type { EngineClient } from './engine-client.ts';
import type { Library } from './library.svelte.ts';
import { linkOf, readLink } from './link.ts';
import type { View } from './link.ts';
import { questionsFor } from './questions.ts';
import type { ProjectStore } from './store.ts';
import { Tracer } from './tracer.svelte.ts';
import { Workspace } from './workspace.svelte.ts';
import type { Input } from './workspace.svelte.ts';

export type Dialog = 'keys' | 'open' | 'problems' | 'read';

/** The browser's address bar, as far as it is used. */
export interface Address {
  hash(): string;
  replace(hash: string): void;
  push(hash: string): void;
}

export interface AppParts {
  readonly engine: EngineClient;
  readonly store: ProjectStore;
  readonly library: Library;
  readonly address: Address;
  /** Slug of the scenario a first visit opens on. */
  readonly featured: string;
  /** Files that the server of this page was started with; `null` when there are none. */
  readonly servedInput: () => Promise<readonly InputFile[] | null>;
}

export class App {
  readonly workspace: Workspace;
  readonly tracer: Tracer;
  readonly library: Library;
  readonly featured: string;
  #address: Address;
  #servedInput: AppParts['servedInput'];
  #view: View = $state('trace');
  #dialog: Dialog | null = $state(null);
  #said = $state('');
  #restored = $state(false);
  #missing: string | null = $state(null);

  constructor({ engine, store, library, address, featured, servedInput }: AppParts) {
    this.workspace = new Workspace(engine, store);
    this.tracer = new Tracer(engine);
    this.library = library;
    this.featured = featured;
    this.#address = address;
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
    const served = await this.#servedInput();
    const place = readLink(this.#address.hash());
    if (served !== null && (await this.openInput({ what: 'the given input', files: served }))) {
      // A reload: the same question again.
      if (place?.scenario === null && place.ask !== null) await this.ask(place.ask);
      return;
    }
    await this.follow(this.#address.hash());
  }

  /** Goes to an address: another view, scenario or question. */
  async follow(hash: string): Promise<void> {
    const place = readLink(hash);
    this.#view = place?.view ?? 'trace';
    if (place?.view === 'learn' && this.workspace.project !== null) return;
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
    const project = await this.workspace.openInput(input);
    this.#dialog = this.workspace.opening?.opened === false ? 'read' : null;
    if (project === null) return false;
    this.#missing = null;
    this.#restored = false;
    this.#view = 'trace';
    this.#address.push(linkOf({ view: 'trace', scenario: null, ask: null }));
    await this.#showOwn(null);
    return true;
  }

  async startFresh(): Promise<void> {
    this.#restored = false;
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
    const project = await this.workspace.undoOpening();
    if (project === null) return;
    this.tracer.open(project.loaded);
    this.#address.push(linkOf({ view: 'trace', scenario: project.scenario, ask: null }));
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
      const files = await this.library.files(slug);
      const project = await this.workspace.openScenario(slug, entry.title, files);
      if (project === null) return;
      this.tracer.open(project.loaded);
    }
    const question = ask ?? entry.flows[0]?.ask;
    if (question !== undefined) await this.ask(question);
    await this.workspace.check();
  }

  async #showOwn(ask: Ask | null): Promise<void> {
    const loaded = this.workspace.project?.loaded;
    if (loaded === undefined) return;
    if (this.tracer.project !== loaded) this.tracer.open(loaded);
    const question = ask ?? (loaded.flows.length > 0 ? questionsFor(loaded)[0]?.ask : undefined);
    if (question !== undefined) await this.ask(question);
    await this.workspace.check();
  }
}

export const [useApp, provideApp] = createContext<App>();
