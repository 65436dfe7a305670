/** Kind `tracking`: whether a flow is tracked, and whether it outlives one of its rules (SG-20 to SG-22). */
import { isTracked, survivesRemoval } from '../../../engine/tracking/index.ts';
import type {
  AlwaysTrackedService,
  Direction,
  FlowAtInterface,
  GroupsRules,
} from '../../../engine/tracking/index.ts';
import { parseAddress } from '../../../engine/ip/index.ts';
import { isMembers, listAt, membersAt, textAt, textsAt, unreadable } from '../case.ts';
import type { Members, Solver } from '../case.ts';
import { packetOf } from '../flow.ts';
import { topologyNetwork } from '../topology-document.ts';
import type { TopologySecurityGroupRule } from '../../reference/topology.ts';

export const solveTracking: Solver = ({ members }, { asked }) => {
  const given = membersAt(members, 'given');
  const isList = given['cases'] !== undefined;
  const cases = isList ? listAt(given, 'cases') : [given];
  const answered = (answer: (tracked: TrackedCase) => boolean) => {
    const answers = cases.map((value) =>
      answer(readCase(isMembers(value) ? value : unreadable('a case is not an object'))),
    );
    return isList ? answers : answers[0];
  };
  const answers: Readonly<Record<string, () => unknown>> = {
    verdict: () => 'value',
    tracked: () => answered(({ rules, flow, through }) => isTracked(rules, flow, through)),
    survives: () =>
      answered(({ rules, flow, through, removed }) =>
        removed === undefined
          ? unreadable('`removed` is needed for `survives`')
          : survivesRemoval(rules, flow, through, removed),
      ),
  };
  return Object.fromEntries(
    asked.map((key) => [key, (answers[key] ?? unreadable(`the runner computes no \`${key}\``))()]),
  );
};

interface TrackedCase {
  readonly rules: GroupsRules;
  readonly flow: FlowAtInterface;
  readonly through: readonly AlwaysTrackedService[];
  readonly removed: { readonly direction: Direction; readonly index: number } | undefined;
}

function readCase(members: Members): TrackedCase {
  const rules = rulesOf(members);
  const flow = membersAt(members, 'flow');
  const direction = directionOf(flow['direction']);
  const remote =
    parseAddress(textAt(flow, 'remote')) ?? unreadable(`\`${textAt(flow, 'remote')}\` is not an address`);
  // The notation leaves the interface's own address out; nothing in a rule looks at it.
  const own = remote.family === 4 ? '10.0.0.10' : '2001:db8:a::10';
  const packet = packetOf({
    ...flow,
    ...(direction === 'ingress' ? { src: flow['remote'], dst: own } : { src: own, dst: flow['remote'] }),
  });
  return {
    rules,
    flow: { direction, packet, remoteGroups: groupsNamed(rules) },
    through: textsAt(members, 'through').map(serviceOf),
    removed: isMembers(members['removed']) ? removedOf(members['removed'], rules) : undefined,
  };
}

function rulesOf(members: Members): GroupsRules {
  const list = (key: string): readonly TopologySecurityGroupRule[] =>
    // INVARIANT: a rule that is not in the notation gives a document that refuses it, and the case fails on its count.
    listAt(members, key) as readonly TopologySecurityGroupRule[];
  const group = { in: list('in'), out: list('out') };
  const network = topologyNetwork({ vpcs: {}, subnets: {}, routeTables: {}, enis: {}, sgs: { only: group } });
  const { ingress, egress } =
    network.securityGroups.get('only') ?? unreadable('the rules of the group can not be read');
  if (ingress.length !== group.in.length || egress.length !== group.out.length)
    unreadable('a rule of the group can not be read');
  return { ingress, egress };
}

/** The flow is there, so the other end has the groups that rules name. */
function groupsNamed({ ingress, egress }: GroupsRules): readonly string[] {
  return [...ingress, ...egress].flatMap(({ match: { remote } }) =>
    remote.kind === 'group' ? [remote.group] : [],
  );
}

function removedOf(members: Members, rules: GroupsRules): { direction: Direction; index: number } {
  const direction = directionOf(members['direction']);
  const index = Number(members['index']);
  return rules[direction][index] === undefined
    ? unreadable(`\`removed\` names rule ${String(members['index'])}, which the group does not have`)
    : { direction, index };
}

function directionOf(value: unknown): Direction {
  if (value === 'in' || value === 'ingress') return 'ingress';
  if (value === 'out' || value === 'egress') return 'egress';
  return unreadable(`\`direction\` is neither in nor out: ${String(value)}`);
}

/** The services of SG-21 in the words a case may use. */
const services: readonly (readonly [RegExp, AlwaysTrackedService])[] = [
  [/^(eigw|egress[- ]only.*)$/, 'egress-only-internet-gateway'],
  [/^(ga|global[- ]accelerator)$/, 'global-accelerator'],
  [/^(nat|nat[- ]gateway|ngw)$/, 'nat-gateway'],
  [/^(nfw|network[- ]firewall.*|firewall)$/, 'network-firewall-endpoint'],
  [/^(nlb|network[- ]load[- ]balancer)$/, 'network-load-balancer'],
  [/^(vpce|interface[- ]endpoint|privatelink.*)$/, 'interface-endpoint'],
  [/^lambda.*$/, 'lambda'],
  [/^(dynamodb.*)$/, 'dynamodb-gateway-endpoint'],
  [/^(gwlb.*|gateway[- ]load[- ]balancer.*)$/, 'gateway-load-balancer'],
  [/^(tgw.*|transit[- ]gateway.*)$/, 'transit-gateway-attachment'],
];

function serviceOf(text: string): AlwaysTrackedService {
  const found = services.find(([words]) => words.test(text.toLowerCase().trim()));
  return found?.[1] ?? unreadable(`\`through\` names \`${text}\`, which is no service of SG-21`);
}
