/** A plan as the networks and subnets to be made of it: what is written for other tools, and put into documents. */
import { type Cidr, formatCidr } from '../../ip/index.ts';
import { type Label, type Plan, type SubnetKind, eachLeaf } from '../../plan/index.ts';
import { UniqueNames } from './unique-names.ts';

export interface PlannedVpc {
  /** `vpc-1` and so on where the plan has no name. */
  readonly name: string;
  readonly isNamed: boolean;
  /** In the plan's order: the first of a family is primary. */
  readonly blocks: readonly PlannedBlock[];
  readonly subnets: readonly PlannedSubnet[];
}

/** A base block. Each is an object of its own, even where two have the same CIDR. */
export interface PlannedBlock {
  readonly cidr: Cidr;
}

/** A subnet of one family, or of both. */
export interface PlannedSubnet {
  /** `undefined` for a row without a name. */
  readonly name: string | undefined;
  readonly zone: string | undefined;
  readonly kind: SubnetKind | undefined;
  readonly note: string | undefined;
  readonly ipv4: PlacedCidr | undefined;
  readonly ipv6: PlacedCidr | undefined;
}

/** A row's CIDR, and the base block it lies in. */
export interface PlacedCidr {
  readonly cidr: Cidr;
  readonly block: PlannedBlock;
}

/**
 * The VPCs of a plan with their subnets, in its order; free space and groups are left out.
 *
 * Blocks of one name are one VPC, each block without a name is one by itself. An IPv4 and an IPv6 row of one VPC and
 * name, and not of different zones, are one dual-stack subnet.
 */
export function plannedVpcs(plan: Plan): PlannedVpc[] {
  const names = new UniqueNames(plan.blocks.map(({ vpc }) => vpc));
  const byName = new Map<string, { isNamed: boolean; blocks: PlannedBlock[]; rows: Row[] }>();
  for (const { cidr: base, vpc, root } of plan.blocks) {
    const block = { cidr: base };
    const name = vpc === '' ? nextUnnamed(names) : vpc;
    const found = byName.get(name) ?? { isNamed: vpc !== '', blocks: [], rows: [] };
    byName.set(name, found);
    found.blocks.push(block);
    eachLeaf(root, base, ({ free, label }, cidr) => {
      if (!free) found.rows.push({ label, at: { cidr, block } });
    });
  }
  return [...byName].map(([name, { isNamed, blocks, rows }]) => ({
    name,
    isNamed,
    blocks,
    subnets: joinFamilies(rows),
  }));
}

/** `subnet-10-0-1-0-24` for 10.0.1.0/24. */
export function nameByBlock({ ipv4, ipv6 }: Pick<PlannedSubnet, 'ipv4' | 'ipv6'>): string {
  const at = ipv4 ?? ipv6;
  return at === undefined ? 'subnet' : nameOfBlock(at.cidr);
}

export function nameOfBlock(cidr: Cidr): string {
  return `subnet-${formatCidr(cidr).replace(/[^0-9a-f]+/g, '-')}`;
}

interface Row {
  readonly label: Label;
  readonly at: PlacedCidr;
}

function nextUnnamed(names: UniqueNames): string {
  let number = 1;
  while (!names.isFree(`vpc-${number}`)) number += 1;
  return names.take(`vpc-${number}`);
}

function joinFamilies(rows: readonly Row[]): PlannedSubnet[] {
  const partners = new Map<string, Row[]>();
  for (const row of rows) {
    const { name } = row.label;
    if (row.at.cidr.family === 4 || name === undefined) continue;
    const others = partners.get(name);
    if (others === undefined) partners.set(name, [row]);
    else others.push(row);
  }
  const partnerOf = new Map<Row, Row>();
  const taken = new Set<Row>();
  for (const row of rows) {
    const others = row.at.cidr.family === 4 ? (partners.get(row.label.name ?? '') ?? []) : [];
    const at = others.findIndex((other) => sameZone(row, other));
    const [partner] = at === -1 ? [] : others.splice(at, 1);
    if (partner === undefined) continue;
    taken.add(partner);
    partnerOf.set(row, partner);
  }
  return rows.filter((row) => !taken.has(row)).map((row) => subnetOf(row, partnerOf.get(row)));
}

function sameZone({ label: a }: Row, { label: b }: Row): boolean {
  return a.zone === undefined || b.zone === undefined || a.zone === b.zone;
}

function subnetOf(row: Row, partner: Row | undefined): PlannedSubnet {
  const labels = partner === undefined ? [row.label] : [row.label, partner.label];
  const first = <K extends 'zone' | 'kind'>(key: K) =>
    labels.find((label) => label[key] !== undefined)?.[key];
  const notes = new Set(labels.flatMap(({ note }) => note ?? []));
  const { family } = row.at.cidr;
  return {
    name: row.label.name,
    zone: first('zone'),
    kind: first('kind'),
    note: [...notes].join(' / ') || undefined,
    ipv4: family === 4 ? row.at : undefined,
    ipv6: family === 6 ? row.at : partner?.at,
  };
}
