/** The project that is open, how it is opened, and how it is kept. A failed attempt never takes the place of what is open. */
import type { Plan } from '../../engine/addresses.ts';
import type { Diagnostic, InputFile, ReadCount } from '../../engine/index.ts';
import type { Loaded, Progress, RawFile } from '../worker/protocol.ts';
import type { Renewal } from './editor.svelte.ts';
import type { EngineClient } from './engine-client.ts';
import type { KeptProject, ProjectStore } from './store.ts';

export interface Project {
  /** Slug of the scenario it is; `null` for the user's own. */
  readonly scenario: string | null;
  readonly name: string;
  readonly loaded: Loaded;
  /** As it was last edited; at first the document's own, or what its VPCs and subnets come to. */
  readonly plan: Plan;
  /** The plan is written into the document. */
  readonly planIsOwn: boolean;
}

/** What came of an attempt to open something: shown until it is put away. */
export interface Opening {
  readonly opened: boolean;
  /** It was made here and holds nothing yet: there is nothing to tell of what was read. */
  readonly isNew?: boolean;
  readonly what: string;
  /** One sentence: what happened and, when it failed, what to do. */
  readonly summary: string;
  readonly counts: readonly ReadCount[];
  readonly diagnostics: readonly Diagnostic[];
  /** Files that were left out before reading, with the reason. */
  readonly leftOut: readonly string[];
}

export interface Input {
  /** `dump/`, `network.yaml`, `pasted text`. */
  readonly what: string;
  readonly files: readonly (InputFile | RawFile)[];
  readonly leftOut?: readonly string[];
  /** What to say when it has been opened, instead of what was read of it. */
  readonly opened?: string;
  /** Nothing in it is no reason to refuse it. */
  readonly mayBeEmpty?: boolean;
}

export class Workspace {
  #engine: EngineClient;
  #store: ProjectStore;
  #project: Project | null = $state.raw(null);
  #problems: readonly Diagnostic[] = $state.raw([]);
  #previous: Project | null = $state.raw(null);
  #reading: Progress | null = $state.raw(null);
  #opening: Opening | null = $state.raw(null);
  #kept: 'unkept' | 'saved' | 'refused' = $state('unkept');
  #columns: readonly string[] | null = null;
  /** What the store holds is another project, which must not be lost when this one is written. */
  #asideIsDue = false;
  #turn: (project: Project) => void;
  #ticket = 0;
  /** Tells the open project from others in the store, whatever their names. */
  #key = newKey();

  /** @param turn - called at once when another project is the open one, before anyone can see or press anything of it */
  constructor(engine: EngineClient, store: ProjectStore, turn: (project: Project) => void) {
    this.#engine = engine;
    this.#store = store;
    this.#turn = turn;
  }

  get project(): Project | null {
    return this.#project;
  }

  /** What checking the open project found; empty until {@link check} has. */
  get problems(): readonly Diagnostic[] {
    return this.#problems;
  }

  /** What was open before the last input was opened: still there to go back to. */
  get previous(): Project | null {
    return this.#previous;
  }

  /** How far the input being read is; `null` when none is. */
  get reading(): Progress | null {
    return this.#reading;
  }

  get opening(): Opening | null {
    return this.#opening;
  }

  /** Whether the user's own project is kept in this browser. */
  get kept(): 'unkept' | 'saved' | 'refused' {
    return this.#kept;
  }

  /** @returns the project opened, `null` when it could not be */
  async openScenario(slug: string, title: string, files: readonly InputFile[]): Promise<Project | null> {
    const loaded = await this.#load({ what: title, files });
    if (loaded === null) return null;
    this.#kept = 'unkept';
    this.#opening = null;
    this.#letGo();
    this.#columns = null;
    return this.#take(projectOf(slug, title, loaded));
  }

  /** Opens the user's own files and keeps them in this browser. */
  async openInput(input: Input): Promise<Project | null> {
    const loaded = await this.#load(input);
    if (loaded === null) return null;
    if (loaded.resources === 0 && !loaded.planIsOwn && input.mayBeEmpty !== true) {
      this.#opening = failed(input, loaded);
      void this.#engine.ask({ kind: 'drop', project: loaded.project }); // nothing in it to keep
      return null;
    }
    const project = await this.#takeOwn(loaded, loaded.name || input.what.replace(/\/$/, ''));
    // Said only now, when all that was open before has given way.
    this.#opening = {
      opened: true,
      isNew: input.mayBeEmpty === true && loaded.resources === 0 && !loaded.planIsOwn,
      what: input.what,
      summary: input.opened ?? readSummary(input, loaded),
      counts: loaded.counts,
      diagnostics: loaded.diagnostics,
      leftOut: input.leftOut ?? [],
    };
    return project;
  }

  /** Makes a network of the open project and its plan, and opens that; there is a way back as from any opening. */
  async planToNetwork(plan: Plan): Promise<Project | null> {
    const open = this.#project;
    const loaded = await this.#engine.ask({
      kind: 'plan-to-network',
      project: open?.loaded.project ?? null,
      plan,
    });
    const { vpcs, subnets } = loaded.added;
    const project = await this.#takeOwn(loaded, loaded.name || open?.name || 'network');
    this.#opening = {
      opened: true,
      what: 'the plan',
      summary: `${plural(vpcs.length, 'VPC')} and ${plural(subnets.length, 'subnet')} made of the plan.`,
      counts: loaded.counts,
      diagnostics: loaded.diagnostics,
      leftOut: [],
    };
    return project;
  }

  /** Tells the open project from others, at the next visit too. */
  get identity(): string {
    const slug = this.#project?.scenario ?? null;
    return slug === null ? `own ${this.#key}` : `example ${slug}`;
  }

  /** An example that is edited becomes the user's own. */
  becomeOwn(): void {
    const project = this.#project;
    if (project === null || project.scenario === null) return;
    this.#project = { ...project, scenario: null };
    this.#key = newKey();
    this.#asideIsDue = true;
  }

  /** What follows from an edit takes the place of what was known before. */
  renew({ edited, document, touchesPlan }: Renewal): void {
    const project = this.#project;
    if (project === null) return;
    const { name, plan, planIsOwn, ...derived } = edited;
    const keepsPlan = project.planIsOwn && !touchesPlan;
    this.#project = {
      ...project,
      name: name || project.name,
      loaded: { ...project.loaded, ...derived, document },
      plan: keepsPlan ? project.plan : plan,
      planIsOwn: keepsPlan || planIsOwn,
    };
  }

  /** Keeps the project with its plan as it is now. An example becomes the user's own by it. */
  async keepPlan(plan: Plan, columns: readonly string[]): Promise<void> {
    if (this.#project === null) return;
    this.becomeOwn();
    this.#columns = columns;
    this.#project = { ...this.#project, plan, planIsOwn: true };
    await this.keepEdited();
  }

  /**
   * Keeps the project as the engine's worker has it.
   *
   * @param text - the document in place of that one, when the worker could not take the last edits
   */
  async keepEdited(text?: string): Promise<void> {
    const project = this.#project;
    if (project === null) return;
    if (this.#asideIsDue) {
      this.#asideIsDue = false;
      await this.#store.setAside();
    }
    await this.#keep(project, text);
  }

  async #takeOwn(loaded: Loaded, name: string): Promise<Project> {
    const before = this.#project;
    this.#letGo();
    this.#previous = before;
    this.#columns = null;
    const project = this.#take(projectOf(null, name, loaded));
    await this.#store.setAside();
    await this.#keep(project);
    return project;
  }

  /** @returns the project open before, now open again; `null` when there is none */
  async undoOpening(): Promise<Project | null> {
    const project = this.#previous;
    if (project === null) return null;
    this.#previous = null;
    this.#opening = null;
    this.#take(project);
    if (project.scenario === null) await this.#keep(project);
    else await this.forget();
    return project;
  }

  /** Opens what this browser kept; `null` when it kept nothing that can be read. */
  async restore(): Promise<Project | null> {
    const ticket = this.#ticket;
    const kept = await this.#store.read();
    if (ticket !== this.#ticket) return null; // something else is being opened by now
    if (kept === undefined) return null;
    const loaded = await this.#load({
      what: kept.name,
      files: [{ path: `${kept.name}.json`, text: kept.document }],
    });
    // An empty network is a project too; what cannot be read any more is not.
    if (loaded === null || (loaded.resources === 0 && !loaded.planIsOwn && !isDocument(kept.document)))
      return null;
    this.#kept = 'saved';
    this.#columns = kept.columns ?? null;
    return this.#take(projectOf(null, kept.name, loaded), kept.key);
  }

  /**
   * This tab writes from now on what another one wrote.
   *
   * @returns whether the project was opened anew, as the other tab left it; else this one is kept in its place
   */
  async takeOver(): Promise<boolean> {
    const open = this.#project;
    if (open === null || open.scenario !== null) return false;
    const kept = await this.#store.read();
    if (kept?.key === this.#key) return (await this.restore()) !== null;
    await this.#store.setAside();
    await this.#keep(open);
    return false;
  }

  /** Projects that were open before and are kept still, latest first. */
  earlier(): Promise<readonly KeptProject[]> {
    return this.#store.earlier();
  }

  /** Columns of the plan's table that were kept with the project; `null` for the usual ones. */
  get columns(): readonly string[] | null {
    return this.#columns;
  }

  async forget(): Promise<void> {
    this.#kept = 'unkept';
    await this.#store.setAside();
    await this.#store.clear();
  }

  /** The open project as a document to download. */
  async document(format: 'yaml' | 'json'): Promise<string | null> {
    if (this.#project === null) return null;
    const { loaded, plan, planIsOwn } = this.#project;
    return this.#engine.ask({
      kind: 'document',
      project: loaded.project,
      format,
      ...(planIsOwn && { plan }),
    });
  }

  /** Reads text as a project without opening it. */
  async read(text: string): Promise<Loaded> {
    const loaded = await this.#engine.ask({ kind: 'load', files: [{ path: 'project', text }] });
    void this.#engine.ask({ kind: 'drop', project: loaded.project });
    return loaded;
  }

  /** Checks the open project. Apart from opening it, for a first answer should not wait for this. */
  async check(): Promise<void> {
    const project = this.#project;
    if (project === null) return;
    const problems = await this.#engine.ask({ kind: 'check', project: project.loaded.project });
    if (this.#project?.loaded.project === project.loaded.project) this.#problems = problems;
  }

  /** Says why something could not even be tried. */
  refuse(what: string, summary: string, leftOut: readonly string[] = []): void {
    this.#opening = { opened: false, what, summary, counts: [], diagnostics: [], leftOut };
  }

  putOpeningAway(): void {
    this.#opening = null;
    this.#letGo();
  }

  /** Reads files; only the last attempt counts. */
  async #load(input: Input): Promise<Loaded | null> {
    const ticket = ++this.#ticket;
    this.#reading = { done: 0, total: input.files.length, path: input.what };
    try {
      const loaded = await this.#engine.ask({ kind: 'load', files: input.files }, (progress) => {
        if (ticket === this.#ticket) this.#reading = progress;
      });
      return ticket === this.#ticket ? loaded : null;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (ticket === this.#ticket) this.refuse(input.what, `${input.what} could not be read: ${reason}`);
      return null;
    } finally {
      if (ticket === this.#ticket) this.#reading = null;
    }
  }

  #take(project: Project, key: string = newKey()): Project {
    const before = this.#project;
    this.#key = key;
    if (before !== null && before.loaded.project !== this.#previous?.loaded.project) this.#drop(before);
    this.#project = project;
    this.#asideIsDue = false;
    this.#problems = [];
    this.#turn(project);
    return project;
  }

  #letGo(): void {
    if (this.#previous !== null) this.#drop(this.#previous);
    this.#previous = null;
  }

  #drop({ loaded }: Project): void {
    void this.#engine.ask({ kind: 'drop', project: loaded.project });
  }

  async #keep({ name, loaded, plan, planIsOwn }: Project, text?: string): Promise<void> {
    if (this.#project?.loaded.project !== loaded.project) return; // it has given way, and the engine no longer has it
    const columns = this.#columns;
    const document =
      text ??
      (await this.#engine.ask({
        kind: 'document',
        project: loaded.project,
        format: 'json',
        ...(planIsOwn && { plan }),
      }));
    if (this.#project?.loaded.project !== loaded.project) return;
    const done = await this.#store.write({
      name,
      document,
      savedAt: Date.now(),
      key: this.#key,
      ...(columns && { columns }),
    });
    if (this.#project?.loaded.project === loaded.project) this.#kept = done ? 'saved' : 'refused';
  }
}

function isDocument(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'format' in value;
  } catch {
    return false;
  }
}

function newKey(): string {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
}

function readSummary({ what }: Input, { resources }: Loaded): string {
  return resources === 0
    ? `An address plan read from ${what}.`
    : `${plural(resources, 'resource')} read from ${what}.`;
}

function projectOf(scenario: string | null, name: string, loaded: Loaded): Project {
  return { scenario, name, loaded, plan: loaded.plan, planIsOwn: loaded.planIsOwn };
}

function failed(input: Input, loaded: Loaded): Opening {
  return {
    opened: false,
    what: input.what,
    summary: `No network was found in ${input.what}. Your project is as it was. Hoplight reads JSON from \`aws ec2 describe-…\` and the like, and hoplight/1 documents in JSON or YAML.`,
    counts: loaded.counts,
    diagnostics: loaded.diagnostics,
    leftOut: input.leftOut ?? [],
  };
}

export function plural(count: number, word: string): string {
  // Numbers by hand: asking the browser for its language takes longer than all else here.
  const digits = String(count).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${digits} ${word}${count === 1 ? '' : 's'}`;
}
