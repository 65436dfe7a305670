/** Questions that the document carries along with the answer that is wanted: which of them hold now. */
import type { TraceReport } from '../../engine/index.ts';
import type { Patch, PlainDocument } from '../../engine/editing.ts';
import type { JudgedFlow, Loaded } from '../worker/protocol.ts';
import { askText, emptyAsk, sameAsk, toAsk, toQuestion } from './ask.ts';
import type { Ask } from './ask.ts';
import type { EngineClient } from './engine-client.ts';

export class SavedTests {
  #engine: EngineClient;
  #judged: readonly JudgedFlow[] = $state.raw([]);
  #ticket = 0;

  constructor(engine: EngineClient) {
    this.#engine = engine;
  }

  /** One for each flow of the document that says what is wanted, in its order. */
  get judged(): readonly JudgedFlow[] {
    return this.#judged;
  }

  /** The judgement of a question, if it is a saved test. */
  of(ask: Ask): JudgedFlow | undefined {
    return this.#judged.find(({ question }) => sameAsk(toAsk(question), ask));
  }

  async refresh({ project }: Loaded): Promise<void> {
    const ticket = ++this.#ticket;
    try {
      const judged = await this.#engine.ask({ kind: 'judge', project });
      if (ticket === this.#ticket) this.#judged = judged;
    } catch {
      if (ticket === this.#ticket) this.#judged = [];
    }
  }
}

/** The edit that adds a question to the document's flows with its verdict as what is wanted from now on. */
export function testPatch(document: PlainDocument, ask: Ask, verdict: TraceReport['verdict']): Patch {
  const flow = { name: askText(ask), ...toQuestion({ ...ask, ignore: '' }), expect: verdict };
  const { flows } = document;
  if (!Array.isArray(flows))
    return [{ op: 'flows' in document ? 'replace' : 'add', path: '/flows', value: [flow] }];
  const at = flows.findIndex((each: unknown) => isFlow(each) && sameAsk(askOf(each), { ...ask, ignore: '' }));
  if (at === -1) return [{ op: 'add', path: '/flows/-', value: flow }];
  const before: unknown = flows[at];
  const name = isFlow(before) && typeof before['name'] === 'string' ? before['name'] : flow.name;
  return [{ op: 'replace', path: `/flows/${at}`, value: { ...flow, name } }];
}

function isFlow(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function askOf(flow: Readonly<Record<string, unknown>>): Ask {
  return { ...emptyAsk, ...toAsk(flow) };
}
