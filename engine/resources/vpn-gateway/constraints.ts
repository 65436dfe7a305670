import type { Refusal } from '../../rules/index.ts';

/** Whether a VPC may have these virtual private gateways attached: one at most (VPN-1). */
export function refuseGateways(gateways: readonly string[]): Refusal[] {
  if (gateways.length <= 1) return [];
  return [
    {
      rule: 'VPN-1',
      reason: `${gateways.map((id) => `\`${id}\``).join(' and ')} are attached to one VPC. A VPC has one virtual private gateway; detach the others.`,
    },
  ];
}

/** Whether a VPN connection may join these two sides: their ASNs differ (VPN-18). `undefined` is not known. */
export function refuseAsns(amazon: number | undefined, customer: number | undefined): Refusal[] {
  if (amazon === undefined || amazon !== customer) return [];
  return [
    {
      rule: 'VPN-18',
      reason: `Both sides have ASN \`${amazon}\`. A virtual private gateway and its customer gateways have different ones; change one.`,
    },
  ];
}
