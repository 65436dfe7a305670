import { expect, test } from 'vitest';
import { formatDomainName, isWithin, parentOf, parseDomainName } from '../../../engine/model/domain-name.ts';

test.each([
  ['Corp.Example.', 'corp.example'],
  ['  db.corp.example ', 'db.corp.example'],
  ['*.corp.example', '*.corp.example'],
  ['\\052.corp.example.', '*.corp.example'],
  ['_sip._tcp.corp.example', '_sip._tcp.corp.example'],
  ['.', ''],
  ['internal', 'internal'],
])('%j is the name %j', (text, name) => {
  expect(parseDomainName(text)).toBe(name);
});

test.each([
  '',
  '..',
  'a..b',
  'db.*.corp.example',
  '-a.example',
  'a-.example',
  'two words.example',
  `${'a'.repeat(64)}.example`,
  `${'a.'.repeat(130)}example`,
])('%j is no name', (text) => {
  expect(parseDomainName(text)).toBeUndefined();
});

test('a name lies within its own domain, those above it and the root', () => {
  expect(
    ['db.corp.example', 'corp.example', 'example', ''].map((d) => isWithin('db.corp.example', d)),
  ).toEqual([true, true, true, true]);
  expect(isWithin('mycorp.example', 'corp.example')).toBe(false);
  expect(isWithin('corp.example', 'db.corp.example')).toBe(false);
});

test('above a name stand its parents up to the root', () => {
  const above: string[] = [];
  for (let name = parentOf('db.corp.example'); name !== undefined; name = parentOf(name)) above.push(name);
  expect(above.map(formatDomainName)).toEqual(['corp.example', 'example', '.']);
});
