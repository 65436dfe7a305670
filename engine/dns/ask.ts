/**
 * Asks for a name as the resolver of the asking side would: Resolver rules, private zones and private names of endpoints
 * by the longest domain, then what is public (edge:DNS-1 to edge:DNS-14).
 */
import { containsAddress, sameAddress } from '../ip/index.ts';
import type { Address, Family } from '../ip/index.ts';
import { isWithin } from '../model/domain-name.ts';
import { lifecycleOf } from '../model/lifecycle.ts';
import type { Network } from '../model/index.ts';
import type { HostedZone, ZoneRecord } from '../resources/hosted-zone/types.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';
import type { OnPremisesNetwork } from '../resources/on-premises-network/types.ts';
import type { ResolverRule } from '../resources/resolver-rule/types.ts';
import { isVpcResolver } from '../resources/vpc/resolver.ts';
import {
  endpointNamed,
  interfacesOfEndpoint,
  isServiceName,
  privateNameAnswer,
  publicServiceAnswer,
} from '../resources/vpc-endpoint/names.ts';
import type { ServiceAnswer } from '../resources/vpc-endpoint/names.ts';
import { balancerNamed, databaseNamed, isResourceName, readInstanceName } from './hostnames.ts';
import { addressesOf, nothing, UNKNOWN } from './lookup.ts';
import type { Asking, Lookup, LookupOutcome, NameAsker, Probe } from './lookup.ts';
import { balancerAnswer, databaseAnswer, instanceAnswer, serviceAnswer } from './resource-answers.ts';
import { answersPrivateZones } from './resolve.ts';
import { answerOfZone, hostsNamed, longest, publicBearerOf, publicZoneOf } from './zones.ts';

/** A question is passed on so often at most: beyond that it goes in a circle. */
const MOST_PASSES = 12;

export interface NameQuestion {
  /** In lower case, without a dot at its end; a service may go by a short name, such as `s3`. */
  readonly name: string;
  readonly asker: NameAsker;
  /** The subnet that the asker stands in, for DNS64. */
  readonly subnet: string | undefined;
  readonly family: Family;
}

/** What a name gives to whom asks. Never throws; a circle of names gives no answer. */
export function lookUp(
  network: Network,
  { name, asker, subnet, family }: NameQuestion,
  probe: Probe,
): Lookup {
  const first: Asking = { network, family, probe, decisions: [], passedOn: 0 };
  const outcome = ask(first, name, asker);
  const wantsDns64 =
    family === 6 &&
    outcome.kind === 'nothing' &&
    outcome.why === 'no-data' &&
    subnet !== undefined &&
    network.subnets.get(subnet)?.enableDns64 === true;
  if (!wantsDns64) return { name, decisions: first.decisions, outcome };
  // edge:DNS-13: for a name with no AAAA record the resolver makes one of the IPv4 address.
  const again: Asking = { network, family: 4, probe, decisions: [], passedOn: 0 };
  const mapped = ask(again, name, asker);
  if (mapped.kind !== 'addresses') return { name, decisions: first.decisions, outcome };
  return {
    name,
    decisions: [...again.decisions, { by: 'dns64', subnet }],
    outcome: { ...mapped, addresses: mapped.addresses.map(throughNat64), endpoint: undefined },
  };
}

/** `64:ff9b::/96` and the IPv4 address. */
function throughNat64(address: Address): Address {
  return address.family === 6 ? address : { family: 6, w0: 0x64ff9b, w1: 0, w2: 0, w3: address.bits };
}

function ask(asking: Asking, name: string, asker: NameAsker): LookupOutcome {
  asking.passedOn += 1;
  if (asking.passedOn > MOST_PASSES) {
    asking.decisions.push({ by: 'circle' });
    return nothing('no-answer');
  }
  switch (asker.kind) {
    case 'vpc':
      return askVpc(asking, name, asker);
    case 'site':
      return askSite(asking, name, asker);
    case 'internet':
      return askPublic(asking, name, asker);
    default:
      return asker satisfies never;
  }
}

type VpcAsker = Extract<NameAsker, { kind: 'vpc' }>;

/** One that may answer for a name in a VPC, with the domain it answers for. */
type Candidate = { readonly domainName: string } & (
  | { readonly kind: 'rule'; readonly rule: ResolverRule; readonly isSaid: boolean }
  | { readonly kind: 'zone'; readonly zone: HostedZone; readonly isSaid: boolean }
  | { readonly kind: 'endpoint'; readonly answer: ServiceAnswer }
  /** The VPC's own names of instances, which no wider rule reaches. */
  | { readonly kind: 'instances' }
);

function askVpc(asking: Asking, name: string, asker: VpcAsker): LookupOutcome {
  const { network, decisions } = asking;
  // edge:DNS-1.
  if (network.vpcs.get(asker.vpc)?.enableDnsSupport === false) {
    decisions.push({ by: 'support-off', vpc: asker.vpc });
    return nothing('dns-support-off');
  }
  let candidates = candidatesIn(asking, name, asker);
  for (let best = longest(candidates, name); best !== undefined; best = longest(candidates, name)) {
    if (best.kind === 'instances') break;
    if (best.kind === 'endpoint') return serviceAnswer(asking, best.answer);
    if (!best.isSaid) {
      const { id, kind } = best.kind === 'rule' ? best.rule : best.zone;
      decisions.push({ by: 'unsaid', kind, id });
      return UNKNOWN;
    }
    if (best.kind === 'zone') return askZone(asking, best.zone, name, asker);
    const { rule } = best;
    // edge:DNS-8: a rule goes before a zone for the same name.
    if (rule.type === 'forward') {
      const over = candidates.find((each) => each.kind === 'zone' && each.domainName === rule.domainName);
      const zone = over?.kind === 'zone' ? over.zone.id : undefined;
      decisions.push({
        by: 'forward-rule',
        rule: rule.id,
        vpc: asker.vpc,
        targets: rule.targets.map(({ address }) => address),
        over: zone,
      });
      return forward(asking, rule, name);
    }
    decisions.push({ by: 'system-rule', rule: rule.id, vpc: asker.vpc });
    candidates = candidates.filter(({ kind }) => kind !== 'rule');
  }
  return askPublic(asking, name, asker);
}

/** In the order in which one goes before another for the same domain (edge:DNS-8, edge:DNS-12). */
function candidatesIn(
  { network, family }: Asking,
  name: string,
  { vpc: id, inbound }: VpcAsker,
): Candidate[] {
  const vpc = network.vpcs.get(id);
  // edge:DNS-6: private zones answer where both attributes are on.
  const isPrivate = vpc !== undefined && answersPrivateZones(vpc);
  // `s3` and the like stand for a service, and are no names that a rule for all names would be asked.
  const isShort = !name.includes('.') || name.startsWith('com.amazonaws.');
  const isOf = (vpcs: readonly string[] | undefined) => vpcs === undefined || vpcs.includes(id);
  const rules = [...network.resolverRules.values()]
    .filter(({ type, vpcs }) => type !== 'recursive' && !isShort && isOf(vpcs))
    .map((rule): Candidate => {
      return { kind: 'rule', rule, domainName: rule.domainName, isSaid: rule.vpcs !== undefined };
    });
  const zones = [...network.hostedZones.values()]
    .filter(({ privateZone, vpcs }) => privateZone && isPrivate && isOf(vpcs))
    .map((zone): Candidate => {
      return { kind: 'zone', zone, domainName: zone.domainName, isSaid: zone.vpcs !== undefined };
    });
  // edge:DNS-12: private DNS of an endpoint is like a zone of its VPC.
  const own = isPrivate ? privateNameAnswer(network, name, { vpc: id, inbound, family }) : undefined;
  return [
    ...rules,
    ...zones,
    ...(own === undefined ? [] : [{ kind: 'endpoint' as const, ...own }]),
    ...(readInstanceName(name)?.kind === 'private'
      ? [{ kind: 'instances' as const, domainName: name.slice(name.indexOf('.') + 1) }]
      : []),
  ].filter(({ domainName }) => isWithin(name, domainName));
}

/** edge:DNS-9: a site asks what is public, unless its resolvers were told to ask elsewhere. */
function askSite(asking: Asking, name: string, asker: Extract<NameAsker, { kind: 'site' }>): LookupOutcome {
  const { network: site } = asker;
  if (site.hosts.some(({ id }) => id.toLowerCase() === name)) return askHosts(asking, site, name);
  const forwarder = longest(site.dnsForwarders, name);
  if (forwarder === undefined) return askPublic(asking, name, asker);
  const { domainName, targets } = forwarder;
  asking.decisions.push({ by: 'forwarder', network: site.id, domainName, targets });
  return askTargets(
    asking,
    targets.map((address) => ({ address, port: 53 })),
    name,
    () => site,
  );
}

/** edge:DNS-11: the query leaves by an interface of the outbound endpoint. */
function forward(asking: Asking, rule: ResolverRule, name: string): LookupOutcome {
  const { network, decisions } = asking;
  const endpoint =
    rule.resolverEndpoint === undefined ? undefined : network.resolverEndpoints.get(rule.resolverEndpoint);
  if (endpoint !== undefined && lifecycleOf(endpoint.status) === 'unusable') {
    decisions.push({ by: 'endpoint-down', endpoint: endpoint.id });
    return nothing('no-answer');
  }
  const interfaces = (endpoint?.interfaces ?? []).flatMap((id) => network.networkInterfaces.get(id) ?? []);
  return askTargets(asking, rule.targets, name, ({ family }) =>
    interfaces.find(({ privateIpv4, ipv6Addresses }) =>
      family === 4 ? privateIpv4.length > 0 : ipv6Addresses.length > 0,
    ),
  );
}

/** Asks resolvers in order until one is reached. @param senderTo - who sends the query; not in the input when absent */
function askTargets(
  asking: Asking,
  targets: readonly { readonly address: Address; readonly port: number }[],
  name: string,
  senderTo: (target: Address) => Parameters<Probe>[0]['from'] | undefined,
): LookupOutcome {
  const { network, decisions, probe } = asking;
  for (const { address, port } of targets) {
    if (isVpcResolver(network, address)) {
      // edge:DNS-9.
      decisions.push({ by: 'foreign-resolver', address });
      continue;
    }
    const from = senderTo(address);
    const got = from === undefined ? 'answered' : probe({ from, to: address, port });
    if (from !== undefined && got !== 'answered')
      decisions.push({ by: 'query', from: from.id, to: address, got });
    if (got !== 'blocked') return askResolver(asking, address, name);
  }
  return targets.length === 0 ? UNKNOWN : nothing('no-answer');
}

/** Whoever answers queries at an address: an inbound endpoint, a resolver of a site, or one that the model lacks. */
function askResolver(asking: Asking, address: Address, name: string): LookupOutcome {
  const { network, decisions } = asking;
  // edge:DNS-10: an inbound endpoint answers as its VPC sees it.
  const endpoint = [...network.resolverEndpoints.values()].find(
    ({ direction, interfaces }) =>
      direction === 'inbound' &&
      interfaces.some((id) => hasAddress(network.networkInterfaces.get(id), address)),
  );
  if (endpoint !== undefined) {
    decisions.push({ by: 'inbound', endpoint: endpoint.id, vpc: endpoint.vpc });
    return ask(asking, name, { kind: 'vpc', vpc: endpoint.vpc, inbound: true });
  }
  const site = siteWith(network, address);
  if (site === undefined) {
    decisions.push({ by: 'outside-resolver', address });
    return UNKNOWN;
  }
  return askHosts(asking, site, name);
}

/** A site's own resolvers know its hosts by their ids; what else they know the model does not hold. */
function askHosts(asking: Asking, site: OnPremisesNetwork, name: string): LookupOutcome {
  const host = site.hosts.find(({ id }) => id.toLowerCase() === name);
  asking.decisions.push({ by: 'site', network: site.id, host: host?.id });
  return host === undefined ? UNKNOWN : addressesOf(asking, [host.address]);
}

function hasAddress(own: NetworkInterface | undefined, address: Address): boolean {
  if (own === undefined) return false;
  return (
    own.privateIpv4.some((each) => sameAddress(each.address, address)) ||
    own.ipv6Addresses.some((each) => sameAddress(each, address))
  );
}

function siteWith(network: Network, address: Address): OnPremisesNetwork | undefined {
  return [...network.onPremisesNetworks.values()].find(
    ({ cidrBlocks, hosts }) =>
      cidrBlocks.some((block) => containsAddress(block, address)) ||
      hosts.some((host) => sameAddress(host.address, address)),
  );
}

/** edge:DNS-7: the zone alone answers; what is public is not asked. */
function askZone(asking: Asking, zone: HostedZone, name: string, asker: NameAsker): LookupOutcome {
  const { network, decisions } = asking;
  const decided = { by: 'zone', zone: zone.id, hides: undefined } as const;
  if (zone.records === undefined) {
    decisions.push({ ...decided, outcome: 'unread' });
    return UNKNOWN;
  }
  const answer = answerOfZone(zone.domainName, zone.records, name);
  switch (answer.outcome) {
    case 'delegated':
      decisions.push({ ...decided, outcome: 'delegated' });
      return UNKNOWN;
    case 'no-name': {
      const hides = zone.privateZone ? publicBearerOf(network, name) : undefined;
      decisions.push({ ...decided, outcome: 'no-name', hides });
      return nothing('nxdomain');
    }
    case 'no-data':
      decisions.push({ ...decided, outcome: 'no-data' });
      return nothing('no-data');
    case 'record':
    case 'wildcard':
      return askRecords(asking, zone, answer, asker);
    default:
      return answer satisfies never;
  }
}

function askRecords(
  asking: Asking,
  zone: HostedZone,
  { outcome, records }: { readonly outcome: 'record' | 'wildcard'; readonly records: readonly ZoneRecord[] },
  asker: NameAsker,
): LookupOutcome {
  const { decisions, family } = asking;
  const decided = { by: 'zone', zone: zone.id, hides: undefined } as const;
  const wanted = records.filter(({ type }) => type === (family === 4 ? 'A' : 'AAAA'));
  const canonical = records.find(({ canonicalName }) => canonicalName !== undefined)?.canonicalName;
  if (wanted.length === 0 && canonical === undefined) {
    decisions.push({ ...decided, outcome: 'no-data' });
    return nothing('no-data');
  }
  decisions.push({ ...decided, outcome });
  if (wanted.length === 0 && canonical !== undefined) {
    decisions.push({ by: 'canonical-name', to: canonical });
    return ask(asking, canonical, asker);
  }
  const outcomes = wanted.map((record) =>
    record.aliasTarget === undefined
      ? addressesOf(asking, record.addresses)
      : askAlias(asking, zone, record.aliasTarget, asker),
  );
  const [only, another] = outcomes;
  if (only !== undefined && another === undefined) return only;
  // Several record sets of one name: Route 53 picks by its routing policy, and any may be meant.
  const all = outcomes.flatMap((each) => (each.kind === 'addresses' ? each.addresses : []));
  if (all.length === 0) return outcomes.find(({ kind }) => kind === 'unknown') ?? nothing('no-data');
  return addressesOf(asking, all);
}

/** An alias is answered by Route 53 itself: from the same zone, or with the addresses of what it names. */
function askAlias(asking: Asking, zone: HostedZone, target: string, asker: NameAsker): LookupOutcome {
  const { network, decisions, family } = asking;
  decisions.push({ by: 'alias', to: target });
  const balancer = network.loadBalancers.get(target);
  if (balancer !== undefined) return balancerAnswer(asking, balancer);
  const endpoint = network.vpcEndpoints.get(target);
  if (endpoint !== undefined)
    return serviceAnswer(asking, interfacesOfEndpoint(network, endpoint, family, undefined));
  if (!isWithin(target, zone.domainName)) return askPublic(asking, target, asker);
  asking.passedOn += 1;
  if (asking.passedOn <= MOST_PASSES) return askZone(asking, zone, target, asker);
  decisions.push({ by: 'circle' });
  return nothing('no-answer');
}

/** What the name gives to everybody: names that AWS makes, public zones, hosts of the internet, services. */
function askPublic(asking: Asking, name: string, asker: NameAsker): LookupOutcome {
  const { network, family, decisions } = asking;
  const instance = readInstanceName(name);
  if (instance !== undefined) return instanceAnswer(asking, name, asker);
  const balancer = balancerNamed(network, name);
  if (balancer !== undefined) return balancerAnswer(asking, balancer);
  const database = databaseNamed(network, name);
  if (database !== undefined) return databaseAnswer(asking, database, asker);
  const endpoint = endpointNamed(network, name, family);
  if (endpoint !== undefined) return serviceAnswer(asking, endpoint);
  sayElsewhere(asking, name, asker);
  const zone = publicZoneOf(network, name);
  if (zone !== undefined) return askZone(asking, zone, name, asker);
  if (isServiceName(network, name) && !isResourceName(name))
    return serviceAnswer(asking, publicServiceAnswer(network, name, family));
  const hosts = hostsNamed(network, name).map(({ address }) => address);
  if (hosts.length > 0) {
    const outcome = addressesOf(asking, hosts);
    decisions.push({ by: 'public', outcome: outcome.kind === 'addresses' ? 'host' : 'no-data' });
    return outcome;
  }
  if (NEVER_PUBLIC.some((domain) => isWithin(name, domain))) {
    decisions.push({ by: 'public', outcome: 'no-name' });
    return nothing('nxdomain');
  }
  decisions.push({ by: 'public', outcome: 'unknown' });
  return UNKNOWN;
}

/** Top-level domains that no public resolver answers for (RFC 2606, RFC 6762, RFC 8375; `internal` by ICANN in 2024). */
const NEVER_PUBLIC: readonly string[] = [
  'internal',
  'test',
  'invalid',
  'localhost',
  'local',
  'home.arpa',
  'corp',
  'home',
  'mail',
  'lan',
];

/** edge:DNS-6: a private zone for the name exists, and the asker does not get its answers. */
function sayElsewhere({ network, decisions }: Asking, name: string, asker: NameAsker): void {
  const zone = longest(
    [...network.hostedZones.values()].filter(({ privateZone }) => privateZone),
    name,
  );
  if (zone === undefined || decisions.some((each) => each.by === 'zone' && each.zone === zone.id)) return;
  const isHere = asker.kind === 'vpc' && zone.vpcs?.includes(asker.vpc) === true;
  decisions.push(
    isHere ? { by: 'attributes-off', zone: zone.id, vpc: asker.vpc } : { by: 'elsewhere', zone: zone.id },
  );
}
