import { classifyPolicy } from '../../../resources/vpc-endpoint/policy.ts';
import { reportLacking } from '../companions.ts';
import type { Dump, FactKey, Outcome, Sections } from '../dump.ts';
import { NOT_UNDERSTOOD, factsOf, put } from '../dump.ts';
import {
  child,
  flag,
  has,
  idOf,
  jsonChild,
  lean,
  list,
  nameTag,
  requiredText,
  text,
  texts,
} from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { AnswerKind } from '../kind.ts';
import { regionOfZone } from '../scope.ts';
import { isGone } from './gone.ts';
import { DELETED, keepByName } from './other-resources.ts';

type Endpoint = Sections['vpcEndpoints'];

const TYPES: readonly Endpoint['vpcEndpointType'][] = [
  'Gateway',
  'Interface',
  'GatewayLoadBalancer',
  'Resource',
  'ServiceNetwork',
];

/** VPC endpoints. The routes to gateway endpoints stand in the route tables, and interfaces among the interfaces. */
export const vpcEndpoints: AnswerKind = {
  key: 'VpcEndpoints',
  label: 'VPC endpoint',
  command: 'aws ec2 describe-vpc-endpoints',
  section: 'vpcEndpoints',
  marks: [['VpcEndpointId', 'ServiceName']],
  read: (fields, dump, scope): Outcome => {
    const id = idOf(fields, 'VpcEndpointId');
    const vpc = id === undefined ? undefined : requiredText(fields, 'VpcId');
    if (id === undefined || vpc === undefined) return NOT_UNDERSTOOD;
    if (isGone(fields, 'State')) return DELETED;
    const type = TYPES.find((each) => each === text(fields, 'VpcEndpointType'));
    if (type === undefined)
      return keepByName(dump, fields, { id, name: nameTag(fields), type: 'AWS::EC2::VPCEndpoint', vpc });
    const subnets = texts(fields, 'SubnetIds') ?? [];
    const groups = (list(fields, 'Groups') ?? []).flatMap((group) => text(group, 'GroupId') ?? []);
    const address = text(fields, 'IpAddressType');
    const dns = child(fields, 'DnsOptions');
    const value: Endpoint = lean({
      id,
      name: nameTag(fields),
      vpc,
      vpcEndpointType: type,
      serviceName: text(fields, 'ServiceName'),
      state: text(fields, 'State'),
      routeTables: type === 'Gateway' ? some(texts(fields, 'RouteTableIds')) : undefined,
      networkInterfaces:
        type === 'GatewayLoadBalancer' ? undefined : some(texts(fields, 'NetworkInterfaceIds')),
      subnet: type === 'GatewayLoadBalancer' ? subnets[0] : undefined,
      securityGroups: some(groups),
      privateDnsEnabled: flag(fields, 'PrivateDnsEnabled'),
      privateDnsOnlyForInboundResolverEndpoint:
        (dns !== undefined && flag(dns, 'PrivateDnsOnlyForInboundResolverEndpoint') === true) || undefined,
      dnsNames: some((list(fields, 'DnsEntries') ?? []).flatMap((entry) => text(entry, 'DnsName') ?? [])),
      policy: policyOf(fields),
      ipAddressType: address === 'ipv6' || address === 'dualstack' ? address : undefined,
    });
    const region = text(fields, 'ServiceRegion');
    if (region !== undefined) factsOf(dump, serviceRegions).set(id, region);
    return put(dump, 'vpcEndpoints', id, { value, fields, scope });
  },
};

const serviceRegions: FactKey<Map<string, string>> = { empty: () => new Map() };

/** VPCE-19: an endpoint whose service is in another Region than its VPC; AWS states the Region of every service. */
export function applyServiceRegions(dump: Dump): void {
  const { vpcEndpoints: endpoints, subnets } = dump.drafts;
  for (const [id, region] of factsOf(dump, serviceRegions)) {
    const draft = endpoints.get(id);
    const own =
      draft?.scope.region ??
      [...subnets.values()]
        .filter(({ value }) => value.vpc === draft?.value.vpc)
        .map(({ value }) => regionOfZone(value.availabilityZone))
        .find((each) => each !== undefined);
    if (draft !== undefined && own !== undefined && own !== region) draft.value.serviceRegion = region;
  }
}

/** GEN-11: the interface of an endpoint says whose it is; answers that are old or cut may lack the id beside the endpoint. */
export function applyEndpointInterfaces({ drafts }: Dump): void {
  for (const { value } of drafts.networkInterfaces.values()) {
    const [, id = ''] = /^VPC Endpoint Interface (vpce-[0-9a-z]+)$/.exec(value.description ?? '') ?? [];
    const endpoint = drafts.vpcEndpoints.get(id)?.value;
    if (value.managedBy === undefined || endpoint === undefined) continue;
    if (endpoint.vpcEndpointType === 'GatewayLoadBalancer') continue;
    const known = [endpoint.networkInterfaces ?? []].flat();
    if (!known.includes(value.id)) endpoint.networkInterfaces = [...known, value.id];
  }
}

/** Endpoints that a route leads to and that are neither listed nor those of a firewall. */
export function reportUnknownEndpoints(dump: Dump): void {
  const { routeTables, vpcEndpoints, networkFirewalls } = dump.drafts;
  const known = new Set([
    ...vpcEndpoints.keys(),
    ...[...networkFirewalls.values()].flatMap(({ value }) =>
      (value.subnetMappings ?? []).flatMap(({ endpoint }) => endpoint ?? []),
    ),
  ]);
  const targets = [...routeTables.values()].flatMap(({ value }) =>
    (value.routes ?? []).map((each) => each.target),
  );
  reportLacking(dump, {
    names: [...new Set(targets)].filter((target) => target.startsWith('vpce-') && !known.has(target)),
    kind: 'VPC endpoint',
    consequence: 'a route leads there and no answer shows what it is, so that traffic ends as `unknown`',
    command: 'aws ec2 describe-vpc-endpoints` and `aws network-firewall describe-firewall',
  });
}

function some(values: readonly string[] | undefined): string[] | undefined {
  return values === undefined || values.length === 0 ? undefined : [...values];
}

/** VPCE-9: of a policy that cannot be read it is not known what it allows. */
function policyOf(fields: Fields): Endpoint['policy'] {
  if (!has(fields, 'PolicyDocument')) return undefined;
  const policy = classifyPolicy(jsonChild(fields, 'PolicyDocument')?.members);
  return policy === 'full' ? undefined : policy;
}
