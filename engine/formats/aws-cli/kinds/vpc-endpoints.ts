import type { Outcome, Sections } from '../dump.ts';
import { NOT_UNDERSTOOD, put } from '../dump.ts';
import { flag, idOf, lean, list, nameTag, requiredText, text, texts } from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { AnswerKind } from '../kind.ts';
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
      policy: hasOwnPolicy(fields) ? ('other' as const) : undefined,
      ipAddressType: address === 'ipv6' || address === 'dualstack' ? address : undefined,
    });
    return put(dump, 'vpcEndpoints', id, { value, fields, scope });
  },
};

function some(values: readonly string[] | undefined): string[] | undefined {
  return values === undefined || values.length === 0 ? undefined : [...values];
}

/** VPCE-9: the default policy allows all principals, actions and resources without a condition. */
function hasOwnPolicy(fields: Fields): boolean {
  const policy = text(fields, 'PolicyDocument');
  if (policy === undefined) return false;
  const statements = statementsOf(policy);
  return (
    statements === undefined ||
    !statements.some(
      (statement) =>
        statement['Effect'] === 'Allow' &&
        isAny(statement['Action']) &&
        isAny(statement['Resource']) &&
        isAnyone(statement['Principal']) &&
        statement['Condition'] === undefined,
    ) ||
    statements.some((statement) => statement['Effect'] !== 'Allow')
  );
}

type Statement = Readonly<Record<string, unknown>>;

/** `undefined` for text that is no policy. */
function statementsOf(policy: string): readonly Statement[] | undefined {
  try {
    const parsed = JSON.parse(policy) as { readonly Statement?: unknown };
    const list = Array.isArray(parsed.Statement) ? parsed.Statement : [parsed.Statement];
    return list.filter((each): each is Statement => typeof each === 'object' && each !== null);
  } catch {
    return undefined;
  }
}

function isAny(value: unknown): boolean {
  return value === '*' || (Array.isArray(value) && value.includes('*'));
}

function isAnyone(principal: unknown): boolean {
  if (isAny(principal)) return true;
  if (typeof principal !== 'object' || principal === null) return false;
  return isAny((principal as Statement)['AWS']);
}
