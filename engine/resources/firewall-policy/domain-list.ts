/**
 * A domain list as the rules that AWS makes of it: names in TLS and HTTP requests of the home network (NFW-12, NFW-13).
 */
import type { Cidr } from '../../ip/index.ts';
import { TCP } from '../../packet/index.ts';
import type { StatefulRule } from './types.ts';

export interface DomainList {
  readonly action: 'allow' | 'deny';
  readonly targets: readonly string[];
  readonly protocols: readonly ('tls' | 'http')[];
}

/** The ports by which a trace tells that a connection is one; a firewall looks into the data instead. */
const PORTS = { tls: 443, http: 80 } as const;

/** NFW-13: an allow list drops what asks for other names by these protocols, and nothing else. */
export function domainRules(list: DomainList, homeNet: readonly Cidr[] | undefined): StatefulRule[] {
  const { action, targets, protocols } = list;
  const shown = targets.join(', ');
  const rule = (made: 'pass' | 'drop', excluded: boolean, text: string): StatefulRule => ({
    text,
    action: made,
    match: {
      protocols: [TCP],
      sources: homeNet ?? [],
      destinations: [],
      sourcePorts: [],
      destinationPorts: protocols.map((each) => ({ from: PORTS[each], to: PORTS[each] })),
    },
    notSources: [],
    notDestinations: [],
    home: { source: homeNet === undefined ? 'inside' : undefined, destination: undefined },
    names: { listed: targets, excluded },
    bothWays: false,
    hasOptions: false,
  });
  if (action === 'deny') return [rule('drop', false, `denied names: ${shown}`)];
  return [rule('pass', false, `allowed names: ${shown}`), rule('drop', true, `names other than ${shown}`)];
}

/** Whether a list has a name: as written, or below one that starts with a dot. */
export function isListed(name: string, listed: readonly string[]): boolean {
  const asked = name.toLowerCase();
  return listed.some((each) => {
    const own = each.toLowerCase();
    return own.startsWith('.') ? asked === own.slice(1) || asked.endsWith(own) : asked === own;
  });
}
