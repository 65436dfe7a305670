/** The columns that a plan's table can show: what each says of a row, and how rows are ordered by it. */
import {
  addressCount,
  firstAddress,
  formatAddress,
  formatCidr,
  lastAddress,
  netmask,
  parseAddress,
  reservedAddresses,
  usableRange,
  wildcard,
} from '../../engine/addresses.ts';
import type { Address, Cidr, Cloud, PlanRow } from '../../engine/addresses.ts';

export type ColumnId =
  | 'name'
  | 'cidr'
  | 'range'
  | 'usable'
  | 'zone'
  | 'kind'
  | 'note'
  | 'mask'
  | 'wildcard'
  | 'network'
  | 'broadcast'
  | 'gateway'
  | 'reserved'
  | 'hex'
  | 'used';

export interface Column {
  readonly id: ColumnId;
  readonly label: string;
  /** As CSS writes the track of a grid; every row is a grid of its own, so a track may not hang on what is in it. */
  readonly width: string;
  /** The same in plans with IPv6 blocks, where that needs another. */
  readonly widthForIpv6?: string;
  readonly mono?: true;
  /** Numbers stand flush right. */
  readonly end?: true;
  readonly text: (row: PlanRow, context: ColumnContext) => string;
  /** Rows are ordered by this where it is not the text; numbers by their size. */
  readonly order?: (row: PlanRow, context: ColumnContext) => number | bigint | string;
}

export interface ColumnContext {
  readonly cloud: Cloud;
  /** How many addresses of a block interfaces have. */
  readonly inUse: (cidr: Cidr) => number;
}

/** Numbers with thin groups, whatever the language: `25,088`. */
export function grouped(count: number | bigint): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Addresses, as people say it: `65,536`, and powers of two where digits would not help: `2^64`. */
export function countText(count: bigint): string {
  if (count < 10n ** 12n) return grouped(count);
  const bits = count.toString(2).length - 1;
  if (count === 1n << BigInt(bits)) return `2^${bits}`;
  // From √2 times a power of two the next one is nearer: a /64 without its reserved addresses is about 2^64.
  return `≈ 2^${(count ** 2n) >> BigInt(2 * bits + 1) === 0n ? bits : bits + 1}`;
}

/** A column of addresses: rows are ordered by the first one in it, those without any before them. */
const addresses = (column: Column): Column => ({
  ...column,
  order: (row, context) => placeOfAddress(column.text(row, context)),
});

const ipv4Only = (read: (cidr: Extract<Cidr, { family: 4 }>) => Address) => (row: PlanRow) =>
  row.cidr.family === 4 ? formatAddress(read(row.cidr)) : '';

/** Every column in the order in which they stand. */
export const columns: readonly Column[] = [
  {
    id: 'name',
    label: 'Name',
    width: 'minmax(132px, 1.2fr)',
    text: ({ label, kind }) => label.name ?? (kind === 'free' ? 'free' : ''),
  },
  {
    id: 'cidr',
    label: 'CIDR',
    width: '124px',
    widthForIpv6: '204px',
    mono: true,
    text: ({ cidr }) => formatCidr(cidr),
  },
  addresses({
    id: 'range',
    label: 'Usable range',
    width: 'minmax(204px, 1fr)',
    mono: true,
    text: (row, { cloud }) => rangeText(row, cloud),
  }),
  {
    id: 'usable',
    label: 'Usable',
    width: '84px',
    mono: true,
    end: true,
    text: usableText,
    order: ({ usable }) => usable,
  },
  { id: 'zone', label: 'Zone', width: '88px', text: ({ label }) => label.zone ?? '' },
  { id: 'kind', label: 'Kind', width: '72px', text: ({ label }) => label.kind ?? '' },
  { id: 'note', label: 'Note', width: 'minmax(96px, 1fr)', text: ({ label }) => label.note ?? '' },
  addresses({ id: 'mask', label: 'Mask', width: '132px', mono: true, text: ipv4Only(netmask) }),
  addresses({ id: 'wildcard', label: 'Wildcard', width: '112px', mono: true, text: ipv4Only(wildcard) }),
  addresses({
    id: 'network',
    label: 'Network',
    width: '124px',
    widthForIpv6: '184px',
    mono: true,
    text: ({ cidr }) => formatAddress(firstAddress(cidr)),
  }),
  addresses({ id: 'broadcast', label: 'Broadcast', width: '124px', mono: true, text: ipv4Only(lastAddress) }),
  addresses({
    id: 'gateway',
    label: 'Gateway',
    width: '124px',
    mono: true,
    text: ({ cidr, kind }, { cloud }) =>
      kind === 'subnet'
        ? addressesFor(cidr, cloud, (purpose) => purpose === 'vpc-router' || purpose === 'gateway')
        : '',
  }),
  addresses({
    id: 'reserved',
    label: 'Reserved',
    width: '212px',
    mono: true,
    text: ({ cidr, kind }, { cloud }) => (kind === 'subnet' ? addressesFor(cidr, cloud, () => true) : ''),
  }),
  {
    id: 'hex',
    label: 'Hex',
    width: '96px',
    mono: true,
    text: ({ cidr }) => (cidr.family === 4 ? `0x${cidr.bits.toString(16).padStart(8, '0')}` : ''),
  },
  {
    id: 'used',
    label: 'In use',
    width: '72px',
    mono: true,
    end: true,
    text: (row, context) => (row.kind === 'subnet' ? utilisation(row, context) : ''),
    order: ({ cidr }, { inUse }) => inUse(cidr),
  },
];

export const usualColumns: readonly ColumnId[] = ['name', 'cidr', 'range', 'usable', 'zone', 'kind', 'note'];

/** Addresses that a row leaves to interfaces; of IPv6, where nobody counts those, how many /64 it holds. */
export function usableText({ cidr, usable }: PlanRow): string {
  if (cidr.family === 4 || cidr.prefixLength > 64) return countText(usable);
  const whole = (usable + (1n << 63n)) >> 64n;
  if (whole === 0n) return countText(usable);
  return cidr.prefixLength === 64 && whole === 1n ? '2^64' : `${countText(whole)} /64`;
}

/** `10.0.0.4 – 10.0.0.254`; for free space all of it, for a group nothing. */
export function rangeText({ kind, cidr }: PlanRow, cloud: Cloud): string {
  if (kind === 'group' || kind === 'block') return '';
  const range =
    kind === 'free' ? { first: firstAddress(cidr), last: lastAddress(cidr) } : usableRange(cidr, cloud);
  if (range === undefined) return 'none';
  return `${formatAddress(range.first)} – ${formatAddress(range.last)}`;
}

function addressesFor(cidr: Cidr, cloud: Cloud, wanted: (purpose: string) => boolean): string {
  const [first = '', ...others] = reservedAddresses(cidr, cloud)
    .filter(({ purpose }) => wanted(purpose))
    .map(({ address }) => formatAddress(address));
  return [first, ...others.map((address) => tail(address, first))].join(' ');
}

/** What an IPv4 address has from its first octet that differs: `.1` for 10.0.0.1 after 10.0.0.0, `.3.255` for 10.0.3.255. */
function tail(address: string, after: string): string {
  let same = 0;
  for (let dot = address.indexOf('.'); dot >= 0; dot = address.indexOf('.', dot + 1)) {
    if (!after.startsWith(address.slice(0, dot + 1))) break;
    same = dot;
  }
  return address.slice(same);
}

/** A text that is ordered as the address at the beginning of `text`; IPv4 before IPv6, nothing before both. */
function placeOfAddress(text: string): string {
  const address = parseAddress(text.split(' ', 1)[0] ?? '');
  if (address === undefined) return '';
  const words = address.family === 4 ? [address.bits] : [address.w0, address.w1, address.w2, address.w3];
  return `${address.family}${words.map((word) => word.toString(16).padStart(8, '0')).join('')}`;
}

function utilisation({ cidr, usable }: PlanRow, { inUse }: ColumnContext): string {
  const used = inUse(cidr);
  if (used === 0) return '0';
  const percent = Number((BigInt(used) * 1000n) / (usable === 0n ? addressCount(cidr) : usable)) / 10;
  return `${used} · ${percent < 1 ? '<1' : Math.round(percent)} %`;
}
