/**
 * What an interface serves, in words (ENI-11). The type says it for newer kinds; for the rest AWS writes a description
 * of fixed form.
 */
import { child, flag, text } from './fields.ts';
import type { Fields } from './fields.ts';

/** What the interface serves; `undefined` for one that an instance or its owner made. */
export function managedBy(fields: Fields): string | undefined {
  const byType = wordsByType.get(text(fields, 'InterfaceType') ?? '');
  if (byType !== undefined) return byType;
  const description = text(fields, 'Description') ?? '';
  const service = isManaged(fields) ? describedService(description, text(fields, 'RequesterId')) : undefined;
  if (service !== undefined) return service;
  return isManaged(fields) ? 'AWS service' : undefined;
}

/** SG-25: interfaces of these types have no security groups. An NLB has some only when it was made with some. */
export function takesNoGroups(interfaceType: string | undefined): boolean {
  return interfaceType !== undefined && typesWithoutGroups.has(interfaceType);
}

const typesWithoutGroups: ReadonlySet<string> = new Set([
  'natGateway',
  'nat_gateway',
  'transit_gateway',
  'gateway_load_balancer',
  'gateway_load_balancer_endpoint',
  'network_load_balancer',
]);

const wordsByType: ReadonlyMap<string, string> = new Map([
  ['natGateway', 'NAT gateway'],
  ['nat_gateway', 'NAT gateway'],
  ['transit_gateway', 'transit gateway'],
  ['gateway_load_balancer_endpoint', 'Gateway Load Balancer endpoint'],
  ['vpc_endpoint', 'VPC endpoint'],
  ['network_load_balancer', 'Network Load Balancer'],
  ['load_balancer', 'load balancer'],
  ['gateway_load_balancer', 'Gateway Load Balancer'],
  ['lambda', 'Lambda function'],
  ['quicksight', 'QuickSight'],
  ['global_accelerator_managed', 'Global Accelerator'],
  ['api_gateway_managed', 'API Gateway'],
  ['iot_rules_managed', 'IoT rule'],
  ['aws_codestar_connections_managed', 'CodeConnections'],
]);

/** AWS runs the interface: it says so, or another account than its owner's holds it, without an instance of ours. */
function isManaged(fields: Fields): boolean {
  if (flag(fields, 'RequesterManaged') === true) return true;
  const attachment = child(fields, 'Attachment');
  if (attachment === undefined || text(attachment, 'InstanceId') !== undefined) return false;
  const holder = text(attachment, 'InstanceOwnerId');
  return holder !== undefined && (holder.startsWith('amazon-') || holder !== text(fields, 'OwnerId'));
}

function describedService(description: string, requester: string | undefined): string | undefined {
  const byDescription = descriptions.find(({ form }) => form.test(description))?.words;
  return byDescription ?? wordsByRequester.get(requester ?? '');
}

const descriptions: readonly { readonly form: RegExp; readonly words: string }[] = [
  { form: /^ELB app\//, words: 'Application Load Balancer' },
  { form: /^ELB net\//, words: 'Network Load Balancer' },
  { form: /^ELB gwy\//, words: 'Gateway Load Balancer' },
  { form: /^ELB /, words: 'Classic Load Balancer' },
  { form: /^Interface for NAT Gateway /i, words: 'NAT gateway' },
  { form: /^Network Interface for Transit Gateway Attachment /i, words: 'transit gateway' },
  { form: /^VPC Endpoint Interface /i, words: 'VPC endpoint' },
  // LAM-8.
  { form: /^AWS Lambda VPC ENI/i, words: 'Lambda function' },
  // RDS-5: AWS writes nothing else of which database it is.
  { form: /^RDSNetworkInterface$/i, words: 'RDS database' },
  { form: /^RDS ?Proxy/i, words: 'RDS Proxy' },
  { form: /^ElastiCache /i, words: 'ElastiCache' },
  { form: /^DAX /, words: 'DynamoDB Accelerator' },
  { form: /^EFS mount target /i, words: 'EFS mount target' },
  { form: /FSx/i, words: 'FSx file system' },
  { form: /^RedshiftNetworkInterface$/i, words: 'Redshift cluster' },
  { form: /^ES /, words: 'OpenSearch domain' },
  { form: /^arn:[^:]*:ecs:[^ ]*:attachment\//, words: 'ECS task' },
  { form: /^Amazon EKS /i, words: 'EKS control plane' },
  { form: /^DMSNetworkInterface$/i, words: 'DMS replication instance' },
  { form: /^AWS created network interface for directory /i, words: 'Directory Service' },
  { form: /^EC2 Instance Connect Endpoint/i, words: 'EC2 Instance Connect Endpoint' },
  { form: /^Route 53 Resolver/i, words: 'Route 53 Resolver endpoint' },
  { form: /^CloudHSM/i, words: 'CloudHSM' },
  { form: /WorkSpaces/i, words: 'WorkSpaces' },
];

const wordsByRequester: ReadonlyMap<string, string> = new Map([
  ['amazon-elb', 'load balancer'],
  ['amazon-rds', 'RDS database'],
  ['amazon-elasticache', 'ElastiCache'],
  ['amazon-redshift', 'Redshift cluster'],
]);
