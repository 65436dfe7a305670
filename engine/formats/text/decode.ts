/**
 * Bytes of a file to text. Dumps made with PowerShell's `>` are UTF-16, with or without a byte-order mark.
 */

import { isPng, projectInPng } from './picture.ts';

/** An encoding by the name that platforms know it by. */
export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be';

/**
 * Decodes `bytes`: of a PNG picture the project in it, of all else the text, by its byte-order mark, else by where its NUL bytes stand, else as UTF-8.
 *
 * @param decode - the platform's decoder, since the engine knows none; it gets the bytes without the mark
 * @returns the text, without a byte-order mark
 */
export function decodeText(
  bytes: Uint8Array,
  decode: (bytes: Uint8Array, encoding: TextEncodingName) => string,
): string {
  const project = isPng(bytes) ? projectInPng(bytes) : undefined;
  if (project !== undefined) return decode(project, 'utf-8');
  const marked = marks.find(({ mark }) => mark.every((byte, index) => bytes[index] === byte));
  const text =
    marked === undefined
      ? decode(bytes, encodingByNuls(bytes))
      : decode(bytes.subarray(marked.mark.length), marked.encoding);
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

const marks: readonly { readonly encoding: TextEncodingName; readonly mark: readonly number[] }[] = [
  { encoding: 'utf-8', mark: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', mark: [0xff, 0xfe] },
  { encoding: 'utf-16be', mark: [0xfe, 0xff] },
];

const SAMPLE_BYTES = 512;

/**
 * ASCII characters in UTF-16 have a NUL for their upper byte: `{"` is 7b 00 22 00 in little-endian order and
 * 00 7b 00 22 in big-endian order. JSON and YAML are mostly ASCII, so one side of the pairs is nearly all NUL.
 */
function encodingByNuls(bytes: Uint8Array): TextEncodingName {
  const pairs = Math.floor(Math.min(bytes.length, SAMPLE_BYTES) / 2);
  let even = 0;
  let odd = 0;
  for (let pair = 0; pair < pairs; pair += 1) {
    if (bytes[2 * pair] === 0) even += 1;
    if (bytes[2 * pair + 1] === 0) odd += 1;
  }
  if (odd > pairs / 2 && even === 0) return 'utf-16le';
  if (even > pairs / 2 && odd === 0) return 'utf-16be';
  return 'utf-8';
}
