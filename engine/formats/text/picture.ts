/**
 * Drawings that were saved as pictures hold the project they show, so that they can be opened again: an SVG file in its
 * metadata, a PNG file in a text chunk (PNG specification, 11.3.3.4 iTXt).
 */

const OPENING = '<project xmlns="urn:hoplight" format="hoplight/1">';
const CLOSING = '</project>';

/** Whether a text is XML by its beginning, as no JSON and no YAML network is. */
export function isXml(text: string): boolean {
  return /^\s*<(\?xml|svg|!--|!DOCTYPE)/i.test(text.slice(0, 1000));
}

/** @returns the JSON text of the project; `undefined` when the picture holds none */
export function projectInSvg(text: string): string | undefined {
  const start = text.indexOf(OPENING);
  const end = text.indexOf(CLOSING, start);
  if (start === -1 || end === -1) return undefined;
  return text
    .slice(start + OPENING.length, end)
    .replace(/&(lt|gt|quot|amp);/g, (_, name: keyof typeof ENTITIES) => ENTITIES[name]);
}

const ENTITIES = { lt: '<', gt: '>', quot: '"', amp: '&' } as const;

/** The element that `projectInSvg` finds. */
export function svgProject(escapedJson: string): string {
  return `${OPENING}${escapedJson}${CLOSING}`;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Bytes of the signature and of the header chunk, which comes first in every PNG file. */
const HEADER_END = 33;
/** `hoplight/1`, then no compression, no language and no translated keyword, each with its end. */
const KEYWORD = [...'hoplight/1'].map((letter) => letter.charCodeAt(0));
const BEFORE_TEXT = [...KEYWORD, 0, 0, 0, 0, 0];
const ITXT = [...'iTXt'].map((letter) => letter.charCodeAt(0));

export function isPng(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, at) => bytes[at] === byte);
}

/** A PNG file with the text of a project in it, as UTF-8. */
export function pngWithProject(png: Uint8Array, project: Uint8Array): Uint8Array<ArrayBuffer> {
  const body = new Uint8Array(ITXT.length + BEFORE_TEXT.length + project.length);
  body.set([...ITXT, ...BEFORE_TEXT]);
  body.set(project, ITXT.length + BEFORE_TEXT.length);
  const chunk = new Uint8Array(body.length + 8);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, body.length - ITXT.length);
  chunk.set(body, 4);
  view.setUint32(4 + body.length, crc32(body));
  const whole = new Uint8Array(png.length + chunk.length);
  whole.set(png.subarray(0, HEADER_END));
  whole.set(chunk, HEADER_END);
  whole.set(png.subarray(HEADER_END), HEADER_END + chunk.length);
  return whole;
}

/** @returns the project's text as UTF-8; `undefined` when the picture holds none or breaks off before it */
export function projectInPng(png: Uint8Array): Uint8Array | undefined {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  let at = SIGNATURE.length;
  while (at + 12 <= png.length) {
    const length = view.getUint32(at);
    const data = at + 8;
    if (data + length > png.length) break;
    const isOurs =
      ITXT.every((byte, index) => png[at + 4 + index] === byte) &&
      BEFORE_TEXT.every((byte, index) => png[data + index] === byte);
    if (isOurs) return png.subarray(data + BEFORE_TEXT.length, data + length);
    at = data + length + 4;
  }
  return undefined;
}

/** The check sum of chunks (PNG specification, annex D), bit by bit: a project is short. */
function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}
