/** `hoplight plan show`: a plan as a table, in another format, or in a document. */
import type { Command } from 'commander';
import type { Cloud } from '../../../../engine/index.ts';
import { exitStatus } from '../../exit-status.ts';
import type { ExitStatus } from '../../exit-status.ts';
import { loadPlan } from '../../input/load-plan.ts';
import { cloudOption, examples } from '../options.ts';
import { WRITTEN_STATUS, putPlan, withPlanOutput } from './output.ts';
import type { PlanOutputOptions } from './output.ts';

export interface ShowOptions extends PlanOutputOptions {
  readonly cloud?: Cloud;
}

/** The arguments, options and help of showing a plan. */
export function withShow(command: Command): Command {
  return withPlanOutput(
    command
      .argument('<plan...>', 'blocks, files, folders, links, or - for standard input')
      .addOption(cloudOption('that of the plan, AWS for blocks')),
  )
    .description(
      'Shows an address plan as a table, or writes it in another format.\n' +
        'A plan is blocks such as 10.0.0.0/16, or what a file, a folder or standard input (-) holds: a plan as JSON, ' +
        'YAML or CSV, a Terraform plan as JSON, a visualsubnetcalc file or link, a network.',
    )
    .addHelpText(
      'after',
      examples([
        ['hoplight plan create 10.0.0.0/16 --split 20 -o plan.yaml', 'a plan to go on with'],
        ['hoplight plan plan.yaml', 'its table'],
        ['hoplight plan dumps/ --format csv', 'the subnets that a network has, for a spreadsheet'],
        ['hoplight plan allocate 10.0.0.0/16 --needs needs.yaml', 'subnets for what is needed'],
        ['hoplight plan plan.yaml --into network.yaml -o network.yaml', 'the plan as subnets of a document'],
      ]) +
        '\n\nterraform lists the blocks of subnets; terraform-cidrsubnet works each out from the block of its VPC, and\n' +
        'terraform-cidrsubnets all of them in one call where that gives the same.\n' +
        `JSON: hoplight-plan/1, which every verb reads again.\n${WRITTEN_STATUS}`,
    );
}

export async function showPlan(inputs: readonly string[], options: ShowOptions): Promise<ExitStatus> {
  const { plan, unreadable } = await loadPlan(inputs, options);
  const status = await putPlan(plan, options);
  return unreadable ? exitStatus.unusable : status;
}
