/**
 * The open project's document as it is edited. Every edit is a patch: applied here at once, and by the worker, which then
 * tells what follows from it. While the worker is at one edit, those after it wait and go to it as one.
 */
import { applyPatch, difference, entryOf } from '../../engine/editing.ts';
import type { Catalogue, Patch, PlainDocument, PlainEntry, TypeDescription } from '../../engine/editing.ts';
import type { Diagram } from '../../engine/index.ts';
import type { Edited, Loaded } from '../worker/protocol.ts';
import { nodesById } from './diagram-index.ts';
import type { EngineClient } from './engine-client.ts';
import { NO_HISTORY, advance, back, forth } from './history.ts';
import type { History, Snapshot, Travel } from './history.ts';

export interface EditorParts {
  readonly engine: EngineClient;
  /** The document has changed: by a step, or by going back or forth. */
  readonly changed: () => void;
  /** The worker has told what follows from an edit. */
  readonly renewed: (renewal: Renewal) => void;
  readonly say: (text: string) => void;
}

export interface Renewal {
  readonly edited: Edited;
  /** The document that it follows from: there may be a later one by now. */
  readonly document: PlainDocument;
  /** The address plan was edited with the document, and not in its own view. */
  readonly touchesPlan: boolean;
}

const NOTHING_DRAWN: Diagram = { nodes: [], links: [] };

export class Editor {
  #parts: EditorParts;
  #project: number | null = null;
  #document: PlainDocument | null = $state.raw(null);
  /** What follows from the document, as the worker told it last. */
  #derived: Edited | null = $state.raw(null);
  #catalogue: Catalogue | null = $state.raw(null);
  #history: History<PlainDocument> = $state.raw(NO_HISTORY);
  #readOnly = $state(false);
  #failure: string | null = $state(null);
  /** What the worker has, once it has answered. */
  #sent: PlainDocument | null = $state.raw(null);
  #sending: Promise<void> | null = null;
  /** Most edits leave it as it was, and then nobody who draws it has anything to do. */
  #diagram = $derived(this.#derived?.diagram ?? NOTHING_DRAWN);
  #nodes = $derived(nodesById(this.#diagram));

  constructor(parts: EditorParts) {
    this.#parts = parts;
  }

  /** The document as it is now; `null` while no project is open. */
  get document(): PlainDocument | null {
    return this.#document;
  }

  /** What there is to draw, as of the last edit that the worker has answered. */
  get diagram(): Diagram {
    return this.#diagram;
  }

  /** The resource types; `null` until the worker has told them. */
  get catalogue(): Catalogue | null {
    return this.#catalogue;
  }

  /** Another tab has the project: nothing can be changed here. */
  get readOnly(): boolean {
    return this.#readOnly;
  }

  set readOnly(readOnly: boolean) {
    this.#readOnly = readOnly;
  }

  get canUndo(): boolean {
    return this.#history.past.length > 0 && !this.#readOnly;
  }

  get canRedo(): boolean {
    return this.#history.future.length > 0 && !this.#readOnly;
  }

  /** Names of the steps that can be undone, latest first. */
  get steps(): readonly string[] {
    return this.#history.past.map(({ step }) => step).reverse();
  }

  /** Names of the steps that can be done again, next first. */
  get undone(): readonly string[] {
    return this.#history.future.map(({ step }) => step);
  }

  /** The worker has not answered the last edit yet. */
  get busy(): boolean {
    return this.#sent !== this.#document;
  }

  /** Why the engine could not take the last edit: a bug, said in its words. */
  get failure(): string | null {
    return this.#failure;
  }

  /** What the document says of a resource; `undefined` for one that only AWS's defaults bring along. */
  resource(id: string): PlainEntry | undefined {
    return this.#document === null ? undefined : entryOf(this.#document, id)?.entry;
  }

  /** The type of a resource, stated or filled in. */
  typeOf(id: string): TypeDescription | undefined {
    if (this.#document === null || this.#catalogue === null) return undefined;
    const section = entryOf(this.#document, id)?.section;
    if (section !== undefined) return this.#catalogue.types.find((type) => type.section === section);
    const kind = this.#nodes.get(id)?.kind;
    return this.#catalogue.types.find((type) => type.kind === kind);
  }

  /** Turns to another project: nothing of the one before can be undone. */
  open(loaded: Loaded | null): void {
    this.#project = loaded?.project ?? null;
    this.#document = loaded?.document ?? null;
    this.#sent = this.#document;
    this.#derived = loaded === null ? null : editedOf(loaded);
    this.#history = NO_HISTORY;
    this.#sending = null;
    this.#failure = null;
  }

  /**
   * One undo step.
   *
   * @param step - as it stands in the menu of steps: "Add subnet-2"
   * @param said - told when it is done, instead of the step; `null` for nothing
   */
  apply(step: string, patch: Patch, said: string | null = `${step}.`): void {
    const before = this.#document;
    if (before === null || this.#readOnly || patch.length === 0) return;
    const after = applyPatch(before, patch);
    this.#history = advance(this.#history, before, step);
    this.#turnTo(after);
    if (said !== null) this.#parts.say(said);
  }

  undo(): void {
    if (this.canUndo && this.#document !== null) this.#travel(back(this.#history, this.#document), 'Undone');
  }

  redo(): void {
    if (this.canRedo && this.#document !== null)
      this.#travel(forth(this.#history, this.#document), 'Done again');
  }

  /** The plan was edited in its own view, which has its own undo: it becomes part of the document without a step. */
  takePlan(plan: unknown): void {
    if (this.#document === null || this.#sent === null) return;
    const isSent = this.#sent === this.#document;
    const withPlan = (document: PlainDocument) => ({ ...document, plan });
    const snapshotWithPlan = ({ value, step }: Snapshot<PlainDocument>) => ({ value: withPlan(value), step });
    this.#document = withPlan(this.#document);
    // The worker is given the plan whenever it writes the document, so this is not sent.
    this.#sent = isSent ? this.#document : withPlan(this.#sent);
    const { past, future } = this.#history;
    this.#history = { past: past.map(snapshotWithPlan), future: future.map(snapshotWithPlan) };
  }

  /** Resolves once the worker has answered all edits. */
  async settled(): Promise<void> {
    while (this.#sending !== null) await this.#sending;
  }

  #travel(travel: Travel<PlainDocument> | undefined, word: string): void {
    if (travel === undefined || this.#document === null) return;
    const { value, step, history } = travel;
    this.#history = history;
    this.#turnTo(value);
    this.#parts.say(`${word}: ${step}.`);
  }

  #turnTo(document: PlainDocument): void {
    this.#document = document;
    this.#parts.changed();
    if (this.#sending === null && document !== this.#sent) this.#sending = this.#send();
  }

  async #send(): Promise<void> {
    const project = this.#project;
    try {
      while (project !== null && project === this.#project) {
        const document = this.#document;
        if (document === null || this.#sent === null || document === this.#sent) return;
        const patch = difference(this.#sent, document);
        const changes = await this.#parts.engine.ask({ kind: 'edit', project, patch });
        if (project !== this.#project) return;
        this.#took(changes, document, patch);
      }
    } catch (error) {
      if (project === this.#project) this.#failure = error instanceof Error ? error.message : String(error);
    } finally {
      if (project === this.#project) this.#sending = null;
    }
  }

  #took(changes: Patch, sent: PlainDocument, patch: Patch): void {
    // INVARIANT: the worker's changes lead from what it told last, which is what is held here, to the same form anew.
    const edited = applyPatch({ ...this.#derived }, changes) as unknown as Edited;
    this.#derived = edited;
    const plan = this.#document?.['plan'];
    // The plan's own view may have given it a plan in the meantime.
    const isLatest = this.#document === sent;
    this.#sent = isLatest || sent['plan'] === plan ? sent : { ...sent, plan };
    this.#failure = null;
    const touchesPlan = patch.some(({ path }) => path === '/plan' || path.startsWith('/plan/'));
    this.#parts.renewed({ edited, document: sent, touchesPlan });
  }

  /** Asks for the resource types, once: nothing can be edited before they are there, but a first answer can. */
  async learnTypes(): Promise<void> {
    this.#catalogue ??= await this.#parts.engine.ask({ kind: 'catalogue' });
  }
}

function editedOf(loaded: Loaded): Edited {
  const { name, diagram, resources, diagnostics, endpoints, flows, inUse, plan, planIsOwn } = loaded;
  return { name, diagram, resources, diagnostics, endpoints, flows, inUse, plan, planIsOwn };
}
