/** A link as the app makes them, of any text. */
import { deflateRawSync } from 'node:zlib';

/** @param question - its parts as they stand in an address: `from=web-1&to=internet` */
export function linkOf(text: string, view = 'trace', question = ''): string {
  const packed = deflateRawSync(Buffer.from(text)).toString('base64url');
  return `#/${view}?d=1${packed}${question === '' ? '' : `&${question}`}`;
}
