/** `hoplight plan allocate`: subnets for a list of needs, what changes for them, and what finds no place and why. */
import { Option } from 'commander';
import type { Command } from 'commander';
import {
  allocate as allocateNeeds,
  createPlan,
  explainShortfall,
  explainUnreadableNeed,
  plainPlan,
  readNeeds,
  strategies,
} from '../../../../engine/index.ts';
import type { Allocation, Cloud, InputFile, Need, Strategy } from '../../../../engine/index.ts';
import { exitStatus, UsageError } from '../../exit-status.ts';
import type { ExitStatus } from '../../exit-status.ts';
import { loadPlan } from '../../input/load-plan.ts';
import type { LoadedPlan } from '../../input/load-plan.ts';
import { readInput } from '../../input/read-inputs.ts';
import { changeLines, changeSum, plainChange, plainShortfall } from '../../output/allocation.ts';
import { printDiagnostics } from '../../output/diagnostics.ts';
import { jsonText } from '../../output/json.ts';
import { pageWidth, print, printable, printMessage, styleFor } from '../../output/terminal.ts';
import { put } from '../../output/write-file.ts';
import { cloudOption, examples } from '../options.ts';
import type { Run } from '../options.ts';
import { adviceFor } from './advice.ts';
import { isToldAsText, putPlan, withPlanOutput } from './output.ts';
import type { PlanOutputOptions } from './output.ts';

interface AllocateOptions extends PlanOutputOptions {
  readonly cloud?: Cloud;
  readonly needs?: string;
  readonly strategy?: Strategy;
}

const STRATEGIES: Record<Strategy, string> = {
  'largest-first': 'fits whenever any order fits',
  'in-order': 'one after the other, as Terraform’s cidrsubnets',
  'next-free': 'each into the lowest gap; nothing of the right size moves',
  'keep-gap': 'largest first, with room behind each to grow to twice its size',
};

export function addAllocate(plan: Command, run: Run): void {
  withPlanOutput(
    plan
      .command('allocate')
      .summary('find places for a list of needs')
      .argument(
        '[plan...]',
        'blocks, files, folders, or - for standard input (default: the blocks that the needs name)',
      )
      .option(
        '--needs <file>',
        'the list of needs, YAML or JSON, - for standard input (default: those of the plan)',
      )
      .addOption(
        new Option(
          '--strategy <name>',
          'in which order, and where (default: as the needs or the plan say)',
        ).choices(strategies),
      )
      .addOption(cloudOption('that of the plan or the needs, else AWS')),
  )
    .description(
      'Places subnets for a list of needs in the free space of a plan, and tells what is new, kept and moved. What is ' +
        'pinned, and what no need names, stays where it is. When something does not fit, it says by how much, and what ' +
        'would help.',
    )
    .addHelpText(
      'after',
      [
        '\nStrategies:',
        ...strategies.map((name) => `  ${name.padEnd(14)} ${STRATEGIES[name]}`),
        '\nNeeds, of which a size and a name are enough:',
        '  cloud: aws',
        '  block: 10.0.0.0/16',
        '  zones: [us-east-1a, us-east-1b]',
        '  strategy: largest-first',
        '  needs:',
        '    - { name: app, hosts: 500, growth: 20, kind: private }',
        '    - { name: web, prefix: 24, count: 2, kind: public, zones: [us-east-1a] }',
        examples([
          ['hoplight plan allocate 10.0.0.0/16 --needs needs.yaml', 'the changes as text'],
          [
            'hoplight plan allocate plan.yaml --needs needs.yaml -o plan.yaml',
            'the plan with the subnets in it',
          ],
          [
            'hoplight plan create 10.0.0.0/16 --json | hoplight plan allocate - --needs needs.yaml --format terraform',
            'from block to Terraform',
          ],
        ]),
        '\nWith --json the answer is hoplight-allocation/1, with the plan in it; --format json is the plan alone.',
        'Exit status: 0 everything fits, 1 not, 2 wrong call or unreadable input.',
      ].join('\n'),
    )
    .action((inputs: string[], options: AllocateOptions) => run(() => allocate(inputs, options)));
}

async function allocate(inputs: readonly string[], options: AllocateOptions): Promise<ExitStatus> {
  const { plan, needs, strategy, unreadable } = await groundAndNeeds(inputs, options);
  const result = allocateNeeds(plan, needs, strategy);
  if (!result.ok) throw new UsageError(explainUnreadableNeed(result, needs[result.need]?.name ?? ''));
  const { allocation } = result;
  const advice = adviceFor(plan, needs, strategy, allocation.shortfalls);
  const status = await tell({ allocation, advice, strategy }, options);
  if (unreadable) return exitStatus.unusable;
  return allocation.shortfalls.length === 0 ? status : exitStatus.no;
}

interface Answer {
  readonly allocation: Allocation;
  readonly advice: readonly string[];
  readonly strategy: Strategy;
}

/** The changes as text or data, or else the plan that they make, with what did not fit on standard error. */
async function tell(answer: Answer, options: AllocateOptions): Promise<ExitStatus> {
  const { allocation, advice } = answer;
  if (options.json && options.into === undefined) {
    await put(`${jsonText('hoplight-allocation/1', plainAnswer(answer))}\n`, options.output);
    return exitStatus.yes;
  }
  const { plan, changes, shortfalls } = allocation;
  if (!isToldAsText(options)) {
    const status = await putPlan(plan, options);
    for (const line of [changeSum(changes), ...shortfalls.map(explainShortfall), ...advice])
      printMessage(printable(line));
    return status;
  }
  const style = styleFor(process.stdout);
  const lines = changeLines(allocation, { width: pageWidth(), style });
  const missing = shortfalls.map((each) => `${style('✗', 'blocked')} ${printable(explainShortfall(each))}`);
  print([...lines, '', changeSum(changes), ...missing, ...advice.map((line) => `  ${line}`)].join('\n'));
  return exitStatus.yes;
}

function plainAnswer({ allocation, advice, strategy }: Answer): object {
  const { plan, changes, shortfalls } = allocation;
  return {
    fits: shortfalls.length === 0,
    strategy,
    changes: changes.map(plainChange),
    shortfalls: shortfalls.map(plainShortfall),
    advice,
    plan: plainPlan(plan),
  };
}

interface Ground extends LoadedPlan {
  readonly needs: readonly Need[];
  readonly strategy: Strategy;
}

/** The plan to allocate in and what is needed; either may bring the other along. */
async function groundAndNeeds(inputs: readonly string[], options: AllocateOptions): Promise<Ground> {
  if (options.needs !== undefined) return groundFor(await readInput(options.needs), inputs, options);
  if (inputs.length === 0)
    throw new UsageError('Give the needs with --needs, and a plan or blocks to place them in.');
  const loaded = await loadPlan(inputs, options);
  const { needs, strategy } = loaded.plan;
  if (needs.length === 0) throw new UsageError('The plan holds no needs. Give them with --needs.');
  return { ...loaded, needs, strategy: options.strategy ?? strategy };
}

/** The plan that is named, or else one of the blocks that the needs name. */
async function groundFor(
  file: InputFile,
  inputs: readonly string[],
  { cloud, strategy, verbose = false }: AllocateOptions,
): Promise<Ground> {
  const list = readNeeds(file);
  printDiagnostics(list.diagnostics, verbose);
  if (list.needs.length === 0) throw new UsageError(`\`${file.path}\` holds no need that can be allocated.`);
  if (inputs.length === 0 && list.blocks.length === 0) {
    throw new UsageError(
      'Say where to allocate: a plan or blocks before --needs, or `block: 10.0.0.0/16` in the needs.',
    );
  }
  const { plan, unreadable } =
    inputs.length === 0
      ? { plan: createPlan(cloud ?? list.cloud ?? 'aws', list.blocks), unreadable: false }
      : await loadPlan(inputs, { cloud, cloudOfBlocks: list.cloud, verbose });
  return {
    plan,
    unreadable: unreadable || list.diagnostics.some(({ severity }) => severity === 'error'),
    needs: list.needs,
    strategy: strategy ?? list.strategy ?? plan.strategy,
  };
}
