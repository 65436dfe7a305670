/**
 * Ephemeral ports: which ones clients answer on, and how much of them a network ACL lets through (NACL-12).
 */
import { wholeFamily } from '../ip/index.ts';
import type { Cidr, PortRange } from '../ip/index.ts';
import { TCP } from '../packet/index.ts';
import type { NetworkAcl } from '../resources/network-acl/types.ts';
import { allowedCount, decisionsFor } from './acl-decisions.ts';

/** Who opened the connection, as far as its choice of ports goes. */
export type ClientKind = 'linux' | 'windows' | 'old-windows' | 'elb' | 'nat-gateway' | 'lambda' | 'unknown';

/** The ports that clients of a kind take for their end of a connection (NACL-12). */
export const EPHEMERAL_PORTS: Readonly<Record<ClientKind, PortRange>> = {
  // AWS's page says 61000; the kernel's default ends at 60999.
  linux: { from: 32768, to: 60999 },
  // Windows Server 2008, Vista and later.
  windows: { from: 49152, to: 65535 },
  // Up to Windows Server 2003.
  'old-windows': { from: 1025, to: 5000 },
  elb: { from: 1024, to: 65535 },
  'nat-gateway': { from: 1024, to: 65535 },
  lambda: { from: 1024, to: 65535 },
  // Any client of the internet: the safe choice.
  unknown: { from: 1024, to: 65535 },
};

export type Coverage = 'full' | 'partial' | 'none';

export interface CoverageOptions {
  /** TCP unless stated. */
  readonly protocol?: number;
  /** Where the replies come from or go to: every IPv4 address unless stated. */
  readonly remote?: Cidr;
}

/**
 * How much of the replies to clients of a kind an ACL lets through: whole possible range, part of it, or none (NACL-12).
 *
 * @param direction - the way the **replies** cross: `egress` for clients outside the subnet, `ingress` for its own
 * @returns `full` only if every port of the range passes for every address of `remote`
 */
export function ephemeralCoverage(
  acl: Pick<NetworkAcl, 'ingress' | 'egress'>,
  direction: 'ingress' | 'egress',
  clientKind: ClientKind,
  { protocol = TCP, remote = wholeFamily(4) }: CoverageOptions = {},
): Coverage {
  const range = EPHEMERAL_PORTS[clientKind];
  const counts = decisionsFor(acl[direction], { protocol, remote, range }).map(allowedCount);
  if (counts.every((count) => count === portsIn(range))) return 'full';
  return counts.every((count) => count === 0) ? 'none' : 'partial';
}

/**
 * The coverage that most addresses of `remote` get. A deny entry for a few addresses, or an allow entry for a few, says
 * little of the others; `ephemeralCoverage` would call both partial.
 */
export function usualCoverage(
  acl: Pick<NetworkAcl, 'ingress' | 'egress'>,
  direction: 'ingress' | 'egress',
  clientKind: ClientKind,
  { protocol = TCP, remote = wholeFamily(4) }: CoverageOptions = {},
): Coverage {
  const range = EPHEMERAL_PORTS[clientKind];
  const shares = { full: 0, partial: 0, none: 0 };
  for (const part of decisionsFor(acl[direction], { protocol, remote, range })) {
    const count = allowedCount(part);
    shares[count === 0 ? 'none' : count === portsIn(range) ? 'full' : 'partial'] += part.share;
  }
  if (shares.none > 0.5) return 'none';
  return shares.full >= shares.partial ? 'full' : 'partial';
}

function portsIn({ from, to }: PortRange): number {
  return to - from + 1;
}
