/** `hoplight calc aggregate`, `supernet`, `subtract`, `intersect`: sums of sets of blocks, addresses and ranges. */
import type { Command } from 'commander';
import { aggregate, intersect, smallestBlockAround, subtract } from '../../../../engine/index.ts';
import type { Cidr } from '../../../../engine/index.ts';
import { exitStatus, UsageError } from '../../exit-status.ts';
import type { ExitStatus } from '../../exit-status.ts';
import { readBlocks, tellCorrections } from '../../input/read-blocks.ts';
import { examples } from '../options.ts';
import type { Run } from '../options.ts';
import { printBlocks } from './print-blocks.ts';

interface SetOptions {
  readonly minus?: readonly string[];
  readonly with?: readonly string[];
  readonly json?: boolean;
}

const STATUS = '\n\nExit status: 0, 2 wrong call or a text that is no block.';

export function addBlockSets(calc: Command, run: Run): void {
  setVerb(calc, 'aggregate')
    .summary('the fewest blocks for the same addresses')
    .description('Joins blocks, addresses and ranges to the fewest blocks with the same addresses.')
    .addHelpText(
      'after',
      examples([
        ['hoplight calc aggregate 10.0.0.0/24 10.0.1.0/24', '10.0.0.0/23'],
        ['hoplight calc aggregate 10.0.0.7-10.0.0.42', 'a range as blocks'],
        ['hoplight calc aggregate - < blocks.txt', 'one a line; what follows a # is passed by'],
      ]) + STATUS,
    )
    .action((texts: string[], { json = false }: SetOptions) =>
      run(async () => answer(aggregate(await addressesOf(texts)), json)),
    );
  setVerb(calc, 'supernet')
    .summary('the smallest block around others')
    .description('Tells the smallest single block that contains all that are given; it may contain more.')
    .addHelpText(
      'after',
      examples([['hoplight calc supernet 10.0.1.0/24 10.0.2.0/24', '10.0.0.0/22']]) + STATUS,
    )
    .action((texts: string[], { json = false }: SetOptions) =>
      run(async () => answer([supernetOf(await addressesOf(texts))], json)),
    );
  setVerb(calc, 'subtract')
    .summary('blocks without other blocks')
    .description(
      'Tells the fewest blocks with the addresses that are in the first blocks and not in those after --minus.',
    )
    .requiredOption('--minus <block...>', 'blocks to take away, or - for standard input')
    .addHelpText(
      'after',
      examples([
        ['hoplight calc subtract 10.0.0.0/16 --minus 10.0.1.0/24 10.0.2.0/24', 'what is left'],
        ['hoplight calc subtract 10.0.0.0/8 --minus - < used.txt', 'what nobody uses'],
      ]) + STATUS,
    )
    .action((texts: string[], { minus = [], json = false }: SetOptions) =>
      run(async () => answer(subtract(await addressesOf(texts), await addressesOf(minus)), json)),
    );
  setVerb(calc, 'intersect')
    .summary('what two lists of blocks have in common')
    .description(
      'Tells the fewest blocks with the addresses that are in the first blocks and in those after --with.',
    )
    .requiredOption('--with <block...>', 'the other blocks, or - for standard input')
    .addHelpText(
      'after',
      examples([['hoplight calc intersect 10.0.0.0/16 --with 10.0.255.0/24 10.1.0.0/16', '10.0.255.0/24']]) +
        STATUS,
    )
    .action((texts: string[], { with: other = [], json = false }: SetOptions) =>
      run(async () => answer(intersect(await addressesOf(texts), await addressesOf(other)), json)),
    );
}

function setVerb(calc: Command, name: string): Command {
  return calc
    .command(name)
    .argument('<block...>', 'blocks, addresses and ranges, or - for one a line of standard input')
    .option('--json', 'answer in JSON');
}

function answer(blocks: readonly Cidr[], json: boolean): ExitStatus {
  printBlocks(blocks, json);
  return exitStatus.yes;
}

function supernetOf(blocks: readonly Cidr[]): Cidr {
  const around = smallestBlockAround(blocks);
  if (around === undefined) throw new UsageError('IPv4 and IPv6 blocks have no block around both.');
  return around;
}

async function addressesOf(texts: readonly string[]): Promise<Cidr[]> {
  const blocks = await readBlocks(texts, { asAddresses: true });
  tellCorrections(blocks);
  return blocks.map(({ cidr }) => cidr);
}
