/**
 * What things are called in sentences and tables: a name where there is one, the id where not.
 */
import type { Network } from '../model/index.ts';

/** The name of a resource; an interface without one bears its instance's. `null` when there is none. */
export function nameOf(network: Network, id: string): string | null {
  const resource = network.byId.get(id);
  if (resource === undefined) return null;
  if (resource.name !== undefined) return resource.name;
  const implied = impliedName(resource);
  if (implied !== undefined) return implied;
  if (resource.kind === 'network-interface' && resource.instance !== undefined) {
    return network.instances.get(resource.instance)?.name ?? resource.instance;
  }
  return null;
}

/** What AWS filled in has an id of our making; people know it by what it is. */
function impliedName({ kind, id }: { readonly kind: string; readonly id: string }): string | undefined {
  if (kind === 'route-table' && id.startsWith('main:')) return 'main table';
  if (kind === 'transit-gateway-route-table' && id.startsWith('default:')) return 'default table';
  if (kind === 'network-acl' && id.startsWith('default:')) return 'default ACL';
  if (kind === 'security-group' && id.startsWith('default-group:')) return 'default group';
  return undefined;
}

/** Name or id. */
export function calledOf(network: Network, id: string): string {
  return nameOf(network, id) ?? id;
}

/** Kind and name for a sentence: `network ACL acl-app`, or `the default network ACL of storefront`. */
export function phraseOf(network: Network, id: string, kind: string): string {
  const resource = network.byId.get(id);
  const isImplied =
    resource !== undefined && resource.name === undefined && impliedName(resource) !== undefined;
  if (!isImplied || !('vpc' in resource) || resource.vpc === undefined)
    return `${kindWord(kind)} ${calledOf(network, id)}`;
  const which = kind === 'route-table' ? 'main' : 'default';
  return `the ${which} ${kindWord(kind)} of ${calledOf(network, resource.vpc)}`;
}

const KIND_WORDS: Readonly<Record<string, string>> = {
  vpc: 'VPC',
  subnet: 'subnet',
  'route-table': 'route table',
  'prefix-list': 'prefix list',
  'security-group': 'security group',
  'network-acl': 'network ACL',
  'network-interface': 'interface',
  instance: 'instance',
  'internet-gateway': 'internet gateway',
  'egress-only-internet-gateway': 'egress-only internet gateway',
  'nat-gateway': 'NAT gateway',
  'vpc-peering-connection': 'peering connection',
  'transit-gateway': 'transit gateway',
  'transit-gateway-attachment': 'attachment',
  'transit-gateway-peering-attachment': 'transit gateway peering',
  'transit-gateway-route-table': 'transit gateway route table',
  'vpc-endpoint': 'endpoint',
  'vpc-endpoint-service': 'endpoint service',
  'network-firewall': 'firewall',
  'firewall-policy': 'firewall policy',
  'load-balancer': 'load balancer',
  'lambda-function': 'function',
  database: 'database',
  'database-proxy': 'database proxy',
  'target-group': 'target group',
  'hosted-zone': 'hosted zone',
  'resolver-endpoint': 'Resolver endpoint',
  'resolver-rule': 'Resolver rule',
  'vpn-gateway': 'virtual private gateway',
  'customer-gateway': 'customer gateway',
  'vpn-connection': 'VPN connection',
  'direct-connect-gateway': 'Direct Connect gateway',
  'virtual-interface': 'virtual interface',
  'on-premises-network': 'on-premises network',
  'traffic-mirror-session': 'mirror session',
  'traffic-mirror-target': 'mirror target',
  'traffic-mirror-filter': 'mirror filter',
  'other-resource': 'resource',
  internet: 'internet',
};

/** A resource kind in words. */
export function kindWord(kind: string): string {
  return KIND_WORDS[kind] ?? kind;
}

/** `web-1 (i-0a1b)`, or the id alone when it has no other name. */
export function withId(name: string | null, id: string): string {
  return name === null || name === id ? id : `${name} (${id})`;
}
