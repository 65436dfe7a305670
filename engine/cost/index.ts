/** What things cost: a GB on a path, and what stands there by the hour. */
export { builtInPrices, isPriceKey, priceKeys } from './built-in.ts';
export type { BothWays, CheaperPath } from './cheaper.ts';
export { cheaperPaths } from './cheaper.ts';
export type { Charge, CostLine, UnknownAmount } from './line.ts';
export { boundsOf, lineOf, totalOf } from './line.ts';
export type { Usd } from './money.ts';
export { NOTHING, readUsd, sumOf, usdNumber, usdText } from './money.ts';
export type { LegCost, PathCost } from './path.ts';
export { costOfHops, costOfPath } from './path.ts';
export type { QueryCost } from './queries.ts';
export { costOfLookup } from './queries.ts';
export type { Payer } from './place.ts';
export { ownerOfVpc, regionsOf } from './place.ts';
export type {
  Confidence,
  PriceList,
  PriceProblem,
  PriceRow,
  PriceUnit,
  Pricing,
  ReadPriceList,
  Tier,
  WrittenPrice,
  WrittenPrices,
} from './price-list.ts';
export { PRICE_UNITS, PRICES_FORMAT, priceOf, readPriceList, writtenPriceList } from './price-list.ts';
export type { StandingCost, StandingCosts } from './standing.ts';
export { standingCosts } from './standing.ts';
