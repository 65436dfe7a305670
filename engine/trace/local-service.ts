/**
 * Services that answer on the host itself: no group, no ACL and no route ever sees their packets (E1; LOC-1, LOC-6).
 */
import { addressAt, firstAddress, isLinkLocal, parseAddress, sameAddress } from '../ip/index.ts';
import type { Address } from '../ip/index.ts';
import { TCP, UDP } from '../packet/index.ts';
import type { Packet } from '../packet/index.ts';
import type { ResourceOf } from '../resources/index.ts';
import type { RuleId } from '../rules/index.ts';
import type { Note } from './note.ts';
import type { Detail } from './types.ts';

export interface LocalServiceAnswer {
  readonly service: string;
  /** Why there is no answer; `undefined` when there is one. */
  readonly refused: Extract<Detail, 'dns-support-off' | 'metadata-off' | 'port'> | undefined;
  readonly rules: readonly RuleId[];
  readonly notes: readonly Note[];
}

export interface Sender {
  readonly subnet: ResourceOf<'subnet'>;
  /** `undefined` when the model does not hold the VPC. */
  readonly vpc: ResourceOf<'vpc'> | undefined;
  readonly instance: ResourceOf<'instance'> | undefined;
}

interface Service {
  readonly name: string;
  readonly addresses: readonly Address[];
  /** The protocol and ports it answers on (LOC-6). */
  readonly ports: readonly { readonly protocol: number; readonly port: number }[];
  readonly uncertain: string | undefined;
}

const addresses = (...texts: string[]): Address[] => texts.flatMap((text) => parseAddress(text) ?? []);

const SERVICES: readonly Service[] = [
  {
    name: 'instance metadata service',
    addresses: addresses('169.254.169.254', 'fd00:ec2::254'),
    ports: [{ protocol: TCP, port: 80 }],
    uncertain: undefined,
  },
  {
    name: 'ECS task metadata',
    addresses: addresses('169.254.170.2'),
    ports: [{ protocol: TCP, port: 80 }],
    uncertain: undefined,
  },
  {
    name: 'Amazon Time Sync Service',
    addresses: addresses('169.254.169.123', 'fd00:ec2::123'),
    ports: [{ protocol: UDP, port: 123 }],
    uncertain: undefined,
  },
  {
    name: 'Windows licence activation',
    addresses: addresses('169.254.169.250', '169.254.169.251'),
    ports: [{ protocol: TCP, port: 1688 }],
    uncertain: 'AWS names the service but not its addresses; 169.254.169.250 and .251 are supposed.',
  },
];

const RESOLVER_ADDRESSES = addresses('169.254.169.253', 'fd00:ec2::253');
const BROADCAST = addresses('255.255.255.255');
const DHCPV6_SERVERS = addresses('ff02::1:2');
const ROUTER_IPV6 = addresses('fe80:ec2::1');

/**
 * What a local service makes of a packet, seen from its sender (LOC-7).
 *
 * @returns `undefined` when the destination is no local service
 */
export function localService(packet: Packet, sender: Sender): LocalServiceAnswer | undefined {
  const { dst } = packet;
  if (isResolver(dst, sender)) {
    const serves = (packet.protocol === UDP || packet.protocol === TCP) && packet.dstPort === 53;
    // LOC-2: the resolver answers only with DNS support on.
    const refused = !serves ? 'port' : sender.vpc?.enableDnsSupport === false ? 'dns-support-off' : undefined;
    return answer(
      'Amazon DNS',
      refused,
      refused === 'dns-support-off' ? ['LOC-2', 'DNS-1'] : ['LOC-1', 'SUB-5', 'GEN-6'],
    );
  }
  if (isDhcp(packet)) return answer('DHCP', undefined, ['LOC-1', 'LOC-6']);
  if (isRouter(dst, sender)) {
    return answer('VPC router', undefined, ['LOC-1', 'LOC-6'], {
      kind: 'uncertain',
      rule: 'LOC-6',
      text: 'AWS says that groups do not filter traffic to the router address, not that the router answers.',
    });
  }
  const service = SERVICES.find((candidate) => candidate.addresses.some((own) => sameAddress(own, dst)));
  if (service === undefined) return undefined;
  const serves = service.ports.some(
    ({ protocol, port }) => packet.protocol === protocol && packet.dstPort === port,
  );
  const metadataOff =
    service.name === 'instance metadata service' && sender.instance?.metadataEnabled === false;
  const refused = !serves ? 'port' : metadataOff ? 'metadata-off' : undefined;
  const note: Note | undefined =
    service.uncertain === undefined
      ? undefined
      : { kind: 'uncertain', rule: 'LOC-1', text: service.uncertain };
  return answer(
    service.name,
    refused,
    ['LOC-1', 'LOC-2', ...(refused === 'port' ? ['LOC-6' as const] : [])],
    note,
  );
}

function answer(
  service: string,
  refused: LocalServiceAnswer['refused'],
  rules: readonly RuleId[],
  ...notes: (Note | undefined)[]
): LocalServiceAnswer {
  const closed: Note = {
    kind: 'uncertain',
    rule: 'LOC-6',
    text: 'That the service answers on no other port is derived, not documented.',
  };
  const given = notes.filter((note) => note !== undefined);
  return { service, refused, rules, notes: refused === 'port' ? [...given, closed] : given };
}

/** SUB-5, LOC-7: base + 2 of the sender's VPC's primary block, and the link-local addresses. */
function isResolver(address: Address, { vpc }: Sender): boolean {
  if (RESOLVER_ADDRESSES.some((own) => sameAddress(own, address))) return true;
  const primary = vpc?.cidrBlocks[0];
  const resolver = primary === undefined ? undefined : addressAt(firstAddress(primary), 2);
  return resolver !== undefined && sameAddress(resolver, address);
}

/** LOC-7, SUB-6: base + 1 of the sender's own subnet; in IPv6 also the router's link-local addresses. */
function isRouter(address: Address, { subnet }: Sender): boolean {
  const bases = [...(subnet.cidrBlock === undefined ? [] : [subnet.cidrBlock]), ...subnet.ipv6CidrBlocks];
  return (
    bases.some((block) => {
      const router = addressAt(firstAddress(block), 1);
      return router !== undefined && sameAddress(router, address);
    }) || ROUTER_IPV6.some((own) => sameAddress(own, address) && isLinkLocal(address))
  );
}

function isDhcp({ protocol, dst, dstPort }: Packet): boolean {
  if (protocol !== UDP) return false;
  if (dst.family === 4) return dstPort === 67 && BROADCAST.some((own) => sameAddress(own, dst));
  return dstPort === 547 && DHCPV6_SERVERS.some((own) => sameAddress(own, dst));
}
