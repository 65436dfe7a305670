/**
 * The shapes in which costs are told: `cost` of a `hoplight-trace/1` report, and `hoplight-cost/1`. Amounts are exact
 * decimals; `null` stands for what is not known, and a text beside it says why.
 */
export const STANDING_FORMAT = 'hoplight-cost/1';

/** What a GB costs on the path that the report tells of. */
export interface CostReport {
  readonly currency: 'USD';
  /** Region and date of the price list. */
  readonly region: string;
  readonly asOf: string;
  /** The volume that stepped prices were taken for; null when none was told. */
  readonly monthlyGb: number | null;
  /** 1 GB in the direction of the request. */
  readonly request: LegCostReport;
  /** 1 GB in the direction of the reply; null when the request never arrived. */
  readonly reply: LegCostReport | null;
  /** What the resources on the path cost by the hour, whether or not anything passes. */
  readonly perHour: readonly StandingCostReport[];
  /** What would cost less, that which saves most first. */
  readonly cheaper: readonly CheaperReport[];
  /** Full sentences: what was supposed, and what the price list does not know. */
  readonly notes: readonly string[];
}

export interface LegCostReport {
  /** The sum over all payers. */
  readonly usdPerGb: number | null;
  readonly usdPerGbText: string;
  /** Bounds of the sum, where all that is open is whether an item is billed. */
  readonly atLeastUsdPerGb: number | null;
  readonly atMostUsdPerGb: number | null;
  /** `blocked` when the data is dropped on the way, `open` when the input does not hold the rest of the way. */
  readonly extent: 'complete' | 'blocked' | 'open';
  readonly byPayer: readonly (PayerReport & { readonly usdPerGb: number | null })[];
  readonly lines: readonly CostLineReport[];
}

/** Who is billed: an account, and the VPC through which it is; null for what the input does not tell. */
export interface PayerReport {
  readonly account: string | null;
  readonly vpc: string | null;
}

export interface CostLineReport {
  /** The price's key in the list. */
  readonly key: string;
  readonly usdPerGb: number | null;
  readonly usdPerGbText: string;
  readonly payer: PayerReport;
  readonly component: string;
  readonly componentName: string | null;
  readonly componentKind: string;
  /** What it is for, and why it is not known. */
  readonly text: string;
  readonly rule: string;
  /** Date and source of the price; null when the list has no such row. */
  readonly asOf: string | null;
  readonly source: string | null;
  readonly confidence: 'high' | 'low' | null;
}

export interface CheaperReport {
  readonly kind: 'gateway-endpoint' | 'nat-gateway-in-zone' | 'same-zone' | 'private-address';
  /** What to do, and what a GB costs then: full sentences. */
  readonly text: string;
  readonly requestUsdPerGb: number;
  readonly replyUsdPerGb: number | null;
}

/** The standing costs of a network. */
export interface StandingReport {
  readonly format: typeof STANDING_FORMAT;
  readonly currency: 'USD';
  readonly region: string;
  readonly asOf: string;
  readonly hoursPerMonth: number;
  readonly items: readonly StandingCostReport[];
  /** Sums of the items whose price is known; what is billed by the month is in that of the month alone. */
  readonly usdPerHour: number;
  readonly usdPerMonth: number;
  readonly usdPerMonthText: string;
  /** Items whose price is not known, so that the sums are the least it can be. */
  readonly unknown: number;
  readonly byPayer: readonly (PayerReport & { readonly usdPerMonth: number })[];
  /** What costs nothing to have, by resource kind. */
  /** Regions of the network that the price list is not of. */
  readonly elsewhere: readonly string[];
  readonly free: readonly { readonly kind: string; readonly what: string; readonly count: number }[];
  readonly notes: readonly string[];
}

export interface StandingCostReport {
  /** The price's key in the list; null for what no row is for. */
  readonly key: string | null;
  readonly what: string;
  readonly component: string;
  readonly componentName: string | null;
  readonly componentKind: string;
  /** The public address that costs. */
  readonly address: string | null;
  /** The CloudFormation type of what is known by name only. */
  readonly type: string | null;
  readonly count: number;
  readonly payer: PayerReport;
  /** Null for what is billed by the month, too; the text then says so. */
  readonly usdPerHour: number | null;
  readonly usdPerHourText: string;
  readonly usdPerMonth: number | null;
  readonly usdPerMonthText: string;
  /** Why the price is not known, in a sentence. */
  readonly unknown: string | null;
  readonly rule: string | null;
  readonly asOf: string | null;
  readonly source: string | null;
  readonly confidence: 'high' | 'low' | null;
}
