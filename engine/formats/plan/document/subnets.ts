/** The subnets of a document that a plan's rows become, in a VPC that has its blocks already. */
import {
  type Cidr,
  type PrefixTable,
  allMatches,
  compareCidrs,
  containsCidr,
  firstAddress,
  formatCidr,
  prefixTable,
  sameCidr,
} from '../../../ip/index.ts';
import type { Network } from '../../../model/index.ts';
import { refuseSubnetCidr } from '../../../plan/index.ts';
import type { Subnet } from '../../../resources/subnet/types.ts';
import type { Report } from '../draft.ts';
import { type PlacedCidr, type PlannedSubnet, nameByBlock } from '../planned-vpcs.ts';
import type { Additions } from './additions.ts';
import type { PlacedVpc } from './vpc.ts';
import { WaysOut } from './ways-out.ts';

export function placeSubnets(
  planned: readonly PlannedSubnet[],
  vpc: PlacedVpc,
  network: Network,
  additions: Additions,
  report: Report,
): void {
  const known = vpc.existing === undefined ? [] : network.lookup.subnetsOf(vpc.existing.id);
  const neighbours = new Neighbours(known);
  const waysOut = new WaysOut(vpc, network, additions);
  let closed = 0;
  for (const subnet of planned) {
    const placed = { ...subnet, ipv4: inVpc(subnet.ipv4, vpc), ipv6: inVpc(subnet.ipv6, vpc) };
    const existing = neighbours.same(placed.ipv4?.cidr) ?? neighbours.same(placed.ipv6?.cidr);
    const missing = existing === undefined ? placed : without(placed, existing);
    const cidrs = acceptedCidrs(missing, vpc, neighbours, report);
    if (cidrs.length === 0) continue;
    if (existing !== undefined) {
      extend(existing, cidrs, additions);
      continue;
    }
    const [ipv4] = cidrs.filter(({ family }) => family === 4);
    const [ipv6] = cidrs.filter(({ family }) => family === 6);
    const table = waysOut.tableFor(subnet.kind);
    additions.add('subnets', subnet.name, nameByBlock(subnet), {
      vpc: vpc.id,
      ...(ipv4 && { cidrBlock: formatCidr(ipv4) }),
      ...(ipv6 && { ipv6CidrBlock: formatCidr(ipv6) }),
      ...(subnet.zone !== undefined && { availabilityZone: additions.text(subnet.zone, vpc.id) }),
      ...(table !== undefined && { routeTable: table }),
    });
    if (subnet.kind === 'private') closed += 1;
  }
  if (closed > 0) {
    report(
      'subnets-without-way-out',
      `VPC \`${vpc.id}\` got ${closed === 1 ? 'a private subnet' : `${closed} private subnets`} without a way out. Add a NAT gateway in a public subnet, and a route to it, where ${closed === 1 ? 'it needs' : 'they need'} the internet.`,
      { resource: vpc.id },
    );
  }
}

/** The block of a row, when the VPC got its base block; that it did not was said of that. */
function inVpc(at: PlacedCidr | undefined, { accepted }: PlacedVpc): PlacedCidr | undefined {
  return at !== undefined && accepted.has(at.block) ? at : undefined;
}

function without(subnet: PlannedSubnet, { cidrBlock, ipv6CidrBlocks }: Subnet): PlannedSubnet {
  const held = cidrBlock === undefined ? ipv6CidrBlocks : [cidrBlock, ...ipv6CidrBlocks];
  const missing = (at: PlacedCidr | undefined) =>
    at !== undefined && held.some((cidr) => sameCidr(cidr, at.cidr)) ? undefined : at;
  return { ...subnet, ipv4: missing(subnet.ipv4), ipv6: missing(subnet.ipv6) };
}

/** The blocks of a row that AWS would give to a subnet of the VPC. */
function acceptedCidrs(
  { name, ipv4, ipv6 }: PlannedSubnet,
  vpc: PlacedVpc,
  neighbours: Neighbours,
  report: Report,
): Cidr[] {
  return [ipv4, ipv6].flatMap((at) => {
    if (at === undefined) return [];
    const { cidr } = at;
    const refusals = refuseSubnetCidr(cidr, {
      vpcCidrs: vpc.cidrs,
      existingSubnets: neighbours.overlapping(cidr),
    });
    for (const { rule, reason } of refusals) {
      const of = name === undefined ? '' : ` to \`${name.slice(0, 60)}\``;
      report(
        'subnet-cidr-refused',
        `AWS would not give \`${formatCidr(cidr)}\`${of} in VPC \`${vpc.id}\`, so it was left out. ${reason}`,
        {
          resource: vpc.id,
          rule,
        },
      );
    }
    return refusals.length === 0 ? [cidr] : [];
  });
}

/** A subnet that is there with one family, and planned with both, gets the other. */
function extend({ id, cidrBlock }: Subnet, cidrs: readonly Cidr[], additions: Additions): void {
  for (const cidr of cidrs) {
    if (cidr.family === 6) additions.addBlock('subnets', id, 'ipv6CidrBlocks', formatCidr(cidr));
    else if (cidrBlock === undefined) additions.setCidrBlock(id, formatCidr(cidr));
  }
}

/** The subnets that a VPC had before. Those of a plan do not overlap each other. */
class Neighbours {
  #table: PrefixTable<Subnet>;
  /** Ascending. */
  #cidrs: readonly Cidr[];

  constructor(subnets: readonly Subnet[]) {
    const entries = subnets.flatMap((subnet) =>
      [...(subnet.cidrBlock === undefined ? [] : [subnet.cidrBlock]), ...subnet.ipv6CidrBlocks].map(
        (cidr) => ({
          cidr,
          value: subnet,
        }),
      ),
    );
    this.#table = prefixTable(entries);
    this.#cidrs = entries.map(({ cidr }) => cidr).sort(compareCidrs);
  }

  same(cidr: Cidr | undefined): Subnet | undefined {
    if (cidr === undefined) return undefined;
    return allMatches(this.#table, firstAddress(cidr)).find((match) => sameCidr(match.cidr, cidr))?.values[0];
  }

  overlapping(cidr: Cidr): Cidr[] {
    const around = allMatches(this.#table, firstAddress(cidr)).map((match) => match.cidr);
    return [...around.filter((other) => containsCidr(other, cidr)), ...this.#inside(cidr)];
  }

  /** Blocks inside another stand together in the order, right after the place that it has or would have. */
  #inside(cidr: Cidr): Cidr[] {
    let low = 0;
    let high = this.#cidrs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.#cidrs[middle];
      if (other !== undefined && compareCidrs(other, cidr) <= 0) low = middle + 1;
      else high = middle;
    }
    const found: Cidr[] = [];
    for (
      let other = this.#cidrs[low];
      other !== undefined && containsCidr(cidr, other);
      other = this.#cidrs[++low]
    )
      found.push(other);
    return found;
  }
}
