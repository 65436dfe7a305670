/** A batch: one flow a line in, one result a line out, in the same order. */
import { createReadStream } from 'node:fs';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { judge, traceReport } from '../../../engine/index.ts';
import type { AnswerOptions, Network } from '../../../engine/index.ts';
import { exitStatus, UsageError } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import { reasonOf } from '../input/walk.ts';
import { Progress } from '../output/progress.ts';
import { counted } from '../output/terminal.ts';
import { errorPart } from './ask.ts';
import { readFlowLine } from './read-flows.ts';

/**
 * Answers every line of `path` (`-` for standard input) on standard output as it comes in. Blank lines are passed over.
 *
 * @returns 2 when a line could not be read or asked, else 1 when a flow is not reachable or not as expected, else 0
 */
export async function answerBatch(
  network: Network,
  path: string,
  options: AnswerOptions = {},
): Promise<ExitStatus> {
  const progress = new Progress();
  const source = path === '-' ? process.stdin : createReadStream(path);
  let status: ExitStatus = exitStatus.yes;
  let number = 0;
  let answered = 0;
  try {
    for await (const line of createInterface({ input: source, crlfDelay: Infinity })) {
      number += 1;
      const text = number === 1 ? line.replace(/^\uFEFF/, '') : line;
      if (text.trim() === '') continue;
      answered += 1;
      const { result, status: ofLine } = answerLine(network, text, number, options);
      if (ofLine > status) status = ofLine;
      if (!process.stdout.write(`${JSON.stringify(result)}\n`)) await once(process.stdout, 'drain');
      progress.tell(() => `${counted(number, 'line')} answered …`);
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`\`${path}\` cannot be read: ${reasonOf(error)}.`);
  }
  if (answered === 0) throw new UsageError('The batch holds no flow: write one JSON object a line.');
  return status;
}

interface LineAnswer {
  readonly result: object;
  readonly status: ExitStatus;
}

function answerLine(network: Network, text: string, line: number, options: AnswerOptions): LineAnswer {
  const read = readFlowLine(text);
  if (!read.ok) return { result: { line, error: read.error }, status: exitStatus.unusable };
  const { question, expect, warnings } = read.flow;
  const name = question.name === undefined ? {} : { name: question.name };
  const answer = traceReport(network, question, options);
  if (!answer.ok) {
    const errors = answer.errors.map(errorPart);
    const error = errors.map(({ message }) => message).join(' ');
    return { result: { line, ...name, error, errors }, status: exitStatus.unusable };
  }
  const said = warnings.length === 0 ? {} : { warnings };
  if (expect === undefined) {
    const status = answer.report.verdict === 'reachable' ? exitStatus.yes : exitStatus.no;
    return { result: { line, ...answer.report, ...said }, status };
  }
  const { holds, difference } = judge(answer.report, expect);
  const result = { line, ...answer.report, expect, holds, difference, ...said };
  return { result, status: holds ? exitStatus.yes : exitStatus.no };
}
