/** `hoplight calc overlaps`: which of the given blocks share addresses. */
import type { Command } from 'commander';
import { compareCidrs, containsCidr, formatCidr, sameCidr } from '../../../../engine/index.ts';
import type { Cidr } from '../../../../engine/index.ts';
import { exitStatus } from '../../exit-status.ts';
import type { ExitStatus } from '../../exit-status.ts';
import { readBlocks, tellCorrections } from '../../input/read-blocks.ts';
import { printJson } from '../../output/json.ts';
import { counted, print } from '../../output/terminal.ts';
import { examples } from '../options.ts';
import type { Run } from '../options.ts';

export function addOverlaps(calc: Command, run: Run): void {
  calc
    .command('overlaps')
    .summary('which blocks share addresses')
    .description(
      'Tells each block that lies in another one of the list, with the smallest such block: two blocks overlap only ' +
        'so, one in the other.',
    )
    .argument('<block...>', 'blocks, addresses and ranges, or - for one a line of standard input')
    .option('--json', 'answer in JSON')
    .addHelpText(
      'after',
      examples([
        ['hoplight calc overlaps 10.0.0.0/16 10.0.4.0/22 10.1.0.0/16', '10.0.4.0/22 lies in 10.0.0.0/16'],
        ['hoplight calc overlaps - < vpcs.txt', 'one block a line'],
      ]) + '\n\nExit status: 0 no two overlap, 1 some do, 2 wrong call or a text that is no block.',
    )
    .action((texts: string[], options: { readonly json?: boolean }) =>
      run(() => overlaps(texts, options.json ?? false)),
    );
}

async function overlaps(texts: readonly string[], json: boolean): Promise<ExitStatus> {
  const given = await readBlocks(texts, { asAddresses: true });
  tellCorrections(given);
  const found = nestedIn(given.map(({ cidr }) => cidr));
  if (json) {
    printJson('hoplight-overlaps/1', {
      blocks: given.length,
      overlaps: found.map(({ block, within }) => ({ block: formatCidr(block), within: formatCidr(within) })),
    });
  } else if (found.length === 0) {
    print(`No two of ${counted(given.length, 'block')} overlap.`);
  } else {
    for (const { block, within } of found) {
      const words = sameCidr(block, within) ? 'is there twice' : `lies in ${formatCidr(within)}`;
      print(`${formatCidr(block)} ${words}`);
    }
  }
  return found.length === 0 ? exitStatus.yes : exitStatus.no;
}

interface Nested {
  readonly block: Cidr;
  /** The smallest of the list around it. */
  readonly within: Cidr;
}

/**
 * Every block that lies in another of the list, ascending. One line for each says it all, where pairs would be as many
 * as the square of what lies in each other.
 */
function nestedIn(cidrs: readonly Cidr[]): Nested[] {
  const around: Cidr[] = [];
  return [...cidrs].sort(compareCidrs).flatMap((block) => {
    while (around.length > 0 && !containsCidr(around.at(-1) as Cidr, block)) around.pop();
    const within = around.at(-1);
    around.push(block);
    return within === undefined ? [] : [{ block, within }];
  });
}
