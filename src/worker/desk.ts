/**
 * Answers the page's requests with the engine: what runs inside the worker, without the worker around it.
 */
import {
  decodeText,
  endpoints,
  explainMalformedAddress,
  flowsOf,
  formatAddress,
  lint,
  load,
  loadDocument,
  planFromNetwork,
  planIntoDocument,
  readPlan,
  toDocumentText,
  traceReport,
  traceText,
  withPlan,
  writePlan,
} from '../../engine/index.ts';
import type {
  Expectation,
  InputFile,
  LoadResult,
  PlainDocument,
  Plan,
  Question,
} from '../../engine/index.ts';
import type {
  Answers,
  Loaded,
  NamedQuestion,
  PlannedNetwork,
  Progress,
  RawFile,
  ReadPlan,
  Request,
  Traced,
} from './protocol.ts';

export class Desk {
  #projects = new Map<number, LoadResult>();
  #last = 0;
  #now: () => number;

  /** @param now - milliseconds of a clock that only runs forward */
  constructor(now: () => number) {
    this.#now = now;
  }

  answer(request: Request, report: (progress: Progress) => void): Answers[keyof Answers] {
    switch (request.kind) {
      case 'load':
        return this.#open(load(textsOf(request.files, report)));
      case 'trace':
        return this.#trace(this.#project(request.project), request.question);
      case 'document':
        return this.#document(request.project, request.plan, request.format);
      case 'check':
        return lint(this.#project(request.project).network);
      case 'glimpse':
        return glimpse(request.files, request.question);
      case 'read-plan':
        return planIn(textsOf(request.files, report));
      case 'write-plan':
        return writePlan(request.plan, request.format);
      case 'plan-to-network':
        return this.#realise(request.plan, request.project);
      case 'explain-block':
        return explainMalformedAddress(request.text.trim());
      case 'drop':
        this.#projects.delete(request.project);
        return null;
      default:
        return request satisfies never;
    }
  }

  #project(id: number): LoadResult {
    const project = this.#projects.get(id);
    if (project === undefined) throw new Error('This project is no longer loaded. Open it again.');
    return project;
  }

  #open(result: LoadResult): Loaded {
    const project = ++this.#last;
    this.#projects.set(project, result);
    const found = planFromNetwork(result.network);
    return {
      project,
      name: result.name ?? '',
      resources: resourcesIn(result.document),
      counts: result.counts,
      diagnostics: [...result.diagnostics, ...(result.plan === undefined ? found.diagnostics : [])],
      endpoints: endpoints(result.network),
      flows: namedFlows(result),
      plan: result.plan ?? found.plan,
      planIsOwn: result.plan !== undefined,
      inUse: found.inUse.map(formatAddress),
    };
  }

  #document(project: number, plan: Plan | undefined, format: 'yaml' | 'json'): string {
    const { document } = this.#project(project);
    return toDocumentText(plan === undefined ? document : withPlan(document, plan), format);
  }

  #realise(plan: Plan, project: number | null): PlannedNetwork {
    const base = project === null ? newDocument(plan) : this.#project(project).document;
    const { document, added, diagnostics } = planIntoDocument(plan, base);
    const loaded = this.#open(loadDocument(withPlan(document, plan)));
    return { ...loaded, added, diagnostics: [...diagnostics, ...loaded.diagnostics] };
  }

  #trace({ network }: LoadResult, question: Question): Traced {
    const start = this.#now();
    const answer = traceReport(network, question);
    const milliseconds = this.#now() - start;
    if (!answer.ok) return { ok: false, errors: answer.errors, milliseconds };
    return { ok: true, report: answer.report, text: traceText(answer.report), milliseconds };
  }
}

function textsOf(
  files: readonly (InputFile | RawFile)[],
  report: (progress: Progress) => void,
): readonly InputFile[] {
  return files.map((file, done): InputFile => {
    report({ done, total: files.length, path: file.path });
    return 'text' in file ? file : { path: file.path, text: decodeText(new Uint8Array(file.bytes), decode) };
  });
}

function planIn(files: readonly InputFile[]): ReadPlan {
  const { plan, diagnostics, counts } = readPlan(files);
  // What holds no block, often a file that breaks off early, is nothing to take.
  return { plan: plan === undefined || plan.blocks.length === 0 ? null : plan, diagnostics, counts };
}

function newDocument({ name }: Plan): PlainDocument {
  return { format: 'hoplight/1', ...(name && { name }) };
}

function namedFlows({ network }: LoadResult): readonly NamedQuestion[] {
  return flowsOf(network).map(({ name, question, expect }) => ({
    name,
    question,
    expect: expectedVerdict(expect),
  }));
}

function expectedVerdict(expect: Expectation | undefined): string | null {
  return typeof expect === 'object' ? expect.verdict : (expect ?? null);
}

/** How many resources the input itself names; what AWS fills in is not counted. */
function resourcesIn(document: PlainDocument): number {
  const sections = Object.entries(document).filter(([name]) => name !== 'flows');
  return sections.reduce((sum, [, section]) => sum + (Array.isArray(section) ? section.length : 0), 0);
}

function glimpse(files: readonly InputFile[], question: Question | null): Answers['glimpse'] {
  const { network } = load(files);
  const asked = question ?? flowsOf(network)[0]?.question;
  if (asked === undefined) return null;
  const answer = traceReport(network, asked);
  return answer.ok ? answer.report : null;
}

function decode(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes);
}
