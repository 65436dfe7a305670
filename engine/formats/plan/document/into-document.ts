/**
 * A plan into a hoplight/1 document: its VPCs, blocks and subnets, with what makes a public subnet public. What is
 * there already stays as it is, and what AWS would refuse is left out and told.
 */
import { collectDiagnostics } from '../../../diagnostics/index.ts';
import type { Diagnostic } from '../../../diagnostics/index.ts';
import { type Plan, cloudRules, planMember } from '../../../plan/index.ts';
import { readHoplight } from '../../hoplight/read.ts';
import type { PlainDocument } from '../../source.ts';
import { plannedVpcs } from '../planned-vpcs.ts';
import { Additions, type PlanAdditions } from './additions.ts';
import { placeSubnets } from './subnets.ts';
import { placeVpc, withExisting } from './vpc.ts';

export interface PlannedDocument {
  readonly document: PlainDocument;
  readonly added: PlanAdditions;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Turns a plan into VPCs and subnets of a document.
 *
 * A subnet that is there with the same block in the same VPC stays; one that is planned with a second family gets that.
 * Public subnets get a route table that leads to an internet gateway, others the main one.
 */
export function planIntoDocument(plan: Plan, document: PlainDocument): PlannedDocument {
  const { report, all } = collectDiagnostics();
  const { network } = readHoplight(document);
  const additions = new Additions(document, network, report);
  if (plan.cloud !== 'aws') {
    report(
      'plan-of-another-cloud',
      `The plan is made for ${cloudRules(plan.cloud).label}. Its blocks become VPCs, and what AWS would refuse is left out.`,
    );
  }
  for (const { planned, existing } of withExisting(plannedVpcs(plan), network)) {
    const vpc = placeVpc(planned, existing, network, additions, report);
    if (vpc !== undefined) placeSubnets(planned.subnets, vpc, network, additions, report);
  }
  return { document: additions.document(), added: additions.additions(), diagnostics: all() };
}

/** The document with the plan as its `plan` member, in place of one it has. */
export function withPlan(document: PlainDocument, plan: Plan): PlainDocument {
  return { ...document, plan: planMember(plan) };
}
