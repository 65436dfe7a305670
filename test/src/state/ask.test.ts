import { describe, expect, test } from 'vitest';
import {
  askText,
  emptyAsk,
  ignoredIn,
  isComplete,
  readLine,
  readService,
  restText,
  serviceText,
  swapped,
  toAsk,
  toQuestion,
  withIgnored,
  withUsualService,
} from '../../../src/state/ask.ts';
import type { Ask } from '../../../src/state/ask.ts';

const ask = (part: Partial<Ask>): Ask => ({ ...emptyAsk, from: 'web-1', to: 'db-1', ...part });

describe('a question on one line', () => {
  const lines: readonly { readonly line: string; readonly reads: Partial<Ask> }[] = [
    { line: 'web-1 → db-1 tcp/5432', reads: { protocol: 'tcp', port: '5432' } },
    { line: 'web-1 -> db-1 5432', reads: { protocol: 'tcp', port: '5432' } },
    { line: 'web-1 => db-1 postgres', reads: { protocol: 'tcp', port: '5432' } },
    { line: 'web-1 to db-1', reads: {} },
    { line: '  web-1->db-1 icmp/8/0 ', reads: { protocol: 'icmp', icmpType: '8', icmpCode: '0' } },
    {
      line: 'web-1 → db-1 udp/53 from port 40000 ipv6',
      reads: { protocol: 'udp', port: '53', srcPort: '40000', family: '6' },
    },
    {
      line: 'web-1 → db-1 tcp/22 from 10.0.0.11',
      reads: { protocol: 'tcp', port: '22', fromIp: '10.0.0.11' },
    },
  ];

  test.each(lines)('$line', ({ line, reads }) => {
    expect(readLine(line)).toEqual(ask(reads));
  });

  test('a name alone is no line', () => {
    expect(readLine('web-1')).toBeUndefined();
    expect(readLine('a -> b -> c')).toBeUndefined();
  });

  test('is written as it is read', () => {
    for (const { reads } of lines) expect(readLine(askText(ask(reads)))).toEqual(ask(reads));
  });

  test('an IPv6 address keeps its colons', () => {
    expect(readLine('2001:db8::1 -> 2001:db8::2 tcp/443')).toMatchObject({
      from: '2001:db8::1',
      to: '2001:db8::2',
      port: '443',
    });
  });
});

describe('the service', () => {
  test.each([
    ['', { protocol: '', port: '' }],
    ['https', { protocol: 'tcp', port: '443' }],
    ['PING', { protocol: 'icmp', icmpType: '8' }],
    ['tcp', { protocol: 'tcp', port: '' }],
    ['tcp/ssh', { protocol: 'tcp', port: '22' }],
    ['47', { protocol: 'tcp', port: '47' }],
    ['nonsense/1/2', { protocol: 'nonsense', port: '1' }],
  ])('%s', (text, reads) => {
    expect(readService(text)).toMatchObject(reads);
  });

  test('is said without what is not known', () => {
    expect(serviceText(ask({}))).toBe('');
    expect(serviceText(ask({ port: '443' }))).toBe('tcp/443');
    expect(serviceText(ask({ protocol: 'icmp', icmpType: '3', icmpCode: '4' }))).toBe('icmp/3/4');
  });
});

test('what is seldom said is told in words', () => {
  expect(restText(ask({}))).toBe('from any port');
  expect(restText(ask({ protocol: 'icmp' }))).toBe('echo');
  expect(restText(ask({ protocol: 'icmp', icmpType: '3', family: '6' }))).toBe('IPv6');
  expect(restText(ask({ protocol: 'icmp', icmpType: '3' }))).toBe('more');
  expect(restText(ask({ srcPort: '1024', fromIp: '10.0.0.9', family: '4' }))).toBe(
    'as 10.0.0.9 · from port 1024 · IPv4',
  );
});

test('swapped, the client’s own port and address no longer mean anything', () => {
  expect(swapped(ask({ port: '443', srcPort: '1024', fromIp: '10.0.0.9' }))).toEqual(
    ask({ from: 'db-1', to: 'web-1', port: '443' }),
  );
});

test('a question carries only what is said, and numbers become text', () => {
  expect(toQuestion(ask({ port: '443' }))).toEqual({ from: 'web-1', to: 'db-1', port: 443 });
  expect(toQuestion(ask({ port: 'many' }))).toEqual({ from: 'web-1', to: 'db-1', port: 'many' });
  expect(toAsk({ from: 'web-1', to: 'db-1', port: 443, expect: 'reachable' })).toEqual(ask({ port: '443' }));
});

test('both ends have to be said', () => {
  expect([isComplete(ask({})), isComplete(ask({ to: ' ' }))]).toEqual([true, false]);
});

describe('what if', () => {
  test('a supposition is put in and taken out, and goes into the question as a list', () => {
    const once = withIgnored(ask({}), 'acls', true);
    const twice = withIgnored(once, 'sg-app egress 1', true);
    expect(ignoredIn(twice)).toEqual(['acls', 'sg-app egress 1']);
    expect(toQuestion(twice)).toMatchObject({ ignore: ['acls', 'sg-app egress 1'] });
    expect(withIgnored(twice, 'acls', false).ignore).toBe('sg-app egress 1');
    expect(toAsk(toQuestion(twice))).toEqual(twice);
  });

  test('a question that supposes nothing says nothing of it', () => {
    expect(toQuestion(ask({}))).not.toHaveProperty('ignore');
  });
});

test('a service that is not said is HTTPS, once both ends are', () => {
  const ends = { ...emptyAsk, from: 'web-1', to: 'internet' };
  expect(askText(withUsualService(ends))).toBe('web-1 → internet tcp/443');
  expect(withUsualService({ ...ends, protocol: 'icmp' }).port).toBe('');
  expect(withUsualService({ ...emptyAsk, from: 'web-1' }).port).toBe('');
});
