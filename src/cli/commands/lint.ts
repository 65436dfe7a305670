/** `hoplight lint`: what AWS would refuse, what will surprise, and what in the input could not be read. */
import type { Command } from 'commander';
import { lint as lintNetwork } from '../../../engine/index.ts';
import { exitStatus, UsageError } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import { isNothing, loadInputs, tellCounts } from '../input/load-network.ts';
import { countText, diagnosticLines } from '../output/diagnostics.ts';
import { print, styleFor } from '../output/terminal.ts';
import { examples, withInputs } from './options.ts';
import type { InputOptions } from './options.ts';

interface LintOptions extends InputOptions {
  readonly strict?: boolean;
}

export function addLint(program: Command, run: (action: () => Promise<ExitStatus>) => Promise<void>): void {
  withInputs(program.command('lint'))
    .summary('say what is wrong with a network, without a flow')
    .description(
      'Tells every diagnostic: what AWS would refuse, what is likely a mistake, what could not be read.',
    )
    .option('--strict', 'warnings count as errors for the exit status')
    .addHelpText(
      'after',
      examples([
        ['hoplight lint network.yaml', 'errors and warnings, infos counted'],
        ['hoplight lint dumps/ --verbose', 'everything, what it means, and what was read of each kind'],
        ['hoplight lint network.yaml --strict --json', 'for a pipeline'],
      ]) +
        '\n\nExit status: 0 no error, 1 errors found (with --strict also warnings), 2 wrong call or unreadable input.',
    )
    .action((inputs: string[], options: LintOptions) => run(() => lint(inputs, options)));
}

async function lint(inputs: readonly string[], options: LintOptions): Promise<ExitStatus> {
  const loaded = await loadInputs(inputs, options);
  const diagnostics = [...loaded.diagnostics, ...lintNetwork(loaded.network)];
  const of = (severity: string): number =>
    diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  if (options.json) {
    const counts = { errors: of('error'), warnings: of('warning'), infos: of('info') };
    const { skipped } = loaded;
    print(
      JSON.stringify(
        { format: 'hoplight-lint/1', ...counts, diagnostics, read: loaded.counts, passedBy: skipped },
        null,
        2,
      ),
    );
  } else {
    const lines = diagnosticLines(diagnostics, {
      verbose: options.verbose ?? false,
      style: styleFor(process.stdout),
    });
    print([...lines, countText(diagnostics)].join('\n'));
    tellCounts(loaded, options.verbose ?? false);
  }
  if (isNothing(loaded)) throw new UsageError('The input holds no network.');
  if (loaded.unreadable) return exitStatus.unusable;
  const bad = of('error') + (options.strict ? of('warning') : 0);
  return bad === 0 ? exitStatus.yes : exitStatus.no;
}
