/**
 * What the inspector asks and does: a value is put into the document only when the reader of documents takes it, else
 * it is said what is wrong with it.
 */
import { applyPatch, difference, entryOf, placesOf, setField, withField } from '../../engine/editing.ts';
import type { Patch, Place, PlainDocument, PlainEntry, TypeDescription } from '../../engine/editing.ts';
import type {
  Diagnostic,
  EffectiveReport,
  EntryProblem,
  EntryReading,
  Fix,
  PastedRules,
  PasteTarget,
  Question,
  WeighedReport,
} from '../../engine/index.ts';
import type { RuleRow } from '../worker/protocol.ts';
import type { Editor } from './editor.svelte.ts';
import type { EngineClient } from './engine-client.ts';

export type InspectorTab = 'settings' | 'rules' | 'effective' | 'used-by' | 'text';
export type FieldPath = readonly (string | number)[];

interface Change {
  readonly id: string;
  readonly path: FieldPath;
  /** `undefined` takes the member away. */
  readonly value: unknown;
}

export class Inspection {
  #engine: EngineClient;
  #editor: Editor;
  #project: () => number | null;
  #tab: InspectorTab = $state('settings');

  /** @param project - the open project's number with the worker */
  constructor(engine: EngineClient, editor: Editor, project: () => number | null) {
    this.#engine = engine;
    this.#editor = editor;
    this.#project = project;
  }

  /** The part that is open, whatever is selected. */
  get tab(): InspectorTab {
    return this.#tab;
  }

  set tab(tab: InspectorTab) {
    this.#tab = tab;
  }

  /**
   * Puts a value at a place of a resource as one undo step.
   *
   * @param value - `undefined` takes the member away
   * @returns why not, as a full sentence; `null` when it is done
   */
  async put(id: string, path: FieldPath, value: unknown, step: string): Promise<string | null> {
    if (this.#editor.typeOf(id) === undefined) return 'This object is no longer there.';
    const problem = await this.#problemAt(id, path, value);
    if (problem === null) this.apply(id, path, value, step);
    return problem;
  }

  /** The same value at the same place of several resources: all take it, as one undo step, or none. */
  async putAll(
    ids: readonly string[],
    path: FieldPath,
    value: unknown,
    step: string,
  ): Promise<string | null> {
    for (const id of ids) {
      const problem = await this.#problemAt(id, path, value);
      if (problem !== null) return problem;
    }
    this.#change(
      ids.map((id) => ({ id, path, value })),
      step,
    );
    return null;
  }

  /** The same without asking: for what cannot be wrong, such as taking something away. */
  apply(id: string, path: FieldPath, value: unknown, step: string): void {
    this.applyAll(id, [[path, value]], step);
  }

  /** Several places of one resource as one undo step. */
  applyAll(id: string, changes: readonly (readonly [FieldPath, unknown])[], step: string): void {
    this.#change(
      changes.map(([path, value]) => ({ id, path, value })),
      step,
    );
  }

  /** The rows of a rule list as the engine reads them; empty while no project is open. */
  async rules(resource: string): Promise<readonly RuleRow[]> {
    const project = this.#project();
    return project === null ? [] : this.#engine.ask({ kind: 'rules', project, resource });
  }

  async effective(resource: string): Promise<EffectiveReport | null> {
    const project = this.#project();
    return project === null ? null : this.#engine.ask({ kind: 'effective', project, resource });
  }

  /**
   * What each value would do to a question's verdict if it stood there.
   *
   * @returns one for each; `null` where that is not known
   */
  async weigh(
    id: string,
    path: FieldPath,
    values: readonly unknown[],
    question: Question,
  ): Promise<readonly (WeighedReport | null)[]> {
    const project = this.#project();
    if (project === null) return values.map(() => null);
    const patches = values.map((value) => this.#patchFor(id, path, value));
    return this.#engine.ask({ kind: 'weigh', project, question, patches });
  }

  /** Edits that make problems go away: a list for each. */
  async fixes(diagnostics: readonly Diagnostic[]): Promise<readonly (readonly Fix[])[]> {
    const project = this.#project();
    return project === null ? [] : this.#engine.ask({ kind: 'fixes', project, diagnostics });
  }

  text(entry: PlainEntry, format: 'yaml' | 'json'): Promise<string> {
    return this.#engine.ask({ kind: 'entry-text', entry, format });
  }

  read(type: TypeDescription['kind'], text: string): Promise<EntryReading> {
    return this.#engine.ask({ kind: 'read-entry', type, text });
  }

  paste(text: string, target: PasteTarget): Promise<PastedRules> {
    return this.#engine.ask({ kind: 'paste-rules', text, target });
  }

  #change(changes: readonly Change[], step: string): void {
    const { document, catalogue } = this.#editor;
    if (document === null || catalogue === null) return;
    const after = changes.reduce(
      (now, { id, path, value }) => withField(now, catalogue, id, path, value),
      document,
    );
    this.#editor.apply(step, difference(document, after));
  }

  #patchFor(id: string, path: FieldPath, value: unknown): Patch {
    const { document, catalogue } = this.#editor;
    if (document === null || catalogue === null) return [];
    return setField(document, catalogue, id, path, value);
  }

  /** The first error at the place or beneath it that the value would bring. */
  async #problemAt(id: string, path: FieldPath, value: unknown): Promise<string | null> {
    const { document } = this.#editor;
    if (document === null) return 'No project is open.';
    for (const { section, entry } of changed(document, id, this.#patchFor(id, path, value))) {
      const type = this.#editor.catalogue?.types.find((each) => each.section === section)?.kind;
      if (type === undefined) continue;
      const problems = await this.#engine.ask({ kind: 'check-entry', type, entry });
      const found = problems.find((problem) => problem.severity === 'error' && touches(problem, path));
      if (found !== undefined) return found.message;
    }
    return null;
  }
}

/** The entry as it would be; for what another brings along, the entries that would differ. */
function changed(document: PlainDocument, id: string, patch: Patch): readonly Place[] {
  const after = applyPatch(document, patch);
  const own = entryOf(after, id);
  if (own !== undefined) return [own];
  return placesOf(after).filter(({ entry }) => entryOf(document, String(entry['id']))?.entry !== entry);
}

/** Whether a problem stands at the place, in it or around it. */
function touches({ path }: EntryProblem, place: FieldPath): boolean {
  return place.every((token, index) => path[index] === undefined || path[index] === token);
}
