/**
 * One item of what a GB costs on a path (COST-1).
 */
import type { StepResource } from '../trace/index.ts';
import type { RuleId } from '../rules/index.ts';
import { NOTHING, sumOf } from './money.ts';
import type { Usd } from './money.ts';
import type { Payer } from './place.ts';
import { priceOf } from './price-list.ts';
import type { StationKind } from './station.ts';
import type { PriceRow, Pricing } from './price-list.ts';

/** Why an amount is not known. */
export type UnknownAmount =
  /** The list holds no such price. */
  | 'price'
  /** The list is of another Region. */
  | 'region'
  /** Whether the two ends are in one zone is not stated. */
  | 'zone'
  /** Local Zones, Wavelength Zones and Outposts have prices of their own. */
  | 'zone-type';

/** Where data is carried from or to: a subnet's id, `internet` or `site`. */
export interface CarriedBetween {
  readonly place: string;
  readonly kind: StationKind;
}

export interface CostLine {
  /** The price's key in the list. */
  readonly key: string;
  /** `undefined` when not known; `unknown` says why. */
  readonly usd: Usd | undefined;
  readonly unknown: UnknownAmount | undefined;
  /** What it costs where it applies, for an amount of which only that is open. */
  readonly atMost: Usd | undefined;
  readonly payer: Payer;
  /** The resource that bills it, or the place that the data leaves or comes to. */
  readonly component: StepResource;
  /** From and to, for what is billed for carrying. */
  readonly between: readonly [CarriedBetween, CarriedBetween] | undefined;
  /** True for what a device bills for working on the data, and not for carrying it. */
  readonly processed: boolean;
  /** True for what is not billed beside another charge of the path (COST-12). */
  readonly waived: boolean;
  readonly rule: RuleId;
  /** The row the amount is from. */
  readonly row: PriceRow | undefined;
}

/** What a line is made from. */
export interface Charge {
  readonly key: string;
  readonly payer: Payer;
  readonly region: string | undefined;
  readonly component: StepResource;
  readonly between?: readonly [CarriedBetween, CarriedBetween] | undefined;
  readonly processed?: boolean;
  readonly waived?: boolean;
  readonly rule: RuleId;
  /** Why it is open whether or how much is billed. */
  readonly unknown?: UnknownAmount | undefined;
}

/** The line of a charge, priced by the list. A place without a Region is taken to be in that of the list. */
export function lineOf({ list, monthlyGb, anyRegion = false }: Pricing, charge: Charge): CostLine {
  const { key, payer, region, component, between, processed = false, waived = false, rule } = charge;
  const priced = priceOf(list, 'perGb', key, monthlyGb);
  const isElsewhere = region !== undefined && region !== list.region && !anyRegion;
  const unknown =
    charge.unknown ?? (isElsewhere ? 'region' : undefined) ?? (priced === undefined ? 'price' : undefined);
  return {
    key,
    usd: waived ? NOTHING : unknown === undefined ? priced?.usd : undefined,
    unknown: waived ? undefined : unknown,
    atMost: unknown === 'zone' && !isElsewhere ? priced?.usd : undefined,
    payer,
    component,
    between,
    processed,
    waived,
    rule,
    row: priced?.row,
  };
}

/** The sum of lines; `undefined` when one of them is not known. */
export function totalOf(lines: readonly CostLine[]): Usd | undefined {
  let total = NOTHING;
  for (const { usd } of lines) {
    if (usd === undefined) return undefined;
    total += usd;
  }
  return total;
}

/** The least and the most that lines may come to, where all that is open is whether they apply. */
export function boundsOf(lines: readonly CostLine[]): readonly [least: Usd, most: Usd] | undefined {
  const known = sumOf(lines.map(({ usd }) => usd ?? NOTHING));
  const open = lines.filter(({ usd }) => usd === undefined);
  if (open.some(({ atMost }) => atMost === undefined)) return undefined;
  return [known, known + sumOf(open.map(({ atMost }) => atMost ?? NOTHING))];
}
