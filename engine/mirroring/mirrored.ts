/**
 * What traffic mirroring makes of a traced conversation: of each packet at a mirror source, which session copies it, and
 * where the copy gets to (MIR-1 to MIR-8). The conversation itself is unaffected, whatever becomes of its copies.
 */
import type { Network } from '../model/index.ts';
import type { Packet } from '../packet/index.ts';
import { evaluateTrafficMirrorFilter } from '../resources/traffic-mirror-filter/evaluate.ts';
import type { TrafficMirrorFilterRule } from '../resources/traffic-mirror-filter/types.ts';
import type { TrafficMirrorSession } from '../resources/traffic-mirror-session/types.ts';
import type { Flow, Note, OneWayPath, Sighting, Step, TracePath } from '../trace/index.ts';
import { sightingsOf, traceCopy } from '../trace/index.ts';
import { destinationOf } from './destination.ts';

/** A session whose filter did not accept the packet. */
export interface PassedOver {
  readonly session: TrafficMirrorSession;
  /** The rule that rejected it; `undefined` when none matched. */
  readonly rule: TrafficMirrorFilterRule | undefined;
}

export type CopyFate =
  /** MIR-7: a group or ACL dropped it at the source. */
  | { readonly kind: 'dropped-at-source'; readonly step: Step }
  /** MIR-2: no filter accepted it. */
  | { readonly kind: 'rejected' }
  /** The model does not hold what would decide, as a full sentence. */
  | { readonly kind: 'unknown'; readonly why: string }
  | {
      readonly kind: 'sent';
      /** The VXLAN packet around the copy, as the source sends it. */
      readonly outer: Packet;
      /** One for each choice that AWS may make; never empty. */
      readonly paths: readonly OneWayPath[];
    };

/** A packet at a mirror source. */
export interface Mirrored {
  readonly sighting: Sighting;
  /** The session that has the packet; `undefined` when none does. */
  readonly session: TrafficMirrorSession | undefined;
  /** What the session's target names. */
  readonly destination: string | undefined;
  /** Sessions with lower numbers whose filters did not accept it, in the order asked. */
  readonly passedOver: readonly PassedOver[];
  readonly fate: CopyFate;
  readonly notes: readonly Note[];
}

/** Of each packet that a mirror source sends or receives on a path, what becomes of its copy, in path order. */
export function mirroredOn(
  network: Network,
  path: Pick<TracePath, 'forward' | 'return'>,
): readonly Mirrored[] {
  if (network.trafficMirrorSessions.size === 0) return [];
  const sessions = [...network.trafficMirrorSessions.values()].sort(
    (a, b) => a.sessionNumber - b.sessionNumber,
  );
  return sightingsOf(network, path).flatMap((sighting) => {
    const own = sessions.filter(({ networkInterface }) => networkInterface === sighting.networkInterface.id);
    return own.length === 0 || sighting.filters.length === 0 ? [] : [mirrored(network, sighting, own)];
  });
}

/** @param sessions - those of the interface, lowest number first; never empty */
function mirrored(network: Network, sighting: Sighting, sessions: readonly TrafficMirrorSession[]): Mirrored {
  const none = { sighting, session: undefined, destination: undefined, passedOver: [], notes: [] };
  // MIR-7: what the source's groups or its subnet's ACL drop is not mirrored.
  const dropped = sighting.filters.find(({ outcome }) => outcome === 'denied');
  if (dropped !== undefined) return { ...none, fate: { kind: 'dropped-at-source', step: dropped } };
  if (sighting.filters.some(({ outcome }) => outcome === 'unknown')) {
    const why = `Whether the packet gets past the filters of ${sighting.networkInterface.id} is not known.`;
    return { ...none, fate: { kind: 'unknown', why } };
  }
  const passedOver: PassedOver[] = [];
  // MIR-3: the lowest number whose filter accepts the packet has it, and no other.
  for (const session of sessions) {
    const filter = network.trafficMirrorFilters.get(session.filter);
    const judged =
      filter === undefined
        ? undefined
        : evaluateTrafficMirrorFilter(filter, sighting.direction, sighting.packet);
    if (judged === undefined || judged.action === 'unknown') {
      const why = `Traffic mirror filter ${session.filter} is not fully in the input, and it would decide.`;
      return { ...none, session, passedOver, fate: { kind: 'unknown', why } };
    }
    if (judged.action === 'reject') {
      passedOver.push({ session, rule: judged.rule });
      continue;
    }
    const { destination, fate } = copied(network, sighting, session);
    const notes = [...(sessions.length > 1 ? [orderNote] : []), ...aclNotes(fate)];
    return { sighting, session, destination, passedOver, fate, notes };
  }
  return { ...none, passedOver, fate: { kind: 'rejected' } };
}

const orderNote: Note = {
  kind: 'uncertain',
  rule: 'MIR-3',
  text: 'Of several sessions on one source the lowest number whose filter accepts a packet is taken to have it, once.',
};

/** MIR-6. */
function aclNotes(fate: CopyFate): Note[] {
  const steps =
    fate.kind === 'sent' ? fate.paths.flatMap(({ hops }) => hops.flatMap((hop) => hop.steps)) : [];
  if (!steps.some(({ at }) => at === 'nacl-egress' || at === 'nacl-ingress')) return [];
  const text = 'Network ACLs are taken to filter the copy as any other packet; AWS does not say so.';
  return [{ kind: 'uncertain', rule: 'MIR-6', text }];
}

function copied(
  network: Network,
  { networkInterface }: Sighting,
  session: TrafficMirrorSession,
): Pick<Mirrored, 'destination' | 'fate'> {
  const destination = destinationOf(network, networkInterface, session);
  if (destination.kind === 'unknown')
    return { destination: destination.id, fate: { kind: 'unknown', why: destination.why } };
  const { id, interfaces, outer } = destination;
  const [first, ...others] = interfaces;
  const flow: Flow & { readonly source: { readonly kind: 'interface' } } = {
    source: { kind: 'interface', networkInterface },
    packet: outer,
    // Behind a load balancer or an endpoint it is one of several, or another interface, that takes the copy.
    destination: first?.id === id ? first : undefined,
    ...(others.length === 0 ? {} : { anyOf: { destination: { id, interfaces } } }),
    beyond: undefined,
    isCopy: true,
  };
  const paths = traceCopy(network, flow, {
    component: { kind: 'traffic-mirror-session', id: session.id },
    rules: ['MIR-4', 'MIR-6'],
  });
  return { destination: id, fate: { kind: 'sent', outer: withDestination(outer, paths), paths } };
}

/** The packet as the first path sends it. */
function withDestination(outer: Packet, [first]: readonly OneWayPath[]): Packet {
  return first?.hops[0]?.steps[0]?.packet ?? outer;
}
