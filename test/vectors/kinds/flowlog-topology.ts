/**
 * The networks behind flow log cases that give addresses, groups and an ACL but no topology: the smallest that let the
 * flow be traced. What a case says nothing of is open.
 */
import {
  cidrOf,
  containsAddress,
  formatAddress,
  formatCidr,
  isRfc1918,
  isRfc6598,
  parseAddress,
  sameAddress,
} from '../../../engine/ip/index.ts';
import type { Address } from '../../../engine/ip/index.ts';
import { reservedAddresses } from '../../../engine/plan/index.ts';
import type {
  Topology,
  TopologyNacl,
  TopologyNaclRule,
  TopologySecurityGroup,
} from '../../reference/topology.ts';
import { isMembers, listAt, membersAt, textsAt, unreadable } from '../case.ts';
import type { Members } from '../case.ts';
import { addressOf } from '../flow.ts';

export interface Situation {
  readonly topology: Topology;
  /** In the notation of a path case, with `from`. */
  readonly flow: Members;
}

const OPEN: TopologySecurityGroup = {
  in: [
    ['-1', '*', '0.0.0.0/0'],
    ['-1', '*', '::/0'],
  ],
  out: [
    ['-1', '*', '0.0.0.0/0'],
    ['-1', '*', '::/0'],
  ],
};

/**
 * Interface `own` with the address `given.interface`, and the other end of `given.flow`: an interface `remote` in
 * another subnet when its address is private, else a host of the internet.
 */
export function oneInterfaceTopology(given: Members): Situation {
  const flow = membersAt(given, 'flow');
  const own = addressOf(given['interface'], 'interface');
  const addresses = [own, ...textsAt(given, 'secondary').map((text) => addressOf(text, 'secondary'))];
  const src = addressOf(flow['src'], 'src');
  const dst = addressOf(flow['dst'], 'dst');
  const isOwn = (address: Address) => addresses.some((candidate) => sameAddress(candidate, address));
  if (!isOwn(src) && !isOwn(dst)) unreadable('neither end of the flow is the interface');
  const inbound = isOwn(dst);
  const remote = inbound ? src : dst;
  const remoteIsInside = isInside(remote, own);

  const publicIp =
    remote.family === 4 && formatAddress(remote) === '198.51.100.254' ? '198.51.100.253' : '198.51.100.254';
  const asked = inbound ? dst : undefined;
  const eips = Object.fromEntries(
    addresses
      .filter(({ family }) => family === 4)
      .map((address, index) => [formatAddress(address), index === 0 ? publicIp : `198.51.100.${index}`]),
  );
  const askedPublic = asked === undefined ? undefined : eips[formatAddress(asked)];
  const topology: Topology = {
    vpcs: { A: { ...blocksOf(remoteIsInside ? [own, remote] : [own]), igw: true } },
    subnets: {
      own: { vpc: 'A', rt: 'rt', ...subnetBlock(own, remoteIsInside ? [remote] : []), ...naclName(given) },
      ...(remoteIsInside && !sharesSubnet(own, remote)
        ? { remote: { vpc: 'A', rt: 'rt', ...subnetBlock(remote, [own]) } }
        : {}),
    },
    routeTables: { rt: { routes: { '0.0.0.0/0': 'igw', '::/0': 'igw' } } },
    nacls: naclsOf(given),
    sgs: { own: groupOf(given), open: OPEN },
    enis: {
      own: {
        subnet: 'own',
        sgs: ['own'],
        ...(own.family === 4
          ? { ip: formatAddress(own), secondary: addresses.slice(1).map(formatAddress), eips }
          : { ip6: formatAddress(own) }),
      },
      ...(remoteIsInside
        ? {
            remote: {
              subnet: sharesSubnet(own, remote) ? 'own' : 'remote',
              sgs: ['open'],
              ...(remote.family === 4 ? { ip: formatAddress(remote) } : { ip6: formatAddress(remote) }),
            },
          }
        : {}),
    },
  };
  // From outside the interface is asked by the address it has there.
  const fromInternet = inbound && !remoteIsInside;
  return {
    topology,
    flow: {
      ...flow,
      from: inbound ? (remoteIsInside ? 'remote' : 'internet') : 'own',
      ...(fromInternet && dst.family === 4 ? { dst: askedPublic } : {}),
    },
  };
}

/** A client behind a NAT gateway, and a server on the internet or, when its address is private, in the VPC. */
export function natTopology(given: Members): Situation {
  const client = addressOf(given['client'], 'client');
  const server = addressOf(given['server'], 'server');
  const nat = membersAt(given, 'nat');
  const natIp = addressOf(nat['ip'], 'nat.ip');
  const eip = typeof nat['eip'] === 'string' ? nat['eip'] : undefined;
  const serverIsInside = isInside(server, client);
  const inside = [client, natIp, ...(serverIsInside ? [server] : [])];
  const others = (address: Address) => inside.filter((other) => !sameAddress(other, address));
  const serverBlock = serverIsInside
    ? subnetOf(formatAddress(server), others(server).map(formatAddress))
    : undefined;
  const topology: Topology = {
    vpcs: { A: { ...blocksOf(inside), igw: true } },
    subnets: {
      client: { vpc: 'A', rt: 'rt-client', ...subnetBlock(client, others(client)) },
      nat: { vpc: 'A', rt: 'rt-nat', ...subnetBlock(natIp, others(natIp)), ...naclName(given) },
      ...(serverIsInside
        ? { server: { vpc: 'A', rt: 'rt-nat', ...subnetBlock(server, others(server)) } }
        : {}),
    },
    routeTables: {
      'rt-client': {
        routes: { '0.0.0.0/0': 'nat', ...(serverBlock === undefined ? {} : { [serverBlock]: 'nat' }) },
      },
      'rt-nat': { routes: { '0.0.0.0/0': 'igw' } },
    },
    nacls: naclsOf(given),
    sgs: { open: OPEN },
    enis: {
      client: { subnet: 'client', ip: formatAddress(client), sgs: ['open'] },
      ...(serverIsInside ? { server: { subnet: 'server', ip: formatAddress(server), sgs: ['open'] } } : {}),
    },
    nats: {
      nat: {
        subnet: 'nat',
        ip: formatAddress(natIp),
        ...(eip === undefined ? {} : { eip }),
        type: eip === undefined ? 'private' : 'public',
      },
    },
  };
  const asked = isMembers(given['flow']) ? given['flow'] : {};
  const numbers = Object.fromEntries(
    ['proto', 'sport', 'dport'].flatMap((key) => (given[key] === undefined ? [] : [[key, given[key]]])),
  );
  return { topology, flow: { dport: 443, ...numbers, ...asked, from: 'client', dst: formatAddress(server) } };
}

/** The largest subnet, /24 to /28, that holds an address among its usable ones and none of the others. */
export function subnetOf(text: string, others: readonly string[]): string {
  const address = parseAddress(text) ?? unreadable(`\`${text}\` is not an address`);
  if (address.family === 6) return formatCidr(cidrOf(address, 64));
  const kept = others.map((other) => addressOf(other, 'address'));
  for (let prefixLength = 24; prefixLength <= 28; prefixLength++) {
    const block = cidrOf(address, prefixLength);
    const isReserved = reservedAddresses(block).some((reserved) => sameAddress(reserved.address, address));
    if (!isReserved && !kept.some((other) => containsAddress(block, other))) return formatCidr(block);
  }
  // Addresses too near to be in two subnets share one.
  return formatCidr(cidrOf(address, 24));
}

function sharesSubnet(own: Address, remote: Address): boolean {
  return (
    subnetOf(formatAddress(own), [formatAddress(remote)]) ===
    subnetOf(formatAddress(remote), [formatAddress(own)])
  );
}

function subnetBlock(address: Address, others: readonly Address[]): { cidr: string } | { ipv6: string } {
  const block = subnetOf(formatAddress(address), others.map(formatAddress));
  return address.family === 4 ? { cidr: block } : { ipv6: block };
}

/** A /16 or /56 around each address, each once. */
function blocksOf(addresses: readonly Address[]): { cidrs: string[]; ipv6: string[] } {
  const around = (family: 4 | 6, prefixLength: number) => [
    ...new Set(
      addresses
        .filter((address) => address.family === family)
        .map((address) => formatCidr(cidrOf(address, prefixLength))),
    ),
  ];
  const cidrs = around(4, 16);
  return { cidrs: cidrs.length === 0 ? ['10.255.0.0/16'] : cidrs, ipv6: around(6, 56) };
}

/** Whether the other end is in the VPC: its address is private, or in the same block as the interface. */
function isInside(address: Address, own: Address): boolean {
  if (address.family !== own.family) return false;
  if (containsAddress(cidrOf(own, own.family === 4 ? 16 : 56), address)) return true;
  return isRfc1918(address) || isRfc6598(address);
}

function naclName(given: Members): { nacl?: string } {
  return given['nacl'] === undefined ? {} : { nacl: 'acl' };
}

function naclsOf(given: Members): Record<string, TopologyNacl> {
  if (given['nacl'] === undefined) return {};
  const nacl = membersAt(given, 'nacl');
  // INVARIANT: entries that are not in the notation are refused by the document they become.
  const entries = (key: string) => listAt(nacl, key) as readonly TopologyNaclRule[];
  return { acl: { in: entries('in'), out: entries('out') } };
}

function groupOf(given: Members): TopologySecurityGroup {
  if (given['sg'] === undefined) return OPEN;
  const group = membersAt(given, 'sg');
  // INVARIANT: as above.
  const rules = (key: string) => listAt(group, key) as TopologySecurityGroup['in'];
  return { in: rules('in'), out: rules('out') };
}
