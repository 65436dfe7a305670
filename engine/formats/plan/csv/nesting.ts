/** Which rows of a table are its base blocks, and which lie in them. */
import { type Cidr, compareCidrs, containsCidr, sameCidr } from '../../../ip/index.ts';
import { type Cloud, fitsSubnet, isBlank } from '../../../plan/index.ts';
import type { DraftNetwork } from '../draft.ts';
import type { TableRow } from './rows.ts';

/** Each block with the rows in it. */
export function networksOf(rows: readonly TableRow[]): DraftNetwork[] {
  return inOrder(rows) ?? byVpc(rows);
}

/** AWS, unless a subnet of the table is none that AWS has. */
export function likelyCloud(rows: readonly TableRow[]): Cloud {
  const { holders } = nestingOf(rows);
  const subnets = rows.filter((row) => row.status === 'subnet' && !holders.has(row));
  return subnets.every(({ cidr }) => fitsSubnet(cidr, 'aws').fits) ? 'aws' : 'standard';
}

/** Blocks, each with the rows that follow it, as our own tables list them; `undefined` for a table in another order. */
function inOrder(rows: readonly TableRow[]): DraftNetwork[] | undefined {
  const networks: { name: string; cidrs: [Cidr]; rows: TableRow[] }[] = [];
  for (const row of rows) {
    const last = networks.at(-1);
    if (row.status === 'block') networks.push({ name: row.vpc, cidrs: [row.cidr], rows: spoken(row) });
    else if (last === undefined || !containsCidr(last.cidrs[0], row.cidr)) return undefined;
    else last.rows.push(row);
  }
  return networks;
}

/** Rows by the VPC they name; rows that the table calls blocks, or else those that hold others, are its blocks. */
function byVpc(rows: readonly TableRow[]): DraftNetwork[] {
  const vpcs = new Map<string, TableRow[]>();
  for (const row of rows) {
    const others = vpcs.get(row.vpc);
    if (others === undefined) vpcs.set(row.vpc, [row]);
    else others.push(row);
  }
  return [...vpcs].map(([name, ofVpc]) => {
    const stated = ofVpc.filter(({ status }) => status === 'block');
    const { holders, nested } = nestingOf(ofVpc);
    const outer = ofVpc.filter((row) => holders.has(row) && !nested.has(row));
    return {
      name,
      cidrs: (stated.length > 0 ? stated : outer).map(({ cidr }) => cidr),
      rows: ofVpc.flatMap((row) => (row.status === 'block' ? spoken(row) : [row])),
    };
  });
}

/** The row of a block about which something is said, which makes a group of all that is in it. */
function spoken(row: TableRow): TableRow[] {
  return isBlank(row.label) ? [] : [row];
}

/** Rows that hold another row, and rows that lie in another. */
function nestingOf(rows: readonly TableRow[]): { holders: Set<TableRow>; nested: Set<TableRow> } {
  const holders = new Set<TableRow>();
  const nested = new Set<TableRow>();
  const open: TableRow[] = [];
  for (const row of [...rows].sort((a, b) => compareCidrs(a.cidr, b.cidr))) {
    let around = open.at(-1);
    while (around !== undefined && !containsCidr(around.cidr, row.cidr)) {
      open.pop();
      around = open.at(-1);
    }
    if (around !== undefined && !sameCidr(around.cidr, row.cidr)) {
      holders.add(around);
      nested.add(row);
    }
    open.push(row);
  }
  return { holders, nested };
}
