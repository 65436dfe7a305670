/** Arguments and options that several commands share. */
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { clouds } from '../../../engine/index.ts';
import type { Cloud } from '../../../engine/index.ts';
import { UsageError } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import { didYouMean, nearestNames } from '../nearest.ts';

/** Carries out a command, whose exit status becomes that of the run. */
export type Run = (action: () => Promise<ExitStatus>) => Promise<void>;

export interface InputOptions {
  readonly as?: 'hoplight' | 'aws-cli';
  readonly verbose?: boolean;
  readonly json?: boolean;
}

/** `<input...>`, `--as`, `--json` and `--verbose`; `argument` for a command that can do without an input. */
export function withInputs(command: Command, argument = '<input...>'): Command {
  return command
    .argument(argument, 'files, folders, or - for standard input')
    .addOption(
      new Option('--as <format>', 'read every input as this format').choices(['hoplight', 'aws-cli']),
    )
    .option('--json', 'answer in JSON')
    .option('-v, --verbose', 'tell every diagnostic and every file passed by');
}

/** `--cloud`: whose rules count; the command says what holds without it. */
export function cloudOption(otherwise: string): Option {
  return new Option(
    '--cloud <name>',
    `whose reserved addresses and subnet sizes count (default: ${otherwise})`,
  ).choices(clouds as Cloud[]);
}

/**
 * A command that does something itself and has verbs for the rest: options stand after the verb they belong to, and a
 * first argument that is nearly a verb is taken for one.
 */
export function withVerbs(command: Command): Command {
  return command
    .enablePositionalOptions()
    .configureHelp({ ...command.configureHelp(), subcommandTerm: (verb) => verb.name() })
    .commandsGroup('Verbs, each with its own --help:')
    .hook('preSubcommand', (_, verb) => {
      if (Object.keys(command.opts()).length === 0) return;
      throw new UsageError(
        `Options stand after the verb: \`hoplight ${command.name()} ${verb.name()} … --option\`.`,
      );
    });
}

/** Refuses a first argument that was probably meant as a verb of `command`. */
export function refuseNearVerb(command: Command, first: string | undefined): void {
  if (first === undefined || !/^[a-z-]{3,}$/i.test(first)) return;
  const near = nearestNames(
    first,
    command.commands.map((verb) => verb.name()),
  );
  if (near.length > 0)
    throw new UsageError(`\`hoplight ${command.name()}\` has no verb \`${first}\`.${didYouMean(near)}`);
}

/** A parser for an option that takes a whole number within bounds, both included. */
export function numberFrom(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = /^-?\d{1,9}$/.test(text) ? Number(text) : NaN;
    if (number >= least && number <= most) return number;
    throw new InvalidArgumentError(`Write a number from ${least} to ${most}.`);
  };
}

/** A prefix length, with or without its slash. */
export function prefixLength(text: string): number {
  try {
    return numberFrom(0, 128)(text.replace(/^\//, ''));
  } catch {
    throw new InvalidArgumentError('Write a prefix length from 0 to 128, such as 24.');
  }
}

/** Prefix lengths with commas between them. */
export function prefixLengths(text: string): number[] {
  return text.split(',').map((part) => prefixLength(part.trim()));
}

/** Examples for the end of a command's help: the command line and what it does. */
export function examples(rows: readonly (readonly [line: string, does: string])[]): string {
  return `\nExamples:\n${rows.map(([line, does]) => `  $ ${line}\n      ${does}`).join('\n')}`;
}
