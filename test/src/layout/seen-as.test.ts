import { expect, test } from 'vitest';
import { columnsOf } from '../../../src/layout/column.ts';
import { seenAs } from '../../../src/layout/seen-as.ts';
import { neverCameHome } from '../fixtures/never-came-home.ts';
import { sameSubnet } from '../fixtures/reports.ts';

test('each translation starts a stretch that runs to the next', () => {
  expect(seenAs(columnsOf(neverCameHome)).map(({ first, span, address }) => [first, span, address])).toEqual([
    [0, 2, '10.0.64.21:40000'],
    [2, 1, '10.0.0.14:1024'],
    [3, 2, '198.51.100.24:1024'],
  ]);
});

test('without a translation there is one stretch', () => {
  expect(seenAs(columnsOf(sameSubnet))).toMatchObject([
    { first: 0, span: 2, address: '10.0.0.10:40000', changed: false },
  ]);
});

test('without columns there is none', () => {
  expect(seenAs([])).toEqual([]);
});
