/**
 * The rows of one rule list that do nothing, each with the reason: shadowed by others, needless beside a wider one,
 * meant for something that is not there, or dropping what they match.
 */
import { containsCidr, formatCidr, overlaps } from '../ip/index.ts';
import type { Cidr } from '../ip/index.ts';
import type { Network } from '../model/index.ts';
import type { PacketMatch } from '../packet/index.ts';
import { routeTargetOf } from '../resources/index.ts';
import type { NetworkAcl } from '../resources/network-acl/types.ts';
import { effectiveTable } from '../resources/route-table/effective.ts';
import type { Route, RouteTable } from '../resources/route-table/types.ts';
import type { SecurityGroup, SecurityGroupRule } from '../resources/security-group/types.ts';
import type { Vpc } from '../resources/vpc/types.ts';
import { withEndpointRoutes } from '../resources/vpc-endpoint/routes.ts';
import { withPropagated } from '../resources/vpn-gateway/propagated.ts';
import { entriesInUse, MOST_ENTRIES } from './acl-decisions.ts';
import { blocksOf } from './check.ts';
import { enclosed } from './enclosing.ts';
import { MOST_COMPARED, widerRule } from './redundant-group-rules.ts';
import { coveringEntries } from './unreached-acl-entries.ts';
import { listed, remoteOf, trafficOf } from './words.ts';

export type RuleListName = 'ingress' | 'egress' | 'routes';

export interface RuleFinding {
  readonly list: RuleListName;
  /** Place in the model's list: one rule for each peer of a group, entries by their number, routes as written. */
  readonly index: number;
  /** `shadowed` and `redundant` never decide, `unused` waits for what is not there, `dead` drops what it matches. */
  readonly kind: 'shadowed' | 'redundant' | 'unused' | 'dead';
  /** A short sentence without its full stop; the user's values in backticks. */
  readonly text: string;
}

/**
 * What can be said of the rows of a security group, network ACL or route table.
 *
 * @returns at most one finding for each row, in the order of the lists; none for other kinds of resource
 */
export function ruleFindings(network: Network, id: string): readonly RuleFinding[] {
  const acl = network.networkAcls.get(id);
  if (acl !== undefined) return bothWays((list) => aclFindings(network, acl, list));
  const group = network.securityGroups.get(id);
  if (group !== undefined) return bothWays((list) => groupFindings(network, group, list));
  const table = network.routeTables.get(id);
  return table === undefined ? [] : routeFindings(network, table);
}

function bothWays(findings: (list: 'ingress' | 'egress') => RuleFinding[]): RuleFinding[] {
  return [...findings('ingress'), ...findings('egress')];
}

/** NACL-2: the lowest number decides, so that what comes later may never be reached. */
function aclFindings(network: Network, acl: NetworkAcl, list: 'ingress' | 'egress'): RuleFinding[] {
  const entries = acl[list];
  if (entries.length > MOST_ENTRIES) return [];
  const used = entriesInUse(entries);
  return entries.flatMap((entry, index): RuleFinding[] => {
    if (used.has(index)) return nobodyThere(network, acl.vpc, entry.match, list, index);
    const covering = coveringEntries(entries, entry, index);
    const otherwise = covering.some(({ ruleAction }) => ruleAction !== entry.ruleAction);
    const one = covering.length === 1;
    const by = `${one ? 'rule' : 'rules'} ${listed(covering.map(({ ruleNumber }) => String(ruleNumber)))}`;
    const text = otherwise
      ? `Never matches: ${by} ${one ? (entry.ruleAction === 'deny' ? 'allows it' : 'denies it') : 'decide'} first`
      : `Never matches: ${by} ${one ? 'covers' : 'cover'} it`;
    return [{ list, index, kind: otherwise ? 'shadowed' : 'redundant', text }];
  });
}

/** SG-2: rules only allow, so what a wider rule covers adds nothing. */
function groupFindings(network: Network, group: SecurityGroup, list: 'ingress' | 'egress'): RuleFinding[] {
  const rules = group[list];
  if (rules.length > MOST_COMPARED) return [];
  return rules.flatMap((rule, index): RuleFinding[] => {
    const wider = widerRule(rules, index);
    if (wider === undefined) return unusedPeer(network, group, rule, list, index);
    const way = list === 'ingress' ? 'from' : 'to';
    const text = `Adds nothing: ${trafficOf(wider.match)} ${way} ${remoteOf(wider.match)} covers it`;
    return [{ list, index, kind: 'redundant', text }];
  });
}

function unusedPeer(
  network: Network,
  group: SecurityGroup,
  { match }: SecurityGroupRule,
  list: 'ingress' | 'egress',
  index: number,
): RuleFinding[] {
  const { remote } = match;
  if (remote.kind !== 'group')
    return group.vpc === undefined ? [] : nobodyThere(network, group.vpc, match, list, index);
  // SG-27: of a group that the model does not hold, the members are not known either.
  if (!network.securityGroups.has(remote.group) || network.notHeld.has('network-interface')) return [];
  const carried = [...network.networkInterfaces.values()].some(({ groups }) =>
    groups.some((carriedGroup) => carriedGroup === remote.group),
  );
  if (carried) return [];
  return [{ list, index, kind: 'unused', text: `Unused: no interface carries \`${remote.group}\`` }];
}

/** A block inside the VPC's own range that meets no subnet: nobody there can send or receive. */
function nobodyThere(
  network: Network,
  vpcId: string,
  { remote }: PacketMatch,
  list: 'ingress' | 'egress',
  index: number,
): RuleFinding[] {
  const vpc = network.vpcs.get(vpcId);
  if (vpc === undefined || remote.kind !== 'cidr' || network.notHeld.has('subnet')) return [];
  const inside = rangesOf(vpc).some((block) => containsCidr(block, remote.cidr));
  const met = network.lookup
    .subnetsOf(vpc.id)
    .some((subnet) => blocksOf(subnet).some((block) => overlaps(block, remote.cidr)));
  if (!inside || met) return [];
  return [{ list, index, kind: 'unused', text: `Unused: no subnet lies in \`${formatCidr(remote.cidr)}\`` }];
}

function rangesOf({ cidrBlocks, ipv6CidrBlocks }: Vpc): readonly Cidr[] {
  return [...cidrBlocks, ...ipv6CidrBlocks];
}

/** RT-7, RT-8, RT-10: routes that are beaten, that change nothing, or that lead nowhere. */
function routeFindings(network: Network, table: RouteTable): RuleFinding[] {
  // VPCE-1: what AWS adds for gateway endpoints may beat a route, or be beaten.
  const whole = withEndpointRoutes(withPropagated(table, network), network);
  const { all } = effectiveTable(whole, network.vpcs.get(table.vpc), (list) => network.prefixLists.get(list));
  const needless = needlessRoutes(table);
  return table.routes.flatMap((route, index): RuleFinding[] => {
    const found = beatenRoute(route, all) ?? deadRoute(network, table, route) ?? needless.get(route);
    return found === undefined ? [] : [{ list: 'routes', index, ...found }];
  });
}

type Found = Pick<RuleFinding, 'kind' | 'text'>;

function deadRoute(network: Network, table: RouteTable, { target, state }: Route): Found | undefined {
  if (target.kind === 'local') return undefined;
  const health = routeTargetOf(target.kind).state(target.id, table.vpc, network);
  if (health === 'dead')
    return { kind: 'dead', text: `Blackhole: \`${target.id}\` takes no traffic from this VPC now` };
  if (state === 'blackhole' || state === 'filtered')
    return { kind: 'dead', text: `Blackhole: AWS states the route as \`${state}\`` };
  // EVAL-8: what the source did not hold is not thereby absent; and AWS may call the route active.
  const holder = target.kind === 'other' ? 'other-resource' : target.kind;
  if (health !== 'not-held' || state === 'active' || network.notHeld.has(holder)) return undefined;
  return { kind: 'dead', text: `Leads nowhere: the project holds no \`${target.id}\`` };
}

type Effective = ReturnType<typeof effectiveTable>['all'];

/** RT-7: of routes to one block the better kind is taken; RT-8: what is propagated never beats the local route. */
function beatenRoute({ destination, propagation, target }: Route, all: Effective): Found | undefined {
  if (destination.kind !== 'cidr') return undefined;
  const same = all.filter((route) => formatCidr(route.destination) === formatCidr(destination.cidr));
  const own = same.find((route) => route.propagation === propagation && route.target.id === target.id);
  if (own === undefined)
    return { kind: 'shadowed', text: 'Never used: local routes come before propagated ones' };
  const better = same.find((route) => route.rank < own.rank);
  if (better === undefined) return undefined;
  return { kind: 'shadowed', text: `Never used: the route to \`${better.target.id}\` comes first` };
}

/** Routes that lie in a wider one with the same target, with nothing between that leads elsewhere. */
function needlessRoutes({ routes }: RouteTable): ReadonlyMap<Route, Found> {
  const blocks = routes.flatMap((route) =>
    route.destination.kind === 'cidr' ? [{ cidr: route.destination.cidr, route }] : [],
  );
  return new Map(
    enclosed(blocks).flatMap(({ item, around }): [Route, Found][] => {
      const wider = around.find(({ cidr }) => cidr.prefixLength < item.cidr.prefixLength);
      if (wider === undefined || wider.route.target.id !== item.route.target.id) return [];
      const text = `Changes nothing: \`${formatCidr(wider.cidr)}\` leads there too`;
      return [[item.route, { kind: 'redundant', text }]];
    }),
  );
}
