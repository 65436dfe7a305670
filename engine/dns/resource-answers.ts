/** What the names that AWS makes give: of load balancers, databases, instances, endpoints and services. */
import type { VpcId } from '../model/index.ts';
import { asId } from '../model/id.ts';
import type { DatabaseProxy } from '../resources/database-proxy/types.ts';
import type { Database } from '../resources/database/types.ts';
import type { LoadBalancer } from '../resources/load-balancer/types.ts';
import type { ServiceAnswer } from '../resources/vpc-endpoint/names.ts';
import type { RuleId } from '../rules/index.ts';
import { interfaceNamed, readInstanceName } from './hostnames.ts';
import { resolveNamesOf } from './in-network.ts';
import { addressesOf, nothing, UNKNOWN } from './lookup.ts';
import type { Asking, LookupOutcome, NameAsker } from './lookup.ts';
import type { NameAnswer } from './resolve.ts';

/** ELB-1: an internet-facing one answers with its public addresses, also inside the VPC. */
export function balancerAnswer(asking: Asking, { id, nodes, internal }: LoadBalancer): LookupOutcome {
  const { network, decisions, family } = asking;
  const own = nodes.flatMap((node) => network.networkInterfaces.get(node) ?? []);
  const addresses = own.flatMap(({ privateIpv4, ipv6Addresses }) =>
    family === 6
      ? ipv6Addresses
      : privateIpv4.flatMap(({ address, publicIp }) => (internal ? address : (publicIp ?? []))),
  );
  const isShown = addresses.length > 0 || family === 6;
  decisions.push({ by: 'load-balancer', id, internal, isShown });
  return isShown ? addressesOf(asking, addresses) : UNKNOWN;
}

/** RDS-2: a publicly accessible one has its private address inside its VPC, the public one outside; any other is private. */
export function databaseAnswer(
  asking: Asking,
  { kind, id, interfaces }: Database | DatabaseProxy,
  asker: NameAsker,
): LookupOutcome {
  const { network, decisions, family } = asking;
  const own = interfaces.flatMap((each) => network.networkInterfaces.get(each) ?? []);
  const addresses = own.flatMap(({ vpc, privateIpv4, ipv6Addresses }) => {
    if (family === 6) return ipv6Addresses;
    const isInside = asker.kind === 'vpc' && asker.vpc === vpc;
    return privateIpv4.map(({ address, publicIp }) => (isInside ? address : (publicIp ?? address)));
  });
  const what = kind === 'database' ? 'database' : 'database proxy';
  const reason = `The name of ${what} ${id} gives its private address inside its VPC, and outside its public one where it has any.`;
  decisions.push({ by: 'resource', kind, id, rules: [kind === 'database' ? 'RDS-2' : 'RDS-3'], reason });
  return own.length === 0 ? UNKNOWN : addressesOf(asking, addresses);
}

/** edge:DNS-2 to edge:DNS-5: by who asks, the private or the public address. */
export function instanceAnswer(asking: Asking, name: string, asker: NameAsker): LookupOutcome {
  const { network, decisions } = asking;
  const named = readInstanceName(name);
  if (named === undefined) return UNKNOWN;
  const from: VpcId | 'internet' = asker.kind === 'vpc' ? asId<VpcId>(asker.vpc) : 'internet';
  const own = interfaceNamed(network, named, asker.kind === 'vpc' ? asker.vpc : undefined);
  const names = own === undefined ? undefined : resolveNamesOf(network, own, from);
  if (own === undefined || names === undefined) {
    const reason = `No interface of the input has ${name}; the name bears its address.`;
    decisions.push({ by: 'resource', kind: 'internet', id: name, rules: ['edge:DNS-2', 'EVAL-8'], reason });
    return addressesOf(asking, [named.address]);
  }
  const { address, rule, reason, kind } =
    named.kind === 'public' ? names.publicHostname : names.privateHostname;
  const rules = [...new Set([edgeRuleOf(rule, kind), rule])];
  decisions.push({ by: 'resource', kind: own.kind, id: own.id, rules, reason });
  return address === undefined ? nothing('nxdomain') : addressesOf(asking, [address]);
}

/** What the rules of the edge call the case. */
function edgeRuleOf(rule: RuleId, kind: NameAnswer['kind']): RuleId {
  if (rule === 'edge:DNS-5') return rule;
  if (rule === 'PEER-9') return 'edge:DNS-4';
  return kind === 'nothing' ? 'edge:DNS-2' : 'edge:DNS-3';
}

/** An answer of an endpoint or a service. */
export function serviceAnswer({ decisions }: Asking, answer: ServiceAnswer): LookupOutcome {
  const { endpoint, rules, reason, addresses, supposed, id } = answer;
  const kind = endpoint === undefined ? 'internet' : 'vpc-endpoint';
  decisions.push({ by: 'resource', kind, id, rules, reason });
  return addresses.length === 0 ? UNKNOWN : { kind: 'addresses', addresses, endpoint, supposed };
}
