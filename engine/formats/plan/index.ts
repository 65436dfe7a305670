/** Address plans in and out: from networks and files, to files and networks. */

export type { PlanAdditions } from './document/additions.ts';
export type { PlannedDocument } from './document/into-document.ts';
export { planIntoDocument, withPlan } from './document/into-document.ts';
export type { NetworkPlan } from './from-network.ts';
export { planFromNetwork } from './from-network.ts';
export type { NeedsReading } from './read-needs.ts';
export { readNeeds } from './read-needs.ts';
export type { PlanReading } from './read.ts';
export { readPlan } from './read.ts';
export type { PlanFormat } from './write.ts';
export { planFormats, writePlan } from './write.ts';
