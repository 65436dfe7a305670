import { expect, test } from 'vitest';
import { readStory } from '../../../src/app/story-text.ts';

test('headings, paragraphs, items and code are read into data', () => {
  const text =
    '## What happens\n\nThe reply\nis **dropped** by `acl-app`.\n\n- one\n- two\n  goes on\n\n```sh\naws ec2\n```\n';
  expect(readStory(text)).toEqual([
    { kind: 'heading', text: 'What happens' },
    {
      kind: 'paragraph',
      spans: [
        { kind: 'text', text: 'The reply is ' },
        { kind: 'strong', text: 'dropped' },
        { kind: 'text', text: ' by ' },
        { kind: 'code', text: 'acl-app' },
        { kind: 'text', text: '.' },
      ],
    },
    { kind: 'item', spans: [{ kind: 'text', text: 'one' }] },
    { kind: 'item', spans: [{ kind: 'text', text: 'two goes on' }] },
    { kind: 'code', text: 'aws ec2' },
  ]);
});

test('markup stays text', () => {
  expect(readStory('<img src=x onerror=alert(1)>')).toEqual([
    { kind: 'paragraph', spans: [{ kind: 'text', text: '<img src=x onerror=alert(1)>' }] },
  ]);
});
