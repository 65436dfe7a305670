/** `hoplight plan create`: a new plan of one or more blocks, divided at once if asked. */
import { Option } from 'commander';
import type { Command } from 'commander';
import { MAX_LEAVES, assignVpc, createPlan, grow } from '../../../../engine/index.ts';
import type { Cidr, Cloud, Plan, PlanNode } from '../../../../engine/index.ts';
import { readBlocks, tellCorrections } from '../../input/read-blocks.ts';
import { lengthOfParts, tellParts, unevenParts } from '../parts.ts';
import { cloudOption, examples, numberFrom, prefixLength, prefixLengths } from '../options.ts';
import type { Run } from '../options.ts';
import { splitAll, splitOne } from './divide.ts';
import { WRITTEN_STATUS, putPlan, withPlanOutput } from './output.ts';
import type { PlanOutputOptions } from './output.ts';

interface CreateOptions extends PlanOutputOptions {
  readonly cloud?: Cloud;
  readonly name?: string;
  readonly vpc?: string;
  readonly split?: number;
  readonly parts?: number;
  readonly uneven?: readonly number[];
}

export function addCreate(plan: Command, run: Run): void {
  withPlanOutput(
    plan
      .command('create')
      .summary('a new plan of one or more blocks')
      .argument('<block...>', 'blocks to divide, or - for one a line of standard input')
      .addOption(cloudOption('aws'))
      .option('--name <name>', 'what the plan is called')
      .option('--vpc <name>', 'the VPC that the blocks belong to, the first as its primary block')
      .addOption(
        new Option('--split <prefix>', 'divide every block into all its blocks of this prefix length')
          .argParser(prefixLength)
          .conflicts(['parts', 'uneven']),
      )
      .addOption(
        new Option('--parts <n>', 'divide every block into the fewest equal parts that are at least n')
          .argParser(numberFrom(2, MAX_LEAVES))
          .conflicts('uneven'),
      )
      .addOption(
        new Option(
          '--uneven <prefixes>',
          'divide every block into parts of these prefix lengths, one after the other',
        ).argParser(prefixLengths),
      ),
  )
    .description('Makes an address plan of blocks that are still to be divided, or divides them at once.')
    .addHelpText(
      'after',
      examples([
        ['hoplight plan create 10.0.0.0/16 --split 20 -o plan.yaml', 'sixteen subnets of /20'],
        ['hoplight plan create 10.0.0.0/17 --uneven 18,19,19', 'one half, two quarters'],
        ['hoplight plan create 10.0.0.0/16 2001:db8::/56 --vpc main --json', 'both families of one VPC'],
      ]) + `\n\n${WRITTEN_STATUS}`,
    )
    .action((texts: string[], options: CreateOptions) =>
      run(async () => putPlan(await create(texts, options), options)),
    );
}

async function create(texts: readonly string[], options: CreateOptions): Promise<Plan> {
  const given = await readBlocks(texts);
  tellCorrections(given);
  const cidrs = given.map(({ cidr }) => cidr);
  const whole = createPlan(options.cloud ?? 'aws', cidrs, options.name?.trim());
  const named = cidrs.reduce((plan, _, block) => assignVpc(plan, block, options.vpc ?? ''), whole);
  const { split, parts, uneven } = options;
  if (split !== undefined) return splitAll(named, split);
  if (uneven !== undefined) return splitUnevenly(named, uneven);
  if (parts === undefined) return named;
  tellParts(parts);
  return cidrs.reduce(
    (plan, cidr, block) => splitOne(plan, { block, cidr }, lengthOfParts(cidr, parts)),
    named,
  );
}

/** The plan with every block divided into parts of these prefix lengths; what is left of it is free. */
function splitUnevenly(plan: Plan, prefixLengths: readonly number[]): Plan {
  const rootOf = (block: Cidr): PlanNode => {
    const rows = unevenParts(block, prefixLengths).map((cidr) => ({ cidr, label: {}, free: false }));
    return grow(block, rows).root;
  };
  return { ...plan, blocks: plan.blocks.map((block) => ({ ...block, root: rootOf(block.cidr) })) };
}
