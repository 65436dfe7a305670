/** `hoplight calc`: sums over CIDR blocks. By itself it tells everything about each block; its verbs do the rest. */
import type { Command } from 'commander';
import { describeBlock, formatCidr, parseCidr } from '../../../../engine/index.ts';
import type { BlockDescription, Cloud } from '../../../../engine/index.ts';
import { exitStatus } from '../../exit-status.ts';
import type { ExitStatus } from '../../exit-status.ts';
import { readBlocks, tellCorrections } from '../../input/read-blocks.ts';
import type { GivenBlock } from '../../input/read-blocks.ts';
import { plainBlock } from '../../output/block-json.ts';
import { blockLines } from '../../output/block.ts';
import { printJson } from '../../output/json.ts';
import { pageWidth, print, styleFor } from '../../output/terminal.ts';
import { cloudOption, examples, refuseNearVerb, withVerbs } from '../options.ts';
import type { Run } from '../options.ts';
import { addBlockSets } from './block-sets.ts';
import { addFunctions } from './functions.ts';
import { addHosts } from './hosts.ts';
import { addList } from './list.ts';
import { addOverlaps } from './overlaps.ts';
import { addSplit } from './split.ts';

interface CalcOptions {
  readonly cloud?: Cloud;
  readonly json?: boolean;
}

export function addCalc(program: Command, run: Run): void {
  const calc = withVerbs(program.command('calc'));
  calc
    .summary('describe a CIDR block; split, list and add up blocks')
    .description(
      'Tells the addresses of each block, its special use, and what a cloud makes of it.\n' +
        'A block is 10.0.0.0/16, 10.0.0.0/255.255.0.0, or 10.0.0.0-10.0.255.255; bits after the prefix are cleared.',
    )
    .usage('[options] <block...>\n       hoplight calc <verb> …')
    .argument('<block...>', 'blocks, or - for one a line of standard input')
    .addOption(cloudOption('aws'))
    .option('--json', 'answer in JSON')
    .addHelpText(
      'after',
      examples([
        ['hoplight calc 10.0.1.0/26', 'the five addresses that AWS keeps are among the answer'],
        ['hoplight calc 10.0.1.77/26 --json', 'the block that an address is in, as JSON'],
        ['hoplight calc 10.0.1.0/26 --cloud azure', 'what Azure keeps of it'],
        ['hoplight calc hosts 29', 'the smallest subnet with 29 addresses to use'],
        ['hoplight calc split 10.0.0.0/16 --parts 3 | hoplight calc - --json', 'every part in full'],
      ]) +
        '\n\nJSON: one block is one object; several, or -, are { blocks: […] }. Counts are numbers for IPv4 and decimal\n' +
        'text for IPv6.\n' +
        'Exit status: 0, 1 when the answer is no (overlaps found, no subnet large enough), 2 when a text is no CIDR block.',
    )
    .action((texts: string[], options: CalcOptions) =>
      run(() => {
        refuseNearVerb(calc, texts[0]);
        return describe(texts, options);
      }),
    );
  for (const add of [addHosts, addSplit, addList, addBlockSets, addOverlaps, addFunctions]) add(calc, run);
}

async function describe(
  texts: readonly string[],
  { cloud = 'aws', json = false }: CalcOptions,
): Promise<ExitStatus> {
  const given = await readBlocks(texts);
  // In a CIDR the bits after the prefix are part of the answer.
  tellCorrections(given.filter(({ text }) => parseCidr(text) === undefined));
  const blocks = given.map((block) => describeGiven(block, cloud));
  const [only] = blocks;
  if (!json) {
    const layout = { width: pageWidth(), style: styleFor(process.stdout) };
    print(blocks.map((block) => blockLines(block, layout).join('\n')).join('\n\n'));
  } else if (only !== undefined && texts.length === 1 && texts[0] !== '-') {
    printJson('hoplight-calc/1', plainBlock(only));
  } else {
    printJson('hoplight-calc/1', { blocks: blocks.map(plainBlock) });
  }
  return exitStatus.yes;
}

function describeGiven({ text, cidr }: GivenBlock, cloud: Cloud): BlockDescription {
  // INVARIANT: what a block is written as can be read again.
  return describeBlock(text, cloud) ?? (describeBlock(formatCidr(cidr), cloud) as BlockDescription);
}
