/** Standing costs by resource: what it is billed for, what that comes to, and the dearest first. */
import type { StandingCostReport, StandingReport } from '../../../engine/index.ts';
import { plural } from '../../state/workspace.svelte.ts';

export interface ResourceCosts {
  readonly component: string;
  readonly name: string;
  readonly items: readonly StandingCostReport[];
  /** Dollars a month of the items whose price is known. */
  readonly usdPerMonth: number;
}

/** Resources whose prices are not known stand last; among equals the order is that of the document. */
export function resourceCosts({ items }: StandingReport): readonly ResourceCosts[] {
  const byComponent = new Map<string, StandingCostReport[]>();
  for (const item of items) {
    const own = byComponent.get(item.component);
    if (own === undefined) byComponent.set(item.component, [item]);
    else own.push(item);
  }
  return [...byComponent]
    .map(([component, own]) => ({
      component,
      name: own[0]?.componentName ?? component,
      items: own,
      usdPerMonth: own.reduce((sum, { usdPerMonth }) => sum + (usdPerMonth ?? 0), 0),
    }))
    .sort((a, b) => b.usdPerMonth - a.usdPerMonth);
}

/** `$40.15 a month`; `at least $36.50 a month` where a price is not known. */
export function monthWords({ usdPerMonthText, unknown }: StandingReport): string {
  return `${unknown > 0 ? 'at least ' : ''}$${usdPerMonthText} a month`;
}

/** `2 VPCs, 1 internet gateway`: what costs nothing to have. */
export function freeWords({ free }: StandingReport): string {
  return free.map(({ what, count }) => plural(count, what)).join(', ');
}
