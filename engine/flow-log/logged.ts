/** Which traffic flow logs leave out (FLOW-8). */
import { replyTo } from '../packet/index.ts';
import type { Packet } from '../packet/index.ts';
import { localService } from '../trace/local-service.ts';
import type { Sender } from '../trace/local-service.ts';

/** The local services whose traffic is captured all the same: AWS's list does not name them. */
const CAPTURED: ReadonlySet<string> = new Set(['ECS task metadata']);

/**
 * The local service that makes a packet, or the answer to one, stay out of the logs; `undefined` when it is captured.
 *
 * @param host - the machine that talks to the service: the same service has other addresses elsewhere (LOC-7)
 */
export function unloggedService(packet: Packet, host: Sender): string | undefined {
  const answer = localService(packet, host) ?? localService(replyTo(packet), host);
  return answer === undefined || CAPTURED.has(answer.service) ? undefined : answer.service;
}

/**
 * Whether flow logs capture a packet at the interface of `host` (FLOW-8).
 *
 * Queries to a DNS server of one's own are ordinary traffic and captured; those to the Amazon DNS server are not.
 * Mirrored traffic is not captured either; it is no part of the model.
 */
export function isLogged(packet: Packet, host: Sender): boolean {
  return unloggedService(packet, host) === undefined;
}
