/** Kind `path`: one flow over a topology, there and back, traced by the engine. */
import { formatAddress } from '../../../engine/ip/index.ts';
import type { Network } from '../../../engine/model/index.ts';
import { hasIcmpType, hasPorts, protocolName } from '../../../engine/packet/index.ts';
import type { Packet } from '../../../engine/packet/index.ts';
import { trace } from '../../../engine/trace/index.ts';
import type { Flow, Step, TracePath } from '../../../engine/trace/index.ts';
import { mergePatch } from '../../reference/topology.ts';
import type { Topology, TopologyFlow } from '../../reference/topology.ts';
import { brief, isMembers, membersAt, unreadable } from '../case.ts';
import type { Context, Members, Solver, VectorCase } from '../case.ts';
import { differences } from '../compare.ts';
import { addressOf, packetOf } from '../flow.ts';
import { notationId, readTopology } from '../topology-document.ts';

export const solvePath: Solver = (vectorCase, context) => {
  const network = networkOf(vectorCase, context);
  const result = trace(network, flowOf(membersAt(vectorCase.members, 'flow'), network));
  const paths: readonly Members[] = result.paths.map((path) => ({
    ...pathAnswer(path),
    choice: path.choices[0]?.taken ?? null,
  }));
  // Of a partial verdict the fields are those of the first choice that fails.
  const told = paths.find((path) => path['verdict'] !== 'reachable') ?? paths[0] ?? {};
  const answers: Members = { ...told, verdict: result.verdict, paths, perChoice: paths, choices: paths };
  return Object.fromEntries(
    context.asked.map((key) => {
      if (!Object.hasOwn(answers, key)) return unreadable(`the runner computes no \`${key}\` of a path`);
      const expected = context.expect[key];
      // AWS's choices have no order.
      return [
        key,
        Array.isArray(expected) && answers[key] === paths ? arrange(paths, expected) : answers[key],
      ];
    }),
  );
};

/** The network of a case: its topology, patched. */
export function networkOf({ members }: VectorCase, { topologies }: Pick<Context, 'topologies'>): Network {
  const { topology, patch } = members;
  const base = typeof topology === 'string' ? topologies[topology] : topology;
  if (!isMembers(base)) return unreadable(`no topology is named ${brief(topology)}`);
  // INVARIANT: `checkNotation` and `readTopology` refuse what is not in the notation.
  const patched = mergePatch(base as unknown as Topology, patch ?? {});
  checkNotation(patched);
  const { network, problems } = readTopology(patched);
  const [problem] = problems;
  return problem === undefined ? network : unreadable(problem);
}

/** The members of each section's entries ("topology fields" of the conventions). */
const FIELDS: Readonly<Record<keyof Topology, readonly string[]>> = {
  vpcs: ['cidrs', 'ipv6', 'igw', 'eigw', 'region', 'dnsSupport'],
  subnets: ['vpc', 'cidr', 'ipv6', 'az', 'rt', 'nacl'],
  routeTables: ['routes'],
  gatewayRouteTables: ['routes'],
  nacls: ['in', 'out'],
  sgs: ['in', 'out'],
  enis: [
    'subnet',
    'ip',
    'ip6',
    'secondary',
    'prefixes',
    'public',
    'eips',
    'sgs',
    'instance',
    'attached',
    'running',
    'srcDstCheck',
    'forward',
  ],
  nats: ['subnet', 'ip', 'eip', 'type', 'state'],
  pcx: ['a', 'b', 'status'],
  bpa: ['mode', 'exclusions'],
};

const NEEDED: readonly (keyof Topology)[] = ['vpcs', 'subnets', 'routeTables', 'enis'];

/** Refuses sections and members that the notation does not have: what they mean would be ignored. */
function checkNotation(topology: Topology): void {
  const sections: Members = { ...topology };
  for (const section of NEEDED) {
    if (!isMembers(sections[section])) unreadable(`the topology has no \`${section}\``);
  }
  for (const [section, entries] of Object.entries(sections)) {
    if (isRemark(section)) continue;
    const fields = Object.hasOwn(FIELDS, section) ? FIELDS[section as keyof Topology] : undefined;
    if (fields === undefined)
      return unreadable(`the topology has \`${section}\`, which is not in the notation`);
    const named =
      section === 'bpa'
        ? { bpa: entries }
        : isMembers(entries)
          ? entries
          : unreadable(`\`${section}\` is not an object`);
    for (const [id, entry] of Object.entries(named)) {
      if (!isMembers(entry)) return unreadable(`\`${section}.${id}\` is not an object: ${brief(entry)}`);
      const odd = Object.keys(entry).find((key) => !isRemark(key) && !fields.includes(key));
      if (odd !== undefined) unreadable(`\`${section}.${id}\` has \`${odd}\`, which is not in the notation`);
    }
  }
}

function isRemark(key: string): boolean {
  return key.startsWith('_') || key === 'note' || key === 'about';
}

/** A flow of the notation as a question to the engine. */
export function flowOf(asked: Members | TopologyFlow, network: Network): Flow {
  const flow: Members = { ...asked };
  const dst = addressOf(flow['dst'], 'dst');
  if (flow['from'] === 'internet') {
    return {
      source: { kind: 'internet' },
      packet: packetOf(flow),
      destination: undefined,
      beyond: undefined,
    };
  }
  const networkInterface =
    typeof flow['from'] === 'string' ? network.networkInterfaces.get(flow['from']) : undefined;
  if (networkInterface === undefined)
    return unreadable(`the topology has no interface ${brief(flow['from'])}`);
  const own = dst.family === 4 ? networkInterface.privateIpv4[0]?.address : networkInterface.ipv6Addresses[0];
  // What an interface without an address of the family would send is never looked at (EVAL-6).
  const src = own === undefined ? (dst.family === 4 ? '0.0.0.0' : '::') : formatAddress(own);
  return {
    source: { kind: 'interface', networkInterface },
    packet: packetOf({ src, ...flow }),
    destination: undefined,
    beyond: undefined,
  };
}

/** One path in the words of `expect`. */
export function pathAnswer(path: TracePath): Members {
  const { verdict, decidedBy } = path;
  const arrived =
    verdict === 'forward_blocked' || path.return === undefined
      ? undefined
      : path.forward.at(-1)?.steps.at(-1);
  return {
    verdict,
    at: decidedBy?.at ?? null,
    component: decidedBy === undefined ? null : componentOf(decidedBy),
    reason: decidedBy?.detail ?? null,
    seen: decidedBy === undefined ? null : packetText(decidedBy.packet),
    arrives: arrived === undefined ? null : packetText(arrived.packet),
  };
}

/** `nacl(subnet)#rule` for an ACL, the id as the notation has it for all else. */
export function componentOf({ at, component, subnet, evidence }: Step): string {
  const id = notationId(component.id);
  if (at !== 'nacl-ingress' && at !== 'nacl-egress') return id;
  const entry = evidence?.kind === 'network-acl' ? evidence.entries[evidence.matched]?.ruleNumber : undefined;
  return `${id}(${subnet ?? ''})#${entry ?? '*'}`;
}

function packetText(packet: Packet): Members {
  return {
    src: formatAddress(packet.src),
    dst: formatAddress(packet.dst),
    proto: protocolName(packet.protocol),
    ...(hasPorts(packet.protocol) ? { sport: packet.srcPort, dport: packet.dstPort } : {}),
    ...(hasIcmpType(packet.protocol) ? { icmpType: packet.icmpType, icmpCode: packet.icmpCode } : {}),
  };
}

/** The paths in the order of what is expected, as far as they fit. */
function arrange(paths: readonly Members[], expected: readonly unknown[]): readonly Members[] {
  const left = [...paths];
  const take = (fits: (path: Members) => boolean) => {
    const index = left.findIndex(fits);
    return index === -1 ? undefined : left.splice(index, 1)[0];
  };
  const fitting = expected.map((wanted) =>
    isMembers(wanted) ? take((path) => differences(wanted, path).length === 0) : undefined,
  );
  const arranged = fitting.map((path) => path ?? take(() => true)).filter((path) => path !== undefined);
  return [...arranged, ...left];
}
