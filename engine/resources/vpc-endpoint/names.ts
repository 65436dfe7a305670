/**
 * What the name of a service or of an endpoint gives, by who asks (VPCE-8, VPCE-16 to VPCE-18, VPCE-29 to VPCE-31).
 */
import { addressAt, firstAddress, parseAddress } from '../../ip/index.ts';
import type { Address, Family } from '../../ip/index.ts';
import { lifecycleOf } from '../../model/lifecycle.ts';
import type { Network } from '../../model/network.ts';
import type { RuleId } from '../../rules/index.ts';
import type { AnyInterface } from '../../trace/flow.ts';
import type { VpcEndpoint } from './types.ts';

/** What a name gives. */
export interface ServiceAnswer {
  /** Any of these may be given; none when the input shows none of the family (EVAL-8). */
  readonly addresses: readonly Address[];
  /** Whose addresses they are, in their order, and of which endpoint; `undefined` for a service's public address. */
  readonly endpoint: AnyInterface | undefined;
  /** The endpoint, or the name of the service. */
  readonly id: string;
  readonly rules: readonly RuleId[];
  /** One sentence. */
  readonly reason: string;
  /** True when the address stands for one that no input shows. */
  readonly supposed: boolean;
}

/** Stand-ins for public addresses of services (RFC 5737, RFC 3849). */
const PUBLIC_SERVICE = { 4: '203.0.113.5', 6: '2001:db8:ffff::5' } as const;

/** Whether a text is the name of an AWS service, of an endpoint, or of a service that an endpoint leads to. */
export function isServiceName(network: Network, asked: string): boolean {
  if (asked === 's3' || asked === 'dynamodb' || asked.startsWith('com.amazonaws.')) return true;
  if (/\.amazonaws\.com(\.cn)?$/.test(asked)) return true;
  return [...network.vpcEndpoints.values()].some(
    (endpoint) =>
      endpointNameOf(endpoint, asked) !== undefined || privateDomainOf(endpoint, asked) !== undefined,
  );
}

/** VPCE-29: what a name of an endpoint itself gives, whoever asks; `undefined` for any other name. */
export function endpointNamed(network: Network, asked: string, family: Family): ServiceAnswer | undefined {
  for (const endpoint of network.vpcEndpoints.values()) {
    const own = endpointNameOf(endpoint, asked);
    if (own === undefined || !isLive(endpoint)) continue;
    return interfacesOfEndpoint(network, endpoint, family, own.zone);
  }
  return undefined;
}

/** VPCE-29: the interfaces of an endpoint, those of one zone where the name says so. */
export function interfacesOfEndpoint(
  network: Network,
  endpoint: VpcEndpoint,
  family: Family,
  zone: string | undefined,
): ServiceAnswer {
  const where = zone === undefined ? 'its interfaces' : `its interface in ${zone}`;
  return {
    ...answerOf(network, endpoint, family, zone),
    rules: ['VPCE-29'],
    reason: `A name of endpoint ${endpoint.id} gives the private addresses of ${where}, whoever asks.`,
    supposed: false,
  };
}

/**
 * What private DNS of the endpoints of a VPC gives there, and for which domain it answers (VPCE-16, VPCE-25).
 *
 * @param inbound - whether the query came by a resolver inbound endpoint
 */
export function privateNameAnswer(
  network: Network,
  asked: string,
  { vpc, inbound, family }: { readonly vpc: string; readonly inbound: boolean; readonly family: Family },
): { readonly domainName: string; readonly answer: ServiceAnswer } | undefined {
  for (const endpoint of network.vpcEndpoints.values()) {
    const domainName = privateDomainOf(endpoint, asked);
    if (domainName === undefined || endpoint.vpc !== vpc || !isLive(endpoint) || !endpoint.privateDns)
      continue;
    // VPCE-31: queries from inside the VPC get the public answer.
    if (endpoint.privateDnsOnlyForInboundResolverEndpoint && !inbound) continue;
    const answer: ServiceAnswer = {
      ...answerOf(network, endpoint, family, undefined),
      rules: endpoint.privateDnsOnlyForInboundResolverEndpoint
        ? ['VPCE-31', 'VPCE-29']
        : ['VPCE-16', 'VPCE-29', ...lambdaRules(asked)],
      reason: `Private DNS of endpoint ${endpoint.id} answers for the whole VPC.`,
      supposed: false,
    };
    return { domainName, answer };
  }
  return undefined;
}

/** VPCE-8, VPCE-30: the name as the internet knows it. */
export function publicServiceAnswer(network: Network, asked: string, family: Family): ServiceAnswer {
  const written = [...network.internetHosts.values()].filter(
    ({ id, name, address }) => (id === asked || name === asked) && address.family === family,
  );
  const listed = [...network.prefixLists.values()]
    .filter(({ name }) => name !== undefined && isNameOf(name, asked))
    .flatMap(({ entries }) => entries?.find((entry) => entry.family === family) ?? [])
    .flatMap((block) => addressAt(firstAddress(block), 1) ?? firstAddress(block));
  const standIn = parseAddress(PUBLIC_SERVICE[family]);
  const [host] = written;
  const known = host?.address ?? listed[0];
  return {
    addresses: known !== undefined ? [known] : standIn === undefined ? [] : [standIn],
    endpoint: undefined,
    id: asked,
    rules: ['VPCE-8', 'VPCE-30', ...lambdaRules(asked)],
    reason: 'No private DNS of an endpoint draws the name, which gives its public address.',
    supposed: host === undefined,
  };
}

/** LAM-6: a call of the Lambda API goes the way of any other service. */
function lambdaRules(asked: string): RuleId[] {
  return /^com\.amazonaws\.[a-z0-9-]+\.lambda$|^lambda\.[a-z0-9-]+\.amazonaws\.com$/.test(asked)
    ? ['LAM-6']
    : [];
}

function isLive({ type, state }: VpcEndpoint): boolean {
  return (type === 'interface' || type === 'resource') && lifecycleOf(state) !== 'unusable';
}

/** VPCE-29: the zone's own interface, or all of them. */
function answerOf(
  network: Network,
  { id, interfaces }: VpcEndpoint,
  family: Family,
  zone: string | undefined,
) {
  const answering = interfaces.flatMap((each) => {
    const own = network.networkInterfaces.get(each);
    const subnet = own === undefined ? undefined : network.subnets.get(own.subnet);
    if (own === undefined || (zone !== undefined && subnet?.availabilityZone !== zone)) return [];
    const address = family === 4 ? own.privateIpv4[0]?.address : own.ipv6Addresses[0];
    return address === undefined ? [] : [{ own, address }];
  });
  return {
    addresses: answering.map(({ address }) => address),
    endpoint: { id, interfaces: answering.map(({ own }) => own) },
    id,
  };
}

/** `vpce-0123-abcd.sqs…` and `vpce-0123-abcd-us-east-1a.sqs…`, with a bucket's name before it for S3 (VPCE-30). */
function endpointNameOf({ id }: VpcEndpoint, asked: string): { zone: string | undefined } | undefined {
  if (!asked.includes('.vpce.')) return undefined;
  const own = id.toLowerCase();
  const label = asked.split('.').find((each) => each === own || each.startsWith(`${own}-`));
  if (label === undefined) return undefined;
  const [, , zone] = /^-([a-z0-9]+)(?:-(.+))?$/.exec(label.slice(id.length)) ?? [];
  return { zone };
}

/** The domain for which private DNS of the endpoint answers a name, where it is on (VPCE-16, VPCE-25). */
function privateDomainOf({ serviceName, dnsNames }: VpcEndpoint, asked: string): string | undefined {
  const domains = dnsNames.flatMap((name) => {
    if (name.includes('.vpce.')) return [];
    const domain = name.startsWith('*.') ? name.slice(2) : name;
    const isMeant = name === asked || (name.startsWith('*.') && asked.endsWith(name.slice(1)));
    return isMeant ? domain : [];
  });
  const [domain] = domains.sort((a, b) => b.length - a.length);
  if (domain !== undefined) return domain;
  if (serviceName === undefined || !isNameOf(serviceName, asked)) return undefined;
  return asked.includes('.s3.') ? asked.slice(asked.indexOf('.s3.') + 1) : asked;
}

/** `com.amazonaws.us-east-1.ecr.api` is asked by itself, as `api.ecr.us-east-1.amazonaws.com`, or by its last word. */
function isNameOf(serviceName: string, asked: string): boolean {
  if (serviceName === asked) return true;
  const [com, amazonaws, region, ...words] = serviceName.split('.');
  if (com !== 'com' || amazonaws !== 'amazonaws' || region === undefined || region === 'vpce') return false;
  if (words.join('.') === asked) return true;
  const host = `${[...words].reverse().join('.')}.${region}.amazonaws.com`;
  // A bucket stands before the service's own name.
  return asked === host || (words[0] === 's3' && asked.endsWith(`.${host}`));
}
