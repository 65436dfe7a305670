/** What AWS refuses of load balancers and target groups (ELB-5, ELB-9, ELB-19, ELB-32, ELB-35, GWLB-10). */
import type { Refusal } from '../../rules/index.ts';
import type { BalancedProtocol, TargetType } from '../target-group/types.ts';
import type { ZoneType } from '../subnet/types.ts';

export interface BalancerSubnet {
  readonly id: string;
  readonly zone: string | undefined;
  readonly zoneType: ZoneType;
  /** `undefined` when not known. */
  readonly prefixLength: number | undefined;
}

/** Whether AWS makes an application load balancer in these subnets: two zones, each subnet a /27 or larger (ELB-9). */
export function refuseApplicationSubnets(subnets: readonly BalancerSubnet[]): Refusal[] {
  const refusals: Refusal[] = [];
  const zones = new Set(subnets.map(({ id, zone }) => zone ?? id));
  const standsAlone = subnets.some(({ zoneType }) => zoneType === 'local-zone' || zoneType === 'outpost');
  if (zones.size < 2 && !standsAlone) {
    refusals.push({
      rule: 'ELB-9',
      reason:
        'An application load balancer needs subnets in at least two Availability Zones. Add one in another zone.',
    });
  }
  for (const { id, prefixLength } of subnets) {
    if (prefixLength === undefined || prefixLength <= 27) continue;
    refusals.push({
      rule: 'ELB-9',
      reason: `\`${id}\` is a /${prefixLength}. Subnets of an application load balancer are /27 or larger.`,
    });
  }
  return refusals;
}

/**
 * Whether an account may put a Gateway Load Balancer into these subnets: not into those that another shares with it (GWLB-10).
 *
 * @param owner - of the load balancer; `undefined` when the input does not tell, as for the subnets
 */
export function refuseSharedSubnets(
  owner: string | undefined,
  subnets: readonly { readonly id: string; readonly ownerId: string | undefined }[],
): Refusal[] {
  if (owner === undefined) return [];
  return subnets
    .filter(({ ownerId }) => ownerId !== undefined && ownerId !== owner)
    .map(({ id, ownerId }) => ({
      rule: 'GWLB-10',
      reason: `Subnet \`${id}\` belongs to account \`${ownerId ?? ''}\` and is only shared with \`${owner}\`. A Gateway Load Balancer stands in subnets of its own account.`,
    }));
}

/** Whether AWS makes a network load balancer in these subnets: one zone is enough, each has one (ELB-19). */
export function refuseNetworkSubnets(subnets: readonly BalancerSubnet[]): Refusal[] {
  const zones = subnets.map(({ id, zone }) => zone ?? id);
  const twice = new Set(zones.filter((zone, index) => zones.indexOf(zone) !== index));
  return [...twice].map((zone) => ({
    rule: 'ELB-19',
    reason: `Several of its subnets are in \`${zone}\`. A network load balancer has one subnet, with one address, in each zone.`,
  }));
}

/** Whether a classic load balancer may forward to a group of this type: it registers instances only (ELB-32). */
export function refuseClassicTargets(type: TargetType): Refusal[] {
  if (type === 'instance') return [];
  return [
    {
      rule: 'ELB-32',
      reason: `A classic load balancer registers instances of its VPC, and no target of type \`${type}\`. Use an application or network load balancer for it.`,
    },
  ];
}

/** What a listener of a network load balancer may forward to (ELB-35). */
const NETWORK_PAIRS: Readonly<Partial<Record<BalancedProtocol, readonly BalancedProtocol[]>>> = {
  tcp: ['tcp', 'tcp_udp'],
  tls: ['tcp', 'tls'],
  udp: ['udp', 'tcp_udp'],
  tcp_udp: ['tcp_udp'],
  quic: ['quic', 'tcp_quic'],
  tcp_quic: ['tcp_quic'],
};

/** Whether a network load balancer's listener may forward to a target group of this protocol (ELB-35). */
export function refuseListener(
  listener: BalancedProtocol,
  group: BalancedProtocol,
  type: TargetType,
): Refusal[] {
  if (type === 'alb' && listener !== 'tcp') {
    return [
      {
        rule: 'ELB-35',
        reason: `A \`${listener}\` listener does not forward to an application load balancer. Only a \`tcp\` one does.`,
      },
    ];
  }
  const allowed = type === 'alb' ? (['tcp'] as const) : NETWORK_PAIRS[listener];
  if (allowed === undefined || allowed.some((each) => each === group)) return [];
  return [
    {
      rule: 'ELB-35',
      reason: `A \`${listener}\` listener does not forward to a \`${group}\` target group. It forwards to ${allowed.map((each) => `\`${each}\``).join(' or ')}.`,
    },
  ];
}

/** Whether a target may be registered by instance: in the VPC of the group only (ELB-5). */
export function refuseInstanceTarget(
  target: string,
  vpc: string | undefined,
  group: string | undefined,
): Refusal[] {
  if (vpc === undefined || group === undefined || vpc === group) return [];
  return [
    {
      rule: 'ELB-5',
      reason: `Instance \`${target}\` is in \`${vpc}\` and the target group in \`${group}\`. Register its address in a group of type \`ip\` instead.`,
    },
  ];
}
