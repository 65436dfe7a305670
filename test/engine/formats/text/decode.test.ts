import { describe, expect, test } from 'vitest';
import { decodeText } from '../../../../engine/formats/text/index.ts';

const TEXT = '{"VpcId": "vpc-ä"}';
const decode = (bytes: Uint8Array, encoding: string) =>
  new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at += 1) view.setUint16(at * 2, text.charCodeAt(at), littleEndian);
  return bytes;
}

describe('decoding', () => {
  const cases: [string, Uint8Array][] = [
    ['UTF-8', new TextEncoder().encode(TEXT)],
    ['UTF-8 with a byte-order mark', new TextEncoder().encode(`\uFEFF${TEXT}`)],
    ['UTF-16LE with a byte-order mark', utf16(`\uFEFF${TEXT}`, true)],
    ['UTF-16BE with a byte-order mark', utf16(`\uFEFF${TEXT}`, false)],
    ['UTF-16LE without one', utf16(TEXT, true)],
    ['UTF-16BE without one', utf16(TEXT, false)],
  ];
  test.each(cases)('%s', (_, bytes) => {
    expect(decodeText(bytes, decode)).toBe(TEXT);
  });

  test('nothing at all is the empty text', () => {
    expect(decodeText(new Uint8Array(), decode)).toBe('');
  });

  test('binary data is not taken for UTF-16', () => {
    const asked: string[] = [];
    decodeText(new Uint8Array([0, 0, 1, 0, 2, 3, 0, 0]), (_, encoding) => {
      asked.push(encoding);
      return '';
    });
    expect(asked).toEqual(['utf-8']);
  });
});
