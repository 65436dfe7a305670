import { describe, expect, test } from 'vitest';

import { checkResource, entryText, readEntryText } from '../../../../engine/formats/hoplight/entry.ts';

const subnet = { id: 'a', vpc: 'vpc-1', cidrBlock: '10.0.0.0/24' };

describe('readEntryText', () => {
  test.each(['yaml', 'json'] as const)('gives back what was written as %s', (language) => {
    expect(readEntryText('subnet', entryText(subnet, language))).toEqual({ entry: subnet, problems: [] });
  });

  test('says what is wrong at its line, without naming the field again', () => {
    const { entry, problems } = readEntryText('subnet', 'id: a\nvpc: vpc-1\ncidrBlock: 10.0.0.0/33\n');
    expect(entry).not.toBeNull();
    expect(problems).toMatchObject([{ severity: 'error', line: 3, path: ['cidrBlock'] }]);
    expect(problems[0]?.message).toMatch(/^`10\.0\.0\.0\/33` has .*\.$/);
    expect(problems[0]?.message).not.toContain('left out');
  });

  test('a key that is not known is a warning and stays', () => {
    const { entry, problems } = readEntryText('subnet', 'id: a\nvpc: vpc-1\ncidr: 10.0.0.0/24\n');
    expect(entry).toMatchObject({ cidr: '10.0.0.0/24' });
    expect(problems).toMatchObject([{ severity: 'warning', line: 3 }]);
  });

  test.each(['', '{"id": ', 'just words', '- 1\n- 2', '1\n---\n2'])('takes no entry from %j', (text) => {
    const { entry, problems } = readEntryText('subnet', text);
    expect(entry).toBeNull();
    expect(problems[0]).toMatchObject({ severity: 'error', message: expect.stringMatching(/\.$/) });
  });
});

describe('checkResource', () => {
  test('finds nothing wrong in a good entry, whatever it refers to', () => {
    expect(checkResource('subnet', subnet)).toEqual([]);
  });

  test('sees what only the reader of the whole entry sees: a malformed peer', () => {
    const entry = { id: 'sg', ingress: [{ protocol: 'tcp', ports: '443', from: ['10.0.0.0/40'] }] };
    expect(checkResource('security-group', entry)).toMatchObject([
      { severity: 'error', path: ['ingress', 0, 'from'] },
    ]);
  });

  test('a member that must be there is missed', () => {
    expect(checkResource('subnet', { id: 'a' })).toMatchObject([{ severity: 'error', path: ['vpc'] }]);
  });
});
