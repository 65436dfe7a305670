/**
 * A question as a person writes it, and the flow it stands for in a network.
 */
import { formatAddress, parseAddress } from '../ip/index.ts';
import type { Address, Family } from '../ip/index.ts';
import type { Network, Question } from '../model/index.ts';
import { hasIcmpType, hasPorts, ICMP, ICMPV6, parseProtocol } from '../packet/index.ts';
import type { Packet } from '../packet/index.ts';
import { isOwnAddress } from '../resources/network-interface/addresses.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';
import { isInternetAddress, ownersOf, resolveEnd, sitesHolding, subnetsHolding } from './endpoint.ts';
import type { End } from './endpoint.ts';
import { CLIENT_PORT } from './flow.ts';
import type { Flow, Source } from './flow.ts';
import { destinationByName } from './named.ts';
import type { DestinationByName } from './named.ts';
import type { Note } from './note.ts';

export interface QuestionError {
  readonly part:
    | 'from'
    | 'to'
    | 'protocol'
    | 'port'
    | 'srcPort'
    | 'fromIp'
    | 'icmpType'
    | 'icmpCode'
    | 'packetSize'
    | 'family'
    | 'ignore';
  /** A full sentence: what was wrong and what to write. */
  readonly message: string;
  readonly nearest: readonly string[];
}

export type ResolvedQuestion =
  | { readonly ok: true; readonly flow: Flow; readonly from: End; readonly to: End }
  | { readonly ok: false; readonly errors: readonly QuestionError[] };

/** Stand-ins for "a host on the internet" (RFC 5737, RFC 3849). */
const INTERNET_CLIENT = { 4: '203.0.113.7', 6: '2001:db8:ffff::7' } as const;
const INTERNET_SERVER = { 4: '203.0.113.5', 6: '2001:db8:ffff::5' } as const;
const UNSPECIFIED: Address = { family: 4, bits: 0 };

/** Finds the flow a question stands for, or says of each part what is wrong with it. Never throws on any input. */
export function resolveQuestion(network: Network, question: Question): ResolvedQuestion {
  const errors: QuestionError[] = [];
  const fail = (part: QuestionError['part'], message: string, nearest: readonly string[] = []) =>
    void errors.push({ part, message, nearest });

  const from = resolveEnd(network, question.from);
  if (!from.ok) fail('from', from.message, from.nearest);
  const to = resolveEnd(network, question.to);
  if (!to.ok) fail('to', to.message, to.nearest);
  const fromIp = question.fromIp === undefined ? undefined : parseAddress(question.fromIp);
  if (question.fromIp !== undefined && fromIp === undefined)
    fail('fromIp', `\`${question.fromIp}\` is not an address.`);
  const asked = readProtocol(question.protocol);
  if (asked === undefined) {
    fail(
      'protocol',
      `\`${question.protocol}\` is not a protocol. Write a name such as \`tcp\` or a number from 0 to 255.`,
      ['tcp', 'udp', 'icmp'],
    );
  }
  checkNumber(question.port, 'port', 65535, fail);
  checkNumber(question.srcPort, 'srcPort', 65535, fail);
  checkNumber(question.icmpType, 'icmpType', 255, fail);
  checkNumber(question.icmpCode, 'icmpCode', 255, fail);
  const { packetSize } = question;
  if (packetSize !== undefined && !isPacketSize(packetSize)) {
    fail(
      'packetSize',
      `\`${packetSize}\` is no size of a packet: write a whole number of bytes from ${LEAST_BYTES} to ${MOST_BYTES}.`,
    );
  }
  if (asked !== undefined && hasPorts(asked) && question.port === undefined) {
    fail('port', 'TCP and UDP need a destination port, such as 443.', ['443', '22', '5432']);
  }
  if (!from.ok || !to.ok || asked === undefined || errors.length > 0) return { ok: false, errors };

  if (from.end.kind === 'name') {
    fail('from', `\`${question.from}\` is a name that can be asked for. Name the machine that sends.`);
    return { ok: false, errors };
  }
  const beyond = [serviceAsSource(from.end), lambdaAsDestination(to.end)].find(
    (end) => end.kind === 'beyond',
  );
  const name =
    beyond === undefined && (to.end.kind === 'service' || to.end.kind === 'name') ? to.end.name : undefined;
  const family =
    beyond !== undefined
      ? 4
      : (familyByName(network, from.end, name, fromIp ?? question.family) ??
        familyOf(from.end, to.end, fromIp, question.family));
  if (typeof family === 'string') {
    fail('family', family);
    return { ok: false, errors };
  }
  const source = sourceOf(network, from.end, family, fromIp);
  if (typeof source === 'string') {
    fail('from', source);
    return { ok: false, errors };
  }
  if (
    to.end.kind === 'interface' &&
    to.end.address === undefined &&
    firstOf(to.end.networkInterface, family) === undefined
  ) {
    fail('family', `\`${question.to}\` has no IPv${family} address.`);
    return { ok: false, errors };
  }
  const byName = name === undefined ? undefined : destinationByName(network, name, source.source, family);
  const destination =
    byName === undefined
      ? destinationOf(network, to.end, family, source.source)
      : { address: byName.address ?? unspecified(family), networkInterface: undefined };
  const protocol = asked === ICMP && family === 6 ? ICMPV6 : asked;
  return {
    ok: true,
    from: from.end,
    to: lambdaAsDestination(to.end),
    flow: {
      source: source.source,
      packet: packetOf(question, protocol, source.address, destination.address),
      ...anyOf(from.end, to.end, byName),
      packetSize,
      destination: destination.networkInterface,
      named: byName?.named,
      beyond: beyond === undefined ? undefined : { kind: beyond.resource, id: beyond.id, why: beyond.why },
    },
  };
}

/** An IPv4 header alone, and the largest frame that an interface in a VPC sends. */
const [LEAST_BYTES, MOST_BYTES] = [20, 9001];

function isPacketSize(bytes: number): boolean {
  return Number.isInteger(bytes) && bytes >= LEAST_BYTES && bytes <= MOST_BYTES;
}

const FAMILIES: readonly Family[] = [4, 6];

/** A name may have addresses of one family only: the first that the sender has too, where nothing else settles it. */
function familyByName(
  network: Network,
  from: End,
  name: string | undefined,
  settled: unknown,
): Family | undefined {
  if (name === undefined || settled !== undefined || addressOf(from) !== undefined) return undefined;
  return FAMILIES.filter((family) => has(from, family)).find((family) => {
    const made = sourceOf(network, from, family, undefined);
    return (
      typeof made !== 'string' && destinationByName(network, name, made.source, family).address !== undefined
    );
  });
}

/** The same flow where its name was asked anew, as after an edit; the flow as it is where none was asked. */
export function withNameAsked(network: Network, flow: Flow): Flow {
  const { named, source, packet, anyOf } = flow;
  if (named === undefined) return flow;
  const { family } = packet.dst;
  const byName = destinationByName(network, named.lookup.name, source, family);
  return {
    ...flow,
    packet: { ...packet, dst: byName.address ?? unspecified(family) },
    anyOf: { source: anyOf?.source, destination: byName.service, addresses: byName.addresses },
    named: byName.named,
  };
}

/** The choices that AWS has where a service with several interfaces is asked, or asks, and where a name has addresses. */
function anyOf(from: End, to: End, byName: DestinationByName | undefined): Pick<Flow, 'anyOf'> {
  const source = from.kind === 'interface' ? from.service : undefined;
  const destination = to.kind === 'interface' ? to.service : byName?.service;
  const addresses = byName?.addresses;
  if (source === undefined && destination === undefined && addresses === undefined) return {};
  return { anyOf: { source, destination, addresses } };
}

/** What a service does by itself is not in the model. */
function serviceAsSource(end: End): End {
  if (end.kind !== 'service') return end;
  const why = `Service \`${end.name}\` starts no connections that a trace could follow.`;
  return { kind: 'beyond', id: end.name, resource: 'other-resource', why };
}

/** LAM-1, LAM-5: nothing connects to a function; it is called through the Lambda API. */
function lambdaAsDestination(end: End): End {
  if (end.kind !== 'internet' || end.lambda === undefined) return end;
  const why = `Function ${end.lambda} has no VPC settings and no address of its own: it is called through the Lambda API.`;
  return { kind: 'beyond', id: end.lambda, resource: 'lambda-function', why };
}

/** LAM-1. */
function lambdaNote(name: string): Note {
  const text = `Function ${name} has no VPC settings: it runs in a network of Lambda's own, from where public addresses can be reached and private ones cannot.`;
  return { kind: 'hint', rule: 'LAM-1', text };
}

function unspecified(family: Family): Address {
  return family === 4 ? UNSPECIFIED : { family: 6, w0: 0, w1: 0, w2: 0, w3: 0 };
}

const noSource = { source: { kind: 'internet' } as Source, address: UNSPECIFIED };

function readProtocol(protocol: Question['protocol']): number | undefined {
  return parseProtocol(String(protocol ?? 'tcp'));
}

function checkNumber(
  value: number | undefined,
  part: 'port' | 'srcPort' | 'icmpType' | 'icmpCode',
  max: number,
  fail: (part: QuestionError['part'], message: string) => void,
): void {
  if (value === undefined || (Number.isInteger(value) && value >= 0 && value <= max)) return;
  fail(part, `\`${value}\` is out of range: write a whole number from 0 to ${max}.`);
}

function packetOf(question: Question, protocol: number, src: Address, dst: Address): Packet {
  const echo = protocol === ICMPV6 ? 128 : 8;
  return {
    src,
    dst,
    protocol,
    srcPort: hasPorts(protocol) ? (question.srcPort ?? CLIENT_PORT) : 0,
    dstPort: hasPorts(protocol) ? (question.port ?? 0) : 0,
    icmpType: hasIcmpType(protocol) ? (question.icmpType ?? echo) : 0,
    icmpCode: hasIcmpType(protocol) ? (question.icmpCode ?? 0) : 0,
  };
}

/** The family to ask in: as stated or as an address says; else the first that both ends have, IPv4 before IPv6. */
function familyOf(
  from: End,
  to: End,
  fromIp: Address | undefined,
  stated: Family | undefined,
): Family | string {
  const fixed = [addressOf(to), fromIp, addressOf(from)].flatMap((address) =>
    address === undefined ? [] : [address.family],
  );
  const wanted = stated ?? fixed[0];
  if (wanted === undefined)
    return (
      [4, 6].find((family): family is Family => has(from, family as Family) && has(to, family as Family)) ?? 4
    );
  const other = fixed.find((family) => family !== wanted);
  return other === undefined
    ? wanted
    : `One end is asked in IPv${wanted} and the other in IPv${other}; both must be of one family.`;
}

function addressOf(end: End): Address | undefined {
  return end.kind === 'beyond' || end.kind === 'service' || end.kind === 'name' ? undefined : end.address;
}

function has(end: End, family: Family): boolean {
  if (end.kind !== 'interface') return true;
  const { privateIpv4, ipv6Addresses } = end.networkInterface;
  return family === 4 ? privateIpv4.length > 0 : ipv6Addresses.length > 0;
}

function sourceOf(
  network: Network,
  end: End,
  family: Family,
  fromIp: Address | undefined,
): { source: Source; address: Address } | string {
  switch (end.kind) {
    case 'internet':
      return {
        source: { kind: 'internet', ...(end.lambda === undefined ? {} : { note: lambdaNote(end.lambda) }) },
        address: fromIp ?? end.address ?? standIn(INTERNET_CLIENT, family),
      };
    case 'on-premises':
      return {
        source: { kind: 'on-premises', network: end.network },
        address: fromIp ?? end.address,
      };
    case 'unowned':
      return {
        source: { kind: 'unowned', subnet: end.subnet, address: end.address },
        address: fromIp ?? end.address,
      };
    case 'interface': {
      const networkInterface = sendingInterface(network, end, fromIp);
      if (network.lookup.natGatewayOfInterface(networkInterface.id) !== undefined) {
        // NAT-7.
        return 'A NAT gateway starts no connections of its own. Ask from a machine behind it.';
      }
      if (network.lookup.componentOf(networkInterface.id)?.kind === 'vpc-endpoint') {
        // VPCE-14.
        return 'A VPC endpoint starts no connections of its own. Ask from a machine that uses it.';
      }
      // EVAL-6 judges an interface that lacks the family; the placeholder is never sent.
      const own = firstOf(networkInterface, family) ?? unspecified(family);
      return { source: { kind: 'interface', networkInterface }, address: fromIp ?? end.address ?? own };
    }
    case 'address':
      return sourceByAddress(network, end.address);
    case 'service':
    case 'name':
    case 'beyond':
      return noSource;
    default:
      return end satisfies never;
  }
}

/** ENI-9: of a named machine the interface that has the source address; else the one that was named. */
function sendingInterface(
  network: Network,
  end: Extract<End, { kind: 'interface' }>,
  fromIp: Address | undefined,
): NetworkInterface {
  const { networkInterface, isMachine } = end;
  const { instance } = networkInterface;
  if (!isMachine || instance === undefined || fromIp === undefined) return networkInterface;
  const machine = network.lookup.interfacesOfInstance(instance);
  return machine.find((own) => isOwnAddress(own, fromIp)) ?? networkInterface;
}

/** An address as a source: the interface that owns it, an unowned address of a subnet, or a host of the internet. */
function sourceByAddress(network: Network, address: Address): { source: Source; address: Address } | string {
  const text = formatAddress(address);
  const owners = ownersOf(network, address);
  const [owner, another] = owners;
  if (another !== undefined) {
    return `\`${text}\` is an address of ${owners.length} interfaces (${owners.map(({ id }) => `\`${id}\``).join(', ')}). Name one of them.`;
  }
  if (owner !== undefined) return { source: { kind: 'interface', networkInterface: owner }, address };
  const behind = network.lookup.publicOwnerOf(address);
  if (behind !== undefined) {
    const { networkInterface, privateIpv4 } = behind;
    return { source: { kind: 'interface', networkInterface }, address: privateIpv4.address };
  }
  const [site, otherSite] = sitesHolding(network, address);
  if (site !== undefined && otherSite === undefined)
    return { source: { kind: 'on-premises', network: site }, address };
  if (isInternetAddress(network, address)) return { source: { kind: 'internet' }, address };
  const [subnet, second] = subnetsHolding(network, address);
  if (subnet !== undefined && second === undefined) {
    return { source: { kind: 'unowned', subnet: subnet.id, address }, address };
  }
  return subnet === undefined
    ? `\`${text}\` is a private address that no subnet of the input holds.`
    : `\`${text}\` lies in several subnets. Write \`subnet-id:${text}\`.`;
}

/** The address to ask for; from the internet a resource is asked by its public address. */
function destinationOf(
  network: Network,
  end: End,
  family: Family,
  source: Source,
): { address: Address; networkInterface: NetworkInterface | undefined } {
  switch (end.kind) {
    case 'internet':
      return { address: end.address ?? standIn(INTERNET_SERVER, family), networkInterface: undefined };
    case 'unowned':
    case 'on-premises':
    case 'address':
      return { address: end.address, networkInterface: undefined };
    case 'interface': {
      const { networkInterface } = end;
      const publicIp = networkInterface.privateIpv4.find((own) => own.publicIp !== undefined)?.publicIp;
      // ELB-1: the name of an internet-facing load balancer gives public addresses inside its VPC too.
      const inPublic = source.kind === 'internet' || end.namedInPublic === true;
      const fromOutside = inPublic && family === 4 ? publicIp : undefined;
      const address = end.address ?? fromOutside ?? firstOf(networkInterface, family);
      // A service answers by its targets: where the packet ends is not where it was sent.
      const isService = network.lookup.componentOf(networkInterface.id) !== undefined;
      return {
        address: address ?? standIn(INTERNET_SERVER, family),
        networkInterface: isService ? undefined : networkInterface,
      };
    }
    case 'service':
    case 'name':
    case 'beyond':
      return { address: UNSPECIFIED, networkInterface: undefined };
    default:
      return end satisfies never;
  }
}

function firstOf(networkInterface: NetworkInterface, family: Family): Address | undefined {
  return family === 4 ? networkInterface.privateIpv4[0]?.address : networkInterface.ipv6Addresses[0];
}

function standIn(texts: Readonly<Record<Family, string>>, family: Family): Address {
  return parseAddress(texts[family]) ?? UNSPECIFIED;
}
