import type { Dump, FactKey } from '../dump.ts';
import { NOT_UNDERSTOOD, READ, factsOf } from '../dump.ts';
import { child, flag, idOf } from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { AnswerKind } from '../kind.ts';

interface DnsAttributes {
  enableDnsSupport?: boolean;
  enableDnsHostnames?: boolean;
}

const dnsAttributes: FactKey<Map<string, DnsAttributes>> = { empty: () => new Map() };

/** `describe-vpc-attribute` has no key of its own: the answer is `VpcId` beside the one attribute that was asked for. */
export const vpcAttribute: AnswerKind = {
  key: 'VpcAttribute',
  label: 'Attribute of VPC',
  command: 'aws ec2 describe-vpc-attribute',
  marks: [
    ['VpcId', 'EnableDnsSupport'],
    ['VpcId', 'EnableDnsHostnames'],
    ['VpcId', 'EnableNetworkAddressUsageMetrics'],
  ],
  read: (fields, dump) => {
    const vpc = idOf(fields, 'VpcId');
    if (vpc === undefined) return NOT_UNDERSTOOD;
    const known = factsOf(dump, dnsAttributes);
    const support = attribute(fields, 'EnableDnsSupport');
    const hostnames = attribute(fields, 'EnableDnsHostnames');
    known.set(vpc, {
      ...known.get(vpc),
      ...(support === undefined ? {} : { enableDnsSupport: support }),
      ...(hostnames === undefined ? {} : { enableDnsHostnames: hostnames }),
    });
    return READ;
  },
};

/** CLI and SDKs wrap the flag: `{"Value": true}`; some tools unwrap it. */
function attribute(fields: Fields, key: string): boolean | undefined {
  if (typeof fields.members[key] === 'boolean') return flag(fields, key);
  const wrapped = child(fields, key);
  return wrapped === undefined ? undefined : flag(wrapped, 'Value');
}

/** Brings DNS attributes to their VPCs. */
export function applyVpcAttributes(dump: Dump): void {
  for (const [vpc, attributes] of factsOf(dump, dnsAttributes)) {
    const draft = dump.drafts.vpcs.get(vpc);
    if (draft !== undefined) Object.assign(draft.value, attributes);
  }
}
