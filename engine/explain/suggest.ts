/**
 * The smallest changes that would let a flow through, each tried out on an edited copy of the network before it is
 * offered.
 */
import { cidrOf, formatAddress, formatCidr, hostCidr, parseAddress } from '../ip/index.ts';
import type { Address } from '../ip/index.ts';
import { createNetwork, resourcesOf } from '../model/index.ts';
import type { Network } from '../model/index.ts';
import { hasIcmpType, hasPorts, protocolName, selectorOf } from '../packet/index.ts';
import type { Packet, PacketMatch } from '../packet/index.ts';
import type { Resource, ResourceOf } from '../resources/index.ts';
import { verdict } from '../trace/index.ts';
import type { Blocker, Flow, Step, Verdict } from '../trace/index.ts';
import { calledOf } from './names.ts';
import { rangeText } from './packets.ts';
import type { SuggestionReport } from './report.ts';

/** A change under trial: words, and the resources it puts in place of those of the same id. */
interface Candidate {
  readonly title: string;
  readonly change: string;
  readonly replaced: readonly Resource[];
  readonly broad: boolean;
}

/** The most changes that are offered. */
const MOST = 3;

/** Changes that mend the first blocker of a flow, best first; each says what the verdict would then be. */
export function suggestionsFor(
  network: Network,
  flow: Flow,
  blocker: Blocker | undefined,
): SuggestionReport[] {
  if (blocker === undefined) return [];
  return candidatesFor(network, flow, blocker.step)
    .slice(0, MOST)
    .map((candidate) => ({
      title: candidate.title,
      change: candidate.change,
      verdict: tryOut(network, flow, candidate.replaced),
      broad: candidate.broad,
    }));
}

function tryOut(network: Network, flow: Flow, replaced: readonly Resource[]): Verdict {
  const changed = new Map(replaced.map((resource) => [`${resource.kind} ${resource.id}`, resource]));
  const resources = resourcesOf(network).map(
    (resource) => changed.get(`${resource.kind} ${resource.id}`) ?? resource,
  );
  const added = replaced.filter(({ id }) => !network.byId.has(id));
  const edited = createNetwork([...resources, ...added], {
    name: network.name,
    notHeld: [...network.notHeld],
  });
  const { source, destination } = flow;
  return verdict(edited, {
    ...flow,
    source:
      source.kind === 'interface'
        ? {
            kind: 'interface',
            networkInterface:
              edited.networkInterfaces.get(source.networkInterface.id) ?? source.networkInterface,
          }
        : source,
    destination: destination === undefined ? undefined : edited.networkInterfaces.get(destination.id),
  });
}

function candidatesFor(network: Network, flow: Flow, step: Step): Candidate[] {
  switch (step.at) {
    case 'sg-ingress':
      return groupRules(network, flow, step, 'ingress');
    case 'sg-egress':
      return groupRules(network, flow, step, 'egress');
    case 'nacl-ingress':
      return aclEntries(network, flow, step, 'ingress');
    case 'nacl-egress':
      return aclEntries(network, flow, step, 'egress');
    case 'route-table':
      return routes(network, step);
    case 'igw':
      return step.detail === 'no-public-address' ? elasticIp(network, step) : [];
    case 'eni-src-dst-check':
      return checkOff(network, step);
    case 'bad-state':
    case 'no-such-host':
      return startInstance(network, step);
    case 'bpa':
      return exclusion(network, step);
    default:
      return [];
  }
}

/** A rule for just this traffic, by group where the sender is recognised, by address, and by the sender's subnet. */
function groupRules(network: Network, flow: Flow, step: Step, direction: 'ingress' | 'egress'): Candidate[] {
  const groups = step.evidence?.kind === 'security-groups' ? step.evidence.groups : [];
  const group = groups.map((id) => network.securityGroups.get(id)).find((held) => held !== undefined);
  if (group === undefined) return [];
  const remote = direction === 'ingress' ? step.packet.src : step.packet.dst;
  const word = direction === 'ingress' ? 'from' : 'to';
  const traffic = trafficMatch(step.packet);
  const add = (match: PacketMatch, text: string, broad: boolean): Candidate => ({
    title: `Add an ${direction === 'ingress' ? 'inbound' : 'outbound'} rule to ${calledOf(network, group.id)}`,
    change: `allow ${protocolName(step.packet.protocol)} ${rangeText(match)} ${word} ${text}`,
    replaced: [
      { ...group, [direction]: [...group[direction], { id: undefined, match, description: undefined }] },
    ],
    broad,
  });
  const host: PacketMatch = {
    ...traffic,
    family: remote.family,
    remote: { kind: 'cidr', cidr: hostCidr(remote) },
  };
  const peer =
    direction === 'ingress' && flow.source.kind === 'interface' ? flow.source.networkInterface : undefined;
  const peerGroup = peer?.groups[0];
  const byGroup =
    peer === undefined || peerGroup === undefined || step.rules.includes('SG-13')
      ? []
      : [
          add(
            { ...traffic, family: 'any', remote: { kind: 'group', group: peerGroup } },
            calledOf(network, peerGroup),
            false,
          ),
        ];
  return [
    ...byGroup,
    add(host, formatCidr(hostCidr(remote)), false),
    ...bySubnet(network, remote, (cidr) =>
      add({ ...traffic, family: remote.family, remote: { kind: 'cidr', cidr } }, formatCidr(cidr), true),
    ),
  ];
}

function bySubnet(
  network: Network,
  remote: Address,
  add: (cidr: NonNullable<ResourceOf<'subnet'>['cidrBlock']>) => Candidate,
): Candidate[] {
  for (const vpc of network.vpcs.values()) {
    const id = network.lookup.subnetOf(vpc.id, remote);
    const subnet = id === undefined ? undefined : network.subnets.get(id);
    const block = remote.family === 4 ? subnet?.cidrBlock : subnet?.ipv6CidrBlocks[0];
    if (block !== undefined) return [add(block)];
  }
  return [];
}

/** An entry before the one that denied: for just this remote end, or for anywhere. Replies get the ephemeral range. */
function aclEntries(network: Network, flow: Flow, step: Step, direction: 'ingress' | 'egress'): Candidate[] {
  const acl = network.networkAcls.get(step.component.id);
  const evidence = step.evidence?.kind === 'network-acl' ? step.evidence : undefined;
  if (acl === undefined || evidence === undefined) return [];
  const ruleNumber = freeNumber(
    acl[direction].map((entry) => entry.ruleNumber),
    evidence.entries[evidence.matched]?.ruleNumber,
  );
  if (ruleNumber === undefined) return [];
  const remote = direction === 'ingress' ? step.packet.src : step.packet.dst;
  const isReply =
    hasPorts(step.packet.protocol) &&
    step.packet.dstPort >= 1024 &&
    flow.packet.dstPort === step.packet.srcPort;
  const traffic = isReply
    ? { protocol: step.packet.protocol, range: { from: 1024, to: 65535 } }
    : trafficMatch(step.packet);
  const add = (cidr: ReturnType<typeof hostCidr>, broad: boolean): Candidate => {
    const match: PacketMatch = { ...traffic, family: remote.family, remote: { kind: 'cidr', cidr } };
    const entry = { ruleNumber, ruleAction: 'allow' as const, match };
    return {
      title: `Add rule ${ruleNumber} to ${calledOf(network, acl.id)}, ${direction === 'ingress' ? 'inbound' : 'outbound'}`,
      change: `allow ${protocolName(step.packet.protocol)} ${rangeText(match)} ${direction === 'ingress' ? 'from' : 'to'} ${formatCidr(cidr)}`,
      replaced: [
        { ...acl, [direction]: [...acl[direction], entry].sort((a, b) => a.ruleNumber - b.ruleNumber) },
      ],
      broad,
    };
  };
  return [
    add(hostCidr(remote), false),
    ...bySubnet(network, remote, (cidr) => add(cidr, false)),
    add(cidrOf(remote, 0), true),
  ];
}

/** A free rule number before the entry that denied; after the last one when that is the final `*`. */
function freeNumber(taken: readonly number[], denying: number | undefined): number | undefined {
  if (denying === undefined) {
    const last = Math.max(0, ...taken);
    return [Math.floor(last / 10) * 10 + 10, last + 1].find(
      (candidate) => candidate <= 32766 && !taken.includes(candidate),
    );
  }
  for (let candidate = denying - 1; candidate >= 1; candidate -= 1)
    if (!taken.includes(candidate)) return candidate;
  return undefined;
}

/** A route to the peering that holds the destination, else to the VPC's internet gateway; or a mended target. */
function routes(network: Network, step: Step): Candidate[] {
  const table = network.routeTables.get(step.component.id);
  if (table === undefined || step.detail === 'routing-loop') return [];
  if (step.detail === 'blackhole') return mendedTarget(network, step);
  const { dst } = step.packet;
  const add = (
    kind: 'internet-gateway' | 'vpc-peering-connection' | 'nat-gateway',
    id: string,
    cidr = cidrOf(dst, 0),
  ): Candidate => ({
    title: `Add a route to ${calledOf(network, table.id)}`,
    change: `${formatCidr(cidr)} → ${calledOf(network, id)}`,
    replaced: [
      {
        ...table,
        routes: [
          ...table.routes,
          {
            destination: { kind: 'cidr', cidr },
            target: { kind, id },
            propagation: undefined,
            state: undefined,
          },
        ],
      },
    ],
    broad: false,
  });
  const peerings = [...network.vpcPeeringConnections.values()].flatMap((peering) => {
    const sides = [peering.requester, peering.accepter];
    const far = sides.find((side) => side.vpc !== table.vpc);
    const isSide = sides.some((side) => side.vpc === table.vpc);
    const blocks = dst.family === 4 ? far?.cidrBlocks : far?.ipv6CidrBlocks;
    const block = blocks?.find((cidr) => formatCidr(cidrOf(dst, cidr.prefixLength)) === formatCidr(cidr));
    return isSide && block !== undefined ? [add('vpc-peering-connection', peering.id, block)] : [];
  });
  if (peerings.length > 0) return peerings;
  const nat64 = dst.family === 6 && formatAddress(dst).startsWith('64:ff9b::') ? cidrOf(dst, 96) : undefined;
  const gateway = network.lookup.internetGatewayOf(table.vpc);
  const nat = [...network.natGateways.values()].find(
    ({ vpc, state }) => vpc === table.vpc && state === 'available',
  );
  // V6-8: NAT64 needs a route of its own to a NAT gateway; an IPv6 default route does not do.
  if (nat64 !== undefined) return nat === undefined ? [] : [add('nat-gateway', nat.id, nat64)];
  return [
    ...(gateway === undefined ? [] : [add('internet-gateway', gateway.id)]),
    ...(nat === undefined || dst.family === 6 ? [] : [add('nat-gateway', nat.id)]),
  ];
}

function mendedTarget(network: Network, step: Step): Candidate[] {
  const chosen = step.evidence?.kind === 'routes' ? step.evidence.chosen : undefined;
  const target = chosen === undefined ? undefined : network.byId.get(chosen.target.id);
  if (target?.kind === 'vpc-peering-connection' && target.status === 'pending-acceptance') {
    return [
      {
        title: `Accept peering connection ${calledOf(network, target.id)}`,
        change: 'pending-acceptance → active',
        replaced: [{ ...target, status: 'active' }],
        broad: false,
      },
    ];
  }
  const machine =
    target?.kind === 'network-interface'
      ? target.instance
      : target?.kind === 'instance'
        ? target.id
        : undefined;
  return machine === undefined ? [] : started(network, machine);
}

/** IGW-4: a public address for the source. The trial takes one of the documentation's addresses. */
function elasticIp(network: Network, step: Step): Candidate[] {
  const vpc = [...network.vpcs.values()].find(
    ({ id }) => network.lookup.ownerOf(id, step.packet.src) !== undefined,
  );
  const owner = vpc === undefined ? undefined : network.lookup.ownerOf(vpc.id, step.packet.src);
  const publicIp = parseAddress('192.0.2.254');
  // NAT-2: a private NAT gateway takes no Elastic IP.
  if (
    owner === undefined ||
    owner.managedBy !== undefined ||
    step.packet.src.family === 6 ||
    publicIp === undefined
  )
    return [];
  const wanted = formatAddress(step.packet.src);
  return [
    {
      title: `Associate an Elastic IP address with ${calledOf(network, owner.id)}`,
      change: `a public address for ${wanted}`,
      replaced: [
        {
          ...owner,
          privateIpv4: owner.privateIpv4.map((own) =>
            formatAddress(own.address) === wanted ? { ...own, publicIp, publicIpIsElastic: true } : own,
          ),
        },
      ],
      broad: false,
    },
  ];
}

function checkOff(network: Network, step: Step): Candidate[] {
  const held = network.networkInterfaces.get(step.component.id);
  if (held === undefined) return [];
  return [
    {
      title: `Turn off the source/destination check of ${calledOf(network, held.id)}`,
      change: 'sourceDestCheck: true → false',
      replaced: [{ ...held, sourceDestCheck: false }],
      broad: false,
    },
  ];
}

function startInstance(network: Network, step: Step): Candidate[] {
  if (step.detail !== 'stopped') return [];
  const held =
    network.networkInterfaces.get(step.component.id) ??
    [...network.vpcs.values()]
      .map(({ id }) => network.lookup.ownerOf(id, step.packet.dst))
      .find((owner) => owner !== undefined);
  return held?.instance === undefined ? [] : started(network, held.instance);
}

function started(network: Network, id: string): Candidate[] {
  const instance = network.instances.get(id);
  if (instance === undefined || instance.state === 'running' || instance.state === 'terminated') return [];
  return [
    {
      title: `Start ${calledOf(network, id)}`,
      change: `${instance.state} → running`,
      replaced: [{ ...instance, state: 'running' }],
      broad: false,
    },
  ];
}

function exclusion(network: Network, step: Step): Candidate[] {
  const address = [step.packet.src, step.packet.dst];
  const owner = [...network.networkInterfaces.values()].find((candidate) =>
    candidate.privateIpv4.some((own) =>
      address.some(
        (end) =>
          formatAddress(end) === formatAddress(own.address) ||
          (own.publicIp !== undefined && formatAddress(end) === formatAddress(own.publicIp)),
      ),
    ),
  );
  if (owner === undefined) return [];
  return [
    {
      title: `Exclude subnet ${calledOf(network, owner.subnet)} from Block Public Access`,
      change: 'allow-bidirectional',
      replaced: [
        {
          kind: 'vpc-block-public-access-exclusion',
          id: `exclusion:${owner.subnet}:trial`,
          name: undefined,
          vpc: undefined,
          subnet: owner.subnet,
          internetGatewayExclusionMode: 'allow-bidirectional',
        },
      ],
      broad: true,
    },
  ];
}

/** A condition for just this packet's protocol and port, or ICMP type with any code. */
function trafficMatch(packet: Packet): Pick<PacketMatch, 'protocol' | 'range'> {
  const selector = selectorOf(packet);
  if (hasPorts(packet.protocol))
    return { protocol: packet.protocol, range: { from: selector, to: selector } };
  if (hasIcmpType(packet.protocol)) {
    return {
      protocol: packet.protocol,
      range: { from: packet.icmpType * 256, to: packet.icmpType * 256 + 255 },
    };
  }
  return { protocol: packet.protocol, range: undefined };
}
