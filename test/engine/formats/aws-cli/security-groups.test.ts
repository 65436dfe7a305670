import { describe, expect, test } from 'vitest';
import { codes, only, read, vpc } from './dump.ts';

const permission = (more: object) => ({
  IpProtocol: 'tcp',
  FromPort: 443,
  ToPort: 443,
  IpRanges: [],
  Ipv6Ranges: [],
  PrefixListIds: [],
  UserIdGroupPairs: [],
  ...more,
});
const group = (ingress: unknown, egress: unknown = [], more: object = {}) => ({
  GroupId: 'sg-a',
  GroupName: 'web',
  OwnerId: '111122223333',
  VpcId: 'vpc-a',
  IpPermissions: ingress,
  IpPermissionsEgress: egress,
  ...more,
});
const readGroup = (ingress: unknown, egress: unknown = []) =>
  only(read({ Vpcs: [vpc()] }, { SecurityGroups: [group(ingress, egress)] }), 'securityGroups');
const anywhere = { IpRanges: [{ CidrIp: '0.0.0.0/0' }] };

test('SG-11 every kind of peer', () => {
  const peers = {
    IpRanges: [{ CidrIp: '10.0.0.0/8' }, { CidrIp: '192.0.2.1/32', Description: 'office' }],
    Ipv6Ranges: [{ CidrIpv6: '2001:db8::/32' }],
    PrefixListIds: [{ PrefixListId: 'pl-a' }],
    UserIdGroupPairs: [
      { GroupId: 'sg-b', UserId: '444455556666', VpcPeeringConnectionId: 'pcx-a', PeeringStatus: 'active' },
    ],
  };
  expect(
    readGroup(
      [permission(peers)],
      [permission({ IpProtocol: '-1', FromPort: undefined, ToPort: undefined, ...anywhere })],
    ),
  ).toEqual({
    id: 'sg-a',
    name: 'web',
    vpc: 'vpc-a',
    ownerId: '111122223333',
    ingress: [
      { protocol: 'tcp', ports: '443', from: ['10.0.0.0/8', '2001:db8::/32', 'pl-a', 'sg-b'] },
      { protocol: 'tcp', ports: '443', description: 'office', from: ['192.0.2.1/32'] },
    ],
    egress: [{ protocol: '-1', to: ['0.0.0.0/0'] }],
  });
});

describe('conditions', () => {
  test.each<[string, object, object]>([
    ['a range', { FromPort: 8000, ToPort: 8100 }, { protocol: 'tcp', ports: '8000-8100' }],
    ['all ports', { IpProtocol: 'udp', FromPort: 0, ToPort: 65535 }, { protocol: 'udp', ports: '0-65535' }],
    ['a number for a name', { IpProtocol: '6' }, { protocol: 'tcp', ports: '443' }],
    ['SG-8 all protocols', { IpProtocol: '-1', FromPort: -1, ToPort: -1 }, { protocol: '-1' }],
    [
      'SG-8 ports of other protocols say nothing',
      { IpProtocol: '50', FromPort: 0, ToPort: 10 },
      { protocol: 'esp' },
    ],
    ['SG-9 ping', { IpProtocol: 'icmp', FromPort: 8, ToPort: -1 }, { protocol: 'icmp', icmpType: 8 }],
    [
      'SG-9 a type and code',
      { IpProtocol: 'icmp', FromPort: 3, ToPort: 4 },
      { protocol: 'icmp', icmpType: 3, icmpCode: 4 },
    ],
    ['SG-9 any type, and so any code', { IpProtocol: 'icmp', FromPort: -1, ToPort: 4 }, { protocol: 'icmp' }],
    [
      'SG-8 ICMPv6 without a type',
      { IpProtocol: 'icmpv6', FromPort: undefined, ToPort: undefined },
      { protocol: 'icmpv6' },
    ],
    [
      'ICMPv6 with one',
      { IpProtocol: '58', FromPort: 128, ToPort: 0 },
      { protocol: 'icmpv6', icmpType: 128, icmpCode: 0 },
    ],
  ])('%s', (_, more, expected) => {
    const { ingress, incomplete } = readGroup([permission({ ...more, ...anywhere })]);
    expect(ingress).toEqual([{ ...expected, from: ['0.0.0.0/0'] }]);
    expect(incomplete).toBeUndefined();
  });
});

test('SG-4 no outbound rule is none, SG-5 the default group is marked', () => {
  const converted = read({ SecurityGroups: [group([], [], { GroupName: 'default' })] });
  expect(only(converted, 'securityGroups')).toMatchObject({ egress: [], isDefault: true });
});

test('ADDR-6 host bits are cleared, with a word', () => {
  const converted = read({ SecurityGroups: [group([permission({ IpRanges: [{ CidrIp: '10.1.2.3/8' }] })])] });
  expect(only(converted, 'securityGroups')['ingress']).toMatchObject([{ from: ['10.0.0.0/8'] }]);
  expect(codes(converted)).toContain('host-bits-cleared');
});

describe('EVAL-8 a rule that can not be read makes the group incomplete', () => {
  test.each<[string, unknown]>([
    ['no protocol', [permission({ IpProtocol: undefined, ...anywhere })]],
    ['an unknown protocol', [permission({ IpProtocol: 'tpc', ...anywhere })]],
    ['TCP without ports', [permission({ FromPort: undefined, ...anywhere })]],
    ['TCP on port -1', [permission({ FromPort: -1, ToPort: -1, ...anywhere })]],
    [
      'ICMP without a type',
      [permission({ IpProtocol: 'icmp', FromPort: undefined, ToPort: undefined, ...anywhere })],
    ],
    ['a bad block', [permission({ IpRanges: [{ CidrIp: '10.0.0.0' }] })]],
    ['an IPv6 block in IPv4 place', [permission({ IpRanges: [{ CidrIp: '::/0' }] })]],
    [
      'a group by name only',
      [permission({ UserIdGroupPairs: [{ GroupName: 'amazon-elb-sg', UserId: 'amazon-elb' }] })],
    ],
    ['peers that are no list', [permission({ IpRanges: 'all' })]],
    ['a rule that is no object', ['all']],
    ['rules that are no list', 'all'],
    ['no rules at all', undefined],
  ])('%s', (_, ingress) => {
    const converted = read({ SecurityGroups: [group(ingress)] });
    expect(only(converted, 'securityGroups')).toMatchObject({ incomplete: true });
    expect(converted.diagnostics.filter(({ severity }) => severity === 'error')).toHaveLength(1);
  });

  test('EC2-Classic groups have no outbound rules to show', () => {
    const converted = read({ SecurityGroups: [group([], null, { VpcId: undefined })] });
    expect(only(converted, 'securityGroups')).toMatchObject({ incomplete: true, egress: [] });
  });
});

describe('SecurityGroupRules', () => {
  const rule = (id: string, more: object) => ({
    SecurityGroupRuleId: id,
    GroupId: 'sg-a',
    GroupOwnerId: '111122223333',
    IsEgress: false,
    IpProtocol: 'tcp',
    FromPort: 443,
    ToPort: 443,
    ...more,
  });

  test('make a group that no other answer holds', () => {
    const rows = [
      rule('sgr-1', { CidrIpv4: '10.0.0.0/8', Description: 'inside' }),
      rule('sgr-2', { ReferencedGroupInfo: { GroupId: 'sg-b' } }),
      rule('sgr-3', { PrefixListId: 'pl-a' }),
      rule('sgr-4', { IsEgress: true, IpProtocol: '-1', FromPort: -1, ToPort: -1, CidrIpv6: '::/0' }),
    ];
    const converted = read({ SecurityGroupRules: rows });
    expect(only(converted, 'securityGroups')).toEqual({
      id: 'sg-a',
      ownerId: '111122223333',
      ingress: [
        { protocol: 'tcp', ports: '443', id: 'sgr-1', description: 'inside', from: ['10.0.0.0/8'] },
        { protocol: 'tcp', ports: '443', id: 'sgr-2', from: ['sg-b'] },
        { protocol: 'tcp', ports: '443', id: 'sgr-3', from: ['pl-a'] },
      ],
      egress: [{ protocol: '-1', id: 'sgr-4', to: ['::/0'] }],
    });
    expect(converted.document['notHeld']).not.toContain('securityGroups');
  });

  test('give the rules of a known group their ids', () => {
    const converted = read(
      {
        SecurityGroups: [
          group([permission({ IpRanges: [{ CidrIp: '10.0.0.0/8' }, { CidrIp: '192.0.2.0/24' }] })]),
        ],
      },
      { SecurityGroupRules: [rule('sgr-1', { CidrIpv4: '10.0.0.0/8' })] },
    );
    expect(only(converted, 'securityGroups')['ingress']).toEqual([
      { protocol: 'tcp', ports: '443', id: 'sgr-1', from: ['10.0.0.0/8'] },
      { protocol: 'tcp', ports: '443', from: ['192.0.2.0/24'] },
    ]);
    expect(codes(converted)).not.toContain('conflicting-answers');
  });

  test('that the group itself does not show are reported', () => {
    const converted = read(
      { SecurityGroups: [group([])] },
      { SecurityGroupRules: [rule('sgr-1', { CidrIpv4: '10.0.0.0/8' })] },
    );
    expect(only(converted, 'securityGroups')['ingress']).toEqual([]);
    expect(codes(converted)).toContain('conflicting-answers');
  });

  test('EVAL-8 an unreadable one makes its group incomplete', () => {
    const converted = read({
      SecurityGroupRules: [rule('sgr-1', { CidrIpv4: '10.0.0.0/8' }), rule('sgr-2', {})],
    });
    expect(only(converted, 'securityGroups')).toMatchObject({ incomplete: true });
    expect(converted.counts).toMatchObject([{ kind: 'SecurityGroupRules', read: 1, skipped: 1 }]);
  });
});
