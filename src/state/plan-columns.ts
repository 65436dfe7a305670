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
  /** Pixels, or the least of them where it takes a share of what is left. */
  readonly width: number;
  /** The same in plans with IPv6 blocks, where that needs another. */
  readonly widthForIpv6?: number;
  readonly share?: number;
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

/** Between two columns, and beside the first and the last together, in pixels. */
const [GAP, PADDING] = [16, 28];

/**
 * The tracks of the table's grid as CSS writes them, and the least width that they need. Every row is a grid of its own,
 * so that no track may hang on what is in it.
 */
export function tracksOf(shown: readonly Column[], hasIpv6: boolean): { tracks: string; least: number } {
  const widths = shown.map(({ width, widthForIpv6 }) => (hasIpv6 ? (widthForIpv6 ?? width) : width));
  return {
    tracks: shown
      .map(({ share }, at) => (share ? `minmax(${widths[at]}px, ${share}fr)` : `${widths[at]}px`))
      .join(' '),
    least: widths.reduce((sum, width) => sum + width + GAP, PADDING - GAP),
  };
}

/** Every column in the order in which they stand. */
export const columns: readonly Column[] = [
  {
    id: 'name',
    label: 'Name',
    width: 132,
    share: 1.4,
    text: ({ label, kind }) => label.name ?? (kind === 'free' ? 'free' : ''),
  },
  {
    id: 'cidr',
    label: 'CIDR',
    width: 124,
    widthForIpv6: 204,
    mono: true,
    text: ({ cidr }) => formatCidr(cidr),
  },
  addresses({
    id: 'range',
    label: 'Usable range',
    width: 204,
    share: 0.4,
    mono: true,
    text: (row, { cloud }) => rangeText(row, cloud),
  }),
  {
    id: 'usable',
    label: 'Usable',
    width: 84,
    mono: true,
    end: true,
    text: usableText,
    order: ({ usable }) => usable,
  },
  { id: 'zone', label: 'Zone', width: 88, text: ({ label }) => label.zone ?? '' },
  { id: 'kind', label: 'Kind', width: 72, text: ({ label }) => label.kind ?? '' },
  { id: 'note', label: 'Note', width: 116, share: 2, text: ({ label }) => label.note ?? '' },
  addresses({ id: 'mask', label: 'Mask', width: 132, mono: true, text: ipv4Only(netmask) }),
  addresses({ id: 'wildcard', label: 'Wildcard', width: 112, mono: true, text: ipv4Only(wildcard) }),
  addresses({
    id: 'network',
    label: 'Network',
    width: 124,
    widthForIpv6: 184,
    mono: true,
    text: ({ cidr }) => formatAddress(firstAddress(cidr)),
  }),
  addresses({ id: 'broadcast', label: 'Broadcast', width: 124, mono: true, text: ipv4Only(lastAddress) }),
  addresses({
    id: 'gateway',
    label: 'Gateway',
    width: 124,
    mono: true,
    text: ({ cidr, kind }, { cloud }) =>
      kind === 'subnet'
        ? addressesFor(cidr, cloud, (purpose) => purpose === 'vpc-router' || purpose === 'gateway')
        : '',
  }),
  addresses({
    id: 'reserved',
    label: 'Reserved',
    width: 212,
    mono: true,
    text: ({ cidr, kind }, { cloud }) => (kind === 'subnet' ? addressesFor(cidr, cloud, () => true) : ''),
  }),
  {
    id: 'hex',
    label: 'Hex',
    width: 96,
    mono: true,
    text: ({ cidr }) => (cidr.family === 4 ? `0x${cidr.bits.toString(16).padStart(8, '0')}` : ''),
  },
  {
    id: 'used',
    label: 'In use',
    width: 72,
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
