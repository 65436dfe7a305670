/** `hoplight calc`: everything about one CIDR block. */
import type { Command } from 'commander';
import { describeBlock, explainMalformedAddress, formatAddress, formatCidr } from '../../../engine/index.ts';
import type { BlockDescription } from '../../../engine/index.ts';
import { exitStatus, UsageError } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import { print, styleFor } from '../output/terminal.ts';
import { examples } from './options.ts';

export function addCalc(program: Command, run: (action: () => Promise<ExitStatus>) => Promise<void>): void {
  program
    .command('calc')
    .summary('describe a CIDR block')
    .description(
      'Tells the addresses of a block, its special use, and what AWS makes of it as a VPC or subnet.',
    )
    .argument('<cidr>', 'such as 10.0.0.0/16 or 2001:db8::/56; bits after the prefix are cleared')
    .option('--json', 'answer in JSON')
    .addHelpText(
      'after',
      examples([
        ['hoplight calc 10.0.1.0/26', 'the five addresses that AWS keeps are among the answer'],
        ['hoplight calc 10.0.1.77/26 --json', 'the block that an address is in, as JSON'],
      ]) +
        '\n\nJSON: counts are numbers for IPv4 and decimal text for IPv6.\nExit status: 0, or 2 when the text is no CIDR block.',
    )
    .action((cidr: string, options: { readonly json?: boolean }) =>
      run(async () => calc(cidr, options.json ?? false)),
    );
}

function calc(text: string, json: boolean): ExitStatus {
  const block = describeBlock(text);
  if (block === undefined) throw new UsageError(explainMalformedAddress(text));
  if (json) {
    print(JSON.stringify({ format: 'hoplight-calc/1', ...asPlain(block) }, null, 2));
  } else {
    const rows = rowsOf(block);
    const width = Math.max(...rows.map(([label]) => label.length));
    const style = styleFor(process.stdout);
    print(style(formatCidr(block.cidr), 'strong'));
    for (const [label, value] of rows) print(`  ${style(label.padEnd(width), 'dim')}  ${value}`);
  }
  return exitStatus.yes;
}

type Row = readonly [label: string, value: string];

function rowsOf(block: BlockDescription): Row[] {
  const { aws } = block;
  const given: Row[] = block.givenAddress ? [['Given', formatAddress(block.givenAddress)]] : [];
  const within = block.specialRangesWithin.map(({ cidr, label }) => `${formatCidr(cidr)} ${label}`);
  const width = Math.max(0, ...aws.reserved.map(({ address }) => formatAddress(address).length));
  const special: Row[] = block.specialRange
    ? [['Special use', `${block.specialRange.label} (${block.specialRange.rfc})`]]
    : [];
  return [
    ...given,
    ...addressRows(block),
    ['Addresses', grouped(block.addressCount)],
    ...special,
    ...(within.length === 0 ? [] : [['Special use within', within.join(', ')] as const]),
    ['As a VPC', fitText(aws.vpc)],
    ['As a subnet', fitText(aws.subnet)],
    ...(aws.reserved.length === 0
      ? []
      : [
          ['Usable in a subnet', `${grouped(aws.usableAddressCount)}, all but`] as const,
          ...aws.reserved.map(({ address, purpose }): Row => [
            '',
            `${formatAddress(address).padEnd(width)}  ${PURPOSES[purpose]}`,
          ]),
        ]),
  ];
}

function addressRows(block: BlockDescription): Row[] {
  if (block.family === 6) {
    return [
      ['First address', formatAddress(block.network)],
      ['Last address', formatAddress(block.last)],
      ['VPC router', formatAddress(block.routerAddress)],
    ];
  }
  const { first, last, count } = block.classicHosts;
  return [
    ['Network', formatAddress(block.network)],
    ['Netmask', formatAddress(block.netmask)],
    ['Wildcard', formatAddress(block.wildcard)],
    ['Broadcast', block.broadcast === undefined ? 'none' : formatAddress(block.broadcast)],
    ['Hosts', `${formatAddress(first)} to ${formatAddress(last)}, ${grouped(count)}`],
    ['Class', block.addressClass.name],
    ['Netmask in binary', binaryText(block.binary.netmask, block.binary.networkBits)],
    ['Network in binary', binaryText(block.binary.network, block.binary.networkBits)],
  ];
}

/** Octets with a bar where the network ends: `11000000.10101000.00|000000.00000000`. */
function binaryText(octets: readonly string[], networkBits: number): string {
  const dotted = octets.join('.');
  const at = networkBits + Math.floor((networkBits - 1) / 8);
  return networkBits === 0 || networkBits === 32
    ? dotted
    : `${dotted.slice(0, at)}|${dotted.slice(at).replace(/^\./, '.')}`;
}

const PURPOSES: Record<BlockDescription['aws']['reserved'][number]['purpose'], string> = {
  network: 'network',
  'vpc-router': 'VPC router',
  gateway: 'default gateway',
  dns: 'kept for DNS',
  'future-use': 'kept for future use',
  broadcast: 'broadcast, which AWS does not carry',
  system: 'kept for the cloud’s own use',
  reserved: 'kept by AWS',
};

const MISFITS: Record<Extract<BlockDescription['aws']['vpc'], { fits: false }>['reason'], string> = {
  'too-large': 'no, too large',
  'too-small': 'no, too small',
  step: 'no, the prefix length is not a multiple of four',
  'refused-range': 'no, AWS gives this range to no VPC',
};

function fitText(fit: BlockDescription['aws']['vpc']): string {
  if (fit.fits) return 'fits';
  return fit.rule === undefined ? MISFITS[fit.reason] : `${MISFITS[fit.reason]} (${fit.rule})`;
}

function grouped(count: number | bigint): string {
  return count.toLocaleString('en-US');
}

function asPlain(block: BlockDescription): object {
  const count = (value: bigint): number | string => (block.family === 4 ? Number(value) : String(value));
  const special = (range: BlockDescription['specialRangesWithin'][number]): object => ({
    cidr: formatCidr(range.cidr),
    kind: range.kind,
    label: range.label,
    rfc: range.rfc,
  });
  return {
    cidr: formatCidr(block.cidr),
    family: block.family,
    prefixLength: block.cidr.prefixLength,
    givenAddress: block.givenAddress === undefined ? null : formatAddress(block.givenAddress),
    network: formatAddress(block.network),
    last: formatAddress(block.last),
    addressCount: count(block.addressCount),
    ...(block.family === 4 ? ipv4Plain(block) : { routerAddress: formatAddress(block.routerAddress) }),
    specialRange: block.specialRange === undefined ? null : special(block.specialRange),
    specialRangesWithin: block.specialRangesWithin.map(special),
    aws: {
      vpc: block.aws.vpc,
      subnet: block.aws.subnet,
      usableAddressCount: count(block.aws.usableAddressCount),
      reserved: block.aws.reserved.map(({ address, purpose }) => ({
        address: formatAddress(address),
        purpose,
      })),
    },
  };
}

function ipv4Plain(block: Extract<BlockDescription, { family: 4 }>): object {
  const { first, last, count } = block.classicHosts;
  return {
    netmask: formatAddress(block.netmask),
    wildcard: formatAddress(block.wildcard),
    broadcast: block.broadcast === undefined ? null : formatAddress(block.broadcast),
    hosts: { first: formatAddress(first), last: formatAddress(last), count },
    addressClass: block.addressClass.name,
  };
}
