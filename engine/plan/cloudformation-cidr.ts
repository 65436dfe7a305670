/** CloudFormation's `Fn::Cidr`. */

import { addressWidth, explainMalformedAddress, formatCidr, parseCidr } from '../ip/index.ts';
import { splitUnevenly } from './split.ts';
import type { FunctionResult } from './terraform-functions.ts';

/**
 * `!Cidr [192.168.0.0/24, 6, 5]` is the first six /27 of the block: `cidrBits` are the bits that are left for hosts.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-cidr.html
 *
 * @param count - 1–256
 * @param cidrBits - 1–32, for IPv6 1–128
 */
export function fnCidr(ipBlock: string, count: number, cidrBits: number): FunctionResult<readonly string[]> {
  const cidr = parseCidr(ipBlock);
  if (cidr === undefined) return { ok: false, error: explainMalformedAddress(ipBlock) };
  const width = addressWidth(cidr.family);
  if (!Number.isInteger(count) || count < 1 || count > 256) {
    return { ok: false, error: `The count must be a whole number from 1 to 256, not ${count}.` };
  }
  if (!Number.isInteger(cidrBits) || cidrBits < 1 || cidrBits > width) {
    return {
      ok: false,
      error: `The bits for hosts must be a whole number from 1 to ${width}, not ${cidrBits}.`,
    };
  }
  const prefixLength = width - cidrBits;
  const split = splitUnevenly(
    cidr,
    Array.from({ length: count }, () => prefixLength),
  );
  if (split.ok) return { ok: true, value: split.blocks.map(formatCidr) };
  const fitting = split.blocks.length === 0 ? 'none' : `only ${split.blocks.length}`;
  return {
    ok: false,
    error: `\`${formatCidr(cidr)}\` has room for ${fitting} of ${count} blocks of /${prefixLength}.`,
  };
}
