/** A plan as a table for spreadsheets (RFC 4180), from which the same rows can be read again. */
import { type Cidr, formatAddress, formatCidr, halvesOf } from '../../../ip/index.ts';
import {
  type Label,
  type Plan,
  type PlanNode,
  isBlank,
  usableAddressCount,
  usableRange,
} from '../../../plan/index.ts';
import { guardFormulas } from './formulas.ts';
import { writeRecord } from './records.ts';

const HEADING = [
  'name',
  'cidr',
  'first usable',
  'last usable',
  'usable',
  'zone',
  'kind',
  'note',
  'vpc',
  'status',
  'tint',
  'pinned',
  'cloud',
];

/** A row for each base block, then for its groups, subnets and free blocks in address order. */
export function writeCsv(plan: Plan): string {
  const records: (readonly string[])[] = [HEADING];
  for (const { cidr, vpc, root } of plan.blocks) {
    records.push(cellsOf(cidr, {}, vpc, 'block', plan));
    addRows(root, cidr, (at, label, status) => records.push(cellsOf(at, label, vpc, status, plan)));
  }
  return records.map((cells) => `${writeRecord(cells.map(guardFormulas))}\r\n`).join('');
}

function addRows(node: PlanNode, cidr: Cidr, add: (cidr: Cidr, label: Label, status: string) => void): void {
  if (node.kind === 'leaf') return add(cidr, node.label, node.free ? 'free' : 'subnet');
  if (!isBlank(node.label)) add(cidr, node.label, 'group');
  const [lower, upper] = halvesOf(cidr);
  addRows(node.halves[0], lower, add);
  addRows(node.halves[1], upper, add);
}

function cellsOf(cidr: Cidr, label: Label, vpc: string, status: string, { cloud }: Plan): string[] {
  const isSubnet = status === 'subnet';
  const usable = isSubnet ? usableRange(cidr, cloud) : undefined;
  return [
    label.name ?? '',
    formatCidr(cidr),
    usable === undefined ? '' : formatAddress(usable.first),
    usable === undefined ? '' : formatAddress(usable.last),
    isSubnet ? String(usableAddressCount(cidr, cloud)) : '',
    label.zone ?? '',
    label.kind ?? '',
    label.note ?? '',
    vpc,
    status,
    label.tint === undefined ? '' : String(label.tint),
    label.pinned ? 'yes' : '',
    cloud,
  ];
}
