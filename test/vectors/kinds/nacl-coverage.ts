/** Kind `nacl-coverage`: how much of the reply ports of each kind of client an ACL lets through (NACL-12). */
import type { Cidr } from '../../../engine/ip/index.ts';
import { parseCidr } from '../../../engine/ip/index.ts';
import { ephemeralCoverage } from '../../../engine/lint/ephemeral-ports.ts';
import type { ClientKind } from '../../../engine/lint/ephemeral-ports.ts';
import { parseProtocol } from '../../../engine/packet/index.ts';
import type { NetworkAclEntry } from '../../../engine/resources/network-acl/types.ts';
import type { TopologyNaclRule } from '../../reference/topology.ts';
import { brief, eachAt, listAt, membersAt, unreadable } from '../case.ts';
import type { Members, Solver } from '../case.ts';
import { topologyNetwork } from '../topology-document.ts';

export const solveNaclCoverage: Solver = ({ members }, { asked }) => {
  const given = membersAt(members, 'given');
  const direction = directionOf(given['direction']);
  const entries = entriesOf(given, direction);
  const acl = { ingress: entries, egress: entries };
  const remote = remoteOf(given, entries);
  const protocol = given['proto'] === undefined ? undefined : parseProtocol(String(given['proto']));
  const options = {
    ...(remote === undefined ? {} : { remote }),
    ...(protocol === undefined ? {} : { protocol }),
  };
  const clients = given['clients'] === undefined ? 'client' : 'clients';
  return Object.fromEntries(
    asked.map((key) => {
      if (key === 'verdict') return [key, 'value'];
      if (key !== 'coverage') return unreadable(`the runner computes no \`${key}\` of a network ACL`);
      return [
        key,
        eachAt(given, clients, (client) => ephemeralCoverage(acl, direction, clientOf(client), options)),
      ];
    }),
  );
};

function directionOf(value: unknown): 'ingress' | 'egress' {
  if (value === 'in' || value === 'ingress') return 'ingress';
  if (value === 'out' || value === 'egress') return 'egress';
  return unreadable(`\`direction\` is neither in nor out: ${brief(value)}`);
}

function entriesOf(given: Members, direction: 'ingress' | 'egress'): readonly NetworkAclEntry[] {
  // INVARIANT: an entry that is not in the notation is refused by the document it becomes, and the count shows it.
  const rules = listAt(given, 'rules') as readonly TopologyNaclRule[];
  const network = topologyNetwork({
    vpcs: { A: { cidrs: ['10.0.0.0/16'] } },
    subnets: {},
    routeTables: {},
    enis: {},
    nacls: { acl: { in: rules, out: rules } },
  });
  const entries = network.networkAcls.get('acl')?.[direction];
  return entries?.length === rules.length
    ? entries
    : unreadable('`rules` holds an entry that can not be read');
}

/** The other end as a case states it; else the widest block that an entry lets through. */
function remoteOf(given: Members, entries: readonly NetworkAclEntry[]): Cidr | undefined {
  if (given['remote'] !== undefined) {
    const text = given['remote'];
    const stated = typeof text === 'string' ? parseCidr(text) : undefined;
    return stated ?? unreadable(`\`remote\` is not a CIDR: ${brief(text)}`);
  }
  const allowed = entries.flatMap(({ ruleAction, match }) =>
    ruleAction === 'allow' && match.remote.kind === 'cidr' ? [match.remote.cidr] : [],
  );
  return allowed.sort((a, b) => a.prefixLength - b.prefixLength)[0];
}

const clientKinds: Readonly<Record<string, ClientKind>> = {
  linux: 'linux',
  windows: 'windows',
  'old-windows': 'old-windows',
  'windows-2003': 'old-windows',
  'windows-xp': 'old-windows',
  elb: 'elb',
  'nat-gateway': 'nat-gateway',
  lambda: 'lambda',
  unknown: 'unknown',
  internet: 'unknown',
};

function clientOf(value: unknown): ClientKind {
  const kind =
    typeof value === 'string' && Object.hasOwn(clientKinds, value) ? clientKinds[value] : undefined;
  return kind ?? unreadable(`${brief(value)} is no known kind of client`);
}
