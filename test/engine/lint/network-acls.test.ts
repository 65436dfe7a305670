import { describe, expect, test } from 'vitest';

import { complaints, detailOf, entries, found, lintOf, twoTier, vpcWith } from './lint-cases.ts';

type Entries = ReturnType<typeof entries>;

/** A web server in a public subnet behind an ACL with these entries. */
function web(ingress: Entries, egress: Entries, more: Record<string, Record<string, unknown>[]> = {}) {
  return vpcWith({
    subnets: [
      { id: 'public', vpc: 'vpc-a', cidrBlock: '10.0.0.0/24', routeTable: 'rt-public', networkAcl: 'acl-1' },
    ],
    routeTables: [{ id: 'rt-public', vpc: 'vpc-a', routes: [{ destination: '0.0.0.0/0', target: 'igw-a' }] }],
    networkAcls: [{ id: 'acl-1', vpc: 'vpc-a', ingress, egress }],
    instances: [
      {
        id: 'web-1',
        subnet: 'public',
        privateIp: '10.0.0.10',
        publicIp: '198.51.100.10',
        securityGroups: 'sg-1',
      },
    ],
    securityGroups: [{ id: 'sg-1', vpc: 'vpc-a', ingress: [{ from: '0.0.0.0/0' }] }],
    ...more,
  });
}

const https = '100 allow tcp 443 0.0.0.0/0';
const replies = '110 allow tcp 1024-65535 0.0.0.0/0';

describe('acl-drops-replies', () => {
  test('NACL-12: requests in, the whole range of replies out', () => {
    expect(complaints(web(entries(https), entries(replies)))).toEqual([]);
  });

  test('BLK-5: requests in, none of the replies out', () => {
    const document = web(entries(https), entries('100 allow udp 1024-65535 0.0.0.0/0'));
    expect(found(document, 'acl-drops-replies')).toEqual(['acl-1 NACL-12']);
    const detail = detailOf(document, 'acl-drops-replies');
    expect(detail).toContain('lets tcp requests in from `0.0.0.0/0`');
    expect(detail).toContain('Add an outbound entry that allows tcp 1024-65535 to');
  });

  test('NACL-4: requests out, none of the replies in', () => {
    const document = web(entries(https), entries('100 allow tcp 443 0.0.0.0/0', replies));
    expect(detailOf(document, 'acl-drops-replies')).toContain(
      'Add an inbound entry that allows tcp 32768-60999 from',
    );
  });

  test('NACL-12: port 80 in and port 80 out, the usual mistake, in both directions', () => {
    const document = web(entries('100 allow tcp 80 0.0.0.0/0'), entries('100 allow tcp 80 0.0.0.0/0'));
    expect(found(document, 'acl-drops-replies')).toEqual(['acl-1 NACL-12', 'acl-1 NACL-12']);
  });

  test('NACL-12: replies for most clients, and none for a few denied ones', () => {
    const document = web(entries(https), entries('50 deny all all 203.0.113.0/24', replies));
    expect(complaints(document)).toEqual([]);
  });

  test('NACL-12: replies for a few clients, and none for the others', () => {
    const document = web(entries(https), entries('110 allow tcp 1024-65535 203.0.113.0/24'));
    expect(found(document, 'acl-drops-replies')).toEqual(['acl-1 NACL-12']);
  });

  test('NACL-12: a part of the range is a warning', () => {
    const document = web(entries(https), entries('110 allow tcp 32768-60999 0.0.0.0/0'));
    expect(found(document, 'acl-drops-some-replies')).toEqual(['acl-1 NACL-12']);
    expect(detailOf(document, 'acl-drops-some-replies')).toContain('Windows clients use 49152-65535');
  });

  test("NACL-12: AWS's own example serves most clients, which is a hint", () => {
    const document = web(entries(https), entries('110 allow tcp 32768-65535 0.0.0.0/0'));
    expect(complaints(document)).toEqual([]);
    expect(found(document, 'acl-narrow-ephemeral-range')).toEqual(['acl-1 NACL-12']);
  });

  test('NACL-12: a UDP request may want no reply', () => {
    const document = web(
      entries('100 allow udp 514 0.0.0.0/0'),
      entries(https, '110 allow tcp 1024-65535 0.0.0.0/0'),
    );
    expect(found(document, 'acl-drops-some-replies')).toEqual(['acl-1 NACL-12']);
  });

  test('NACL-12: everything in is no claim that requests come from everywhere', () => {
    expect(found(web(entries('100 allow all all 0.0.0.0/0'), entries(https)), 'acl-drops-replies')).toEqual(
      [],
    );
  });

  test('NACL-12: a private subnet takes no requests from the internet', () => {
    const privateOnly = {
      subnets: [{ id: 'app', vpc: 'vpc-a', cidrBlock: '10.0.0.0/24', networkAcl: 'acl-1' }],
      instances: [{ id: 'db-1', subnet: 'app', privateIp: '10.0.0.10', securityGroups: 'sg-1' }],
    };
    const egress = entries('110 allow tcp 1024-65535 10.0.0.0/16');
    expect(complaints(web(entries(https), egress, privateOnly))).toEqual([]);
  });

  test('NACL-3: between hosts of one subnet no ACL is asked', () => {
    const ingress = entries('100 allow tcp 5432 10.0.0.0/24', '110 allow tcp 1024-65535 0.0.0.0/0');
    expect(found(web(ingress, entries(https)), 'acl-drops-replies')).toEqual([]);
  });

  test('NACL-12: functions in the subnet use the whole range', () => {
    const networkInterfaces = [
      {
        id: 'eni-f',
        subnet: 'public',
        privateIp: '10.0.0.20',
        interfaceType: 'lambda',
        securityGroups: 'sg-1',
      },
    ];
    const document = web(entries('110 allow tcp 32768-65535 0.0.0.0/0'), entries(https), {
      networkInterfaces,
    });
    expect(detailOf(document, 'acl-drops-some-replies')).toContain('Lambda functions use 1024-65535');
  });

  test('EVAL-8: an ACL of which only a part is known is not judged', () => {
    const networkAcls = [
      { id: 'acl-1', vpc: 'vpc-a', ingress: entries(https), egress: [], incomplete: true },
    ];
    expect(complaints(web([], [], { networkAcls }))).toEqual([]);
  });
});

describe('acl-denies-everything', () => {
  test('NACL-6: a new ACL in use', () => {
    expect(found(web([], []), 'acl-denies-everything')).toEqual(['acl-1 NACL-6']);
    expect(detailOf(web([], []), 'acl-denies-everything')).toContain('lets nothing in or out of 1 subnet');
  });

  test('NACL-6: one direction forgotten', () => {
    const document = web(entries(https), []);
    expect(detailOf(document, 'acl-denies-everything')).toContain('lets nothing out of');
    expect(found(document, 'acl-drops-replies')).toEqual([]);
  });

  test('NACL-6: an ACL of empty subnets is no matter', () => {
    expect(complaints(web([], [], { instances: [] }))).toEqual([]);
  });
});

describe('nat-subnet-acl-lacks-crossing', () => {
  const nat = (ingress: Entries, egress: Entries) => ({
    ...twoTier,
    subnets: [
      { id: 'public', vpc: 'vpc-a', cidrBlock: '10.0.0.0/24', routeTable: 'rt-public', networkAcl: 'acl-1' },
      { id: 'private', vpc: 'vpc-a', cidrBlock: '10.0.2.0/24', routeTable: 'rt-private' },
    ],
    networkAcls: [{ id: 'acl-1', vpc: 'vpc-a', ingress, egress }],
  });
  const fromClients = '100 allow tcp 443 10.0.2.0/24';
  const fromInternet = '110 allow tcp 1024-65535 0.0.0.0/0';
  const toInternet = '100 allow tcp 443 0.0.0.0/0';
  const toClients = '110 allow tcp 1024-65535 10.0.2.0/24';

  test('NACL-11: all four crossings', () => {
    const document = nat(entries(fromClients, fromInternet), entries(toInternet, toClients));
    expect(found(document, 'nat-subnet-acl-lacks-crossing')).toEqual([]);
  });

  test.each([
    [
      'in from the clients',
      entries('110 allow tcp 1024-65535 203.0.0.0/8', '120 allow tcp 1024-65535 0.0.0.0/1'),
      entries(toInternet, toClients),
      'requests in from `10.0.2.0/24`',
      false,
    ],
    [
      'out to the internet',
      entries(fromClients, fromInternet),
      entries(toClients),
      'the translated requests out',
      true,
    ],
    [
      'in from the internet',
      entries(fromClients),
      entries(toInternet, toClients),
      'the replies in from',
      true,
    ],
    [
      'out to the clients',
      entries(fromClients, fromInternet),
      entries(toInternet),
      'the replies out to the ephemeral ports of `10.0.2.0/24`',
      true,
    ],
    [
      "the gateway's own ports",
      entries(fromClients, '110 allow tcp 32768-65535 0.0.0.0/0'),
      entries(toInternet, toClients),
      'to tcp 1024-65535',
      true,
    ],
  ])('BLK-6: lacking %s', (_claim, ingress, egress, expected, isFound) => {
    const document = nat(ingress, egress);
    if (isFound) expect(detailOf(document, 'nat-subnet-acl-lacks-crossing')).toContain(expected);
    else expect(found(document, 'nat-subnet-acl-lacks-crossing')).toEqual([]);
  });
});

describe('entries that are never reached', () => {
  const acl = (...lines: string[]) => ({
    networkAcls: [{ id: 'acl-1', vpc: 'vpc-a', ingress: entries(...lines), egress: [] }],
  });

  test.each([
    ['NACL-17: deny before allow', ['90 deny tcp 22 0.0.0.0/0', '100 allow all all 0.0.0.0/0'], [], []],
    [
      'NACL-17: deny after allow',
      ['90 allow all all 0.0.0.0/0', '100 deny tcp 22 0.0.0.0/0'],
      ['acl-1 NACL-2'],
      [],
    ],
    [
      'NACL-2: the same again',
      ['90 allow all all 0.0.0.0/0', '100 allow tcp 22 10.0.0.0/8'],
      [],
      ['acl-1 NACL-2'],
    ],
    [
      'NACL-2: covered by two halves of the addresses',
      ['80 allow tcp 22 0.0.0.0/1', '90 allow tcp 22 128.0.0.0/1', '100 deny tcp 22 0.0.0.0/0'],
      ['acl-1 NACL-2'],
      [],
    ],
    [
      'NACL-2: covered by two halves of the ports',
      ['80 allow tcp 0-1023 0.0.0.0/0', '90 deny tcp 1024-65535 0.0.0.0/0', '100 allow tcp all 0.0.0.0/0'],
      ['acl-1 NACL-2'],
      [],
    ],
    [
      'NACL-2: one port left',
      ['80 allow tcp 0-1022 0.0.0.0/0', '90 allow tcp 1024-65535 0.0.0.0/0', '100 deny tcp all 0.0.0.0/0'],
      [],
      [],
    ],
    [
      'NACL-2: every protocol is more than tcp and udp',
      ['80 allow tcp all 0.0.0.0/0', '90 allow udp all 0.0.0.0/0', '100 deny all all 0.0.0.0/0'],
      [],
      [],
    ],
    [
      'EVAL-1: families do not cover each other',
      ['80 allow all all 0.0.0.0/0', '90 deny all all ::/0'],
      [],
      [],
    ],
    [
      'NACL-9: types of ICMP',
      ['80 allow icmp 3/-1 0.0.0.0/0', '90 deny icmp 3/4 0.0.0.0/0', '100 deny icmp 8/-1 0.0.0.0/0'],
      ['acl-1 NACL-2'],
      [],
    ],
  ])('%s', (_claim, lines, shadowed, redundant) => {
    const document = vpcWith(acl(...lines));
    expect(found(document, 'shadowed-acl-entry')).toEqual(shadowed);
    expect(found(document, 'redundant-acl-entry')).toEqual(redundant);
  });

  test('NACL-17: the detail names the entries that come first', () => {
    const document = vpcWith(
      acl(
        '80 allow tcp 22 0.0.0.0/1',
        '90 allow tcp 22 128.0.0.0/1',
        '95 deny udp 53 0.0.0.0/0',
        '100 deny tcp 22 0.0.0.0/0',
      ),
    );
    expect(detailOf(document, 'shadowed-acl-entry')).toContain('entries `80` and `90` match all of it first');
  });

  test('NACL-14: one number twice in a direction', () => {
    expect(
      found(vpcWith(acl('100 allow tcp 22 0.0.0.0/0', '100 allow tcp 80 ::/0')), 'acl-entry-refused'),
    ).toEqual(['acl-1 NACL-14']);
  });

  test('LIM-9: a list far beyond the ceiling is not compared', () => {
    const lines = Array.from({ length: 3000 }, (_, index) => `${index + 1} allow tcp 22 10.0.0.0/8`);
    expect(lintOf(vpcWith(acl(...lines))).map(({ code }) => code)).toEqual([
      'quota-above-ceiling',
      'unused-internet-gateway',
    ]);
  });
});

describe('path-mtu-messages-blocked', () => {
  test('NACL-13: a custom ACL without ICMP', () => {
    const document = web(entries(https), entries(replies));
    expect(found(document, 'path-mtu-messages-blocked')).toEqual(['acl-1 NACL-13']);
  });

  test('NACL-13: a custom ACL that lets the message both ways', () => {
    const message = '120 allow icmp 3/4 0.0.0.0/0';
    const document = web(entries(https, message), entries(replies, message));
    expect(found(document, 'path-mtu-messages-blocked')).toEqual([]);
  });

  test('SG-10: groups of hosts on the internet without ICMP, once for a VPC', () => {
    expect(found(twoTier, 'path-mtu-messages-blocked')).toEqual(['vpc-a SG-10']);
  });

  test('IGW-12: the hint names the 1500 bytes of an internet gateway', () => {
    expect(detailOf(twoTier, 'path-mtu-messages-blocked')).toContain('1500 bytes over an internet gateway');
  });

  test('SG-10: a group that lets the message in', () => {
    const ingress = [
      { protocol: 'tcp', ports: 443, from: '0.0.0.0/0' },
      { protocol: 'icmp', icmpType: 3, icmpCode: 4, from: '0.0.0.0/0' },
    ];
    const securityGroups = [
      { id: 'sg-web', vpc: 'vpc-a', ingress },
      { id: 'sg-db', vpc: 'vpc-a', ingress: [{ from: 'sg-web' }] },
    ];
    expect(found({ ...twoTier, securityGroups }, 'path-mtu-messages-blocked')).toEqual([]);
  });
});
