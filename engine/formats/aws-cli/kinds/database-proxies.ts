/** Proxies of RDS with their endpoints, and the database behind each (RDS-3). */
import { reportLacking } from '../companions.ts';
import type { Dump, FactKey, Outcome, Sections } from '../dump.ts';
import { NOT_UNDERSTOOD, READ, factsOf, put } from '../dump.ts';
import { idOf, lean, text, texts } from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { AnswerKind } from '../kind.ts';
import { mentionSubnet } from '../named.ts';
import { interfacesOf } from '../owned-interfaces.ts';
import type { Owner } from '../owned-interfaces.ts';
import type { Scope } from '../scope.ts';
import { bySubject, unnamedOf } from '../subject.ts';
import type { Unnamed } from '../subject.ts';
import { databaseNamed } from './databases.ts';

interface Proxied {
  /** The name of the proxy that an endpoint belongs to. */
  readonly proxy: string;
  readonly owner: Owner;
}

interface ProxyFacts {
  readonly proxied: Map<string, Proxied>;
  /** Names of databases and clusters, by proxy. */
  readonly targets: Map<string, Unnamed<string[]>>;
}

const facts: FactKey<ProxyFacts> = { empty: () => ({ proxied: new Map(), targets: new Map() }) };

export const databaseProxies: AnswerKind = {
  key: 'DBProxies',
  label: 'Database proxy',
  command: 'aws rds describe-db-proxies',
  section: 'databaseProxies',
  marks: [['DBProxyArn', 'EngineFamily']],
  read: (fields, dump, scope): Outcome => {
    const name = idOf(fields, 'DBProxyName');
    return name === undefined ? NOT_UNDERSTOOD : readProxy(fields, dump, scope, 'DBProxyArn', name, name);
  },
};

/** `describe-db-proxy-endpoints`: further doors to a proxy, each with interfaces of its own. */
export const databaseProxyEndpoints: AnswerKind = {
  key: 'DBProxyEndpoints',
  label: 'Database proxy endpoint',
  command: 'aws rds describe-db-proxy-endpoints',
  section: 'databaseProxies',
  marks: [['DBProxyEndpointArn', 'DBProxyEndpointName']],
  read: (fields, dump, scope): Outcome => {
    const name = idOf(fields, 'DBProxyEndpointName');
    const proxy = text(fields, 'DBProxyName');
    if (name === undefined || proxy === undefined) return NOT_UNDERSTOOD;
    // The default one is the proxy itself.
    if (fields.members['IsDefault'] === true) return READ;
    return readProxy(fields, dump, scope, 'DBProxyEndpointArn', name, proxy);
  },
};

function readProxy(
  fields: Fields,
  dump: Dump,
  scope: Scope,
  arn: string,
  name: string,
  proxy: string,
): Outcome {
  const id = text(fields, arn) ?? name;
  const subnets = texts(fields, 'VpcSubnetIds') ?? [];
  const vpc = text(fields, 'VpcId');
  for (const subnet of subnets) mentionSubnet(dump, subnet, { vpc }, fields, scope);
  const owner = { subnets, securityGroups: texts(fields, 'VpcSecurityGroupIds') ?? [] };
  factsOf(dump, facts).proxied.set(id, { proxy, owner });
  const value: Sections['databaseProxies'] = lean({ id, name: name === id ? undefined : name });
  return put(dump, 'databaseProxies', id, { value, fields, scope });
}

/** `describe-db-proxy-targets`: what stands behind one proxy, which it does not name. */
export const databaseProxyTargets: AnswerKind = {
  key: 'Targets',
  label: 'Database proxy target',
  command: 'aws rds describe-db-proxy-targets',
  marks: [['RdsResourceId', 'Type']],
  onlyWith: ['RdsResourceId'],
  read: (fields, dump): Outcome => {
    const name = text(fields, 'RdsResourceId');
    if (name === undefined || fields.parent === undefined) return NOT_UNDERSTOOD;
    const { said } = unnamedOf<string[]>(
      factsOf(dump, facts).targets,
      fields.parent,
      ['DBProxyName'],
      () => [],
    );
    // A cluster stands for its writer, which is what a proxy asks by default.
    if (text(fields, 'Type') === 'TRACKED_CLUSTER' || text(fields, 'Role') === 'READ_WRITE')
      said.unshift(name);
    else said.push(name);
    return READ;
  },
};

/** Ties proxies to their interfaces and databases. */
export function applyDatabaseProxies(dump: Dump): void {
  const { proxied, targets } = factsOf(dump, facts);
  const names = new Set([...proxied.values()].map(({ proxy }) => proxy));
  const candidates = [...names].map((name) => ({ id: name }));
  const asked = { words: 'Targets', kind: 'database proxy' };
  const found = bySubject(dump, [...targets.values()], candidates, asked);
  const withoutInterface: string[] = [];
  const withoutTarget = new Set<string>();
  for (const [id, { proxy, owner }] of proxied) {
    const value = dump.drafts.databaseProxies.get(id)?.value;
    if (value === undefined) continue;
    const own = interfacesOf(dump, ['RDS Proxy'], owner);
    const candidatesOfRds = own.length > 0 ? own : unclaimed(dump, owner);
    if (candidatesOfRds.length > 0) value.networkInterfaces = candidatesOfRds.map((each) => each.id);
    else withoutInterface.push(value.name ?? id);
    const database = (found.get(proxy) ?? [])
      .flatMap(({ said }) => said)
      .map((name) => databaseNamed(dump, name))
      .find((each) => each !== undefined);
    if (database === undefined) withoutTarget.add(proxy);
    else value.database = database;
  }
  reportLacking(dump, {
    names: withoutInterface,
    kind: 'Database proxy',
    consequence: 'no interface of the dump has its groups in its subnets, so its addresses are not known',
    command: 'aws ec2 describe-network-interfaces',
  });
  reportLacking(dump, {
    names: [...withoutTarget],
    kind: 'Database proxy',
    consequence: 'the database behind it is in no answer, so the way from the proxy on is not checked',
    command: 'aws rds describe-db-proxy-targets --db-proxy-name …` and `aws rds describe-db-instances',
  });
}

/** Interfaces of RDS that no database has claimed: those of a proxy may bear the same description. */
function unclaimed(dump: Dump, owner: Owner): Sections['networkInterfaces'][] {
  const claimed = new Set(
    [...dump.drafts.databases.values()].flatMap(({ value }) => value.networkInterfaces ?? []),
  );
  return interfacesOf(dump, ['RDS database'], owner).filter(({ id }) => !claimed.has(id));
}
