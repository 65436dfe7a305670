/** What a trace says of one object, step by step, in sentences. */
import type { HopReport, StepReport, TraceReport } from '../../engine/index.ts';

export interface TraceSentence {
  readonly text: string;
  /** It is this that drops the packet, or leaves the verdict open. */
  readonly decides: boolean;
}

/** The sentences, in the order of the walk; empty when the trace never met the object. */
export function inTrace(report: TraceReport, id: string): readonly TraceSentence[] {
  const legs = [
    { packet: 'request', hops: report.forward.hops },
    { packet: 'reply', hops: report.return?.hops ?? [] },
  ];
  const sentences = legs.flatMap(({ packet, hops }) =>
    hops.flatMap((hop) =>
      hop.steps
        .filter((step) => concerns(step, hop, id))
        .map((step) => ({ text: sentenceOf(step, packet, report), decides: step.outcome === 'denied' })),
    ),
  );
  return [...new Map(sentences.map((sentence) => [sentence.text, sentence])).values()];
}

/** What a step read, or where it happened when it read no list of an object's own. */
function concerns(step: StepReport, hop: HopReport, id: string): boolean {
  if (step.component.split(', ').includes(id)) return true;
  return hop.id === id && step.matched === null;
}

function sentenceOf(step: StepReport, packet: string, { flow }: TraceReport): string {
  const { dstPort } = step.packet;
  const [src, dst] = [step.packet.src, step.packet.dst].map((address) => calledIn(flow, address));
  const port = dstPort === null ? '' : `, port ${dstPort}`;
  const subject = `the ${packet} from ${src} to ${dst}${port}`;
  const by = step.matched === null ? '' : ruleName(step);
  switch (step.outcome) {
    case 'denied':
      return by === '' ? `No rule lets ${subject} through: it is dropped.` : `${by} drops ${subject}.`;
    case 'unknown':
      return `What would decide over ${subject} is not in the model.`;
    case 'skipped':
      return `The state that is kept lets ${subject} through.`;
    case 'translated':
      return `The address of ${subject} is translated: ${step.summary}.`;
    case 'allowed':
      if (by === '') return `Lets ${subject} through.`;
      return isRoute(step) ? `${by} takes ${subject}.` : `${by} lets ${subject} through.`;
    case 'passed':
      return by === '' ? `Passes on ${subject}.` : `${by} takes ${subject}.`;
    default:
      return step.outcome satisfies never;
  }
}

/** The ends of the question by their names, where they are objects. */
function calledIn({ src, dst, from, to }: TraceReport['flow'], address: string): string {
  if (address === src && from.id !== null) return from.name;
  return address === dst && to.id !== null ? to.name : address;
}

function isRoute({ at }: StepReport): boolean {
  return at === 'route-table' || at === 'gateway-route-table';
}

function ruleName(step: StepReport): string {
  const { matched, at } = step;
  if (matched === null) return '';
  if (isRoute(step)) return `The route to ${matched.remote}`;
  if (at === 'sg-ingress' || at === 'sg-egress')
    return `The rule for ${[matched.protocol, matched.ports].filter((part) => part !== 'all').join(' ') || 'all traffic'} ${at === 'sg-ingress' ? 'from' : 'to'} ${matched.remote}`;
  return `Rule ${matched.entry}`;
}
