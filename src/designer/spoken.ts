/** What is said of an object: its name, and where it stands. */
import type { DiagramNode } from '../../engine/index.ts';
import type { SceneNote } from '../layout/canvas/types.ts';

const words: Partial<Record<DiagramNode['kind'], string>> = {
  vpc: 'VPC',
  zone: 'zone',
  region: 'region',
  subnet: 'subnet',
  'network-interface': 'network interface',
  instance: 'instance',
  'nat-gateway': 'NAT gateway',
  'internet-gateway': 'internet gateway',
  'egress-only-internet-gateway': 'egress-only internet gateway',
  'vpc-peering-connection': 'peering connection',
  'route-table': 'route table',
  'network-acl': 'network ACL',
  'security-group': 'security group',
  'prefix-list': 'prefix list',
  eip: 'Elastic IP',
  'internet-host': 'internet host',
  'transit-gateway': 'transit gateway',
  'transit-gateway-attachment': 'transit gateway attachment',
  'transit-gateway-peering-attachment': 'transit gateway peering',
  'transit-gateway-route-table': 'transit gateway route table',
  'vpn-gateway': 'virtual private gateway',
  'customer-gateway': 'customer gateway',
  'vpn-connection': 'VPN connection',
  'direct-connect-gateway': 'Direct Connect gateway',
  'virtual-interface': 'virtual interface',
  'on-premises-network': 'on-premises network',
  'vpc-endpoint': 'VPC endpoint',
  'vpc-endpoint-service': 'endpoint service',
  'network-firewall': 'network firewall',
  'firewall-policy': 'firewall policy',
  'load-balancer': 'load balancer',
  'target-group': 'target group',
  'lambda-function': 'Lambda function',
  database: 'database',
  'database-proxy': 'database proxy',
  'traffic-mirror-session': 'traffic mirror session',
  'traffic-mirror-target': 'traffic mirror target',
  'traffic-mirror-filter': 'traffic mirror filter',
  'hosted-zone': 'hosted zone',
  'resolver-endpoint': 'Resolver endpoint',
  'resolver-rule': 'Resolver rule',
  'other-resource': 'resource',
  note: 'note',
};

export function kindWord(kind: DiagramNode['kind']): string {
  return words[kind] ?? '';
}

/** `instance web-1, in subnet app-a`. */
export function spokenName(id: string, nodes: ReadonlyMap<string, DiagramNode>): string {
  const node = nodes.get(id);
  if (node === undefined) return id.startsWith('heap:') ? 'Several endpoints' : id;
  return told([node.name], node, nodes);
}

/** The same with what stands beside the name: `instance web-1 10.0.0.10, in subnet app-a`. */
export function labelName(id: string, nodes: ReadonlyMap<string, DiagramNode>): string {
  const node = nodes.get(id);
  return node === undefined ? spokenName(id, nodes) : told([node.name, node.detail], node, nodes);
}

function told(words: readonly string[], node: DiagramNode, nodes: ReadonlyMap<string, DiagramNode>): string {
  const parent = node.parent === null ? undefined : nodes.get(node.parent);
  const what = [kindWord(node.kind), ...words].filter((word) => word !== '').join(' ');
  const where = node.kind === 'note' ? 'on' : 'in';
  return parent === undefined ? what : `${what}, ${where} ${kindWord(parent.kind)} ${parent.name}`;
}

/** A note with all of its text that is drawn, and what it is on. */
export function noteLabel({ lines, parent }: SceneNote, nodes: ReadonlyMap<string, DiagramNode>): string {
  const ground = nodes.get(parent ?? '');
  const what = `note ${lines.join(' ')}`;
  return ground === undefined ? what : `${what}, on ${kindWord(ground.kind)} ${ground.name}`;
}
