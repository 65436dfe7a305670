/** A plan as a file for people and other tools. */
import { type Plan, plainPlan } from '../../plan/index.ts';
import { jsonText, yamlText } from '../text/index.ts';
import { writeCloudFormation } from './cloudformation.ts';
import { writeCsv } from './csv/write.ts';
import { writeMarkdown } from './markdown.ts';
import { writeCidrsubnet } from './terraform/cidrsubnet.ts';
import { writeTerraform } from './terraform/write.ts';

export type PlanFormat =
  | 'json'
  | 'yaml'
  | 'csv'
  | 'markdown'
  | 'terraform'
  | 'terraform-cidrsubnet'
  | 'terraform-cidrsubnets'
  | 'cloudformation';

/** Every format, in the order to offer them. */
export const planFormats: readonly PlanFormat[] = [
  'json',
  'yaml',
  'csv',
  'markdown',
  'terraform',
  'terraform-cidrsubnet',
  'terraform-cidrsubnets',
  'cloudformation',
];

/**
 * Writes a plan as the text of a file, with a line feed at its end. JSON and YAML are `hoplight-plan/1` and hold all of
 * the plan; CSV holds its rows; the others hold its subnets. `terraform-cidrsubnets` works the subnets of a block out in
 * one call, wherever that gives them.
 */
export function writePlan(plan: Plan, format: PlanFormat): string {
  switch (format) {
    case 'json':
      return jsonText(plainPlan(plan));
    case 'yaml':
      return yamlText(plainPlan(plan));
    case 'csv':
      return writeCsv(plan);
    case 'markdown':
      return writeMarkdown(plan);
    case 'terraform':
      return writeTerraform(plan);
    case 'terraform-cidrsubnet':
      return writeCidrsubnet(plan, false);
    case 'terraform-cidrsubnets':
      return writeCidrsubnet(plan, true);
    case 'cloudformation':
      return writeCloudFormation(plan);
    default:
      return format satisfies never;
  }
}
