/** The VPC of a document that a plan's VPC becomes: one that is there already, or a new one; and its blocks. */
import { type Cidr, containsCidr, formatCidr, overlaps, sameCidr } from '../../../ip/index.ts';
import type { Network } from '../../../model/index.ts';
import { type CidrAssociation, refuseCidrAssociation, refuseVpcCidr } from '../../../plan/index.ts';
import type { Vpc } from '../../../resources/vpc/types.ts';
import type { Refusal } from '../../../rules/index.ts';
import type { Report } from '../draft.ts';
import type { PlannedBlock, PlannedVpc } from '../planned-vpcs.ts';
import type { Additions } from './additions.ts';

export interface PlacedVpc {
  readonly id: string;
  /** `undefined` for a new one. */
  readonly existing: Vpc | undefined;
  /** All its blocks, with those of the plan that AWS accepts. */
  readonly cidrs: readonly Cidr[];
  /** The blocks of the plan whose subnets it can have. */
  readonly accepted: ReadonlySet<PlannedBlock>;
}

/** VPCs of a plan, each with the one of the network that it is; several that are the same one are joined. */
export function withExisting(
  planned: readonly PlannedVpc[],
  network: Network,
): readonly { readonly planned: PlannedVpc; readonly existing: Vpc | undefined }[] {
  const pairs: { planned: PlannedVpc; readonly existing: Vpc | undefined }[] = [];
  for (const vpc of planned) {
    const existing = vpcOf(vpc, network);
    const same = pairs.find((pair) => existing !== undefined && pair.existing === existing);
    if (same === undefined) pairs.push({ planned: vpc, existing });
    else {
      const { blocks, subnets } = same.planned;
      same.planned = {
        ...same.planned,
        blocks: [...blocks, ...vpc.blocks],
        subnets: [...subnets, ...vpc.subnets],
      };
    }
  }
  return pairs;
}

/** @returns `undefined` when AWS would refuse every block that the VPC could be made with */
export function placeVpc(
  planned: PlannedVpc,
  existing: Vpc | undefined,
  network: Network,
  additions: Additions,
  report: Report,
): PlacedVpc | undefined {
  return existing === undefined
    ? newVpc(planned, additions, report)
    : extendedVpc(existing, planned, network, additions, report);
}

/**
 * By id or by unique name. A VPC without a name in the plan is the one that has its first block: the only one, or the
 * one that was made of it before.
 */
function vpcOf({ name, isNamed, blocks }: PlannedVpc, { vpcs }: Network): Vpc | undefined {
  const [first] = blocks;
  const hasFirst = (vpc: Vpc) =>
    first !== undefined && blocksOf(vpc).some((block) => sameCidr(block, first.cidr));
  const byId = vpcs.get(name);
  if (byId !== undefined && (isNamed || hasFirst(byId))) return byId;
  const found = [...vpcs.values()].filter((vpc) => (isNamed ? vpc.name?.trim() === name : hasFirst(vpc)));
  return found.length === 1 ? found[0] : undefined;
}

function blocksOf({ cidrBlocks, ipv6CidrBlocks }: Vpc): readonly Cidr[] {
  return [...cidrBlocks, ...ipv6CidrBlocks];
}

function newVpc(planned: PlannedVpc, additions: Additions, report: Report): PlacedVpc | undefined {
  const { name, isNamed } = planned;
  const cidrs: Cidr[] = [];
  const accepted = new Set<PlannedBlock>();
  // VPC-1: a VPC is made with an IPv4 block, and given the others afterwards.
  for (const block of [...planned.blocks].sort((a, b) => a.cidr.family - b.cidr.family)) {
    const refusals =
      cidrs.length === 0 ? refusePrimary(block.cidr) : refuseCidrAssociation(block.cidr, { existing: cidrs });
    if (refusals.length > 0) {
      tellRefused(block, planned, refusals, report);
      continue;
    }
    accepted.add(block);
    cidrs.push(block.cidr);
  }
  const [primary, ...others] = cidrs;
  if (primary === undefined) return undefined;
  const added = (family: 4 | 6) => others.filter((block) => block.family === family).map(formatCidr);
  const id = additions.add('vpcs', isNamed ? name : undefined, isNamed ? 'vpc' : name, {
    cidrBlock: formatCidr(primary),
    ...(added(4).length > 0 && { cidrBlocks: added(4) }),
    ...(added(6).length > 0 && { ipv6CidrBlocks: added(6) }),
  });
  return { id, existing: undefined, cidrs, accepted };
}

function refusePrimary(block: Cidr): Refusal[] {
  if (block.family === 4) return refuseVpcCidr(block);
  const reason = 'A VPC needs an IPv4 block first. Add one to the plan under the same VPC name.';
  return [{ rule: 'VPC-1', reason }];
}

function extendedVpc(
  vpc: Vpc,
  planned: PlannedVpc,
  network: Network,
  additions: Additions,
  report: Report,
): PlacedVpc {
  const cidrs = [...blocksOf(vpc)];
  const accepted = new Set<PlannedBlock>();
  const others = associationOf(vpc, network);
  for (const block of planned.blocks) {
    const { cidr } = block;
    const isThere = cidrs.some((known) => containsCidr(known, cidr));
    const twin = [...accepted].find((earlier) => overlaps(earlier.cidr, cidr));
    const refusals =
      twin !== undefined
        ? [overlapRefusal(cidr, twin.cidr)]
        : isThere
          ? []
          : refuseCidrAssociation(cidr, { ...others, existing: cidrs });
    if (refusals.length > 0) {
      tellRefused(block, planned, refusals, report);
      continue;
    }
    accepted.add(block);
    if (isThere) continue;
    cidrs.push(cidr);
    additions.addBlock('vpcs', vpc.id, cidr.family === 4 ? 'cidrBlocks' : 'ipv6CidrBlocks', formatCidr(cidr));
  }
  return { id: vpc.id, existing: vpc, cidrs, accepted };
}

function overlapRefusal(block: Cidr, earlier: Cidr): Refusal {
  const reason = `It overlaps \`${formatCidr(earlier)}\`, which the plan has for the same VPC.`;
  return { rule: block.family === 4 ? 'VPC-3' : 'VPC-10', reason };
}

/** What beside its blocks decides whether AWS gives a VPC another one (VPC-6, VPC-8). */
function associationOf({ id }: Vpc, network: Network): Omit<CidrAssociation, 'existing'> {
  const tables = [...network.routeTables.values()].filter(({ vpc }) => vpc === id);
  return {
    routeDestinations: tables.flatMap(({ routes }) =>
      routes.flatMap(({ destination, target, propagation }) =>
        destination.kind === 'cidr' && target.kind !== 'local' && propagation === undefined
          ? [destination.cidr]
          : [],
      ),
    ),
    peerings: [...network.vpcPeeringConnections.values()].flatMap(({ status, requester, accepter }) => {
      if (requester.vpc !== id && accepter.vpc !== id) return [];
      const role = requester.vpc === id ? ('requester' as const) : ('accepter' as const);
      const peer = role === 'requester' ? accepter : requester;
      return [{ status, role, peerCidrs: [...peer.cidrBlocks, ...peer.ipv6CidrBlocks] }];
    }),
  };
}

function tellRefused(
  block: PlannedBlock,
  { name, subnets }: PlannedVpc,
  refusals: readonly Refusal[],
  report: Report,
): void {
  const inside = subnets.filter(({ ipv4, ipv6 }) => ipv4?.block === block || ipv6?.block === block).length;
  const lost =
    inside === 0 ? '' : ` Its ${inside === 1 ? 'subnet was' : `${inside} subnets were`} left out with it.`;
  for (const { rule, reason } of refusals) {
    report(
      'vpc-cidr-refused',
      `AWS would not give \`${formatCidr(block.cidr)}\` to VPC \`${name.slice(0, 60)}\`. ${reason}${lost}`,
      { rule },
    );
  }
}
