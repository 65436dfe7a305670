/** Everything about one block, told as text. */
import { cloudRules, formatAddress, formatCidr, purposeText } from '../../../engine/index.ts';
import type {
  Address,
  BlockDescription,
  Fit,
  Ipv4BlockDescription,
  Ipv6BlockDescription,
  Misfit,
} from '../../../engine/index.ts';
import { tableLines } from './table.ts';
import { grouped } from './terminal.ts';
import type { Style } from './terminal.ts';

export interface BlockLayout {
  readonly style: Style;
  readonly width: number;
}

export function blockLines(block: BlockDescription, { style, width }: BlockLayout): string[] {
  const given: Row[] = block.givenAddress ? [['Given', formatAddress(block.givenAddress)]] : [];
  const rows = [
    ...given,
    ...(block.family === 4 ? ipv4Rows(block) : ipv6Rows(block)),
    ['Addresses', grouped(block.addressCount)] as const,
    ...specialRows(block),
    ...subnetRows(block),
  ];
  const labels = Math.max(...rows.map(([label]) => label.length));
  return [
    style(formatCidr(block.cidr), 'strong'),
    ...rows.map(([label, value]) => `  ${style(label.padEnd(labels), 'dim')}  ${value}`),
    '',
    ...digitLines(block, { style, width: width - 2 }).map((line) => `  ${line}`),
  ];
}

type Row = readonly [label: string, value: string];

function ipv4Rows(block: Ipv4BlockDescription): Row[] {
  const { first, last, count } = block.classicHosts;
  const { name, defaultPrefixLength } = block.addressClass;
  return [
    ['Network', formatAddress(block.network)],
    // ADDR-5: both masks side by side.
    ['Subnet mask', `${formatAddress(block.netmask)}, /${block.cidr.prefixLength}: which subnet`],
    [
      'Class mask',
      block.classMask === undefined
        ? `none in class ${name}`
        : `${formatAddress(block.classMask)}, /${defaultPrefixLength} of class ${name}: which network`,
    ],
    ['Wildcard', formatAddress(block.wildcard)],
    ['Broadcast', block.broadcast === undefined ? 'none' : formatAddress(block.broadcast)],
    ['Hosts', `${formatAddress(first)} to ${formatAddress(last)}, ${grouped(count)}`],
  ];
}

function ipv6Rows({ cidr, network, last, routerAnycast }: Ipv6BlockDescription): Row[] {
  const subnetBits = 64 - cidr.prefixLength;
  return [
    ['First address', formatAddress(network)],
    ['Last address', formatAddress(last)],
    ...(routerAnycast === undefined ? [] : [['Routers’ anycast', formatAddress(routerAnycast)] as const]),
    ...(subnetBits > 0 ? [['Blocks of /64', grouped(1n << BigInt(subnetBits))] as const] : []),
  ];
}

function specialRows({ specialRange, specialRangesWithin }: BlockDescription): Row[] {
  const within = specialRangesWithin.map(({ cidr, label }) => `${formatCidr(cidr)} ${label}`);
  const around = specialRange && `${specialRange.label} (${specialRange.rfc})`;
  return [
    ...(around === undefined ? [] : [['Special use', around] as const]),
    ...(within.length === 0 ? [] : [['Special use within', within.join(', ')] as const]),
  ];
}

function subnetRows(block: BlockDescription): Row[] {
  const { cloud, fit, usable, usableAddressCount } = block.subnet;
  const { label } = cloudRules(cloud);
  const reserved = block.subnet.reserved.map(({ address, last, purpose }) => ({
    range: rangeText(address, last),
    purpose: purposeText(purpose, cloud),
  }));
  const width = Math.max(0, ...reserved.map(({ range }) => range.length));
  const count = grouped(usableAddressCount);
  return [
    ...(cloud === 'aws' ? [['As a VPC', fitText(block.aws.vpc, label)] as const] : []),
    ...(cloud === 'standard' ? [] : [['As a subnet', fitText(fit, label)] as const]),
    ...(cloud === 'aws' && block.family === 6
      ? [['VPC router', formatAddress(block.routerAddress)] as const]
      : []),
    ...(usable === undefined ? [] : [['Usable range', rangeText(usable.first, usable.last)] as const]),
    ['Usable in a subnet', reserved.length === 0 ? count : `${count}, all but`],
    ...reserved.map(({ range, purpose }): Row => ['', `${range.padEnd(width)}  ${purpose}`]),
  ];
}

const MISFITS: Record<Misfit['reason'], (cloud: string) => string> = {
  'too-large': (cloud) => `no, too large for ${cloud}`,
  'too-small': (cloud) => `no, too small for ${cloud}`,
  step: () => 'no, the prefix length is not a multiple of four',
  'refused-range': (cloud) => `no, ${cloud} gives this range to no VPC`,
};

function fitText(fit: Fit, cloud: string): string {
  if (fit.fits) return `fits ${cloud}`;
  const misfit = MISFITS[fit.reason](cloud);
  return fit.rule === undefined ? misfit : `${misfit} (${fit.rule})`;
}

/** `10.0.0.4 to 10.0.0.254`, or the one address. */
function rangeText(first: Address, last: Address): string {
  const [from, to] = [formatAddress(first), formatAddress(last)];
  return from === to ? from : `${from} to ${to}`;
}

/** The numbers of a block in the bases that networking is taught in; the binary digits of IPv6 fit no page. */
function digitLines({ family, givenAddress, binary, hex }: BlockDescription, layout: BlockLayout): string[] {
  const numbers = [
    ...(givenAddress === undefined ? [] : [['Given', 'address'] as const]),
    ['Network', 'network'] as const,
    ['Subnet mask', 'netmask'] as const,
    ['Class mask', 'classMask'] as const,
    ['Wildcard', 'wildcard'] as const,
    ['Last address', 'last'] as const,
  ];
  const rows = numbers.flatMap(([label, member]) => {
    const [digits, bits] = [hex[member], binary[member]];
    if (digits === undefined || bits === undefined) return [];
    return family === 4
      ? [{ cells: [label, digits.join(''), binaryText(bits, binary.networkBits)] }]
      : [{ cells: [label, digits.join(':'), ''] }];
  });
  return tableLines([{ title: '' }, { title: 'Hexadecimal' }, { title: 'Binary' }], rows, layout);
}

/** Octets with a bar where the network ends: `11000000.10101000.00|000000.00000000`. */
function binaryText(octets: readonly string[], networkBits: number): string {
  const dotted = octets.join('.');
  if (networkBits === 0 || networkBits === 32) return dotted;
  const at = networkBits + Math.floor((networkBits - 1) / 8);
  return `${dotted.slice(0, at)}|${dotted.slice(at).replace(/^\./, '')}`;
}
