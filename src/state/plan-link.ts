/**
 * A plan as part of a link. The rule of a plan is stored and not its rows, so that 256 equal subnets come to some eighty
 * characters.
 */
import { plainPlan } from '../../engine/addresses.ts';
import type { Plan } from '../../engine/addresses.ts';
import { pack, unpack } from './packed.ts';

export function packPlan(plan: Plan): Promise<string> {
  return pack(JSON.stringify(plainPlan(plan)));
}

/** @returns the plan's JSON, not yet read; `undefined` when the link is damaged, too large or of a newer version */
export function unpackPlan(packed: string): Promise<string | undefined> {
  return unpack(packed);
}

/** The packed plan in text that is a link to one; `undefined` for any other text. */
export function packedIn(text: string): string | undefined {
  return /^\s*\S*#\/plan\?p=([\w-]+)\s*$/.exec(text)?.[1];
}
