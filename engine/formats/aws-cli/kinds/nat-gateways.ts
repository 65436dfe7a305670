import type { Outcome, Sections } from '../dump.ts';
import { NOT_UNDERSTOOD, put } from '../dump.ts';
import { address, fault, has, idOf, lean, list, nameTag, text, word } from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { AnswerKind } from '../kind.ts';
import { mentionSubnet, mentionVpc } from '../named.ts';

type Address = NonNullable<Sections['natGateways']['addresses']>[number];

/** NAT gateways of all types and states. */
export const natGateways: AnswerKind = {
  key: 'NatGateways',
  label: 'NAT gateway',
  command: 'aws ec2 describe-nat-gateways',
  section: 'natGateways',
  marks: [
    ['NatGatewayId', 'State'],
    ['NatGatewayId', 'NatGatewayAddresses'],
  ],
  read: (fields, dump, scope): Outcome => {
    const id = idOf(fields, 'NatGatewayId');
    if (id === undefined) return NOT_UNDERSTOOD;
    const subnet = text(fields, 'SubnetId');
    const vpc = text(fields, 'VpcId');
    if (subnet === undefined && vpc === undefined) {
      fault(fields, undefined, 'it names neither a subnet nor a VPC. It was left out.', 'missing-value');
      return NOT_UNDERSTOOD;
    }
    const value: Sections['natGateways'] = lean({
      id,
      name: nameTag(fields),
      subnet,
      vpc,
      availabilityMode: word(fields, 'AvailabilityMode', ['zonal', 'regional']),
      // NAT-17: with automatic provisioning it grows into every zone that has a subnet.
      autoScaling: has(fields, 'AutoProvisionZones')
        ? word(fields, 'AutoProvisionZones', ['enabled', 'disabled']) === 'enabled'
        : undefined,
      connectivityType: word(fields, 'ConnectivityType', ['public', 'private']),
      state: word(fields, 'State', ['pending', 'failed', 'available', 'deleting', 'deleted']),
      addresses: (list(fields, 'NatGatewayAddresses') ?? []).flatMap((each) => readAddress(each) ?? []),
      routeTable: text(fields, 'RouteTableId'),
    });
    if (vpc !== undefined) mentionVpc(dump, vpc, fields, scope);
    if (subnet !== undefined) mentionSubnet(dump, subnet, { vpc }, fields, scope);
    return put(dump, 'natGateways', id, { value, fields, scope });
  },
};

/** NAT-19: one of its addresses, with its status, which decides whether it is used. */
function readAddress(fields: Fields): Address | undefined {
  const before = fields.item.faults;
  const read: Address = lean({
    privateIp: has(fields, 'PrivateIp') ? address(fields, 'PrivateIp', 4) : undefined,
    publicIp: has(fields, 'PublicIp') ? address(fields, 'PublicIp', 4) : undefined,
    networkInterface: text(fields, 'NetworkInterfaceId'),
    availabilityZone: text(fields, 'AvailabilityZone'),
    status: text(fields, 'Status'),
  });
  return fields.item.faults > before ? undefined : read;
}
