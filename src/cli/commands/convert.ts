/** `hoplight convert`: any input as a hoplight/1 document. */
import { Option } from 'commander';
import type { Command } from 'commander';
import { toDocumentText } from '../../../engine/index.ts';
import { exitStatus } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import { loadAndTell } from '../input/load-network.ts';
import { put } from '../output/write-file.ts';
import { examples, withInputs } from './options.ts';
import type { InputOptions } from './options.ts';

interface ConvertOptions extends InputOptions {
  readonly to: 'hoplight' | 'hoplight-json';
  readonly output?: string;
}

export function addConvert(
  program: Command,
  run: (action: () => Promise<ExitStatus>) => Promise<void>,
): void {
  withInputs(program.command('convert'))
    .summary('write a network as a hoplight/1 document')
    .description('Reads any format and writes one hoplight/1 document, as YAML or JSON.')
    .addOption(
      new Option('--to <format>', 'hoplight is YAML, hoplight-json is JSON')
        .choices(['hoplight', 'hoplight-json'])
        .makeOptionMandatory(),
    )
    .option('-o, --output <file>', 'write to a file instead of standard output')
    .addHelpText(
      'after',
      examples([
        [
          'hoplight convert dumps/ --to hoplight -o network.yaml',
          'a folder of describe output as one readable file',
        ],
        ['hoplight convert network.yaml --to hoplight-json', 'the same document in JSON'],
        [
          'hoplight convert dumps/ --to hoplight --json',
          'the document with what was read of each kind, and the diagnostics',
        ],
      ]) +
        '\n\nWhat was read in part or left out is told on standard error.\nExit status: 0 written, 2 wrong call or unreadable input.',
    )
    .action((inputs: string[], options: ConvertOptions) => run(() => convert(inputs, options)));
}

async function convert(inputs: readonly string[], options: ConvertOptions): Promise<ExitStatus> {
  const { document, counts, diagnostics, skipped, unreadable } = await loadAndTell(inputs, options);
  const text = options.json
    ? JSON.stringify(
        { format: 'hoplight-convert/1', document, read: counts, diagnostics, passedBy: skipped },
        null,
        2,
      )
    : toDocumentText(document, options.to === 'hoplight' ? 'yaml' : 'json').trimEnd();
  await put(`${text}\n`, options.output);
  return unreadable ? exitStatus.unusable : exitStatus.yes;
}
