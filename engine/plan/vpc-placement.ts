/**
 * Which CIDR blocks AWS lets a VPC have (VPC-1 to VPC-6, VPC-8, VPC-10).
 */
import { cidrOf, containsCidr, formatCidr, overlaps, parseAddress, parseCidr } from '../ip/index.ts';
import type { Address, Cidr, Family } from '../ip/index.ts';
import { fitsVpc } from './size.ts';
import type { Refusal } from '../rules/index.ts';

/** What a VPC has already when a further block is to be added. */
export interface CidrAssociation {
  /** Blocks of both families; those of the candidate's family count. */
  readonly existing: readonly Cidr[];
  /** Destinations of the static routes in any of the VPC's tables, local routes apart (VPC-6). */
  readonly routeDestinations?: readonly Cidr[];
  readonly peerings?: readonly PeeringOfVpc[];
}

/** A peering connection from the side of the VPC that is to get a block (VPC-8). */
export interface PeeringOfVpc {
  /** The connection's own word; what matters here is `active` and `pending-acceptance`. */
  readonly status: string;
  readonly role: 'requester' | 'accepter';
  readonly peerCidrs: readonly Cidr[];
}

/** Whether AWS makes a VPC of this block: size (VPC-1, VPC-10) and range (VPC-2). Empty when accepted. */
export function refuseVpcCidr(candidate: Cidr): Refusal[] {
  const fit = fitsVpc(candidate);
  if (fit.fits) return [];
  const block = formatCidr(candidate);
  switch (fit.reason) {
    case 'refused-range':
      // VPC-2: any other range is allowed, RFC 1918 or not.
      return [
        {
          rule: 'VPC-2',
          reason: `\`${block}\` lies in a range that AWS gives to no VPC: \`0.0.0.0/8\`, \`127.0.0.0/8\`, \`169.254.0.0/16\` or \`224.0.0.0/4\`. Take a private range such as \`10.0.0.0/8\`.`,
        },
      ];
    case 'too-large':
    case 'too-small':
    case 'step':
      return [sizeRefusal(candidate.family, `\`${block}\``, candidate.prefixLength)];
    default:
      return fit.reason satisfies never;
  }
}

/**
 * Whether a VPC may have a block of this prefix length, whatever its address (VPC-1, VPC-10). Takes lengths that no
 * block of the family has, and refuses them.
 */
export function refuseVpcPrefixLength(family: Family, prefixLength: number): Refusal[] {
  const block = blockOfLength(family, prefixLength);
  const fits = block !== undefined && fitsVpc(block).fits;
  return fits ? [] : [sizeRefusal(family, `\`/${prefixLength}\``, prefixLength)];
}

/**
 * Whether AWS adds a block to a VPC: VPC-3 to VPC-6, VPC-8 and VPC-10, every reason that applies. Empty when accepted.
 *
 * `doubtsOfCidrAssociation` tells the accepted cases that AWS's pages leave open.
 */
export function refuseCidrAssociation(candidate: Cidr, vpc: CidrAssociation): Refusal[] {
  const existing = vpc.existing.filter((block) => block.family === candidate.family);
  return [
    ...refuseVpcCidr(candidate),
    ...refuseOverlap(candidate, existing),
    ...(candidate.family === 4 ? refuseCombination(candidate, existing) : []),
    ...refuseCoveredRoute(candidate, vpc.routeDestinations ?? []),
    ...(vpc.peerings ?? []).flatMap((peering) => refusePeered(candidate, peering)),
  ];
}

/**
 * The reasons for which AWS might refuse a block that `refuseCidrAssociation` accepts: the pages do not say (VPC-4).
 */
export function doubtsOfCidrAssociation(candidate: Cidr, existing: readonly Cidr[]): Refusal[] {
  const block = formatCidr(candidate);
  const range = rangeOf(candidate);
  const ranges = existing.filter(({ family }) => family === candidate.family).map(rangeOf);
  if (candidate.family === 6) return [];
  // UNCERTAIN (VPC-4): accepted when nothing overlaps.
  if (range === '198.19.0.0/16' && ranges.includes(range)) {
    return [
      {
        rule: 'VPC-4',
        reason: `Whether a second block of \`198.19.0.0/16\`, here \`${block}\`, may be added is not documented. It is taken as accepted.`,
      },
    ];
  }
  // UNCERTAIN (VPC-4): the strict reading of the table refuses this.
  if (isRfc1918Range(range) && ranges.includes(range) && ranges.includes('public')) {
    return [
      {
        rule: 'VPC-4',
        reason: `Whether \`${block}\` may still be added after a public or \`100.64.0.0/10\` block is not documented. It is taken as accepted, since the VPC has a block of \`${range}\` already. Add private blocks before the others to be sure.`,
      },
    ];
  }
  return [];
}

function refuseOverlap(candidate: Cidr, existing: readonly Cidr[]): Refusal[] {
  // VPC-3; for IPv6 the same holds, since each block gets a local route of its own (VPC-7).
  return existing
    .filter((block) => overlaps(block, candidate))
    .map((block) => ({
      rule: candidate.family === 4 ? 'VPC-3' : 'VPC-10',
      reason: `\`${formatCidr(candidate)}\` overlaps \`${formatCidr(block)}\`, which the VPC has already. Take a block outside it.`,
    }));
}

/** The rows and columns of VPC-4. */
type Range = '10.0.0.0/8' | '172.16.0.0/12' | '192.168.0.0/16' | '198.19.0.0/16' | 'public';

const NAMED_RANGES = (['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '198.19.0.0/16'] as const).flatMap(
  (name) => {
    const cidr = parseCidr(name);
    return cidr === undefined ? [] : [{ name, cidr }];
  },
);

/** Every other range, 100.64.0.0/10 among them, is treated as public. */
function rangeOf(block: Cidr): Range {
  return NAMED_RANGES.find(({ cidr }) => containsCidr(cidr, block))?.name ?? 'public';
}

function isRfc1918Range(range: Range): boolean {
  return range !== 'public' && range !== '198.19.0.0/16';
}

const DEFAULT_VPC_RANGE = parseCidr('172.31.0.0/16');
const LOWEST_RANGE = parseCidr('10.0.0.0/16');
const LOWEST_RANGES = parseCidr('10.0.0.0/15');

/** VPC-4 and VPC-5: the candidate must pass the row of every block that the VPC has. */
function refuseCombination(candidate: Cidr, existing: readonly Cidr[]): Refusal[] {
  const range = rangeOf(candidate);
  const sameRange = existing.some((block) => rangeOf(block) === range);
  return existing.flatMap((block) => {
    const row = rangeOf(block);
    if (row === range) return refuseWithinRange(candidate, block);
    if (range === 'public') return [];
    // UNCERTAIN (VPC-4): see doubtsOfCidrAssociation.
    if (row === 'public' && sameRange && isRfc1918Range(range)) return [];
    const advice =
      row === 'public'
        ? 'Private blocks must come first: make the VPC with one, and add the other range afterwards.'
        : `Add a block of \`${row === '198.19.0.0/16' ? '100.64.0.0/10' : row}\`, or a public or \`100.64.0.0/10\` one.`;
    return [
      {
        rule: 'VPC-4',
        reason: `\`${formatCidr(candidate)}\` may not join \`${formatCidr(block)}\`: AWS does not add a block of \`${range}\` to a VPC with ${nameOfRow(row)}. ${advice}`,
      },
    ];
  });
}

function refuseWithinRange(candidate: Cidr, block: Cidr): Refusal[] {
  const text = formatCidr(candidate);
  // VPC-4: 172.31.0.0/16 is kept for default VPCs.
  if (within(DEFAULT_VPC_RANGE, candidate)) {
    return [
      {
        rule: 'VPC-4',
        reason: `\`${text}\` may not join \`${formatCidr(block)}\`: AWS adds no block of \`172.31.0.0/16\`. Take another part of \`172.16.0.0/12\`.`,
      },
    ];
  }
  // VPC-5.
  if (within(LOWEST_RANGE, candidate) && within(LOWEST_RANGES, block)) {
    return [
      {
        rule: 'VPC-5',
        reason: `\`${text}\` may not join \`${formatCidr(block)}\`: a VPC with a block in \`10.0.0.0/15\` takes no further block of \`10.0.0.0/16\`. Take one from \`10.1.0.0\` upwards.`,
      },
    ];
  }
  return [];
}

function nameOfRow(row: Range): string {
  return row === 'public' ? 'a public or `100.64.0.0/10` block' : `a block of \`${row}\``;
}

function within(range: Cidr | undefined, block: Cidr): boolean {
  return range !== undefined && containsCidr(range, block);
}

/** VPC-6: 10.0.0.0/16 and 10.0.0.0/24 cover the route 10.0.0.0/24, 10.0.0.0/25 does not. */
function refuseCoveredRoute(candidate: Cidr, destinations: readonly Cidr[]): Refusal[] {
  return destinations
    .filter((destination) => containsCidr(candidate, destination))
    .map((destination) => ({
      rule: 'VPC-6',
      reason: `\`${formatCidr(candidate)}\` covers the route to \`${formatCidr(destination)}\` in one of the VPC's tables. Remove that route first, or take a block that does not contain it.`,
    }));
}

function refusePeered(candidate: Cidr, peering: PeeringOfVpc): Refusal[] {
  // VPC-8: a requester can add nothing while its request waits.
  if (peering.status === 'pending-acceptance' && peering.role === 'requester') {
    return [
      {
        rule: 'VPC-8',
        reason: `\`${formatCidr(candidate)}\` cannot be added while a peering request of this VPC waits to be accepted. Let it be accepted, or delete it.`,
      },
    ];
  }
  if (peering.status !== 'active') return [];
  return peering.peerCidrs
    .filter((block) => overlaps(block, candidate))
    .map((block) => ({
      rule: 'VPC-8',
      reason: `\`${formatCidr(candidate)}\` overlaps \`${formatCidr(block)}\` of a peered VPC. Take a block outside it.`,
    }));
}

function sizeRefusal(family: Family, block: string, prefixLength: number): Refusal {
  // VPC-1 for the primary block, VPC-3 for the others: the same sizes.
  if (family === 4) {
    return {
      rule: 'VPC-1',
      reason: `${block} is too ${prefixLength < 16 ? 'large' : 'small'}: an IPv4 block of a VPC is /16 to /28.`,
    };
  }
  return {
    rule: 'VPC-10',
    reason: `${block} is not a size AWS gives: an IPv6 block of a VPC is /44, /48, /52, /56 or /60.`,
  };
}

const SAMPLE_IPV4 = parseAddress('10.0.0.0');
const SAMPLE_IPV6 = parseAddress('2001:db8::');

/** Some block of this prefix length; `undefined` for a length that the family cannot have. */
function blockOfLength(family: Family, prefixLength: number): Cidr | undefined {
  const address: Address | undefined = family === 4 ? SAMPLE_IPV4 : SAMPLE_IPV6;
  const width = family === 4 ? 32 : 128;
  const isLength = Number.isInteger(prefixLength) && prefixLength >= 0 && prefixLength <= width;
  return address !== undefined && isLength ? cidrOf(address, prefixLength) : undefined;
}
