/** `hoplight plan split`: one row of a plan in equal parts, or all rows at once. */
import { Option } from 'commander';
import type { Command } from 'commander';
import { MAX_LEAVES } from '../../../../engine/index.ts';
import type { Cloud, NodeRef, Plan } from '../../../../engine/index.ts';
import { exitStatus, UsageError } from '../../exit-status.ts';
import type { ExitStatus } from '../../exit-status.ts';
import { loadPlan } from '../../input/load-plan.ts';
import { blockOf } from '../../input/read-blocks.ts';
import { lengthOfParts, tellParts } from '../parts.ts';
import { cloudOption, examples, numberFrom, prefixLength } from '../options.ts';
import type { Run } from '../options.ts';
import { findRow, splitAll, splitOne } from './divide.ts';
import { WRITTEN_STATUS, putPlan, withPlanOutput } from './output.ts';
import type { PlanOutputOptions } from './output.ts';

interface SplitOptions extends PlanOutputOptions {
  readonly cloud?: Cloud;
  readonly parts?: number;
  readonly all?: number;
}

export function addSplit(plan: Command, run: Run): void {
  withPlanOutput(
    plan
      .command('split')
      .summary('divide a row, or all rows, into equal parts')
      .argument('<plan>', 'a block, a file, a folder, or - for standard input')
      .argument('[block]', 'the row to divide')
      .argument('[prefix]', 'prefix length of the parts', prefixLength)
      .addOption(
        new Option('--parts <n>', 'the fewest equal parts that are at least n')
          .argParser(numberFrom(2, MAX_LEAVES))
          .conflicts('all'),
      )
      .option(
        '--all <prefix>',
        'divide every larger row of the plan, or of the block, into blocks of it',
        prefixLength,
      )
      .addOption(cloudOption('that of the plan, AWS for a block')),
  )
    .description(
      'Divides a row of a plan. Zone, kind and pin go to every part; name and note stay on the whole, as a group.',
    )
    .addHelpText(
      'after',
      examples([
        ['hoplight plan split plan.yaml 10.0.16.0/20 24', 'one row into blocks of /24'],
        ['hoplight plan split plan.yaml 10.0.16.0/20 --parts 4', 'the same row into four'],
        ['hoplight plan split plan.yaml --all 24 --format csv', 'every row that is larger than /24'],
      ]) + `\n\n${WRITTEN_STATUS}`,
    )
    .action((input: string, block: string | undefined, prefix: number | undefined, options: SplitOptions) =>
      run(() => split(input, block, prefix, options)),
    );
}

async function split(
  input: string,
  block: string | undefined,
  prefix: number | undefined,
  options: SplitOptions,
): Promise<ExitStatus> {
  const { parts, all } = options;
  if ([prefix, parts, all].filter((size) => size !== undefined).length !== 1) {
    throw new UsageError(
      'Say how to divide: a row and the prefix length of its parts, a row and --parts, or --all and a prefix length.',
    );
  }
  const { plan, unreadable } = await loadPlan([input], options);
  const row = block === undefined ? undefined : findRow(plan, blockOf(block));
  const next = all === undefined ? splitNamed(plan, row, prefix, parts) : splitAll(plan, all, row);
  const status = await putPlan(next, options);
  return unreadable ? exitStatus.unusable : status;
}

function splitNamed(plan: Plan, row: NodeRef | undefined, prefix: number | undefined, parts = 2): Plan {
  if (row === undefined) throw new UsageError('Say which row to divide, or divide all of them with --all.');
  if (prefix !== undefined) return splitOne(plan, row, prefix);
  tellParts(parts);
  return splitOne(plan, row, lengthOfParts(row.cidr, parts));
}
