import { describe, expect, test } from 'vitest';

import { parseCidr } from '../../../engine/ip/index.ts';
import { EPHEMERAL_PORTS, ephemeralCoverage } from '../../../engine/lint/index.ts';
import type { ClientKind } from '../../../engine/lint/index.ts';
import { networkAclEntries } from '../../../engine/resources/network-acl/entries.ts';
import { parsePortRange } from '../../../engine/ip/index.ts';

const cidr = (text: string) => parseCidr(text) ?? expect.fail(text);

/** Outbound entries from short lines: `100 allow tcp 1024-65535 0.0.0.0/0`. */
function acl(...lines: readonly string[]) {
  const documents = lines.map((line) => {
    const [ruleNumber, ruleAction, protocol, ports, cidrBlock] = line.split(' ');
    return {
      ruleNumber: Number(ruleNumber),
      ruleAction: ruleAction === 'allow' ? ('allow' as const) : ('deny' as const),
      protocol: protocol === 'tcp' ? 6 : protocol === 'udp' ? 17 : ('any' as const),
      ports: parsePortRange(ports ?? ''),
      icmpType: -1,
      icmpCode: -1,
      cidrBlock: cidr(cidrBlock ?? ''),
    };
  });
  return { ingress: [], egress: networkAclEntries(documents) };
}

const kinds: readonly ClientKind[] = [
  'linux',
  'windows',
  'old-windows',
  'elb',
  'nat-gateway',
  'lambda',
  'unknown',
];
const coverages = (...lines: readonly string[]) =>
  kinds.map((kind) => ephemeralCoverage(acl(...lines), 'egress', kind)).join(' ');

describe('NACL-12 how much of the ephemeral ports an ACL lets through', () => {
  test.each([
    ['everything', ['100 allow all all 0.0.0.0/0'], 'full full full full full full full'],
    ['nothing', [], 'none none none none none none none'],
    [
      'the Linux range',
      ['100 allow tcp 32768-60999 0.0.0.0/0'],
      'full partial none partial partial partial partial',
    ],
    [
      'the Windows range',
      ['100 allow tcp 49152-65535 0.0.0.0/0'],
      'partial full none partial partial partial partial',
    ],
    [
      "AWS's example",
      ['100 allow tcp 32768-65535 0.0.0.0/0'],
      'full full none partial partial partial partial',
    ],
    ['the safe choice', ['100 allow tcp 1024-65535 0.0.0.0/0'], 'full full full full full full full'],
    [
      'two entries side by side',
      ['100 allow tcp 1024-40000 0.0.0.0/0', '110 allow tcp 40001-65535 0.0.0.0/0'],
      'full full full full full full full',
    ],
    [
      'a hole in it',
      ['90 deny tcp 50000 0.0.0.0/0', '100 allow all all 0.0.0.0/0'],
      'partial partial full partial partial partial partial',
    ],
    [
      'a deny that comes too late',
      ['100 allow all all 0.0.0.0/0', '110 deny tcp 50000 0.0.0.0/0'],
      'full full full full full full full',
    ],
    ['another protocol', ['100 allow udp 1024-65535 0.0.0.0/0'], 'none none none none none none none'],
    ['the request port only', ['100 allow tcp 443 0.0.0.0/0'], 'none none none none none none none'],
    [
      'a part of the addresses',
      ['100 allow tcp 1024-65535 10.0.0.0/8'],
      'partial partial partial partial partial partial partial',
    ],
  ])('NACL-12: %s', (_claim, lines, expected) => {
    expect(coverages(...lines)).toBe(expected);
  });

  test('NACL-12: for one remote block and protocol', () => {
    const mixed = acl('100 allow udp 1024-65535 10.0.0.0/8');
    expect(ephemeralCoverage(mixed, 'egress', 'linux', { protocol: 17, remote: cidr('10.1.0.0/16') })).toBe(
      'full',
    );
    expect(
      ephemeralCoverage(mixed, 'egress', 'linux', { protocol: 17, remote: cidr('192.168.0.0/16') }),
    ).toBe('none');
    expect(ephemeralCoverage(mixed, 'ingress', 'linux', { protocol: 17 })).toBe('none');
  });

  test('NACL-12: the ranges by kind of client', () => {
    expect(EPHEMERAL_PORTS.linux).toEqual({ from: 32768, to: 60999 });
    expect(EPHEMERAL_PORTS.windows).toEqual({ from: 49152, to: 65535 });
    expect(EPHEMERAL_PORTS['old-windows']).toEqual({ from: 1025, to: 5000 });
  });
});
