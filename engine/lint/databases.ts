/** Databases in subnet groups that AWS would refuse (RDS-1), or that a failover may move out of reach (RDS-4). */
import { diagnostic } from '../diagnostics/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import { refuseSubnetGroup } from '../resources/database/constraints.ts';
import type { Database } from '../resources/database/types.ts';
import { routesToInternetGateway, zoneOf } from './check.ts';
import type { Check, LintContext } from './check.ts';
import { listed, named, refused } from './words.ts';

export const databases: Check = (context) =>
  [...context.network.databases.values()].flatMap((database) => [
    ...groupDiagnostics(context, database),
    ...mixedDiagnostics(context, database),
  ]);

function groupDiagnostics({ network }: LintContext, database: Database): Diagnostic[] {
  const zones = database.subnets.map((id) => {
    const subnet = network.subnets.get(id);
    return subnet === undefined ? undefined : zoneOf(subnet);
  });
  const subject = `AWS would not make the subnet group of database ${named(database)}`;
  return refused('database-refused', database.id, subject, refuseSubnetGroup(zones));
}

/** RDS-4: a public address is of no use in a subnet that no route to an internet gateway is in force in. */
function mixedDiagnostics(context: LintContext, database: Database): Diagnostic[] {
  const { network } = context;
  const isPublic = database.interfaces.some((id) =>
    network.networkInterfaces.get(id)?.privateIpv4.some(({ publicIp }) => publicIp !== undefined),
  );
  if (!isPublic) return [];
  const tables = database.subnets.flatMap((id) => {
    const subnet = network.subnets.get(id);
    const table = subnet === undefined ? undefined : context.tableOfSubnet(subnet);
    return table === undefined ? [] : [{ id, isPublic: routesToInternetGateway(table, 4) }];
  });
  const outside = tables.filter((each) => each.isPublic);
  const inside = tables.filter((each) => !each.isPublic);
  if (outside.length === 0 || inside.length === 0) return [];
  const ids = inside.map(({ id }) => id);
  const detail = `Database ${named(database)} has a public address, and ${listed(ids)} of its subnet group ${ids.length === 1 ? 'has' : 'have'} no route to an internet gateway: after a failover to there it is not reachable from the internet. Give it a subnet group of public subnets only, or no public address.`;
  return [diagnostic('public-database-in-mixed-subnets', detail, { resource: database.id, rule: 'RDS-4' })];
}
