import { describe, expect, test } from 'vitest';
import { allocate, createPlan, formatCidr, readNeeds } from '../../../../engine/index.ts';
import { subnetsOf } from './arbitraries.ts';

const read = (text: string) => readNeeds({ path: 'needs.yaml', text });

const list = `
cloud: aws
block: 10.0.0.0/16
strategy: in-order
zones: [us-east-1a, us-east-1b]
needs:
  - { name: public, hosts: 200, kind: public }
  - { name: app, prefix: 20, growth: 50, zones: [us-east-1a], count: 2, note: two of them }
  - { name: six, family: 6 }
`;

test('a list as the help shows it', () => {
  const { blocks, ...rest } = read(list);
  expect(blocks.map(formatCidr)).toEqual(['10.0.0.0/16']);
  expect(rest).toEqual({
    cloud: 'aws',
    strategy: 'in-order',
    needs: [
      { name: 'public', hosts: 200, kind: 'public', zones: ['us-east-1a', 'us-east-1b'] },
      { name: 'app', prefixLength: 20, growth: 50, zones: ['us-east-1a'], count: 2, note: 'two of them' },
      { name: 'six', family: 6, zones: ['us-east-1a', 'us-east-1b'] },
    ],
    diagnostics: [],
  });
});

test('is allocated, notes and all', () => {
  const { needs, blocks } = read(list.replace('  - { name: six, family: 6 }\n', ''));
  const result = allocate(createPlan('aws', blocks), needs, 'largest-first');
  expect(result).toMatchObject({ ok: true, allocation: { shortfalls: [] } });
  const notes = Object.values(subnetsOf(result.ok ? result.allocation.plan : undefined)).flatMap(
    ({ note }) => note ?? [],
  );
  expect(notes).toEqual(['two of them', 'two of them']);
});

test('several blocks, JSON, a prefix with its slash, a list by itself', () => {
  expect(read('{"blocks": ["10.0.0.0/16", "10.1.0.0/16"], "needs": []}').blocks).toHaveLength(2);
  expect(read('- { name: app, prefix: /24 }\n').needs).toEqual([{ name: 'app', prefixLength: 24 }]);
});

describe('what is wrong is told with its line and with what to write', () => {
  const told = (text: string) =>
    read(text).diagnostics.map(({ code, line, detail }) => `${code} ${line}: ${detail}`);

  test.each([
    [
      'needs:\n  - { name: app, host: 10 }',
      'unknown-key 2: Need 1 at `host`: `host` is not a key here; the nearest is `hosts`. It was ignored.',
    ],
    [
      'neds: []',
      'unknown-key 1: The list at `neds`: `neds` is not a key here; the nearest is `needs`. It was ignored.',
    ],
    [
      'needs:\n  - { name: app, hosts: -1 }',
      'invalid-value 2: Need 1 at `hosts`: Found `-1`. A number of hosts is a whole number from 0 to 4294967296.',
    ],
    [
      'needs:\n  - { name: app, prefix: 24, count: 5000 }',
      'invalid-value 2: Need 1 at `count`: Found `5000`. A count is a whole number from 0 to 4096.',
    ],
    [
      'needs:\n  - { name: app, prefix: 24, growth: 2000 }',
      'invalid-value 2: Need 1 at `growth`: Found `2000`. Growth is 0 to 1000 percent.',
    ],
    [
      'needs:\n  - { name: app, prefix: wide }',
      'invalid-value 2: Need 1 at `prefix`: Found `wide`. Write a prefix length such as `20` or `/20`.',
    ],
    [
      'needs:\n  - { name: app, prefix: 33 }',
      'need-left-out 2: Need 1: the prefix length of an IPv4 block is 0 to 32. Found `33`.',
    ],
    [
      'needs:\n  - { name: app }',
      'need-left-out 2: Need 1: it has no size. Add `hosts: 100`, or a prefix length such as `prefix: 24`.',
    ],
    ['needs:\n  - { name: " ", hosts: 1 }', 'need-left-out 2: Need 1: its name is empty. Give it one.'],
    [
      'needs:\n  - { hosts: 1 }',
      'missing-value 2: Need 1 at `name`: `name` is missing; add it. It was left out.',
    ],
    [
      'needs:\n  - { name: app, hosts: 1, kind: dmz }',
      'invalid-value 2: Need 1 at `kind`: Found `dmz`. Write one of `public`, `private`, `isolated`.',
    ],
    [
      'cloud: azur\nneeds: []',
      'invalid-value 1: The list at `cloud`: Found `azur`. Write one of `standard`, `aws`, `azure`, `gcp`, `oci`.',
    ],
    [
      'block: 10.0.0.0/33\nneeds: []',
      'invalid-value 1: `10.0.0.0/33` has the prefix length 33, but an IPv4 address has only 32 bits; use 0 to 32.',
    ],
    ['block: 10.0.0.5/24\nneeds: []', 'host-bits-cleared 1: `10.0.0.5/24 → 10.0.0.0/24`.'],
    [
      'cloud: aws',
      'missing-value 1: There is no list of needs. Write one such as `needs: [{ name: app, hosts: 100 }]`.',
    ],
  ])('%j', (text, detail) => {
    expect(told(text)).toContain(detail);
  });

  test('the good needs stay', () => {
    expect(read('needs:\n  - { name: a, hosts: 1 }\n  - { name: b }\n  - 7\n').needs).toEqual([
      { name: 'a', hosts: 1 },
    ]);
  });

  test.each([
    '',
    'Dear team',
    '[',
    '7',
    'null',
    '{"needs": {}}',
    'needs: 7',
    '---\nneeds: []\n---\nneeds: []\n',
  ])('%j is no fault', (text) => {
    expect(read(text)).toMatchObject({ needs: [] });
  });
});
