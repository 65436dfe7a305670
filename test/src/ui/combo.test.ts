import { expect, test } from 'vitest';
import { narrow } from '../../../src/ui/combo.ts';

const options = [
  { value: 'i-1', label: 'web-1', detail: '10.0.0.10  public', words: 'instance shop' },
  { value: 'i-2', label: 'db-1', detail: '10.0.2.20  data', words: 'instance shop' },
  { value: 'igw-1', label: 'internet', words: 'internet' },
];
const found = (text: string) => narrow(options, text).map(({ label }) => label);

test('every word has to occur somewhere', () => {
  expect(found('')).toEqual(['web-1', 'db-1', 'internet']);
  expect(found('10.0.2')).toEqual(['db-1']);
  expect(found('shop public')).toEqual(['web-1']);
  expect(found('nothing')).toEqual([]);
});

test('what begins with it comes first', () => {
  expect(found('in')).toEqual(['internet', 'web-1', 'db-1']);
});

test('a long list is cut', () => {
  const many = Array.from({ length: 500 }, (_, at) => ({ value: String(at), label: `host-${at}` }));
  expect(narrow(many, 'host')).toHaveLength(60);
});
