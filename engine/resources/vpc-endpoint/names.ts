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

export type ServiceAnswer =
  | {
      /** Any of these may be given. */
      readonly addresses: readonly Address[];
      /** Whose addresses they are, in their order, and of which endpoint; `undefined` for a service's public address. */
      readonly endpoint: AnyInterface | undefined;
      readonly rules: readonly RuleId[];
      /** One sentence. */
      readonly reason: string;
      /** True when the address stands for one that no input shows. */
      readonly supposed: boolean;
    }
  /** The resolver of the asking VPC answers nothing. */
  | { readonly addresses: undefined; readonly reason: string };

/** Stand-ins for public addresses of services (RFC 5737, RFC 3849). */
const PUBLIC_SERVICE = { 4: '203.0.113.5', 6: '2001:db8:ffff::5' } as const;

/** Whether a text is the name of an AWS service, of an endpoint, or of a service that an endpoint leads to. */
export function isServiceName(network: Network, asked: string): boolean {
  if (asked === 's3' || asked === 'dynamodb' || asked.startsWith('com.amazonaws.')) return true;
  if (/\.amazonaws\.com(\.cn)?$/.test(asked)) return true;
  return [...network.vpcEndpoints.values()].some(
    (endpoint) => endpointNameOf(endpoint, asked) !== undefined || hasPrivateName(endpoint, asked),
  );
}

/**
 * @param from - the VPC whose resolver is asked; `undefined` for a resolver outside
 */
export function resolveServiceName(
  network: Network,
  asked: string,
  from: string | undefined,
  family: Family,
): ServiceAnswer {
  const vpc = from === undefined ? undefined : network.vpcs.get(from);
  if (vpc?.enableDnsSupport === false) {
    const reason = `DNS support is off in VPC ${vpc.id}, so its Amazon resolver answers nothing.`;
    return { addresses: undefined, reason };
  }
  for (const endpoint of network.vpcEndpoints.values()) {
    const own = endpointNameOf(endpoint, asked);
    if (own === undefined || !isLive(endpoint)) continue;
    const where = own.zone === undefined ? 'its interfaces' : `its interface in ${own.zone}`;
    return {
      ...answerOf(network, endpoint, family, own.zone),
      rules: ['VPCE-29'],
      reason: `A name of endpoint ${endpoint.id} gives the private addresses of ${where}, whoever asks.`,
      supposed: false,
    };
  }
  const isPrivate = vpc !== undefined && vpc.enableDnsHostnames;
  const drawing = [...network.vpcEndpoints.values()].find(
    (endpoint) =>
      isPrivate &&
      endpoint.vpc === from &&
      isLive(endpoint) &&
      endpoint.privateDns &&
      // VPCE-31: queries from inside the VPC get the public answer.
      !endpoint.privateDnsOnlyForInboundResolverEndpoint &&
      hasPrivateName(endpoint, asked),
  );
  if (drawing !== undefined) {
    return {
      ...answerOf(network, drawing, family, undefined),
      rules: ['VPCE-16', 'VPCE-29', ...lambdaRules(asked)],
      reason: `Private DNS of endpoint ${drawing.id} answers for the whole VPC.`,
      supposed: false,
    };
  }
  return publicAnswer(network, asked, family);
}

/** VPCE-8, VPCE-30: the name as the internet knows it. */
function publicAnswer(network: Network, asked: string, family: Family): ServiceAnswer {
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
  };
}

/** `vpce-0123-abcd.sqs…` and `vpce-0123-abcd-us-east-1a.sqs…`, with a bucket's name before it for S3 (VPCE-30). */
function endpointNameOf({ id }: VpcEndpoint, asked: string): { zone: string | undefined } | undefined {
  if (!asked.includes('.vpce.')) return undefined;
  const label = asked.split('.').find((each) => each === id || each.startsWith(`${id}-`));
  if (label === undefined) return undefined;
  const [, , zone] = /^-([a-z0-9]+)(?:-(.+))?$/.exec(label.slice(id.length)) ?? [];
  return { zone };
}

/** Whether private DNS of the endpoint answers for a name, where it is on (VPCE-16, VPCE-25). */
function hasPrivateName({ serviceName, dnsNames }: VpcEndpoint, asked: string): boolean {
  if (serviceName !== undefined && isNameOf(serviceName, asked)) return true;
  return dnsNames.some(
    (name) =>
      !name.includes('.vpce.') &&
      (name === asked || (name.startsWith('*.') && asked.endsWith(name.slice(1)))),
  );
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
