/** A plan as Terraform resources with explicit blocks, in the words of its cloud. */
import type { Cloud, Plan } from '../../../plan/index.ts';
import { type PlannedVpc, plannedVpcs } from '../planned-vpcs.ts';
import { awsResources } from './aws.ts';
import { azureResources } from './azure.ts';
import { googleResources } from './google.ts';
import { type HclBlock, printHcl } from './hcl.ts';
import { oracleResources } from './oracle.ts';
import { standardLocals } from './standard.ts';

const writers: Readonly<Record<Cloud, (vpcs: readonly PlannedVpc[]) => HclBlock[]>> = {
  aws: awsResources,
  azure: azureResources,
  gcp: googleResources,
  oci: oracleResources,
  standard: standardLocals,
};

export function writeTerraform(plan: Plan): string {
  return printHcl(writers[plan.cloud](plannedVpcs(plan)));
}
