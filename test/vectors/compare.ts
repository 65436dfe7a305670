/** Holds what a case expects against what was got: only what `expect` names counts, and `note` never does. */
import { formatAddress, formatCidr, parseAddress, parseCidr } from '../../engine/ip/index.ts';
import { isMembers } from './case.ts';
import type { Members } from './case.ts';

export interface Difference {
  /** Where it is, such as `seen.src` or `verdict[2]`. */
  readonly at: string;
  readonly expected: unknown;
  readonly got: unknown;
}

/** Every place where `got` is not what `expected` names; empty when all of it holds. */
export function differences(expected: Members, got: Members): readonly Difference[] {
  return Object.entries(expected)
    .filter(([key]) => key !== 'note')
    .flatMap(([key, value]) => compare(value, got[key], key));
}

function compare(expected: unknown, got: unknown, at: string): readonly Difference[] {
  if (Array.isArray(expected)) {
    if (!Array.isArray(got) || got.length !== expected.length) return [{ at, expected, got }];
    return expected.flatMap((value, index) => compare(value, got[index], `${at}[${index}]`));
  }
  if (isMembers(expected)) {
    if (!isMembers(got)) return [{ at, expected, got }];
    return Object.entries(expected)
      .filter(([key]) => key !== 'note')
      .flatMap(([key, value]) => compare(value, got[key], `${at}.${key}`));
  }
  return plain(expected) === plain(got) ? [] : [{ at, expected, got }];
}

/** Values that mean the same as one value: nothing is null, absent or `-`; addresses and blocks as they are written shortest. */
function plain(value: unknown): unknown {
  if (value === undefined || value === null || value === '-') return null;
  // A 64-bit count is more than JSON's numbers hold exactly.
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'string') return value;
  const address = parseAddress(value);
  if (address !== undefined) return formatAddress(address);
  const cidr = parseCidr(value);
  return cidr === undefined ? value : formatCidr(cidr);
}
