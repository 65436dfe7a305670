/**
 * Answers the page's requests with the engine: what runs inside the worker, without the worker around it.
 */
import {
  decodeText,
  endpoints,
  flowsOf,
  lint,
  load,
  toDocumentText,
  traceReport,
  traceText,
} from '../../engine/index.ts';
import type { Expectation, InputFile, LoadResult, PlainDocument, Question } from '../../engine/index.ts';
import type { Answers, Loaded, NamedQuestion, Progress, RawFile, Request, Traced } from './protocol.ts';

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
        return this.#load(request.files, report);
      case 'trace':
        return this.#trace(this.#project(request.project), request.question);
      case 'document':
        return toDocumentText(this.#project(request.project).document, request.format);
      case 'check':
        return lint(this.#project(request.project).network);
      case 'glimpse':
        return glimpse(request.files, request.question);
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

  #load(files: readonly (InputFile | RawFile)[], report: (progress: Progress) => void): Loaded {
    const texts = files.map((file, done): InputFile => {
      report({ done, total: files.length, path: file.path });
      return 'text' in file
        ? file
        : { path: file.path, text: decodeText(new Uint8Array(file.bytes), decode) };
    });
    const result = load(texts);
    const project = ++this.#last;
    this.#projects.set(project, result);
    return {
      project,
      name: result.name ?? '',
      resources: resourcesIn(result.document),
      counts: result.counts,
      diagnostics: result.diagnostics,
      endpoints: endpoints(result.network),
      flows: namedFlows(result),
    };
  }

  #trace({ network }: LoadResult, question: Question): Traced {
    const start = this.#now();
    const answer = traceReport(network, question);
    const milliseconds = this.#now() - start;
    if (!answer.ok) return { ok: false, errors: answer.errors, milliseconds };
    return { ok: true, report: answer.report, text: traceText(answer.report), milliseconds };
  }
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
