/** Flow log records on the command line: those a trace would leave, and why a given one says what it says. */
import {
  explainRecord,
  formatRecord,
  parseFlowLog,
  recordsOf,
  resolveQuestion,
  trace,
} from '../../../engine/index.ts';
import type { InputFile, Network, Question } from '../../../engine/index.ts';
import { exitStatus } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import { print, printable, styleFor } from '../output/terminal.ts';

export interface RecordLine {
  readonly networkInterface: string;
  readonly direction: string;
  readonly leg: string;
  /** The record in the version 2 default format, `-` for what only time tells. */
  readonly record: string;
}

/** The records that the interfaces on the way would write for a question, along the path that a trace tells of. */
export function recordLines(network: Network, question: Question): RecordLine[] {
  const resolved = resolveQuestion(network, question);
  if (!resolved.ok) return [];
  const { paths } = trace(network, resolved.flow);
  const told = paths.find(({ verdict }) => verdict !== 'reachable') ?? paths[0];
  if (told === undefined) return [];
  return recordsOf(network, told).map(({ networkInterface, direction, leg, record }) => ({
    networkInterface: networkInterface.id,
    direction,
    leg,
    record: formatRecord(record),
  }));
}

/**
 * Says of each record of a log which flow it belongs to and why it was accepted or rejected.
 *
 * @returns 2 when a line is no record, else 1 when the network would not have answered like one of them, else 0
 */
export function explainLog(network: Network, log: InputFile, json: boolean): ExitStatus {
  const style = styleFor(process.stdout);
  let status: ExitStatus = exitStatus.yes;
  const worsen = (to: ExitStatus): void => {
    if (to > status) status = to;
  };
  for (const { line, parsed } of parseFlowLog(log.text)) {
    if (!parsed.ok) {
      worsen(exitStatus.unusable);
      print(
        json
          ? JSON.stringify({ line, error: parsed.error })
          : `${log.path}:${line}: ${printable(parsed.error)}\n`,
      );
      continue;
    }
    const { networkInterface, direction, leg, agrees, rules, sentences } = explainRecord(
      network,
      parsed.record,
    );
    if (agrees === false) worsen(exitStatus.no);
    const record = formatRecord(parsed.record);
    if (json) {
      const where = {
        networkInterface: networkInterface?.id ?? null,
        direction: direction ?? null,
        leg: leg ?? null,
      };
      print(JSON.stringify({ line, record, ...where, agrees: agrees ?? null, rules, sentences }));
    } else {
      print(
        `${style(printable(record), 'strong')}\n${sentences.map((sentence) => `  ${printable(sentence)}`).join('\n')}\n`,
      );
    }
  }
  return status;
}
