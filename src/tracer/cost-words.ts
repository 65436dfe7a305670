/** Costs in people's words: the same in the trace and in the list of standing costs. */
import type { CostReport, LegCostReport, PayerReport } from '../../engine/index.ts';

/** `$0.155`; what is not known is said as the engine says it. */
export function dollars(text: string): string {
  return /^\d/.test(text) ? `$${text}` : text;
}

/** What a GB comes to one way: `$0.155`, `$0 to $0.02`, `not known`. */
export function legWords({ usdPerGb, usdPerGbText, atLeastUsdPerGb, atMostUsdPerGb }: LegCostReport): string {
  const isRange = usdPerGb === null && atLeastUsdPerGb !== null && atMostUsdPerGb !== null;
  return isRange ? `$${atLeastUsdPerGb} to $${atMostUsdPerGb}` : dollars(usdPerGbText);
}

/** Both ways in one line: `$0.155 there, $0.045 back`. */
export function costWords({ request, reply }: CostReport): string {
  const there = legWords(request);
  const back = reply === null ? null : legWords(reply);
  if (back === null) return `${there} there`;
  if (back !== there) return `${there} there, ${back} back`;
  return request.usdPerGb === null ? back : `${back} each way`;
}

/** Where a way ends early; empty for one that is complete. */
export const extentWords: Readonly<Record<LegCostReport['extent'], string>> = {
  complete: '',
  blocked: 'up to where it is dropped',
  open: 'the rest of the way is not in the input',
};

export function payerWords({ account, vpc }: PayerReport): string {
  if (account !== null) return `account ${account}`;
  return vpc === null ? 'an owner not known' : `the owner of ${vpc}`;
}

/** A row of the price list, as far as it is told. */
export interface Priced {
  readonly key: string | null;
  readonly rule: string | null;
  readonly asOf: string | null;
  readonly source: string | null;
  readonly confidence: 'high' | 'low' | null;
}

/** The sources of prices, each once, in the order in which they are met. */
export function sourcesOf(items: readonly Priced[]): readonly string[] {
  return [...new Set(items.map(({ source }) => source).filter((source) => source !== null))];
}

/** The small print of an item: `nat.processed · COST-7 · 2026-11, source 1`. */
export function priceWords(
  { key, rule, asOf, source, confidence }: Priced,
  sources: readonly string[],
): string {
  const from = source === null ? '' : `, source ${sources.indexOf(source) + 1}`;
  return [
    key,
    rule,
    asOf === null ? null : `${asOf}${from}`,
    confidence === 'low' ? 'a price that is not sure' : null,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}
