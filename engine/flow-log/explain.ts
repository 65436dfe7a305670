/**
 * Why a pasted record says ACCEPT or REJECT: the interface that wrote it, the flow and half it belongs to, what the
 * groups and ACLs of the loaded network make of it, and whether that agrees (FLOW-3 to FLOW-6).
 */
import type { Network } from '../model/index.ts';
import { subnetHolds } from '../model/index.ts';
import type { Packet } from '../packet/index.ts';
import { aclFilter, evaluateNetworkAcl } from '../resources/network-acl/evaluate.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';
import type { RuleId } from '../rules/index.ts';
import type { Flow } from '../trace/flow.ts';
import { trace } from '../trace/trace.ts';
import type { Trace } from '../trace/trace.ts';
import type { Leg, Step, TracePath } from '../trace/types.ts';
import type { FlowDirection, FlowLogRecord } from './fields.ts';
import { unloggedService } from './logged.ts';
import { flowsOfRecord, legOfRecord, packetOfRecord, placesOf } from './question.ts';
import type { FlowOfRecord, LegReason, Placed } from './question.ts';
import { recordsOf } from './records.ts';
import type { PredictedRecord } from './records.ts';
import { sentencesOf } from './sentences.ts';

export interface RecordExplanation {
  readonly record: FlowLogRecord;
  /** The one the record names, or the one its addresses fit; `undefined` when the network has none such. */
  readonly networkInterface: NetworkInterface | undefined;
  readonly direction: FlowDirection | undefined;
  /** `forward` for a request, `return` for a reply. */
  readonly leg: Leg | undefined;
  readonly legBy: LegReason | undefined;
  /** The packet the record is about. */
  readonly packet: Packet | undefined;
  /** The flow it belongs to, as far as the record and the network tell. */
  readonly flow: Flow | undefined;
  readonly trace: Trace | undefined;
  /** The record that the loaded network would have written in its place. */
  readonly predicted: PredictedRecord | undefined;
  /** The group or ACL that decides in the loaded network. */
  readonly decidedBy: Step | undefined;
  /** Whether the loaded network gives the record's action; `undefined` when it can't be told. */
  readonly agrees: boolean | undefined;
  readonly rules: readonly RuleId[];
  /** Plain text, in order. */
  readonly sentences: readonly string[];
}

/** What the record is taken to be, with what the network makes of it. */
export interface Reading {
  readonly place: Placed;
  readonly leg: Leg;
  readonly legBy: LegReason;
  readonly packet: Packet;
  readonly origin: FlowOfRecord;
  readonly trace: Trace | undefined;
  /** The path of the trace that was looked at. */
  readonly path: TracePath | undefined;
  readonly predicted: PredictedRecord | undefined;
  /** The service whose traffic is not captured, when it is one. */
  readonly unlogged: string | undefined;
  readonly agrees: boolean | undefined;
}

/**
 * Explains a record. It is read as a request or a reply by its TCP flags or ports; where they do not tell, by which of
 * the two the loaded network would answer as the record does.
 */
export function explainRecord(network: Network, record: FlowLogRecord): RecordExplanation {
  const reading = bestReading(network, record);
  const decidedBy = reading === undefined ? undefined : decidingStep(reading);
  return {
    record,
    networkInterface:
      reading?.place.networkInterface ?? network.networkInterfaces.get(record['interface-id'] ?? ''),
    direction: reading?.place.direction,
    leg: reading?.leg,
    legBy: reading?.legBy,
    packet: reading?.packet,
    flow: reading?.origin.kind === 'flow' ? reading.origin.flow : undefined,
    trace: reading?.trace,
    predicted: reading?.predicted,
    decidedBy,
    agrees: reading?.agrees,
    ...sentencesOf(network, record, reading),
  };
}

function bestReading(network: Network, record: FlowLogRecord): Reading | undefined {
  const told = legOfRecord(record);
  const legs: readonly Leg[] = told?.isCertain === true ? [told.leg] : ['forward', 'return'];
  const readings = placesOf(network, record).flatMap((place) =>
    legs.flatMap((leg) => {
      const legBy = told?.leg === leg ? told.by : 'filters';
      return readAs(network, record, place, leg, legBy) ?? [];
    }),
  );
  // INVARIANT: the sort is stable, so that of equals the first, a request, is kept.
  return [...readings].sort((a, b) => fitness(b) - fitness(a))[0];
}

/** An answer that agrees counts most, then what the record itself tells of its half. */
function fitness({ agrees, predicted, legBy }: Reading): number {
  const agreement = agrees === true ? 4 : agrees === undefined ? 2 : 0;
  return agreement + (legBy === 'filters' ? 0 : 1) + (predicted === undefined ? 0 : 0.5);
}

function readAs(
  network: Network,
  record: FlowLogRecord,
  place: Placed,
  leg: Leg,
  legBy: LegReason,
): Reading | undefined {
  const packet = packetOfRecord(record, leg);
  if (packet === undefined) return undefined;
  const tried = flowsOfRecord(network, place, packet, leg).map((origin) =>
    traceAs(network, record, place, leg, origin),
  );
  const {
    origin,
    trace: traced,
    match,
  } = tried.find((attempt) => attempt.match !== undefined) ?? tried[0] ?? NO_FLOW;
  const byAcl =
    origin.kind === 'translated' || origin.kind === 'outside'
      ? judgeByAcl(network, place, packet)
      : undefined;
  const action = match === undefined ? byAcl : match.predicted.record.action;
  // EVAL-8: where the trace ends undecided, the packet may or may not come here.
  const isDecided =
    origin.kind === 'no-public-address' || (traced !== undefined && traced.verdict !== 'unknown');
  const comesHere = match !== undefined ? true : isDecided ? false : undefined;
  return {
    place,
    leg,
    legBy,
    packet,
    origin,
    trace: traced,
    path: match?.path ?? traced?.paths[0],
    predicted: match?.predicted,
    unlogged: unloggedAt(network, place.networkInterface, packet),
    agrees: agreement(record, action, match !== undefined || byAcl !== undefined, comesHere),
  };
}

interface Attempt {
  readonly origin: FlowOfRecord;
  readonly trace: Trace | undefined;
  /** The record of the same interface, direction and half. */
  readonly match: { readonly path: TracePath; readonly predicted: PredictedRecord } | undefined;
}

const NO_FLOW: Attempt = { origin: { kind: 'outside' }, trace: undefined, match: undefined };

function traceAs(
  network: Network,
  record: FlowLogRecord,
  { networkInterface, direction }: Placed,
  leg: Leg,
  origin: FlowOfRecord,
): Attempt {
  if (origin.kind !== 'flow') return { ...NO_FLOW, origin };
  const traced = trace(network, origin.flow);
  const found = traced.paths.flatMap((path) =>
    recordsOf(network, path)
      .filter(
        (other) =>
          other.networkInterface.id === networkInterface.id &&
          other.direction === direction &&
          other.leg === leg,
      )
      .map((predicted) => ({ path, predicted })),
  );
  // NAT-19, RT-9: of several ways the one that agrees, if any does.
  const match = found.find(({ predicted }) => predicted.record.action === record.action) ?? found[0];
  return { origin, trace: traced, match };
}

/** Without a record to compare with, a flow that does not come here speaks against the record. */
function agreement(
  record: FlowLogRecord,
  action: FlowLogRecord['action'],
  isJudged: boolean,
  comesHere: boolean | undefined,
): boolean | undefined {
  if (record.action === undefined) return undefined;
  if (isJudged) return action === undefined ? undefined : action === record.action;
  return comesHere === false ? false : undefined;
}

function unloggedAt(
  network: Network,
  { subnet, vpc, instance }: NetworkInterface,
  packet: Packet,
): string | undefined {
  const held = network.subnets.get(subnet);
  if (held === undefined) return undefined;
  const machine = instance === undefined ? undefined : network.instances.get(instance);
  return unloggedService(packet, { subnet: held, vpc: network.vpcs.get(vpc), instance: machine });
}

/**
 * What the ACL alone says of a packet at an interface: all there is to say at a NAT gateway, which has no groups
 * (NAT-4); elsewhere only a refusal is certain.
 */
function judgeByAcl(
  network: Network,
  { networkInterface, direction }: Placed,
  packet: Packet,
): FlowLogRecord['action'] {
  const subnet = network.subnets.get(networkInterface.subnet);
  const acl = subnet === undefined ? undefined : network.networkAcls.get(subnet.networkAcl);
  if (subnet === undefined || acl === undefined) return undefined;
  const isNatGateway = network.lookup.natGatewayOfInterface(networkInterface.id) !== undefined;
  // NACL-3: inside the subnet no ACL is asked.
  const remote = direction === 'egress' ? packet.dst : packet.src;
  const verdict = subnetHolds(subnet, remote)
    ? 'allow'
    : evaluateNetworkAcl(aclFilter(acl, direction), packet).action;
  if (verdict === 'deny') return 'REJECT';
  return verdict === 'allow' && isNatGateway ? 'ACCEPT' : undefined;
}

/** The filter that refused the packet, or the last one that let it through. */
function decidingStep({ predicted }: Reading): Step | undefined {
  return predicted?.filters.find(({ outcome }) => outcome === 'denied') ?? predicted?.filters.at(-1);
}
