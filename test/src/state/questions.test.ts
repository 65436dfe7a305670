import { expect, test } from 'vitest';
import { askText } from '../../../src/state/ask.ts';
import { questionsFor } from '../../../src/state/questions.ts';
import { loaded } from '../fixtures/loaded.ts';

const lines = (...part: Parameters<typeof loaded>) =>
  questionsFor(loaded(...part)).map(({ ask }) => askText(ask));

test('a project without flows is asked the classic three', () => {
  expect(lines()).toEqual(['api-1 → internet tcp/443', 'api-1 → web-1 tcp/443', 'internet → web-1 tcp/22']);
});

test('its own flows come first', () => {
  const flows = [{ name: 'sells', question: { from: 'internet', to: 'web-1', port: 443 }, expect: null }];
  expect(lines({ flows })[0]).toBe('internet → web-1 tcp/443');
  expect(lines({ flows })).toHaveLength(3);
});

test('with nobody to send there is nothing to ask', () => {
  expect(lines({ endpoints: [] })).toEqual([]);
});

test('nobody asks what a gateway serves', () => {
  const { endpoints } = loaded();
  const gateway = {
    value: 'eni:nat-1',
    label: 'nat-1',
    kind: 'nat-gateway',
    address: '10.0.0.9',
    subnet: 'public-a',
    vpc: 'storefront',
  };
  expect(lines({ endpoints: [gateway, ...endpoints] })).toEqual(lines());
});
