/**
 * Makes the `hoplight-trace/1` report of a question: the trace and what else blocks.
 */
import { builtInPrices } from '../cost/index.ts';
import type { Pricing } from '../cost/index.ts';
import { formatRecord, recordsOf } from '../flow-log/index.ts';
import type { PredictedRecord } from '../flow-log/index.ts';
import { formatAddress, sameAddress } from '../ip/index.ts';
import type { Address } from '../ip/index.ts';
import type { Network, Question } from '../model/index.ts';
import { allBlockers, resolveQuestion, trace } from '../trace/index.ts';
import type {
  AnyInterface,
  Blocker,
  End,
  Flow,
  Hop,
  QuestionError,
  Step,
  Trace,
  TracePath,
} from '../trace/index.ts';
import { codesOf } from './codes.ts';
import type { BlockerContext } from './codes.ts';
import { costReport } from './cost.ts';
import { entriesOf } from './entries.ts';
import { mirrorReports } from './mirror-report.ts';
import { calledOf, nameOf } from './names.ts';
import { packetReport } from './packets.ts';
import { furtherReasons, reasonOf } from './reason.ts';
import { TRACE_FORMAT } from './report.ts';
import type {
  BlockerReport,
  EndReport,
  FlowLogReport,
  FlowReport,
  NoteReport,
  PathReport,
  TraceReport,
} from './report.ts';
import { hopReport, noteReport } from './steps.ts';
import { trackingAlong } from '../tracking/index.ts';

export type Answer =
  | { readonly ok: true; readonly report: TraceReport }
  | { readonly ok: false; readonly errors: readonly QuestionError[] };

const BUILT_IN: Pricing = { list: builtInPrices };

/** How to tell of a trace. */
export interface Telling {
  /** The prices that costs are told by; AWS list prices of us-east-1 when not given. */
  readonly pricing?: Pricing | undefined;
  /** Which of the ways that AWS may take is told hop by hop, from 0; when not given the first that fails. */
  readonly path?: number | undefined;
}

/**
 * Answers a question over a network, ready to show; what would mend it is found elsewhere.
 *
 * @throws RangeError when there is no such path
 */
export function describeTrace(network: Network, question: Question, telling: Telling = {}): Answer {
  const resolved = resolveQuestion(network, question);
  if (!resolved.ok) return { ok: false, errors: resolved.errors };
  const { flow, from, to } = resolved;
  const traced = trace(network, flow);
  const asked = flowReport(network, question, flow, from, to);
  return { ok: true, report: reportOf(network, flow, traced, asked, telling) };
}

function reportOf(
  network: Network,
  flow: Flow,
  traced: Trace,
  asked: FlowReport,
  { pricing = BUILT_IN, path: wanted }: Telling,
): TraceReport {
  // Where the verdict is mixed the first that fails is told, for that is what people ask about.
  const usual = Math.max(
    traced.paths.findIndex(({ verdict }) => verdict !== 'reachable'),
    0,
  );
  const position = wanted ?? usual;
  const told = traced.paths[position];
  if (told === undefined)
    throw new RangeError(`the trace has ${traced.paths.length} paths, and none at ${position}`);
  const deciding = decidingOf(told);
  const context = deciding === undefined ? noContext : contextOf(told, deciding);
  const isBlocked = told.verdict === 'forward_blocked' || told.verdict === 'return_blocked';
  const isSearched = position === usual && (isBlocked || told.verdict === 'unknown');
  const others = isSearched ? allBlockers(network, flow) : [];
  const also = isBlocked ? others.slice(1) : others;
  const blocker = deciding === undefined ? undefined : blockerReport(network, deciding, context);
  const notes = notesOf(told);
  const tracking = new Map(
    trackingAlong(network, told).map(({ networkInterface, direction, tracking: { tracked } }) => [
      `${networkInterface.id} ${direction === 'ingress' ? 'sg-ingress' : 'sg-egress'}`,
      tracked,
    ]),
  );
  return {
    format: TRACE_FORMAT,
    flow: asked,
    verdict: traced.verdict,
    at: told.decidedBy?.at ?? null,
    leg: blocker?.leg ?? null,
    component: told.decidedBy?.component.id ?? null,
    componentName: blocker?.componentName ?? null,
    componentKind: blocker?.componentKind ?? null,
    subnet: blocker?.subnet ?? null,
    entry: blocker?.entry ?? null,
    detail: blocker?.detail ?? null,
    code: blocker?.code ?? (told.decidedBy?.at === 'guest' ? 'X_DELIVERED_IN_GUEST' : null),
    codes: blocker?.codes ?? [],
    rules: told.decidedBy?.rules ?? [],
    reason:
      deciding === undefined
        ? reachableReason(endsOf(network, flow, asked, told), told)
        : reasonOf(network, deciding),
    more: [
      ...overlapSentence(network, flow, deciding),
      ...choiceSentence(traced),
      ...(deciding === undefined ? [] : furtherReasons(network, deciding)),
    ],
    alsoBlockedBy: toldOnce(
      also.map((other) => blockerReport(network, other, noContext)),
      blocker,
    ),
    suggestions: [],
    whatIf: [],
    notes,
    forward: { hops: told.forward.map((hop) => hopReport(network, hop, tracking)) },
    return:
      told.return === undefined
        ? null
        : { hops: told.return.map((hop) => hopReport(network, hop, noTracking)) },
    paths: traced.paths.length < 2 ? [] : traced.paths.map((path) => pathReport(network, flow, asked, path)),
    path: traced.paths.length < 2 ? null : position,
    flowLog: recordsOf(network, told).map(flowLogReport),
    mirrored: mirrorReports(network, told),
    cost: costReport(network, flow, told, pricing),
  };
}

/** The reply passes on state that the request left; tracking is told there. */
const noTracking: ReadonlyMap<string, boolean> = new Map();

function flowLogReport({ record, networkInterface, leg, direction }: PredictedRecord): FlowLogReport {
  return {
    networkInterface: networkInterface.id,
    leg,
    direction,
    action: record.action ?? null,
    line: formatRecord(record),
  };
}

const noContext: BlockerContext = { crossedInternetGateway: false, emittedByNat: false };

/** The failing or undecided step of a path with its leg; `undefined` for a reachable one. */
function decidingOf(path: TracePath): Blocker | undefined {
  if (path.verdict === 'reachable') return undefined;
  const inForward = path.forward.some(({ steps }) => steps.includes(path.decidedBy));
  return { leg: inForward ? 'forward' : 'return', step: path.decidedBy };
}

function contextOf(path: TracePath, { leg, step }: Blocker): BlockerContext {
  const hops: readonly Hop[] = (leg === 'forward' ? path.forward : path.return) ?? [];
  const steps = hops.flatMap((hop) => hop.steps);
  const before = steps.slice(0, steps.indexOf(step));
  const translated = before.filter(({ outcome }) => outcome === 'translated').at(-1);
  return {
    crossedInternetGateway: before.some(({ at }) => at === 'igw'),
    emittedByNat:
      leg === 'forward' && (translated?.at === 'nat-gateway' || translated?.at === 'nat-instance'),
  };
}

function blockerReport(network: Network, blocker: Blocker, context: BlockerContext): BlockerReport {
  const { leg, step } = blocker;
  const codes = codesOf(network, blocker, context);
  return {
    at: step.at,
    leg,
    component: step.component.id,
    componentName: nameOf(network, step.component.id),
    componentKind: step.component.kind,
    subnet: step.subnet ?? null,
    entry: entryOf(step),
    detail: step.detail ?? null,
    code: codes[0] ?? 'NO_PATH',
    codes: codes.slice(1),
    rules: step.rules,
    reason: reasonOf(network, blocker),
  };
}

/**
 * Without what is said before in the same words. A packet that an appliance sends on within its subnet meets the same
 * ACL again: one rule mends both crossings.
 */
function toldOnce(reports: readonly BlockerReport[], deciding: BlockerReport | undefined): BlockerReport[] {
  const wordsOf = ({ leg, at, component, subnet, detail, entry, reason }: BlockerReport) =>
    JSON.stringify([leg, at, component, subnet, detail, entry, reason]);
  const told = new Set(deciding === undefined ? [] : [wordsOf(deciding)]);
  return reports.filter((report) => {
    const words = wordsOf(report);
    const isNew = !told.has(words);
    told.add(words);
    return isNew;
  });
}

/** The entry that decided: `*` for a final deny, none where nothing matched. */
function entryOf(step: Step): string | null {
  if (step.evidence === undefined) return null;
  return entriesOf(step).matched?.entry ?? null;
}

function pathReport(network: Network, flow: Flow, asked: FlowReport, path: TracePath): PathReport {
  const deciding = decidingOf(path);
  return {
    choices: path.choices.map(({ component, taken }) => ({
      component: component.id,
      componentName: nameOf(network, component.id),
      taken,
      takenName: nameOf(network, taken),
    })),
    verdict: path.verdict,
    at: path.decidedBy?.at ?? null,
    leg: deciding?.leg ?? null,
    component: path.decidedBy?.component.id ?? null,
    reason:
      deciding === undefined
        ? reachableReason(endsOf(network, flow, asked, path), path)
        : reasonOf(network, deciding),
  };
}

/** LAM-2, VPCE-29: the ends as a path has them; of a service the interface that it takes. */
function endsOf(network: Network, { anyOf }: Flow, { from, to }: FlowReport, path: TracePath): PathEnds {
  const sent = path.forward[0]?.steps[0]?.packet;
  const taken = (any: AnyInterface | undefined, address: Address | undefined) => {
    const own = any?.interfaces.find(
      ({ privateIpv4, ipv6Addresses }) =>
        address !== undefined &&
        (privateIpv4.some(
          (each) =>
            sameAddress(each.address, address) ||
            (each.publicIp !== undefined && sameAddress(each.publicIp, address)),
        ) ||
          ipv6Addresses.some((each) => sameAddress(each, address))),
    );
    return own === undefined ? undefined : calledOf(network, own.id);
  };
  return {
    from: taken(anyOf?.source, sent?.src) ?? from.name,
    to: taken(anyOf?.destination, sent?.dst) ?? to.name,
  };
}

/** What the ends of a path are called. */
interface PathEnds {
  readonly from: string;
  readonly to: string;
}

function reachableReason({ from, to }: PathEnds, path: TracePath): string {
  const { decidedBy } = path;
  if (decidedBy?.at === 'guest')
    return `${to} is an address of the sending machine itself, so the packet never leaves it.`;
  if (decidedBy?.at === 'local-service')
    return `${to} is a service that answers on the host itself; nothing of the network filters it.`;
  const arrived = path.forward.at(-1)?.steps.at(-1)?.packet;
  const seen = arrived === undefined ? undefined : formatAddress(arrived.src);
  const first = path.forward[0]?.steps[0]?.packet;
  const isTranslated = seen !== undefined && first !== undefined && seen !== formatAddress(first.src);
  return isTranslated
    ? `The request of ${from} arrives at ${to}, which sees it come from ${seen}, and the reply finds its way back.`
    : `The request of ${from} arrives at ${to}, and the reply finds its way back.`;
}

/** The machine that was asked for has the address in another VPC than the one where the packet looked for it. */
function overlapSentence(network: Network, { destination }: Flow, deciding: Blocker | undefined): string[] {
  const { step } = deciding ?? {};
  if (destination === undefined || step?.at !== 'no-such-host' || destination.vpc === step.component.id)
    return [];
  const where = `${formatAddress(step.packet.dst)} is ${calledOf(network, destination.id)} in VPC ${calledOf(network, destination.vpc)}`;
  return [
    `${where}, but for VPC ${calledOf(network, step.component.id)} the same range is its own, and its local route wins.`,
  ];
}

function choiceSentence({ verdict, paths }: Trace): string[] {
  if (paths.length < 2) return [];
  const reachable = paths.filter((path) => path.verdict === 'reachable').length;
  return verdict === 'partial'
    ? [
        `AWS may take any of ${paths.length} ways here, and ${reachable} of them ${reachable === 1 ? 'is' : 'are'} reachable.`,
      ]
    : [`AWS may take any of ${paths.length} ways here; all end alike.`];
}

function notesOf(path: TracePath): NoteReport[] {
  const notes = [...path.forward, ...(path.return ?? [])]
    .flatMap(({ steps }) => steps)
    .flatMap((step) => step.notes)
    .filter(({ kind }) => kind !== 'hint')
    .map(noteReport);
  return [...new Map(notes.map((note) => [note.text, note])).values()];
}

function flowReport(network: Network, question: Question, flow: Flow, from: End, to: End): FlowReport {
  const { packet } = flow;
  return {
    name: question.name ?? null,
    from: endReport(network, question.from, from),
    to: endReport(network, question.to, to),
    ...packetReport(packet),
    // An end that the walk cannot stand on has no address: its name stands in its place.
    ...(from.kind === 'beyond' || from.kind === 'service' ? { src: question.from } : {}),
    ...(to.kind === 'beyond' || (flow.named !== undefined && flow.named.lookup.outcome.kind !== 'addresses')
      ? { dst: question.to }
      : {}),
    family: packet.dst.family,
  };
}

function endReport(network: Network, asked: string, end: End): EndReport {
  switch (end.kind) {
    case 'interface': {
      const { networkInterface } = end;
      const id = networkInterface.instance ?? networkInterface.id;
      const kind = networkInterface.instance === undefined ? 'network-interface' : 'instance';
      return { asked, kind, id, name: calledOf(network, id) };
    }
    case 'unowned':
      return { asked, kind: 'subnet', id: end.subnet, name: formatAddress(end.address) };
    case 'on-premises':
      return { asked, kind: 'on-premises-network', id: end.network.id, name: asked };
    case 'address':
      return { asked, kind: 'address', id: null, name: formatAddress(end.address) };
    case 'internet':
      return {
        asked,
        kind: 'internet',
        id: null,
        name:
          end.lambda !== undefined
            ? end.lambda
            : end.address === undefined
              ? 'the internet'
              : formatAddress(end.address),
      };
    case 'service':
    case 'name':
      return { asked, kind: end.kind, id: null, name: end.name };
    case 'beyond':
      return { asked, kind: end.resource, id: end.id, name: calledOf(network, end.id) };
    default:
      return end satisfies never;
  }
}
