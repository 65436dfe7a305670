/**
 * What things are called in sentences and tables: a name where there is one, the id where not.
 */
import type { Network } from '../model/index.ts';

/** The name of a resource; an interface without one bears its instance's. `null` when there is none. */
export function nameOf(network: Network, id: string): string | null {
  const resource = network.byId.get(id);
  if (resource === undefined) return null;
  if (resource.name !== undefined) return resource.name;
  if (resource.kind === 'network-interface' && resource.instance !== undefined) {
    return network.instances.get(resource.instance)?.name ?? resource.instance;
  }
  return null;
}

/** Name or id. */
export function calledOf(network: Network, id: string): string {
  return nameOf(network, id) ?? id;
}

const KIND_WORDS: Readonly<Record<string, string>> = {
  vpc: 'VPC',
  subnet: 'subnet',
  'route-table': 'route table',
  'security-group': 'security group',
  'network-acl': 'network ACL',
  'network-interface': 'interface',
  instance: 'instance',
  'internet-gateway': 'internet gateway',
  'egress-only-internet-gateway': 'egress-only internet gateway',
  'nat-gateway': 'NAT gateway',
  'vpc-peering-connection': 'peering connection',
  'other-resource': 'resource',
  internet: 'internet',
};

/** A resource kind in words. */
export function kindWord(kind: string): string {
  return KIND_WORDS[kind] ?? kind;
}
