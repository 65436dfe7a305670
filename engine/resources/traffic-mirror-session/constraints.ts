/** What AWS refuses of traffic mirror sessions and targets (MIR-1). */
import type { Refusal } from '../../rules/index.ts';

/** The port that copies are sent to (MIR-4). */
export const VXLAN_PORT = 4789;

/** Whether an interface may be a mirror source: not while it is a mirror target as well. */
export function refuseSource(source: string, targetInterfaces: readonly string[]): Refusal[] {
  if (!targetInterfaces.includes(source)) return [];
  return [
    {
      rule: 'MIR-1',
      reason: `\`${source}\` is a mirror target too, and an interface cannot be source and target at once. Take another interface for one of them.`,
    },
  ];
}

/** What a mirror target leads to, as far as the model holds it. */
export type MirrorDestination =
  | { readonly kind: 'network-interface' }
  | { readonly kind: 'load-balancer'; readonly type: string; readonly listensOnVxlan: boolean }
  | { readonly kind: 'vpc-endpoint'; readonly type: string };

/**
 * Whether this can be a mirror target: an interface, a network load balancer with a UDP listener on 4789, or a Gateway
 * Load Balancer endpoint.
 *
 * @param named - how many destinations the target names
 */
export function refuseDestination(named: number, destination: MirrorDestination | undefined): Refusal[] {
  if (named > 1)
    return [{ rule: 'MIR-1', reason: 'A mirror target leads to one destination. Name only one.' }];
  switch (destination?.kind) {
    case 'load-balancer':
      if (destination.type !== 'network')
        return [{ rule: 'MIR-1', reason: 'Only a network load balancer can be a mirror target.' }];
      if (destination.listensOnVxlan) return [];
      return [
        {
          rule: 'MIR-1',
          reason:
            'The load balancer has no UDP listener on port 4789, to which copies are sent. Add one, with a UDP target group.',
        },
      ];
    case 'vpc-endpoint':
      if (destination.type === 'gateway-load-balancer') return [];
      return [
        {
          rule: 'MIR-1',
          reason: 'Of endpoints only a Gateway Load Balancer endpoint can be a mirror target.',
        },
      ];
    case 'network-interface':
    case undefined:
      return [];
    default:
      return destination satisfies never;
  }
}
