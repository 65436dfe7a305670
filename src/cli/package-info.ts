/** Where the installed package keeps its parts, seen from the built command line. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const packageRoot = new URL('../../../', import.meta.url);

/** The web app as a folder of static files. */
export const appFolder = fileURLToPath(new URL('dist/app/', packageRoot));

/** The version in package.json. */
export function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('package.json', packageRoot), 'utf8'));
  const { version } = manifest as { version?: unknown }; // INVARIANT: npm packs no package without a manifest object
  return typeof version === 'string' ? version : 'unknown';
}
