/**
 * Text as part of a link: `1` for the version, then the text, deflated, in base64url. The browser's own compression, so
 * that the command line reads and writes the same.
 */
const VERSION = '1';

/** The most characters that a link may unpack to. */
const MOST = 8 * 1024 * 1024;

export async function pack(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  const packed = await collect(through(bytes, new CompressionStream('deflate-raw')), Infinity);
  return VERSION + toBase64Url(packed);
}

/** @returns `undefined` when it is damaged, too large or of a newer version */
export async function unpack(packed: string): Promise<string | undefined> {
  if (!packed.startsWith(VERSION)) return undefined;
  try {
    const bytes = fromBase64Url(packed.slice(VERSION.length));
    const text = await collect(through(bytes, new DecompressionStream('deflate-raw')), MOST);
    return new TextDecoder('utf-8', { fatal: true }).decode(text);
  } catch {
    return undefined;
  }
}

function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): ReadableStream {
  return new Blob([bytes]).stream().pipeThrough(stream);
}

/** All bytes of a stream. Throws when they are more than `most`: nothing more is unpacked then. */
async function collect(stream: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      await reader.cancel();
      throw new RangeError('too large');
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Throws for text that is no base64url. */
function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
