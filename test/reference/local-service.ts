/** Services inside every VPC that no group, network ACL or route touches (LOC-1, LOC-2, LOC-6, LOC-7). */

import { addressAt, type Address } from './address.ts';
import { TCP, UDP, type Packet } from './packet.ts';
import type { Subnet } from './prepared.ts';

/** The service answers, or it does not and says why; `undefined` when the destination is none of them. */
export type LocalServiceRuling = 'answers' | 'dns-support-off' | 'port' | undefined;

interface LocalService {
  readonly addresses: readonly string[];
  readonly protos: readonly number[];
  readonly ports: readonly number[];
}

const dnsAddresses = ['169.254.169.253', 'fd00:ec2::253'];

const services: readonly LocalService[] = [
  { addresses: ['169.254.169.254', 'fd00:ec2::254'], protos: [TCP], ports: [80] }, // instance metadata
  { addresses: ['169.254.170.2'], protos: [TCP], ports: [80] }, // task metadata
  { addresses: ['169.254.169.123', 'fd00:ec2::123'], protos: [UDP], ports: [123] }, // time
  { addresses: ['169.254.169.250', '169.254.169.251'], protos: [TCP], ports: [1688] }, // UNCERTAIN (LOC-1): KMS
];

/** E1: what a local service does with a packet sent from this subnet. */
export function askLocalService(subnet: Subnet, packet: Packet): LocalServiceRuling {
  const { dst } = packet;
  if (isDhcp(packet)) return 'answers';

  if (dst.text === subnet.vpc.resolver.text || dnsAddresses.includes(dst.text)) {
    const isDns = (packet.proto === TCP || packet.proto === UDP) && packet.dport === 53;
    if (!isDns) return 'port';
    return subnet.vpc.dnsSupport ? 'answers' : 'dns-support-off';
  }

  const service = services.find(({ addresses }) => addresses.includes(dst.text));
  if (service) return isServed(service, packet) ? 'answers' : 'port';

  // UNCERTAIN (LOC-6): the router answers whatever it is asked. Only IPv4: SUB-6 does not name an IPv6 base+1.
  return routerOf(subnet)?.text === dst.text ? 'answers' : undefined;
}

function isServed({ protos, ports }: LocalService, { proto, dport }: Packet): boolean {
  return protos.includes(proto) && dport !== undefined && ports.includes(dport);
}

/** DHCP is asked by broadcast or multicast, which would end at EVAL-9 otherwise. */
function isDhcp({ dst, proto, dport }: Packet): boolean {
  if (proto !== UDP || dport === undefined) return false;
  if (dst.text === '255.255.255.255') return dport === 67 || dport === 68;
  return dst.text === 'ff02::1:2' && (dport === 546 || dport === 547);
}

/** LOC-7: the sender's own subnet, base+1. */
function routerOf(subnet: Subnet): Address | undefined {
  const ipv4 = subnet.cidrs.find((cidr) => cidr.family === 4);
  return ipv4 && addressAt(ipv4, 1n);
}
