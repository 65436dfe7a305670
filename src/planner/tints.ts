/** The twelve tints of subnets, each with a pattern for print without colour. */
export type Pattern = 'none' | 'stripe' | 'dot' | 'cross';

const patterns: readonly Pattern[] = ['none', 'stripe', 'dot', 'cross'];

/** @param tint - 1–12 */
export function patternOf(tint: number): Pattern {
  return patterns[(tint - 1) % patterns.length] ?? 'none';
}
