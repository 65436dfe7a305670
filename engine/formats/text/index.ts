/** Bytes to text, text to plain values with their lines. */

export type { TextEncodingName } from './decode.ts';
export { decodeText } from './decode.ts';
export type { ParsedFile, ParsedText } from './parse.ts';
export { parseText } from './parse.ts';
export { jsonText, yamlText } from './write.ts';
