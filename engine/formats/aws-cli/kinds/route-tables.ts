import type { Dump, FactKey, Outcome, Sections } from '../dump.ts';
import { NOT_UNDERSTOOD, factsOf, put } from '../dump.ts';
import {
  child,
  cidr,
  fault,
  flag,
  has,
  idOf,
  lean,
  list,
  memberOf,
  nameTag,
  remark,
  requiredText,
  short,
  text,
  word,
} from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { AnswerKind } from '../kind.ts';
import { mentionLocalBlock, mentionSubnet, mentionVpc } from '../named.ts';
import type { Scope } from '../scope.ts';
import { parseCidr, sameCidr } from '../../../ip/index.ts';
import { propagationOf } from './vpn-connections.ts';
import { blocksOf } from './vpcs.ts';

type Route = NonNullable<Sections['routeTables']['routes']>[number];

/** Route tables, and the subnets and gateways they are associated with. */
export const routeTables: AnswerKind = {
  key: 'RouteTables',
  label: 'Route table',
  command: 'aws ec2 describe-route-tables',
  section: 'routeTables',
  marks: [
    ['RouteTableId', 'Routes'],
    ['RouteTableId', 'Associations', 'VpcId'],
  ],
  read: (fields, dump, scope): Outcome => {
    const id = idOf(fields, 'RouteTableId');
    const vpc = requiredText(fields, 'VpcId');
    if (id === undefined || vpc === undefined) return NOT_UNDERSTOOD;
    const { entries, routes, incomplete } = readRoutes(fields);
    const associations = (list(fields, 'Associations') ?? []).filter(isInForce);
    const gateways = associations.flatMap((association) => text(association, 'GatewayId') ?? []);
    const value: Sections['routeTables'] = lean({
      id,
      name: nameTag(fields),
      vpc,
      main: associations.some((association) => flag(association, 'Main') === true) || undefined,
      gateway: gatewayOf(fields, gateways),
      routes,
      incomplete: incomplete || undefined,
    });
    mentionVpc(dump, vpc, fields, scope);
    mentionLocalBlocks(dump, vpc, entries, scope);
    const outcome = put(dump, 'routeTables', id, { value, fields, scope });
    if (outcome.kind === 'read') associate(dump, id, vpc, associations, scope);
    return outcome;
  },
};

function readRoutes(fields: Fields): { entries: Fields[]; routes: Route[]; incomplete: boolean } {
  const { item } = fields;
  const before = item.faults;
  const entries = list(fields, 'Routes') ?? [];
  if (!has(fields, 'Routes') && item.faults === before) {
    fault(
      fields,
      'Routes',
      'is missing, so the routes of the table are not known. Write the dump anew.',
      'missing-value',
    );
  }
  const routes = entries.flatMap((entry) => readRoute(entry) ?? []);
  return { entries, routes, incomplete: item.faults > before };
}

/** A route as it stands (RT-24); `undefined` when its destination or target can't be read, which is reported. */
function readRoute(entry: Fields): Route | undefined {
  const before = entry.item.faults;
  const destination =
    cidr(entry, 'DestinationCidrBlock', 4) ??
    cidr(entry, 'DestinationIpv6CidrBlock', 6) ??
    text(entry, 'DestinationPrefixListId');
  const state = word(entry, 'State', ['active', 'blackhole', 'filtered']);
  const target = targetOf(entry) ?? (state === 'blackhole' ? DELETED_TARGET : undefined);
  if (entry.item.faults > before) return undefined;
  if (destination === undefined)
    return fault(entry, undefined, 'a route has no destination. It was left out.', 'missing-value');
  if (target === undefined) {
    return fault(
      entry,
      undefined,
      `the route to \`${short(destination)}\` has no target. It was left out.`,
      'missing-value',
    );
  }
  return lean({
    destination,
    target,
    state,
    propagation: wasPropagated(entry) ? ('vpn-bgp' as const) : undefined,
  });
}

/** Stands for the target of a blackhole route that AWS shows without one, since it is gone. */
const DELETED_TARGET = 'deleted-target';

/** What a route hands packets to. A route to an instance shows the instance's interface too, which says more. */
const targetKeys = [
  'NetworkInterfaceId',
  'InstanceId',
  'NatGatewayId',
  'EgressOnlyInternetGatewayId',
  'VpcPeeringConnectionId',
  'TransitGatewayId',
  'VpcEndpointId',
  'CarrierGatewayId',
  'LocalGatewayId',
  'CoreNetworkArn',
  'OdbNetworkArn',
  'GatewayId',
] as const;

const otherKeys: ReadonlySet<string> = new Set(['DestinationPrefixListId', 'InstanceOwnerId']);

function targetOf(route: Fields): string | undefined {
  const known = targetKeys.find((key) => has(route, key));
  if (known !== undefined) return text(route, known);
  // A kind of target newer than this list: its id still says where packets go.
  const other = Object.keys(route.members).find(
    (key) =>
      /(?:Id|Arn)$/.test(key) && !otherKeys.has(key) && typeof memberOf(route.members, key) === 'string',
  );
  return other === undefined ? undefined : text(route, other);
}

/** UNCERTAIN (RT-7): routes of a VPC Route Server (`Advertisement`) are ranked like other propagated ones. */
function wasPropagated(route: Fields): boolean {
  const origin = text(route, 'Origin');
  return origin === 'EnableVgwRoutePropagation' || origin === 'Advertisement';
}

/** An association counts when it is `associated`; older answers don't say, and then it is. */
function isInForce(association: Fields): boolean {
  const status = child(association, 'AssociationState');
  const state = status === undefined ? undefined : text(status, 'State');
  if (state === undefined || state === 'associated') return true;
  const what = text(association, 'SubnetId') ?? text(association, 'GatewayId') ?? 'the VPC';
  remark(
    association,
    'association-not-in-force',
    `its association with \`${short(what)}\` is \`${short(state)}\`, not \`associated\`, and was left out.`,
  );
  return false;
}

function gatewayOf(fields: Fields, gateways: readonly string[]): string | undefined {
  const kept = gateways.find((gateway) => gateway.startsWith('igw-')) ?? gateways[0];
  if (kept !== undefined && gateways.length > 1) {
    fault(fields, 'Associations', `names ${gateways.length} gateways; only \`${short(kept)}\` was kept.`);
  }
  return kept;
}

const subnetTables: FactKey<Map<string, string>> = { empty: () => new Map() };

function associate(dump: Dump, id: string, vpc: string, associations: readonly Fields[], scope: Scope): void {
  for (const association of associations) {
    const subnet = text(association, 'SubnetId');
    if (subnet === undefined) continue;
    factsOf(dump, subnetTables).set(subnet, id);
    mentionSubnet(dump, subnet, { vpc }, association, scope);
  }
}

/** Gives subnets their explicitly associated table; the others use the main one (SUB-8). */
export function applyRouteTableAssociations(dump: Dump): void {
  for (const [subnet, table] of factsOf(dump, subnetTables)) {
    const draft = dump.drafts.subnets.get(subnet);
    if (draft !== undefined) draft.value.routeTable = table;
  }
}

/** RT-4: the local routes that AWS made with the table show the blocks of the VPC. */
function mentionLocalBlocks(dump: Dump, vpc: string, entries: readonly Fields[], scope: Scope): void {
  for (const entry of entries) {
    const { members } = entry;
    if (memberOf(members, 'GatewayId') !== 'local' || memberOf(members, 'Origin') === 'CreateRoute') continue;
    const block = memberOf(members, 'DestinationCidrBlock') ?? memberOf(members, 'DestinationIpv6CidrBlock');
    if (typeof block === 'string' && parseCidr(block) !== undefined)
      mentionLocalBlock(dump, vpc, block, entry, scope);
  }
}

/**
 * Leaves out the local routes that the engine implies: those for the VPC's own blocks (RT-4). A block with another
 * target stays, and so does a local route for anything else, as gateway route tables have them (RT-16).
 */
export function dropImpliedRoutes(dump: Dump): void {
  for (const { value } of dump.drafts.routeTables.values()) {
    const vpc = dump.drafts.vpcs.get(value.vpc);
    const blocks = (vpc === undefined ? [] : blocksOf(vpc)).flatMap((block) => parseCidr(block) ?? []);
    value.routes = (value.routes ?? []).filter(({ destination, target }) => {
      if (target !== 'local') return true;
      const cidrBlock = parseCidr(destination);
      return cidrBlock === undefined || !blocks.some((block) => sameCidr(block, cidrBlock));
    });
  }
}

/** Ranks propagated routes by how the gateway learnt them, where the dump shows it (RT-7). */
export function rankPropagatedRoutes(dump: Dump): void {
  for (const { value } of dump.drafts.routeTables.values()) {
    for (const route of value.routes ?? []) {
      if (route.propagation !== undefined)
        route.propagation = propagationOf(dump, route.target, route.destination);
    }
  }
}
