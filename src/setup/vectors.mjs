/**
 * `npm run vectors -- FILE…`: runs worked cases through the engine; without a file, those of the project.
 *
 * The runner is TypeScript, which Node 20 does not read: it is bundled into dist/ first, the engine with it.
 */
import { isAbsolute, join, relative } from 'node:path';
import { installPackages } from './install.mjs';
import { checkNodeVersion } from './node-version.mjs';
import { root, run } from './run.mjs';

checkNodeVersion();
process.exitCode = (await installPackages()) ? await runVectors(process.argv.slice(2)) : 1;

async function runVectors(args) {
  const { build } = await import('vite');
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      ssr: 'test/vectors/run.ts',
      outDir: 'dist/vectors',
      target: 'node20',
      rollupOptions: { output: { entryFileNames: 'run.js' } },
    },
  });
  const files = args.length > 0 ? args.map(fromRoot) : ['test/vectors/vectors-core.json'];
  return run(process.execPath, ['dist/vectors/run.js', ...files]);
}

/** npm runs scripts in the root, wherever it was called: a path is meant as the caller wrote it. */
function fromRoot(path) {
  if (isAbsolute(path) || path.startsWith('-')) return path;
  return relative(root, join(process.env['INIT_CWD'] ?? process.cwd(), path));
}
