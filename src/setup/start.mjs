/**
 * `npm start`: installs and builds what is missing or stale, then serves the web app on this machine and prints its address.
 *
 * `PORT=8080 npm start` or `npm start -- --port 8080` choose the port; other arguments go to `hoplight open`.
 */
import { spawn } from 'node:child_process';
import { build } from './build.mjs';
import { installPackages } from './install.mjs';
import { checkNodeVersion } from './node-version.mjs';
import { root } from './run.mjs';

checkNodeVersion();
if ((await installPackages()) && (await build())) serve(process.argv.slice(2));
else process.exitCode = 1;

function serve(args) {
  const { PORT: port } = process.env;
  const hasPort = args.some((arg) => arg === '--port' || arg.startsWith('--port='));
  const chosen = port && !hasPort ? ['--port', port] : [];
  const child = spawn(
    process.execPath,
    ['dist/src/cli/main.js', 'open', '--no-browser', ...chosen, ...args],
    {
      cwd: root,
      stdio: 'inherit',
    },
  );
  // Ctrl-C reaches the child too; it ends by itself, and we with it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('close', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGKILL' ? 1 : 0);
  });
}
