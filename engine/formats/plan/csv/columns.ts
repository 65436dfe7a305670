/** Which column of a table holds what: by its heading, in the words that tools and people use. */
import { readBlock } from '../../../plan/index.ts';

export type Field =
  'cidr' | 'mask' | 'name' | 'vpc' | 'zone' | 'kind' | 'note' | 'status' | 'tint' | 'pinned' | 'cloud';

/** Column places by what they hold. */
export type Columns = Partial<Record<Field, number>>;

/** Headings, without case, spaces and signs; those before others are better. A heading may do for several fields. */
const HEADINGS: Readonly<Record<Field, readonly string[]>> = {
  cidr: [
    'cidr',
    'cidrblock',
    'ipv4cidr',
    'ipv4cidrblock',
    'ipv6cidr',
    'ipv6cidrblock',
    'ipcidrrange',
    'subnetcidr',
    'addressprefix',
    'addressprefixes',
    'prefix',
    'subnetaddress',
    'subnet',
    'network',
    'networkaddress',
    'netaddress',
    'block',
    'addressblock',
    'addressspace',
    'iprange',
    'addressrange',
    'range',
    'address',
    'ipaddress',
    'ip',
  ],
  mask: [
    'mask',
    'subnetmask',
    'netmask',
    'prefixlength',
    'prefixlen',
    'masklength',
    'bits',
    'netsize',
    'size',
    'prefix',
  ],
  name: ['name', 'subnetname', 'networkname', 'label', 'title', 'subnet', 'network'],
  vpc: ['vpc', 'vpcname', 'vpcid', 'vnet', 'vcn', 'virtualnetwork', 'vrf', 'network'],
  zone: [
    'zone',
    'az',
    'availabilityzone',
    'availabilityzonename',
    'availabilityzoneid',
    'availabilitydomain',
    'region',
    'location',
    'site',
  ],
  kind: ['kind', 'type', 'subnettype', 'tier', 'access', 'visibility'],
  note: ['note', 'notes', 'description', 'comment', 'comments', 'remark', 'remarks', 'purpose', 'usage'],
  status: ['status', 'state'],
  tint: ['tint'],
  pinned: ['pinned'],
  cloud: ['cloud', 'provider'],
};

/** Headings of columns that follow from the others, as our own tables and others have them. */
const DERIVED = [
  'firstusable',
  'lastusable',
  'usable',
  'usableips',
  'usablerange',
  'rangeofaddresses',
  'hosts',
  'broadcast',
  'broadcastaddress',
  'firstaddress',
  'lastaddress',
  'first',
  'last',
  'wildcard',
  'gateway',
  'id',
  '',
];

export interface FoundColumns {
  readonly columns: Columns;
  /** Headings that mean nothing here, as they are written. */
  readonly unknown: readonly string[];
}

/**
 * The columns of a table.
 *
 * @param heading - the cells of its first row
 * @param sample - some rows after it: of several columns that may hold the blocks, the one that does is taken
 * @returns `undefined` when no column holds blocks, so that this is no table of a plan
 */
export function findColumns(
  heading: readonly string[],
  sample: readonly (readonly string[])[],
): FoundColumns | undefined {
  const words = heading.map((cell) => cell.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''));
  const columns: Columns = {};
  const used = new Set<number>();
  const take = (field: Field, place: number | undefined) => {
    if (place === undefined || used.has(place)) return;
    columns[field] = place;
    used.add(place);
  };
  const candidates = HEADINGS.cidr.map((word) => words.indexOf(word)).filter((place) => place !== -1);
  take('cidr', bestColumn(candidates, sample));
  const { cidr } = columns;
  if (cidr === undefined) return undefined;
  for (const field of Object.keys(HEADINGS) as Field[]) {
    if (field === 'cidr') continue;
    const free = HEADINGS[field]
      .map((word) => words.indexOf(word))
      .find((place) => place !== -1 && !used.has(place));
    take(field, free);
  }
  // One word alone may begin any text, and so may a comment or a key with known words in it: blocks make it a table.
  const isHeading = used.size > 1 && !heading.some((cell) => /[#:]/.test(cell));
  if (!isHeading && blocksUnder(cidr, sample) === 0) return undefined;
  const unknown = heading.filter((_, place) => !used.has(place) && !DERIVED.includes(words[place] ?? ''));
  return { columns, unknown };
}

/** The columns of a table that begins with a row instead of headings: a block, and a name beside it. */
export function columnsByContent(row: readonly string[]): Columns | undefined {
  const cidr = row.findIndex((cell) => cell.includes('/') && readBlock(cell).ok);
  if (cidr === -1) return undefined;
  const name = row.findIndex((cell, place) => place !== cidr && cell.trim() !== '');
  return { cidr, ...(name !== -1 && { name }) };
}

/** The column with most blocks in the sample; the first of them. */
function bestColumn(
  candidates: readonly number[],
  sample: readonly (readonly string[])[],
): number | undefined {
  return candidates.reduce<number | undefined>(
    (best, place) =>
      best === undefined || blocksUnder(place, sample) > blocksUnder(best, sample) ? place : best,
    undefined,
  );
}

function blocksUnder(place: number, sample: readonly (readonly string[])[]): number {
  return sample.filter((row) => {
    const cell = row[place] ?? '';
    return /[.:]/.test(cell) && readBlock(cell).ok;
  }).length;
}
