import { describe, expect, test } from 'vitest';
import { fileName } from '../../../src/ui/download.ts';
import { lengthOf } from '../../../src/app/project/share-text.ts';
import { pack, unpack } from '../../../src/state/packed.ts';
import { linkIn, linkOf, readLink } from '../../../src/state/link.ts';
import { emptyAsk } from '../../../src/state/ask.ts';

describe('sharing', () => {
  test('the length of a link says where it can be pasted', () => {
    expect(lengthOf('x'.repeat(2000))).toBe('fine');
    expect(lengthOf('x'.repeat(2001))).toBe('long');
    expect(lengthOf('x'.repeat(8001))).toBe('too-long');
  });

  test.each(['', 'plain', '{"a":"é𝄞\u202E"}', '\u0000<script>'])(
    'text comes back as it was: %j',
    async (text) => {
      expect(await unpack(await pack(text))).toBe(text);
    },
  );

  test('a link with a whole project leads back to view, question and project', async () => {
    const ask = { ...emptyAsk, from: 'a&b', to: 'internet', protocol: 'tcp', port: '443' };
    const place = { view: 'design', scenario: null, ask, document: await pack('{}') } as const;
    expect(readLink(linkOf(place))).toEqual(place);
    expect(linkIn(`  https://example.test/app/${linkOf(place)}\n`)).toBe(linkOf(place));
  });

  test.each(['format: hoplight/1', 'see #/trace?from=a', 'two words #/plan?p=1abc'])(
    '%s is no link',
    (text) => {
      expect(linkIn(text)).toBeUndefined();
    },
  );

  test.each([
    ['shop', 'shop'],
    ['../../etc/passwd', 'etc passwd'],
    ['a\u202Eb:c', 'a b c'],
    ['...', 'network'],
    ['', 'network'],
  ])('%j is saved under %j', (name, file) => {
    expect(fileName(name)).toBe(file);
  });
});
