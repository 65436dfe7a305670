import { describe, expect, test } from 'vitest';

import { detailOf, found, twoTier, vpcWith } from './lint-cases.ts';

const groups = (...ingress: Record<string, unknown>[]) => ({
  ...twoTier,
  securityGroups: [
    { id: 'sg-web', vpc: 'vpc-a', ingress },
    { id: 'sg-db', vpc: 'vpc-a' },
  ],
});

describe('redundant-group-rule', () => {
  const rule = (protocol: string, ports: string | undefined, from: string) => ({
    protocol,
    ...(ports === undefined ? {} : { ports }),
    from,
  });

  test.each([
    ['SG-2: the same rule twice', [rule('tcp', '443', '0.0.0.0/0'), rule('tcp', '443', '0.0.0.0/0')], 1],
    ['SG-2: inside a wider block', [rule('tcp', '443', '10.0.0.0/8'), rule('tcp', '443', '0.0.0.0/0')], 1],
    [
      'SG-2: inside a wider range',
      [rule('tcp', '443', '10.0.0.0/8'), rule('tcp', '1-1024', '10.0.0.0/8')],
      1,
    ],
    ['SG-2: inside all traffic', [rule('tcp', '443', 'sg-db'), rule('-1', undefined, 'sg-db')], 1],
    ['SG-2: other ports', [rule('tcp', '443', '0.0.0.0/0'), rule('tcp', '80', '0.0.0.0/0')], 0],
    ['SG-2: another protocol', [rule('tcp', '443', '0.0.0.0/0'), rule('udp', '443', '0.0.0.0/0')], 0],
    ['EVAL-1: another family', [rule('tcp', '443', '0.0.0.0/0'), rule('tcp', '443', '::/0')], 0],
    [
      'SG-12: a group and its addresses are two things',
      [rule('tcp', '443', 'sg-db'), rule('tcp', '443', '0.0.0.0/0')],
      0,
    ],
  ])('%s', (_claim, ingress, expected) => {
    expect(found(groups(...ingress), 'redundant-group-rule')).toHaveLength(expected);
  });

  test('SG-11: a block inside a known prefix list', () => {
    const document = {
      ...groups(rule('tcp', '443', 'pl-1'), rule('tcp', '443', '10.9.1.0/24')),
      prefixLists: [{ id: 'pl-1', entries: ['10.9.0.0/16'] }],
    };
    expect(detailOf(document, 'redundant-group-rule')).toContain(
      'from `10.9.1.0/24` of group `sg-web` adds nothing to its rule tcp 443 from `pl-1`',
    );
  });
});

describe('stale-group-reference', () => {
  const reference = { securityGroups: [{ id: 'sg-web', vpc: 'vpc-a', ingress: [{ from: 'sg-gone' }] }] };

  test('SG-17: a group that nobody has', () => {
    expect(found(vpcWith(reference), 'stale-group-reference')).toEqual(['sg-web SG-17']);
  });

  test('SG-27: a group that an interface carries is there', () => {
    const document = vpcWith({
      ...reference,
      subnets: [{ id: 'subnet-1', vpc: 'vpc-a', cidrBlock: '10.0.1.0/24' }],
      networkInterfaces: [
        { id: 'eni-1', subnet: 'subnet-1', privateIp: '10.0.1.10', securityGroups: 'sg-gone' },
      ],
    });
    expect(found(document, 'stale-group-reference')).toEqual([]);
  });

  test('EVAL-8: a group of a peer outside the model may exist', () => {
    const vpcPeeringConnections = [
      { id: 'pcx-1', requester: 'vpc-a', accepter: { vpc: 'vpc-far', cidrBlocks: ['10.9.0.0/16'] } },
    ];
    expect(found(vpcWith({ ...reference, vpcPeeringConnections }), 'stale-group-reference')).toEqual([]);
  });
});

describe('groups on interfaces', () => {
  const elsewhere = (group: Record<string, unknown>) => ({
    ...twoTier,
    vpcs: [...twoTier.vpcs, { id: 'vpc-b', cidrBlock: '10.1.0.0/16' }],
    securityGroups: [
      { id: 'sg-web', vpc: 'vpc-b', ...group },
      { id: 'sg-db', vpc: 'vpc-a' },
    ],
  });

  test('SG-1: a group of another VPC may be associated', () => {
    expect(found(elsewhere({}), 'group-of-other-vpc')).toEqual(['eni:web-1 SG-1']);
  });

  test('SG-1: a default group may not', () => {
    expect(found(elsewhere({ isDefault: true }), 'default-group-of-other-vpc')).toEqual(['eni:web-1 SG-1']);
  });

  test('SG-5: an instance without groups is in the default one', () => {
    const instances = [{ id: 'web-1', subnet: 'public', privateIp: '10.0.0.10' }];
    expect(found({ ...twoTier, instances }, 'default-group-in-use')).toEqual(['default-group:vpc-a SG-5']);
    expect(found(twoTier, 'default-group-in-use')).toEqual([]);
  });

  test('SG-1: a group that nobody carries and nobody names', () => {
    const securityGroups = [
      { id: 'sg-web', vpc: 'vpc-a' },
      { id: 'sg-db', vpc: 'vpc-a', ingress: [{ from: 'sg-named' }] },
      { id: 'sg-named', vpc: 'vpc-a' },
      { id: 'sg-idle', vpc: 'vpc-a', ingress: [{ from: 'sg-idle' }] },
    ];
    expect(found({ ...twoTier, securityGroups }, 'unused-security-group')).toEqual(['sg-idle SG-1']);
  });

  test('EVAL-8: without interfaces every group would seem unused', () => {
    expect(
      found(vpcWith({ securityGroups: [{ id: 'sg-1', vpc: 'vpc-a' }] }), 'unused-security-group'),
    ).toEqual([]);
  });
});

describe('outbound-mail-blocked', () => {
  const mail = (egress: Record<string, unknown>) => ({
    ...twoTier,
    securityGroups: [
      { id: 'sg-web', vpc: 'vpc-a', egress: [egress] },
      { id: 'sg-db', vpc: 'vpc-a' },
    ],
  });

  test.each([
    ['IGW-13: port 25 to anywhere', { protocol: 'tcp', ports: 25, to: '0.0.0.0/0' }, ['sg-web IGW-13']],
    ['IGW-13: port 25 to a private address', { protocol: 'tcp', ports: 25, to: '10.0.0.0/8' }, []],
    ['IGW-13: all traffic is not about mail', { to: '0.0.0.0/0' }, []],
    ['IGW-13: port 587 is not blocked', { protocol: 'tcp', ports: 587, to: '0.0.0.0/0' }, []],
  ])('%s', (_claim, egress, expected) => {
    expect(found(mail(egress), 'outbound-mail-blocked')).toEqual(expected);
  });
});
