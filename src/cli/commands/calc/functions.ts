/** The address functions of Terraform and CloudFormation, with the numbers that those give. */
import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { cidrhost, cidrnetmask, cidrsubnet, cidrsubnets, fnCidr } from '../../../../engine/index.ts';
import type { FunctionResult } from '../../../../engine/index.ts';
import { exitStatus, UsageError } from '../../exit-status.ts';
import type { ExitStatus } from '../../exit-status.ts';
import { printJson } from '../../output/json.ts';
import { print } from '../../output/terminal.ts';
import { examples } from '../options.ts';
import type { Run } from '../options.ts';

type Value = string | readonly string[];

export function addFunctions(calc: Command, run: Run): void {
  const answer = (
    verb: string,
    result: FunctionResult<Value>,
    { json = false }: { readonly json?: boolean },
  ) => run(async () => tell(verb, result, json));

  verbOf(calc, 'cidrsubnet', 'Terraform’s cidrsubnet: one part of a prefix', [
    'hoplight calc cidrsubnet 10.0.0.0/16 8 3',
    '10.0.3.0/24: eight bits more, number 3',
  ])
    .argument('<prefix>', 'the block')
    .argument('<newbits>', 'bits to add to its prefix length', wholeNumber)
    .argument('<netnum>', 'number of the part, from 0', wholeBigInt)
    .action((prefix: string, newbits: number, netnum: bigint, options) =>
      answer('cidrsubnet', cidrsubnet(prefix, newbits, netnum), options),
    );
  verbOf(calc, 'cidrsubnets', 'Terraform’s cidrsubnets: parts one after the other', [
    'hoplight calc cidrsubnets 10.1.0.0/16 4 4 8 4',
    'three /20 and a /24 between them',
  ])
    .argument('<prefix>', 'the block')
    .argument(
      '<newbits...>',
      'for each part the bits to add',
      (text: string, before: number[] | undefined) => [...(before ?? []), wholeNumber(text)],
    )
    .action((prefix: string, newbits: number[], options) =>
      answer('cidrsubnets', cidrsubnets(prefix, ...newbits), options),
    );
  verbOf(calc, 'cidrhost', 'Terraform’s cidrhost: one address of a prefix', [
    'hoplight calc cidrhost 10.12.112.0/20 -1',
    'the last address',
  ])
    .argument('<prefix>', 'the block')
    .argument('<hostnum>', 'number of the address, from 0; below 0 from the end', wholeBigInt)
    .action((prefix: string, hostnum: bigint, options) =>
      answer('cidrhost', cidrhost(prefix, hostnum), options),
    );
  verbOf(calc, 'cidrnetmask', 'Terraform’s cidrnetmask: the mask of an IPv4 prefix', [
    'hoplight calc cidrnetmask 172.16.0.0/12',
    '255.240.0.0',
  ])
    .argument('<prefix>', 'the block')
    .action((prefix: string, options) => answer('cidrnetmask', cidrnetmask(prefix), options));
  verbOf(calc, 'fn-cidr', 'CloudFormation’s Fn::Cidr: the first parts of a block', [
    'hoplight calc fn-cidr 192.168.0.0/24 6 5',
    'six blocks of /27: five bits are left for hosts',
  ])
    .argument('<block>', 'the block')
    .argument('<count>', 'how many parts, 1 to 256', wholeNumber)
    .argument('<cidr-bits>', 'bits that are left for hosts in each', wholeNumber)
    .action((block: string, count: number, cidrBits: number, options) =>
      answer('fn-cidr', fnCidr(block, count, cidrBits), options),
    );
}

function verbOf(
  calc: Command,
  name: string,
  summary: string,
  example: readonly [line: string, does: string],
): Command {
  return calc
    .command(name)
    .summary(summary)
    .description(`${summary}, with the same result.`)
    .option('--json', 'answer in JSON')
    .addHelpText('after', `${examples([example])}\n\nExit status: 0, 2 where the function gives an error.`);
}

function tell(verb: string, result: FunctionResult<Value>, json: boolean): ExitStatus {
  if (!result.ok) throw new UsageError(`${verb}: ${result.error}`);
  const { value } = result;
  if (json) printJson('hoplight-function/1', { function: verb, value });
  else print(typeof value === 'string' ? value : value.join('\n'));
  return exitStatus.yes;
}

function wholeBigInt(text: string): bigint {
  if (/^-?\d{1,40}$/.test(text)) return BigInt(text);
  throw new InvalidArgumentError('Write a whole number.');
}

function wholeNumber(text: string): number {
  return Number(wholeBigInt(text));
}
