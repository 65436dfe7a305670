/**
 * VPC Block Public Access: exclusions that do not act (BPA-2, BPA-8), zones that do not support it (BPA-8).
 */
import { diagnostic } from '../diagnostics/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import type { Vpc } from '../resources/vpc/types.ts';
import type { VpcBlockPublicAccessOptions } from '../resources/vpc-block-public-access-options/types.ts';
import type { Check, LintContext } from './check.ts';
import { counted, listed, named } from './words.ts';

export const blockPublicAccess: Check = (context) =>
  [...context.network.vpcBlockPublicAccessOptions.values()]
    .filter(({ internetGatewayBlockMode }) => internetGatewayBlockMode !== 'off')
    .flatMap((options) => [...idleExclusions(context, options), ...localZones(context, options)]);

function idleExclusions({ network }: LintContext, options: VpcBlockPublicAccessOptions): Diagnostic[] {
  const exclusions = [...network.vpcBlockPublicAccessExclusions.values()];
  if (exclusions.length === 0) return [];
  if (!options.exclusionsAllowed) {
    return [
      diagnostic(
        'exclusion-without-effect',
        `The organization allows no exclusions from Block Public Access, and ${counted(exclusions.length, 'exclusion')} (${listed(exclusions.map(({ id }) => id))}) ${exclusions.length === 1 ? 'exists' : 'exist'}. AWS does not say whether they still act; traces take it that they do not.`,
        { resource: options.id, rule: 'BPA-8' },
      ),
    ];
  }
  // BPA-2: that kind of exclusion belongs to the bidirectional mode.
  const idle = exclusions.filter(
    ({ internetGatewayExclusionMode }) => internetGatewayExclusionMode === 'allow-egress',
  );
  if (options.internetGatewayBlockMode !== 'block-ingress' || idle.length === 0) return [];
  return [
    diagnostic(
      'exclusion-without-effect',
      `${listed(idle.map(({ id }) => id))} ${idle.length === 1 ? 'allows' : 'allow'} egress only, which has no effect in mode \`block-ingress\`. Use \`allow-bidirectional\` where something must be reached, or remove ${idle.length === 1 ? 'it' : 'them'}.`,
      { resource: options.id, rule: 'BPA-2' },
    ),
  ];
}

/** BPA-8. */
function localZones({ network }: LintContext, options: VpcBlockPublicAccessOptions): Diagnostic[] {
  if (options.internetGatewayBlockMode !== 'block-ingress') return [];
  const isUnsupported = (vpc: Vpc) =>
    network.lookup.subnetsOf(vpc.id).some(({ zoneType }) => zoneType === 'local-zone') &&
    network.lookup.egressOnlyInternetGatewayOf(vpc.id) === undefined &&
    ![...network.natGateways.values()].some((gateway) => gateway.vpc === vpc.id);
  return [...network.vpcs.values()]
    .filter(isUnsupported)
    .map((vpc) =>
      diagnostic(
        'block-ingress-in-local-zone',
        `VPC ${named(vpc)} has subnets in a Local Zone and neither a NAT gateway nor an egress-only internet gateway. Block Public Access mode \`block-ingress\` is not supported there. Use \`block-bidirectional\` with exclusions.`,
        { resource: vpc.id, rule: 'BPA-8' },
      ),
    );
}
