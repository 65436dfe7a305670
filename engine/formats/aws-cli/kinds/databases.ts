/**
 * Database instances and clusters of RDS. Their interfaces do not name them: they are those of RDS with the groups of
 * the database, in a subnet of its group and, where it is known, in its zone (RDS-1, RDS-5).
 */
import { quoted, reportLacking } from '../companions.ts';
import type { Dump, FactKey, Outcome, Sections } from '../dump.ts';
import { NOT_UNDERSTOOD, READ, factsOf, put } from '../dump.ts';
import { child, has, idOf, integer, lean, list, text } from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { AnswerKind } from '../kind.ts';
import { mentionSubnet } from '../named.ts';
import { interfacesOf } from '../owned-interfaces.ts';
import type { Scope } from '../scope.ts';
import { DELETED } from './other-resources.ts';

/** A subnet of a subnet group, with its zone. */
interface PlacedSubnet {
  readonly id: string;
  readonly zone: string | undefined;
}

interface Placement {
  readonly subnets: readonly PlacedSubnet[];
  readonly securityGroups: readonly string[];
  /** The zone of the instance that serves; `undefined` when not known. */
  readonly zone: string | undefined;
}

interface Cluster {
  readonly id: string;
  readonly name: string;
  readonly subnetGroup: string | undefined;
  readonly value: Sections['databases'];
  readonly securityGroups: readonly string[];
  readonly fields: Fields;
  readonly scope: Scope;
}

interface DatabaseFacts {
  readonly placements: Map<string, Placement>;
  readonly clusters: Cluster[];
  /** Clusters by name, each with its members, the writer first. */
  readonly members: Map<string, string[]>;
  readonly subnetGroups: Map<string, readonly PlacedSubnet[]>;
}

const facts: FactKey<DatabaseFacts> = {
  empty: () => ({ placements: new Map(), clusters: [], members: new Map(), subnetGroups: new Map() }),
};

/** The answer holds user names and, in pending changes, passwords: nothing but the members named here is read. */
export const databases: AnswerKind = {
  key: 'DBInstances',
  label: 'Database instance',
  command: 'aws rds describe-db-instances',
  section: 'databases',
  marks: [['DBInstanceIdentifier', 'DBInstanceClass']],
  read: (fields, dump, scope): Outcome => {
    const name = idOf(fields, 'DBInstanceIdentifier');
    if (name === undefined) return NOT_UNDERSTOOD;
    if (text(fields, 'DBInstanceStatus') === 'deleted') return DELETED;
    const id = text(fields, 'DBInstanceArn') ?? name;
    const endpoint = child(fields, 'Endpoint');
    const group = child(fields, 'DBSubnetGroup');
    const subnets = group === undefined ? [] : subnetsOf(group, dump, scope);
    const stated = endpoint === undefined ? undefined : integer(endpoint, 'Port', 1);
    const port =
      stated ?? (fields.members['DbInstancePort'] === 0 ? undefined : integer(fields, 'DbInstancePort', 1));
    const value: Sections['databases'] = lean({ id, name: name === id ? undefined : name, port });
    factsOf(dump, facts).placements.set(id, {
      subnets,
      securityGroups: groupsOf(fields),
      zone: text(fields, 'AvailabilityZone'),
    });
    return put(dump, 'databases', id, { value, fields, scope });
  },
};

function groupsOf(fields: Fields): string[] {
  return (list(fields, 'VpcSecurityGroups') ?? []).flatMap((each) => text(each, 'VpcSecurityGroupId') ?? []);
}

function subnetsOf(group: Fields, dump: Dump, scope: Scope): PlacedSubnet[] {
  const vpc = text(group, 'VpcId');
  return (list(group, 'Subnets') ?? []).flatMap((subnet) => {
    const id = text(subnet, 'SubnetIdentifier');
    if (id === undefined) return [];
    const at = child(subnet, 'SubnetAvailabilityZone');
    const zone = at === undefined ? undefined : text(at, 'Name');
    mentionSubnet(dump, id, { vpc, zone }, subnet, scope);
    return [{ id, zone }];
  });
}

/** `describe-db-subnet-groups`: instances show theirs, clusters only its name. */
export const databaseSubnetGroups: AnswerKind = {
  key: 'DBSubnetGroups',
  label: 'Database subnet group',
  command: 'aws rds describe-db-subnet-groups',
  marks: [['DBSubnetGroupName', 'Subnets']],
  read: (fields, dump, scope): Outcome => {
    const name = idOf(fields, 'DBSubnetGroupName');
    if (name === undefined) return NOT_UNDERSTOOD;
    factsOf(dump, facts).subnetGroups.set(name, subnetsOf(fields, dump, scope));
    return READ;
  },
};

/** A cluster is its instances; one whose instances no answer shows becomes a database itself. */
export const databaseClusters: AnswerKind = {
  key: 'DBClusters',
  label: 'Database cluster',
  command: 'aws rds describe-db-clusters',
  marks: [['DBClusterIdentifier', 'Engine']],
  read: (fields, dump, scope): Outcome => {
    const name = idOf(fields, 'DBClusterIdentifier');
    if (name === undefined) return NOT_UNDERSTOOD;
    if (text(fields, 'Status') === 'deleted') return DELETED;
    const members = list(fields, 'DBClusterMembers') ?? [];
    const writesFirst = [...members].sort((a, b) => Number(isWriter(b)) - Number(isWriter(a)));
    const { clusters, members: all } = factsOf(dump, facts);
    all.set(
      name,
      writesFirst.flatMap((member) => text(member, 'DBInstanceIdentifier') ?? []),
    );
    const id = text(fields, 'DBClusterArn') ?? name;
    clusters.push({
      id,
      name,
      subnetGroup: text(fields, 'DBSubnetGroup'),
      value: lean({ id, name, port: has(fields, 'Port') ? integer(fields, 'Port', 1) : undefined }),
      securityGroups: groupsOf(fields),
      fields,
      scope,
    });
    return READ;
  },
};

function isWriter(member: Fields): boolean {
  return member.members['IsClusterWriter'] === true;
}

/** The id of the database that a cluster's name or an instance's stands for: of a cluster its writer. */
export function databaseNamed(dump: Dump, name: string): string | undefined {
  const { members, clusters } = factsOf(dump, facts);
  const wanted = members.get(name)?.[0] ?? name;
  const all = [...dump.drafts.databases.values()].map(({ value }) => value);
  const found = all.find((each) => each.id === wanted || each.name === wanted);
  const cluster = clusters.find((each) => each.name === name)?.id;
  return found?.id ?? (cluster !== undefined && dump.drafts.databases.has(cluster) ? cluster : undefined);
}

/** Ties databases to their interfaces. RDS-4: where several may be meant each of them is a choice. */
export function applyDatabases(dump: Dump): void {
  const { placements } = factsOf(dump, facts);
  addClusters(dump);
  const claims = new Map<string, string[]>();
  const found = new Map<string, string[]>();
  for (const [id, { value }] of dump.drafts.databases) {
    const own = interfacesAt(dump, placements.get(id));
    found.set(id, own);
    for (const each of own) claims.set(each, [...(claims.get(each) ?? []), value.name ?? id]);
  }
  const without: string[] = [];
  const shared = new Set<string>();
  for (const [id, own] of found) {
    const value = dump.drafts.databases.get(id)?.value;
    if (value === undefined) continue;
    if (own.length > 0) value.networkInterfaces = own;
    else without.push(value.name ?? id);
    const isShared = own.length > 1 || own.some((each) => (claims.get(each)?.length ?? 0) > 1);
    if (isShared) for (const each of own) shared.add(each);
  }
  if (shared.size > 0) {
    const names = [...new Set([...shared].flatMap((each) => claims.get(each) ?? []))];
    dump.report(
      'owner-not-told',
      `Interfaces ${quoted([...shared])}: each may be that of database ${quoted(names)}, which lie in the same subnets and groups. Traces to a database take each of them for a choice.`,
    );
  }
  reportLacking(dump, {
    names: without,
    kind: 'Database',
    consequence: 'no interface of the dump has its groups in its subnets, so its address is not known',
    command: 'aws ec2 describe-network-interfaces',
  });
}

/** GEN-11: the zone of an instance tells its interface from that of the standby. */
function interfacesAt(dump: Dump, placement: Placement | undefined): string[] {
  if (placement === undefined) return [];
  const { subnets, securityGroups, zone } = placement;
  const inZone = zone === undefined ? [] : subnets.filter((subnet) => subnet.zone === zone);
  const places = inZone.length > 0 ? inZone : subnets;
  return interfacesOf(dump, ['RDS database'], { subnets: places.map(({ id }) => id), securityGroups }).map(
    ({ id }) => id,
  );
}

function addClusters(dump: Dump): void {
  const { clusters, members, subnetGroups, placements } = factsOf(dump, facts);
  const names = new Set([...dump.drafts.databases.values()].map(({ value }) => value.name ?? value.id));
  for (const { id, name, value, subnetGroup, securityGroups, fields, scope } of clusters) {
    if ((members.get(name) ?? []).some((member) => names.has(member))) continue;
    placements.set(id, {
      subnets: subnetGroups.get(subnetGroup ?? '') ?? [],
      securityGroups,
      zone: undefined,
    });
    dump.drafts.databases.set(id, { value, fields, scope });
  }
}
