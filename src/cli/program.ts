/** The commands of `hoplight`, and how a run ends. */
import { Command, CommanderError } from 'commander';
import { addCalc } from './commands/calc/calc.ts';
import { addConvert } from './commands/convert.ts';
import { addCost } from './commands/cost.ts';
import { addFlowLog } from './commands/flow-log.ts';
import { addLint } from './commands/lint.ts';
import { addOpen } from './commands/open.ts';
import { examples } from './commands/options.ts';
import { addPlan } from './commands/plan/plan.ts';
import { addSchema } from './commands/schema.ts';
import { addTest } from './commands/test.ts';
import { addTrace } from './commands/trace.ts';
import { exitStatus, UsageError } from './exit-status.ts';
import type { ExitStatus } from './exit-status.ts';
import { print, printable, printMessage, styleFor } from './output/terminal.ts';
import { packageVersion } from './package-info.ts';

/**
 * Runs the command that `args` (without node and script) name.
 *
 * @returns the exit status; only a bug throws
 */
export async function run(args: readonly string[]): Promise<ExitStatus> {
  let status: ExitStatus = exitStatus.yes;
  const program = new Command('hoplight');
  const mark = styleFor(process.stderr)('hoplight:', 'blocked');
  const finish = async (action: () => Promise<ExitStatus>): Promise<void> => {
    status = await action();
  };
  program
    .description(
      'Traces packets through AWS VPC networks, on your machine alone: nothing you load leaves it.',
    )
    .version(packageVersion())
    .exitOverride()
    .enablePositionalOptions()
    .configureHelp({ sortSubcommands: false, helpWidth: 100 })
    .showHelpAfterError('(--help says how)')
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error:/, mark)) })
    .addHelpText(
      'after',
      examples([
        ['hoplight trace network.yaml --from web-1 --to db-1 --port 5432', 'who blocks it?'],
        ['hoplight open dumps/', 'the same in the browser'],
        ['hoplight help trace', 'all options of a command'],
      ]) + '\n\nExit status: 0 reachable or all as expected, 1 not, 2 wrong call or unreadable input.',
    );
  for (const add of [
    addTrace,
    addTest,
    addLint,
    addFlowLog,
    addCost,
    addCalc,
    addPlan,
    addConvert,
    addSchema,
    addOpen,
  ])
    add(program, finish);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitStatus.yes : exitStatus.unusable;
    if (!(error instanceof UsageError)) throw error;
    for (const line of error.message.split('\n')) printMessage(`${mark} ${printable(line)}`);
    if (args.includes('--json')) print(errorJson(error));
    return exitStatus.unusable;
  }
}

/** The error for a program that reads the answer. */
function errorJson(error: UsageError): string {
  return JSON.stringify({ format: 'hoplight-error/1', error: error.message, errors: error.parts }, null, 2);
}
