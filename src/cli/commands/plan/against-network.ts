/** A block of a plan held against a network. */
import {
  containsCidr,
  eachLeaf,
  formatCidr,
  overlaps,
  refuseCidrAssociation,
  sameCidr,
} from '../../../../engine/index.ts';
import type { Cidr, Network, PeeringOfVpc, PlanBlock } from '../../../../engine/index.ts';
import { namesOf } from './clash.ts';
import type { Clash } from './clash.ts';

/**
 * What stands in the way of a block: other VPCs and peers; in a VPC of its name also what AWS would refuse there.
 *
 * @param before - the blocks of the plan that come before it, and are in its VPC by then
 */
export function clashesWithNetwork(
  block: PlanBlock,
  before: readonly PlanBlock[],
  network: Network,
): Clash[] {
  const own = vpcOf(block, network);
  if (own === undefined) {
    return holdersIn(network).flatMap((holder) => clashesWithHolder(block, holder, 'error'));
  }
  const peerings = peeringsOf(own, network);
  const active = new Set(peerings.flatMap(({ status, peer }) => (status === 'active' ? [peer] : [])));
  // A VPC that is there may overlap others, as long as it is not peered with them; active peers AWS itself looks at.
  const others = holdersIn(network).filter(({ id }) => id !== own.id && !active.has(id));
  return [
    ...clashesInVpc(block, before, own, network, peerings),
    ...others.flatMap((holder) => clashesWithHolder(block, holder, 'warning')),
  ];
}

function clashesWithHolder(
  { cidr }: PlanBlock,
  { words, cidrs }: Holder,
  severity: Clash['severity'],
): Clash[] {
  const others = cidrs.filter((other) => overlaps(cidr, other));
  if (others.length === 0) return [];
  const sentence = `\`${formatCidr(cidr)}\` overlaps ${namesOf(others)} of ${words}: the two can be neither peered nor routed to each other.`;
  return [{ severity, cidr, others, sentence, rule: 'PEER-2' }];
}

type Vpc = Network['vpcs'] extends ReadonlyMap<string, infer Value> ? Value : never;

/** The VPC of the network that a block of the plan is for, by id or by a name that only one has. */
function vpcOf({ vpc }: PlanBlock, network: Network): Vpc | undefined {
  const byId = network.vpcs.get(vpc);
  const named = [...network.vpcs.values()].filter(({ name }) => vpc !== '' && name === vpc);
  return byId ?? (named.length === 1 ? named[0] : undefined);
}

interface Holder {
  readonly id: string;
  readonly words: string;
  readonly cidrs: readonly Cidr[];
}

/** Of peerings that are made or still to be; the others stand in nobody's way. */
const LIVE: ReadonlySet<string> = new Set([
  'initiating-request',
  'pending-acceptance',
  'provisioning',
  'active',
]);

/** Every VPC of the network, and those that it only knows as peers. */
function holdersIn(network: Network): Holder[] {
  const vpcs = [...network.vpcs.values()].map(({ id, name, cidrBlocks, ipv6CidrBlocks }): Holder => {
    const words = name === undefined ? `VPC \`${id}\`` : `VPC \`${name}\` (\`${id}\`)`;
    return { id, words, cidrs: [...cidrBlocks, ...ipv6CidrBlocks] };
  });
  const peers = [...network.vpcPeeringConnections.values()]
    .filter(({ status }) => LIVE.has(status))
    .flatMap(({ requester, accepter }) => [
      { side: requester, far: accepter },
      { side: accepter, far: requester },
    ])
    .filter(({ side }) => !network.vpcs.has(side.vpc))
    .map(({ side, far }): Holder => {
      const words = `\`${side.vpc}\`, a peer of \`${far.vpc}\``;
      return { id: side.vpc, words, cidrs: [...side.cidrBlocks, ...side.ipv6CidrBlocks] };
    });
  return [...vpcs, ...peers];
}

interface Peering extends PeeringOfVpc {
  readonly peer: string;
}

function peeringsOf(own: Vpc, network: Network): Peering[] {
  return [...network.vpcPeeringConnections.values()].flatMap(({ status, requester, accepter }): Peering[] => {
    const role = requester.vpc === own.id ? 'requester' : 'accepter';
    const far = role === 'requester' ? accepter : requester;
    if (requester.vpc !== own.id && accepter.vpc !== own.id) return [];
    return [{ status, role, peer: far.vpc, peerCidrs: [...far.cidrBlocks, ...far.ipv6CidrBlocks] }];
  });
}

/** What AWS would refuse in the VPC itself: the block, unless it has it already, and subnets over its subnets. */
function clashesInVpc(
  { cidr, vpc, root }: PlanBlock,
  before: readonly PlanBlock[],
  own: Vpc,
  network: Network,
  peerings: readonly Peering[],
): Clash[] {
  const existing = [...own.cidrBlocks, ...own.ipv6CidrBlocks];
  const planned = before.filter((block) => block.vpc === vpc).map((block) => block.cidr);
  const refusals = existing.some((block) => containsCidr(block, cidr))
    ? []
    : refuseCidrAssociation(cidr, { existing: [...existing, ...planned], peerings });
  const subnets = network.lookup
    .subnetsOf(own.id)
    .flatMap(({ cidrBlock, ipv6CidrBlocks }) => [...(cidrBlock ? [cidrBlock] : []), ...ipv6CidrBlocks])
    .filter((subnet) => overlaps(subnet, cidr));
  const others = existing.filter((block) => overlaps(block, cidr));
  const clashes = refusals.map(({ rule, reason }): Clash => {
    return { severity: 'error', cidr, others, sentence: reason, rule };
  });
  eachLeaf(root, cidr, ({ free, label }, leaf) => {
    const taken = free ? [] : subnets.filter((subnet) => overlaps(subnet, leaf) && !sameCidr(subnet, leaf));
    if (taken.length === 0) return;
    const name = label.name === undefined ? '' : `\`${label.name}\`, `;
    const sentence = `${name}\`${formatCidr(leaf)}\` overlaps ${namesOf(taken)}, which VPC \`${own.id}\` has already as ${taken.length === 1 ? 'a subnet' : 'subnets'}.`;
    clashes.push({ severity: 'error', cidr: leaf, others: taken, sentence, rule: 'SUB-2' });
  });
  return clashes;
}
