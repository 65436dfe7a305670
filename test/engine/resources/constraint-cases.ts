import { expect } from 'vitest';

import { parseAddress, parseCidr } from '../../../engine/ip/index.ts';
import type { Address, Cidr } from '../../../engine/ip/index.ts';
import type { Refusal } from '../../../engine/rules/index.ts';

export function cidr(text: string): Cidr {
  return parseCidr(text) ?? expect.fail(`${text} is no block`);
}

export function cidrs(texts: readonly string[]): Cidr[] {
  return texts.map(cidr);
}

export function address(text: string): Address {
  return parseAddress(text) ?? expect.fail(`${text} is no address`);
}

/** The rules by which something is refused, or `accepted`. Checks on the way that each reason is a full sentence. */
export function verdict(refusals: readonly Refusal[]): string {
  for (const { reason } of refusals) expect(reason).toMatch(/^[A-Z0-9`].*\.$/);
  return refusals.length === 0 ? 'accepted' : refusals.map(({ rule }) => rule).join(' ');
}
