/**
 * Amounts of money as exact decimals: whole numbers of a tiny unit inside, text and numbers without noise outside.
 *
 *   0.1 + 0.02 is 0.12 here, and never 0.12000000000000001
 */

/** US dollars, counted in units of 10⁻¹². */
export type Usd = bigint;

const DECIMALS = 12;
const UNIT = 10n ** BigInt(DECIMALS);
/** More than anything costs, and few enough digits that a number still holds them. */
const MOST_WHOLE_DIGITS = 9;

export const NOTHING: Usd = 0n;

/**
 * An amount as a price list writes it: a number or decimal text, not negative.
 *
 * @returns `undefined` for anything else, for more than 12 decimals, and from a thousand million on
 */
export function readUsd(value: unknown): Usd | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  const found = /^(\d+)(?:\.(\d+))?(?:e-(\d{1,2}))?$/.exec(String(value).trim());
  if (found === null) return undefined;
  const [, whole = '', fraction = '', exponent = '0'] = found;
  const decimals = fraction.length + Number(exponent);
  if (whole.length > MOST_WHOLE_DIGITS || decimals > DECIMALS) return undefined;
  return BigInt(whole + fraction) * 10n ** BigInt(DECIMALS - decimals);
}

export function sumOf(amounts: readonly Usd[]): Usd {
  return amounts.reduce((sum, amount) => sum + amount, NOTHING);
}

/**
 * An amount as text, exact: `0.155`, `0`, `-0.02`.
 *
 * @param leastDecimals - decimals that are written even when they are zeros; 0 when not given
 */
export function usdText(amount: Usd, leastDecimals = 0): string {
  const size = amount < 0n ? -amount : amount;
  const fraction = String(size % UNIT)
    .padStart(DECIMALS, '0')
    .replace(/0+$/, '')
    .padEnd(leastDecimals, '0');
  const text = `${size / UNIT}${fraction === '' ? '' : `.${fraction}`}`;
  return amount < 0n ? `-${text}` : text;
}

/** The number that is written as the exact amount, for JSON. */
export function usdNumber(amount: Usd): number {
  return Number(usdText(amount));
}
