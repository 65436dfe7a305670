import type { Outcome, Sections } from '../dump.ts';
import { NOT_UNDERSTOOD, put } from '../dump.ts';
import { address, has, lean, nameTag, remark, requiredText, text } from '../fields.ts';
import type { AnswerKind } from '../kind.ts';

/** Elastic IPs, associated or not. */
export const addresses: AnswerKind = {
  key: 'Addresses',
  label: 'Elastic IP',
  command: 'aws ec2 describe-addresses',
  section: 'eips',
  marks: [
    ['AllocationId', 'Domain'],
    ['PublicIp', 'Domain'],
  ],
  read: (fields, dump, scope): Outcome => {
    const allocation = text(fields, 'AllocationId');
    fields.item.id = allocation ?? text(fields, 'PublicIp');
    if (!has(fields, 'PublicIp') && (has(fields, 'CarrierIp') || has(fields, 'CustomerOwnedIp'))) {
      // IGW-17: no internet gateway maps them.
      remark(
        fields,
        'no-public-mapping',
        'it is a carrier or customer-owned address, which no internet gateway maps. It was left out.',
      );
      return { kind: 'skipped', why: 'carrier or customer-owned' };
    }
    if (requiredText(fields, 'PublicIp') === undefined) return NOT_UNDERSTOOD;
    const publicIp = address(fields, 'PublicIp', 4);
    if (publicIp === undefined) return NOT_UNDERSTOOD;
    const id = allocation ?? `eip:${publicIp}`;
    // Addresses of EC2-Classic (`standard`) were given to instances outside any VPC.
    const isClassic = text(fields, 'Domain') === 'standard';
    const value: Sections['eips'] = lean({
      id,
      name: nameTag(fields),
      publicIp,
      networkInterface: isClassic ? undefined : text(fields, 'NetworkInterfaceId'),
      instance: isClassic || has(fields, 'NetworkInterfaceId') ? undefined : text(fields, 'InstanceId'),
      privateIp:
        isClassic || !has(fields, 'PrivateIpAddress') ? undefined : address(fields, 'PrivateIpAddress', 4),
    });
    const outcome = put(dump, 'eips', id, { value, fields, scope });
    if (outcome.kind !== 'read' || !isClassic) return outcome;
    return { kind: 'in-part', why: 'an address of EC2-Classic, kept without what it belonged to' };
  },
};
