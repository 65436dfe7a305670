/** `hoplight flow-log`: which flow a VPC flow log record belongs to, and why it says ACCEPT or REJECT. */
import type { Command } from 'commander';
import { explainRecord, formatAddress, formatRecord, parseFlowLog } from '../../../engine/index.ts';
import type { FlowLogLine, Network, RecordExplanation } from '../../../engine/index.ts';
import { exitStatus, UsageError } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import { loadAndTell } from '../input/load-network.ts';
import { readInput } from '../input/read-inputs.ts';
import { print, printable, styleFor } from '../output/terminal.ts';
import { examples, withInputs } from './options.ts';
import type { InputOptions } from './options.ts';

interface FlowLogOptions extends InputOptions {
  readonly record?: string;
  readonly records?: string;
}

export function addFlowLog(
  program: Command,
  run: (action: () => Promise<ExitStatus>) => Promise<void>,
): void {
  withInputs(program.command('flow-log'))
    .summary('say which flow a VPC flow log record belongs to, and why')
    .description(
      'Finds the flow that a VPC flow log record belongs to, and says why it is an ACCEPT or a REJECT.\n' +
        'Records are in the default format (version 2), or in the one that a header line before them names.',
    )
    .option('--record <line>', 'one record')
    .option('--records <file>', 'a file of records, one a line; - for standard input')
    .addHelpText(
      'after',
      examples([
        [
          'hoplight flow-log dumps/ --record "2 - eni-0a1b 203.0.113.12 10.0.0.10 51000 443 6 1 60 - - REJECT OK"',
          'who refused it?',
        ],
        ['hoplight flow-log network.yaml --records records.txt --json', 'many, as JSON'],
      ]) +
        '\n\nExit status: 0 the loaded network gives the action of every record, 1 it does not, 2 wrong call or\nunreadable input.',
    )
    .action((inputs: string[], options: FlowLogOptions) => run(() => flowLog(inputs, options)));
}

async function flowLog(inputs: readonly string[], options: FlowLogOptions): Promise<ExitStatus> {
  if (options.records === '-' && inputs.includes('-')) {
    throw new UsageError('Standard input cannot be both the network and the records.');
  }
  const text = await recordsText(options);
  const { network, unreadable } = await loadAndTell(inputs, options);
  const lines = parseFlowLog(text);
  if (lines.length === 0) throw new UsageError('No record was given: the text holds no line.');
  const texts = text.split(/\r?\n/);
  const answers = lines.map((line) => answer(network, texts[line.line - 1] ?? '', line));
  if (options.json) {
    print(JSON.stringify({ format: 'hoplight-flow-log/1', records: answers.map(asPlain) }, null, 2));
  } else {
    const style = styleFor(process.stdout);
    for (const { line, error, explanation } of answers) {
      print(style(printable(line), 'strong'));
      for (const sentence of explanation?.sentences ?? [error ?? '']) print(`  ${printable(sentence)}`);
    }
  }
  if (unreadable || answers.some(({ error }) => error !== undefined)) return exitStatus.unusable;
  return answers.every(({ explanation }) => explanation?.agrees !== false) ? exitStatus.yes : exitStatus.no;
}

async function recordsText({ record, records }: FlowLogOptions): Promise<string> {
  if (record !== undefined) return record;
  if (records !== undefined) return (await readInput(records)).text;
  throw new UsageError('Give a record with --record, or a file of them with --records.');
}

interface Answered {
  readonly line: string;
  readonly error: string | undefined;
  readonly explanation: RecordExplanation | undefined;
}

function answer(network: Network, text: string, { line, parsed }: FlowLogLine): Answered {
  if (!parsed.ok) return { line: text, error: `Line ${line}: ${parsed.error}`, explanation: undefined };
  return { line: text, error: undefined, explanation: explainRecord(network, parsed.record) };
}

function asPlain({ line, error, explanation }: Answered): object {
  if (explanation === undefined) return { line, error };
  const { networkInterface, direction, leg, flow, trace, predicted, agrees, rules, sentences } = explanation;
  return {
    line,
    networkInterface: networkInterface?.id ?? null,
    direction: direction ?? null,
    leg: leg ?? null,
    flow:
      flow === undefined
        ? null
        : {
            src: formatAddress(flow.packet.src),
            dst: formatAddress(flow.packet.dst),
            dstPort: flow.packet.dstPort,
          },
    verdict: trace?.verdict ?? null,
    predicted: predicted === undefined ? null : formatRecord(predicted.record),
    agrees: agrees ?? null,
    rules,
    sentences,
  };
}
