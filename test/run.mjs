/**
 * `npm test`: sets up what is missing, then runs every stage, also after one has failed, and ends with one line,
 * `N passed, N failed`: the tests of the runners, and one for each other stage.
 *
 * `node test/run.mjs format lint` runs those stages only.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../src/setup/build.mjs';
import { installPackages } from '../src/setup/install.mjs';
import { checkNodeVersion } from '../src/setup/node-version.mjs';
import { run, runTool } from '../src/setup/run.mjs';
import { findChromium } from './chromium.mjs';

/** Each stage by name, in order; each returns what passed and what failed in it. */
const stages = {
  format: () => oneOf(runTool('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.'])),
  lint: () => oneOf(runTool('eslint/bin/eslint.js', ['-c', 'test/eslint.config.js', '.'])),
  types: () => oneOf(checkTypes()),
  build: () => oneOf(build().then((done) => (done ? 0 : 1))),
  unit: runUnitTests,
  vectors: () => oneOf(run(process.execPath, ['src/setup/vectors.mjs'])),
  browser: runBrowserTests,
};

checkNodeVersion();
// The runners behave a little differently on a build server; here they always do, so that no result hangs on it.
process.env['CI'] = 'true';
const scratch = mkdtempSync(join(tmpdir(), 'hoplight-test-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
process.exitCode = await main(process.argv.slice(2));

async function main(asked) {
  const unknown = asked.filter((name) => !(name in stages));
  if (unknown.length > 0) {
    console.error(`No stage is called ${unknown.join(', ')}; there are ${Object.keys(stages).join(', ')}.`);
    return 2;
  }
  if (!(await installPackages())) return 1;
  const results = [];
  for (const name of asked.length > 0 ? asked : Object.keys(stages)) {
    console.log(`\n== ${name}`);
    const start = performance.now();
    const { passed, failed } = await stages[name]();
    results.push({ name, passed, failed, seconds: (performance.now() - start) / 1000 });
  }
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  console.log('');
  for (const { name, passed, failed, seconds } of results) {
    console.log(
      `${failed === 0 ? '✓' : '✗'} ${name.padEnd(8)} ${passed} passed, ${failed} failed (${seconds.toFixed(1)} s)`,
    );
  }
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed') === 0 ? 0 : 1;
}

/** A stage that counts as one test. */
async function oneOf(status) {
  return (await status) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Every project is checked, also after one has failed; what Svelte components export only its own checker knows. */
async function checkTypes() {
  const tsc = (...args) => runTool('typescript/bin/tsc', args);
  // Nothing is written, so that these projects may read files of others.
  const only = [
    '--noEmit',
    '--rewriteRelativeImportExtensions',
    'false',
    '--composite',
    'false',
    '--incremental',
  ];
  const svelte = ['--tsconfig', 'src/tsconfig.json', '--fail-on-warnings'];
  const statuses = [
    await tsc('-b', 'engine', 'src/cli'),
    await tsc('-p', 'test', ...only),
    await tsc('-p', 'bench', ...only),
    await runTool('svelte-check/bin/svelte-check', svelte),
  ];
  return statuses.every((status) => status === 0) ? 0 : 1;
}

async function runUnitTests() {
  const file = join(scratch, 'unit.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const status = await runTool('vitest/vitest.mjs', [
    'run',
    '--config',
    'test/vitest.config.ts',
    ...reporters,
  ]);
  return reported(status, file, ({ testResults }) => {
    const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
    // A file that cannot be loaded has no tests and failed all the same.
    const unloaded = testResults.filter(
      ({ status: of, assertionResults }) => of === 'failed' && assertionResults.length === 0,
    );
    return {
      passed: tests.filter(({ status: of }) => of === 'passed').length,
      failed: tests.filter(({ status: of }) => of === 'failed').length + unloaded.length,
    };
  });
}

async function runBrowserTests() {
  const chromium = await findChromium();
  if (chromium === undefined) return { passed: 0, failed: 1 };
  const file = join(scratch, 'browser.json');
  const status = await runTool(
    '@playwright/test/cli.js',
    ['test', '-c', 'test/playwright.config.ts', '--reporter=list,json'],
    {
      env: { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: file, PLAYWRIGHT_JSON_OUTPUT_NAME: file },
    },
  );
  return reported(status, file, ({ stats, errors }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
  }));
}

/** What a runner reported; a run that failed without a failed test, or found no test, is one failure. */
function reported(status, file, count) {
  let counts = { passed: 0, failed: 0 };
  try {
    counts = count(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    console.error(`The runner left no report: ${error.message}`);
  }
  const { passed, failed } = counts;
  if (failed === 0 && (status !== 0 || passed === 0)) {
    console.error(passed === 0 ? 'The runner found no tests.' : `The runner ended with status ${status}.`);
    return { passed, failed: 1 };
  }
  return counts;
}
