/** An address plan as text: the rows of the app's table, groups indented, and their sum. */
import {
  cloudRules,
  firstAddress,
  formatAddress,
  formatCidr,
  lastAddress,
  outlineOf,
  usableRange,
} from '../../../engine/index.ts';
import type { Cloud, Plan, PlanRow, Totals } from '../../../engine/index.ts';
import { cutTo, tableLines } from './table.ts';
import type { TableRow } from './table.ts';
import { counted, grouped, printable } from './terminal.ts';
import type { Role, Style } from './terminal.ts';

const COLUMNS = [
  { title: 'Name' },
  { title: 'CIDR' },
  { title: 'Usable range' },
  { title: 'Usable', align: 'right' },
  { title: 'Zone' },
  { title: 'Kind' },
  { title: 'Note' },
] as const;

/** Notes are cut before names; the range follows from the CIDR, so it goes before anything that does not. */
const CONCESSIONS = [
  [6, 12],
  [0, 16],
  [2, 0],
  [6, 0],
  [0, 8],
  [4, 0],
  [5, 0],
] as const;

export function planText(plan: Plan, layout: { readonly width: number; readonly style: Style }): string {
  const { rows, totals } = outlineOf(plan);
  const { style } = layout;
  const [only, another] = plan.blocks;
  const blocks =
    only !== undefined && another === undefined
      ? formatCidr(only.cidr)
      : counted(plan.blocks.length, 'block');
  const name = printable(cutTo(plan.name, layout.width / 2));
  const title = [name, blocks].filter(Boolean).join('  ');
  return [
    `${style(title, 'strong')}  ${style(cloudRules(plan.cloud).label, 'dim')}`,
    '',
    ...tableLines(
      COLUMNS,
      rows.map((row) => tableRow(row, plan.cloud)),
      { ...layout, concessions: CONCESSIONS },
    ),
    '',
    totalsText(totals),
  ].join('\n');
}

const ROLES: Record<PlanRow['kind'], Role | undefined> = {
  block: 'strong',
  group: 'strong',
  subnet: undefined,
  free: 'dim',
};

function tableRow(row: PlanRow, cloud: Cloud): TableRow {
  const { kind, cidr, label, depth, usable } = row;
  const role = ROLES[kind];
  return {
    cells: [
      '  '.repeat(depth) + nameOf(row),
      formatCidr(cidr),
      rangeOf(row, cloud),
      countText(usable),
      label.zone ?? '',
      label.kind ?? '',
      label.note ?? '',
    ],
    ...(role !== undefined && { role }),
  };
}

function nameOf({ kind, label }: PlanRow): string {
  return label.name ?? (kind === 'free' ? 'free' : '');
}

/** What interfaces can have of a subnet, all of free space; of rows with parts how many subnets they hold. */
function rangeOf({ kind, cidr, subnets }: PlanRow, cloud: Cloud): string {
  if (kind === 'block' || kind === 'group') return counted(subnets, 'subnet');
  const range =
    kind === 'free' ? { first: firstAddress(cidr), last: lastAddress(cidr) } : usableRange(cidr, cloud);
  return range === undefined ? 'none' : `${formatAddress(range.first)} – ${formatAddress(range.last)}`;
}

function totalsText({ subnets, freeBlocks, addresses, inSubnets, usable }: Totals): string {
  return (
    `${counted(subnets, 'subnet')}, ${counted(freeBlocks, 'free block')}. ` +
    `${countText(inSubnets)} of ${countText(addresses)} addresses in subnets, ${countText(usable)} usable.`
  );
}

/** From here on counts are powers of two: that is how IPv6 blocks are thought of. */
const COUNTED_OUT = 10n ** 12n;

/** `4,091`, or for the numbers of IPv6 `2^64`, rounded to a hundredth of a power. */
export function countText(count: bigint): string {
  return count < COUNTED_OUT ? grouped(count) : `2^${Number(Math.log2(Number(count)).toFixed(2))}`;
}
