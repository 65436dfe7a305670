/** Documents that hold an address plan and nothing else. */
import { createPlan, parseCidr, planMember } from '../../engine/addresses.ts';
import type { Plan } from '../../engine/addresses.ts';
import type { Input } from './workspace.svelte.ts';

/** @param what - where it comes from: `the link` */
export function planDocument(plan: Plan, name: string, what: string): Input {
  const text = JSON.stringify({ format: 'hoplight/1', name, plan: planMember(plan) });
  return { what, files: [{ path: what, text }] };
}

/** A plan of 10.0.0.0/16, not divided yet. */
export function newPlanDocument(): Input {
  const cidr = parseCidr('10.0.0.0/16');
  const plan = createPlan('aws', cidr === undefined ? [] : [cidr]);
  return { ...planDocument(plan, 'Address plan', 'a new plan'), opened: 'A new plan.' };
}
