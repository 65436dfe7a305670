import type { Outcome, Sections } from '../dump.ts';
import { NOT_UNDERSTOOD, put } from '../dump.ts';
import { accountId, cidr, flag, has, idOf, lean, nameTag, requiredText, text } from '../fields.ts';
import type { AnswerKind } from '../kind.ts';
import { mentionVpc } from '../named.ts';
import { IPV6_SET, associatedBlocks, ipv6BlockMembers } from './vpcs.ts';

/** Subnets; route table and ACL come from their own answers. */
export const subnets: AnswerKind = {
  key: 'Subnets',
  label: 'Subnet',
  command: 'aws ec2 describe-subnets',
  section: 'subnets',
  marks: [
    ['SubnetId', 'VpcId', 'CidrBlock'],
    ['SubnetId', 'VpcId', 'MapPublicIpOnLaunch'],
  ],
  read: (fields, dump, scope): Outcome => {
    const id = idOf(fields, 'SubnetId');
    const vpc = requiredText(fields, 'VpcId');
    if (id === undefined || vpc === undefined) return NOT_UNDERSTOOD;
    const availabilityZone = text(fields, 'AvailabilityZone');
    const value: Sections['subnets'] = lean({
      id,
      name: nameTag(fields),
      vpc,
      cidrBlock: cidr(fields, 'CidrBlock', 4),
      ...ipv6BlockMembers(associatedBlocks(fields, IPV6_SET)),
      availabilityZone,
      availabilityZoneId: text(fields, 'AvailabilityZoneId'),
      zoneType: has(fields, 'OutpostArn') ? ('outpost' as const) : undefined,
      mapPublicIpOnLaunch: flag(fields, 'MapPublicIpOnLaunch'),
      enableDns64: flag(fields, 'EnableDns64') === true || undefined,
      ownerId: accountId(fields, 'OwnerId'),
    });
    mentionVpc(dump, vpc, fields, scope, availabilityZone);
    return put(dump, 'subnets', id, { value, fields, scope });
  },
};
