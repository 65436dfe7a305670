/** `hoplight test`: holds a network to the flows that say what they expect. */
import type { Command } from 'commander';
import { traceText } from '../../../engine/index.ts';
import { exitStatus, UsageError } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import { expectedIn, expectedOf, judgeFlow } from '../flows/expectations.ts';
import type { Judged } from '../flows/expectations.ts';
import { junitXml } from '../flows/junit.ts';
import { loadAndTell } from '../input/load-network.ts';
import { readInput } from '../input/read-inputs.ts';
import { Progress } from '../output/progress.ts';
import { counted, pageWidth, print, printable, printMessage, styleFor } from '../output/terminal.ts';
import { writeTo } from '../output/write-file.ts';
import { examples, withInputs } from './options.ts';
import type { InputOptions } from './options.ts';

interface TestOptions extends InputOptions {
  readonly flows?: string;
  readonly junit?: string;
}

export function addTest(program: Command, run: (action: () => Promise<ExitStatus>) => Promise<void>): void {
  withInputs(program.command('test'))
    .summary('check every flow that says what it expects')
    .description(
      'Asks every flow that has an expect, in the document and in --flows, and reports which hold.',
    )
    .option(
      '--flows <file>',
      'more flows: a JSON list, one JSON object a line, or YAML; - for standard input',
    )
    .option('--junit <file>', 'write the report as JUnit XML too')
    .addHelpText(
      'after',
      examples([
        ['hoplight test network.yaml', 'the flows of the document'],
        [
          'hoplight test dumps/ --flows intents.yaml --junit report.xml',
          'a live network against written intents',
        ],
        ['hoplight test network.yaml --json', 'the report in JSON'],
      ]) +
        '\n\nA flow: { name: web reaches the database, from: web-1, to: db-1, port: 5432, expect: reachable }\n' +
        'Exit status: 0 all hold, 1 not all, 2 wrong call, unreadable input, or no flow with an expect.',
    )
    .action((inputs: string[], options: TestOptions) => run(() => test(inputs, options)));
}

async function test(inputs: readonly string[], options: TestOptions): Promise<ExitStatus> {
  if (options.flows === '-' && inputs.includes('-')) {
    throw new UsageError('Standard input cannot be both the network and the flows.');
  }
  const file = options.flows === undefined ? undefined : await readInput(options.flows);
  const { network, unreadable } = await loadAndTell(inputs, options);
  const own = expectedOf(network);
  const further = file === undefined ? { expected: [], withoutExpect: 0 } : expectedIn(file);
  const expected = [...own, ...further.expected];
  if (expected.length === 0) throw new UsageError('No flow has an `expect`, so there is nothing to check.');

  const progress = new Progress();
  const judged = expected.map((each, index) => {
    progress.tell(() => `${index} of ${counted(expected.length, 'flow')} checked …`);
    return judgeFlow(network, each);
  });
  if (options.json) print(JSON.stringify(jsonReport(judged), null, 2));
  else printReport(judged, further.withoutExpect);
  if (options.junit !== undefined) await writeJunit(options.junit, inputs, judged);

  if (unreadable || judged.some((flow) => flow.unreadable)) return exitStatus.unusable;
  return judged.every(({ holds }) => holds) ? exitStatus.yes : exitStatus.no;
}

function printReport(judged: readonly Judged[], withoutExpect: number): void {
  const style = styleFor(process.stdout);
  for (const flow of judged) {
    const mark = flow.holds ? style('✓', 'reachable') : style('✗', 'blocked');
    print(`${mark} ${printable(flow.name)}`);
    for (const warning of flow.flow?.warnings ?? [])
      printMessage(`${printable(flow.name)}: ${printable(warning)}`);
    if (flow.error !== undefined) print(`    ${printable(flow.error)}`);
    if (flow.difference !== null) print(`    ${printable(flow.difference)}`);
    if (!flow.holds && flow.report !== undefined) print(`    ${printable(flow.report.reason)}`);
  }
  const held = judged.filter(({ holds }) => holds).length;
  const aside = withoutExpect === 0 ? '' : `, ${counted(withoutExpect, 'flow')} without expect left out`;
  print(`\n${held} of ${counted(judged.length, 'flow')} as expected${aside}`);
}

function jsonReport(judged: readonly Judged[]): object {
  const passed = judged.filter(({ holds }) => holds).length;
  return {
    format: 'hoplight-test/1',
    passed,
    failed: judged.length - passed,
    flows: judged.map(({ name, flow, report, holds, difference, error }) => ({
      name,
      from: flow?.question.from ?? null,
      to: flow?.question.to ?? null,
      expect: flow?.expect ?? null,
      holds,
      difference,
      error: error ?? null,
      ...(report !== undefined && { verdict: report.verdict, at: report.at, leg: report.leg }),
      ...(report !== undefined && { component: report.component, code: report.code, reason: report.reason }),
    })),
  };
}

async function writeJunit(path: string, inputs: readonly string[], judged: readonly Judged[]): Promise<void> {
  const cases = judged.map(({ name, report, holds, difference, error, seconds }) => ({
    name,
    seconds,
    error,
    failure:
      holds || report === undefined
        ? undefined
        : { message: difference ?? report.reason, text: traceText(report, { width: pageWidth() }) },
  }));
  await writeTo(path, junitXml(inputs.join(' '), cases));
}
