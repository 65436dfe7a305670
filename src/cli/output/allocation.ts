/** What an allocation changes in a plan, as text and for programs. */
import {
  explainShortfall,
  formatAddress,
  formatCidr,
  nodeAt,
  usableAddressCount,
  usableRange,
} from '../../../engine/index.ts';
import type { Allocation, AllocationChange, Plan, Shortfall } from '../../../engine/index.ts';
import { plainCount } from './json.ts';
import { countText } from './plan-table.ts';
import { tableLines } from './table.ts';
import type { TableRow } from './table.ts';
import type { Role, Style } from './terminal.ts';

const COLUMNS = [
  { title: 'Change' },
  { title: 'Name' },
  { title: 'CIDR' },
  { title: 'Was' },
  { title: 'Usable range' },
  { title: 'Usable', align: 'right' },
  { title: 'Zone' },
  { title: 'Kind' },
] as const;

const CONCESSIONS = [
  [1, 16],
  [4, 0],
  [7, 0],
  [6, 0],
] as const;

/** A line for each subnet that has a place, in the order of the needs; what moved stands out. */
export function changeLines(
  { plan, changes }: Allocation,
  layout: { readonly width: number; readonly style: Style },
): string[] {
  return tableLines(
    COLUMNS,
    changes.map((change) => changeRow(plan, change)),
    { ...layout, concessions: CONCESSIONS },
  );
}

/** `2 new, 1 moved, 4 kept.` */
export function changeSum(changes: readonly AllocationChange[]): string {
  const parts = (['new', 'moved', 'kept'] as const).flatMap((kind) => {
    const count = changes.filter((change) => change.kind === kind).length;
    return count === 0 ? [] : [`${count} ${kind}`];
  });
  return parts.length === 0 ? 'Nothing found a place.' : `${parts.join(', ')}.`;
}

/** A change as a member of `hoplight-allocation/1`. */
export function plainChange(change: AllocationChange): object {
  return {
    change: change.kind,
    name: change.name,
    cidr: formatCidr(change.to.cidr),
    ...(change.kind === 'moved' && { from: formatCidr(change.from.cidr) }),
  };
}

/** A shortfall as a member of `hoplight-allocation/1`. */
export function plainShortfall(shortfall: Shortfall): object {
  const { family, wanted, free, largestFree, ...members } = shortfall;
  return {
    ...members,
    family,
    wanted: plainCount(wanted, family),
    free: plainCount(free, family),
    largestFree: largestFree ?? null,
    sentence: explainShortfall(shortfall),
  };
}

const ROLES: Record<AllocationChange['kind'], Role | undefined> = {
  new: undefined,
  moved: 'check',
  kept: 'dim',
};

function changeRow(plan: Plan, change: AllocationChange): TableRow {
  const { kind, name, to } = change;
  const label = nodeAt(plan, to)?.label ?? {};
  const range = usableRange(to.cidr, plan.cloud);
  const role = ROLES[kind];
  return {
    cells: [
      kind,
      name,
      formatCidr(to.cidr),
      kind === 'moved' ? formatCidr(change.from.cidr) : '',
      range === undefined ? 'none' : `${formatAddress(range.first)} – ${formatAddress(range.last)}`,
      countText(usableAddressCount(to.cidr, plan.cloud)),
      label.zone ?? '',
      label.kind ?? '',
    ],
    ...(role !== undefined && { role }),
  };
}
