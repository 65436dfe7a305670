/**
 * Which NAT gateways AWS makes (NAT-2, NAT-17, LIM-14).
 */
import type { Refusal } from '../../rules/index.ts';

export interface NatGatewayPlan {
  readonly connectivityType: 'public' | 'private';
  readonly availabilityMode: 'zonal' | 'regional';
  /** Elastic IPs given to it; for a regional gateway the most in any one zone, and 0 when AWS chooses them. */
  readonly elasticIps: number;
  /** Whether its VPC has an internet gateway attached; `undefined` when not known. */
  readonly hasInternetGateway: boolean | undefined;
}

/** The most Elastic IPs of a zonal gateway, and of a regional one in each zone (LIM-14). */
export const MOST_ELASTIC_IPS = { zonal: 8, regional: 32 } as const;

/** Whether AWS makes this NAT gateway (NAT-2, NAT-17, LIM-14). Empty when accepted. */
export function refuseNatGateway(plan: NatGatewayPlan): Refusal[] {
  const { connectivityType, availabilityMode, elasticIps, hasInternetGateway } = plan;
  const refusals: Refusal[] = [];
  if (connectivityType === 'private') {
    // NAT-17: a regional gateway is public only.
    if (availabilityMode === 'regional') {
      refusals.push({
        rule: 'NAT-17',
        reason: 'A regional NAT gateway is public only. Make it zonal, in a subnet, to have it private.',
      });
    }
    if (elasticIps > 0) {
      refusals.push({
        rule: 'NAT-2',
        reason: 'A private NAT gateway takes no Elastic IP. Remove it, or make the gateway public.',
      });
    }
    return refusals;
  }
  // NAT-2. AWS can choose the Elastic IPs of a regional gateway itself.
  if (availabilityMode === 'zonal' && elasticIps === 0) {
    refusals.push({
      rule: 'NAT-2',
      reason: 'A public NAT gateway is made with an Elastic IP. Give it one, or make the gateway private.',
    });
  }
  if (hasInternetGateway === false) {
    refusals.push({
      rule: 'NAT-2',
      reason:
        'A public NAT gateway needs an internet gateway on its VPC. Attach one, or make the gateway private.',
    });
  }
  const most = MOST_ELASTIC_IPS[availabilityMode];
  if (elasticIps > most) {
    refusals.push({
      rule: 'LIM-14',
      reason: `It has ${elasticIps} Elastic IPs${availabilityMode === 'regional' ? ' in one zone' : ''}; ${most} are the most that it can have.`,
    });
  }
  return refusals;
}
