/** `hoplight plan free`: what a plan leaves free, and the next free block of a size. */
import { Option } from 'commander';
import type { Command } from 'commander';
import {
  addressCount,
  addressWidth,
  cidrOf,
  cloudRules,
  firstAddress,
  formatAddress,
  formatCidr,
  freeBlocks,
  lastAddress,
  nextFree,
  smallestSubnetPrefix,
  splitCidr,
} from '../../../../engine/index.ts';
import type { Cidr, Cloud, Family, NodeRef, Plan } from '../../../../engine/index.ts';
import { exitStatus, UsageError } from '../../exit-status.ts';
import type { ExitStatus } from '../../exit-status.ts';
import { loadPlan } from '../../input/load-plan.ts';
import { plainCount, printJson } from '../../output/json.ts';
import { countText } from '../../output/plan-table.ts';
import { tableLines } from '../../output/table.ts';
import { counted, grouped, pageWidth, print, printMessage, styleFor } from '../../output/terminal.ts';
import { cloudOption, examples, numberFrom, prefixLength } from '../options.ts';
import type { Run } from '../options.ts';

interface FreeOptions {
  readonly cloud?: Cloud;
  readonly size?: number;
  readonly hosts?: number;
  readonly family?: '4' | '6';
  readonly list?: boolean;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

/** The most blocks that `--list` prints. */
const MOST_LISTED = 65_536;

export function addFree(plan: Command, run: Run): void {
  plan
    .command('free')
    .summary('free space, and the next free block of a size')
    .description(
      'Tells the largest free blocks of a plan; with a size, the next free block of it: the lowest in the smallest free ' +
        'block that holds one. A subnet about which nothing is said yet counts as free.',
    )
    .argument('<plan...>', 'blocks, files, folders, links, or - for standard input')
    .addOption(
      new Option('--size <prefix>', 'the next free block of this prefix length')
        .argParser(prefixLength)
        .conflicts('hosts'),
    )
    .option('--hosts <n>', 'the next free block for so many hosts', numberFrom(0, 999_999_999))
    .option('--list', 'all free blocks of the size, one a line, ascending')
    .addOption(
      new Option(
        '--family <number>',
        'IPv4 or IPv6 (default: as the size says, IPv4 where both could be)',
      ).choices(['4', '6']),
    )
    .addOption(cloudOption('that of the plan, AWS for blocks'))
    .option('--json', 'answer in JSON')
    .option('-v, --verbose', 'tell every diagnostic and every file passed by')
    .addHelpText(
      'after',
      examples([
        ['hoplight plan free plan.yaml', 'the free blocks'],
        ['hoplight plan free plan.yaml --size 24', 'the next free /24, alone on its line'],
        ['hoplight plan free dumps/ --hosts 500 --json', 'room for 500 hosts in a network as it is'],
      ]) + '\n\nExit status: 0, 1 when no block of the size is free, 2 wrong call or unreadable input.',
    )
    .action((inputs: string[], options: FreeOptions) => run(() => free(inputs, options)));
}

async function free(inputs: readonly string[], options: FreeOptions): Promise<ExitStatus> {
  const { size, hosts, list } = options;
  const isOfSize = size !== undefined || hosts !== undefined;
  if (list && !isOfSize) throw new UsageError('`--list` lists blocks of a size: give --size or --hosts too.');
  const { plan, unreadable } = await loadPlan(inputs, options);
  const status = isOfSize ? tellOfSize(plan, options) : tellFree(plan, options);
  return unreadable ? exitStatus.unusable : status;
}

function tellFree(plan: Plan, { json }: FreeOptions): ExitStatus {
  const blocks = freeBlocks(plan);
  if (json) {
    printJson('hoplight-free/1', { blocks: blocks.map((ref) => plainRef(plan, ref)) });
    return exitStatus.yes;
  }
  if (blocks.length === 0) {
    print('Nothing is free.');
    return exitStatus.yes;
  }
  const rows = blocks.map(({ block, cidr }) => ({
    cells: [
      formatCidr(cidr),
      `${formatAddress(firstAddress(cidr))} – ${formatAddress(lastAddress(cidr))}`,
      countText(addressCount(cidr)),
      plan.blocks[block]?.vpc ?? '',
    ],
  }));
  const columns = [
    { title: 'CIDR' },
    { title: 'Range' },
    { title: 'Addresses', align: 'right' },
    { title: 'VPC' },
  ] as const;
  const layout = {
    width: pageWidth(),
    style: styleFor(process.stdout),
    concessions: [
      [3, 8],
      [1, 0],
    ] as const,
  };
  print([...tableLines(columns, rows, layout), '', sumText(blocks)].join('\n'));
  return exitStatus.yes;
}

function sumText(blocks: readonly NodeRef[]): string {
  const sums = ([4, 6] as const).flatMap((family) => {
    const ofFamily = blocks.filter(({ cidr }) => cidr.family === family);
    const sum = ofFamily.reduce((total, { cidr }) => total + addressCount(cidr), 0n);
    return ofFamily.length === 0 ? [] : [`${countText(sum)} IPv${family} addresses`];
  });
  return `${counted(blocks.length, 'free block')}, ${sums.join(' and ')}.`;
}

function tellOfSize(plan: Plan, options: FreeOptions): ExitStatus {
  const { json, list = false } = options;
  const family = familyOf(plan, options);
  const length = options.size ?? smallestSubnetPrefix(options.hosts ?? 0, plan.cloud, family);
  if (length !== undefined && length > addressWidth(family))
    throw new UsageError(`An IPv${family} block has a prefix length from 0 to 32, not ${length}.`);
  const { next, count, listed } = length === undefined ? NOTHING : freeOfSize(plan, family, length, list);
  if (json) {
    printJson('hoplight-free/1', {
      family,
      prefixLength: length ?? null,
      next: next === undefined ? null : plainRef(plan, next),
      count: plainCount(count, family),
      ...(list && { blocks: listed.map((ref) => plainRef(plan, ref)) }),
    });
  } else if (next !== undefined) {
    print((list ? listed : [next]).map(({ cidr }) => formatCidr(cidr)).join('\n'));
  }
  if (next === undefined) printMessage(noneText(plan, family, length));
  else if (list && BigInt(listed.length) < count)
    printMessage(`The first ${grouped(listed.length)} of ${countText(count)} blocks of /${length}.`);
  return next === undefined ? exitStatus.no : exitStatus.yes;
}

interface FreeOfSize {
  readonly next: NodeRef | undefined;
  readonly count: bigint;
  /** As many as are listed, none when no list is asked for. */
  readonly listed: readonly NodeRef[];
}

const NOTHING: FreeOfSize = { next: undefined, count: 0n, listed: [] };

function freeOfSize(plan: Plan, family: Family, prefixLength: number, list: boolean): FreeOfSize {
  const holders = freeBlocks(plan).filter(
    ({ cidr }) => cidr.family === family && cidr.prefixLength <= prefixLength,
  );
  return {
    next: nextFree(plan, family, prefixLength),
    count: holders.reduce((sum, { cidr }) => sum + (1n << BigInt(prefixLength - cidr.prefixLength)), 0n),
    listed: list ? partsOf(holders, prefixLength) : [],
  };
}

function familyOf(plan: Plan, { size, family }: FreeOptions): Family {
  if (family !== undefined) return family === '4' ? 4 : 6;
  const isIpv6 = (size ?? 0) > 32 || plan.blocks.every(({ cidr }) => cidr.family === 6);
  return isIpv6 ? 6 : 4;
}

/** The first of the blocks of a size that free blocks hold, in the order of the plan. */
function partsOf(holders: readonly NodeRef[], prefixLength: number): NodeRef[] {
  const parts: NodeRef[] = [];
  for (const { block, cidr } of holders) {
    const room = MOST_LISTED - parts.length;
    if (room === 0) break;
    for (const part of firstParts(cidr, prefixLength, room)) parts.push({ block, cidr: part });
  }
  return parts;
}

/** The first parts of a block, without making those that are not listed. */
function firstParts(cidr: Cidr, prefixLength: number, most: number): Cidr[] {
  const head = cidrOf(cidr, Math.max(cidr.prefixLength, prefixLength - Math.log2(MOST_LISTED)));
  return splitCidr(head, prefixLength)?.slice(0, most) ?? [];
}

function noneText(plan: Plan, family: Family, prefixLength: number | undefined): string {
  if (prefixLength === undefined)
    return `${cloudRules(plan.cloud).label} has no IPv${family} subnet for so many hosts.`;
  const lengths = freeBlocks(plan).flatMap(({ cidr }) => (cidr.family === family ? cidr.prefixLength : []));
  if (lengths.length === 0) return `No IPv${family} address is free.`;
  return `No /${prefixLength} is free: the largest free IPv${family} block is a /${Math.min(...lengths)}.`;
}

function plainRef(plan: Plan, { block, cidr }: NodeRef): object {
  return {
    cidr: formatCidr(cidr),
    family: cidr.family,
    first: formatAddress(firstAddress(cidr)),
    last: formatAddress(lastAddress(cidr)),
    addressCount: plainCount(addressCount(cidr), cidr.family),
    vpc: plan.blocks[block]?.vpc || null,
  };
}
