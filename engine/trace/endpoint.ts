/**
 * The ends of a question: what a text such as `web-1`, `10.0.1.5`, `subnet-a:10.0.1.9` or `internet` stands for.
 */
import { distance } from 'fastest-levenshtein';
import {
  addressAt,
  containsAddress,
  firstAddress,
  formatAddress,
  isRfc1918,
  isRfc6598,
  isUniqueLocal,
  parseAddress,
  sameAddress,
} from '../ip/index.ts';
import type { Address } from '../ip/index.ts';
import { balancerNamed, databaseNamed, readInstanceName } from '../dns/index.ts';
import { isWithin, parseDomainName } from '../model/domain-name.ts';
import { subnetHolds } from '../model/index.ts';
import type { Network, SubnetId } from '../model/index.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';
import type { AnyInterface } from './flow.ts';
import type { OnPremisesNetwork } from '../resources/on-premises-network/types.ts';
import { isServiceName } from '../resources/vpc-endpoint/names.ts';
import type { ResourceOf } from '../resources/index.ts';

export type End =
  | {
      readonly kind: 'interface';
      readonly networkInterface: NetworkInterface;
      readonly address: Address | undefined;
      /** True when a machine was named, so that any interface of it may be meant. */
      readonly isMachine: boolean;
      /** A service that may use any of several interfaces; the first stands for it. */
      readonly service?: AnyInterface;
      /** True when its name gives its public IPv4 address, whoever asks (ELB-1). */
      readonly namedInPublic?: boolean;
    }
  | { readonly kind: 'unowned'; readonly subnet: SubnetId; readonly address: Address }
  /** An address that nothing in the model has; as a source it is a host of the internet. */
  | { readonly kind: 'address'; readonly address: Address }
  | { readonly kind: 'on-premises'; readonly network: OnPremisesNetwork; readonly address: Address }
  | {
      readonly kind: 'internet';
      readonly address: Address | undefined;
      /** A function without VPC settings, which starts connections there (LAM-1). */
      readonly lambda?: string;
    }
  /** A service asked by name: an AWS service, or one that an endpoint of the model leads to. */
  | { readonly kind: 'service'; readonly name: string }
  /** A domain name that the input has something to say of; `name` is in lower case, without a dot at its end. */
  | { readonly kind: 'name'; readonly name: string }
  /** Something the model holds by name only, or does not walk through. */
  | { readonly kind: 'beyond'; readonly id: string; readonly resource: string; readonly why: string };

export type ResolvedEnd =
  | { readonly ok: true; readonly end: End }
  | { readonly ok: false; readonly message: string; readonly nearest: readonly string[] };

export interface EndpointOption {
  /** What to write in a question. */
  readonly value: string;
  readonly label: string;
  readonly kind: string;
  readonly address: string | null;
  readonly subnet: string | null;
  readonly vpc: string | null;
}

/** Finds what a text stands for. Ids come before names, names before addresses. */
export function resolveEnd(network: Network, text: string): ResolvedEnd {
  const asked = text.trim();
  if (asked === '') return { ok: false, message: 'No end is named.', nearest: [] };
  if (asked === 'internet') return found({ kind: 'internet', address: undefined });
  if (asked.startsWith('internet:')) return internetAddress(asked.slice('internet:'.length));
  return (
    // A record goes before a host of the internet that is written down under the same name.
    (isInternetHost(network, asked) ? nameEnd(network, asked) : undefined) ??
    resourceEnd(network, asked) ??
    nameEnd(network, asked) ??
    siteHost(network, asked) ??
    serviceEnd(network, asked) ??
    placedAddress(network, asked) ??
    plainAddress(asked) ??
    notFound(network, asked)
  );
}

/** Everything a question may name, for completion: machines, services, hosts elsewhere, and names to ask for. */
export function endpoints(network: Network): EndpointOption[] {
  const place = ({ subnet, vpc }: NetworkInterface) => ({
    subnet: network.subnets.get(subnet)?.name ?? subnet,
    vpc: network.vpcs.get(vpc)?.name ?? vpc,
  });
  const none = { address: null, subnet: null, vpc: null };
  const instances = [...network.instances.values()].map((instance) => {
    const [primary] = network.lookup.interfacesOfInstance(instance.id);
    return {
      value: uniqueNameOf(network, instance) ?? instance.id,
      label: instance.name ?? instance.id,
      kind: 'instance',
      ...(primary === undefined ? none : { address: firstAddressOf(primary), ...place(primary) }),
    };
  });
  const interfaces = [...network.networkInterfaces.values()]
    .filter(
      ({ id, instance }) =>
        network.lookup.componentOf(id) === undefined &&
        (instance === undefined || network.lookup.interfacesOfInstance(instance).length > 1),
    )
    .map((networkInterface) => ({
      value: uniqueNameOf(network, networkInterface) ?? networkInterface.id,
      label: networkInterface.name ?? networkInterface.managedBy ?? networkInterface.id,
      // That of a NAT gateway is the gateway: nobody asks what it serves.
      kind:
        network.lookup.natGatewayOfInterface(networkInterface.id) === undefined
          ? 'network-interface'
          : 'nat-gateway',
      address: firstAddressOf(networkInterface),
      ...place(networkInterface),
    }));
  const hosts = [...network.internetHosts.values()].map((host) => ({
    ...none,
    value: host.name ?? host.id,
    label: host.name ?? host.id,
    kind: 'internet-host',
    address: formatAddress(host.address),
  }));
  return [
    { ...none, value: 'internet', label: 'internet', kind: 'internet' },
    ...instances,
    ...hosts,
    ...siteHosts(network),
    ...services(network),
    ...interfaces,
    ...names(network),
  ];
}

/** The names that zones have records of, each once; only a destination may be one. */
function names(network: Network): EndpointOption[] {
  const all = [...network.hostedZones.values()].flatMap(({ records }) => records ?? []);
  const answering = all.filter(
    ({ name, addresses, canonicalName, aliasTarget }) =>
      !name.startsWith('*.') && (addresses.length > 0 || (canonicalName ?? aliasTarget) !== undefined),
  );
  return [...new Set(answering.map(({ name }) => name))].map((name) => ({
    value: name,
    label: name,
    kind: 'name',
    address: null,
    subnet: null,
    vpc: null,
  }));
}

/** What AWS runs in subnets, by name; each of its interfaces may be meant. */
function services(network: Network): EndpointOption[] {
  const all = [
    ...network.loadBalancers.values(),
    ...network.lambdaFunctions.values(),
    ...network.databases.values(),
    ...network.databaseProxies.values(),
    ...network.resolverEndpoints.values(),
    ...network.vpcEndpoints.values(),
  ];
  return all.flatMap((service) => {
    const ids = service.kind === 'load-balancer' ? service.nodes : service.interfaces;
    const [first, ...others] = ids.flatMap((id) => network.networkInterfaces.get(id) ?? []);
    if (first === undefined) return [];
    const isOne = others.length === 0;
    return [
      {
        value: uniqueNameOf(network, service) ?? service.id,
        label: service.name ?? service.id,
        kind: service.kind,
        address: isOne ? firstAddressOf(first) : null,
        subnet: isOne ? (network.subnets.get(first.subnet)?.name ?? first.subnet) : null,
        vpc: network.vpcs.get(first.vpc)?.name ?? first.vpc,
      },
    ];
  });
}

/** A site by its name, and its machines by theirs. */
function siteHosts(network: Network): EndpointOption[] {
  return [...network.onPremisesNetworks.values()].flatMap((site) => [
    ...(site.cidrBlocks.length === 0
      ? []
      : [
          {
            value: uniqueNameOf(network, site) ?? site.id,
            label: site.name ?? site.id,
            kind: site.kind,
            address: null,
            subnet: null,
            vpc: null,
          },
        ]),
    ...hostsOf(site),
  ]);
}

function hostsOf({ id, name, hosts }: OnPremisesNetwork): EndpointOption[] {
  return hosts.map((host) => ({
    value: host.id,
    label: `${host.id} (${name ?? id})`,
    kind: 'on-premises-network',
    address: formatAddress(host.address),
    subnet: null,
    vpc: null,
  }));
}

function found(end: End): ResolvedEnd {
  return { ok: true, end };
}

function internetAddress(text: string): ResolvedEnd {
  const address = parseAddress(text);
  if (address !== undefined) return found({ kind: 'internet', address });
  return {
    ok: false,
    message: `\`${text}\` behind \`internet:\` is not an address.`,
    nearest: ['internet:203.0.113.7'],
  };
}

function resourceEnd(network: Network, asked: string): ResolvedEnd | undefined {
  const byId = network.byId.get(asked);
  const candidates = byId === undefined ? named(network, asked) : [byId];
  const [resource, another] = candidates;
  if (resource === undefined) return undefined;
  if (another !== undefined) {
    const ids = candidates.map(({ id }) => id);
    return {
      ok: false,
      message: `\`${asked}\` is the name of ${ids.length} resources. Write an id.`,
      nearest: ids.slice(0, 5),
    };
  }
  switch (resource.kind) {
    case 'network-interface':
      return found({ kind: 'interface', networkInterface: resource, address: undefined, isMachine: false });
    case 'instance': {
      const [primary] = network.lookup.interfacesOfInstance(resource.id);
      if (primary !== undefined)
        return found({ kind: 'interface', networkInterface: primary, address: undefined, isMachine: true });
      return {
        ok: false,
        message: `Instance \`${asked}\` has no network interface in the input.`,
        nearest: [],
      };
    }
    case 'nat-gateway': {
      const own = resource.addresses.find(
        ({ networkInterface }) => networkInterface !== undefined,
      )?.networkInterface;
      const networkInterface = own === undefined ? undefined : network.networkInterfaces.get(own);
      if (networkInterface !== undefined)
        return found({ kind: 'interface', networkInterface, address: undefined, isMachine: false });
      return { ok: false, message: `NAT gateway \`${asked}\` has no address in use.`, nearest: [] };
    }
    case 'eip':
      return found({ kind: 'address', address: resource.publicIp });
    case 'lambda-function':
      if (!resource.inVpc)
        return found({ kind: 'internet', address: undefined, lambda: resource.name ?? resource.id });
      return serviceInterfaces(network, resource, resource.interfaces);
    case 'database':
    case 'database-proxy':
    case 'resolver-endpoint':
      return serviceInterfaces(network, resource, resource.interfaces);
    case 'load-balancer':
      // ELB-31: a network load balancer has a name as any other, for whatever protocol.
      return serviceInterfaces(network, resource, resource.nodes, !resource.internal);
    case 'vpc-endpoint':
      if (resource.interfaces.length > 0) return serviceInterfaces(network, resource, resource.interfaces);
      // VPCE-8: a gateway endpoint has no address; its service is asked by public ones.
      if (resource.type === 'gateway')
        return found({ kind: 'service', name: resource.serviceName ?? resource.id });
      return {
        ok: false,
        message: `\`${asked}\` is a route target and has no address. Ask one of the addresses that it serves.`,
        nearest: [],
      };
    case 'on-premises-network':
      return siteEnd(resource);
    case 'vpn-connection':
    case 'virtual-interface':
      return siteEnd(network.onPremisesNetworks.get(resource.onPremisesNetwork));
    case 'vpn-gateway':
      return siteEnd(siteBehind(network, resource.id));
    case 'internet-host':
      return found({ kind: 'internet', address: resource.address });
    case 'internet-gateway':
      return found({ kind: 'internet', address: undefined });
    case 'other-resource':
      return found({
        kind: 'beyond',
        id: resource.id,
        resource: 'other-resource',
        why: `${resource.type} \`${resource.id}\` is of a kind that traces do not start from or end at yet.`,
      });
    default:
      return {
        ok: false,
        message: `\`${asked}\` is a ${resource.kind}, which sends and receives nothing itself. Name an instance, an interface, an address, or \`internet\`.`,
        nearest: [],
      };
  }
}

/** A service with interfaces in several subnets: any of them may be meant (LAM-2, VPCE-29). */
function serviceInterfaces(
  network: Network,
  { kind, id, name }: { readonly kind: string; readonly id: string; readonly name: string | undefined },
  interfaces: readonly string[],
  namedInPublic = false,
): ResolvedEnd {
  const held = interfaces.flatMap((each) => network.networkInterfaces.get(each) ?? []);
  const [first] = held;
  // EVAL-8: it has addresses, or runs outside the VPC, and the input does not show them.
  if (first === undefined) {
    const why = `\`${name ?? id}\` has no interface in the input, so its address is not known.`;
    return found({ kind: 'beyond', id, resource: kind, why });
  }
  return found({
    kind: 'interface',
    networkInterface: first,
    address: undefined,
    isMachine: false,
    ...(held.length > 1 ? { service: { id, interfaces: held, namedInPublic } } : {}),
    namedInPublic,
  });
}

/** A machine of an on-premises network, by its id. */
function siteHost(network: Network, asked: string): ResolvedEnd | undefined {
  for (const site of network.onPremisesNetworks.values()) {
    const host = site.hosts.find(({ id }) => id === asked);
    if (host !== undefined) return found({ kind: 'on-premises', network: site, address: host.address });
  }
  return undefined;
}

/** An on-premises network as a whole: its first machine, else an address of its first block. */
function siteEnd(site: OnPremisesNetwork | undefined): ResolvedEnd {
  const [block] = site?.cidrBlocks ?? [];
  const inBlock =
    block === undefined ? undefined : (addressAt(firstAddress(block), 5) ?? firstAddress(block));
  const address = site?.hosts[0]?.address ?? inBlock;
  if (site !== undefined && address !== undefined)
    return found({ kind: 'on-premises', network: site, address });
  const message =
    'What lies behind it is not in the input. Name an address there, or describe the network under `onPremisesNetworks`.';
  return { ok: false, message, nearest: [] };
}

function siteBehind(network: Network, gateway: string): OnPremisesNetwork | undefined {
  const link = [...network.vpnConnections.values(), ...network.virtualInterfaces.values()].find(
    ({ vpnGateway }) => vpnGateway === gateway,
  );
  return link === undefined ? undefined : network.onPremisesNetworks.get(link.onPremisesNetwork);
}

/** The on-premises networks whose blocks hold an address. */
export function sitesHolding(network: Network, address: Address): OnPremisesNetwork[] {
  return [...network.onPremisesNetworks.values()].filter(
    ({ cidrBlocks, hosts }) =>
      cidrBlocks.some((block) => containsAddress(block, address)) ||
      hosts.some((host) => sameAddress(host.address, address)),
  );
}

/** `s3`, `dynamodb`, a service name such as `com.amazonaws.us-east-1.sqs`, or the name of an endpoint. */
function serviceEnd(network: Network, asked: string): ResolvedEnd | undefined {
  return isServiceName(network, asked) ? found({ kind: 'service', name: asked }) : undefined;
}

function isInternetHost(network: Network, asked: string): boolean {
  if (network.byId.has(asked)) return false;
  const [first, ...others] = named(network, asked);
  return first?.kind === 'internet-host' && others.length === 0;
}

/** A name of an instance, load balancer or database as AWS makes them, or one that a zone, a rule or a site's resolvers cover. */
function nameEnd(network: Network, asked: string): ResolvedEnd | undefined {
  const name = parseDomainName(asked);
  if (name?.includes('.') !== true || parseAddress(asked) !== undefined) return undefined;
  const own = readInstanceName(name) ?? balancerNamed(network, name) ?? databaseNamed(network, name);
  if (own !== undefined) return found({ kind: 'name', name });
  // What every name lies in covers only what is no service's name.
  const isService = isServiceName(network, asked);
  const isCovered = domainsOf(network).some(
    (domain) => isWithin(name, domain) && (domain !== '' || !isService),
  );
  return isCovered ? found({ kind: 'name', name }) : undefined;
}

function domainsOf(network: Network): readonly string[] {
  return [
    ...network.hostedZones.values(),
    ...[...network.resolverRules.values()].filter(({ type }) => type === 'forward'),
    ...[...network.onPremisesNetworks.values()].flatMap(({ dnsForwarders }) => dnsForwarders),
  ].map(({ domainName }) => domainName);
}

const END_SECTIONS = [
  'instances',
  'networkInterfaces',
  'natGateways',
  'loadBalancers',
  'vpcEndpoints',
  'lambdaFunctions',
  'databases',
  'databaseProxies',
  'resolverEndpoints',
  'onPremisesNetworks',
  'internetHosts',
  'otherResources',
] as const;

/** Resources of this name; an instance's own interface does not compete with it. */
function named(network: Network, name: string): readonly NamedEnd[] {
  return namesOf(network).get(name) ?? [];
}

type NamedEnd = ReturnType<Network[(typeof END_SECTIONS)[number]]['get']> & object;

/** Who goes by each name: the first section that has the name decides. */
function namesOf(network: Network): ReadonlyMap<string, readonly NamedEnd[]> {
  const known = namesByNetwork.get(network);
  if (known !== undefined) return known;
  const made = new Map<string, NamedEnd[]>();
  for (const section of END_SECTIONS) {
    const inSection = new Map<string, NamedEnd[]>();
    for (const resource of network[section].values()) {
      if (resource.name === undefined) continue;
      const same = inSection.get(resource.name);
      if (same === undefined) inSection.set(resource.name, [resource]);
      else same.push(resource);
    }
    for (const [name, resources] of inSection) if (!made.has(name)) made.set(name, resources);
  }
  namesByNetwork.set(network, made);
  return made;
}

const namesByNetwork = new WeakMap<Network, ReadonlyMap<string, readonly NamedEnd[]>>();

/** `subnet-id:address`: an address of a subnet, whether an interface has it or not. */
function placedAddress(network: Network, asked: string): ResolvedEnd | undefined {
  for (let colon = asked.indexOf(':'); colon > 0; colon = asked.indexOf(':', colon + 1)) {
    const subnet = subnetNamed(network, asked.slice(0, colon));
    const address = parseAddress(asked.slice(colon + 1));
    if (subnet === undefined || address === undefined) continue;
    if (!subnetHolds(subnet, address)) {
      return {
        ok: false,
        message: `\`${formatAddress(address)}\` is not an address of subnet \`${subnet.id}\`.`,
        nearest: [],
      };
    }
    const owner = network.lookup.ownerOf(subnet.vpc, address);
    // An interface that is attached answers for its address; an unattached one only reserves it (ENI-13).
    return owner?.attached === true
      ? found({ kind: 'interface', networkInterface: owner, address, isMachine: false })
      : found({ kind: 'unowned', subnet: subnet.id, address });
  }
  return undefined;
}

function subnetNamed(network: Network, text: string): ResourceOf<'subnet'> | undefined {
  return network.subnets.get(text) ?? [...network.subnets.values()].find(({ name }) => name === text);
}

function plainAddress(asked: string): ResolvedEnd | undefined {
  const address = parseAddress(asked);
  return address === undefined ? undefined : found({ kind: 'address', address });
}

function notFound(network: Network, asked: string): ResolvedEnd {
  const nearest = nearestOf(
    asked,
    endpoints(network).map(({ value }) => value),
  );
  return {
    ok: false,
    message: `Nothing in the network is called \`${asked}\`, and it is no address. Write an id, a unique name, an address, \`subnet-id:address\` or \`internet\`.`,
    nearest,
  };
}

/** The known words closest to `asked`, best first; only those that are near enough to be meant. */
export function nearestOf(asked: string, known: readonly string[], most = 3): string[] {
  const wanted = asked.toLowerCase();
  return [...new Set(known)]
    .map((word) => ({
      word,
      away: distance(wanted, word.toLowerCase()),
      holds: word.toLowerCase().includes(wanted),
    }))
    .filter(({ word, away, holds }) => holds || away <= Math.max(2, Math.ceil(word.length / 3)))
    .sort((a, b) => Number(b.holds) - Number(a.holds) || a.away - b.away || (a.word < b.word ? -1 : 1))
    .slice(0, most)
    .map(({ word }) => word);
}

/** The interfaces that own an address as a private or IPv6 one, in any VPC; several when address plans overlap. */
export function ownersOf(network: Network, address: Address): NetworkInterface[] {
  return [...network.vpcs.values()].flatMap(({ id }) => network.lookup.ownerOf(id, address) ?? []);
}

/** The subnets whose blocks hold an address. */
export function subnetsHolding(network: Network, address: Address): ResourceOf<'subnet'>[] {
  return [...network.subnets.values()].filter((subnet) => subnetHolds(subnet, address));
}

/** Whether an address can belong to a host of the internet: not private, and in no VPC's own blocks. */
export function isInternetAddress(network: Network, address: Address): boolean {
  if (isRfc1918(address) || isRfc6598(address) || isUniqueLocal(address)) return false;
  return ![...network.vpcs.values()].some((vpc) =>
    [...vpc.cidrBlocks, ...vpc.ipv6CidrBlocks].some((block) => containsAddress(block, address)),
  );
}

function firstAddressOf(networkInterface: NetworkInterface): string | null {
  if (networkInterface.addressIsSupposed) return null;
  const address = networkInterface.privateIpv4[0]?.address ?? networkInterface.ipv6Addresses[0];
  return address === undefined ? null : formatAddress(address);
}

function uniqueNameOf(network: Network, resource: { readonly name: string | undefined }): string | undefined {
  const { name } = resource;
  return name !== undefined && !network.byId.has(name) && named(network, name).length === 1
    ? name
    : undefined;
}
