/** `hoplight trace`: one flow, both halves; or a batch of flows, one a line. */
import type { Command } from 'commander';
import { traceText } from '../../../engine/index.ts';
import type { AnswerOptions, Network, Question, TraceReport } from '../../../engine/index.ts';
import { exitStatus, UsageError } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import { ask, askIpv6Too } from '../flows/ask.ts';
import { answerBatch } from '../flows/batch.ts';
import { loadAndTell } from '../input/load-network.ts';
import { pageWidth, print, printable, styleFor } from '../output/terminal.ts';
import { examples, numberFrom, withInputs } from './options.ts';
import type { InputOptions } from './options.ts';
import { readPricing, withPricing } from './pricing.ts';
import type { PricingOptions } from './pricing.ts';
import { QUESTION_OPTIONS, questionOf, withQuestion } from './question.ts';
import type { QuestionOptions } from './question.ts';

interface TraceOptions extends InputOptions, QuestionOptions, PricingOptions {
  readonly path?: number;
  readonly records?: boolean;
  readonly batch?: string;
}

export function addTrace(program: Command, run: (action: () => Promise<ExitStatus>) => Promise<void>): void {
  withPricing(withQuestion(withInputs(program.command('trace'))))
    .summary('trace one flow, forward and return, or a batch of flows')
    .description(
      'Traces one flow hop by hop, the request and the reply, and names what decides.\n' +
        'E is a resource id or unique name, an address, subnet-id:address, internet, or internet:203.0.113.7.',
    )
    .option('--path <number>', 'tell of this one of the ways that AWS may take', numberFrom(1, 1000))
    .option('--batch <file>', 'answer one JSON flow a line from a file or -, one JSON result a line')
    .option('--records', 'tell the flow log records of the interfaces too (JSON always has them, as flowLog)')
    .addHelpText(
      'after',
      examples([
        [
          'hoplight trace network.yaml --from web-1 --to db-1 --port 5432',
          'does web-1 reach db-1, and does the reply come back?',
        ],
        [
          'hoplight trace dumps/ --from internet:203.0.113.7 --to web-1 --port 443',
          'from the internet into a folder of describe output',
        ],
        [
          'hoplight trace network.yaml --from web-1 --to 10.0.2.20 --protocol icmp --json',
          'ping, answered in JSON',
        ],
        [
          'hoplight trace network.yaml --batch flows.jsonl',
          'lines such as {"from":"web-1","to":"db-1","port":5432}',
        ],
        [
          'hoplight trace network.yaml --from web-1 --to db-1 --port 5432 --ignore acls',
          'what if the network ACLs were not there?',
        ],
        [
          'cat network.yaml | hoplight trace - --from web-1 --to internet --port 443',
          'the network on standard input',
        ],
      ]) +
        '\n\nJSON: one hoplight-trace/1 object. Where both ends have both families and --family is not given, the\n' +
        'object is the IPv4 answer, with the IPv6 answer as families["6"].\n' +
        'Exit status: 0 reachable, 1 not, 2 wrong call or unreadable input. With both families: that of IPv4.\n' +
        'With --batch: 0 all reachable or as their expect says, 1 not all, 2 when a line could not be answered.',
    )
    .action((inputs: string[], options: TraceOptions) => run(() => trace(inputs, options)));
}

async function trace(inputs: readonly string[], options: TraceOptions): Promise<ExitStatus> {
  const { batch } = options;
  if (batch !== undefined) refuseBesideBatch(options);
  if (batch === '-' && inputs.includes('-')) {
    throw new UsageError('Standard input cannot be both the network and the batch.');
  }
  const question = batch === undefined ? traceQuestion(options) : undefined;
  const pricing = await readPricing(options);
  const { network, unreadable } = await loadAndTell(inputs, options);
  const status =
    question === undefined
      ? await answerBatch(network, batch ?? '-', { pricing })
      : answer(network, question, options, { pricing });
  return unreadable ? exitStatus.unusable : status;
}

function traceQuestion(options: TraceOptions): Question {
  const question = questionOf(options);
  if (typeof question !== 'string') return question;
  throw new UsageError(`A trace needs ${question}. For many flows at once use --batch.`);
}

function answer(
  network: Network,
  question: Question,
  options: TraceOptions,
  answerOptions: AnswerOptions,
): ExitStatus {
  const report = askForPath(network, question, options.path, answerOptions);
  // The ways in IPv6 are others: a number of one says nothing there.
  const ipv6 = options.path === undefined ? askIpv6Too(network, question, report, answerOptions) : undefined;
  if (options.json) {
    print(JSON.stringify(ipv6 === undefined ? report : { ...report, families: { 6: ipv6 } }, null, 2));
  } else {
    const layout = { width: pageWidth(), style: styleFor(process.stdout) };
    if (ipv6 === undefined) print(traceText(report, layout));
    else print(`IPv4\n\n${traceText(report, layout)}\n\n\nIPv6\n\n${traceText(ipv6, layout)}`);
    if (options.records) print(recordsText(report));
  }
  return report.verdict === 'reachable' ? exitStatus.yes : exitStatus.no;
}

/** @throws UsageError when AWS has no such way to take */
function askForPath(
  network: Network,
  question: Question,
  path: number | undefined,
  options: AnswerOptions,
): TraceReport {
  if (path === undefined) return ask(network, question, options);
  const count = ask(network, question, { ...options, suggest: false }).paths.length;
  if (path <= Math.max(count, 1)) return ask(network, question, { ...options, path: path - 1 });
  throw new UsageError(
    count === 0
      ? `There is only one way to take: leave out --path ${path}.`
      : `There are ${count} ways to take: --path is a number from 1 to ${count}.`,
  );
}

function recordsText({ flowLog }: TraceReport): string {
  const title = styleFor(process.stdout)('Flow log records, version 2', 'strong');
  const lines = flowLog.map(({ line }) => `  ${printable(line)}`);
  return ['', title, ...(lines.length === 0 ? ['  none: no interface would write one'] : lines)].join('\n');
}

/** A file of flows and a flow of one's own exclude each other. */
function refuseBesideBatch(options: TraceOptions): void {
  const given = [...QUESTION_OPTIONS, 'path' as const, 'records' as const].filter(
    (name) => options[name] !== undefined,
  );
  if (given.length === 0) return;
  const words = given.map((name) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
  throw new UsageError(`With --batch the flows come from the file: leave out ${words.join(', ')}.`);
}
