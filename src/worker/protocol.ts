/** What the page asks the engine's worker, and what it answers. Each request has an id; its answers carry the same. */
import type {
  Catalogue,
  Diagnostic,
  Diagram,
  EffectiveReport,
  EndpointOption,
  EntryProblem,
  EntryReading,
  Fix,
  InputFile,
  PasteTarget,
  PastedRules,
  Plan,
  PlanAdditions,
  PlanFormat,
  Question,
  QuestionError,
  ReadCount,
  RuleFinding,
  RuleLine,
  StandingReport,
  TraceReport,
  WeighedReport,
} from '../../engine/index.ts';
import type { Patch, PlainDocument, PlainEntry, TypeDescription } from '../../engine/editing.ts';
import type { ListPart } from './parts.ts';

type ResourceKind = TypeDescription['kind'];

/** A file as bytes, before anyone knows how it is encoded. */
export interface RawFile {
  readonly path: string;
  readonly bytes: ArrayBuffer;
}

export type Request =
  /** Reads files into a new project; the projects before it stay until they are dropped. */
  | { readonly kind: 'load'; readonly files: readonly (InputFile | RawFile)[] }
  /** Changes a project's document and makes its network anew. A patch that does not fit changes nothing and fails. */
  | { readonly kind: 'edit'; readonly project: number; readonly patch: Patch }
  /** The resource types as data. */
  | { readonly kind: 'catalogue' }
  | {
      readonly kind: 'trace';
      readonly project: number;
      readonly question: Question;
      /** Which of the ways that AWS may take is told, from 0. */
      readonly path?: number;
    }
  /** The smallest changes that would let a question's flow through: searched for, so apart from the answer itself. */
  | { readonly kind: 'suggest'; readonly project: number; readonly question: Question }
  /** What edits that are still being thought of would do to a question's verdict. */
  | {
      readonly kind: 'weigh';
      readonly project: number;
      readonly question: Question;
      readonly patches: readonly Patch[];
    }
  /** Which of the document's flows give what they expect. */
  | { readonly kind: 'judge'; readonly project: number }
  /** Edits that make problems go away, for each of them. */
  | { readonly kind: 'fixes'; readonly project: number; readonly diagnostics: readonly Diagnostic[] }
  /** The project as a hoplight/1 document; with `plan` as its plan, when one is given. */
  | {
      readonly kind: 'document';
      readonly project: number;
      readonly format: 'yaml' | 'json';
      readonly plan?: Plan;
    }
  /** What AWS would refuse, and what will surprise. */
  | { readonly kind: 'check'; readonly project: number }
  /** One trace of files that are not kept: for the small pictures. */
  | { readonly kind: 'glimpse'; readonly files: readonly InputFile[]; readonly question: Question | null }
  /** Reads files of any form as an address plan; no project is made. */
  | { readonly kind: 'read-plan'; readonly files: readonly (InputFile | RawFile)[] }
  | {
      readonly kind: 'write-plan';
      readonly plan: Plan;
      readonly format: PlanFormat;
    }
  /** A new project: the network of `project`, or an empty one, with what the plan adds. Its document holds the plan. */
  | { readonly kind: 'plan-to-network'; readonly project: number | null; readonly plan: Plan }
  /** What is wrong with text that is to be a block of addresses. */
  | { readonly kind: 'explain-block'; readonly text: string }
  /** The rows of a group, ACL or route table in the words of traces, with what is to be said of each. */
  | { readonly kind: 'rules'; readonly project: number; readonly resource: string }
  /** What a resource can reach and be reached from. */
  | { readonly kind: 'effective'; readonly project: number; readonly resource: string }
  /** What the reader of documents finds wrong in one entry. */
  | { readonly kind: 'check-entry'; readonly type: ResourceKind; readonly entry: unknown }
  | { readonly kind: 'entry-text'; readonly entry: PlainEntry; readonly format: 'yaml' | 'json' }
  | { readonly kind: 'read-entry'; readonly type: ResourceKind; readonly text: string }
  | { readonly kind: 'paste-rules'; readonly text: string; readonly target: PasteTarget }
  /**
   * Which prices hold from now on, for every project: those of a file, or the built-in ones. A file that holds no price
   * list changes nothing.
   */
  | {
      readonly kind: 'pricing';
      readonly file: InputFile | RawFile | null;
      readonly monthlyGb: number | null;
      readonly anyRegion: boolean;
    }
  /** The price list in use as a file, to be changed. */
  | { readonly kind: 'price-list' }
  /** What a project costs while it stands there. */
  | { readonly kind: 'cost'; readonly project: number }
  | { readonly kind: 'drop'; readonly project: number };

/** What follows from a project's document. */
export interface Derived {
  readonly diagram: Diagram;
  /** How many resources the document itself names; none if none of them can be used. */
  readonly resources: number;
  /** From reading. */
  readonly diagnostics: readonly Diagnostic[];
  readonly endpoints: readonly EndpointOption[];
  readonly flows: readonly NamedQuestion[];
  /** Private addresses that interfaces hold, ascending. */
  readonly inUse: readonly string[];
}

export interface Loaded extends Derived {
  readonly project: number;
  readonly name: string;
  readonly document: PlainDocument;
  readonly counts: readonly ReadCount[];
  /** The document's own plan, else the one that its VPCs and subnets come to. */
  readonly plan: Plan;
  readonly planIsOwn: boolean;
}

/** What follows from a document after an edit. */
export interface Edited extends Derived {
  readonly name: string;
  /** The document's own plan, else what its VPCs and subnets come to. */
  readonly plan: Plan;
  readonly planIsOwn: boolean;
}

export interface ReadPlan {
  /** `null` when the files hold none. */
  readonly plan: Plan | null;
  readonly diagnostics: readonly Diagnostic[];
  readonly counts: readonly ReadCount[];
}

export interface PlannedNetwork extends Loaded {
  readonly added: PlanAdditions;
}

export interface NamedQuestion {
  readonly name: string;
  readonly question: Question;
  readonly expect: string | null;
}

/** A flow of the document that says what is wanted, and what it gives. */
export interface JudgedFlow {
  readonly name: string;
  readonly question: Question;
  readonly holds: boolean;
  /** What differs, or why it cannot be asked; `null` when all holds. */
  readonly difference: string | null;
}

export type Traced =
  | {
      readonly ok: true;
      readonly report: TraceReport;
      /** The same as numbered lines, as the command line prints it. */
      readonly text: string;
      readonly milliseconds: number;
    }
  | { readonly ok: false; readonly errors: readonly QuestionError[]; readonly milliseconds: number };

/** A row of a rule list as the engine reads it. */
export interface RuleRow extends RuleLine {
  readonly finding: RuleFinding | null;
}

/** What came of reading prices. */
export interface PricesRead {
  /** Whether they are in use now. */
  readonly usable: boolean;
  /** The file as text, to be kept; `null` for the built-in prices. */
  readonly text: string | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** The answer to each kind of request. */
export interface Answers {
  readonly load: Loaded;
  /** From what followed from the document before to what does now: most of it is the same, and is not sent. */
  readonly edit: Patch;
  readonly catalogue: Catalogue;
  readonly trace: Traced;
  readonly suggest: Traced;
  readonly weigh: readonly (WeighedReport | null)[];
  readonly judge: readonly JudgedFlow[];
  readonly fixes: readonly (readonly Fix[])[];
  readonly document: string;
  readonly check: readonly Diagnostic[];
  readonly glimpse: TraceReport | null;
  readonly 'read-plan': ReadPlan;
  readonly 'write-plan': string;
  readonly 'plan-to-network': PlannedNetwork;
  readonly 'explain-block': string;
  readonly rules: readonly RuleRow[];
  readonly effective: EffectiveReport;
  readonly 'check-entry': readonly EntryProblem[];
  readonly 'entry-text': string;
  readonly 'read-entry': EntryReading;
  readonly 'paste-rules': PastedRules;
  readonly pricing: PricesRead;
  readonly 'price-list': string;
  readonly cost: StandingReport;
  readonly drop: null;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
  /** The file being read. */
  readonly path: string;
}

export type Reply =
  /** Items of the answer that follows; those of one list in their order. */
  | { readonly id: number; readonly kind: 'part'; readonly part: ListPart }
  | { readonly id: number; readonly kind: 'answer'; readonly answer: Answers[keyof Answers] }
  | { readonly id: number; readonly kind: 'progress'; readonly progress: Progress }
  /** A bug in the engine or something this browser cannot do: said, never swallowed. */
  | { readonly id: number; readonly kind: 'failed'; readonly message: string };

export interface Envelope {
  readonly id: number;
  readonly request: Request;
}
