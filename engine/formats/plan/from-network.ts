/** The address plan that a network comes to: its VPCs' blocks, its subnets in them, and the addresses in use. */
import { collectDiagnostics } from '../../diagnostics/index.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { type Address, compareAddresses } from '../../ip/index.ts';
import type { Network } from '../../model/index.ts';
import type { Plan, SubnetKind } from '../../plan/index.ts';
import type { Subnet } from '../../resources/subnet/types.ts';
import type { Vpc } from '../../resources/vpc/types.ts';
import { type DraftNetwork, type DraftRow, type Report, blocksOf, withinLimits } from './draft.ts';
import { cutText, labelFrom } from './label.ts';

export interface NetworkPlan {
  readonly plan: Plan;
  /** Private addresses of interfaces, ascending, IPv4 before IPv6. */
  readonly inUse: readonly Address[];
  /** Subnets that overlap, and blocks that had to be supposed. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The address plan of a network: a block for each CIDR of each VPC, IPv4 before IPv6 and the primary one first. Its
 * subnets are named rows; a dual-stack subnet is two of one name. What lies between them is free.
 */
export function planFromNetwork(network: Network): NetworkPlan {
  const { report, all } = collectDiagnostics();
  const isUnique = uniqueNames(network);
  const nameOf = ({ id, name }: Vpc) => (name !== undefined && isUnique(name) ? name : id);
  const drafts = [...network.vpcs.values()].map((vpc) => draftOf(vpc, nameOf(vpc), network, report));
  const strays = subnetsWithoutVpc(network).map((subnets) => strayDraft(subnets, network, report));
  const plan: Plan = {
    name: cutText(network.name?.trim() ?? ''),
    cloud: 'aws',
    blocks: withinLimits(blocksOf([...drafts, ...strays], 'overlap', report), report),
    needs: [],
    strategy: 'largest-first',
  };
  return { plan, inUse: addressesInUse(network), diagnostics: all() };
}

function draftOf(vpc: Vpc, name: string, network: Network, report: Report): DraftNetwork {
  return {
    name: cutText(name.trim()),
    cidrs: [...vpc.cidrBlocks, ...vpc.ipv6CidrBlocks],
    rows: network.lookup.subnetsOf(vpc.id).flatMap((subnet) => rowsOf(subnet, network, report)),
  };
}

/** Whether a text is the name of just one VPC, and the id of none. */
function uniqueNames({ vpcs }: Network): (name: string) => boolean {
  const counts = new Map<string, number>();
  for (const { id, name } of vpcs.values()) {
    for (const text of new Set([id, name?.trim() || id])) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return (name) => counts.get(name.trim()) === 1;
}

/** Subnets whose VPC the network does not hold, VPC by VPC. */
function subnetsWithoutVpc({ subnets, vpcs }: Network): Subnet[][] {
  const byVpc = new Map<string, Subnet[]>();
  for (const subnet of subnets.values()) {
    if (vpcs.has(subnet.vpc)) continue;
    const others = byVpc.get(subnet.vpc);
    if (others === undefined) byVpc.set(subnet.vpc, [subnet]);
    else others.push(subnet);
  }
  return [...byVpc.values()];
}

function strayDraft(subnets: readonly Subnet[], network: Network, report: Report): DraftNetwork {
  return {
    name: cutText(subnets[0]?.vpc ?? ''),
    cidrs: [],
    rows: subnets.flatMap((subnet) => rowsOf(subnet, network, report)),
  };
}

function rowsOf(subnet: Subnet, network: Network, report: Report): DraftRow[] {
  const place = { resource: subnet.id };
  const label = labelFrom(
    {
      name: subnet.name?.trim() || subnet.id,
      zone: subnet.availabilityZone ?? subnet.availabilityZoneId,
      kind: kindOf(subnet, network),
    },
    (member) =>
      report('plan-text-cut', `Subnet \`${subnet.id.slice(0, 60)}\`: the ${member} was cut.`, place),
  );
  const cidrs = [...(subnet.cidrBlock === undefined ? [] : [subnet.cidrBlock]), ...subnet.ipv6CidrBlocks];
  return cidrs.map((cidr) => ({ cidr, label, free: false, place }));
}

/**
 * What the routes of a subnet make of it (SUB-7).
 *
 * @returns `undefined` when routes are missing from the model that may decide (EVAL-8)
 */
function kindOf(subnet: Subnet, network: Network): SubnetKind | undefined {
  const table = network.routeTables.get(subnet.routeTable);
  if (table === undefined) return undefined;
  const targets = table.routes.map(({ target }) => target.kind);
  if (targets.includes('internet-gateway')) return 'public';
  if (table.incomplete) return undefined;
  return targets.every((kind) => kind === 'local') ? 'isolated' : 'private';
}

function addressesInUse({ networkInterfaces }: Network): Address[] {
  return [...networkInterfaces.values()]
    .flatMap(({ privateIpv4, ipv6Addresses }) => [
      ...privateIpv4.map(({ address }) => address),
      ...ipv6Addresses,
    ])
    .sort(compareAddresses);
}
