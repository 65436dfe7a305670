/** A destination that is asked by name: what the resolver of the sending side gives for it, and how its queries fare. */
import { lookUp, notesOfLookup, rulesOf } from '../dns/index.ts';
import type { Decision, DnsQuery, Lookup, NameAsker, Probe } from '../dns/index.ts';
import { addressAt, firstAddress } from '../ip/index.ts';
import type { Address, Family } from '../ip/index.ts';
import { parseDomainName } from '../model/domain-name.ts';
import type { Network } from '../model/index.ts';
import { UDP } from '../packet/index.ts';
import type { OnPremisesNetwork } from '../resources/on-premises-network/types.ts';
import { CLIENT_PORT } from './flow.ts';
import type { AnyAddress, AnyInterface, Flow, NamedDestination, Source } from './flow.ts';
import { verdict } from './trace.ts';
import type { StepResource } from './types.ts';

export interface DestinationByName {
  readonly named: NamedDestination;
  /** The first of the addresses; `undefined` when the name gives none. */
  readonly address: Address | undefined;
  /** The endpoint that answers, where any of its interfaces may. */
  readonly service: AnyInterface | undefined;
  /** The addresses, where there are several of no one service. */
  readonly addresses: AnyAddress | undefined;
}

/** What a name gives where a flow starts. From there on it is an address like any other (edge:DNS-14). */
export function destinationByName(
  network: Network,
  asked: string,
  source: Source,
  family: Family,
): DestinationByName {
  const name = parseDomainName(asked) ?? asked;
  const { asker, subnet } = askerOf(network, source);
  const lookup = lookUp(network, { name, asker, subnet, family }, probeOf(network));
  const { outcome, decisions } = lookup;
  const [address, another] = outcome.kind === 'addresses' ? outcome.addresses : [];
  const endpoint = outcome.kind === 'addresses' ? outcome.endpoint : undefined;
  return {
    named: {
      lookup,
      component: componentOf(network, lookup),
      rules: [...new Set([...decisions].reverse().flatMap(rulesOf))],
      notes: notesOfLookup(network, lookup),
    },
    address,
    service: endpoint !== undefined && endpoint.interfaces.length > 1 ? endpoint : undefined,
    addresses:
      outcome.kind === 'addresses' && endpoint === undefined && another !== undefined
        ? { id: name, addresses: outcome.addresses }
        : undefined,
  };
}

function askerOf(
  network: Network,
  source: Source,
): { readonly asker: NameAsker; readonly subnet: string | undefined } {
  const inVpc = (vpc: string | undefined, subnet: string) =>
    vpc === undefined
      ? { asker: { kind: 'internet' as const }, subnet: undefined }
      : { asker: { kind: 'vpc' as const, vpc, inbound: false }, subnet };
  switch (source.kind) {
    case 'interface':
      return inVpc(source.networkInterface.vpc, source.networkInterface.subnet);
    case 'unowned':
      return inVpc(network.subnets.get(source.subnet)?.vpc, source.subnet);
    case 'on-premises':
      return { asker: { kind: 'site', network: source.network }, subnet: undefined };
    case 'internet':
      return { asker: { kind: 'internet' }, subnet: undefined };
    default:
      return source satisfies never;
  }
}

/** edge:DNS-10, edge:DNS-11: a query is a packet of its own, and has to get there and back. */
function probeOf(network: Network): Probe {
  return (query) => {
    const flow = queryFlow(query);
    if (flow === undefined) return 'doubtful';
    const came = verdict(network, flow);
    if (came === 'reachable') return 'answered';
    return came === 'partial' || came === 'unknown' ? 'doubtful' : 'blocked';
  };
}

/** `undefined` when the sender has no address of the family. */
function queryFlow({ from, to, port }: DnsQuery): Flow | undefined {
  const isSite = from.kind === 'on-premises-network';
  const src = isSite ? resolverAddress(from, to.family) : addressOf(from, to.family);
  if (src === undefined) return undefined;
  return {
    source: isSite ? { kind: 'on-premises', network: from } : { kind: 'interface', networkInterface: from },
    packet: {
      src,
      dst: to,
      protocol: UDP,
      srcPort: CLIENT_PORT,
      dstPort: port,
      icmpType: 0,
      icmpCode: 0,
    },
    destination: undefined,
    beyond: undefined,
  };
}

function addressOf(from: Exclude<DnsQuery['from'], OnPremisesNetwork>, family: Family): Address | undefined {
  return family === 4 ? from.privateIpv4[0]?.address : from.ipv6Addresses[0];
}

/** An address of the site that stands for its resolver. */
function resolverAddress({ hosts, cidrBlocks }: OnPremisesNetwork, family: Family): Address | undefined {
  const host = hosts.find(({ address }) => address.family === family);
  const block = cidrBlocks.find((each) => each.family === family);
  if (host !== undefined || block === undefined) return host?.address;
  return addressAt(firstAddress(block), 5) ?? firstAddress(block);
}

/** Who decided: the last one that is a resource, or the name as the internet knows it. */
function componentOf({ vpcs }: Network, { name, decisions }: Lookup): StepResource {
  for (const decision of [...decisions].reverse()) {
    const component = resourceOf(decision);
    if (component !== undefined) return component;
    if (decision.by === 'public') break;
  }
  const [off] = decisions.flatMap((each) => (each.by === 'support-off' ? each.vpc : []));
  return off !== undefined && vpcs.has(off) ? { kind: 'vpc', id: off } : { kind: 'internet', id: name };
}

function resourceOf(decision: Decision): StepResource | undefined {
  switch (decision.by) {
    case 'forward-rule':
    case 'system-rule':
      return { kind: 'resolver-rule', id: decision.rule };
    case 'endpoint-down':
    case 'inbound':
      return { kind: 'resolver-endpoint', id: decision.endpoint };
    case 'forwarder':
    case 'site':
      return { kind: 'on-premises-network', id: decision.network };
    case 'zone':
      return { kind: 'hosted-zone', id: decision.zone };
    case 'unsaid':
      return { kind: decision.kind, id: decision.id };
    case 'load-balancer':
      return { kind: 'load-balancer', id: decision.id };
    case 'resource':
      return { kind: decision.kind, id: decision.id };
    case 'support-off':
    case 'query':
    case 'foreign-resolver':
    case 'outside-resolver':
    case 'elsewhere':
    case 'attributes-off':
    case 'alias':
    case 'canonical-name':
    case 'public':
    case 'dns64':
    case 'circle':
      return undefined;
    default:
      return decision satisfies never;
  }
}
