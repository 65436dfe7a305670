/** Arguments and options that several commands share. */
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';

export interface InputOptions {
  readonly as?: 'hoplight' | 'aws-cli';
  readonly verbose?: boolean;
  readonly json?: boolean;
}

/** `<input...>`, `--as`, `--json` and `--verbose`. */
export function withInputs(command: Command): Command {
  return command
    .argument('<input...>', 'files, folders, or - for standard input')
    .addOption(
      new Option('--as <format>', 'read every input as this format').choices(['hoplight', 'aws-cli']),
    )
    .option('--json', 'answer in JSON')
    .option('-v, --verbose', 'tell every diagnostic and every file passed by');
}

/** A parser for an option that takes a whole number within bounds, both included. */
export function numberFrom(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = /^-?\d{1,9}$/.test(text) ? Number(text) : NaN;
    if (number >= least && number <= most) return number;
    throw new InvalidArgumentError(`Write a number from ${least} to ${most}.`);
  };
}

/** Examples for the end of a command's help: the command line and what it does. */
export function examples(rows: readonly (readonly [line: string, does: string])[]): string {
  return `\nExamples:\n${rows.map(([line, does]) => `  $ ${line}\n      ${does}`).join('\n')}`;
}
