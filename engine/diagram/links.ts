/** What leads to what: routes in force, attachments, and what groups let in from other groups. */
import { formatCidr } from '../ip/index.ts';
import type { Network } from '../model/index.ts';
import { hasPorts, protocolName } from '../packet/index.ts';
import type { PacketMatch } from '../packet/index.ts';
import type { Route } from '../resources/route-table/types.ts';
import { joinedIn } from './connected-links.ts';
import { routesIn } from './routes-in.ts';
import { isLive } from './tier.ts';
import type { DiagramLink, DiagramNode } from './types.ts';

/** Most pairs of machines that are linked for one rule, and for all. */
const MOST_OF_A_RULE = 60;
const MOST_OF_ALL = 2_000;

export function linksOf(network: Network, nodes: readonly DiagramNode[]): readonly DiagramLink[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return [...routes(network, byId), ...attachments(network, byId), ...groups(network, nodes)];
}

type ById = ReadonlyMap<string, DiagramNode>;

function routes(network: Network, byId: ById): DiagramLink[] {
  const users = [
    ...[...network.subnets.values()].map(({ id, vpc, routeTable }) => ({ id, vpc, table: routeTable })),
    ...[...network.routeTables.values()].flatMap(({ id, vpc, gateway }) =>
      gateway === undefined ? [] : [{ id: gateway, vpc, table: id }],
    ),
    ...[...network.natGateways.values()].flatMap(({ id, vpc, routeTable }) =>
      routeTable === undefined ? [] : [{ id, vpc, table: routeTable }],
    ),
  ];
  return users.flatMap(({ id, vpc, table }) =>
    routesIn(network, table).flatMap((route, at): DiagramLink[] => {
      if (route.target.kind === 'local') return [];
      return [
        {
          id: `route:${table}/${at}:${id}`,
          from: id,
          to: drawnFor(route.target.id, byId),
          kind: 'route',
          label: destinationOf(network, route),
          state: isLive(network, route, vpc) ? 'active' : 'blackhole',
          via: table,
        },
      ];
    }),
  );
}

/** An interface that is part of a machine is drawn as the machine. */
function drawnFor(id: string, byId: ById): string {
  const node = byId.get(id);
  return node?.shape === 'none' && node.kind === 'network-interface' && node.parent !== null
    ? node.parent
    : id;
}

function destinationOf(network: Network, { destination }: Route): string {
  if (destination.kind === 'cidr') return formatCidr(destination.cidr);
  return network.prefixLists.get(destination.prefixList)?.name ?? destination.prefixList;
}

function attachments(network: Network, byId: ById): DiagramLink[] {
  const link = (from: string, to: string, isLive = true): DiagramLink[] =>
    byId.has(from) && byId.has(to)
      ? [
          {
            id: `attachment:${from}:${to}`,
            from,
            to,
            kind: 'attachment',
            label: '',
            state: isLive ? 'active' : 'blackhole',
            via: null,
          },
        ]
      : [];
  return [
    ...[...network.internetGateways.values()].flatMap(({ id, vpc }) =>
      vpc === undefined ? [] : link(id, 'internet'),
    ),
    ...[...network.egressOnlyInternetGateways.values()].flatMap(({ id, vpc }) =>
      vpc === undefined ? [] : link(id, 'internet'),
    ),
    ...[...network.internetHosts.keys()].flatMap((id) => link('internet', id)),
    ...[...network.vpcPeeringConnections.values()].flatMap(({ id, requester, accepter }) => [
      ...link(id, requester.vpc),
      ...link(id, accepter.vpc),
    ]),
    ...[...network.networkInterfaces.values()].flatMap(({ id, instance }) =>
      instance !== undefined && byId.get(id)?.shape === 'endpoint' ? link(instance, id) : [],
    ),
    ...joinedIn(network).flatMap(({ from, to, isLive }) => link(from, to, isLive)),
    ...[...network.otherResources.values()].flatMap(({ id, type }) =>
      /VPNGateway|VPNConnection|DirectConnectGateway/.test(type) ? link(id, 'on-premises') : [],
    ),
  ];
}

/** From each member of the group that a rule names to each member of the group that has the rule. */
function groups(network: Network, nodes: readonly DiagramNode[]): DiagramLink[] {
  const members = new Map<string, string[]>();
  for (const { id, shape, uses } of nodes) {
    if (shape !== 'endpoint' && shape !== 'hop') continue;
    for (const group of uses) {
      const known = members.get(group);
      if (known === undefined) members.set(group, [id]);
      else known.push(id);
    }
  }
  const found: DiagramLink[] = [];
  for (const group of network.securityGroups.values()) {
    for (const [at, { match }] of group.ingress.entries()) {
      if (match.remote.kind !== 'group') continue;
      const most = Math.min(MOST_OF_A_RULE, MOST_OF_ALL - found.length);
      const pairs = pairsOf(members.get(match.remote.group) ?? [], members.get(group.id) ?? [], most);
      for (const [from, to] of pairs) {
        found.push({
          id: `group:${group.id}/${at}:${from}:${to}`,
          from,
          to,
          kind: 'group',
          label: whatOf(match),
          state: 'active',
          via: group.id,
        });
      }
    }
  }
  return found;
}

/** The first so many pairs of two different things. */
function pairsOf(
  froms: readonly string[],
  tos: readonly string[],
  most: number,
): readonly (readonly [string, string])[] {
  const pairs: (readonly [string, string])[] = [];
  for (const from of froms) {
    for (const to of tos) {
      if (pairs.length >= most) return pairs;
      if (from !== to) pairs.push([from, to]);
    }
  }
  return pairs;
}

/** `tcp 443`, `udp 1024-2048`, `all`. */
function whatOf({ protocol, range }: PacketMatch): string {
  if (protocol === 'any') return 'all';
  const name = protocolName(protocol);
  if (range === undefined || !hasPorts(protocol)) return name;
  const { from, to } = range;
  return from === to ? `${name} ${from}` : `${name} ${from}-${to}`;
}
