/**
 * The words AWS's Reachability Analyzer has for the causes of a drop, and our own (`X_…`) where it has none.
 */
import { isRfc6598 } from '../ip/index.ts';
import type { Network } from '../model/index.ts';
import type { Blocker, Evidence, Step } from '../trace/index.ts';

/** The code of a failing step, followed by those that say more. */
export function codesOf(network: Network, { leg, step }: Blocker, context: BlockerContext): string[] {
  const codes = [mainCode(network, step), ...detailCodes(step, context)];
  if (leg === 'return') {
    codes.push('X_RETURN_PATH_BLOCKED');
    if (step.detail === 'no-state') codes.push('X_RETURN_PATH_ASYMMETRIC');
  }
  return [...new Set(codes)];
}

/** What came before the failing step on its leg. */
export interface BlockerContext {
  /** True when the packet crossed an internet gateway before. */
  readonly crossedInternetGateway: boolean;
  /** True when a NAT gateway or NAT instance emitted the packet last. */
  readonly emittedByNat: boolean;
}

function mainCode(network: Network, step: Step): string {
  if (step.outcome === 'unknown') return unknownCode(step);
  if (step.detail === 'too-big') return 'X_PACKET_TOO_BIG';
  switch (step.at) {
    case 'sg-egress':
    case 'sg-ingress':
      return hasNoRules(step.evidence) ? 'SG_HAS_NO_RULES' : 'ENI_SG_RULES_MISMATCH';
    case 'nacl-egress':
    case 'nacl-ingress':
      return 'SUBNET_ACL_RESTRICTION';
    case 'route-table':
      return step.detail === 'routing-loop'
        ? 'X_ROUTE_LOOP'
        : step.detail === 'blackhole'
          ? 'BAD_STATE_ROUTE'
          : 'NO_ROUTE_TO_DESTINATION';
    case 'eni-src-dst-check':
      return 'ENI_SOURCE_DEST_CHECK_RESTRICTION';
    case 'igw':
      return internetGatewayCode(step);
    case 'nat-gateway':
      return natGatewayCode(step);
    case 'no-such-host':
      return step.detail === 'stopped' || step.detail === 'unattached'
        ? 'BAD_STATE'
        : 'NO_POSSIBLE_DESTINATION';
    case 'pcx':
      return 'PCX_REQUIRES_ADDRESS_IN_VPC_CIDR';
    case 'tgw-attachment':
      return step.detail === 'no-association'
        ? 'TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION'
        : 'TGW_ROUTE_AZ_RESTRICTION';
    case 'tgw-route-table':
      return transitTableCode(step);
    case 'gateway-endpoint':
      return step.detail === 'protocol'
        ? 'VPCE_GATEWAY_PROTOCOL_RESTRICTION'
        : 'X_VPCE_GATEWAY_FOREIGN_SOURCE';
    case 'interface-endpoint':
      return step.detail === 'az' ? 'VPCE_SERVICE_NOT_INSTALLED_IN_AZ' : 'BAD_STATE';
    case 'gwlb':
      return gatewayBalancerCode(step);
    case 'endpoint-policy':
      return 'X_ENDPOINT_POLICY';
    case 'firewall':
      return step.detail === 'asymmetric' ? 'X_RETURN_PATH_ASYMMETRIC' : 'FIREWALL_RULES_RESTRICTION';
    case 'load-balancer':
      return loadBalancerCode(step);
    case 'lambda-eni':
      return 'X_LAMBDA_INBOUND';
    case 'vgw':
      return virtualGatewayCode(step);
    case 'vpn':
      return step.detail === 'family' ? 'X_VGW_IPV4_ONLY' : 'BAD_STATE_VPN';
    case 'dx':
      return step.detail === 'down' ? 'BAD_STATE' : 'X_DX_PUBLIC_VIF';
    case 'dx-gateway':
      return 'X_DX_GATEWAY_NO_TRANSIT';
    case 'customer-router':
      return step.detail === 'firewall' ? 'X_SITE_FIREWALL' : 'X_SITE_NO_ROUTE';
    case 'gateway-route-table':
      return 'BAD_STATE_ROUTE';
    case 'bpa':
      return 'VPC_BLOCK_PUBLIC_ACCESS_ENABLED';
    case 'bad-state':
      return 'BAD_STATE';
    case 'no-address-family':
      return 'X_NO_ADDRESS_FAMILY';
    case 'not-forwarding':
      return 'X_NOT_FORWARDING';
    case 'local-service':
      return 'X_LOCAL_SERVICE';
    case 'eigw':
      return step.detail === 'no-public-address' ? 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS' : 'X_EIGW_INBOUND';
    case 'misdelivered':
      return 'X_MISDELIVERED';
    case 'guest':
      return 'X_DELIVERED_IN_GUEST';
    default:
      return network.byId.has(step.component.id) ? 'NO_PATH' : 'UNKNOWN_RESOURCE';
  }
}

/** What AWS calls an undecided step, where it has a word. */
function unknownCode({ at, detail }: Step): string {
  if (at === 'tgw-route-table' && detail === 'not-visible') return 'TGW_RTB_ROUTES_ARE_UNKNOWN';
  if (at === 'firewall' && detail === 'rule-options') return 'FIREWALL_UNSUPPORTED_RULE_OPTIONS';
  // NFW-10 (c).
  if (at === 'firewall' && detail === 'asymmetric-inspection') return 'X_RETURN_PATH_ASYMMETRIC';
  return at === 'unmodelled' ? 'UNSUPPORTED_COMPONENT' : 'X_UNKNOWN';
}

function gatewayBalancerCode({ detail }: Step): string {
  if (detail === 'asymmetric') return 'X_RETURN_PATH_ASYMMETRIC';
  return detail === 'no-target-in-zone' ? 'ELBV2_NO_TARGETS_IN_AZ' : 'X_LB_REFUSED';
}

function loadBalancerCode({ detail }: Step): string {
  switch (detail) {
    case 'no-listener':
      return 'ELBV2_LISTENERS_MISMATCH';
    case 'no-target-in-zone':
      return 'ELBV2_NO_TARGETS_IN_AZ';
    case 'az-not-enabled':
      return 'ELB_INSTALLED_AZ_RESTRICTION';
    case 'no-target':
      return 'ELBV2_LISTENER_HAS_NO_TG';
    case 'hairpin':
      return 'X_LB_HAIRPIN';
    case 'preservation':
      return 'ELBV2_SOURCE_ADDRESS_PRESERVATION';
    default:
      return 'X_LB_REFUSED';
  }
}

function virtualGatewayCode({ detail, rules }: Step): string {
  if (detail === 'family') return 'X_VGW_IPV4_ONLY';
  if (detail === 'unknown-prefix') return 'X_VGW_NO_ROUTE';
  // From a link the destination is foreign; from the VPC the source is.
  return rules.includes('VPN-10') && !rules.includes('DX-2')
    ? 'VGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS'
    : 'VGW_PRIVATE_IP_ASSOCIATION_FOR_EGRESS';
}

function transitTableCode({ detail }: Step): string {
  switch (detail) {
    case 'blackhole':
      return 'TGW_RTB_BAD_STATE_ROUTE';
    case 'loop':
      return 'X_ROUTE_LOOP';
    default:
      return 'TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT';
  }
}

/** SG-26: only when every group of the interface is empty in this direction. */
function hasNoRules(evidence: Evidence | undefined): boolean {
  return evidence?.kind === 'security-groups' && evidence.rules.length === 0;
}

function internetGatewayCode({ detail, packet }: Step): string {
  switch (detail) {
    case 'no-public-address':
      return 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS';
    case 'private-destination':
      return isRfc6598(packet.dst)
        ? 'IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS'
        : 'IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS';
    case 'private-source':
      return isRfc6598(packet.src)
        ? 'IGW_SOURCE_ADDRESS_NOT_IN_RFC6598_INGRESS'
        : 'IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS';
    case 'foreign-source':
      return 'GATEWAY_REJECTS_SPOOFED_TRAFFIC';
    case 'not-attached':
      return 'BAD_STATE_ATTACHMENT';
    case 'ingress-redirection':
      return 'INGRESS_RTB_TRAFFIC_REDIRECTION';
    case 'appliance-without-public-address':
      return 'INGRESS_RTB_NO_PUBLIC_IP';
    default:
      return 'IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS';
  }
}

function natGatewayCode({ detail }: Step): string {
  switch (detail) {
    case 'protocol':
      return 'PROTOCOL_RESTRICTION';
    case 'routing-loop':
      return 'X_ROUTE_LOOP';
    case 'foreign-client':
      return 'NGW_REQUIRES_SOURCE_IN_VPC';
    case 'zone':
      return 'REGIONAL_NGW_ROUTE_AZ_RESTRICTION';
    default:
      return 'X_NAT_NO_STATE';
  }
}

function detailCodes(step: Step, context: BlockerContext): string[] {
  const codes: string[] = [];
  if (step.outcome === 'unknown') {
    if (step.detail === 'asymmetric-inspection') return [];
    return [step.at.startsWith('sg-') ? 'UNKNOWN_RESOURCE' : 'UNKNOWN_DESTINATION'];
  }
  // NFW-17, TGW-17.
  if (step.at === 'firewall' && step.rules.includes('TGW-17'))
    codes.push('TRANSIT_GATEWAY_APPLIANCE_MODE_RECOMMENDED');
  if (step.at === 'sg-ingress' && step.rules.includes('SG-13')) {
    codes.push('SG_REFERENCES_NOT_PRESERVED');
    if (step.rules.includes('TGW-25')) codes.push('SG_REFERENCING_SUPPORT');
    if (context.crossedInternetGateway) codes.push('X_SG_REFERENCE_LOST_AT_IGW');
  }
  const isLoopAtNat = step.detail === 'routing-loop';
  if (isLoopAtNat || (context.emittedByNat && step.at === 'route-table'))
    codes.push('X_NAT_SUBNET_NO_EGRESS');
  if (step.at === 'igw' && step.rules.includes('NAT-8')) codes.push('X_NAT_PRIVATE_TO_INTERNET');
  if (step.at === 'pcx') codes.push('X_PEERING_NO_TRANSIT');
  if (step.at === 'no-address-family') codes.push('UNASSOCIATED_COMPONENT');
  return codes;
}
