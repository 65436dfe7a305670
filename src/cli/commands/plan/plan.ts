/** `hoplight plan`: address plans. By itself it shows a plan or writes it in another format; its verbs do the rest. */
import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { Cloud } from '../../../../engine/index.ts';
import { exitStatus } from '../../exit-status.ts';
import type { ExitStatus } from '../../exit-status.ts';
import { loadPlan } from '../../input/load-plan.ts';
import { cloudOption, examples, refuseNearVerb, withVerbs } from '../options.ts';
import type { Run } from '../options.ts';
import { addAllocate } from './allocate.ts';
import { addCheck } from './check.ts';
import { addCreate } from './create.ts';
import { addFree } from './free.ts';
import { putPlan, withPlanOutput } from './output.ts';
import type { PlanOutputOptions } from './output.ts';
import { addSplit } from './split.ts';

interface ShowOptions extends PlanOutputOptions {
  readonly cloud?: Cloud;
}

const INPUTS =
  'A plan is blocks such as 10.0.0.0/16, a file or folder of any kind below, or - for standard input:\n' +
  'a plan as JSON, YAML or CSV, a Terraform plan as JSON, a visualsubnetcalc file or link, a network.';

export function addPlan(program: Command, run: Run): void {
  const plan = withVerbs(program.command('plan'));
  plan
    .summary('plan subnets: create, split, allocate, free space, check')
    .description(`Shows an address plan as a table, or writes it in another format.\n${INPUTS}`)
    .usage('[options] <plan...>\n       hoplight plan <verb> …');
  for (const add of [addCreate, addSplit, addAllocate, addFree, addCheck]) add(plan, run);
  const show = plan
    .command('show')
    .summary('show a plan or write it in another format, as `hoplight plan` itself')
    .description(`Shows an address plan as a table, or writes it in another format.\n${INPUTS}`);
  for (const command of [plan, show]) {
    withPlanOutput(
      command
        .argument('<plan...>', 'blocks, files, folders, links, or - for standard input')
        .addOption(cloudOption('that of the plan, AWS for blocks')),
    )
      .addHelpText(
        'after',
        examples([
          ['hoplight plan create 10.0.0.0/16 --split 20 -o plan.yaml', 'a plan to go on with'],
          ['hoplight plan plan.yaml', 'its table'],
          ['hoplight plan dumps/ --format csv', 'the subnets that a network has, for a spreadsheet'],
          ['hoplight plan allocate 10.0.0.0/16 --needs needs.yaml', 'subnets for what is needed'],
          [
            'hoplight plan plan.yaml --into network.yaml -o network.yaml',
            'the plan as subnets of a document',
          ],
        ]) +
          '\n\nterraform lists the blocks of subnets; terraform-cidrsubnet works each out from the block of its VPC, and\n' +
          'terraform-cidrsubnets all of them in one call where that gives the same.\n' +
          'JSON: hoplight-plan/1, which every verb reads again.\n' +
          'Exit status: 0 written, 1 AWS would refuse what went into the document, 2 wrong call or unreadable input.',
      )
      .action((inputs: string[], options: ShowOptions) =>
        run(() => {
          if (!existsSync(inputs[0] ?? '')) refuseNearVerb(plan, inputs[0]);
          return showPlan(inputs, options);
        }),
      );
  }
}

async function showPlan(inputs: readonly string[], options: ShowOptions): Promise<ExitStatus> {
  const { plan, unreadable } = await loadPlan(inputs, options);
  const status = await putPlan(plan, options);
  return unreadable ? exitStatus.unusable : status;
}
