/** Gateway endpoints and interface endpoints: edge.md section 5, F-6 to F-8. */
import type { OutsideEnd } from '../beyond.ts';
import { deliverLocally, note, stop, type Emitter, type Outcome, type Stop, type Walk } from '../evaluate.ts';
import { ICMP, TCP, type Packet } from '../packet.ts';
import { get, ownerOf, type Vpc } from '../prepared.ts';
import type { EndpointPolicy, HybridGatewayEndpoint, HybridInterfaceEndpoint } from './hybrid.ts';
import { passesTraffic } from './prepared-edge.ts';

/** A route of the VPC hands the packet to a gateway endpoint. */
export function leaveByGatewayEndpoint(
  walk: Walk,
  { kind, subnet: { vpc } }: Emitter,
  id: string,
  { policy }: HybridGatewayEndpoint,
  packet: Packet,
): Outcome {
  const drop = (reason: string): Stop => stop('gateway-endpoint', id, packet, reason);
  // VPCE-7: and nothing that an attachment hands over, whatever its source (GEN-2).
  if (kind === 'transit-gateway' || !ownerOf(walk.net, vpc, packet.src)) return drop('foreign-source');
  const isEcho = packet.proto === ICMP && (packet.icmpType === 8 || packet.icmpType === 0);
  if (packet.proto !== TCP && !isEcho) return drop('protocol'); // VPCE-1
  const refused = judgePolicy(walk, id, policy, packet);
  if (refused) return refused;
  note(walk, 'gateway-endpoint', id, packet);
  return { kind: 'delivered', to: serviceEnd(id, vpc), packet };
}

/** F-6 row R1: the service answers into the VPC. */
function serviceEnd(endpoint: string, vpc: Vpc): OutsideEnd {
  return {
    id: `service of ${endpoint}`,
    send: (walk, packet) => deliverLocally(walk, vpc, packet, undefined, false),
  };
}

/** F-7 row 6: what an endpoint refuses that its groups let in. */
export function refuseAtInterfaceEndpoint(
  walk: Walk,
  id: string,
  { state, policy }: HybridInterfaceEndpoint,
  packet: Packet,
): Stop | undefined {
  if (!passesTraffic(state)) return stop('interface-endpoint', id, packet, 'not-available'); // VPCE-20
  return judgePolicy(walk, id, policy, packet);
}

/** VPCE-9, VPCE-20: a policy that is not the default one hangs on the call, which no flow names. */
function judgePolicy(
  walk: Walk,
  id: string,
  policy: EndpointPolicy | undefined,
  packet: Packet,
): Stop | undefined {
  if (policy === 'deny') return stop('endpoint-policy', id, packet);
  if (policy === 'other') walk.undecided ??= stop('endpoint-policy', id, packet);
  return undefined;
}

/** By interface id: the endpoint that it belongs to. */
export function interfacesOfEndpoints(
  endpoints: Readonly<Record<string, HybridInterfaceEndpoint>>,
): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(endpoints).flatMap(([id, { interfaces }]) =>
      Object.keys(interfaces).map((eni) => [eni, id] as const),
    ),
  );
}

export function endpointOf(
  endpoints: Readonly<Record<string, HybridInterfaceEndpoint>>,
  id: string,
): HybridInterfaceEndpoint {
  return get(new Map(Object.entries(endpoints)), id);
}
