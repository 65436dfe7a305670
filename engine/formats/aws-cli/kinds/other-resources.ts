/**
 * Resources that traces don't walk through yet: kept by id, name, type and VPC, so that a route to one is known to lead
 * there, and counted. Nothing else of them is read, since some hold passwords and keys.
 */
import type { Dump, Outcome, Sections } from '../dump.ts';
import { NOT_UNDERSTOOD } from '../dump.ts';
import { child, has, lean, list, nameTag, text } from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { AnswerKind } from '../kind.ts';

/** AWS lists deleted resources for a while; they are gone. */
export const DELETED: Outcome = { kind: 'skipped', why: 'deleted' };

/** The outcome for everything this file keeps. */
export const KEPT_BY_NAME: Outcome = {
  kind: 'in-part',
  why: 'kept by name only: traces do not walk through them',
};

/** Files a resource of an unmodelled kind; several answers may speak of it (a gateway's attachments of any and of one kind). */
export function keepByName(
  dump: Dump,
  fields: Fields,
  { id, name, type, vpc }: Sections['otherResources'],
): Outcome {
  const known = dump.drafts.otherResources.get(id);
  if (known === undefined) {
    const scope = { account: undefined, region: undefined };
    dump.drafts.otherResources.set(id, { value: lean({ id, name, type, vpc }), fields, scope });
  } else {
    if (name !== undefined) known.value.name ??= name;
    if (vpc !== undefined) known.value.vpc ??= vpc;
  }
  return KEPT_BY_NAME;
}

interface OtherKind {
  readonly key: string;
  readonly label: string;
  /** CloudFormation type, or one made in its manner. */
  readonly type: string;
  /** Members that may hold the id, best first. */
  readonly id: readonly string[];
  /** A member that only objects of this kind have beside their id, so that a bare list is recognised. */
  readonly mark?: string;
  readonly name?: string;
  /** Where the VPC stands, as members to follow; a list is followed into its first object. */
  readonly vpc?: readonly string[];
}

const others: readonly OtherKind[] = [
  {
    key: 'TransitGatewayMulticastDomains',
    label: 'Transit gateway multicast domain',
    type: 'AWS::EC2::TransitGatewayMulticastDomain',
    id: ['TransitGatewayMulticastDomainId'],
  },
  {
    key: 'VpnConcentrators',
    label: 'VPN concentrator',
    type: 'AWS::EC2::VPNConcentrator',
    id: ['VpnConcentratorId'],
  },
  {
    key: 'ClientVpnEndpoints',
    label: 'Client VPN endpoint',
    type: 'AWS::EC2::ClientVpnEndpoint',
    id: ['ClientVpnEndpointId'],
    mark: 'DnsName',
    vpc: ['VpcId'],
  },
  {
    key: 'CarrierGateways',
    label: 'Carrier gateway',
    type: 'AWS::EC2::CarrierGateway',
    id: ['CarrierGatewayId'],
    mark: 'State',
    vpc: ['VpcId'],
  },
  {
    key: 'LocalGateways',
    label: 'Local gateway',
    type: 'AWS::EC2::LocalGateway',
    id: ['LocalGatewayId'],
    mark: 'OutpostArn',
  },
  {
    key: 'LocalGatewayRouteTables',
    label: 'Local gateway route table',
    type: 'AWS::EC2::LocalGatewayRouteTable',
    id: ['LocalGatewayRouteTableId'],
  },
  {
    key: 'InstanceConnectEndpoints',
    label: 'EC2 Instance Connect Endpoint',
    type: 'AWS::EC2::InstanceConnectEndpoint',
    id: ['InstanceConnectEndpointId'],
    vpc: ['VpcId'],
  },
  {
    key: 'VerifiedAccessEndpoints',
    label: 'Verified Access endpoint',
    type: 'AWS::EC2::VerifiedAccessEndpoint',
    id: ['VerifiedAccessEndpointId'],
  },
  { key: 'RouteServers', label: 'Route server', type: 'AWS::EC2::RouteServer', id: ['RouteServerId'] },
  {
    key: 'RouteServerEndpoints',
    label: 'Route server endpoint',
    type: 'AWS::EC2::RouteServerEndpoint',
    id: ['RouteServerEndpointId'],
    vpc: ['VpcId'],
  },
  {
    key: 'VpcEncryptionControls',
    label: 'VPC encryption control',
    type: 'AWS::EC2::VPCEncryptionControl',
    id: ['VpcEncryptionControlId'],
    vpc: ['VpcId'],
  },
  {
    key: 'CoreNetworks',
    label: 'Core network',
    type: 'AWS::NetworkManager::CoreNetwork',
    id: ['CoreNetworkArn', 'CoreNetworkId'],
  },
  {
    key: 'odbNetworks',
    label: 'ODB network',
    type: 'AWS::ODB::OdbNetwork',
    id: ['odbNetworkArn', 'odbNetworkId'],
    name: 'displayName',
  },
  {
    key: 'CacheClusters',
    label: 'Cache cluster',
    type: 'AWS::ElastiCache::CacheCluster',
    id: ['ARN', 'CacheClusterId'],
    mark: 'CacheNodeType',
    name: 'CacheClusterId',
  },
  {
    key: 'ReplicationGroups',
    label: 'Cache replication group',
    type: 'AWS::ElastiCache::ReplicationGroup',
    id: ['ARN', 'ReplicationGroupId'],
    name: 'ReplicationGroupId',
  },
  {
    key: 'ServerlessCaches',
    label: 'Serverless cache',
    type: 'AWS::ElastiCache::ServerlessCache',
    id: ['ARN', 'ServerlessCacheName'],
    name: 'ServerlessCacheName',
  },
  {
    key: 'Clusters',
    label: 'Redshift cluster',
    type: 'AWS::Redshift::Cluster',
    id: ['ClusterIdentifier'],
    vpc: ['VpcId'],
  },
  {
    key: 'DomainStatusList',
    label: 'OpenSearch domain',
    type: 'AWS::OpenSearchService::Domain',
    id: ['ARN', 'DomainName'],
    name: 'DomainName',
    vpc: ['VPCOptions', 'VPCId'],
  },
  {
    key: 'ResolverEndpoints',
    label: 'Resolver endpoint',
    type: 'AWS::Route53Resolver::ResolverEndpoint',
    id: ['Id'],
    name: 'Name',
    vpc: ['HostVPCId'],
  },
  {
    key: 'ResolverRules',
    label: 'Resolver rule',
    type: 'AWS::Route53Resolver::ResolverRule',
    id: ['Id'],
    name: 'Name',
  },
  { key: 'HostedZones', label: 'Hosted zone', type: 'AWS::Route53::HostedZone', id: ['Id'], name: 'Name' },
  {
    key: 'Accelerators',
    label: 'Global accelerator',
    type: 'AWS::GlobalAccelerator::Accelerator',
    id: ['AcceleratorArn'],
    name: 'Name',
  },
  {
    key: 'DirectoryDescriptions',
    label: 'Directory',
    type: 'AWS::DirectoryService::MicrosoftAD',
    id: ['DirectoryId'],
    name: 'Name',
    vpc: ['VpcSettings', 'VpcId'],
  },
  {
    key: 'ReplicationInstances',
    label: 'Replication instance',
    type: 'AWS::DMS::ReplicationInstance',
    id: ['ReplicationInstanceArn'],
    name: 'ReplicationInstanceIdentifier',
  },
  {
    key: 'BrokerSummaries',
    label: 'Message broker',
    type: 'AWS::AmazonMQ::Broker',
    id: ['BrokerArn', 'BrokerId'],
    name: 'BrokerName',
  },
  {
    key: 'ClusterInfoList',
    label: 'Kafka cluster',
    type: 'AWS::MSK::Cluster',
    id: ['ClusterArn'],
    name: 'ClusterName',
  },
  { key: 'Workspaces', label: 'WorkSpace', type: 'AWS::WorkSpaces::Workspace', id: ['WorkspaceId'] },
];

/** One kind for each row of the table. */
export const otherResources: readonly AnswerKind[] = others.map((other) => ({
  key: other.key,
  label: other.label,
  section: 'otherResources' as const,
  marks: other.mark === undefined ? [] : other.id.map((id) => [id, other.mark ?? id]),
  read: (fields, dump): Outcome => {
    const key = other.id.find((each) => has(fields, each));
    const id = key === undefined ? undefined : text(fields, key);
    if (id === undefined) return NOT_UNDERSTOOD;
    fields.item.id = id;
    if (isDeleted(fields)) return DELETED;
    const name = nameTag(fields) ?? (other.name === undefined ? undefined : text(fields, other.name));
    return keepByName(dump, fields, {
      id,
      name: name === id ? undefined : name,
      type: other.type,
      vpc: vpcOf(fields, other.vpc),
    });
  },
}));

function isDeleted(fields: Fields): boolean {
  const { State: state, Status: status } = fields.members;
  return state === 'deleted' || status === 'deleted';
}

function vpcOf(fields: Fields, [key, ...deeper]: readonly string[] = []): string | undefined {
  if (key === undefined) return undefined;
  if (deeper.length === 0) return text(fields, key);
  const inner = Array.isArray(fields.members[key]) ? list(fields, key)?.[0] : child(fields, key);
  return inner === undefined ? undefined : vpcOf(inner, deeper);
}
