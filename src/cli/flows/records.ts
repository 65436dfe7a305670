/** The flow log records that a trace would leave. */
import { formatRecord, recordsOf, resolveQuestion, trace } from '../../../engine/index.ts';
import type { Network, Question } from '../../../engine/index.ts';

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
