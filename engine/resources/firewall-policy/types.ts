import type { Cidr, PortRange } from '../../ip/index.ts';

export type StatelessAction = 'pass' | 'drop' | 'forward';

/** The ends and ports that a firewall rule is about; an empty list is any. */
export interface FiveTuple {
  /** Protocol numbers; empty for any. */
  readonly protocols: readonly number[];
  readonly sources: readonly Cidr[];
  readonly destinations: readonly Cidr[];
  readonly sourcePorts: readonly PortRange[];
  readonly destinationPorts: readonly PortRange[];
}

export interface StatelessRule extends FiveTuple {
  readonly priority: number;
  /** `unknown`: it is not in the input what a packet meets here (EVAL-8), or TCP flags decide whether it matches. */
  readonly action: StatelessAction | 'unknown';
}

/** A rule of the stateful engine, as far as its header goes. */
export interface StatefulRule {
  /** As it was written. */
  readonly text: string;
  readonly action: 'pass' | 'drop' | 'reject' | 'alert';
  readonly match: FiveTuple;
  /** An end that the rule excludes (`!10.0.0.0/8`). */
  readonly notSources: readonly Cidr[];
  readonly notDestinations: readonly Cidr[];
  /** NFW-12: an end that must lie inside `$HOME_NET`, or outside, where the group does not state what that is. */
  readonly home: { readonly source: HomeEnd; readonly destination: HomeEnd };
  /** `<>`: either direction. */
  readonly bothWays: boolean;
  /** NFW-13: names of a domain list, any of which has to be asked, or none; `.example.com` for all below too. */
  readonly names: { readonly listed: readonly string[]; readonly excluded: boolean } | undefined;
  /** True when more than the header decides, in ways that are not modelled (NFW-22). */
  readonly hasOptions: boolean;
}

export type HomeEnd = 'inside' | 'outside' | undefined;

export interface StatefulGroup {
  readonly name: string | undefined;
  readonly priority: number;
  /** NFW-21: rules that cannot be read. */
  readonly managed: boolean;
  /** NFW-21: attached so that drops become alerts. */
  readonly alertsOnly: boolean;
  /** EVAL-8: it may have rules that the input does not list. */
  readonly incomplete: boolean;
  readonly rules: readonly StatefulRule[];
}

/** What a Network Firewall does with packets (NFW-2 to NFW-9). */
export interface FirewallPolicy {
  readonly kind: 'firewall-policy';
  readonly id: string;
  readonly name: string | undefined;
  readonly statelessDefault: StatelessAction;
  /** By priority, groups before rules. */
  readonly stateless: readonly StatelessRule[];
  /** NFW-19: action order where the input says nothing. */
  readonly ruleOrder: 'action' | 'strict';
  /** True when the input states the order. */
  readonly ruleOrderStated: boolean;
  readonly statefulDefaults: readonly string[];
  readonly stateful: readonly StatefulGroup[];
  /** NFW-18: what becomes of a flow that starts mid-stream. */
  readonly streamException: 'drop' | 'continue' | 'reject';
}
