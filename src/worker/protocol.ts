/** What the page asks the engine's worker, and what it answers. Each request has an id; its answers carry the same. */
import type {
  Diagnostic,
  EndpointOption,
  InputFile,
  Plan,
  PlanAdditions,
  PlanFormat,
  Question,
  QuestionError,
  ReadCount,
  TraceReport,
} from '../../engine/index.ts';

/** A file as bytes, before anyone knows how it is encoded. */
export interface RawFile {
  readonly path: string;
  readonly bytes: ArrayBuffer;
}

export type Request =
  /** Reads files into a new project; the projects before it stay until they are dropped. */
  | { readonly kind: 'load'; readonly files: readonly (InputFile | RawFile)[] }
  | { readonly kind: 'trace'; readonly project: number; readonly question: Question }
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
  | { readonly kind: 'drop'; readonly project: number };

export interface Loaded {
  readonly project: number;
  readonly name: string;
  /** How many resources the network holds. */
  readonly resources: number;
  readonly counts: readonly ReadCount[];
  /** From reading. */
  readonly diagnostics: readonly Diagnostic[];
  readonly endpoints: readonly EndpointOption[];
  readonly flows: readonly NamedQuestion[];
  /** The document's own plan, else the one that its VPCs and subnets come to. */
  readonly plan: Plan;
  readonly planIsOwn: boolean;
  /** Private addresses that interfaces hold, ascending. */
  readonly inUse: readonly string[];
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

export type Traced =
  | {
      readonly ok: true;
      readonly report: TraceReport;
      /** The same as numbered lines, as the command line prints it. */
      readonly text: string;
      readonly milliseconds: number;
    }
  | { readonly ok: false; readonly errors: readonly QuestionError[]; readonly milliseconds: number };

/** The answer to each kind of request. */
export interface Answers {
  readonly load: Loaded;
  readonly trace: Traced;
  readonly document: string;
  readonly check: readonly Diagnostic[];
  readonly glimpse: TraceReport | null;
  readonly 'read-plan': ReadPlan;
  readonly 'write-plan': string;
  readonly 'plan-to-network': PlannedNetwork;
  readonly 'explain-block': string;
  readonly drop: null;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
  /** The file being read. */
  readonly path: string;
}

export type Reply =
  | { readonly id: number; readonly kind: 'answer'; readonly answer: Answers[keyof Answers] }
  | { readonly id: number; readonly kind: 'progress'; readonly progress: Progress }
  /** A bug in the engine or something this browser cannot do: said, never swallowed. */
  | { readonly id: number; readonly kind: 'failed'; readonly message: string };

export interface Envelope {
  readonly id: number;
  readonly request: Request;
}
