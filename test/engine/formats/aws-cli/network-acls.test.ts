import { describe, expect, test } from 'vitest';
import { only, read, section, subnet, vpc } from './dump.ts';

const entry = (more: object) => ({
  CidrBlock: '0.0.0.0/0',
  Egress: false,
  Protocol: '-1',
  RuleAction: 'allow',
  RuleNumber: 100,
  ...more,
});
const acl = (entries: unknown, more: object = {}) => ({
  NetworkAclId: 'acl-a',
  VpcId: 'vpc-a',
  IsDefault: false,
  Associations: [],
  Entries: entries,
  ...more,
});
const readAcl = (entries: unknown) =>
  only(read({ Vpcs: [vpc()] }, { NetworkAcls: [acl(entries)] }), 'networkAcls');

test('NACL-2 both directions, and the final entries of each family are implied', () => {
  const denies = [32767, 32768].flatMap((RuleNumber) =>
    [true, false].map((Egress) => entry({ RuleNumber, Egress, RuleAction: 'deny' })),
  );
  const converted = readAcl([
    entry({}),
    entry({ Egress: true, RuleNumber: 90, RuleAction: 'deny' }),
    ...denies,
  ]);
  expect(converted).toEqual({
    id: 'acl-a',
    vpc: 'vpc-a',
    isDefault: false,
    ingress: [{ ruleNumber: 100, ruleAction: 'allow', protocol: '-1', cidrBlock: '0.0.0.0/0' }],
    egress: [{ ruleNumber: 90, ruleAction: 'deny', protocol: '-1', cidrBlock: '0.0.0.0/0' }],
  });
});

describe('entries', () => {
  test.each<[string, object, object]>([
    ['one port', { Protocol: '6', PortRange: { From: 443, To: 443 } }, { protocol: 'tcp', ports: '443' }],
    [
      'a range',
      { Protocol: '17', PortRange: { From: 1024, To: 65535 } },
      { protocol: 'udp', ports: '1024-65535' },
    ],
    [
      'NACL-9 other protocols match all ports',
      { Protocol: '50', PortRange: { From: 1, To: 2 } },
      { protocol: 'esp' },
    ],
    ['a protocol without a name', { Protocol: '99' }, { protocol: '99' }],
    ['any ICMP', { Protocol: '1', IcmpTypeCode: { Type: -1, Code: -1 } }, { protocol: 'icmp' }],
    [
      'an ICMP type',
      { Protocol: '1', IcmpTypeCode: { Type: 3, Code: -1 } },
      { protocol: 'icmp', icmpType: 3 },
    ],
    [
      'an ICMP type and code',
      { Protocol: '1', IcmpTypeCode: { Type: 3, Code: 4 } },
      { protocol: 'icmp', icmpType: 3, icmpCode: 4 },
    ],
    ['NACL-9 ICMPv6 with an IPv4 block has no type', { Protocol: '58' }, { protocol: 'icmpv6' }],
    [
      'ICMPv6',
      { Protocol: '58', CidrBlock: undefined, Ipv6CidrBlock: '::/0', IcmpTypeCode: { Type: 128, Code: 0 } },
      { protocol: 'icmpv6', icmpType: 128, icmpCode: 0, cidrBlock: '::/0' },
    ],
    [
      'numbers as numbers',
      { Protocol: 6, PortRange: { From: '22', To: '22' } },
      { protocol: 'tcp', ports: '22' },
    ],
  ])('%s', (_, more, expected) => {
    const { ingress, incomplete } = readAcl([entry(more)]);
    expect(ingress).toEqual([{ ruleNumber: 100, ruleAction: 'allow', cidrBlock: '0.0.0.0/0', ...expected }]);
    expect(incomplete).toBeUndefined();
  });

  test.each<[string, unknown]>([
    ['a bad block', [entry({ CidrBlock: 'anywhere' })]],
    ['no block', [entry({ CidrBlock: null })]],
    ['no number', [entry({ RuleNumber: undefined })]],
    ['number 0', [entry({ RuleNumber: 0 })]],
    ['no action', [entry({ RuleAction: undefined })]],
    ['another action', [entry({ RuleAction: 'reject' })]],
    ['no direction', [entry({ Egress: undefined })]],
    ['no protocol', [entry({ Protocol: undefined })]],
    ['protocol 256', [entry({ Protocol: '256' })]],
    ['TCP without ports', [entry({ Protocol: '6' })]],
    ['ports upside down', [entry({ Protocol: '6', PortRange: { From: 2, To: 1 } })]],
    ['ports out of range', [entry({ Protocol: '6', PortRange: { From: 0, To: 70000 } })]],
    ['ICMP without a type', [entry({ Protocol: '1' })]],
    ['a type out of range', [entry({ Protocol: '1', IcmpTypeCode: { Type: 300, Code: 0 } })]],
    ['no list', {}],
    ['nothing', undefined],
  ])('EVAL-8 %s makes the ACL incomplete', (_, entries) => {
    const converted = read({ NetworkAcls: [acl(entries)] });
    expect(only(converted, 'networkAcls')).toMatchObject({ incomplete: true, ingress: [], egress: [] });
    expect(converted.diagnostics.filter(({ severity }) => severity === 'error')).toHaveLength(1);
  });
});

test('NACL-1 subnets name their ACL', () => {
  const converted = read(
    { Subnets: [subnet()] },
    {
      NetworkAcls: [
        acl([], {
          Associations: [{ SubnetId: 'subnet-a', NetworkAclId: 'acl-a' }, { SubnetId: 'subnet-b' }],
        }),
      ],
    },
  );
  expect(section(converted, 'subnets')).toMatchObject([
    { id: 'subnet-a', networkAcl: 'acl-a' },
    { id: 'subnet-b', networkAcl: 'acl-a' },
  ]);
});
