/**
 * The default route table of a transit gateway, and the associations and propagations that follow from it (TGW-7,
 * TGW-39).
 */
import type { Resource, ResourceOf } from '../resources/index.ts';
import type { Association } from '../resources/transit-gateway/types.ts';

type Tables = readonly ResourceOf<'transit-gateway-route-table'>[];
type DefaultOf = (gateway: string, part: 'association' | 'propagation') => Default;

type Default = { readonly kind: 'table'; readonly table: string } | { readonly kind: 'none' | 'unknown' };

/**
 * Makes explicit which table each attachment is associated with and propagates into. What the input states stays.
 *
 * @param tablesHeld - false when the source holds no route tables of transit gateways at all (TGW-41)
 */
export function withTransitDefaults(
  resources: readonly Resource[],
  tablesHeld: boolean,
): readonly Resource[] {
  const gateways = new Map(
    resources.filter((r) => r.kind === 'transit-gateway').map((gateway) => [gateway.id, gateway]),
  );
  if (!resources.some(({ kind }) => kind.startsWith('transit-gateway'))) return resources;
  const tables: Tables = resources.filter((r) => r.kind === 'transit-gateway-route-table');
  const added = new Map<string, ResourceOf<'transit-gateway-route-table'>>();

  const defaultOf: DefaultOf = (id, part) => {
    const gateway = gateways.get(id);
    const own = tables.filter(({ transitGateway }) => transitGateway === id);
    const isOn =
      part === 'association' ? gateway?.defaultRouteTableAssociation : gateway?.defaultRouteTablePropagation;
    if (isOn === false) return { kind: 'none' };
    const flagged = own.find((table) =>
      part === 'association' ? table.isDefaultAssociation : table.isDefaultPropagation,
    );
    const only = own.length === 1 ? own[0] : undefined;
    const known = flagged ?? only;
    if (known !== undefined) return { kind: 'table', table: known.id };
    if (gateway === undefined || !gateway.routeTablesVisible || !tablesHeld) return { kind: 'unknown' };
    const made = added.get(id) ?? defaultTable(id);
    added.set(id, made);
    return { kind: 'table', table: made.id };
  };

  const completed = resources.map((resource) => complete(resource, defaultOf));
  return [...completed, ...added.values()];
}

function complete(resource: Resource, defaultOf: DefaultOf): Resource {
  const associate = (association: Association, gateway: string): Association =>
    association.kind === 'default' ? defaultOf(gateway, 'association') : association;
  if (resource.kind === 'transit-gateway-attachment') {
    const { transitGateway, propagatesTo, association } = resource;
    return {
      ...resource,
      association: associate(association, transitGateway),
      propagatesTo:
        propagatesTo === 'default' ? tablesOf(defaultOf(transitGateway, 'propagation')) : propagatesTo,
    };
  }
  if (resource.kind === 'transit-gateway-peering-attachment') {
    const { requester, accepter } = resource;
    return {
      ...resource,
      requester: { ...requester, association: associate(requester.association, requester.transitGateway) },
      accepter: { ...accepter, association: associate(accepter.association, accepter.transitGateway) },
    };
  }
  return resource;
}

function tablesOf(table: Default): readonly string[] | undefined {
  if (table.kind === 'unknown') return undefined;
  return table.kind === 'table' ? [table.table] : [];
}

/** TGW-7: the table that AWS makes with a gateway. */
function defaultTable(transitGateway: string): ResourceOf<'transit-gateway-route-table'> {
  return {
    kind: 'transit-gateway-route-table',
    id: `default:${transitGateway}`,
    name: undefined,
    transitGateway,
    routes: [],
    routesInForce: false,
    isDefaultAssociation: true,
    isDefaultPropagation: true,
    incomplete: false,
  };
}
