import { describe, expect, test } from 'vitest';

import { readTraffic, trafficName, trafficText, withTraffic } from '../../../src/inspector/rules/traffic.ts';

describe('readTraffic', () => {
  test.each([
    ['https', { protocol: 'tcp', ports: '443' }],
    ['443', { protocol: 'tcp', ports: '443' }],
    ['tcp/443', { protocol: 'tcp', ports: '443' }],
    ['TCP 1024 – 65535', { protocol: 'tcp', ports: '1024-65535' }],
    ['tcp http-https', { protocol: 'tcp', ports: '80-443' }],
    ['sql server', { protocol: 'tcp', ports: '1433' }],
    ['udp dns', { protocol: 'udp', ports: '53' }],
    ['udp', { protocol: 'udp' }],
    ['tcp all', { protocol: 'tcp' }],
    ['', { protocol: '-1' }],
    ['all', { protocol: '-1' }],
    ['ping', { protocol: 'icmp', icmpType: 8 }],
    ['icmp 3/4', { protocol: 'icmp', icmpType: 3, icmpCode: 4 }],
    ['icmp type 3 code 4', { protocol: 'icmp', icmpType: 3, icmpCode: 4 }],
    ['icmp', { protocol: 'icmp' }],
    ['protocol 50', { protocol: '50' }],
    ['esp', { protocol: 'esp' }],
  ])('%s', (text, traffic) => {
    expect(readTraffic(text)).toEqual({ traffic });
  });

  test.each(['tcp https-', 'tcp 1 2', 'tcp nonsense', 'icmp echo', 'tcp 1-2-3', 'a b c d'])(
    '%s is not understood, in a sentence',
    (text) => {
      expect(readTraffic(text)).toEqual({ problem: expect.stringMatching(/^[A-Z“].*\.$/) });
    },
  );
});

describe('trafficText', () => {
  test.each([
    [{ protocol: 'tcp', ports: '443' }, 'tcp 443'],
    [{ protocol: 'tcp', ports: 443 }, 'tcp 443'],
    [{ protocol: 'tcp' }, 'tcp'],
    [{ protocol: '-1', ports: '443' }, 'all'],
    [{}, 'all'],
    [{ protocol: 'icmp', icmpType: 8, icmpCode: 0 }, 'icmp 8/0'],
    [{ protocol: 'icmp', icmpType: -1 }, 'icmp'],
  ])('%j', (rule, text) => {
    expect(trafficText(rule)).toBe(text);
  });

  test('what is written is read as the same', () => {
    for (const text of ['tcp 443', 'udp 1024-65535', 'icmp 8/0', 'icmp', 'all', 'tcp'])
      expect(readTraffic(text)).toSatisfy(
        (read: ReturnType<typeof readTraffic>) =>
          'traffic' in read && trafficText({ ...read.traffic }) === text,
      );
  });

  test('a rule goes by the name of its service, where it has one', () => {
    expect(trafficName({ protocol: 'tcp', ports: '443' })).toBe('https');
    expect(trafficName({ protocol: 'tcp', ports: '444' })).toBe('');
  });
});

test('a rule with other traffic keeps nothing of the traffic before', () => {
  const rule = { ruleNumber: 100, protocol: 'tcp', ports: '443' };
  expect(withTraffic(rule, { protocol: 'icmp', icmpType: 8 })).toEqual({
    ruleNumber: 100,
    protocol: 'icmp',
    icmpType: 8,
  });
});
