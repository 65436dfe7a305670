/** `hoplight calc split`: a block in equal parts or in parts of given sizes, one a line. */
import { Option } from 'commander';
import type { Command } from 'commander';
import { MAX_SPLIT_PARTS, formatCidr, splitCidr } from '../../../../engine/index.ts';
import type { Cidr } from '../../../../engine/index.ts';
import { exitStatus, UsageError } from '../../exit-status.ts';
import type { ExitStatus } from '../../exit-status.ts';
import { blockOf } from '../../input/read-blocks.ts';
import { grouped } from '../../output/terminal.ts';
import { equalParts, tellParts, unevenParts } from '../parts.ts';
import { examples, numberFrom, prefixLength, prefixLengths } from '../options.ts';
import type { Run } from '../options.ts';
import { printBlocks } from './print-blocks.ts';

interface SplitOptions {
  readonly parts?: number;
  readonly uneven?: readonly number[];
  readonly json?: boolean;
}

export function addSplit(calc: Command, run: Run): void {
  calc
    .command('split')
    .summary('a block in parts')
    .description('Divides a block into all its blocks of a prefix length, or into other parts, one a line.')
    .argument('<block>', 'the block to divide')
    .argument('[prefix]', 'prefix length of the parts', prefixLength)
    .addOption(
      new Option('--parts <n>', 'the fewest equal parts that are at least n')
        .argParser(numberFrom(1, MAX_SPLIT_PARTS))
        .conflicts('uneven'),
    )
    .option('--uneven <prefixes>', 'parts of these prefix lengths, one after the other', prefixLengths)
    .option('--json', 'answer in JSON')
    .addHelpText(
      'after',
      examples([
        ['hoplight calc split 10.10.0.0/16 18', 'four blocks'],
        ['hoplight calc split 10.10.0.0/16 --parts 3', 'four too: parts are halves of halves'],
        ['hoplight calc split 10.10.0.0/16 --uneven 17,18,18', 'a half and two quarters'],
      ]) + '\n\nExit status: 0, 2 wrong call.',
    )
    .action((block: string, prefix: number | undefined, options: SplitOptions) =>
      run(async () => split(block, prefix, options)),
    );
}

function split(text: string, prefix: number | undefined, options: SplitOptions): ExitStatus {
  const { parts, uneven, json = false } = options;
  if ([prefix, parts, uneven].filter((size) => size !== undefined).length !== 1)
    throw new UsageError('Say how to divide: the prefix length of the parts, or --parts, or --uneven.');
  const block = blockOf(text);
  const blocks =
    uneven !== undefined
      ? unevenParts(block, uneven)
      : parts !== undefined
        ? equalParts(block, parts)
        : partsOfLength(block, prefix ?? 0);
  if (parts !== undefined) tellParts(parts);
  printBlocks(blocks, json);
  return exitStatus.yes;
}

function partsOfLength(block: Cidr, prefix: number): readonly Cidr[] {
  const blocks = splitCidr(block, prefix);
  if (blocks !== undefined) return blocks;
  throw new UsageError(
    `\`${formatCidr(block)}\` cannot be divided into blocks of /${prefix}. Ask for parts of it, at most ${grouped(MAX_SPLIT_PARTS)}.`,
  );
}
