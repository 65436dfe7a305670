/**
 * What a walk derives from a network once and keeps: route tables worked out, groups gathered, interfaces with their
 * surroundings. Kept beside the network, so that a snapshot stays plain data.
 */
import type { Network } from '../model/index.ts';
import { takesGroups } from '../model/index.ts';
import type { ResourceOf } from '../resources/index.ts';
import { effectiveTable } from '../resources/route-table/effective.ts';
import { transitTable } from '../resources/transit-gateway-route-table/effective.ts';
import type { TransitTable } from '../resources/transit-gateway-route-table/effective.ts';
import { withEndpointRoutes } from '../resources/vpc-endpoint/routes.ts';
import { withPropagated } from '../resources/vpn-gateway/propagated.ts';
import { aclFilter } from '../resources/network-acl/evaluate.ts';
import type { AclFilter } from '../resources/network-acl/evaluate.ts';
import type { EffectiveTable } from '../resources/route-table/effective.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';
import { groupFilter } from '../resources/security-group/evaluate.ts';
import type { GroupFilter } from '../resources/security-group/evaluate.ts';

export interface Compiled {
  readonly tableOf: (id: string) => EffectiveTable | undefined;
  readonly transitTableOf: (id: string) => TransitTable | undefined;
  readonly aclFilterOf: (acl: ResourceOf<'network-acl'>, direction: 'ingress' | 'egress') => AclFilter;
  readonly filterOf: (networkInterface: NetworkInterface, direction: 'ingress' | 'egress') => GroupFilter;
  /** Interfaces that some route leads to, and whether one of those routes is a default route (NATI-9). */
  readonly routedTo: ReadonlyMap<string, { readonly byDefaultRoute: boolean }>;
}

const cache = new WeakMap<Network, Compiled>();

export function compiled(network: Network): Compiled {
  const known = cache.get(network);
  if (known !== undefined) return known;
  const made = compile(network);
  cache.set(network, made);
  return made;
}

function compile(network: Network): Compiled {
  const tables = new Map<string, EffectiveTable | undefined>();
  const transitTables = new Map<string, TransitTable | undefined>();
  const aclFilters = { ingress: new Map<string, AclFilter>(), egress: new Map<string, AclFilter>() };
  const filters = { ingress: new Map<string, GroupFilter>(), egress: new Map<string, GroupFilter>() };
  return {
    tableOf: (id) => remember(tables, id, () => tableOf(network, id)),
    transitTableOf: (id) =>
      remember(transitTables, id, () => {
        const table = network.transitGatewayRouteTables.get(id);
        return table === undefined ? undefined : transitTable(table, network);
      }),
    aclFilterOf: (acl, direction) => remember(aclFilters[direction], acl.id, () => aclFilter(acl, direction)),
    filterOf: (networkInterface, direction) =>
      remember(filters[direction], groupsKey(networkInterface), () =>
        groupFilter(networkInterface.groups, direction, (id) => network.securityGroups.get(id)),
      ),
    routedTo: interfacesRoutedTo(network),
  };
}

function tableOf(network: Network, id: string): EffectiveTable | undefined {
  const listed = network.routeTables.get(id);
  if (listed === undefined) return undefined;
  const table = withEndpointRoutes(withPropagated(listed, network), network);
  const prefixListOf = (list: string) => network.prefixLists.get(list);
  const vpc = network.vpcs.get(table.vpc);
  const isKnown = vpc !== undefined && vpc.cidrBlocks.length + vpc.ipv6CidrBlocks.length > 0;
  if (isKnown) return effectiveTable(table, vpc, prefixListOf);
  // EVAL-8, RT-4: of a VPC whose blocks no input states, those of its subnets are local, and there may be more.
  const subnets = network.lookup.subnetsOf(table.vpc);
  const blocks = {
    cidrBlocks: subnets.flatMap(({ cidrBlock }) => cidrBlock ?? []),
    ipv6CidrBlocks: subnets.flatMap(({ ipv6CidrBlocks }) => ipv6CidrBlocks),
  };
  return effectiveTable({ ...table, incomplete: true }, blocks, prefixListOf);
}

function interfacesRoutedTo(network: Network): Map<string, { byDefaultRoute: boolean }> {
  const routedTo = new Map<string, { byDefaultRoute: boolean }>();
  for (const table of network.routeTables.values()) {
    for (const { target, destination } of table.routes) {
      const isDefault = destination.kind === 'cidr' && destination.cidr.prefixLength === 0;
      for (const id of targetInterfaces(network, target)) {
        const before = routedTo.get(id)?.byDefaultRoute ?? false;
        routedTo.set(id, { byDefaultRoute: before || isDefault });
      }
    }
  }
  return routedTo;
}

function targetInterfaces(network: Network, target: { kind: string; id: string }): string[] {
  if (target.kind === 'network-interface') return [target.id];
  if (target.kind !== 'instance') return [];
  return network.lookup.interfacesOfInstance(target.id).map(({ id }) => id);
}

/** INVARIANT: an interface's group list never changes, so its key is made once. */
const groupKeys = new WeakMap<NetworkInterface, string>();

function groupsKey(networkInterface: NetworkInterface): string {
  let key = groupKeys.get(networkInterface);
  if (key === undefined) {
    key = networkInterface.groups.join(' ');
    groupKeys.set(networkInterface, key);
  }
  return key;
}

function remember<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/** Whether an interface is attached to a running resource (I1, ENI-13). */
export function isUp(network: Network, networkInterface: NetworkInterface): boolean {
  return networkInterface.attached && stateOf(network, networkInterface) === 'running';
}

/** The state of the machine behind an interface; managed interfaces without one count as running (I1, ENI-11). */
export function stateOf(
  network: Network,
  networkInterface: NetworkInterface,
): ResourceOf<'instance'>['state'] {
  if (networkInterface.instance === undefined) return 'running';
  return network.instances.get(networkInterface.instance)?.state ?? 'running';
}

/** Whether groups act on this interface at all (SG-26). */
export { takesGroups };
