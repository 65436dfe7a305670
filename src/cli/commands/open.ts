/** `hoplight open`: serves the web app on this machine alone, with the inputs loaded. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { exitStatus, UsageError } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import { readInputs } from '../input/read-inputs.ts';
import { print, printMessage } from '../output/terminal.ts';
import { appFolder } from '../package-info.ts';
import { openBrowser } from '../serve/browser.ts';
import { serveApp } from '../serve/server.ts';
import { examples, numberFrom } from './options.ts';

interface OpenOptions {
  readonly port?: number;
  readonly browser: boolean;
  readonly json?: boolean;
}

export function addOpen(program: Command, run: (action: () => Promise<ExitStatus>) => Promise<void>): void {
  program
    .command('open')
    .summary('open the web app in the browser, with the inputs loaded')
    .description(
      'Serves the web app on 127.0.0.1 until interrupted. Inputs are read again when the page is reloaded.',
    )
    .argument('[input...]', 'files, folders, or - for standard input')
    .option('--port <number>', 'serve on this port (default: a free one near 4675)', numberFrom(0, 65535))
    .option('--no-browser', 'only print the address')
    .option('--json', 'print the address as JSON')
    .addHelpText(
      'after',
      examples([
        ['hoplight open', 'the web app with its own examples'],
        ['hoplight open dumps/', 'with a folder of describe output loaded'],
        [
          'hoplight open network.yaml --port 8080 --no-browser',
          'on a port of your choice, without a browser',
        ],
      ]) + '\n\nExit status: 0 when interrupted, 2 wrong call, unreadable input, or the port is taken.',
    )
    .action((inputs: string[], options: OpenOptions) => run(() => open(inputs, options)));
}

async function open(inputs: readonly string[], options: OpenOptions): Promise<ExitStatus> {
  if (!existsSync(join(appFolder, 'index.html'))) {
    throw new UsageError('The web app is not built. In a checkout, run `npm run build` first.');
  }
  let files = (await readInputs(inputs)).files;
  const readAgain = async (): Promise<typeof files> => {
    if (inputs.length > 0 && !inputs.includes('-')) {
      // An input that has gone since is no reason to show nothing: the last reading stands.
      files = await readInputs(inputs).then(
        (read) => read.files,
        () => files,
      );
    }
    return files;
  };
  const end = interrupted();
  const served = await serveApp(appFolder, readAgain, options.port);
  // The app asks for the inputs only when its address says that there are some.
  const url = inputs.length === 0 ? served.url : `${served.url}?input`;
  print(options.json ? JSON.stringify({ url, port: served.port }) : `Hoplight is at ${url}`);
  if (!options.json) printMessage('Only this machine can reach it. Ctrl-C ends it.');
  if (options.browser) openBrowser(url);
  await end;
  await served.close();
  return exitStatus.yes;
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}
