/**
 * Asks a list of conditions for the first that matches: one by one while the list is short or seldom asked, through a
 * compiled index otherwise. Both give the same answer.
 */
import type { PacketMatch, RemoteEnd } from './match.ts';
import { firstMatch, indexMatches } from './match-index.ts';
import type { MatchIndex } from './match-index.ts';
import { matches } from './matches.ts';
import type { Packet } from './packet.ts';

/** The position of the first condition that holds, or −1. */
export type FirstMatch = (packet: Packet, remote: RemoteEnd) => number;

/** Lists up to this length are asked one by one: an index would cost more than it saves. */
const SHORT = 8;

/** How often a longer list is asked one by one before it is compiled: about what compiling costs. */
const PATIENCE = 256;

/** Prepares a list, in the order in which its conditions are tried. */
export function firstMatchOf(conditions: readonly PacketMatch[]): FirstMatch {
  const oneByOne: FirstMatch = (packet, remote) =>
    conditions.findIndex((condition) => matches(condition, packet, remote));
  if (conditions.length <= SHORT) return oneByOne;
  let asked = 0;
  let index: MatchIndex | undefined;
  return (packet, remote) => {
    if (index === undefined) {
      asked += 1;
      if (asked <= PATIENCE) return oneByOne(packet, remote);
      index = indexMatches(conditions);
    }
    return firstMatch(index, packet, remote);
  };
}
