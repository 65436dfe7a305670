/**
 * Answers the page's requests with the engine: what runs inside the worker, without the worker around it.
 */
import {
  applyPatch,
  builtInPrices,
  catalogue,
  checkResource,
  decodeText,
  diagramOf,
  difference,
  effectiveOf,
  endpoints,
  entryOf,
  entryText,
  explainMalformedAddress,
  fixesFor,
  flowsOf,
  formatAddress,
  judge,
  lint,
  load,
  loadDocument,
  planFromNetwork,
  planIntoDocument,
  readEntryText,
  readPastedRules,
  readPlan,
  readPrices,
  reconcile,
  ruleFindings,
  ruleLines,
  standingReport,
  toDocumentText,
  traceReport,
  traceText,
  weigh,
  withPlan,
  withStated,
  writePlan,
  writtenPriceList,
} from '../../engine/index.ts';
import type {
  AnswerOptions,
  Diagnostic,
  Expectation,
  InputFile,
  LoadResult,
  Patch,
  PlainDocument,
  Plan,
  Pricing,
  Question,
} from '../../engine/index.ts';
import type {
  Answers,
  Edited,
  Loaded,
  NamedQuestion,
  PlannedNetwork,
  PricesRead,
  Progress,
  RawFile,
  ReadPlan,
  Request,
  RuleRow,
  Traced,
} from './protocol.ts';

export class Desk {
  #projects = new Map<number, LoadResult>();
  /** What the page knows of each. */
  #told = new Map<number, Edited>();
  /** The prices that every cost is told by. */
  #pricing: Pricing = { list: builtInPrices };
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
      case 'edit':
        return this.#edit(request.project, request.patch);
      case 'catalogue':
        return catalogue();
      case 'trace':
        return this.#trace(this.#project(request.project), request.question, {
          suggest: false,
          path: request.path,
        });
      case 'suggest':
        return this.#trace(this.#project(request.project), request.question, { suggest: true });
      case 'weigh':
        return weigh(this.#project(request.project).network, request.question, request.patches);
      case 'judge':
        return judgedFlows(this.#project(request.project));
      case 'fixes':
        return this.#fixes(this.#project(request.project), request.diagnostics);
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
      case 'rules':
        return rulesOf(this.#project(request.project), request.resource);
      case 'effective':
        return effectiveOf(this.#project(request.project).network, request.resource);
      case 'check-entry':
        return checkResource(request.type, request.entry);
      case 'entry-text':
        return entryText(request.entry, request.format);
      case 'read-entry':
        return readEntryText(request.type, request.text);
      case 'paste-rules':
        return readPastedRules(request.text, request.target);
      case 'pricing':
        return this.#price(request);
      case 'price-list':
        return `${JSON.stringify(writtenPriceList(this.#pricing.list), null, 2)}\n`;
      case 'cost':
        return standingReport(this.#project(request.project).network, this.#pricing);
      case 'drop':
        this.#projects.delete(request.project);
        this.#told.delete(request.project);
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
    const edited = editedFrom(result);
    this.#projects.set(project, result);
    this.#told.set(project, edited);
    return { ...edited, project, document: result.document, counts: result.counts };
  }

  #edit(project: number, patch: Patch): Patch {
    const result = loadDocument(applyPatch(this.#project(project).document, patch));
    const before = this.#told.get(project) ?? editedFrom(this.#project(project));
    const after = reconcile(before, editedFrom(result));
    this.#projects.set(project, result);
    this.#told.set(project, after);
    return difference({ ...before }, { ...after });
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

  #fixes(project: LoadResult, diagnostics: readonly Diagnostic[]): Answers['fixes'] {
    return diagnostics.map((diagnostic) => fixesFor(project, diagnostic));
  }

  #price({ file, monthlyGb, anyRegion }: Extract<Request, { kind: 'pricing' }>): PricesRead {
    const choice = { monthlyGb: monthlyGb ?? undefined, anyRegion };
    if (file === null) {
      this.#pricing = { ...choice, list: builtInPrices };
      return { usable: true, text: null, diagnostics: [] };
    }
    const read = textOf(file);
    const { prices, diagnostics } = readPrices(read);
    if (prices !== undefined) this.#pricing = { ...choice, list: prices };
    return { usable: prices !== undefined, text: read.text, diagnostics };
  }

  #trace({ network }: LoadResult, question: Question, options: AnswerOptions): Traced {
    const start = this.#now();
    const answer = traceReport(network, question, { ...options, pricing: this.#pricing });
    const milliseconds = this.#now() - start;
    if (!answer.ok) return { ok: false, errors: answer.errors, milliseconds };
    return { ok: true, report: answer.report, text: traceText(answer.report), milliseconds };
  }
}

function editedFrom(result: LoadResult): Edited {
  const found = planFromNetwork(result.network);
  return {
    name: result.name ?? '',
    diagram: diagramOf(result.network),
    resources: resourcesIn(result),
    diagnostics: [...result.diagnostics, ...(result.plan === undefined ? found.diagnostics : [])],
    endpoints: endpoints(result.network),
    flows: namedFlows(result),
    plan: result.plan ?? found.plan,
    planIsOwn: result.plan !== undefined,
    inUse: found.inUse.map(formatAddress),
  };
}

/** The rows of a rule list, each with what is to be said of it; places are counted list by list. */
function rulesOf({ network, document }: LoadResult, resource: string): readonly RuleRow[] {
  const findings = new Map(
    ruleFindings(network, resource).map((finding) => [`${finding.list} ${finding.index}`, finding]),
  );
  const places = new Map<string, number>();
  const stated = withStated(document, catalogue(), resource);
  return ruleLines(network, resource, entryOf(stated, resource)?.entry).map((line) => {
    const index = places.get(line.list) ?? 0;
    places.set(line.list, index + 1);
    return { ...line, finding: findings.get(`${line.list} ${index}`) ?? null };
  });
}

function textsOf(
  files: readonly (InputFile | RawFile)[],
  report: (progress: Progress) => void,
): readonly InputFile[] {
  return files.map((file, done): InputFile => {
    report({ done, total: files.length, path: file.path });
    return textOf(file);
  });
}

function textOf(file: InputFile | RawFile): InputFile {
  return 'text' in file ? file : { path: file.path, text: decodeText(new Uint8Array(file.bytes), decode) };
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

/** Most flows that are judged after each edit. */
const MOST_JUDGED = 500;

function judgedFlows({ network }: LoadResult): Answers['judge'] {
  return flowsOf(network)
    .slice(0, MOST_JUDGED)
    .flatMap(({ name, question, expect }) => {
      if (expect === undefined) return [];
      const answer = traceReport(network, question, { suggest: false });
      if (answer.ok) return [{ name, question, ...judge(answer.report, expect) }];
      const difference = answer.errors.map(({ message }) => message).join(' ');
      return [{ name, question, holds: false, difference }];
    });
}

function expectedVerdict(expect: Expectation | undefined): string | null {
  return typeof expect === 'object' ? expect.verdict : (expect ?? null);
}

/** How many resources the input itself names, if any of them can be used; what AWS fills in is not counted. */
function resourcesIn({ document, network }: LoadResult): number {
  if (network.byId.size === 0) return 0;
  const sections = Object.entries(document).filter(([name]) => name !== 'flows');
  return sections.reduce((sum, [, section]) => sum + (Array.isArray(section) ? section.length : 0), 0);
}

function glimpse(files: readonly InputFile[], question: Question | null): Answers['glimpse'] {
  const { network } = load(files);
  const asked = question ?? flowsOf(network)[0]?.question;
  if (asked === undefined) return null;
  const answer = traceReport(network, asked, { suggest: false });
  return answer.ok ? answer.report : null;
}

function decode(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes);
}
